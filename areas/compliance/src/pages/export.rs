//! Figures for the planning system, in the shape of its file: day, unit, measure, column, value, each by its code there; status
//! only, nothing that a mark withholds and no text (CTL-12, INT-03, T21).

use axum::{extract::Path, response::Response};
use stadga_model::{Date, Id, Refusal};
use stadga_organisation::Unit;
use stadga_publish::sheet::{Cell, Column, Kind, Sheet, csv};
use stadga_web::{Context, Problem, attachment};
use std::collections::HashMap;

use super::{Told, told};
use crate::{number::Number, series::Below};

/// What the column is called there, where the indicator says nothing else.
const COLUMN: &str = "utfall";

/// GET /indicators/files/planning.csv
pub(super) async fn planning(cx: Context, Path(name): Path<String>) -> Result<Response, Problem> {
    if name != "planning.csv" {
        return Err(Refusal::NotFound.into());
    }
    let (all, below, top) = told(&cx).await?;
    let numbers: HashMap<Id<Unit>, String> = cx
        .every::<Unit>()
        .await?
        .into_iter()
        .map(|(head, _)| (head.id.cast(), head.number))
        .collect();
    let rows = all.iter().flat_map(|one| rows(one, &below, top, &numbers));
    let columns = ["Date", "Unit", "Measure", "MeasureColumn", "Value"];
    let columns = columns.map(|title| Column::new(title, Kind::Text)).to_vec();
    let sheet = Sheet { name: "planning".into(), columns, rows: rows.collect() };
    let called = format!("{} {}.csv", cx.t("indicators-planning-name"), cx.today());
    Ok(attachment(&called, "text/csv; charset=utf-8", csv(&sheet, &cx.t("yes"), &cx.t("no"))))
}

/// The rows of one indicator: each period, the units that report and the whole. One without a code there is left out, and so
/// is one of which anything is marked.
fn rows(
    one: &Told,
    below: &Below,
    top: Option<Id<Unit>>,
    numbers: &HashMap<Id<Unit>, String>,
) -> Vec<Vec<Cell>> {
    let Some(code) = one.indicator.code.as_deref().map(str::trim).filter(|code| !code.is_empty())
    else {
        return Vec::new();
    };
    if one.head.is_marked() {
        return Vec::new();
    }
    let column = one
        .indicator
        .column
        .as_deref()
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .unwrap_or(COLUMN);
    let unit_code = |unit: Id<Unit>| {
        let given =
            one.indicator.codes.iter().find(|row| row.unit == unit).map(|row| row.code.clone());
        given.filter(|code| !code.trim().is_empty()).or_else(|| numbers.get(&unit).cloned())
    };
    let mut rows = Vec::new();
    for (date, reported) in &one.periods {
        let Some(reported) = reported else { continue };
        let units: std::collections::BTreeSet<Id<Unit>> =
            reported.keys().copied().chain(top).collect();
        for unit in units {
            let Some((value, unit)) = one.at(*date, below, unit).zip(unit_code(unit)) else {
                continue;
            };
            // What was reported goes as it is; what was put together, with the decimals that it is told with.
            let number = match value.parts {
                1 => value.number,
                _ => one.indicator.told(value.number),
            };
            rows.push(row(*date, [&unit, code, column], number));
        }
    }
    rows
}

fn row(date: Date, codes: [&str; 3], number: Number) -> Vec<Cell> {
    let codes = codes.map(Cell::from);
    std::iter::once(Cell::from(date.to_string()))
        .chain(codes)
        .chain([Cell::Number(number.drawn())])
        .collect()
}
