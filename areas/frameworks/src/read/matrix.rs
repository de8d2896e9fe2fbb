//! A risk matrix of a library: its steps and cells.

use super::{
    ciso::{Head, left, rows, translated},
    library::{Remarks, keep, line, prose},
    node::{Fields, Value},
};
use crate::{
    RiskMatrixLibrary,
    risk_matrix::{Axis, Cell, Step},
    rows::Kept,
};

/// The three axes by their names in libraries.
pub(crate) const AXES: [(&str, Axis); 3] =
    [("probability", Axis::Likelihood), ("impact", Axis::Consequence), ("risk", Axis::Risk)];

/// Reads a matrix.
pub(super) fn read(
    mut fields: Fields,
    head: &mut Head,
    remarks: &mut Remarks,
) -> RiskMatrixLibrary {
    let (mut kept, mut translations) = (head.kept_once(&["publication_date"]), Vec::new());
    translated(&mut fields, None, "risk_matrix[]", &mut translations, &mut kept, remarks);
    let reference = fields.text("ref_id").map(|t| line(t, "ref_id", &mut kept, remarks));
    let title = fields.text("name").map(|t| line(t, "name", &mut kept, remarks));
    let mut steps = Vec::new();
    for (name, axis) in AXES {
        let mut place_of = 0;
        let read = |mut one: Fields, kept: &mut Vec<Kept>, remarks: &mut Remarks, place: &str| {
            let at = one.whole("id").unwrap_or(place_of);
            place_of += 1;
            let told = format!("risk_matrix[].{name}[]");
            translated(
                &mut one,
                Some(&format!("{name}.{at}")),
                &told,
                &mut translations,
                kept,
                remarks,
            );
            let step = Step {
                axis,
                place: at,
                abbreviation: one.text("abbreviation").map(|t| line(t, place, kept, remarks)),
                title: line(one.text("name").unwrap_or("–".into()), place, kept, remarks),
                text: one.text("description").map(|t| prose(t, place, kept, remarks)),
                colour: one.text("hexcolor"),
            };
            left(one, &told, place, kept, remarks);
            step
        };
        steps.extend(rows(&mut fields, name, &mut kept, remarks, read));
    }
    let cells = cells(&mut fields, &mut kept, remarks);
    let mut matrix = RiskMatrixLibrary {
        title: title.or_else(|| reference.clone()).unwrap_or("–".into()),
        description: fields
            .text("description")
            .map(|t| prose(t, "description", &mut kept, remarks)),
        provider: head.provider.clone(),
        version: head.version.clone(),
        licence: head.licence.clone(),
        language: head.language.clone(),
        urn: fields.text("urn"),
        reference,
        steps,
        cells,
        ..RiskMatrixLibrary::default()
    };
    left(fields, "risk_matrix[]", "", &mut kept, remarks);
    (matrix.translations, matrix.kept) = (translations, kept);
    matrix
}

/// The grid: a row for each step of likelihood, in it a step of risk for each step of consequence.
fn cells(fields: &mut Fields, kept: &mut Vec<Kept>, remarks: &mut Remarks) -> Vec<Cell> {
    let Some(grid) = fields.take("grid") else { return Vec::new() };
    let whole = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let mut cells = Vec::new();
    let Value::List(lines) = &grid.value else {
        keep(kept, "grid", &grid.json());
        remarks.tell("kept", "risk_matrix[].grid", grid.line, grid.what());
        return cells;
    };
    for (likelihood, line) in lines.iter().enumerate() {
        let row: &[super::Node] = match &line.value {
            Value::List(row) => row,
            _ => {
                keep(kept, &format!("grid.{likelihood}"), &line.json());
                remarks.tell("kept", "risk_matrix[].grid[]", line.line, "");
                &[]
            }
        };
        for (consequence, cell) in row.iter().enumerate() {
            let risk = cell.text().and_then(|text| text.trim().parse().ok());
            match risk {
                Some(risk) => cells.push(Cell {
                    likelihood: whole(likelihood),
                    consequence: whole(consequence),
                    risk,
                }),
                None => {
                    keep(kept, &format!("grid.{likelihood}.{consequence}"), &cell.json());
                    remarks.tell("kept", "risk_matrix[].grid[]", cell.line, "");
                }
            }
        }
    }
    cells
}
