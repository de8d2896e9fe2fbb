//! One cell: what it says as a field's value, or what is wrong with it. Every cell comes from outside.

use serde_json::{Value as Json, json};
use stadga_model::{Date, FieldType, Language, Record, Scales, Texts};
use stadga_publish::sheet::{Value, column_letters};
use std::collections::HashMap;

use super::mapping::{Mapping, plain};
use crate::{ConfigurationItem, item::Part};

/// What is wrong with a cell or row, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The column's letters, if it is in one cell.
    pub column: Option<String>,
    /// Its sentence is the text `read-fault-{key}`.
    pub key: &'static str,
    /// What stands there.
    pub written: String,
}

impl Fault {
    /// A fault of the cell in this column.
    pub fn at(place: u32, key: &'static str, written: impl Into<String>) -> Self {
        Self { column: Some(column_letters(place)), key, written: shortened(written.into()) }
    }

    /// A fault of the whole row.
    pub fn of_row(key: &'static str, written: impl Into<String>) -> Self {
        Self { column: None, key, written: shortened(written.into()) }
    }
}

/// So much of what is written is told: a cell can be as long as a book.
const TOLD: usize = 80;
/// The longest line, and the longest text.
const LINE: usize = 1_000;
const PROSE: usize = 20_000;

fn shortened(text: String) -> String {
    if text.chars().count() <= TOLD {
        return text;
    }
    text.chars().take(TOLD).chain(['…']).collect()
}

/// A cell as text; the apostrophe that keeps spreadsheets from running a text is not part of it.
pub fn text_of(value: &Value) -> String {
    match value {
        Value::Text(text) => {
            let bare =
                text.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@']));
            bare.unwrap_or(text).to_owned()
        }
        Value::Fault(text) | Value::Uncalculated(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Date(date) => date.to_string(),
        Value::DateTime(instant) => instant.to_string(),
        Value::Bool(yes) => yes.to_string(),
    }
}

/// What a cell says.
#[derive(Clone, Debug, PartialEq)]
pub enum Said {
    /// Nothing.
    Empty,
    /// A value as it is kept.
    Value(Json),
    /// The name of something here that a field links to.
    Name(String),
    /// The keys of other items.
    Keys(Vec<String>),
    /// A word that is not known here.
    Unknown(String),
}

/// The words that cells are read by.
#[derive(Clone, Copy)]
pub struct Tongue<'a> {
    /// The source's words.
    pub mapping: &'a Mapping,
    /// The words of scales and choices.
    pub values: &'a Values,
}

impl Tongue<'_> {
    /// What a cell says of a field.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(self, part: Part, place: u32, value: Option<&Value>) -> Result<Said, Fault> {
        let Some(value) = value else { return Ok(Said::Empty) };
        let written = text_of(value).trim().to_owned();
        if matches!(value, Value::Fault(_) | Value::Uncalculated(_)) {
            return Err(Fault::at(place, "formula", written));
        }
        if written.is_empty() {
            return Ok(Said::Empty);
        }
        let long = |most| written.chars().count() > most;
        match ConfigurationItem::SPEC.field(part.field()).map(|field| field.ty) {
            Some(FieldType::Prose) if !long(PROSE) => Ok(Said::Value(json!(written))),
            Some(FieldType::Text) if !long(LINE) && !written.contains('\n') => {
                Ok(Said::Value(json!(written)))
            }
            Some(FieldType::Prose | FieldType::Text) => Err(Fault::at(place, "long", written)),
            Some(FieldType::Date) => match date(value, &written) {
                Some(day) => Ok(Said::Value(json!(day))),
                None => Err(Fault::at(place, "date", written)),
            },
            Some(FieldType::Scale(_) | FieldType::Choice(_)) => Ok(self.word(part, &written)),
            Some(FieldType::Link(_)) => {
                let means = self.mapping.means(part, &written).map(str::to_owned);
                Ok(Said::Name(means.unwrap_or(written)))
            }
            _ => Ok(Said::Keys(self.mapping.pieces(&written).map(str::to_owned).collect())),
        }
    }

    /// A step or choice by the source's word, by its key, or by its word in either language.
    fn word(self, part: Part, written: &str) -> Said {
        let asked = self.mapping.means(part, written).unwrap_or(written);
        match self.values.find(part, asked) {
            Some(key) => Said::Value(json!(key)),
            None => Said::Unknown(written.to_owned()),
        }
    }
}

/// What words mean in fields that take a step or a choice: its key, and its word in either language.
pub struct Values(HashMap<(Part, String), String>);

impl Values {
    /// Of all fields.
    pub fn of(scales: &Scales, texts: &Texts) -> Self {
        let mut values = HashMap::new();
        for part in Part::all() {
            for (key, words) in words_of(part, scales, texts) {
                for word in std::iter::once(&key).chain(&words) {
                    values.entry((part, plain(word))).or_insert_with(|| key.clone());
                }
            }
        }
        Self(values)
    }

    fn find(&self, part: Part, word: &str) -> Option<&str> {
        self.0.get(&(part, plain(word))).map(String::as_str)
    }
}

/// The keys that a field takes, each with its words.
fn words_of(part: Part, scales: &Scales, texts: &Texts) -> Vec<(String, Vec<String>)> {
    match ConfigurationItem::SPEC.field(part.field()).map(|field| field.ty) {
        Some(FieldType::Scale(scale)) => {
            let steps = scales.get(scale).map(|scale| scale.steps.as_slice());
            let steps = steps.unwrap_or_default().iter();
            steps.map(|step| (step.key.clone(), vec![step.sv.clone(), step.en.clone()])).collect()
        }
        Some(FieldType::Choice(values)) => {
            let words = |value: &str| {
                let key = format!("{}-{}-is-{value}", ConfigurationItem::KIND, part.field());
                Language::ALL.iter().map(|l| texts.get(*l, &key, &[])).collect()
            };
            values.iter().map(|value| ((*value).to_owned(), words(value))).collect()
        }
        _ => Vec::new(),
    }
}

/// A day, also with a time after it.
fn date(value: &Value, written: &str) -> Option<Date> {
    match value {
        Value::Date(day) => Some(*day),
        Value::DateTime(moment) => Some(moment.date()),
        Value::Text(_) => {
            let day = written.split([' ', 'T']).next().unwrap_or_default();
            day.parse().ok().filter(|_| day.len() == 10)
        }
        _ => None,
    }
}
