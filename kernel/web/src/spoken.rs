//! Values as people read them in a spreadsheet: choices and scales in words, links by title and number.

use serde_json::Value;
use stadga_model::{
    Body, Date, Field, FieldType, Id, Instead, Language, Scales, Texts, local_date,
};
use stadga_publish::sheet::{Cell, Kind as ColumnKind};
use std::collections::HashMap;

/// So many letters of rows are told in a cell, which holds 32,767; the rows have a sheet of their own besides.
const CELL: usize = 32_000;

/// What parts several links in a cell.
pub(crate) const BETWEEN_LINKS: &str = "; ";

/// Speaks the values of one kind in one language.
pub(crate) struct Spoken<'a> {
    pub texts: &'a Texts,
    pub scales: &'a Scales,
    pub language: Language,
    pub kind: &'a str,
    /// What linked records are called: `Regionstyrelsen (ENH-2023-0001)`.
    pub titles: &'a HashMap<Id, String>,
}

impl Spoken<'_> {
    /// What a field is called.
    pub fn label(&self, path: &str) -> String {
        self.texts.get(self.language, &format!("{}-{path}", self.kind), &[])
    }

    /// What stands in the place of a value that is withheld on some ground (T21), or gone.
    pub fn instead(&self, instead: &Instead) -> String {
        if let Some(gone) = &instead.gone {
            let date = local_date(gone.at);
            return format!(
                "{} {} {date}",
                self.texts.get(self.language, "disposed", &[]),
                gone.by
            );
        }
        let ground = &*instead.ground;
        let step = self.scales.get(crate::secrecy::GROUNDS).and_then(|scale| scale.step(ground));
        let sign = step.and_then(|step| step.symbol.as_deref()).unwrap_or(ground);
        format!("{} {sign}", self.texts.get(self.language, "withheld", &[]))
    }

    /// A field's value in a body.
    pub fn cell(&self, field: &Field, body: &Body) -> Cell {
        self.at(field, field.name, body.get(field.name).unwrap_or(&Value::Null))
    }

    /// The same as text.
    pub fn text(&self, field: &Field, body: &Body) -> String {
        self.as_text(&self.cell(field, body))
    }

    fn at(&self, field: &Field, path: &str, value: &Value) -> Cell {
        let text = value.as_str();
        match (field.ty, value) {
            (_, Value::Null) => Cell::Empty,
            (FieldType::Whole, _) => value.as_f64().map_or(Cell::Empty, Cell::Number),
            (FieldType::Money, _) => value.as_i64().map_or(Cell::Empty, Cell::Money),
            (FieldType::Yes, _) => Cell::Bool(value.as_bool().unwrap_or_default()),
            (FieldType::Date, _) => {
                text.and_then(|t| t.parse::<Date>().ok()).map_or(Cell::Empty, Cell::Date)
            }
            (FieldType::Period, _) => period(value).into(),
            (FieldType::Choice(_), _) => text.map(|t| self.label(&format!("{path}-is-{t}"))).into(),
            (FieldType::Scale(scale), _) => text.map(|t| self.step(scale, t)).into(),
            (FieldType::Link(_), _) => text.map(|t| self.title(t)).into(),
            (FieldType::Links(_), Value::Array(ids)) => {
                let ids: Vec<_> =
                    ids.iter().filter_map(Value::as_str).map(|t| self.title(t)).collect();
                filled(ids.join(BETWEEN_LINKS))
            }
            (FieldType::Texts, Value::Array(lines)) => {
                filled(lines.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("\n"))
            }
            (FieldType::Rows(inner), Value::Array(rows)) => filled(self.rows(inner, path, rows)),
            _ => filled(text.unwrap_or_default().to_owned()),
        }
    }

    /// Rows as lines: `Label: value, Label: value`; as many as a cell holds, and a mark where there are more.
    fn rows(&self, inner: &[Field], path: &str, rows: &[Value]) -> String {
        let line = |row: &Value| {
            let parts = inner.iter().filter_map(|field| {
                let path = format!("{path}-{}", field.name);
                let text = self.as_text(&self.at(field, &path, row.get(field.name)?));
                (!text.is_empty()).then(|| format!("{}: {text}", self.label(&path)))
            });
            parts.collect::<Vec<_>>().join(", ")
        };
        let mut told = String::new();
        for line in rows.iter().map(line) {
            if told.chars().count() + line.chars().count() > CELL {
                told.push_str("\n…");
                break;
            }
            told.push_str(if told.is_empty() { "" } else { "\n" });
            told.push_str(&line);
        }
        told
    }

    fn step(&self, scale: &str, key: &str) -> String {
        let step = self.scales.get(scale).and_then(|scale| scale.step(key));
        step.map_or(key, |step| step.label(self.language)).to_owned()
    }

    fn title(&self, id: &str) -> String {
        let title = id.parse().ok().and_then(|id: Id| self.titles.get(&id));
        title.map_or(id, String::as_str).to_owned()
    }

    /// A cell as the text that it shows.
    pub fn as_text(&self, cell: &Cell) -> String {
        match cell {
            Cell::Empty => String::new(),
            Cell::Text(text) => text.clone(),
            Cell::Number(number) => number.to_string(),
            Cell::Date(date) => date.to_string(),
            Cell::Money(ore) => stadga_model::Money(*ore).to_string(),
            Cell::Bool(true) => self.texts.get(self.language, "yes", &[]),
            Cell::Bool(false) => self.texts.get(self.language, "no", &[]),
        }
    }
}

/// How a column of this field is shown.
pub(crate) fn column_kind(ty: FieldType) -> ColumnKind {
    match ty {
        FieldType::Whole => ColumnKind::Number,
        FieldType::Money => ColumnKind::Money,
        FieldType::Yes => ColumnKind::Bool,
        FieldType::Date => ColumnKind::Date,
        _ => ColumnKind::Text,
    }
}

fn filled(text: String) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
}

/// `2024-01-01 – 2024-12-31`, or `2024-01-01 –` while it goes on.
fn period(value: &Value) -> String {
    let day = |name: &str| value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    format!("{} – {}", day("from"), day("to")).trim_end().to_owned()
}
