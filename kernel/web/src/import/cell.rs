//! One cell: what it says as a field's value, or what is wrong with it.

use super::columns::{can_be_imported, distance, plain};
use crate::spoken::Spoken;
use serde_json::{Value as Json, json};
use stadga_model::{Body, Date, Field, FieldType, Id, Language, Money};
use stadga_publish::sheet::{Cell, Value};
use std::collections::HashMap;

/// What is wrong with a cell; its sentence is the text `import-fault-{key}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The sentence's key.
    pub key: &'static str,
    /// Values for the sentence.
    pub values: Vec<(&'static str, String)>,
}

impl Fault {
    /// A fault that concerns what is written.
    pub fn about(key: &'static str, written: impl Into<String>) -> Self {
        Self { key, values: vec![("written", written.into())] }
    }

    /// A field that must be filled in and is not.
    pub fn missing(label: String) -> Self {
        Self { key: "missing", values: vec![("field", label)] }
    }

    fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.values.push((name, value.into()));
        self
    }
}

/// The records that the texts of link cells mean.
pub type Links = HashMap<String, Vec<Id>>;

/// The field's new value: `None` when the cell says what the record already has.
///
/// # Errors
/// When the cell cannot be read as the field, or the field cannot be changed here.
pub fn read(
    field: &Field,
    cell: Option<&Value>,
    before: &Body,
    spoken: &Spoken,
    links: &Links,
) -> Result<Option<Json>, Fault> {
    if let Some(fault) = cell.and_then(failed) {
        return Err(fault);
    }
    let standing = spoken.cell(field, before);
    if says(cell, &standing, spoken) {
        return Ok(None);
    }
    let written = cell.map(text_of).unwrap_or_default();
    if !can_be_imported(field) {
        return Err(Fault::about(elsewhere(field), written));
    }
    match cell {
        None => Ok(Some(nothing(field))),
        Some(value) => {
            let new = parse(field, value, &written, spoken, links)?;
            // The same in other words (`1 250,50` for `1250.50`) is no change.
            Ok(Some(new).filter(|new| before.get(field.name) != Some(new)))
        }
    }
}

/// Where a field is changed that this cell cannot change.
fn elsewhere(field: &Field) -> &'static str {
    if matches!(field.ty, FieldType::Rows(_)) && !field.fixed { "own-sheet" } else { "not-here" }
}

/// What is wrong where a formula gave no value; how it is mended is known before what the cell is for.
pub fn failed(cell: &Value) -> Option<Fault> {
    match cell {
        Value::Fault(shown) => Some(Fault::about("sheet", shown)),
        Value::Uncalculated(formula) => Some(Fault::about("uncalculated", formula)),
        _ => None,
    }
}

/// Whether a cell shows exactly what would be written out for the record.
fn says(cell: Option<&Value>, standing: &Cell, spoken: &Spoken) -> bool {
    match (cell, standing) {
        (None, Cell::Empty | Cell::Bool(false)) => true,
        (Some(Value::Number(one)), Cell::Number(other)) => one == other,
        (Some(Value::Number(one)), Cell::Money(ore)) => ore_of(*one) == Some(*ore),
        (Some(Value::Date(one)), Cell::Date(other)) => one == other,
        (Some(Value::Bool(one)), Cell::Bool(other)) => one == other,
        (Some(value), standing) => {
            even(&text_of(value)) == even(&spoken.as_text(standing)) && *standing != Cell::Empty
        }
        (None, _) => false,
    }
}

/// Line ends and blanks at their ends come and go in spreadsheets.
fn even(text: &str) -> String {
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// A cell as text.
pub fn text_of(value: &Value) -> String {
    match value {
        Value::Text(text) | Value::Fault(text) | Value::Uncalculated(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Date(date) => date.to_string(),
        Value::DateTime(instant) => instant.to_string(),
        Value::Bool(yes) => yes.to_string(),
    }
}

fn nothing(field: &Field) -> Json {
    match field.ty {
        FieldType::Yes => json!(false),
        ty if !ty.holds_one() => json!([]),
        _ => Json::Null,
    }
}

fn parse(
    field: &Field,
    value: &Value,
    written: &str,
    spoken: &Spoken,
    links: &Links,
) -> Result<Json, Fault> {
    match field.ty {
        FieldType::Text | FieldType::Prose => Ok(json!(written)),
        FieldType::Whole => {
            whole(value).map(|n| json!(n)).ok_or_else(|| Fault::about("whole", written))
        }
        FieldType::Money => {
            money(value).map(|n| json!(n)).ok_or_else(|| Fault::about("money", written))
        }
        FieldType::Yes => {
            yes(value, spoken).map(|y| json!(y)).ok_or_else(|| Fault::about("yes", written))
        }
        FieldType::Date => {
            date(value).map(|d| json!(d)).ok_or_else(|| Fault::about("date", written))
        }
        FieldType::Instant => {
            let instant = written.parse::<stadga_model::Instant>();
            instant.map(|i| json!(i)).map_err(|_| Fault::about("instant", written))
        }
        FieldType::Period => period(written).ok_or_else(|| Fault::about("period", written)),
        FieldType::Choice(_) | FieldType::Scale(_) => word(field, written, spoken),
        FieldType::Link(_) => link(written, links).map(|id| json!(id)),
        FieldType::Links(_) => {
            let ids = pieces(written).map(|piece| link(piece, links));
            ids.collect::<Result<Vec<_>, _>>().map(|ids| json!(ids))
        }
        FieldType::Texts => Ok(json!(written.lines().map(str::trim).collect::<Vec<_>>())),
        FieldType::Rows(_) | FieldType::File => Err(Fault::about("not-here", written)),
    }
}

/// A whole number, also as text with blanks between its digits.
pub fn whole(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) if number.fract() == 0.0 && number.abs() < 9e15 => {
            Some(*number as i64)
        }
        Value::Text(text) => text.split_whitespace().collect::<String>().parse().ok(),
        _ => None,
    }
}

fn money(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => ore_of(*number),
        Value::Text(text) => text.parse::<Money>().ok().map(|money| money.0),
        _ => None,
    }
}

/// Kronor as öre, if they are whole öre.
fn ore_of(kronor: f64) -> Option<i64> {
    let ore = (kronor * 100.0).round();
    ((kronor * 100.0 - ore).abs() < 1e-4 && ore.abs() < 9e15).then_some(ore as i64)
}

/// Yes or no, in either language or as people tick.
pub fn yes(value: &Value, spoken: &Spoken) -> Option<bool> {
    let text = match value {
        Value::Bool(yes) => return Some(*yes),
        Value::Number(number) => {
            return [(0.0, false), (1.0, true)].iter().find(|(n, _)| n == number).map(|(_, y)| *y);
        }
        Value::Text(text) => plain(text),
        _ => return None,
    };
    let says =
        |key: &str| Language::ALL.iter().any(|l| plain(&spoken.texts.get(*l, key, &[])) == text);
    match text.as_str() {
        "true" | "x" => Some(true),
        "false" => Some(false),
        _ if says("yes") => Some(true),
        _ => says("no").then_some(false),
    }
}

fn date(value: &Value) -> Option<Date> {
    match value {
        Value::Date(date) => Some(*date),
        Value::DateTime(instant) => Some(instant.date()),
        Value::Text(text) => text.trim().parse().ok(),
        _ => None,
    }
}

fn period(written: &str) -> Option<Json> {
    let parts: Vec<&str> = written.split(['–', '—']).map(str::trim).collect();
    let (from, to) = match parts.as_slice() {
        [from] => (*from, ""),
        [from, to] => (*from, *to),
        _ => return None,
    };
    let from: Date = from.parse().ok()?;
    match to {
        "" => Some(json!({"from": from})),
        to => Some(json!({"from": from, "to": to.parse::<Date>().ok()?})),
    }
}

/// A choice or a scale's step by its word in either language, or by its key.
fn word(field: &Field, written: &str, spoken: &Spoken) -> Result<Json, Fault> {
    let words = words(field, spoken);
    let asked = plain(written);
    if let Some((key, _)) = words.iter().find(|(key, word)| plain(word) == asked || *key == asked) {
        return Ok(json!(key));
    }
    let near = words.iter().min_by_key(|(_, word)| distance(&plain(word), &asked));
    // What is near in the other language is told by its word in the reader's, which stands first.
    let told = near.and_then(|(key, _)| words.iter().find(|(other, _)| other == key));
    let nearest = told.map(|(_, word)| word.clone()).unwrap_or_default();
    Err(Fault::about("word", written).with("nearest", nearest))
}

/// Every key of the field with its words, those of the reader's language first.
fn words(field: &Field, spoken: &Spoken) -> Vec<(String, String)> {
    let mut languages = Language::ALL.to_vec();
    languages.sort_by_key(|language| *language != spoken.language);
    let mut words = Vec::new();
    for language in languages {
        match field.ty {
            FieldType::Choice(values) => words.extend(values.iter().map(|value| {
                let key = format!("{}-{}-is-{value}", spoken.kind, field.name);
                ((*value).to_owned(), spoken.texts.get(language, &key, &[]))
            })),
            FieldType::Scale(scale) => {
                let steps =
                    spoken.scales.get(scale).map(|s| s.steps.as_slice()).unwrap_or_default();
                words.extend(
                    steps.iter().map(|step| (step.key.clone(), step.label(language).to_owned())),
                );
            }
            _ => {}
        }
    }
    words
}

/// The parts of a cell with several links.
pub fn pieces(written: &str) -> impl Iterator<Item = &str> {
    written.split([';', '\n']).map(str::trim).filter(|piece| !piece.is_empty())
}

fn link(written: &str, links: &Links) -> Result<Id, Fault> {
    match links.get(written).map(Vec::as_slice).unwrap_or_default() {
        [id] => Ok(*id),
        [] => Err(Fault::about("link", written)),
        _ => Err(Fault::about("links", written)),
    }
}
