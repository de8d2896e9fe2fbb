//! What a program sends to make or change a record, held against the kind's description before the rules see it.

use crate::Problem;
use axum::http::{HeaderMap, StatusCode, header};
use serde::Deserialize;
use serde_json::Value;
use stadga_model::{Body, Field, FieldType, Spec};

/// A record to make, or the whole new body of one.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// The fields.
    #[serde(default)]
    pub body: Body,
    /// Why, for the history.
    #[serde(default)]
    pub reason: String,
    /// The revision that the change builds on, unless `If-Match` says it.
    #[serde(default)]
    pub revision: Option<i64>,
}

impl Change {
    /// Reads a request's body.
    ///
    /// # Errors
    /// When it is no JSON, no object, or has fields that do not exist.
    pub fn read(bytes: &[u8]) -> Result<Self, Problem> {
        let unread = |e| Problem::told(StatusCode::BAD_REQUEST, "json").with("fault", e);
        let value: Value = serde_json::from_slice(bytes).map_err(unread)?;
        if has_nul(&value) {
            return Err(Problem::told(StatusCode::BAD_REQUEST, "json").with("fault", "U+0000"));
        }
        // A list would pass for the fields in their order.
        if !value.is_object() {
            return Err(Problem::told(StatusCode::BAD_REQUEST, "json-object"));
        }
        serde_json::from_value(value).map_err(unread)
    }

    /// The revision that the change builds on: from `If-Match: "3"` or the body.
    ///
    /// # Errors
    /// When neither says it: whoever changes must know what they change.
    pub fn builds_on(&self, headers: &HeaderMap) -> Result<i64, Problem> {
        let tag = headers.get(header::IF_MATCH).and_then(|tag| tag.to_str().ok());
        let tag = tag.and_then(|tag| tag.trim_start_matches("W/").trim_matches('"').parse().ok());
        let missing = || Problem::told(StatusCode::PRECONDITION_REQUIRED, "revision-missing");
        tag.or(self.revision).ok_or_else(missing)
    }
}

/// Whether a text has the sign U+0000, which not every database takes.
fn has_nul(value: &Value) -> bool {
    match value {
        Value::String(text) => text.contains('\0'),
        Value::Array(all) => all.iter().any(has_nul),
        Value::Object(all) => all.iter().any(|(name, value)| name.contains('\0') || has_nul(value)),
        _ => false,
    }
}

/// The body as the kind takes it: lists and yes/no that were left out are empty, what only the program sets is kept
/// as it was.
///
/// # Errors
/// Names the first field that the kind does not have: a misspelt field must not get lost in silence.
pub fn body_for(spec: &'static Spec, given: Body, before: &Body) -> Result<Body, Problem> {
    if let Some(name) = unknown(spec.fields, &given, "") {
        let told = Problem::told(StatusCode::UNPROCESSABLE_ENTITY, "unknown-field");
        return Err(told.with("field", name).with("kind", spec.kind));
    }
    let mut body = given;
    fill(spec.fields, &mut body);
    for field in spec.fields.iter().filter(|field| field.fixed) {
        body.remove(field.name);
        if let Some(value) = before.get(field.name) {
            body.insert(field.name.to_owned(), value.clone());
        }
    }
    Ok(body)
}

fn unknown(fields: &[Field], body: &Body, path: &str) -> Option<String> {
    for (name, value) in body {
        let Some(field) = fields.iter().find(|field| field.name == name) else {
            return Some(format!("{path}{name}"));
        };
        if let (FieldType::Rows(inner), Value::Array(rows)) = (field.ty, value) {
            let inside = |(at, row): (usize, &Value)| {
                unknown(inner, row.as_object()?, &format!("{path}{name}.{at}."))
            };
            if let Some(lost) = rows.iter().enumerate().find_map(inside) {
                return Some(lost);
            }
        }
    }
    None
}

fn fill(fields: &[Field], body: &mut Body) {
    for field in fields.iter().filter(|field| !field.ty.holds_one()) {
        let empty =
            if field.ty == FieldType::Yes { Value::Bool(false) } else { Value::Array(vec![]) };
        let value = body.entry(field.name).or_insert(empty);
        if let (FieldType::Rows(inner), Value::Array(rows)) = (field.ty, value) {
            for row in rows.iter_mut().filter_map(Value::as_object_mut) {
                fill(inner, row);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const fn field(name: &'static str, ty: FieldType, fixed: bool) -> Field {
        Field {
            name,
            ty,
            required: false,
            listed: false,
            filtered: false,
            sorted: false,
            counted: false,
            searched: false,
            fixed,
            within: false,
            holds: false,
            follows: &[],
            group: "",
        }
    }

    const INNER: &[Field] =
        &[field("text", FieldType::Text, false), field("done", FieldType::Yes, false)];
    static SPEC: Spec = Spec {
        kind: "task",
        prefix: "T",
        fields: &[
            field("title", FieldType::Text, false),
            field("made_by", FieldType::Text, true),
            field("notes", FieldType::Rows(INNER), false),
            field("causes", FieldType::Links(&[]), false),
        ],
        title: "title",
        state: None,
        unit: None,
        owner: None,
    };

    fn body(value: Value) -> Body {
        value.as_object().cloned().unwrap()
    }

    #[test]
    fn a_misspelt_field_is_named_also_in_rows() {
        let named = |given| match body_for(&SPEC, body(given), &Body::new()) {
            Err(Problem::Told { values, .. }) => values[0].1.clone(),
            other => panic!("{other:?}"),
        };
        assert_eq!(named(json!({"titel": "x"})), "titel");
        assert_eq!(named(json!({"notes": [{"text": "x"}, {"txt": "y"}]})), "notes.1.txt");
    }

    #[test]
    fn lists_are_filled_and_fixed_fields_kept() {
        let given = body(json!({"title": "x", "made_by": "me", "notes": [{"text": "y"}]}));
        let before = body(json!({"made_by": "the program"}));
        let body = body_for(&SPEC, given, &before).unwrap();
        let notes = json!([{"text": "y", "done": false}]);
        assert_eq!(body["notes"], notes);
        assert_eq!(body["causes"], json!([]));
        assert_eq!(body["made_by"], json!("the program"));
    }

    #[test]
    fn what_is_no_object_is_told_so() {
        for wrong in ["[]", "[{}]", "3", "null", "\"x\""] {
            let told = Change::read(wrong.as_bytes()).unwrap_err();
            assert_eq!((told.status(), told.key()), (StatusCode::BAD_REQUEST, "json-object"));
        }
        assert_eq!(Change::read(b"{").unwrap_err().key(), "json");
        let nul = br#"{"body": {"notes": [{"text": "a\u0000"}]}}"#;
        assert_eq!(Change::read(nul).unwrap_err().key(), "json");
        assert_eq!(Change::read(br#"{"body": []}"#).unwrap_err().key(), "json");
        assert!(Change::read(b"{}").is_ok());
    }

    #[test]
    fn a_change_says_what_it_builds_on() {
        let mut headers = HeaderMap::new();
        assert!(Change::default().builds_on(&headers).is_err());
        assert_eq!(
            Change { revision: Some(2), ..Change::default() }.builds_on(&headers).unwrap(),
            2
        );
        headers.insert(header::IF_MATCH, "\"3\"".parse().unwrap());
        assert_eq!(Change::default().builds_on(&headers).unwrap(), 3);
    }
}
