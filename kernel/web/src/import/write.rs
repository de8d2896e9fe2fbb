//! Holds a plan's good rows against permission and rules, and writes them: all of them in one go, or nothing.

use super::{
    cell::Fault,
    columns::Columns,
    edit::{self, Edit},
    plan::{Outcome, RowPlan, Told, What},
};
use crate::{Context, ui};
use stadga_model::{Action, Body, Draft, Finding, Head, Id, Refusal, Spec};
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
    columns: &[(String, Columns)],
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
    Ok(places.values().map(Vec::len).sum())
}

/// The rows of each record, by their places.
type Places = HashMap<Id, Vec<usize>>;

/// Everything that the good rows would write, and which rows each record has its changes from.
async fn batch(
    cx: &Context,
    spec: &'static Spec,
    rows: &[RowPlan],
    reason: String,
    dry_run: bool,
) -> Result<(Batch, Places), Refusal> {
    let mut batch = Batch { reason, dry_run, ..Batch::default() };
    let (mut places, mut changed) = (Places::new(), Vec::new());
    for (place, row) in rows.iter().enumerate() {
        match &row.outcome {
            Outcome::New(body) => {
                let id = Id::new(cx.app.store.now());
                batch.creates.push(Draft { id, kind: spec.kind, body: body.clone() });
                places.insert(id, vec![place]);
            }
            Outcome::Changed { before, .. } => {
                let of_record = places.entry(before.head.id).or_default();
                if of_record.is_empty() {
                    changed.push(before);
                }
                of_record.push(place);
            }
            Outcome::Unchanged | Outcome::Faulty(_) => {}
        }
    }
    for before in changed {
        let mut opened = cx.door.open(before.head.id).await?;
        if opened.head().revision != before.head.revision {
            return Err(Refusal::Stale(Box::new(cx.door.read(before.head.id).await?)));
        }
        let of_record = places.get(&before.head.id).map(Vec::as_slice).unwrap_or_default();
        opened.body = edit::together(&before.body, &edits(rows, of_record));
        batch.saves.push(opened);
    }
    Ok((batch, places))
}

/// What the rows at these places change.
fn edits<'a>(rows: &'a [RowPlan], places: &[usize]) -> Vec<&'a Edit> {
    let edit = |place: &usize| match &rows.get(*place)?.outcome {
        Outcome::Changed { edit, .. } => Some(edit),
        _ => None,
    };
    places.iter().filter_map(edit).collect()
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
    cx.door.actor().may_make_in(spec.kind, unit, &spec.places(body))
}

fn may_change(cx: &Context, head: &Head) -> bool {
    cx.door.may(Action::Change, head)
}

fn mark(
    cx: &Context,
    columns: &[(String, Columns)],
    rows: &mut [RowPlan],
    places: &Places,
    findings: &[Finding],
) {
    let mut told: HashMap<usize, Vec<Told>> = HashMap::new();
    for finding in findings.iter().filter(|finding| finding.is_blocking()) {
        let of_record = finding.record.and_then(|id| places.get(&id));
        let path = finding.field.as_deref().unwrap_or_default();
        for place in of_record.map(|places| blamed(rows, places, path)).unwrap_or_default() {
            let column = rows.get(place).and_then(|row| column(columns, row, path));
            told.entry(place).or_default().push(Told {
                column: column.map(column_letters),
                what: What::Said(ui::sentence(cx, finding)),
            });
        }
    }
    for (place, told) in told {
        if let Some(row) = rows.get_mut(place) {
            row.outcome = Outcome::Faulty(told);
        }
    }
}

/// The column of the row's sheet that holds the field at `path`.
fn column(columns: &[(String, Columns)], row: &RowPlan, path: &str) -> Option<u32> {
    let (_, columns) = columns.get(row.part)?;
    match &row.outcome {
        Outcome::Changed { edit, .. } if edit.rows_of().is_some() => {
            columns.of_field(path.rsplit_once('.')?.1)
        }
        _ => columns.of_field(path),
    }
}

/// Which of a record's rows a finding about `path` (`title`, or `notes.2.text` within rows) comes from: the row that
/// wrote it, or else all of them.
fn blamed(rows: &[RowPlan], places: &[usize], path: &str) -> Vec<usize> {
    let outcome = |place: &usize| rows.get(*place).map(|row| &row.outcome);
    let mut steps = path.split('.');
    let field = steps.next().unwrap_or_default();
    let place = match steps.next().and_then(|at| at.parse().ok()) {
        Some(at) => places.first().and_then(outcome).and_then(|first| match first {
            Outcome::Changed { before, .. } => {
                let number = edit::writer(&before.body, &edits(rows, places), field, at)?;
                places.get(number).copied()
            }
            _ => None,
        }),
        None => places.iter().copied().find(|place| match outcome(place) {
            Some(Outcome::Changed { edit: Edit::Fields(values), .. }) => values.contains_key(field),
            _ => false,
        }),
    };
    place.map_or_else(|| places.to_vec(), |place| vec![place])
}
