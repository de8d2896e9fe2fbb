//! Rows as lines of JSON: what an export is written in. The letters of bodies and proofs stay as they are.

use crate::{
    Org,
    engine::{Holds, Table, Value},
    rows::Values,
};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use serde_json::value::RawValue;
use stadga_model::Refusal;
use std::collections::BTreeMap;

/// Texts of the revisions that are JSON themselves: they stand in the line as what they are.
const JSON: [&str; 3] = ["salts", "withheld", "readers"];

/// A row as one line, without the organisation; columns in `without` are left out.
///
/// # Errors
/// Broken.
pub(crate) fn write(table: &Table, row: &[Value], without: &[&str]) -> Result<String, Refusal> {
    let mut line = String::from("{");
    for (column, value) in table.columns.iter().zip(row) {
        if column.name == "org" || without.contains(&column.name) {
            continue;
        }
        if line.len() > 1 {
            line.push(',');
        }
        line.push('"');
        line.push_str(column.name);
        line.push_str("\":");
        match value {
            Value::Text(None) | Value::Whole(None) | Value::Bytes(None) => line.push_str("null"),
            Value::Text(Some(json)) if JSON.contains(&column.name) => line.push_str(json),
            Value::Text(Some(text)) => {
                line.push_str(&serde_json::to_string(text).map_err(Refusal::broken)?)
            }
            Value::Whole(Some(number)) => line.push_str(&number.to_string()),
            Value::Json(json) => line.push_str(json),
            Value::Bytes(Some(bytes)) => {
                line.push('"');
                BASE64_STANDARD.encode_string(bytes, &mut line);
                line.push('"');
            }
        }
    }
    line.push_str("}\n");
    Ok(line)
}

/// The row that a line tells, for this organisation; what the line leaves out is empty.
///
/// # Errors
/// Says what is wrong with the line.
pub(crate) fn read(table: &Table, org: &Org, line: &str) -> Result<Values, String> {
    let mut told: BTreeMap<&str, &RawValue> =
        serde_json::from_str(line).map_err(|_| "it is no line of JSON".to_owned())?;
    let mut row = Vec::with_capacity(table.columns.len());
    for column in &table.columns {
        if column.name == "org" {
            row.push((&**org).into());
            continue;
        }
        let raw = told.remove(column.name).map(RawValue::get).filter(|raw| *raw != "null");
        let wrong = || format!("{} is not what it should be", column.name);
        row.push(match (column.holds, raw) {
            (Holds::Text | Holds::Words, None) => Value::Text(None),
            (Holds::Whole, None) => Value::Whole(None),
            (Holds::Bytes, None) => Vec::new().into(),
            (Holds::Json, None) => return Err(format!("{} is missing", column.name)),
            (Holds::Json, Some(raw)) if raw.starts_with('{') => Value::Json(raw.to_owned()),
            (Holds::Json, Some(_)) => return Err(wrong()),
            (Holds::Text | Holds::Words, Some(raw)) if JSON.contains(&column.name) => {
                Value::Text(Some(raw.to_owned()))
            }
            (Holds::Text | Holds::Words, Some(raw)) => {
                Value::Text(Some(serde_json::from_str(raw).map_err(|_| wrong())?))
            }
            (Holds::Whole, Some(raw)) => Value::Whole(Some(raw.parse().map_err(|_| wrong())?)),
            (Holds::Bytes, Some(raw)) => {
                let text: &str = serde_json::from_str(raw).map_err(|_| wrong())?;
                BASE64_STANDARD.decode(text).map_err(|_| wrong())?.into()
            }
        });
    }
    match told.keys().next() {
        Some(name) => Err(format!("nothing here is called {name}")),
        None => Ok(row),
    }
}
