//! The plan of a sheet of inner rows: each is found by its record and its place in it. Pure, as the plan of records.

use super::{
    cell::{self, Fault},
    columns::{Columns, Use, inner},
    edit::Edit,
    plan::{self, Difference, Known, Outcome, Told, told},
};
use serde_json::Value as Json;
use stadga_model::{Body, Field, Id, Revision};
use stadga_publish::sheet::{ReadRow, ReadSheet};
use std::collections::HashSet;

/// What each row of a sheet of the inner rows of `field` would do; `known` speaks the inner fields' words.
pub fn plan(
    sheet: &ReadSheet,
    columns: &Columns,
    field: &'static Field,
    known: &Known,
) -> Vec<Outcome> {
    let mut seen = HashSet::new();
    let rows = sheet.rows.iter().skip(1);
    rows.map(|row| Reading { row, columns, field, known }.outcome(&mut seen)).collect()
}

/// A row under reading.
struct Reading<'a> {
    row: &'a ReadRow,
    columns: &'a Columns,
    field: &'static Field,
    known: &'a Known<'a>,
}

impl Reading<'_> {
    fn outcome(&self, seen: &mut HashSet<(Id, usize)>) -> Outcome {
        self.try_outcome(seen).unwrap_or_else(Outcome::Faulty)
    }

    fn try_outcome(&self, seen: &mut HashSet<(Id, usize)>) -> Result<Outcome, Vec<Told>> {
        let Some((_, record)) = plan::record(self.row, self.columns, self.known).map_err(one)?
        else {
            return self.of_no_record();
        };
        let place = self.place(record).map_err(one)?;
        if let Some((column, at)) = place.filter(|(_, at)| !seen.insert((record.head.id, *at))) {
            let fault = Fault::about("place-twice", (at + 1).to_string());
            return Err(one(told(column, fault)));
        }
        let gone = self.gone().map_err(one)?;
        let edit = match place {
            Some((_, at)) if gone => Some(self.removed(record, at)),
            Some((_, at)) => self.changed(record, at)?,
            None if gone => None,
            None => self.added()?,
        };
        let Some((edit, differences)) = edit else { return Ok(Outcome::Unchanged) };
        if let Some(stale) = plan::stale(self.row, self.columns, record) {
            return Err(one(stale));
        }
        Ok(Outcome::Changed { before: Box::new(record.clone()), edit, differences })
    }

    /// A row that says nothing but for what people read is nothing; else it must say whose it is.
    fn of_no_record(&self) -> Result<Outcome, Vec<Told>> {
        let says = |usage: &Use| !matches!(usage, Use::Record | Use::Revision);
        let used = self.columns.used.iter().filter(|(_, usage, _)| says(usage));
        let mut filled = used.filter(|(column, _, _)| self.row.value(*column).is_some());
        match filled.next() {
            None => Ok(Outcome::Unchanged),
            Some(_) => {
                let column =
                    [Use::Number, Use::Id].into_iter().find_map(|u| self.columns.column(u));
                Err(one(told(column.unwrap_or_default(), Fault::about("no-record", ""))))
            }
        }
    }

    /// The row's place in its record, from 0, and the column that says so; none for a new row.
    fn place(&self, record: &Revision) -> Result<Option<(u32, usize)>, Told> {
        let cell = self.columns.column(Use::Place).and_then(|c| Some((c, self.row.value(c)?)));
        let Some((column, value)) = cell else { return Ok(None) };
        if let Some(fault) = cell::failed(value) {
            return Err(told(column, fault));
        }
        let rows = standing(record, self.field).len();
        let place = cell::whole(value).and_then(|place| usize::try_from(place).ok());
        match place.filter(|place| (1..=rows).contains(place)) {
            Some(place) => Ok(Some((column, place - 1))),
            None => Err(told(column, Fault::about("place", cell::text_of(value)))),
        }
    }

    fn gone(&self) -> Result<bool, Told> {
        let cell = self.columns.column(Use::Gone).and_then(|c| Some((c, self.row.value(c)?)));
        let Some((column, value)) = cell else { return Ok(false) };
        let fault = || Fault::about("yes", cell::text_of(value));
        if let Some(fault) = cell::failed(value) {
            return Err(told(column, fault));
        }
        cell::yes(value, self.known.spoken).ok_or_else(|| told(column, fault()))
    }

    fn changed(&self, record: &Revision, at: usize) -> Result<Option<Done>, Vec<Told>> {
        let before = row_at(record, self.field, at);
        let (changes, faults) = plan::changes(self.row, self.columns, self.known, (None, &before));
        if !faults.is_empty() {
            return Err(faults);
        }
        let differences = plan::differences(&changes, &before, self.known);
        let values = plan::values(changes);
        let edit = Edit::Row { field: self.field.name, at, values };
        Ok((!differences.is_empty()).then_some((edit, differences)))
    }

    fn added(&self) -> Result<Option<Done>, Vec<Told>> {
        let mut row = plan::empty(inner(self.field));
        let (changes, faults) = plan::changes(self.row, self.columns, self.known, (None, &row));
        if !faults.is_empty() {
            return Err(faults);
        }
        let differences = plan::differences(&changes, &row, self.known);
        row.extend(plan::values(changes));
        let edit = Edit::Add { field: self.field.name, row };
        Ok((!differences.is_empty()).then_some((edit, differences)))
    }

    fn removed(&self, record: &Revision, at: usize) -> Done {
        let before = row_at(record, self.field, at);
        let filled = inner(self.field).iter().filter(|field| before.contains_key(field.name));
        let difference = |field: &Field| Difference {
            label: format!("{}-{}", self.known.spoken.kind, field.name),
            before: self.known.spoken.text(field, &before),
            after: String::new(),
        };
        let differences = filled.map(difference).filter(|one| !one.before.is_empty()).collect();
        (Edit::Remove { field: self.field.name, at }, differences)
    }
}

/// An edit, and what is different by it.
type Done = (Edit, Vec<Difference>);

fn one(fault: Told) -> Vec<Told> {
    vec![fault]
}

fn standing<'a>(record: &'a Revision, field: &Field) -> &'a [Json] {
    record.body.get(field.name).and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default()
}

fn row_at(record: &Revision, field: &Field, at: usize) -> Body {
    standing(record, field).get(at).and_then(Json::as_object).cloned().unwrap_or_default()
}
