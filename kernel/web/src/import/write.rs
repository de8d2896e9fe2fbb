//! Holds a plan's good rows against permission and rules, and writes them: all of them in one go, or nothing.

use super::{
    cell::Fault,
    columns::Columns,
    plan::{Outcome, RowPlan, Told, What},
};
use crate::{Context, ui};
use stadga_model::{Action, Body, Draft, Finding, Head, Id, Reach, Refusal, Spec};
use stadga_publish::sheet::column_letters;
use stadga_store::Batch;
use std::collections::HashMap;

/// Marks the rows that may not be written or break a rule, until all that is left would go in.
///
/// # Errors
/// Broken.
pub async fn hold(
    cx: &Context,
    spec: &'static Spec,
    columns: &Columns,
    rows: &mut [RowPlan],
) -> Result<(), Refusal> {
    for row in rows.iter_mut() {
        if let Some(fault) = forbidden(cx, spec, &row.outcome) {
            row.outcome = Outcome::Faulty(vec![Told { column: None, what: What::Cell(fault) }]);
        }
    }
    // A row that is taken out may have been what another one leaned on: try again until it holds.
    for _ in 0..=rows.len().min(10) {
        let (batch, places) = batch(cx, spec, rows, String::new(), true).await?;
        if places.is_empty() {
            return Ok(());
        }
        match cx.door.write(batch).await {
            Ok(_) => return Ok(()),
            Err(Refusal::Refused(findings)) => mark(cx, columns, rows, &places, &findings),
            Err(other) => return Err(other),
        }
    }
    Ok(())
}

/// Writes all good rows in one transaction and says how many.
///
/// # Errors
/// As [`stadga_store::Door::write`]: then nothing has been written.
pub async fn write(
    cx: &Context,
    spec: &'static Spec,
    rows: &[RowPlan],
    reason: String,
) -> Result<usize, Refusal> {
    let (batch, places) = batch(cx, spec, rows, reason, false).await?;
    cx.door.write(batch).await?;
    Ok(places.len())
}

/// Everything that the good rows would write, and which row each record belongs to.
async fn batch(
    cx: &Context,
    spec: &'static Spec,
    rows: &[RowPlan],
    reason: String,
    dry_run: bool,
) -> Result<(Batch, HashMap<Id, usize>), Refusal> {
    let mut batch = Batch { reason, dry_run, ..Batch::default() };
    let mut places = HashMap::new();
    for (place, row) in rows.iter().enumerate() {
        match &row.outcome {
            Outcome::New(body) => {
                let id = Id::new(cx.app.store.now());
                batch.creates.push(Draft { id, kind: spec.kind, body: body.clone() });
                places.insert(id, place);
            }
            Outcome::Changed { before, body, .. } => {
                let mut opened = cx.door.open(before.head.id).await?;
                opened.body = body.clone();
                batch.saves.push(opened);
                places.insert(before.head.id, place);
            }
            Outcome::Unchanged | Outcome::Faulty(_) => {}
        }
    }
    Ok((batch, places))
}

/// Whether the reader may not do this, told row by row: the store would refuse all of them at once.
fn forbidden(cx: &Context, spec: &Spec, outcome: &Outcome) -> Option<Fault> {
    match outcome {
        Outcome::New(body) if !may_create(cx, spec, body) => {
            Some(Fault::about("may-not-create", ""))
        }
        Outcome::Changed { before, .. } if !may_change(cx, &before.head) => {
            Some(Fault::about("may-not-change", before.head.number.clone()))
        }
        _ => None,
    }
}

fn may_create(cx: &Context, spec: &Spec, body: &Body) -> bool {
    let unit = spec.unit.and_then(|field| body.get(field)?.as_str()?.parse::<Id>().ok());
    match cx.door.actor().reach(Action::Create, spec.kind) {
        None => false,
        Some(Reach::Everywhere) => true,
        Some(Reach::Units(units)) => unit.is_some_and(|unit| units.contains(&unit)),
    }
}

fn may_change(cx: &Context, head: &Head) -> bool {
    cx.door.may(Action::Change, head)
}

fn mark(
    cx: &Context,
    columns: &Columns,
    rows: &mut [RowPlan],
    places: &HashMap<Id, usize>,
    findings: &[Finding],
) {
    let mut told: HashMap<usize, Vec<Told>> = HashMap::new();
    for finding in findings.iter().filter(|finding| finding.is_blocking()) {
        let place = finding.record.and_then(|id| places.get(&id));
        let column = finding.field.as_deref().and_then(|field| columns.of_field(field));
        let said = Told {
            column: column.map(column_letters),
            what: What::Said(ui::sentence(cx, finding)),
        };
        if let Some(place) = place {
            told.entry(*place).or_default().push(said);
        }
    }
    for (place, told) in told {
        if let Some(row) = rows.get_mut(place) {
            row.outcome = Outcome::Faulty(told);
        }
    }
}
