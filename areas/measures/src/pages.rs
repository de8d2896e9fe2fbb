//! The area's own pages: the board's view of the pace, what there is no money for, and the report of how a measure goes.

mod board;
mod by_unit;
pub(crate) mod report;
mod unfunded;

use axum::{Router, routing::get};
use stadga_model::{Head, Id, Refusal};
use stadga_organisation::Unit;
use stadga_store::{ListQuery, Sort};
use stadga_web::{App, Context};

use crate::Measure;

/// Where the pace is seen.
pub(crate) const BOARD: &str = "/board/measures";
/// Where the unfunded needs are seen.
pub(crate) const UNFUNDED: &str = "/board/unfunded";

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route(BOARD, get(board::show))
        .route(UNFUNDED, get(unfunded::show))
        .route("/measure/{id}/report", get(report::ask).post(report::save))
}

/// More measures than any organisation has.
const ALL: u32 = 100_000;

/// All measures that the reader may read, as they stood at the instant that the reader looks from.
async fn measures(cx: &Context) -> Result<Vec<(Head, Measure)>, Refusal> {
    cx.door.all(ListQuery { size: ALL, ..ListQuery::default() }).await
}

/// All units, by name.
async fn units(cx: &Context) -> Result<Vec<(Id<Unit>, Unit)>, Refusal> {
    let sort = Some(Sort { field: "name".into(), descending: false });
    let units = cx.door.all::<Unit>(ListQuery { sort, ..ListQuery::default() }).await?;
    Ok(units.into_iter().map(|(head, unit)| (head.id.cast(), unit)).collect())
}

/// What a unit is called on these pages.
fn unit_name(cx: &Context, units: &[(Id<Unit>, Unit)], unit: Option<Id<Unit>>) -> String {
    let found = units.iter().find(|(id, _)| Some(*id) == unit);
    found.map_or_else(|| cx.t("board-unit-none"), |(_, unit)| unit.name.clone())
}
