//! One record made into another like it: other dates, unit and owner, links among what has been made.

use super::chance::Chance;
use serde_json::Value;
use stadga_model::{Body, Date, Field, FieldType, Id, Instant, Kinds, Revision, Spec};
use stadga_store::Opened;
use std::collections::HashMap;

/// How a body is varied.
pub(super) struct Variation<'a> {
    pub kinds: &'a Kinds,
    /// What has been made, by kind.
    pub known: &'a HashMap<String, Vec<Id>>,
    /// How far all dates are moved, so that they keep their distances.
    pub days: i64,
}

impl Variation<'_> {
    /// A new body from a pattern's: `others` are the kind's patterns, whose units and owners are taken in turn.
    pub fn first(&self, kind: &str, body: &mut Body, others: &[Revision], chance: &mut Chance) {
        let Some(spec) = self.kinds.get(kind).map(|kind| kind.spec) else { return };
        self.move_fields(spec.fields, body, chance);
        for field in [spec.unit, spec.owner].into_iter().flatten() {
            let other = chance.pick(others).and_then(|other| other.body.get(field));
            if let (Some(other), true) = (other, body.contains_key(field)) {
                body.insert(field.to_owned(), other.clone());
            }
        }
        number_title(spec, body, chance.below(100_000));
    }

    /// A later revision: the title says so, everything that rules look at stays.
    pub fn again(&self, opened: &mut Opened, chance: &mut Chance) {
        if let Some(kind) = self.kinds.get(&opened.head().kind) {
            number_title(kind.spec, &mut opened.body, chance.below(100_000));
        }
    }

    fn move_fields(&self, fields: &[Field], body: &mut Body, chance: &mut Chance) {
        for field in fields {
            let Some(value) = body.get_mut(field.name) else { continue };
            match (field.ty, value) {
                (FieldType::Date, Value::String(date)) => self.move_date(date),
                (FieldType::Instant, Value::String(instant)) => self.move_instant(instant),
                (FieldType::Period, Value::Object(period)) => {
                    period.values_mut().filter_map(as_text).for_each(|date| self.move_date(date));
                }
                (FieldType::Link(kinds), Value::String(id)) => self.relink(kinds, id, chance),
                (FieldType::Links(kinds), Value::Array(ids)) => {
                    ids.iter_mut()
                        .filter_map(as_text)
                        .for_each(|id| self.relink(kinds, id, chance));
                    ids.dedup();
                }
                (FieldType::Rows(inner), Value::Array(rows)) => {
                    for row in rows.iter_mut().filter_map(Value::as_object_mut) {
                        self.move_fields(inner, row, chance);
                    }
                }
                _ => {}
            }
        }
    }

    fn move_date(&self, text: &mut String) {
        let moved = text
            .parse::<Date>()
            .ok()
            .and_then(|date| date.checked_add(jiff::Span::new().try_days(self.days).ok()?).ok());
        if let Some(moved) = moved {
            *text = moved.to_string();
        }
    }

    fn move_instant(&self, text: &mut String) {
        let span = jiff::SignedDuration::from_hours(24 * self.days);
        let moved = text.parse::<Instant>().ok().and_then(|instant| instant.checked_add(span).ok());
        if let Some(moved) = moved {
            *text = moved.to_string();
        }
    }

    /// Links to a kind that is generated go to one that has been made; all others stay.
    fn relink(&self, kinds: &[&str], id: &mut String, chance: &mut Chance) {
        let made = kinds.iter().find_map(|kind| self.known.get(*kind));
        if let Some(other) = made.and_then(|made| chance.pick(made)) {
            *id = other.to_string();
        }
    }
}

fn as_text(value: &mut Value) -> Option<&mut String> {
    match value {
        Value::String(text) => Some(text),
        _ => None,
    }
}

/// `Rutin för loggkontroll (4711)`: the number in brackets is another each time.
fn number_title(spec: &Spec, body: &mut Body, number: usize) {
    if let Some(Value::String(title)) = body.get_mut(spec.title) {
        let plain = title.split(" (").next().unwrap_or_default();
        *title = format!("{plain} ({number})");
    }
}
