//! The statement of applicability: what applies here and what does not, why, and what shows it.

use axum::{extract::Path, response::Response};
use maud::{Markup, html};
use stadga_model::Head;
use stadga_web::{
    Context, Problem,
    published::document_links,
    ui::{self, Column, Titles},
};

use super::{
    grade, id_of,
    sheet::{Chapter, Sheet, tabs},
    step,
};
use crate::{AssessedRequirement, catalogue::Node, weights::NOT_APPLICABLE};

/// GET /assessment/{id}/statement
pub(super) async fn show(cx: Context, Path(id): Path<String>) -> Result<Response, Problem> {
    let sheet = Sheet::of(&cx, id_of(&id)?).await?;
    let titles = sheet.titles(&cx).await?;
    let page = cx.page(sheet.title()).lead(cx.t("statement-lead"));
    let page = page.tabs(tabs(&cx, &sheet.head, "/statement"));
    let columns = [
        "statement-requirement",
        "statement-applies",
        "assessed-requirement-grade",
        "statement-why",
        "statement-shown",
    ];
    let columns = columns.map(|key| Column::text(cx.t(key)));
    let chapters = sheet.chapters(cx.language);
    let table = |(heading, rows): &Chapter| {
        let title = heading.clone().unwrap_or_else(|| cx.t("statement-title"));
        let rows: Vec<_> =
            rows.iter().map(|(node, answer)| row(&cx, &titles, node, answer)).collect();
        html! {
            @if heading.is_some() { h2 { (title) } }
            (ui::table(&title, &columns, &rows))
        }
    };
    Ok(page.show(html! {
        @if chapters.is_empty() { (ui::empty(&cx.t("assessment-empty"), &cx.t("statement-empty-do"))) } @else {
            (files(&cx, &sheet))
            @for chapter in &chapters { (table(chapter)) }
        }
    }))
}

/// The same as files, and for other programs.
fn files(cx: &Context, sheet: &Sheet) -> Markup {
    ui::panel(
        "files",
        &cx.t("statement-files"),
        &html! {
            ul.documents {
                (document_links(cx, &cx.t("statement-title"), &sheet.address("/files/statement")))
                li { a href=(sheet.address("/files/statement.xlsx")) { (cx.t("statement-excel")) } }
                li { a href=(sheet.address("/files/assessment-results.json")) { (cx.t("statement-oscal")) } }
            }
        },
    )
}

fn row(
    cx: &Context,
    titles: &Titles,
    node: &Node,
    (head, one): &(Head, AssessedRequirement),
) -> Vec<Markup> {
    vec![
        ui::link("assessed-requirement", head.id, &node.called(cx.language)),
        html! { (applies(cx, head, one)) },
        grade(cx, head, one.grade.as_ref()),
        html! {
            @if one.priority.is_some() && !head.withholds("priority") { (step(cx, "requirement-priority", one.priority.as_ref(), "grade-unjudged")) " " }
            (why(head, one))
        },
        html! {
            @if !shown(one).is_empty() { ul { @for id in shown(one) { li { (titles.short_link(cx, id)) } } } }
        },
    ]
}

/// Whether a requirement applies here, in words.
pub(crate) fn applies(cx: &Context, head: &Head, one: &AssessedRequirement) -> String {
    match &one.grade {
        _ if head.withholds("grade") => cx.t("value-withheld"),
        Some(grade) if grade.0 == NOT_APPLICABLE => cx.t("no"),
        Some(_) => cx.t("yes"),
        None => cx.t("grade-unjudged"),
    }
}

/// Why it does not apply, or why it ranks as it does.
pub(crate) fn why<'a>(head: &Head, one: &'a AssessedRequirement) -> &'a str {
    let said = |field: &str, text: &'a Option<stadga_model::Prose>| {
        text.as_ref().filter(|_| !head.withholds(field)).map(|text| text.0.as_str())
    };
    said("reason", &one.reason).or_else(|| said("motive", &one.motive)).unwrap_or_default()
}

/// What shows it: controls, documents, evidence.
pub(crate) fn shown(one: &AssessedRequirement) -> Vec<stadga_model::Id> {
    let controls = one.controls.iter().map(|id| id.cast());
    let documents = one.documents.iter().map(|id| id.cast());
    controls.chain(documents).chain(one.evidence.iter().map(|id| id.cast())).collect()
}
