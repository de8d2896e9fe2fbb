//! A kind's body as JSON Schema, and an example of it, both from its description.

use serde_json::{Map, Value, json};
use stadga_model::{Field, FieldType, Scales, Spec};

/// The schema of a kind's body. `label` gives a field's words by its path (`notes-text` in rows).
pub fn body(spec: &Spec, scales: &Scales, label: &dyn Fn(&str) -> String) -> Value {
    object(spec.fields, scales, label, "")
}

fn object(fields: &[Field], scales: &Scales, label: &dyn Fn(&str) -> String, path: &str) -> Value {
    let mut properties = Map::new();
    for field in fields {
        let path = format!("{path}{}", field.name);
        let mut schema = value(field, scales, label, &path);
        if let Value::Object(schema) = &mut schema {
            schema.insert("title".into(), json!(label(&path)));
            if field.fixed {
                schema.insert("readOnly".into(), json!(true));
            }
        }
        properties.insert(field.name.to_owned(), schema);
    }
    let required: Vec<_> =
        fields.iter().filter(|f| f.required && !f.fixed).map(|f| f.name).collect();
    let mut schema =
        json!({"type": "object", "properties": properties, "additionalProperties": false});
    if let (false, Value::Object(schema)) = (required.is_empty(), &mut schema) {
        schema.insert("required".into(), json!(required));
    }
    schema
}

fn value(field: &Field, scales: &Scales, label: &dyn Fn(&str) -> String, path: &str) -> Value {
    let mut schema = match field.ty {
        FieldType::Text | FieldType::Prose => json!({"type": "string"}),
        FieldType::Whole => json!({"type": "integer"}),
        FieldType::Yes => json!({"type": "boolean", "default": false}),
        FieldType::Date => json!({"type": "string", "format": "date"}),
        FieldType::Instant => json!({"type": "string", "format": "date-time"}),
        FieldType::Money => json!({"type": "integer", "description": "öre (1/100 SEK)"}),
        FieldType::Period => json!({
            "type": "object",
            "properties": {
                "from": {"type": "string", "format": "date"},
                "to": {"type": ["string", "null"], "format": "date"},
            },
            "required": ["from"],
            "additionalProperties": false,
        }),
        FieldType::Choice(values) => json!({"type": "string", "enum": values}),
        FieldType::Scale(scale) => json!({"type": "string", "enum": steps(scales, scale)}),
        FieldType::Link(kinds) => link(kinds),
        FieldType::Links(kinds) => json!({"type": "array", "items": link(kinds)}),
        FieldType::Texts => json!({"type": "array", "items": {"type": "string"}}),
        FieldType::Rows(inner) => {
            json!({"type": "array", "items": object(inner, scales, label, &format!("{path}-"))})
        }
        FieldType::File => json!({"type": "string", "description": "POST /api/v1/files"}),
    };
    if !field.required && field.ty.holds_one() {
        or_null(&mut schema);
    }
    schema
}

/// What need not be given may be said to be nothing.
fn or_null(schema: &mut Value) {
    let Value::Object(schema) = schema else { return };
    if let Some(ty) = schema.get_mut("type") {
        *ty = json!([ty, "null"]);
    }
    if let Some(Value::Array(values)) = schema.get_mut("enum") {
        values.push(Value::Null);
    }
}

fn steps(scales: &Scales, scale: &str) -> Vec<String> {
    let steps = scales.get(scale).map(|scale| scale.steps.as_slice()).unwrap_or_default();
    steps.iter().map(|step| step.key.clone()).collect()
}

fn link(kinds: &[&str]) -> Value {
    json!({"type": "string", "format": "uuid", "x-links-to": kinds})
}

/// A body that fits the schema: every field given.
pub fn example(spec: &Spec, scales: &Scales) -> Value {
    example_of(spec.fields, scales)
}

fn example_of(fields: &[Field], scales: &Scales) -> Value {
    const ID: &str = "018cc251-f400-7000-8000-000000000000";
    let value = |field: &Field| match field.ty {
        FieldType::Text | FieldType::Prose => json!("Text"),
        FieldType::Whole => json!(1),
        FieldType::Yes => json!(true),
        FieldType::Date => json!("2026-01-31"),
        FieldType::Instant => json!("2026-01-31T08:00:00Z"),
        FieldType::Money => json!(25_000_000),
        FieldType::Period => json!({"from": "2026-01-01", "to": "2026-12-31"}),
        FieldType::Choice(values) => json!(values.first()),
        FieldType::Scale(scale) => json!(steps(scales, scale).first()),
        FieldType::Link(_) => json!(ID),
        FieldType::Links(_) => json!([ID]),
        FieldType::Texts => json!(["Text"]),
        FieldType::Rows(inner) => json!([example_of(inner, scales)]),
        FieldType::File => json!("0".repeat(64)),
    };
    Value::Object(fields.iter().map(|field| (field.name.to_owned(), value(field))).collect())
}
