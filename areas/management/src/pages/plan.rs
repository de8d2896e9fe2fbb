//! The action plan on a page: goals, what is done for each, by whom, by when, how it stands; as PDF and Word (ISM-01).

use axum::{
    extract::{Path, Query},
    response::Response,
};
use maud::{Markup, html};
use serde::Deserialize;
use stadga_model::{Id, Record as _, Refusal};
use stadga_organisation::Unit;
use stadga_web::{
    Context, Problem,
    published::{document_links, publish},
    ui::{self, Column, Titles},
};

use super::{PLAN, day, scope_of, show_button, tabs, unit_field, units, units_of};
use crate::{
    action_plan::{Action, ActionPlan, Standing},
    compiled::{View, of_abouts},
    documents::{Frame, document, told_time},
    plan_document::{goals, state_words},
};

/// Of which units; all, when it is not said.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    unit: String,
}

/// GET /management/plan
pub(super) async fn show(cx: Context, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let scope = scope_of(&cx, &asked.unit, cx.today()).await?;
    let plan = ActionPlan::of(&cx, &scope).await?;
    let (tops, units) = (units_of(&asked.unit)?, units(&cx).await?);
    let chosen = if let [one] = tops.as_slice() { Some(*one) } else { None };
    let all = plan.aims.iter().flat_map(|aim| &aim.actions).chain(&plan.loose);
    let linked = all.filter_map(|one| one.owner);
    let linked = linked.chain(plan.aims.iter().filter_map(|aim| aim.goal.document.map(Id::cast)));
    let titles = Titles::of(&cx, linked.collect::<Vec<_>>()).await?;
    let page =
        cx.page(cx.t("action-plan-title")).lead(cx.t("action-plan-lead")).tabs(tabs(&cx, PLAN));
    let page = page.actions(actions(&cx));
    Ok(page.show(html! {
        form.filters method="get" action=(PLAN) {
            (unit_field(&cx, &units, chosen)) (show_button(&cx))
        }
        (tiles(&cx, &plan))
        @if plan.aims.is_empty() { (ui::empty(&cx.t("action-plan-empty"), &cx.t("action-plan-empty-why"))) }
        @for (at, aim) in plan.aims.iter().enumerate() {
            @let body = html! {
                p {
                    a href=(format!("/goal/{}", aim.id)) { (cx.t("action-plan-open-goal")) }
                    @if let Some(document) = aim.goal.document {
                        span.muted { " · " (cx.t("goal-document")) ": " }
                        (titles.short_link(&cx, document.cast()))
                    }
                }
                @if aim.actions.is_empty() { p { (ui::badge("bad", &cx.t("action-plan-idle"))) } } @else {
                    (table(&cx, &aim.goal.title, &aim.actions, &titles))
                }
            };
            (ui::panel(&format!("goal-{at}"), &aim.goal.title, &body))
        }
        @if !plan.loose.is_empty() {
            (ui::panel("loose", &cx.t("action-plan-loose"), &html! {
                p { (cx.t("action-plan-loose-why")) }
                (table(&cx, &cx.t("action-plan-loose"), &plan.loose, &titles))
            }))
        }
        (ui::panel("documents", &cx.t("management-documents"), &html! {
            ul.documents { (document_links(&cx, &cx.t("action-plan-title"), &file_address(chosen))) }
        }))
    }))
}

fn actions(cx: &Context) -> Markup {
    html! {
        @for kind in [stadga_documents::Goal::KIND, stadga_measures::Measure::KIND] {
            @if super::may_create(cx, kind) {
                (ui::link_button(
                    &format!("/{kind}/new"), "secondary", Some("plus"), &cx.t(&format!("{kind}-new")),
                )) " "
            }
        }
    }
}

fn tiles(cx: &Context, plan: &ActionPlan) -> Markup {
    let tile = |number: usize, text: &str| {
        html! { b { (number) } span { (cx.t(text)) } }
    };
    let late = plan.count(Standing::Late);
    let idle = plan.aims.iter().filter(|aim| aim.actions.is_empty()).count();
    html! {
        ul.tiles {
            li { (tile(plan.aims.len(), "chapter-action-plan-goals")) }
            li.late[late > 0] { (tile(late, "chapter-action-plan-late")) }
            li { (tile(plan.count(Standing::OnWay), "chapter-action-plan-on-way")) }
            li { (tile(plan.count(Standing::Vague), "chapter-action-plan-vague")) }
            li { (tile(plan.count(Standing::Done), "chapter-action-plan-done")) }
            li.late[idle > 0] { (tile(idle, "chapter-action-plan-idle")) }
        }
    }
}

fn table(cx: &Context, caption: &str, actions: &[Action], titles: &Titles) -> Markup {
    let columns = [
        "action-plan-what",
        "action-plan-sort",
        "action-plan-owner",
        "action-plan-due",
        "action-plan-state",
    ];
    let columns = columns.map(|key| Column::text(cx.t(key)));
    let row = |one: &Action| {
        vec![
            html! { a href=(one.href()) { (one.title) } },
            html! { (cx.heading(one.kind)) },
            html! {
                @match one.owner {
                    Some(owner) => { (titles.short_link(cx, owner)) }
                    None => { span.muted { "–" } }
                }
            },
            day(one.due),
            badge(cx, one),
        ]
    };
    ui::table(caption, &columns, &actions.iter().map(row).collect::<Vec<_>>())
}

/// The state with its sign; what is late says so.
fn badge(cx: &Context, one: &Action) -> Markup {
    let tone = match one.standing {
        Standing::Done => "good",
        Standing::Late => "bad",
        Standing::Vague => "part",
        Standing::OnWay => "info",
        Standing::Off => "none",
    };
    ui::badge(tone, &state_words(cx, one))
}

/// Where the document is: of the whole organisation, or of the unit that the page shows.
fn file_address(unit: Option<Id<Unit>>) -> String {
    let unit = unit.map(|unit| format!("-{unit}")).unwrap_or_default();
    format!("{PLAN}/files/plan{unit}")
}

/// The unit and the ending of a document's name: `plan.pdf` or `plan-{unit}.pdf`.
fn asked_file(name: &str) -> Option<(Option<Id<Unit>>, &str)> {
    let (stem, ending) = name.rsplit_once('.')?;
    match stem.strip_prefix("plan")? {
        "" => Some((None, ending)),
        unit => Some((Some(unit.strip_prefix('-')?.parse().ok()?), ending)),
    }
}

/// GET /management/plan/files/plan.{pdf,docx}, and `plan-{unit}` of a unit
pub(super) async fn file(cx: Context, Path(name): Path<String>) -> Result<Response, Problem> {
    let (unit, ending) = asked_file(&name).ok_or(Refusal::NotFound)?;
    let today = cx.today();
    let year = jiff::Span::new().years(1);
    let view = View::of(&cx, (Some(today.saturating_sub(year)), today), unit).await?;
    let plan = ActionPlan::of(&view.now, &view.scope).await?;
    let mut parts = of_abouts(&view, &["action-plan"]).await?;
    // Goal by goal below: the chapter's own tables would say the same once more.
    for section in parts.iter_mut().flat_map(|part| &mut part.sections) {
        section.now.parts.clear();
    }
    let titles = Titles::of(&cx, unit.map(Id::cast)).await?;
    let unit = unit.map(|unit| (cx.t("management-unit"), titles.text(&cx, unit.cast())));
    let frame = Frame {
        title: cx.t("action-plan-title"),
        subtitle: told_time(&view),
        facts: unit.into_iter().collect(),
        lead: cx.t("action-plan-lead"),
        ..Frame::default()
    };
    let mut document = document(&view, &frame, &parts).await?;
    document.extend(goals(&view.now, &plan).await?);
    publish(&cx, document, &format!("{}.{ending}", cx.t("action-plan-file"))).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::id;

    #[test]
    fn ism_01_the_document_is_of_the_unit_that_its_name_says() {
        let unit = id::<Unit>(7);
        let name = format!("{}.pdf", file_address(Some(unit)).rsplit_once('/').unwrap().1);
        assert_eq!(asked_file(&name), Some((Some(unit), "pdf")));
        assert_eq!(asked_file("plan.docx"), Some((None, "docx")));
        for wrong in ["plan", "plans.pdf", "plan-.pdf", "plan-alla.pdf", "annat.pdf"] {
            assert_eq!(asked_file(wrong), None, "{wrong}");
        }
    }
}
