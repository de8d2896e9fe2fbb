//! What the ground's areas and this one tell those who lead: measures, improvement areas, what waits, the plan, reviews, the
//! model, certification (ISM-03, T1, T5, T6).

mod actions;
pub(crate) mod decisions;
pub(crate) mod documents;
mod improvements;
pub(crate) mod measures;
mod model;
pub(crate) mod reviews;

use stadga_model::{Date, Head, Id, Record, Refusal};
use stadga_organisation::Unit;
use stadga_store::{Compare, Filter, ListQuery};
use stadga_web::{
    Context,
    chapter::{Chapters, Part, Row, Scope},
};

/// More records of one kind than any organisation has.
pub(crate) const ALL: u32 = 100_000;

/// So many rows a chapter's table has; the figure above leads to all of them.
const SOME: usize = 10;

/// The chapters.
pub(crate) fn chapters() -> Vec<Chapters> {
    vec![
        Chapters { about: "action-plan", of: |cx, scope| Box::pin(actions::chapter(cx, scope)) },
        Chapters { about: "measures", of: |cx, scope| Box::pin(measures::chapter(cx, scope)) },
        Chapters {
            about: "improvements",
            of: |cx, scope| Box::pin(improvements::chapter(cx, scope)),
        },
        Chapters { about: "decisions", of: |cx, scope| Box::pin(decisions::chapter(cx, scope)) },
        Chapters { about: "documents", of: |cx, scope| Box::pin(documents::chapter(cx, scope)) },
        Chapters { about: "reviews", of: |cx, scope| Box::pin(reviews::chapter(cx, scope)) },
        Chapters { about: "model", of: |cx, scope| Box::pin(model::adopted(cx, scope)) },
        Chapters { about: "stances", of: |cx, scope| Box::pin(model::stances(cx, scope)) },
    ]
}

/// All records of a kind that concern these units and of which the reader may see these fields: of one that withholds any of
/// them nothing is told that rests on it.
async fn concerning<R: Record>(
    cx: &Context,
    scope: &Scope,
    needed: &[&str],
) -> Result<Vec<(Head, R)>, Refusal> {
    those(cx, scope, needed, Vec::new()).await
}

/// The same of those that pass these filters.
async fn those<R: Record>(
    cx: &Context,
    scope: &Scope,
    needed: &[&str],
    filters: Vec<Filter>,
) -> Result<Vec<(Head, R)>, Refusal> {
    let query = ListQuery { filters, size: ALL, ..ListQuery::default() };
    let found = cx.door.all::<R>(query).await?.into_iter();
    let seen = found.filter(|(head, _)| !needed.iter().any(|field| head.withholds(field)));
    Ok(seen.filter(|(head, _)| scope.covers::<Unit>(head.unit.map(Id::cast))).collect())
}

/// That a field is one of these values.
pub(crate) fn is(field: &str, values: &[&str]) -> Filter {
    let values = values.iter().map(ToString::to_string).collect();
    Filter { field: field.into(), compare: Compare::Is(values) }
}

/// A record's row: its title leads to it.
fn row<R: Record>(head: &Head, cells: Vec<String>) -> Row {
    Row { href: Some(format!("/{}/{}", R::KIND, head.id)), cells }
}

/// The first rows of a table under its headings; nothing where there are none.
fn table(cx: &Context, title: &str, heads: &[&str], mut rows: Vec<Row>) -> Option<Part> {
    if rows.is_empty() {
        return None;
    }
    rows.truncate(SOME);
    let heads = heads.iter().map(|key| cx.t(key)).collect();
    Some(Part::Rows { title: cx.t(title), heads, rows })
}

/// A day in a table.
fn day(date: Option<Date>) -> String {
    date.map_or_else(|| "–".to_owned(), |date| date.to_string())
}

/// Whether a day lies after `scope`'s beginning and has been.
fn within(cx: &Context, scope: &Scope, day: Option<Date>) -> bool {
    day.is_some_and(|day| scope.since < day && day <= cx.today())
}
