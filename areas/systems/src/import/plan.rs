//! The plan of a reading: what each row would do, or what is wrong with it. Pure: no store, no clock, no pages.

use serde_json::{Value as Json, json};
use stadga_model::{Body, Id, Revision};
use std::collections::{BTreeMap, HashMap};

use super::{
    cell::{Fault, Said},
    mapping::{Column, is_relation},
    relations::{Keys, Told, joined},
    rows::{ItemRow, Rows},
};
use crate::{
    ImportSource,
    item::{LIFECYCLE, Lock, Part},
    source::Upkeep,
};

/// What one row would do.
#[derive(Clone, Debug, PartialEq)]
pub struct Planned {
    /// The sheet's name.
    pub sheet: String,
    /// The row's number.
    pub row: u32,
    /// What the source calls the item.
    pub key: String,
    /// The item, new or known; none, where the row names none.
    pub id: Option<Id>,
    /// What comes of the row.
    pub outcome: Outcome,
}

/// What comes of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// A new item.
    New(Body),
    /// A changed item.
    Changed {
        /// The item as it is.
        before: Box<Revision>,
        /// The fields that change.
        values: Body,
        /// What is different.
        differences: Vec<Difference>,
    },
    /// The item as it already is.
    Unchanged,
    /// Nothing, because of these faults.
    Faulty(Vec<Fault>),
}

/// A field that would change.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// The field.
    pub part: Part,
    /// What it is now.
    pub before: Json,
    /// What it would be.
    pub after: Json,
}

/// Something that does not stop a row but is good to know, once for all rows that it is true of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Remark {
    /// Its sentence is the text `read-remark-{key}`.
    pub key: &'static str,
    /// The field.
    pub part: Part,
    /// What stands there.
    pub written: String,
}

/// What is known when a file is planned.
pub struct Known<'a> {
    /// The source.
    pub source: &'a ImportSource,
    /// Its items that are here, by their keys.
    pub items: &'a HashMap<String, Revision>,
    /// The ids of those that the file makes, by their keys.
    pub new: &'a HashMap<String, Id>,
    /// All of them.
    pub keys: &'a Keys,
    /// What the sheets of relations say.
    pub told: &'a Told,
    /// The fields that those sheets speak of.
    pub spoken_of: &'a [Part],
    /// What names of units and persons mean.
    pub names: &'a HashMap<(Part, String), Option<Id>>,
}

/// What a file would do.
#[derive(Debug, Default)]
pub struct Plan {
    /// Row by row.
    pub rows: Vec<Planned>,
    /// What is good to know, with how many rows it is true of.
    pub remarks: BTreeMap<Remark, usize>,
}

/// What each row would do. An item that is only a relation's end has a row where it first depends on something.
pub fn plan(rows: &Rows, known: &Known<'_>) -> Plan {
    let mut plan = Plan::default();
    for row in &rows.items {
        let outcome = outcome(row, known, &mut plan.remarks);
        let here = known.items.get(&row.key).map(|item| item.head.id);
        let id = here.or_else(|| known.new.get(&row.key).copied());
        plan.rows.push(Planned {
            sheet: row.sheet.clone(),
            row: row.row,
            key: row.key.clone(),
            id,
            outcome,
        });
    }
    if rows.items.is_empty() {
        plan.rows.extend(only_relations(rows, known, &mut plan.remarks));
    }
    plan
}

/// A file of relations alone: each item that depends on something.
fn only_relations(
    rows: &Rows,
    known: &Known<'_>,
    remarks: &mut BTreeMap<Remark, usize>,
) -> Vec<Planned> {
    let mut first: BTreeMap<Id, &super::rows::RelationRow> = BTreeMap::new();
    for row in &rows.relations {
        if let Some(id) = known.keys.find(&row.who.1) {
            first.entry(id).or_insert(row);
        }
    }
    let by_id: HashMap<Id, &Revision> =
        known.items.values().map(|item| (item.head.id, item)).collect();
    let mut planned = Vec::new();
    for (id, row) in first {
        let Some(before) = by_id.get(&id) else { continue };
        let values = related(before, id, known, remarks);
        let outcome = changed(before, values);
        let (sheet, key) = (row.sheet.clone(), row.who.1.clone());
        planned.push(Planned { sheet, row: row.row, key, id: Some(id), outcome });
    }
    planned.sort_by(|one, other| (&one.sheet, one.row).cmp(&(&other.sheet, other.row)));
    planned
}

fn outcome(row: &ItemRow, known: &Known<'_>, remarks: &mut BTreeMap<Remark, usize>) -> Outcome {
    let mut faults = row.faults.clone();
    let before = known.items.get(&row.key);
    let nothing = Body::new();
    let body = before.map_or(&nothing, |item| &item.body);
    let mut values = Body::new();
    for (column, said) in &row.said {
        match value(column, said, body, known, remarks) {
            Ok(Some(_)) if kept(column, body, remarks) => {}
            Ok(Some(new)) => drop(values.insert(column.part.field().to_owned(), new)),
            Ok(None) => {}
            Err(fault) => faults.push(fault),
        }
    }
    faults.extend(wrong_move(body, &values, row));
    match before {
        _ if !faults.is_empty() => Outcome::Faulty(faults),
        Some(before) => {
            values.extend(related(before, before.head.id, known, remarks));
            let outcome = changed(before, values);
            match outcome {
                Outcome::Changed { .. } if before.head.withheld.is_some() => {
                    Outcome::Faulty(vec![Fault::of_row("withheld", row.key.clone())])
                }
                outcome => outcome,
            }
        }
        None => fresh(row, values, known),
    }
}

/// What one cell says as the field's new value; nothing, where it says what is there.
fn value(
    column: &Column,
    said: &Said,
    before: &Body,
    known: &Known<'_>,
    remarks: &mut BTreeMap<Remark, usize>,
) -> Result<Option<Json>, Fault> {
    let part = column.part;
    let mut remark = |key, written: &str| {
        let remark = Remark { key, part, written: written.chars().take(80).collect() };
        *remarks.entry(remark).or_default() += 1;
    };
    let new = match said {
        Said::Empty if is_relation(part) => return Ok(joined(before, part, &[], known.keys)),
        // A cell that is empty says nothing: what is here may have been filled in here.
        Said::Empty => return Ok(None),
        Said::Value(new) => new.clone(),
        Said::Name(name) => match known.names.get(&(part, name.clone())).copied().flatten() {
            Some(id) => json!(id),
            None => {
                remark("name", name);
                return Ok(None);
            }
        },
        Said::Unknown(word) if part == Part::State => {
            return Err(Fault::at(column.place, "state", word));
        }
        Said::Unknown(word) => {
            remark("word", word);
            return Ok(None);
        }
        Said::Keys(keys) => {
            let mut ids = Vec::new();
            for key in keys {
                let id = known.keys.find(key);
                ids.push(id.ok_or_else(|| Fault::at(column.place, "relation", key))?);
            }
            return Ok(joined(before, part, &ids, known.keys));
        }
    };
    Ok((before.get(part.field()) != Some(&new)).then_some(new))
}

/// Whether a field is kept here, by the source's column or by a lock on the item.
fn kept(column: &Column, before: &Body, remarks: &mut BTreeMap<Remark, usize>) -> bool {
    let filled = before.get(column.part.field()).is_some_and(|value| !is_blank(value));
    let ours = column.upkeep == Upkeep::Here && filled;
    let locked = is_locked(before, column.part);
    if locked {
        let remark = Remark { key: "locked", part: column.part, written: String::new() };
        *remarks.entry(remark).or_default() += 1;
    }
    ours || locked
}

fn is_blank(value: &Json) -> bool {
    match value {
        Json::Null => true,
        Json::String(text) => text.is_empty(),
        Json::Array(all) => all.is_empty(),
        _ => false,
    }
}

fn is_locked(before: &Body, part: Part) -> bool {
    let Some(Json::Array(locks)) = before.get("locks") else { return false };
    let mut locks =
        locks.iter().filter_map(|lock| serde_json::from_value::<Lock>(lock.clone()).ok());
    locks.any(|lock| lock.field == part)
}

/// What the sheets of relations change of an item.
fn related(
    before: &Revision,
    id: Id,
    known: &Known<'_>,
    remarks: &mut BTreeMap<Remark, usize>,
) -> Body {
    let (own, none) = (known.told.get(&id), Vec::new());
    let mut values = Body::new();
    for part in known.spoken_of {
        let said = own.and_then(|own| own.get(part)).unwrap_or(&none);
        let Some(new) = joined(&before.body, *part, said, known.keys) else { continue };
        let column = Column { place: 0, part: *part, upkeep: Upkeep::Source };
        if !kept(&column, &before.body, remarks) {
            values.insert(part.field().to_owned(), new);
        }
    }
    values
}

fn changed(before: &Revision, values: Body) -> Outcome {
    if values.is_empty() {
        return Outcome::Unchanged;
    }
    let parts = Part::all().filter(|part| values.contains_key(part.field()));
    let of = |body: &Body, part: Part| body.get(part.field()).cloned().unwrap_or_default();
    let differences = parts.map(|part| Difference {
        part,
        before: of(&before.body, part),
        after: of(&values, part),
    });
    let differences = differences.collect();
    Outcome::Changed { before: Box::new(before.clone()), values, differences }
}

/// A retired item does not come back by a reading: that is for someone to say.
fn wrong_move(before: &Body, values: &Body, row: &ItemRow) -> Option<Fault> {
    let state = |body: &Body| body.get("state").and_then(Json::as_str).map(str::to_owned);
    let (from, to) = (state(before)?, state(values)?);
    let place = row.said.iter().find(|(column, _)| column.part == Part::State)?.0.place;
    (!LIFECYCLE.allows(&from, &to)).then(|| Fault::at(place, "move", to))
}

/// A new item, with what the source says of those that it tells too little of.
fn fresh(row: &ItemRow, mut values: Body, known: &Known<'_>) -> Outcome {
    let source = known.source;
    if !values.contains_key("name") {
        return Outcome::Faulty(vec![Fault::of_row("no-name", row.key.clone())]);
    }
    if let Some(own) = known.new.get(&row.key).and_then(|id| known.told.get(id)) {
        values.extend(own.iter().map(|(part, ids)| (part.field().to_owned(), json!(ids))));
    }
    let otherwise = [
        ("item_type", source.item_type.as_ref().map(|term| json!(term))),
        ("layer", source.layer.as_ref().map(|term| json!(term))),
        ("unit", source.items_unit.map(|id| json!(id))),
        ("state", Some(json!("in-use"))),
        ("source", Some(json!(source.code))),
        ("source_key", Some(json!(row.key))),
    ];
    for (field, value) in otherwise {
        if let Some(value) = value {
            values.entry(field).or_insert(value);
        }
    }
    if !values.contains_key("item_type") {
        return Outcome::Faulty(vec![Fault::of_row("no-type", row.key.clone())]);
    }
    Outcome::New(values)
}
