//! Tests of the area as a whole; and what its unit tests share: classes, records in order, lists, checked on a set day.

mod area;
mod chapters;
mod duties;
mod flow;
mod open;
mod pages;
mod process;
mod protection;
mod reading;
mod roles;
mod secrecy;

use proptest::prelude::*;
use serde_json::json;
use stadga_model::{Around, Date, Finding, Near, Record, Scales};
use stadga_organisation::{Assignment, Unit};
use stadga_publish::sheet::{ReadCell, ReadRow, ReadSheet, Value};
use stadga_testkit::rules::check_by;
pub use stadga_testkit::rules::{and, id, pointing};

use crate::{Classification, ClassificationSource, InformationObject, class::Class};

/// The area's own scales.
pub fn scales() -> Scales {
    Scales::read(crate::SCALES.iter().copied()).unwrap()
}

/// A date.
pub fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// Nothing around.
pub fn near() -> Near {
    Near::default()
}

/// The texts' keys of what the rules say of a record.
pub fn check<R: Record>(
    rules: fn(&R, &Around) -> Vec<Finding>,
    record: &R,
    near: &Near,
) -> Vec<String> {
    check_by(&scales(), rules, None, record, near)
}

/// The same of a record that was otherwise before.
pub fn check_change<R: Record>(
    rules: fn(&R, &Around) -> Vec<Finding>,
    before: &R,
    record: &R,
    near: &Near,
) -> Vec<String> {
    check_by(&scales(), rules, Some(before), record, near)
}

/// A class by its digits: `322`, `3221`; another sign where nothing is known.
pub fn class(ranks: &str) -> Class {
    let mut digits = ranks.chars().map(|c| c.to_digit(10).and_then(|n| u8::try_from(n).ok()));
    Class::new([(); 4].map(|()| digits.next().flatten()))
}

/// Any class of the levels that are kept here.
pub fn any_class() -> impl Strategy<Value = Class> {
    let rank = || proptest::option::of(0..4_u8);
    (rank(), rank(), rank(), rank()).prop_map(|(k, r, t, s)| Class::new([k, r, t, s]))
}

/// Information of person 7 in system 5, with nothing amiss but that it has no class.
pub fn information() -> InformationObject {
    let body = json!({"name": "Löneuppgifter", "category": "economy", "in_systems": [id::<()>(5)],
        "unit": id::<()>(9), "owner": id::<()>(7)});
    serde_json::from_value(body).unwrap()
}

/// An established classification of information 1 by person 7, made at New Year by the method of the day.
pub fn classification(ranks: &str) -> Classification {
    let mut body = json!({"title": "Löneuppgifter", "state": "established", "information": id::<()>(1),
        "method": "klassa-4", "date": "2024-01-01", "valid_to": "2024-01-24", "owner": id::<()>(7)});
    for (field, level) in
        ["confidentiality", "integrity", "availability", "traceability"].iter().zip(ranks.chars())
    {
        body[field] = json!(level.to_string());
    }
    serde_json::from_value(body).unwrap()
}

/// A unit below another.
pub fn unit(parent: Option<u32>) -> Unit {
    let body = json!({"name": "Enheten", "unit_type": "operative", "parent": parent.map(id::<()>),
        "period": {"from": "2011-01-01"}});
    serde_json::from_value(body).unwrap()
}

/// Someone who holds a role in a unit since 2020.
pub fn assignment(role: &str, person: u32, unit: u32) -> Assignment {
    let body = json!({"title": role, "role": role, "person": id::<()>(person), "unit": id::<()>(unit),
        "period": {"from": "2020-01-01"}});
    serde_json::from_value(body).unwrap()
}

/// A source of lists that were made by a method.
pub fn import_source(method: &str) -> ClassificationSource {
    serde_json::from_value(json!({"name": "Lista", "method": method})).unwrap()
}

/// A row of a list.
fn row(number: u32, cells: &[&str]) -> ReadRow {
    let cells = cells.iter().zip(0..).filter(|(text, _)| !text.is_empty());
    let cells = cells.map(|(text, column)| ReadCell { column, value: Value::Text((*text).into()) });
    ReadRow { number, cells: cells.collect() }
}

/// The head of a list.
pub fn head_row(heads: &[&str]) -> ReadRow {
    row(1, heads)
}

/// A list.
pub fn sheet(lines: &[&[&str]]) -> ReadSheet {
    let rows = lines.iter().zip(1..).map(|(line, number)| row(number, line));
    ReadSheet { name: "Blad1".into(), rows: rows.collect() }
}
