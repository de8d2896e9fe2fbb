//! Text out of OpenDocument: paragraphs, headings, lists, tables, pages and notes.

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::{Lines, TextError};
use crate::archive::Archive;
use crate::xml_in::{attribute, referred};

/// What the part `mimetype` begins with.
pub(super) const MIME: &[u8] = b"application/vnd.oasis.opendocument.text";

/// Reads the OpenDocument file `archive`.
pub(super) fn read(archive: &mut Archive<'_>) -> Result<Lines, TextError> {
    let content = archive.part("content.xml")?.ok_or(TextError::Broken)?;
    let content = String::from_utf8_lossy(&content);
    let mut body = Body::default();
    let mut reader = Reader::from_str(&content);
    loop {
        match reader.read_event().map_err(|_| TextError::Broken)? {
            Event::Start(tag) => body.begin(&tag),
            Event::Empty(tag) => {
                body.begin(&tag);
                body.end(tag.name().as_ref());
            }
            Event::End(tag) => body.end(tag.name().as_ref()),
            Event::Text(text) => body.write(&text.xml10_content()),
            Event::GeneralRef(name) => body.write(&referred(&name)),
            Event::Eof => break,
            _ => {}
        }
    }
    body.lines.add("\n");
    body.lines.add(&body.notes);
    Ok(body.lines)
}

/// The body under reading.
#[derive(Default)]
struct Body {
    lines: Lines,
    /// The open paragraphs, each with its heading level; a note's lies within another.
    paragraphs: Vec<(Option<u8>, String)>,
    /// For each open table the cells of its open row.
    rows: Vec<Vec<String>>,
    /// Whether the next paragraph is the first of a list item.
    item: bool,
    in_note: bool,
    notes: String,
}

impl Body {
    fn write(&mut self, text: &str) {
        if let Some((_, paragraph)) = self.paragraphs.last_mut() {
            paragraph.push_str(text);
        }
    }

    fn begin(&mut self, tag: &BytesStart<'_>) {
        match tag.name().as_ref() {
            "text:p" => {
                let bullet = if std::mem::take(&mut self.item) { "• " } else { "" };
                self.paragraphs.push((None, bullet.to_owned()));
            }
            "text:h" => {
                let level = attribute(tag, "text:outline-level").and_then(|text| text.parse().ok());
                self.paragraphs.push((level.or(Some(1)), String::new()));
            }
            "text:list-item" => self.item = true,
            "text:tab" => self.write("\t"),
            "text:line-break" => self.write("\n"),
            "text:s" => {
                let count =
                    attribute(tag, "text:c").and_then(|text| text.parse().ok()).unwrap_or(1);
                self.write(&" ".repeat(std::cmp::min(count, 100)));
            }
            "text:soft-page-break" if self.rows.is_empty() => self.lines.page(),
            "text:note-citation" => self.write("["),
            "text:note-body" => self.in_note = true,
            "table:table-row" => self.rows.push(Vec::new()),
            "table:table-cell" => {
                if let Some(row) = self.rows.last_mut() {
                    row.push(String::new());
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "text:p" | "text:h" => {
                if let Some((level, text)) = self.paragraphs.pop() {
                    self.close(level, &text);
                }
            }
            "text:note-citation" => {
                self.write("] ");
                let mark = self.paragraphs.last().and_then(|(_, text)| text.rsplit_once('['));
                if let Some((_, mark)) = mark {
                    self.notes.push('[');
                    self.notes.push_str(mark);
                }
            }
            "text:note-body" => self.in_note = false,
            "table:table-row" => {
                let row = self.rows.pop().unwrap_or_default().join("\t");
                self.place(row.trim_matches('\t'));
            }
            _ => {}
        }
    }

    fn close(&mut self, level: Option<u8>, text: &str) {
        match level {
            _ if self.in_note => {
                self.notes.push_str(text);
                self.notes.push('\n');
            }
            Some(level) if self.rows.is_empty() => self.lines.heading(level, text),
            _ => self.place(text),
        }
    }

    /// Puts text where it belongs: into the open cell, or else among the lines.
    fn place(&mut self, text: &str) {
        match self.rows.last_mut().and_then(|row| row.last_mut()) {
            Some(cell) => {
                if !cell.is_empty() && !text.trim().is_empty() {
                    cell.push(' ');
                }
                cell.push_str(&text.replace(['\n', '\t'], " "));
            }
            None if text.is_empty() => self.lines.add("\n"),
            None => self.lines.add(text),
        }
    }
}
