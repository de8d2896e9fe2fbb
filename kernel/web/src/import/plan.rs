//! The plan of an import: what each row would do, or what is wrong with it. Pure: no store, no clock, no pages.

use super::{
    cell::{self, Fault, Links},
    columns::{Columns, Use},
    edit::Edit,
};
use crate::spoken::Spoken;
use serde_json::Value as Json;
use stadga_model::{Body, Field, FieldType, Head, Id, Lifecycle, Revision, Spec};
use stadga_publish::sheet::{ReadRow, ReadSheet, Value, column_letters};
use std::collections::{HashMap, HashSet};

/// What is known when a sheet is planned.
pub struct Known<'a> {
    /// The kind.
    pub spec: &'static Spec,
    /// Its lifecycle, if it has one.
    pub lifecycle: Option<&'static Lifecycle>,
    /// The words in the reader's language.
    pub spoken: &'a Spoken<'a>,
    /// The records that the rows name, by id and by number.
    pub records: &'a HashMap<String, Revision>,
    /// The records that link cells mean.
    pub links: &'a Links,
}

/// What one row would do.
#[derive(Clone, Debug, PartialEq)]
pub struct RowPlan {
    /// The sheet's place among those that were read.
    pub part: usize,
    /// The sheet's name.
    pub sheet: String,
    /// The row's number in the sheet.
    pub row: u32,
    /// What comes of it.
    pub outcome: Outcome,
}

/// What comes of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// A new record.
    New(Body),
    /// A changed record.
    Changed {
        /// The record as it is.
        before: Box<Revision>,
        /// What changes in it.
        edit: Edit,
        /// What is different.
        differences: Vec<Difference>,
    },
    /// The record as it already is.
    Unchanged,
    /// Nothing, because of these faults.
    Faulty(Vec<Told>),
}

/// A field that would change.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// The key of what it is called.
    pub label: String,
    /// What it says now.
    pub before: String,
    /// What it would say: the cell as written.
    pub after: String,
}

/// A fault with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The column's letters, if the fault is in one cell.
    pub column: Option<String>,
    /// What is wrong.
    pub what: What,
}

/// What is wrong: our own sentence, or one that a rule already said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// The text `import-fault-{key}`.
    Cell(Fault),
    /// A rule's sentence, in the reader's language.
    Said(String),
}

/// What each row of a sheet of records would do.
pub fn plan(sheet: &ReadSheet, columns: &Columns, known: &Known) -> Vec<Outcome> {
    let mut seen = HashSet::new();
    let rows = sheet.rows.iter().skip(1);
    rows.map(|row| outcome(row, columns, known, &mut seen)).collect()
}

/// What the cells that name a record say: its id, or else its number.
pub fn named(row: &ReadRow, columns: &Columns) -> Option<(u32, String)> {
    let cell = |usage| {
        let column = columns.column(usage)?;
        Some((column, cell::text_of(row.value(column)?)))
    };
    cell(Use::Id).or_else(|| cell(Use::Number))
}

/// The record that a row is about: none where it names none.
///
/// # Errors
/// The fault of the cell that names it.
pub fn record<'a>(
    row: &ReadRow,
    columns: &Columns,
    known: &'a Known,
) -> Result<Option<(u32, &'a Revision)>, Told> {
    let naming = [Use::Id, Use::Number].into_iter().filter_map(|usage| columns.column(usage));
    if let Some((column, fault)) =
        naming.filter_map(|column| Some((column, cell::failed(row.value(column)?)?))).next()
    {
        return Err(told(column, fault));
    }
    match named(row, columns) {
        None => Ok(None),
        Some((column, name)) => match known.records.get(&name) {
            Some(record) => Ok(Some((column, record))),
            None => Err(told(column, Fault::about("unknown", name))),
        },
    }
}

fn outcome(row: &ReadRow, columns: &Columns, known: &Known, seen: &mut HashSet<Id>) -> Outcome {
    let before = match record(row, columns, known) {
        Err(fault) => return Outcome::Faulty(vec![fault]),
        Ok(Some((column, record))) if !seen.insert(record.head.id) => {
            let name = row.value(column).map(cell::text_of).unwrap_or_default();
            return Outcome::Faulty(vec![told(column, Fault::about("twice", name))]);
        }
        Ok(before) => before.map(|(_, record)| record),
    };
    let nothing = Body::new();
    let head = before.map(|record| &record.head);
    let body = before.map_or(&nothing, |record| &record.body);
    let (changes, faults) = changes(row, columns, known, (head, body));
    let stale = before.and_then(|record| stale(row, columns, record));
    match before {
        None if !faults.is_empty() => {
            let lacks = lacks(&fresh(changes, known), &faults, columns, known);
            Outcome::Faulty([faults, lacks].concat())
        }
        Some(_) if !faults.is_empty() => Outcome::Faulty(faults),
        Some(_) if changes.is_empty() => Outcome::Unchanged,
        Some(_) if stale.is_some() => Outcome::Faulty(stale.into_iter().collect()),
        Some(record) => changed(record, changes, known),
        None => Outcome::New(fresh(changes, known)),
    }
}

/// A field, its new value and the cell as written.
pub type Change = (&'static Field, Json, String);

/// What the cells of a row change in `before`, and what is wrong with them. What is withheld of the record stays.
pub fn changes(
    row: &ReadRow,
    columns: &Columns,
    known: &Known,
    (head, before): (Option<&Head>, &Body),
) -> (Vec<Change>, Vec<Told>) {
    let (mut changes, mut faults) = (Vec::new(), Vec::new());
    for (column, field) in columns.fields() {
        let value = row.value(column);
        if let Some(instead) = head.and_then(|head| head.instead(field.name)) {
            let written = value.map(cell::text_of).unwrap_or_default();
            if !written.is_empty() && written != known.spoken.instead(instead) {
                faults.push(told(column, Fault::about("withheld", written)));
            }
            continue;
        }
        match cell::read(field, value, before, known.spoken, known.links) {
            Ok(None) => {}
            Ok(Some(new)) => {
                changes.push((field, new, value.map(cell::text_of).unwrap_or_default()));
            }
            Err(fault) => faults.push(told(column, fault)),
        }
    }
    (changes, faults)
}

/// The row was made from an older revision: what has changed since must not be undone unseen.
pub fn stale(row: &ReadRow, columns: &Columns, record: &Revision) -> Option<Told> {
    let column = columns.column(Use::Revision)?;
    let made_from = match row.value(column)? {
        Value::Number(number) => *number as i64,
        other => cell::text_of(other).parse().unwrap_or_default(),
    };
    let is_current = made_from == record.head.revision;
    (!is_current).then(|| told(column, Fault::about("stale", made_from.to_string())))
}

fn changed(record: &Revision, changes: Vec<Change>, known: &Known) -> Outcome {
    Outcome::Changed {
        before: Box::new(record.clone()),
        differences: differences(&changes, &record.body, known),
        edit: Edit::Fields(values(changes)),
    }
}

/// What the changes make of `before`, in words.
pub fn differences(changes: &[Change], before: &Body, known: &Known) -> Vec<Difference> {
    let difference = |(field, _, after): &Change| Difference {
        label: format!("{}-{}", known.spoken.kind, field.name),
        before: known.spoken.text(field, before),
        after: after.clone(),
    };
    changes.iter().map(difference).collect()
}

/// The changes as a part of a body.
pub fn values(changes: Vec<Change>) -> Body {
    changes.into_iter().map(|(field, new, _)| (field.name.to_owned(), new)).collect()
}

/// What a new record lacks besides the cells that are wrong: told together, so that the row is mended once.
fn lacks(body: &Body, faults: &[Told], columns: &Columns, known: &Known) -> Vec<Told> {
    let misfits =
        known.spec.misfits(body).into_iter().filter(|misfit| misfit.variant == Some("missing"));
    let missing = misfits.filter_map(|misfit| known.spec.field(&misfit.field?));
    // The state is never read from a sheet.
    let missing = missing.filter(|field| known.spec.state != Some(field.name)).map(|field| Told {
        column: columns.of_field(field.name).map(column_letters),
        what: What::Cell(Fault::missing(known.spoken.label(field.name))),
    });
    missing.filter(|lack| faults.iter().all(|told| told.column != lack.column)).collect()
}

/// A new record's body: lists and yes/no that have no column are empty, the state is the first one.
fn fresh(changes: Vec<Change>, known: &Known) -> Body {
    let mut body = empty(known.spec.fields);
    if let (Some(state), Some(lifecycle)) = (known.spec.state, known.lifecycle) {
        body.insert(state.to_owned(), Json::String(lifecycle.initial.to_owned()));
    }
    body.extend(values(changes));
    body
}

/// These fields with nothing in them.
pub fn empty(fields: &[Field]) -> Body {
    let nothing = |field: &Field| match field.ty {
        FieldType::Yes => Some(Json::Bool(false)),
        ty if !ty.holds_one() => Some(Json::Array(vec![])),
        _ => None,
    };
    fields.iter().filter_map(|field| Some((field.name.to_owned(), nothing(field)?))).collect()
}

/// A fault with its cell's column.
pub fn told(column: u32, fault: Fault) -> Told {
    Told { column: Some(column_letters(column)), what: What::Cell(fault) }
}
