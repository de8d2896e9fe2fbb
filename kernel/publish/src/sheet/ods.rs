//! OpenDocument sheets, read as a stream: a cell said to repeat a million times stays one cell.

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::read::{Gathered, ReadSheet, iso, text_value};
use super::{SheetError, Value};
use crate::archive::Archive;
use crate::xml_in::{attribute, referred};

/// What the part `mimetype` says of a sheet.
pub(super) const MIME: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";

/// A filled cell or row is not repeated more often than this; empty ones cost nothing.
const MOST_REPEATS: u32 = 1000;

/// Reads the sheets of the OpenDocument file `archive`.
pub(super) fn read(
    archive: &mut Archive<'_>,
    gathered: Gathered,
) -> Result<Vec<ReadSheet>, SheetError> {
    let content = archive.part("content.xml")?.ok_or(SheetError::Broken)?;
    let content = String::from_utf8_lossy(&content);
    let mut reader = Reader::from_str(&content);
    let mut body = Body { gathered, row: 0, column: 0, row_repeats: 1, cell: None };
    loop {
        match reader.read_event().map_err(|_| SheetError::Broken)? {
            Event::Start(tag) => body.begin(&tag),
            Event::Empty(tag) => {
                body.begin(&tag);
                body.end(tag.name().as_ref())?;
            }
            Event::End(tag) => body.end(tag.name().as_ref())?,
            Event::Text(text) => body.write(&text.xml10_content()),
            Event::GeneralRef(name) => body.write(&referred(&name)),
            Event::Eof => return Ok(body.gathered.sheets),
            _ => {}
        }
    }
}

/// The sheets under reading; row and column count from 0.
struct Body {
    gathered: Gathered,
    row: u32,
    column: u32,
    row_repeats: u32,
    cell: Option<Open>,
}

/// A cell under reading.
struct Open {
    typed: Option<Value>,
    /// Whether its text is what a failed formula shows.
    failed: bool,
    text: String,
    repeats: u32,
}

impl Body {
    fn write(&mut self, text: &str) {
        if let Some(cell) = &mut self.cell {
            cell.text.push_str(text);
        }
    }

    fn begin(&mut self, tag: &BytesStart<'_>) {
        match tag.name().as_ref() {
            "table:table" => {
                self.gathered.sheet(attribute(tag, "table:name").unwrap_or_default());
                self.row = 0;
            }
            "table:table-row" => {
                self.row_repeats = repeats(tag, "table:number-rows-repeated");
                self.column = 0;
            }
            "table:table-cell" | "table:covered-table-cell" => self.cell = Some(open(tag)),
            "text:p" if self.cell.as_ref().is_some_and(|cell| !cell.text.is_empty()) => {
                self.write("\n");
            }
            "text:s" => self.write(" "),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) -> Result<(), SheetError> {
        match name {
            "table:table-cell" | "table:covered-table-cell" => self.close()?,
            "table:table-row" => {
                self.gathered.repeat(self.row, self.row_repeats.min(MOST_REPEATS))?;
                self.row = self.row.saturating_add(self.row_repeats);
            }
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self) -> Result<(), SheetError> {
        let Some(open) = self.cell.take() else { return Ok(()) };
        let text = match open.failed {
            true => Some(Value::Fault(open.text.trim().to_owned())),
            false => text_value(&open.text),
        };
        if let Some(value) = open.typed.or(text) {
            for column in 0..open.repeats.min(MOST_REPEATS) {
                let column = self.column.saturating_add(column);
                self.gathered.cell(self.row, column, value.clone())?;
            }
        }
        self.column = self.column.saturating_add(open.repeats);
        Ok(())
    }
}

fn open(tag: &BytesStart<'_>) -> Open {
    let number = |key: &str| attribute(tag, key).and_then(|text| text.parse().ok());
    let typed = match attribute(tag, "office:value-type").as_deref() {
        Some("float" | "percentage" | "currency") => number("office:value").map(Value::Number),
        Some("date") => attribute(tag, "office:date-value").map(|text| iso(&text)),
        Some("boolean") => {
            attribute(tag, "office:boolean-value").map(|text| Value::Bool(text == "true"))
        }
        _ => None,
    };
    let failed = attribute(tag, "calcext:value-type").is_some_and(|ty| ty == "error");
    let repeats = repeats(tag, "table:number-columns-repeated");
    Open { typed: typed.filter(|_| !failed), failed, text: String::new(), repeats }
}

fn repeats(tag: &BytesStart<'_>, key: &str) -> u32 {
    attribute(tag, key).and_then(|text| text.parse().ok()).unwrap_or(1)
}
