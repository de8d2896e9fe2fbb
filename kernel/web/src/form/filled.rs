//! A form's content as name and values: `title`, `period.from`, `notes.0.text`; from a record's body or as it was sent.
//!
//! A row is marked by a pair of its own, `notes.0`, whose value is the row's place in the record that the form was made
//! from, or `new`: so what only the program sets in a row stays with it when rows before it are taken away.

use serde_json::Value;
use stadga_model::{Body, Field, FieldType, Id, Instant, Money};
use std::collections::BTreeMap;

/// The place of a row that the record does not have yet.
pub(crate) const NEW: &str = "new";

/// A form's content.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filled(BTreeMap<String, Vec<String>>);

impl FromIterator<(String, String)> for Filled {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(pairs: I) -> Self {
        let mut filled = Self::default();
        pairs.into_iter().for_each(|(name, value)| filled.add(&name, value));
        filled
    }
}

impl Filled {
    /// What the form of a record shows.
    pub fn of(fields: &[Field], body: &Body) -> Self {
        let mut filled = Self::default();
        filled.fill(fields, body, "");
        filled
    }

    fn fill(&mut self, fields: &[Field], body: &Body, path: &str) {
        for field in fields {
            let name = format!("{path}{}", field.name);
            match (field.ty, body.get(field.name).unwrap_or(&Value::Null)) {
                (_, Value::Null) => {}
                (FieldType::Period, value) => {
                    for end in ["from", "to"] {
                        let date = value.get(end).and_then(Value::as_str);
                        date.into_iter().for_each(|date| self.add(&format!("{name}.{end}"), date));
                    }
                }
                (FieldType::Rows(inner), Value::Array(rows)) => {
                    for (at, row) in rows.iter().enumerate() {
                        self.add(&format!("{name}.{at}"), at.to_string());
                        row.as_object().into_iter().for_each(|row| {
                            self.fill(inner, row, &format!("{name}.{at}."));
                        });
                    }
                }
                (FieldType::Texts, Value::Array(lines)) => {
                    let lines: Vec<_> = lines.iter().filter_map(Value::as_str).collect();
                    self.add(&name, lines.join("\n"));
                }
                (FieldType::Links(_), Value::Array(ids)) => {
                    ids.iter().filter_map(Value::as_str).for_each(|id| self.add(&name, id));
                }
                (ty, value) => single(ty, value).into_iter().for_each(|text| self.add(&name, text)),
            }
        }
    }

    fn add(&mut self, name: &str, value: impl Into<String>) {
        self.0.entry(name.to_owned()).or_default().push(value.into());
    }

    /// Sets the one value of a name.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.0.insert(name.to_owned(), vec![value.into()]);
    }

    /// Takes over all pairs of another.
    pub fn take(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// The first value of a name; empty when there is none.
    pub fn get(&self, name: &str) -> &str {
        self.all(name).first().map_or("", String::as_str)
    }

    /// All values of a name.
    pub fn all(&self, name: &str) -> &[String] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }

    /// The values of a name that are ids.
    pub fn ids(&self, name: &str) -> Vec<Id> {
        self.all(name).iter().filter_map(|id| id.parse().ok()).collect()
    }

    /// All pairs.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().flat_map(|(name, values)| {
            values.iter().map(move |value| (name.as_str(), value.as_str()))
        })
    }

    /// Whether words stand in a search beside a field that are not those that it was made for.
    pub fn is_searching(&self) -> bool {
        self.pairs().any(|(name, words)| {
            name.strip_suffix(".find")
                .is_some_and(|path| words.trim() != self.get(&format!("{path}.found")).trim())
        })
    }

    /// How many rows stand under a name.
    pub fn rows(&self, name: &str) -> usize {
        (0..).take_while(|at| self.0.contains_key(&format!("{name}.{at}"))).count()
    }

    /// Adds an empty row.
    pub fn add_row(&mut self, name: &str) {
        let at = self.rows(name);
        self.set(&format!("{name}.{at}"), NEW);
    }

    /// Adds a row that begins with these values.
    pub fn begin_row(&mut self, name: &str, values: &[(&'static str, String)]) {
        let row = format!("{name}.{}", self.rows(name));
        self.add_row(name);
        values.iter().for_each(|(field, value)| self.set(&format!("{row}.{field}"), value));
    }

    /// Takes a row away; those after it move up.
    pub fn remove_row(&mut self, name: &str, gone: usize) {
        let rows = self.rows(name);
        let of_row = |at: usize| format!("{name}.{at}");
        let belongs = |key: &str, row: &str| {
            key == row || key.strip_prefix(row).is_some_and(|rest| rest.starts_with('.'))
        };
        self.0.retain(|key, _| !belongs(key, &of_row(gone)));
        for at in gone + 1..rows {
            let (from, to) = (of_row(at), of_row(at - 1));
            let moving: Vec<String> =
                self.0.keys().filter(|key| belongs(key, &from)).cloned().collect();
            for key in moving {
                let values = self.0.remove(&key).unwrap_or_default();
                let rest = key.strip_prefix(&from).unwrap_or_default();
                self.0.insert(format!("{to}{rest}"), values);
            }
        }
    }

    /// Moves rows in which nothing is written behind the others: they are no part of the record, and stand in the form
    /// still when it comes back.
    pub fn tidy(&mut self, fields: &[Field], path: &str) {
        for field in fields {
            let FieldType::Rows(inner) = field.ty else { continue };
            let name = format!("{path}{}", field.name);
            for at in (0..self.rows(&name)).rev() {
                let row = format!("{name}.{at}");
                self.tidy(inner, &format!("{row}."));
                if !self.is_written(&row) {
                    let place = self.get(&row).to_owned();
                    self.remove_row(&name, at);
                    self.set(&format!("{name}.{}", self.rows(&name)), place);
                }
            }
        }
    }

    /// Whether anything is written in a row.
    pub fn is_written(&self, row: &str) -> bool {
        let inside = |key: &str| key.strip_prefix(row).is_some_and(|rest| rest.starts_with('.'));
        let search = |key: &str| key.ends_with(".find") || key.ends_with(".found");
        self.pairs().any(|(key, value)| inside(key) && !search(key) && !value.trim().is_empty())
    }
}

/// A value that one input shows.
fn single(ty: FieldType, value: &Value) -> Option<String> {
    match (ty, value) {
        (FieldType::Yes, Value::Bool(yes)) => yes.then(|| "yes".to_owned()),
        (FieldType::Money, Value::Number(n)) => Some(Money(n.as_i64()?).to_string()),
        (FieldType::Instant, Value::String(at)) => {
            Some(at.parse::<Instant>().map_or_else(|_| at.clone(), super::parse::local))
        }
        (_, Value::String(text)) => Some(text.clone()),
        (_, other) => Some(other.to_string()),
    }
}
