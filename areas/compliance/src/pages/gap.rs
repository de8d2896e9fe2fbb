//! The GAP list: for what lacks something, how it is, what is needed and what is done about it (CTL-03).

use axum::{
    extract::{Path, Query},
    response::Response,
};
use maud::{Markup, html};
use stadga_measures::Measure;
use stadga_model::{Head, Id, Refusal};
use stadga_store::ListQuery;
use stadga_web::{
    Context, Problem,
    published::document_links,
    ui::{self, Column, Titles},
};

use super::{
    day, grade, id_of, may_create,
    part::Part,
    sheet::{Sheet, tabs},
    step,
};
use crate::{AssessedRequirement, catalogue::Node};

/// GET /assessment/{id}/gap
pub(super) async fn show(
    cx: Context,
    Path(id): Path<String>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let sheet = Sheet::of(&cx, id_of(&id)?).await?;
    let titles = sheet.titles(&cx).await?;
    let mut gaps = sheet.gaps();
    let (many, part, here) = (gaps.len(), Part::of(&pairs), sheet.address("/gap"));
    let without = gaps.iter().filter(|(_, (head, one))| is_without(head, one)).count();
    gaps.retain(|(_, (head, one))| part.shows(&[("without", is_without(head, one))]));
    let page = cx.page(sheet.title()).lead(cx.t("gaps-lead"));
    let page = page.tabs(tabs(&cx, &sheet.head, "/gap"));
    let columns = [
        "statement-requirement",
        "assessed-requirement-grade",
        "assessed-requirement-situation",
        "assessed-requirement-need",
        "gaps-action",
        "assessed-requirement-target_by",
    ];
    let columns = columns.map(|key| Column::text(cx.t(key)));
    let rows: Vec<_> = gaps.iter().map(|(node, answer)| row(&cx, &titles, node, answer)).collect();
    Ok(page.show(html! {
        @if many == 0 { (ui::empty(&cx.t("gaps-none"), &cx.t("gaps-none-do"))) } @else {
            ul.tiles {
                li { a href=(format!("{here}#gaps")) { b { (many) } span { (cx.t("gaps-many")) } } }
                li.late[without > 0] { a href=(format!("{}#gaps", part.address(&here, "without"))) { b { (without) } span { (cx.t("gaps-without")) } } }
            }
            (ui::panel("files", &cx.t("statement-files"), &html! {
                ul.documents {
                    (document_links(&cx, &cx.t("gaps-title"), &sheet.address("/files/gap")))
                    li { a href=(sheet.address("/files/gap.xlsx")) { (cx.t("gaps-excel")) } }
                    li { a href=(sheet.address("/files/poam.json")) { (cx.t("gaps-oscal")) } }
                }
            }))
            div #gaps {
                (part.told(&cx, rows.len(), many, &here))
                @if !rows.is_empty() { (ui::table(&cx.t("gaps-title"), &columns, &rows)) }
            }
        }
    }))
}

/// Whether nothing is done about it.
pub(super) fn is_without(head: &Head, one: &AssessedRequirement) -> bool {
    one.measures.is_empty() && !head.withholds("measures")
}

fn row(
    cx: &Context,
    titles: &Titles,
    node: &Node,
    (head, one): &(Head, AssessedRequirement),
) -> Vec<Markup> {
    let said = |field: &str, text: &Option<stadga_model::Prose>| {
        html! {
            @if head.withholds(field) { (cx.t("value-withheld")) }
            @else if let Some(text) = text { (text.0) } @else { span.muted { "–" } }
        }
    };
    vec![
        html! {
            (ui::link("assessed-requirement", head.id, &node.called(cx.language)))
            @if one.priority.is_some() && !head.withholds("priority") { br; (step(cx, "requirement-priority", one.priority.as_ref(), "grade-unjudged")) }
        },
        grade(cx, head, one.grade.as_ref()),
        said("situation", &one.situation),
        said("need", &one.need),
        html! {
            @if is_without(head, one) {
                (ui::badge("bad", &cx.t("gaps-no-action")))
                @if may_create(cx, "measure") {
                    " " a href=(new_measure(head, &node.called(cx.language))) { (cx.t("gaps-new-measure")) }
                }
            } @else {
                ul { @for id in &one.measures { li { (titles.short_link(cx, id.cast())) } } }
            }
        },
        day(one.target_by.filter(|_| !head.withholds("target_by"))),
    ]
}

/// Where a measure about it is made, filled in with what is known.
fn new_measure(head: &Head, called: &str) -> String {
    let mut asked = form_urlencoded::Serializer::new(String::new());
    asked.append_pair("causes", &head.id.to_string()).append_pair("title", called);
    format!("/measure/new?{}", asked.finish())
}

/// The measures that are about these requirements.
///
/// # Errors
/// Broken.
pub(super) async fn measures(cx: &Context, sheet: &Sheet) -> Result<Vec<(Head, Measure)>, Refusal> {
    let ids: std::collections::BTreeSet<Id> = sheet
        .gaps()
        .into_iter()
        .flat_map(|(_, (_, one))| one.measures.iter().map(|id| id.cast()))
        .collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let all = cx.door.all::<Measure>(ListQuery { size: 100_000, ..ListQuery::default() }).await?;
    Ok(all.into_iter().filter(|(head, _)| ids.contains(&head.id)).collect())
}
