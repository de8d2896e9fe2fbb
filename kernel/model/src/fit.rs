//! Whether a body's values fit its kind's fields: what is missing, of the wrong type, or longer than anything can show.

use crate::{Body, Date, Field, FieldType, Finding, Id, Instant, Spec};
use serde_json::{Value, json};

/// One line holds no more characters than this: a title must fit a list, a page and a document.
const LINE: usize = 1_000;
/// Paragraphs hold no more than a cell of a spreadsheet does, so that every list can be had as one.
const PARAGRAPHS: usize = 30_000;

impl Spec {
    /// The key of the label of the field at `path`: `audit-criteria-name` for `criteria.2.name`.
    pub fn label_key(&self, path: &str) -> String {
        let names = path.split('.').filter(|name| name.parse::<usize>().is_err());
        std::iter::once(self.kind).chain(names).collect::<Vec<_>>().join("-")
    }

    /// A finding of the form itself, which names the field.
    pub fn misfit(&self, variant: &'static str, path: impl Into<String>) -> Finding {
        let path = path.into();
        let label = self.label_key(&path);
        Finding::blocking("FORM").variant(variant).on(path).naming("field", label)
    }

    /// Everything in a body that does not fit the fields, rows included.
    pub fn misfits(&self, body: &Body) -> Vec<Finding> {
        let mut findings = Vec::new();
        self.collect_misfits(self.fields, body, "", &mut findings);
        findings
    }

    fn collect_misfits(&self, fields: &[Field], body: &Body, path: &str, found: &mut Vec<Finding>) {
        for field in fields {
            let value = body.get(field.name).unwrap_or(&Value::Null);
            let here = format!("{path}{}", field.name);
            if is_empty(value) {
                found.extend(field.required.then(|| self.misfit("missing", here)));
                continue;
            }
            if let (FieldType::Rows(inner), Value::Array(rows)) = (field.ty, value) {
                for (at, row) in rows.iter().enumerate() {
                    match row {
                        Value::Object(row) => {
                            self.collect_misfits(inner, row, &format!("{here}.{at}."), found);
                        }
                        _ => found.push(self.misfit("type", format!("{here}.{at}"))),
                    }
                }
                continue;
            }
            found.extend(fault(field.ty, value).map(|variant| self.misfit(variant, &here)));
            found.extend(
                too_long(field.ty, value).map(|most| self.misfit("long", here).with("most", most)),
            );
        }
    }
}

impl Field {
    /// A value that says as little as it can where `full` says as much: what is there is far off, or nothing.
    pub(crate) fn least(&self) -> Option<Value> {
        match self.ty {
            FieldType::Date => Some(json!("2999-12-31")),
            FieldType::Instant => Some(json!("2999-12-31T00:00:00Z")),
            FieldType::Period => Some(json!({"from": "2999-12-31"})),
            _ => Spec::instead(self, "–"),
        }
    }
}

/// What is wrong with a value that is there, as the variant of the sentence that says so.
fn fault(ty: FieldType, value: &Value) -> Option<&'static str> {
    let parsed = |holds: fn(&str) -> bool| value.as_str().is_some_and(holds);
    let (fits, variant) = match ty {
        FieldType::Text | FieldType::Prose | FieldType::Scale(_) | FieldType::File => {
            (value.is_string(), "type")
        }
        FieldType::Whole | FieldType::Money => (value.is_i64(), "number"),
        FieldType::Yes => (value.is_boolean(), "yes"),
        FieldType::Date => (parsed(|text| text.parse::<Date>().is_ok()), "date"),
        FieldType::Instant => (parsed(|text| text.parse::<Instant>().is_ok()), "instant"),
        FieldType::Period => (is_period(value), "period"),
        FieldType::Choice(values) => {
            (value.as_str().is_some_and(|v| values.contains(&v)), "choice")
        }
        FieldType::Link(_) => (parsed(is_id), "link"),
        FieldType::Links(_) => (all(value, |one| one.as_str().is_some_and(is_id)), "link"),
        FieldType::Texts => (all(value, Value::is_string), "type"),
        FieldType::Rows(_) => (value.is_array(), "type"),
    };
    (!fits).then_some(variant)
}

fn is_id(text: &str) -> bool {
    text.parse::<Id>().is_ok()
}

fn is_period(value: &Value) -> bool {
    let date = |name: &str| value.get(name).and_then(Value::as_str).map(str::parse::<Date>);
    matches!((date("from"), date("to")), (Some(Ok(_)), None | Some(Ok(_))))
}

fn all(value: &Value, holds: fn(&Value) -> bool) -> bool {
    value.as_array().is_some_and(|values| values.iter().all(holds))
}

/// How many characters would have fitted, where there are more.
fn too_long(ty: FieldType, value: &Value) -> Option<usize> {
    let letters = |value: &Value| value.as_str().map_or(0, |text| text.chars().count());
    let (long, most) = match (ty, value) {
        (FieldType::Text, _) => (letters(value), LINE),
        (FieldType::Prose, _) => (letters(value), PARAGRAPHS),
        (FieldType::Texts, Value::Array(lines)) => {
            (lines.iter().map(|line| letters(line) + 1).sum(), PARAGRAPHS)
        }
        _ => return None,
    };
    (long > most).then_some(most)
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        _ => false,
    }
}
