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

/// Where the reader stands in a sheet, counted from 0.
#[derive(Default)]
struct Place {
    row: u32,
    column: u32,
}

/// A cell under reading.
struct Open {
    typed: Option<Value>,
    text: String,
    repeats: u32,
}

/// Reads the sheets of the OpenDocument file `archive`.
pub(super) fn read(
    archive: &mut Archive<'_>,
    mut gathered: Gathered,
) -> Result<Vec<ReadSheet>, SheetError> {
    let content = archive.part("content.xml")?.ok_or(SheetError::Broken)?;
    let content = String::from_utf8_lossy(&content);
    let mut reader = Reader::from_str(&content);
    let (mut place, mut cell, mut row_repeats) = (Place::default(), None::<Open>, 1);
    loop {
        let event = reader.read_event().map_err(|_| SheetError::Broken)?;
        match &event {
            Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                "table" if tag.name().as_ref() == "table:table" => {
                    gathered.sheet(attribute(tag, "table:name").unwrap_or_default());
                    place = Place::default();
                }
                "table-row" => {
                    row_repeats = repeats(tag, "table:number-rows-repeated");
                    place.column = 0;
                    if matches!(event, Event::Empty(_)) {
                        place.row = place.row.saturating_add(row_repeats);
                    }
                }
                "table-cell" | "covered-table-cell" => {
                    let open = open(tag);
                    match event {
                        Event::Empty(_) => close(&mut gathered, &mut place, open)?,
                        _ => cell = Some(open),
                    }
                }
                "p" => {
                    if let Some(cell) = cell.as_mut().filter(|cell| !cell.text.is_empty()) {
                        cell.text.push('\n');
                    }
                }
                "s" => {
                    if let Some(cell) = &mut cell {
                        cell.text.push(' ');
                    }
                }
                _ => {}
            },
            Event::Text(text) => {
                if let Some(cell) = &mut cell {
                    cell.text.push_str(&text.xml10_content());
                }
            }
            Event::GeneralRef(name) => {
                if let Some(cell) = &mut cell {
                    cell.text.push_str(&referred(name));
                }
            }
            Event::End(tag) => match tag.local_name().as_ref() {
                "table-cell" | "covered-table-cell" => {
                    if let Some(open) = cell.take() {
                        close(&mut gathered, &mut place, open)?;
                    }
                }
                "table-row" => place.row = place.row.saturating_add(row_repeats),
                _ => {}
            },
            Event::Eof => return Ok(gathered.sheets),
            _ => {}
        }
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
    Open { typed, text: String::new(), repeats: repeats(tag, "table:number-columns-repeated") }
}

fn close(gathered: &mut Gathered, place: &mut Place, open: Open) -> Result<(), SheetError> {
    if let Some(value) = open.typed.or_else(|| text_value(&open.text)) {
        for column in 0..open.repeats.min(MOST_REPEATS) {
            gathered.cell(place.row, place.column.saturating_add(column), value.clone())?;
        }
    }
    place.column = place.column.saturating_add(open.repeats);
    Ok(())
}

fn repeats(tag: &BytesStart<'_>, key: &str) -> u32 {
    attribute(tag, key).and_then(|text| text.parse().ok()).unwrap_or(1)
}
