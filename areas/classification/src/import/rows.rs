//! What each row of a list says, or what is wrong with it. Every cell comes from outside.

use stadga_model::Date;
use stadga_publish::sheet::{self, ReadRow, ReadSheet, Value, column_letters};

use super::{
    guess::{Column, digits, rank, text_of},
    plan::Fault,
};
use crate::{
    ClassificationSource,
    class::{Aspect, Class, Levels},
    limits::Limits,
    source::Part,
};

/// The longest line that is taken.
const LONGEST: usize = 300;

/// What one row says.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Row {
    pub sheet: String,
    pub row: u32,
    pub information: String,
    pub system: String,
    pub owner: String,
    pub unit: String,
    pub process: String,
    pub reference: String,
    pub class: Class,
    pub date: Option<Date>,
    pub valid_to: Option<Date>,
    /// The class as it stood there.
    pub original: Vec<String>,
    pub faults: Vec<Fault>,
}

/// By what rows are read.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub source: &'a ClassificationSource,
    pub levels: &'a Levels,
    pub limits: Limits,
}

impl Reader<'_> {
    /// The rows of a sheet below the row with its heads.
    pub fn rows(self, sheet: &ReadSheet, head: u32, columns: &[Column]) -> Vec<Row> {
        let below = sheet.rows.iter().filter(|row| row.number > head);
        below.map(|row| self.row(sheet, row, columns)).filter(|row| !row.is_blank()).collect()
    }

    fn row(self, sheet: &ReadSheet, read: &ReadRow, columns: &[Column]) -> Row {
        let mut row = Row { sheet: sheet.name.clone(), row: read.number, ..Row::default() };
        for column in columns {
            let Some(value) = read.value(column.place) else { continue };
            if matches!(value, Value::Fault(_) | Value::Uncalculated(_))
                && column.part != Part::Nothing
            {
                row.faults.push(Fault::at(column.place, "formula", text_of(value)));
                continue;
            }
            self.cell(&mut row, column, value);
        }
        if self.ends(row.class) {
            // Nothing of such a row is told, not even its level (NIS-05).
            row.faults = vec![Fault::of_row("protective", "")];
            row.original.clear();
            row.class = Class::default();
        }
        row
    }

    fn ends(self, class: Class) -> bool {
        class.highest().is_some_and(|rank| rank >= self.limits.protective)
    }

    fn cell(self, row: &mut Row, column: &Column, value: &Value) {
        let text = text_of(value);
        if text.is_empty() {
            return;
        }
        if text.chars().count() > LONGEST && column.part != Part::Nothing {
            row.faults.push(Fault::at(column.place, "long", text));
            return;
        }
        match column.part {
            Part::Nothing => {}
            Part::Information => row.information = text,
            Part::System => row.system = text,
            Part::Owner => row.owner = text,
            Part::Unit => row.unit = text,
            Part::Process => row.process = text,
            Part::Reference => row.reference = text,
            Part::Confidentiality => self.level(row, column, Aspect::Confidentiality, &text),
            Part::Integrity => self.level(row, column, Aspect::Integrity, &text),
            Part::Availability => self.level(row, column, Aspect::Availability, &text),
            Part::Traceability => self.level(row, column, Aspect::Traceability, &text),
            Part::Class => self.class(row, column, &text),
            Part::Date | Part::ValidTo => date(row, column, value, &text),
        }
    }

    fn level(self, row: &mut Row, column: &Column, aspect: Aspect, text: &str) {
        match rank(text, self.source, self.levels) {
            Some(rank) => {
                row.class = row.class.with(aspect, Some(rank));
                row.original.push(format!("{}: {text}", column.head));
            }
            None => row.faults.push(Fault::at(column.place, "level", text)),
        }
    }

    /// A whole class in one cell.
    fn class(self, row: &mut Row, column: &Column, text: &str) {
        let ranks = digits(text, self.levels).filter(|ranks| matches!(ranks.len(), 3 | 4));
        let Some(ranks) = ranks else {
            row.faults.push(Fault::at(column.place, "class", text));
            return;
        };
        for (aspect, rank) in Aspect::ALL.into_iter().zip(ranks) {
            row.class = row.class.with(aspect, Some(rank));
        }
        row.original.push(format!("{}: {text}", column.head));
    }
}

fn date(row: &mut Row, column: &Column, value: &Value, text: &str) {
    let day = match value {
        Value::Date(day) => Some(*day),
        Value::DateTime(moment) => Some(moment.date()),
        _ => written_day(text),
    };
    match day {
        Some(day) if column.part == Part::Date => row.date = Some(day),
        Some(day) => row.valid_to = Some(day),
        None => row.faults.push(Fault::at(column.place, "date", text)),
    }
}

/// A day as lists write it; only the year, or the month, is told now and then: then its last day.
fn written_day(text: &str) -> Option<Date> {
    if text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return format!("{text}-12-31").parse().ok();
    }
    if text.len() == 7 && text.as_bytes().get(4) == Some(&b'-') {
        return format!("{text}-01").parse::<Date>().ok().map(Date::last_of_month);
    }
    sheet::written_day(text)
}

impl Row {
    /// What it is about: information, else a system.
    pub fn called(&self) -> &str {
        if self.information.is_empty() { &self.system } else { &self.information }
    }

    fn is_blank(&self) -> bool {
        let named = [&self.information, &self.system].into_iter().any(|text| !text.is_empty());
        !named && self.class.is_unknown() && self.faults.is_empty()
    }
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

fn shortened(text: String) -> String {
    if text.chars().count() <= TOLD {
        return text;
    }
    text.chars().take(TOLD).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cls_05_days_are_read_as_lists_write_them() {
        for (text, day) in [
            ("2026-01-31", Some("2026-01-31")),
            ("2026/01/31", Some("2026-01-31")),
            ("2026.01.31", Some("2026-01-31")),
            ("20260131", Some("2026-01-31")),
            ("2026-01-31 08:15", Some("2026-01-31")),
            ("2026", Some("2026-12-31")),
            ("2024-02", Some("2024-02-29")),
            ("2024-13", None),
            ("åäö-123", None),
            ("31/01/2026", None),
            ("20261331", None),
            ("i går", None),
            ("åååååå", None),
            ("", None),
        ] {
            let expected = day.map(|day| day.parse::<Date>().unwrap());
            assert_eq!(written_day(text), expected, "{text}");
        }
    }
}
