//! The tables as data, read from `schema.sql`: which are walled off, and what is carried from one engine to the other.

use super::{TABLES, Value};
use stadga_model::Refusal;
use std::sync::LazyLock;

/// A table of both engines.
pub(crate) struct Table {
    pub name: &'static str,
    pub columns: Vec<Column>,
    /// Columns that are made of the others in each database, and so are not carried.
    pub drawn: Vec<Column>,
    /// The columns that point out a row, besides the organisation.
    pub key: Vec<&'static str>,
}

/// A column.
pub(crate) struct Column {
    pub name: &'static str,
    pub holds: Holds,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holds {
    Text,
    Whole,
    Bytes,
    Json,
    /// Words apart, for PostgreSQL's index.
    Words,
}

impl Table {
    /// All columns, those that are drawn last.
    pub fn all(&self) -> impl Iterator<Item = &Column> {
        self.columns.iter().chain(&self.drawn)
    }

    /// The names of the columns that are carried.
    pub fn names(&self) -> Vec<&'static str> {
        self.columns.iter().map(|column| column.name).collect()
    }

    /// The place of a column.
    ///
    /// # Errors
    /// Broken, when there is none of this name.
    pub fn place(&self, name: &str) -> Result<usize, Refusal> {
        let place = self.columns.iter().position(|column| column.name == name);
        place.ok_or_else(|| Refusal::broken(format!("{} has no column {name}", self.name)))
    }

    /// The text in a column of a row.
    ///
    /// # Errors
    /// Broken, when there is none.
    pub fn text<'a>(&self, row: &'a [Value], name: &str) -> Result<&'a str, Refusal> {
        match row.get(self.place(name)?) {
            Some(Value::Text(Some(text)) | Value::Json(text)) => Ok(text),
            _ => Err(Refusal::broken(format!("{} lacks the text {name}", self.name))),
        }
    }

    /// The whole number in a column of a row.
    ///
    /// # Errors
    /// Broken, when there is none.
    pub fn whole(&self, row: &[Value], name: &str) -> Result<i64, Refusal> {
        match row.get(self.place(name)?) {
            Some(Value::Whole(Some(number))) => Ok(*number),
            _ => Err(Refusal::broken(format!("{} lacks the number {name}", self.name))),
        }
    }
}

/// All tables, in the order of the file.
pub(crate) fn tables() -> &'static [Table] {
    static READ: LazyLock<Vec<Table>> =
        LazyLock::new(|| TABLES.split("CREATE TABLE ").skip(1).filter_map(read).collect());
    &READ
}

/// The table of this name.
///
/// # Errors
/// Broken, when there is none.
pub(crate) fn table(name: &str) -> Result<&'static Table, Refusal> {
    let table = tables().iter().find(|table| table.name == name);
    table.ok_or_else(|| Refusal::broken(format!("there is no table {name}")))
}

fn read(text: &'static str) -> Option<Table> {
    let name = text.split_whitespace().next()?;
    let lines = text.lines().skip(1).take_while(|line| line.starts_with("    "));
    let (mut columns, mut drawn, mut key) = (Vec::new(), Vec::new(), Vec::new());
    for line in lines {
        let mut words = line.split_whitespace();
        let (first, second) = (words.next()?, words.next()?.trim_end_matches(','));
        match first {
            "UNIQUE" | "--" => {}
            "PRIMARY" => key = key_of(line),
            column if name == "revision" && (column == "sorted" || column.starts_with("key_")) => {
                drawn.push(Column { name: column, holds: holds(column, second) });
            }
            column => {
                columns.push(Column { name: column, holds: holds(column, second) });
                if line.contains("INTEGER PRIMARY KEY") {
                    key = vec![column];
                }
            }
        }
    }
    Some(Table { name, columns, drawn, key })
}

fn holds(column: &str, ty: &str) -> Holds {
    match (column, ty) {
        ("body", _) => Holds::Json,
        (_, "BIGINT" | "INTEGER") => Holds::Whole,
        (_, "BLOB") => Holds::Bytes,
        _ => Holds::Text,
    }
}

/// `    PRIMARY KEY (org, source, field)` without the organisation.
fn key_of(line: &'static str) -> Vec<&'static str> {
    let columns = line.split(['(', ')']).nth(1).unwrap_or_default();
    columns.split(", ").filter(|column| *column != "org").collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_begins_with_the_organisation_and_has_a_key() {
        for table in tables() {
            assert_eq!(
                table.columns.first().map(|column| column.name),
                Some("org"),
                "{}",
                table.name
            );
            let known = |name: &&str| table.columns.iter().any(|column| column.name == *name);
            assert!(table.key.iter().all(known), "{}", table.name);
            assert!(table.name == "ledger" || !table.key.is_empty(), "{}", table.name);
        }
        let revision = tables().first().unwrap();
        assert_eq!((revision.name, revision.key.as_slice()), ("revision", ["seq"].as_slice()));
    }
}
