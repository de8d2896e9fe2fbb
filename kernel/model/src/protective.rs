//! Matters under the Protective Security Act are never stored, only referred to: text that bears one of its markings is
//! refused (NIS-05).

use crate::{Body, FieldType, Finding, Scales, Spec};
use serde_json::Value;

/// The scale of markings: a step's symbol is the marking as it stands on documents, in capitals.
const MARKINGS: &str = "protective-marking";

impl Spec {
    /// Fields that bear a marking of the Protective Security Act (2018:585). Capitals only: one may speak of such matters,
    /// but not store what is marked as one.
    pub fn marked_protective(&self, body: &Body, scales: &Scales) -> Vec<Finding> {
        let markings = markings(scales);
        let texts = self.fields.iter().filter(|field| {
            let written = FieldType::Text == field.ty || FieldType::Prose == field.ty;
            written || matches!(field.ty, FieldType::Texts | FieldType::Rows(_))
        });
        let found = texts.filter_map(|field| {
            let marking = marking(body.get(field.name)?, &markings)?;
            let told = Finding::blocking("NIS-05").variant("marking").on(field.name);
            Some(told.with("marking", marking).naming("field", self.label_key(field.name)))
        });
        found.collect()
    }
}

/// The marking of the Protective Security Act that a text bears, such as the text of a file.
pub fn protective_marking<'a>(text: &str, scales: &'a Scales) -> Option<&'a str> {
    markings(scales).into_iter().find(|marking| bears(text, marking))
}

fn markings(scales: &Scales) -> Vec<&str> {
    let steps = scales.get(MARKINGS).map_or(&[][..], |scale| &scale.steps);
    steps.iter().filter_map(|step| step.symbol.as_deref()).collect()
}

/// The first marking in a value, words by themselves.
fn marking<'a>(value: &Value, markings: &[&'a str]) -> Option<&'a str> {
    match value {
        Value::String(text) => markings.iter().copied().find(|marking| bears(text, marking)),
        Value::Array(values) => values.iter().find_map(|value| marking(value, markings)),
        Value::Object(fields) => fields.values().find_map(|value| marking(value, markings)),
        _ => None,
    }
}

fn bears(text: &str, marking: &str) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    text.match_indices(marking).any(|(at, _)| {
        let (before, after) = (text.get(..at), text.get(at + marking.len()..));
        !letter(before.and_then(|t| t.chars().next_back()))
            && !letter(after.and_then(|t| t.chars().next()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nis_05_a_marking_is_known_by_its_capitals_and_stands_by_itself() {
        let markings = ["BEGRÄNSAT HEMLIG", "KVALIFICERAT HEMLIG"];
        let bears = |text: &str| marking(&Value::from(text), &markings);
        assert_eq!(bears("Handling: BEGRÄNSAT HEMLIG, ex 1"), Some("BEGRÄNSAT HEMLIG"));
        assert_eq!(bears("(KVALIFICERAT HEMLIG)"), Some("KVALIFICERAT HEMLIG"));
        assert_eq!(bears("rutin för uppgifter som är begränsat hemliga"), None);
        assert_eq!(bears("OBEGRÄNSAT HEMLIGA"), None);
        let rows = serde_json::json!([{"text": "BEGRÄNSAT HEMLIG"}]);
        assert_eq!(marking(&rows, &markings), Some("BEGRÄNSAT HEMLIG"));
    }
}
