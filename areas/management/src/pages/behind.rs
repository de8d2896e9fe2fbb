//! What lies behind a chapter's figure that no list can be asked for: the very records that were counted.

use axum::{extract::Query, response::Response};
use maud::html;
use serde::Deserialize;
use stadga_measures::{Measure, flow::Quarter};
use stadga_model::{Date, Head, Id, Record, Refusal};
use stadga_web::{
    Context, Problem,
    chapter::{Row, Scope},
    ui::{self, Column, Titles},
};

use super::{OVERVIEW, scope_of};
use crate::chapters::{
    decisions::{HEADS, again, postponed, told_of},
    documents,
    measures::{Counted, Entry, PACES, told},
    reviews::{MISSED, left, missed},
};

/// Which figure, since when, of which units.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    what: String,
    #[serde(default)]
    since: String,
    #[serde(default)]
    unit: String,
    /// A day of the quarter, for what a bar of the pace counts.
    #[serde(default)]
    quarter: String,
}

/// Which chapter a figure stands in.
fn chapter(what: &str) -> Option<&'static str> {
    match what {
        "came" | "ended" | "lacking" | "silent" => Some("measures"),
        "again" | "postponed" | "weighed" | "agreed" => Some("decisions"),
        "expired" | "undated" | "unknown" | "coming" | "valid" => Some("documents"),
        "left" | "missed" => Some("reviews"),
        _ => None,
    }
}

/// GET /management/behind
pub(super) async fn show(cx: Context, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    if !asked.quarter.is_empty() {
        return of_quarter(&cx, &asked).await;
    }
    let chapter = chapter(&asked.what).ok_or(Refusal::NotFound)?;
    let since: Date = asked.since.parse().map_err(|_| Refusal::NotFound)?;
    let scope = scope_of(&cx, &asked.unit, since).await?;
    let (heads, rows) = rows(&cx, &asked.what, &scope).await?;
    let title = cx.t(&format!("chapter-{chapter}-{}", asked.what));
    listed(&cx, title, ("behind-lead", "since", &since.to_string()), (heads, rows))
}

/// What a bar of the pace counts: what came or ended in a quarter, or was overdue at its end (T1, REP-04).
async fn of_quarter(cx: &Context, asked: &Asked) -> Result<Response, Problem> {
    let day: Date = asked.quarter.parse().map_err(|_| Refusal::NotFound)?;
    let found = PACES.into_iter().find(|(what, _, _)| *what == asked.what);
    let (_, pace, name) = found.ok_or(Refusal::NotFound)?;
    let counted = Counted::of(cx, &scope_of(cx, &asked.unit, day).await?).await?;
    let shown = rows_of(cx, &counted.of_quarter(cx, pace, day)).await?;
    let quarter = Quarter::of(day).to_string();
    listed(cx, cx.t(name), ("behind-lead-quarter", "quarter", &quarter), shown)
}

/// The page of what was counted; `lead` says how many, and since or of when.
fn listed(
    cx: &Context,
    title: String,
    (lead, when, value): (&str, &str, &str),
    (heads, rows): (Vec<&'static str>, Vec<Row>),
) -> Result<Response, Problem> {
    let columns: Vec<_> = heads.iter().map(|key| Column::text(cx.t(key))).collect();
    let row = |row: Row| {
        let cell = |(at, cell): (usize, String)| match &row.href {
            Some(href) if at == 0 => html! { a href=(href) { (cell) } },
            _ => html! { (cell) },
        };
        row.cells.into_iter().enumerate().map(cell).collect()
    };
    let rows: Vec<Vec<_>> = rows.into_iter().map(row).collect();
    let count = i64::try_from(rows.len()).map_err(Refusal::broken)?;
    let count = ui::format::whole(cx.language, count);
    let lead = cx.t_with(lead, &[(when, value), ("count", &count)]);
    let page = cx.page(title.clone()).lead(lead);
    let page = page.crumb(cx.t("menu-management"), OVERVIEW).here(title.clone());
    Ok(page.show(html! {
        @if rows.is_empty() { p { (cx.t("behind-none")) } } @else {
            (ui::table(&title, &columns, &rows))
        }
    }))
}

async fn rows(
    cx: &Context,
    what: &str,
    scope: &Scope,
) -> Result<(Vec<&'static str>, Vec<Row>), Refusal> {
    let decided = || vec!["decision-title", "decision-date"];
    match what {
        key if chapter(key) == Some("documents") => {
            Ok((documents::HEADS.to_vec(), documents::rows(cx, scope, key).await?))
        }
        "left" => left_of_reviews(cx, scope).await,
        "missed" => Ok((MISSED.to_vec(), missed(cx, scope).await?)),
        "again" => Ok((HEADS.to_vec(), again(cx, scope).await?)),
        "postponed" => {
            let all = postponed(cx, scope).await?.into_iter();
            Ok((HEADS.to_vec(), all.map(|one| one.row).collect()))
        }
        "weighed" => Ok((decided(), told_of(cx, scope, |one| !one.arguments.is_empty()).await?)),
        "agreed" => Ok((decided(), told_of(cx, scope, |one| one.agreed.is_some()).await?)),
        _ => measures(cx, what, scope).await,
    }
}

/// The measures that reviews decided on and that are still to be done.
async fn left_of_reviews(
    cx: &Context,
    scope: &Scope,
) -> Result<(Vec<&'static str>, Vec<Row>), Refusal> {
    let left = left(cx, scope).await?;
    let linked: Vec<Id> =
        left.iter().filter_map(|(_, one)| one.owner.map(|owner| owner.cast())).collect();
    let titles = Titles::of(cx, linked).await?;
    let row = |(head, measure): &(Head, Measure)| {
        let owner = measure.owner.map(|owner| titles.text(cx, owner.cast()));
        let due = measure.due.map(|day| day.to_string());
        let state = head.state.as_deref().unwrap_or_default();
        Row {
            href: Some(format!("/{}/{}", Measure::KIND, head.id)),
            cells: vec![
                told(head, &measure.title),
                owner.unwrap_or_default(),
                due.unwrap_or_default(),
                cx.t(&format!("measure-state-is-{state}")),
            ],
        }
    };
    let heads = vec!["measure-title", "measure-owner", "measure-due", "measure-state"];
    Ok((heads, left.iter().map(row).collect()))
}

async fn measures(
    cx: &Context,
    what: &str,
    scope: &Scope,
) -> Result<(Vec<&'static str>, Vec<Row>), Refusal> {
    let counted = Counted::of(cx, scope).await?;
    rows_of(cx, &counted.behind(cx, scope, what).ok_or(Refusal::NotFound)?).await
}

/// Measures as rows, with their headings.
async fn rows_of(cx: &Context, own: &[&Entry]) -> Result<(Vec<&'static str>, Vec<Row>), Refusal> {
    let units = own.iter().filter_map(|(_, measure, _)| measure.unit.map(|unit| unit.cast()));
    let titles = Titles::of(cx, units).await?;
    let row = |(head, measure, span): &&Entry| {
        let unit = measure.unit.map(|unit| titles.text(cx, unit.cast())).unwrap_or_default();
        let state = head.state.as_deref().unwrap_or_default();
        let due = measure.due.map(|day| day.to_string()).unwrap_or_default();
        Row {
            href: Some(format!("/{}/{}", Measure::KIND, head.id)),
            cells: vec![
                told(head, &measure.title),
                unit,
                span.raised.to_string(),
                due,
                cx.t(&format!("measure-state-is-{state}")),
            ],
        }
    };
    let heads = ["measure-title", "measure-unit", "behind-came", "measure-due", "measure-state"];
    Ok((heads.to_vec(), own.iter().map(row).collect()))
}
