//! What is written as Excel comes back, and what is hostile is refused.

use std::io::Cursor;

use crate::files::zipped;
use jiff::civil::date;
use stadga_publish::sheet::{
    Cell, Column, Kind, Sheet, SheetError, Value, Workbook, read_workbook, workbook,
};

fn measures() -> Workbook {
    Workbook {
        title: "Åtgärder".into(),
        date: Some(date(2026, 3, 17)),
        sheets: vec![
            Sheet {
                name: "Åtgärder".into(),
                columns: vec![
                    Column::new("Id", Kind::Text).width(14.0),
                    Column::new("Klart", Kind::Date),
                    Column::new("Kostnad", Kind::Money),
                    Column::new("Andel", Kind::Number),
                    Column::new("Finansierad", Kind::Bool),
                ],
                rows: vec![
                    vec![
                        "ÅTG-2026-0001".into(),
                        date(2026, 6, 30).into(),
                        Cell::Money(12_345_678_901),
                        Cell::Number(0.25),
                        Cell::Bool(true),
                    ],
                    vec!["=HYPERLINK(\"x\")".into(), Cell::Empty, Cell::Empty, Cell::Number(-3.0)],
                ],
            },
            Sheet { name: "Tomt".into(), ..Sheet::default() },
        ],
    }
}

#[test]
fn a_workbook_comes_back_typed_and_in_place() {
    let sheets = read_workbook(&workbook(&measures()).unwrap()).unwrap();
    assert_eq!(sheets.len(), 2);
    let rows = &sheets[0].rows;
    assert_eq!(rows.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(rows[0].value(4), Some(&Value::Text("Finansierad".into())));
    assert_eq!(rows[1].value(0), Some(&Value::Text("ÅTG-2026-0001".into())));
    assert_eq!(rows[1].value(1), Some(&Value::Date(date(2026, 6, 30))));
    assert_eq!(rows[1].value(2), Some(&Value::Number(123_456_789.01)));
    assert_eq!(rows[1].value(4), Some(&Value::Bool(true)));
    assert_eq!(rows[2].value(0), Some(&Value::Text("=HYPERLINK(\"x\")".into())));
    assert_eq!(rows[2].value(1), None);
    assert!(sheets[1].rows.is_empty());
}

#[test]
fn the_same_workbook_gives_the_same_bytes() {
    assert_eq!(workbook(&measures()).unwrap(), workbook(&measures()).unwrap());
}

#[test]
fn text_is_never_written_as_a_formula() {
    let bytes = workbook(&measures()).unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut sheet = String::new();
    std::io::Read::read_to_string(
        &mut archive.by_name("xl/worksheets/sheet1.xml").unwrap(),
        &mut sheet,
    )
    .unwrap();
    assert!(!sheet.contains("<f>"));
    assert!(sheet.contains("<autoFilter") && sheet.contains("state=\"frozen\""));
}

#[test]
fn a_text_that_no_cell_can_hold_is_named_by_its_place() {
    let mut book = measures();
    book.sheets[0].rows[1][0] = "x".repeat(40_000).into();
    assert_eq!(
        workbook(&book),
        Err(SheetError::TextTooLong { sheet: "Åtgärder".into(), column: "A".into(), row: 3 })
    );
}

#[test]
fn an_opendocument_sheet_is_read_with_its_repeats() {
    let content = "<office:document-content xmlns:office='o' xmlns:table='t' xmlns:text='x'><office:body><office:spreadsheet>\
        <table:table table:name='Blad &amp; 1'>\
        <table:table-row table:number-rows-repeated='2'><table:table-cell table:number-columns-repeated='1024'/></table:table-row>\
        <table:table-row table:number-rows-repeated='2'><table:table-cell table:number-columns-repeated='2'/>\
        <table:table-cell office:value-type='string'><text:p>Å &#246;</text:p><text:p>två</text:p></table:table-cell>\
        <table:table-cell office:value-type='date' office:date-value='2026-02-03'><text:p>3 feb</text:p></table:table-cell>\
        <table:table-cell office:value-type='float' office:value='1.5' table:number-columns-repeated='2'/>\
        </table:table-row></table:table></office:spreadsheet></office:body></office:document-content>";
    let sheets = read_workbook(&zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
    ]))
    .unwrap();
    assert_eq!(sheets[0].name, "Blad & 1");
    let rows = &sheets[0].rows;
    assert_eq!(rows.iter().map(|row| row.number).collect::<Vec<_>>(), [3, 4]);
    assert_eq!(rows[0].cells, rows[1].cells);
    let row = &rows[0];
    assert_eq!(row.value(2), Some(&Value::Text("Å ö\ntvå".into())));
    assert_eq!(row.value(3), Some(&Value::Date(date(2026, 2, 3))));
    assert_eq!(row.value(5), Some(&Value::Number(1.5)));
}

#[test]
fn what_is_no_spreadsheet_is_refused_with_its_code() {
    let code = |bytes: &[u8]| read_workbook(bytes).unwrap_err().code();
    assert_eq!(code(b""), "sheet.empty");
    assert_eq!(code(b"Id;Namn"), "sheet.unknown-format");
    assert_eq!(code(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old"), "sheet.legacy");
    assert_eq!(code(&zipped(&[("word/document.xml", b"<w/>")])), "sheet.unknown-format");
    assert_eq!(code(&zipped(&[("xl/workbook.xml", b"<w")])), "sheet.broken");
    let whole = workbook(&measures()).unwrap();
    assert_eq!(code(&whole[..whole.len() / 2]), "sheet.broken");
}

#[test]
fn a_file_that_unpacks_to_far_more_is_refused() {
    let zeros = vec![b' '; 210 * 1024 * 1024];
    let bomb = zipped(&[("xl/workbook.xml", b"<workbook/>"), ("xl/worksheets/sheet1.xml", &zeros)]);
    assert!(bomb.len() < 1024 * 1024);
    assert_eq!(read_workbook(&bomb), Err(SheetError::TooLarge));
}

/// An Excel file with this one sheet.
fn book(sheet: &str) -> Vec<u8> {
    let relations = "<Relationships><Relationship Id='r1' Type='x/worksheet' Target='worksheets/sheet1.xml'/></Relationships>";
    let workbook =
        "<workbook xmlns:r='r'><sheets><sheet name='S' sheetId='1' r:id='r1'/></sheets></workbook>";
    let sheet = format!("<worksheet><sheetData>{sheet}</sheetData></worksheet>");
    let package = "<Relationships><Relationship Id='r0' Type='x/relationships/officeDocument' Target='xl/workbook.xml'/></Relationships>";
    zipped(&[
        ("_rels/.rels", package.as_bytes()),
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

#[test]
fn a_formula_that_failed_or_was_never_calculated_is_no_empty_cell() {
    let row = "<row r='1'><c r='A1' t='e'><f>1/0</f><v>#DIV/0!</v></c><c r='B1'><f>1/0</f></c>\
        <c r='C1'><f>1/0</f><v></v></c><c r='D1' t='str'><f>A2</f><v></v></c>\
        <c r='E1'><f>1+1</f><v>2</v></c><c r='F1'/></row>";
    let cells = read_workbook(&book(row)).unwrap().remove(0).rows.remove(0);
    let never = |formula: &str| Some(Value::Uncalculated(formula.into()));
    assert_eq!(cells.value(0), Some(&Value::Fault("#DIV/0!".into())));
    assert_eq!(cells.value(1), never("=1/0").as_ref());
    assert_eq!(cells.value(2), never("=1/0").as_ref());
    assert_eq!(cells.value(3), None);
    assert_eq!(cells.value(4), Some(&Value::Number(2.0)));
    assert_eq!(cells.value(5), None);
    let content = "<office:document-content xmlns:office='o' xmlns:table='t' xmlns:text='x' xmlns:calcext='c'>\
        <table:table table:name='S'><table:table-row>\
        <table:table-cell table:formula='of:=1/0' office:value-type='string' calcext:value-type='error'><text:p>#DIV/0!</text:p></table:table-cell>\
        <table:table-cell office:value-type='float' office:value='0' calcext:value-type='error'><text:p>Err:502</text:p></table:table-cell>\
        </table:table-row></table:table></office:document-content>";
    let ods = zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
    ]);
    let cells = read_workbook(&ods).unwrap().remove(0).rows.remove(0);
    assert_eq!(cells.value(0), Some(&Value::Fault("#DIV/0!".into())));
    assert_eq!(cells.value(1), Some(&Value::Fault("Err:502".into())));
}
