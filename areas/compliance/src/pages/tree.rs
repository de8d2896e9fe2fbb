//! An assessment requirement by requirement, as the framework's tree: what stands how, filtered, each a step from its answer.

use axum::{
    extract::{Path, Query},
    response::Response,
};
use maud::{Markup, html};
use serde::Deserialize;
use stadga_model::{Head, Id};
use stadga_web::{
    Context, Problem,
    ui::{self, Titles},
};

use super::{
    choice, grade, id_of, may_change, percent,
    sheet::{Sheet, tabs},
    show_button, step, steps,
};
use crate::{AssessedRequirement, catalogue::Node, tally::Tally};

/// The choice of what nobody has judged.
pub(super) const UNJUDGED: &str = "unjudged";

/// What is shown.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    grade: String,
    #[serde(default)]
    priority: String,
    #[serde(default)]
    mine: String,
}

impl Asked {
    fn is_all(&self) -> bool {
        self.grade.is_empty() && self.priority.is_empty() && self.mine.is_empty()
    }

    /// Whether an answer is shown. What the reader may not know of it fits no choice.
    fn fits(&self, cx: &Context, (head, one): &(Head, AssessedRequirement)) -> bool {
        let fits =
            |field: &str, asked: &str, is: bool| asked.is_empty() || (is && !head.withholds(field));
        let graded = match self.grade.as_str() {
            UNJUDGED => one.grade.is_none(),
            asked => one.grade.as_ref().is_some_and(|grade| grade.0 == asked),
        };
        let ranked = one.priority.as_ref().is_some_and(|priority| priority.0 == self.priority);
        let mine = one.owner.map(Id::cast) == cx.door.actor().person && one.owner.is_some();
        fits("grade", &self.grade, graded)
            && fits("priority", &self.priority, ranked)
            && fits("owner", &self.mine, mine)
    }
}

/// GET /assessment/{id}/requirements
pub(super) async fn show(
    cx: Context,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let sheet = Sheet::of(&cx, id_of(&id)?).await?;
    let titles = sheet.titles(&cx).await?;
    let (tally, must) = (sheet.tally(), Tally::of_must(sheet.counted()));
    let values = [
        ("framework", sheet.tree.framework.called(cx.language.code())),
        ("scope", &titles.text(&cx, sheet.assessment.scope)),
    ];
    let page = cx.page(sheet.title()).lead(cx.t_with("assessment-lead", &values));
    let page = page.tabs(tabs(&cx, &sheet.head, "/requirements"));
    let bar = sheet.bar(&cx);
    // What has not been laid out yet is told above, with the way to lay it out: it stands in no list.
    let unjudged = tally.unjudged - sheet.added().count();
    let addable = sheet.may_add(&cx).await?;
    Ok(page.show(html! {
        (differences(&cx, &sheet, addable))
        @if !sheet.answers.is_empty() {
            ul.tiles {
                li { a href="#requirements" { b { (percent(&tally)) } span { (cx.t("assessment-share")) } } }
                li { a href=(sheet.address("/requirements?priority=must")) { b { (percent(&must)) } span { (cx.t("assessment-share-must")) } } }
                li.late[unjudged > 0] { a href=(sheet.address("/requirements?grade=unjudged")) { b { (unjudged) } span { (cx.t("grade-unjudged")) } } }
            }
            (ui::chart(&cx, &cx.t("assessment-bar"), bar.svg(), bar.table()))
            (filters(&cx, &sheet, &asked))
            (table(&cx, &sheet, &titles, &asked))
        }
    }))
}

/// What is to be begun; what the framework has got since, and what it has lost.
fn differences(cx: &Context, sheet: &Sheet, addable: bool) -> Markup {
    let (new, lost) = (sheet.added().count(), sheet.lost());
    let may = may_change(cx, &sheet.head) && sheet.assessment.is_open();
    let button = |key: &str| {
        html! {
            form method="post" action=(sheet.address("/begin")) {
                button.ds-button type="submit" { (cx.t_with(key, &[("n", &new.to_string())])) }
            }
        }
    };
    html! {
        @if sheet.answers.is_empty() {
            (ui::empty(&cx.t("assessment-empty"), &cx.t_with("assessment-empty-do", &[("n", &new.to_string())])))
            @if may && new > 0 { div.form-actions { (button("assessment-begin")) } }
        } @else {
            @if new > 0 {
                (ui::alert("info", &html! {
                    p { (cx.t_with("assessment-new-told", &[("n", &new.to_string())])) }
                    @if !addable { p { (cx.t("assessment-hidden")) } } @else if may { (button("assessment-add")) }
                }))
            }
            @if !lost.is_empty() {
                (ui::alert("warning", &html! {
                    p { (cx.t_with("assessment-lost", &[("n", &lost.len().to_string())])) }
                    details.fold {
                        summary { (cx.t("assessment-lost-which")) }
                        ul { @for (head, one) in &lost { li { (ui::link("assessed-requirement", head.id, super::title(head, "title", &one.title))) } } }
                    }
                }))
            }
        }
    }
}

fn filters(cx: &Context, sheet: &Sheet, asked: &Asked) -> Markup {
    let mut grades = steps(cx, "compliance-grade");
    grades.push((UNJUDGED.to_owned(), cx.t("grade-unjudged")));
    let mine = [("1".to_owned(), cx.t("assessment-mine"))];
    html! {
        form.filters method="get" action=(sheet.address("/requirements")) {
            (choice(cx, "grade", "assessed-requirement-grade", &asked.grade, &grades))
            (choice(cx, "priority", "assessed-requirement-priority", &asked.priority, &steps(cx, "requirement-priority")))
            (choice(cx, "mine", "assessed-requirement-owner", &asked.mine, &mine))
            (show_button(cx))
        }
    }
}

/// The tree as tables, one for each heading with its requirements; one that is out of sight is not laid out. A heading without
/// any that fits is left out.
fn table(cx: &Context, sheet: &Sheet, titles: &Titles, asked: &Asked) -> Markup {
    let columns = ["requirement", "priority", "grade", "shown", "measures", "owner"];
    let bodies =
        sheet.under_headings(cx.language, |answer| asked.is_all() || asked.fits(cx, answer));
    let shown: usize = bodies.iter().map(|(_, rows)| rows.len()).sum();
    html! {
        p #requirements { (cx.t_with("assessment-shown", &[("n", &shown.to_string())])) }
        @if shown > 0 {
            div.table-wrap.parts tabindex="0" role="region" aria-labelledby="requirements" {
                @for (headings, rows) in &bodies {
                    div {
                        table.ds-table {
                            caption { (caption(cx, headings)) }
                            thead { tr { @for name in columns { th scope="col" { (cx.t(&format!("assessment-column-{name}"))) } } } }
                            tbody {
                                @for (node, answer) in rows { (row(cx, (titles, sheet.assessment.is_open()), (node, answer))) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn caption(cx: &Context, headings: &[String]) -> String {
    if headings.is_empty() { cx.t("assessment-column-requirement") } else { headings.join(" › ") }
}

fn row(
    cx: &Context,
    (titles, open): (&Titles, bool),
    (node, (head, one)): (&Node, &(Head, AssessedRequirement)),
) -> Markup {
    let end = if open && may_change(cx, head) { "/answer" } else { "" };
    let shown = one.controls.len() + one.evidence.len() + one.documents.len();
    let count = |field: &str, count: usize| {
        html! { @if head.withholds(field) { (ui::icon("lock")) } @else if count > 0 { (count) } }
    };
    html! {
        tr id=(node.id) {
            th scope="row" { a href=(format!("/assessed-requirement/{}{end}", head.id)) { (node.called(cx.language)) } }
            td { @if one.priority.is_some() && !head.withholds("priority") { (step(cx, "requirement-priority", one.priority.as_ref(), "grade-unjudged")) } }
            td { (grade(cx, head, one.grade.as_ref())) }
            td.number { (count("evidence", shown)) }
            td.number { (count("measures", one.measures.len())) }
            td { @if let Some(owner) = one.owner { (titles.short_link(cx, owner.cast())) } }
        }
    }
}
