//! Spreadsheets: Excel and CSV out; Excel, OpenDocument and CSV in.

mod csv;
mod csv_in;
mod error;
mod excel;
mod ods;
mod read;

use crate::names::Names;
use jiff::civil::Date;

pub use csv::csv;
pub use csv_in::read_csv;
pub use error::SheetError;
pub use excel::workbook;
pub use read::{ReadCell, ReadRow, ReadSheet, Value, column_letters, read_workbook, written_day};

/// A workbook to be written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Workbook {
    /// The workbook's title property.
    pub title: String,
    /// When its content was current; its creation date in the file, never the clock's.
    pub date: Option<Date>,
    /// The sheets in order.
    pub sheets: Vec<Sheet>,
}

impl Workbook {
    /// The same workbook with functions in the place of names (T40).
    pub fn by_function(&self, names: &Names) -> Self {
        let texts = self.sheets.iter().flat_map(|sheet| sheet.rows.iter().flatten());
        let texts = texts.filter_map(|cell| match cell {
            Cell::Text(text) => Some(text.as_str()),
            _ => None,
        });
        let names = names.knowing(texts.chain([self.title.as_str()]));
        let mut workbook = self.clone();
        workbook.title = names.replaced(&workbook.title);
        for sheet in &mut workbook.sheets {
            sheet.name = names.replaced(&sheet.name);
            sheet
                .columns
                .iter_mut()
                .for_each(|column| column.title = names.replaced(&column.title));
            for cell in sheet.rows.iter_mut().flatten() {
                if let Cell::Text(text) = cell {
                    *text = names.replaced(text);
                }
            }
        }
        workbook
    }
}

/// One sheet: a header row and rows below it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// The sheet's name; what Excel cannot have in a name is left out.
    pub name: String,
    /// The columns from left to right.
    pub columns: Vec<Column>,
    /// The rows, each as long as there are columns.
    pub rows: Vec<Vec<Cell>>,
}

/// One column.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// What the header says.
    pub title: String,
    /// How its cells are shown.
    pub kind: Kind,
    /// How wide it is, in letters.
    pub width: f64,
}

impl Column {
    /// A column with the width that its kind usually needs.
    pub fn new(title: impl Into<String>, kind: Kind) -> Self {
        let width = match kind {
            Kind::Text => 32.0,
            Kind::Number | Kind::Date | Kind::Bool => 12.0,
            Kind::Money => 16.0,
        };
        Self { title: title.into(), kind, width }
    }

    /// The same column, `width` letters wide.
    pub fn width(mut self, width: f64) -> Self {
        self.width = width;
        self
    }
}

/// How a column's cells are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text, wrapped.
    Text,
    /// A number as it is.
    Number,
    /// A day, year first.
    Date,
    /// An amount with two decimals.
    Money,
    /// Yes or no.
    Bool,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Text. It is never taken for a formula, whatever it begins with.
    Text(String),
    /// A number.
    Number(f64),
    /// A day.
    Date(Date),
    /// An amount in whole öre.
    Money(i64),
    /// Yes or no.
    Bool(bool),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Date> for Cell {
    fn from(date: Date) -> Self {
        Self::Date(date)
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}
