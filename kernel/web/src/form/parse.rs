//! From a form's content to a record's body. What cannot be read is named; what only the program sets stays as it was.

use super::filled::Filled;
use serde_json::{Map, Value, json};
use stadga_model::{Body, Date, Field, FieldType, Id, Instant, Money};

/// A field whose content cannot be read; the text `form-fault-{key}` says what it should look like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The field's path: `notes.2.date`.
    pub path: String,
    /// What it should have been: `date`, `number`, `money`, `choice`, `link`, `period`, `moment`.
    pub key: &'static str,
}

/// Reads the fields that `asked` names; all others keep what `base` has.
pub fn parse(
    fields: &[Field],
    asked: &dyn Fn(&Field) -> bool,
    filled: &Filled,
    base: &Body,
) -> (Body, Vec<Fault>) {
    let mut reader = Reader { filled, faults: Vec::new() };
    let body = reader.body(fields, asked, base, "");
    (body, reader.faults)
}

struct Reader<'a> {
    filled: &'a Filled,
    faults: Vec<Fault>,
}

impl Reader<'_> {
    fn body(
        &mut self,
        fields: &[Field],
        asked: &dyn Fn(&Field) -> bool,
        base: &Body,
        path: &str,
    ) -> Body {
        let mut body = base.clone();
        for field in fields.iter().filter(|field| asked(field)) {
            let name = format!("{path}{}", field.name);
            let before = base.get(field.name);
            match self.value(field, &name, before) {
                Ok(Some(value)) => drop(body.insert(field.name.to_owned(), value)),
                Ok(None) => drop(body.shift_remove(field.name)),
                Err(key) => {
                    body.shift_remove(field.name);
                    self.faults.push(Fault { path: name, key });
                }
            }
        }
        body
    }

    fn value(
        &mut self,
        field: &Field,
        name: &str,
        before: Option<&Value>,
    ) -> Result<Option<Value>, &'static str> {
        match field.ty {
            FieldType::Rows(inner) => Ok(Some(self.rows(inner, name, before))),
            FieldType::Yes => Ok(Some(json!(!self.filled.get(name).is_empty()))),
            FieldType::Period => self.period(name),
            FieldType::Texts => {
                let text = self.filled.get(name).replace('\r', "");
                let lines = text.lines().map(str::trim_end).filter(|line| !line.trim().is_empty());
                Ok(Some(lines.collect()))
            }
            FieldType::Links(_) => {
                let ids = self.filled.all(name).iter().filter(|id| !id.is_empty());
                let ids: Result<Vec<Id>, _> = ids.map(|id| id.parse()).collect();
                let mut ids = ids.map_err(|_| "link")?;
                let mut seen = Vec::new();
                ids.retain(|id| {
                    !seen.contains(id) && {
                        seen.push(*id);
                        true
                    }
                });
                Ok(Some(json!(ids)))
            }
            ty => {
                let text = self.filled.get(name);
                match single(ty, text)? {
                    None if field.required && is_text(ty) => Ok(Some(json!(""))),
                    value => Ok(value),
                }
            }
        }
    }

    fn rows(&mut self, inner: &[Field], name: &str, before: Option<&Value>) -> Value {
        let rows = (0..self.filled.rows(name)).map(|at| format!("{name}.{at}"));
        let rows = rows.filter(|row| self.filled.is_written(row)).collect::<Vec<_>>();
        let rows = rows.into_iter().map(|row| {
            let place: Option<usize> = self.filled.get(&row).parse().ok();
            let base = place.and_then(|place| before?.get(place)?.as_object());
            let base = base.cloned().unwrap_or_default();
            Value::Object(self.body(inner, &|field| !field.fixed, &base, &format!("{row}.")))
        });
        rows.collect()
    }

    fn period(&self, name: &str) -> Result<Option<Value>, &'static str> {
        let end = |end: &str| date(self.filled.get(&format!("{name}.{end}")).trim());
        match (end("from")?, end("to")?) {
            (None, None) => Ok(None),
            (None, Some(_)) => Err("period"),
            (Some(from), to) => {
                let mut period = Map::from_iter([("from".to_owned(), json!(from))]);
                period.extend(to.map(|to| ("to".to_owned(), json!(to))));
                Ok(Some(Value::Object(period)))
            }
        }
    }
}

const fn is_text(ty: FieldType) -> bool {
    matches!(ty, FieldType::Text | FieldType::Prose | FieldType::Scale(_) | FieldType::File)
}

/// One input's text as a value; nothing, when it is empty.
fn single(ty: FieldType, text: &str) -> Result<Option<Value>, &'static str> {
    if let FieldType::Prose = ty {
        let text = text.replace("\r\n", "\n");
        return Ok(Some(text.trim_end()).filter(|text| !text.is_empty()).map(|text| json!(text)));
    }
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let value = match ty {
        FieldType::Whole => {
            let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            json!(digits.replace('−', "-").parse::<i64>().map_err(|_| "number")?)
        }
        FieldType::Money => json!(text.parse::<Money>().map_err(|()| "money")?),
        FieldType::Date => json!(date(text)?),
        FieldType::Instant => json!(instant(text).ok_or("moment")?),
        FieldType::Choice(values) => {
            json!(values.iter().find(|value| **value == text).ok_or("choice")?)
        }
        FieldType::Link(_) => json!(text.parse::<Id>().map_err(|_| "link")?),
        _ => json!(text),
    };
    Ok(Some(value))
}

fn date(text: &str) -> Result<Option<Date>, &'static str> {
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| "date")
}

/// A point in time as its input shows it: Swedish time, without its zone.
pub(super) fn local(at: Instant) -> String {
    at.to_zoned(zone()).datetime().to_string()
}

fn instant(text: &str) -> Option<Instant> {
    let local: jiff::civil::DateTime = text.parse().ok()?;
    local.to_zoned(zone()).ok().map(|zoned| zoned.timestamp())
}

fn zone() -> jiff::tz::TimeZone {
    jiff::tz::TimeZone::get("Europe/Stockholm").unwrap_or(jiff::tz::TimeZone::UTC)
}
