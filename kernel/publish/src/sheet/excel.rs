//! Workbooks as Excel files: frozen header, filter, real dates, numbers and amounts.

use rust_xlsxwriter::{DocProperties, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

use super::{Cell, Column, Kind, Sheet, SheetError, Workbook, column_letters};

/// The longest name that Excel takes, in letters.
const LONGEST_NAME: usize = 31;

/// Writes `workbook` as an Excel file (.xlsx). The same workbook gives the same bytes.
///
/// # Errors
/// [`SheetError::TextTooLong`] where a text does not fit in a cell; [`SheetError::Write`] where
/// there are more rows or columns than Excel takes.
pub fn workbook(workbook: &Workbook) -> Result<Vec<u8>, SheetError> {
    let mut file = rust_xlsxwriter::Workbook::new();
    let created = workbook.date.unwrap_or(jiff::civil::date(2000, 1, 1));
    let properties =
        DocProperties::new().set_title(&workbook.title).set_creation_datetime(&created);
    file.set_properties(&properties);
    let mut names = Vec::new();
    for sheet in &workbook.sheets {
        let name = name(&sheet.name, &names);
        let page = file.add_worksheet();
        write(page, &name, sheet).map_err(|fault| SheetError::Write(fault.to_string()))??;
        names.push(name);
    }
    file.save_to_buffer().map_err(|fault| SheetError::Write(fault.to_string()))
}

fn write(
    page: &mut Worksheet,
    name: &str,
    sheet: &Sheet,
) -> Result<Result<(), SheetError>, XlsxError> {
    page.set_name(name)?;
    head(page, &sheet.columns)?;
    let formats: Vec<Format> = sheet.columns.iter().map(|column| format(column.kind)).collect();
    for (row, cells) in (1_u32..).zip(&sheet.rows) {
        for ((column, cell), format) in (0_u16..).zip(cells).zip(&formats) {
            match put(page, row, column, cell, format) {
                Err(XlsxError::MaxStringLengthExceeded) => {
                    return Ok(Err(SheetError::TextTooLong {
                        sheet: name.to_owned(),
                        column: column_letters(u32::from(column)),
                        row: row + 1,
                    }));
                }
                written => written?,
            }
        }
    }
    let width = u16::try_from(sheet.columns.len()).unwrap_or(u16::MAX);
    if let Some(last) = width.checked_sub(1) {
        let lowest = u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX);
        page.autofilter(0, 0, lowest, last)?;
    }
    Ok(Ok(()))
}

fn head(page: &mut Worksheet, columns: &[Column]) -> Result<(), XlsxError> {
    let style = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_border_bottom(FormatBorder::Thin);
    for (number, column) in (0_u16..).zip(columns) {
        page.set_column_width(number, column.width)?;
        page.write_string_with_format(0, number, &column.title, &style)?;
    }
    page.set_freeze_panes(1, 0)?;
    page.set_repeat_rows(0, 0)?;
    Ok(())
}

fn format(kind: Kind) -> Format {
    let format = Format::new().set_align(FormatAlign::Top);
    match kind {
        Kind::Text => format.set_text_wrap(),
        Kind::Number | Kind::Bool => format,
        Kind::Date => format.set_num_format("yyyy-mm-dd"),
        Kind::Money => format.set_num_format("#,##0.00"),
    }
}

/// Writes one cell; text goes in as text, so that nothing in it can become a formula.
fn put(
    page: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell,
    format: &Format,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => return Ok(()),
        Cell::Text(text) => page.write_string_with_format(row, column, text, format)?,
        Cell::Number(number) => page.write_number_with_format(row, column, *number, format)?,
        Cell::Date(date) => page.write_datetime_with_format(row, column, date, format)?,
        Cell::Money(ore) => {
            page.write_number_with_format(row, column, *ore as f64 / 100.0, format)?
        }
        Cell::Bool(yes) => page.write_boolean_with_format(row, column, *yes, format)?,
    };
    Ok(())
}

/// A name that Excel takes and that no sheet in `taken` has.
fn name(wanted: &str, taken: &[String]) -> String {
    let allowed = |letter: &char| !"[]:*?/\\".contains(*letter) && !letter.is_control();
    let clean: String = wanted.chars().filter(allowed).collect();
    let clean = match clean.trim().trim_matches('\'') {
        "" => "1",
        name => name,
    };
    let free =
        |name: &String| !taken.iter().any(|other| other.to_lowercase() == name.to_lowercase());
    let numbered = (2_usize..).map(|number| format!(" {number}"));
    std::iter::once(String::new())
        .chain(numbered)
        .map(|suffix| {
            let room = LONGEST_NAME.saturating_sub(suffix.chars().count());
            clean.chars().take(room).collect::<String>() + &suffix
        })
        .find(free)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheet_names_are_made_ones_that_excel_takes() {
        assert_eq!(name("Åtgärder: [2026]", &[]), "Åtgärder 2026");
        assert_eq!(name("'?'", &[]), "1");
        assert_eq!(name("läge", &["Läge".to_owned()]), "läge 2");
        assert_eq!(name(&"x".repeat(40), &["x".repeat(31)]), "x".repeat(29) + " 2");
    }
}
