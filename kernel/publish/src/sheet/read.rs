//! Spreadsheets in: typed cells that know their sheet, row and column, within bounds.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, ExcelDateTime, Reader, Xlsx, XlsxFormulaMetadata};
use jiff::civil::{Date, DateTime};

use super::{SheetError, ods};
use crate::archive::Archive;
use crate::sniff::{Shape, shape};

/// The largest file that is read.
const LARGEST: usize = 50 * 1024 * 1024;
/// The most that a file may unpack to.
const UNPACKED: u64 = 200 * 1024 * 1024;
/// The most rows of a sheet.
const MOST_ROWS: u32 = 200_000;
/// The most cells of a workbook.
const MOST_CELLS: usize = 4_000_000;

/// A sheet that was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReadSheet {
    /// The sheet's name.
    pub name: String,
    /// The rows that hold something, from top to bottom.
    pub rows: Vec<ReadRow>,
}

/// A row that was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReadRow {
    /// The row's number in the sheet, from 1.
    pub number: u32,
    /// The cells that hold something, from left to right.
    pub cells: Vec<ReadCell>,
}

impl ReadRow {
    /// What stands in `column`, counted from 0.
    pub fn value(&self, column: u32) -> Option<&Value> {
        let place = self.cells.binary_search_by_key(&column, |cell| cell.column).ok()?;
        self.cells.get(place).map(|cell| &cell.value)
    }
}

/// A cell that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadCell {
    /// The column, from 0; [`column_letters`] gives its letters.
    pub column: u32,
    /// What stands in it.
    pub value: Value,
}

/// What stands in a cell that was read.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Text, never empty.
    Text(String),
    /// A number, an amount or a share.
    Number(f64),
    /// A day.
    Date(Date),
    /// A day with a time.
    DateTime(DateTime),
    /// Yes or no.
    Bool(bool),
    /// The sheet itself shows an error here, such as `#REF!`.
    Fault(String),
    /// A formula whose result is not in the file: whatever wrote it did not calculate.
    Uncalculated(String),
}

/// A day as lists write it: `2026-01-31`, also with other signs between, with none, or with a time after it. What begins with
/// the day is no date: nobody knows which number is the month.
pub fn written_day(text: &str) -> Option<Date> {
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        let (year, rest) = text.split_at(4);
        let (month, day) = rest.split_at(2);
        return format!("{year}-{month}-{day}").parse().ok();
    }
    text.get(..10)?.replace(['/', '.'], "-").parse().ok()
}

/// The letters of a column counted from 0: A, B, …, Z, AA.
pub fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut left = column + 1;
    while left > 0 {
        left -= 1;
        letters.push(char::from(b'A' + (left % 26) as u8));
        left /= 26;
    }
    letters.iter().rev().collect()
}

/// Reads an Excel (.xlsx) or OpenDocument (.ods) file; which it is, is told by its content.
///
/// # Errors
/// One of the codes of [`SheetError`]; a file that is too large, in itself or unpacked, is
/// refused before its cells are read.
pub fn read_workbook(bytes: &[u8]) -> Result<Vec<ReadSheet>, SheetError> {
    if bytes.len() > LARGEST {
        return Err(SheetError::TooLarge);
    }
    match shape(bytes) {
        Shape::Zip => {}
        Shape::Sealed => return Err(SheetError::Encrypted),
        Shape::Compound => return Err(SheetError::Legacy),
        _ if bytes.is_empty() => return Err(SheetError::Empty),
        _ => return Err(SheetError::UnknownFormat),
    }
    let mut archive = Archive::open(bytes, UNPACKED)?;
    if archive.holds("xl/workbook.xml") {
        archive.check()?;
        // The reader is not ours: a fault in it must not take the server down.
        catch_unwind(AssertUnwindSafe(|| excel(bytes))).unwrap_or(Err(SheetError::Broken))
    } else if archive.part("mimetype")?.is_some_and(|kind| kind == ods::MIME) {
        ods::read(&mut archive, Gathered::default())
    } else {
        Err(SheetError::UnknownFormat)
    }
}

fn excel(bytes: &[u8]) -> Result<Vec<ReadSheet>, SheetError> {
    let broken = |_| SheetError::Broken;
    let mut file = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let mut gathered = Gathered::default();
    for name in file.sheet_names() {
        gathered.sheet(name.clone());
        // Cell by cell: a sheet with one cell at each end would fill the memory as a whole.
        let mut cells = match file.worksheet_cells_reader(&name) {
            Ok(cells) => cells,
            // A chart or dialogue sheet has no cells.
            Err(
                calamine::XlsxError::WorksheetNotFound(_) | calamine::XlsxError::NotAWorksheet(_),
            ) => continue,
            Err(_) => return Err(SheetError::Broken),
        };
        while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(broken)? {
            let (row, column) = cell.pos;
            if let Some(value) = value(&cell.value, cell.formula) {
                gathered.cell(row, column, value)?;
            }
        }
    }
    Ok(gathered.sheets)
}

fn value(data: &DataRef<'_>, formula: Option<XlsxFormulaMetadata>) -> Option<Value> {
    Some(match data {
        DataRef::Int(number) => Value::Number(*number as f64),
        DataRef::Float(number) => Value::Number(*number),
        DataRef::String(text) => return text_value(text),
        DataRef::SharedString(text) => return text_value(text),
        DataRef::Bool(yes) => Value::Bool(*yes),
        DataRef::DateTime(instant) => moment(instant),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => iso(text),
        DataRef::Error(fault) => Value::Fault(fault.to_string()),
        DataRef::Empty => return formula.map(uncalculated),
    })
}

fn uncalculated(formula: XlsxFormulaMetadata) -> Value {
    let text = match formula {
        XlsxFormulaMetadata::Normal { formula } | XlsxFormulaMetadata::Shared { formula, .. } => {
            formula
        }
        // Only the first cell of several that share a formula spells it out.
        _ => String::new(),
    };
    Value::Uncalculated(format!("={text}"))
}

/// Text without the blanks around it, or nothing where nothing is left.
pub(super) fn text_value(text: &str) -> Option<Value> {
    let text = text.trim();
    (!text.is_empty()).then(|| Value::Text(text.to_owned()))
}

/// A day, or a day with its time, as ISO 8601 writes it; else the text as it is.
pub(super) fn iso(text: &str) -> Value {
    if let Ok(date) = text.parse::<Date>()
        && !text.contains('T')
    {
        return Value::Date(date);
    }
    match text.parse::<DateTime>() {
        Ok(instant) if instant.time() == jiff::civil::Time::midnight() => {
            Value::Date(instant.date())
        }
        Ok(instant) => Value::DateTime(instant),
        Err(_) => Value::Text(text.to_owned()),
    }
}

fn moment(instant: &ExcelDateTime) -> Value {
    let (year, month, day, hour, minute, second, milli) = instant.to_ymd_hms_milli();
    let small = |part: u8| i8::try_from(part).unwrap_or(-1);
    let moment = DateTime::new(
        i16::try_from(year).unwrap_or(-1),
        small(month),
        small(day),
        small(hour),
        small(minute),
        small(second),
        i32::from(milli) * 1_000_000,
    );
    match moment {
        Ok(moment) if instant.is_datetime() => iso(&moment.to_string()),
        _ => Value::Number(instant.as_f64()),
    }
}

/// Sheets under reading, with the bounds that all readers keep.
#[derive(Default)]
pub(super) struct Gathered {
    pub(super) sheets: Vec<ReadSheet>,
    cells: usize,
}

impl Gathered {
    /// Begins a sheet.
    pub(super) fn sheet(&mut self, name: String) {
        self.sheets.push(ReadSheet { name, rows: Vec::new() });
    }

    /// Adds a cell to the sheet under reading; `row` and `column` count from 0.
    pub(super) fn cell(&mut self, row: u32, column: u32, value: Value) -> Result<(), SheetError> {
        let Some(sheet) = self.sheets.last_mut() else { return Err(SheetError::Broken) };
        self.cells += 1;
        if row >= MOST_ROWS || self.cells > MOST_CELLS {
            return Err(SheetError::TooManyRows { sheet: sheet.name.clone() });
        }
        let number = row + 1;
        if sheet.rows.last().is_none_or(|last| last.number < number) {
            sheet.rows.push(ReadRow { number, cells: Vec::new() });
        }
        let Some(last) = sheet.rows.last_mut().filter(|last| last.number == number) else {
            return Err(SheetError::Broken);
        };
        if last.cells.last().is_some_and(|before| before.column >= column) {
            return Err(SheetError::Broken);
        }
        last.cells.push(ReadCell { column, value });
        Ok(())
    }

    /// Has `row`, where it holds something, stand `times` times in all, one below the other.
    pub(super) fn repeat(&mut self, row: u32, times: u32) -> Result<(), SheetError> {
        let last = self.sheets.last().and_then(|sheet| sheet.rows.last());
        let Some(cells) = last.filter(|last| last.number == row + 1).map(|last| last.cells.clone())
        else {
            return Ok(());
        };
        for again in 1..times {
            for cell in &cells {
                self.cell(row + again, cell.column, cell.value.clone())?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        let letters = [0, 25, 26, 51, 52, 701, 702, 16_383].map(column_letters);
        assert_eq!(letters, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD"]);
    }

    #[test]
    fn rows_beyond_the_bound_are_refused() {
        let mut gathered = Gathered::default();
        gathered.sheet("S".to_owned());
        assert!(gathered.cell(MOST_ROWS - 1, 0, Value::Bool(true)).is_ok());
        assert!(matches!(
            gathered.cell(MOST_ROWS, 0, Value::Bool(true)),
            Err(SheetError::TooManyRows { .. })
        ));
    }
}
