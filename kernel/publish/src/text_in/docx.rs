//! Text out of Word: paragraphs, headings, lists with their numbers, tables, pages and footnotes.

use std::collections::HashMap;

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::numbering::{Lists, Place};
use super::{Lines, TextError};
use crate::archive::{Archive, ArchiveFault};
use crate::xml_in::{attribute, referred};

/// The name of the part that holds the text, or none where the archive is no Word file.
pub(super) fn main_part(archive: &mut Archive<'_>) -> Result<Option<String>, ArchiveFault> {
    let relations = text(archive, "_rels/.rels")?;
    let main = targets(&relations)
        .into_iter()
        .find(|(kind, _)| kind.ends_with("/officeDocument"))
        .map(|(_, target)| target.trim_start_matches('/').to_owned());
    Ok(main.filter(|name| name.starts_with("word/") && archive.holds(name)))
}

/// Reads the Word file whose text lies in the part `main`.
pub(super) fn read(archive: &mut Archive<'_>, main: &str) -> Result<Lines, TextError> {
    let (folder, file) = main.rsplit_once('/').unwrap_or(("", main));
    let relations = text(archive, &format!("{folder}/_rels/{file}.rels"))?;
    let mut part = |kind: &str| -> Result<String, ArchiveFault> {
        let target = targets(&relations).into_iter().find(|(found, _)| found.ends_with(kind));
        match target {
            Some((_, name)) if name.starts_with('/') => text(archive, name.trim_start_matches('/')),
            Some((_, name)) => text(archive, &format!("{folder}/{name}")),
            None => Ok(String::new()),
        }
    };
    let lists = Lists::read(&part("/numbering")?);
    let styles = styles(&part("/styles")?);
    let footnotes = part("/footnotes")?;
    let body = text(archive, main)?;
    let mut main = Body::new(&styles, lists);
    main.read(&body)?;
    let mut lines = main.lines;
    if !footnotes.is_empty() {
        let mut notes = Body::new(&styles, Lists::default());
        notes.read(&footnotes)?;
        lines.add("\n");
        lines.add(notes.lines.text());
    }
    Ok(lines)
}

fn text(archive: &mut Archive<'_>, name: &str) -> Result<String, ArchiveFault> {
    let bytes = archive.part(name)?.unwrap_or_default();
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The kinds and targets of a part's relations.
fn targets(xml: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    elements(xml, |tag| {
        if tag.local_name().as_ref() == "Relationship"
            && let (Some(kind), Some(target)) = (attribute(tag, "Type"), attribute(tag, "Target"))
        {
            found.push((kind, target));
        }
    });
    found
}

/// Calls `each` with every element that begins in `xml`.
fn elements(xml: &str, mut each: impl FnMut(&BytesStart<'_>)) {
    let mut reader = Reader::from_str(xml);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) | Event::Empty(tag) => each(&tag),
            Event::Eof => break,
            _ => {}
        }
    }
}

/// What a paragraph style says of its paragraphs.
#[derive(Clone, Default)]
struct Style {
    level: Option<u8>,
    place: Place,
    based_on: Option<String>,
}

fn styles(xml: &str) -> HashMap<String, Style> {
    let mut styles: HashMap<String, Style> = HashMap::new();
    let mut id = String::new();
    elements(xml, |tag| {
        let value = attribute(tag, "w:val");
        if tag.name().as_ref() == "w:style" {
            id = attribute(tag, "w:styleId").unwrap_or_default();
        }
        let style = styles.entry(id.clone()).or_default();
        match tag.name().as_ref() {
            "w:outlineLvl" => style.level = value.and_then(|text| outline(&text)),
            "w:basedOn" => style.based_on = value,
            "w:numId" => style.place.list = value,
            "w:ilvl" => style.place.level = value.and_then(|text| text.parse().ok()),
            _ => {}
        }
    });
    styles
}

/// Word counts outline levels from 0, where 9 is running text.
fn outline(value: &str) -> Option<u8> {
    value.parse::<u8>().ok().filter(|level| *level < 9).map(|level| level + 1)
}

/// A paragraph under reading.
#[derive(Default)]
struct Paragraph {
    text: String,
    style: String,
    place: Place,
    level: Option<u8>,
}

/// The body under reading. Paragraphs and tables can lie inside one another.
struct Body<'a> {
    styles: &'a HashMap<String, Style>,
    lists: Lists,
    lines: Lines,
    paragraphs: Vec<Paragraph>,
    /// For each open table the cells of its open row.
    rows: Vec<Vec<String>>,
    /// How deep the reader is in what is shown twice and read once.
    twice: usize,
    in_text: bool,
}

impl<'a> Body<'a> {
    fn new(styles: &'a HashMap<String, Style>, lists: Lists) -> Self {
        Self {
            styles,
            lists,
            lines: Lines::default(),
            paragraphs: Vec::new(),
            rows: Vec::new(),
            twice: 0,
            in_text: false,
        }
    }

    fn read(&mut self, xml: &str) -> Result<(), TextError> {
        self.lines.page();
        let mut reader = Reader::from_str(xml);
        loop {
            match reader.read_event().map_err(|_| TextError::Broken)? {
                Event::Start(tag) => self.begin(&tag),
                Event::Empty(tag) => {
                    self.begin(&tag);
                    self.end(tag.name().as_ref());
                }
                Event::End(tag) => self.end(tag.name().as_ref()),
                Event::Text(text) if self.in_text => self.write(&text.xml10_content()),
                Event::GeneralRef(name) if self.in_text => self.write(&referred(&name)),
                Event::CData(text) if self.in_text => self.write(&text),
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    fn write(&mut self, text: &str) {
        if let Some(paragraph) = self.paragraphs.last_mut().filter(|_| self.twice == 0) {
            paragraph.text.push_str(text);
        }
    }

    fn begin(&mut self, tag: &BytesStart<'_>) {
        let value = || attribute(tag, "w:val");
        match tag.name().as_ref() {
            "mc:Fallback" => self.twice += 1,
            _ if self.twice > 0 => {}
            "w:p" => self.paragraphs.push(Paragraph::default()),
            "w:tr" => self.rows.push(Vec::new()),
            "w:tc" => {
                if let Some(row) = self.rows.last_mut() {
                    row.push(String::new());
                }
            }
            "w:t" => self.in_text = true,
            "w:tab" => self.write("\t"),
            "w:noBreakHyphen" => self.write("-"),
            "w:br" if attribute(tag, "w:type").as_deref() == Some("page") => self.page(),
            "w:lastRenderedPageBreak" | "w:pageBreakBefore" => self.page(),
            "w:br" | "w:cr" => self.write("\n"),
            "w:footnoteReference" | "w:footnote" => self.note(tag),
            "w:pStyle" => self.paragraph(|paragraph| paragraph.style = value().unwrap_or_default()),
            "w:numId" => self.paragraph(|paragraph| paragraph.place.list = value()),
            "w:ilvl" => self.paragraph(|paragraph| {
                paragraph.place.level = value().and_then(|text| text.parse().ok());
            }),
            "w:outlineLvl" => self.paragraph(|paragraph| {
                paragraph.level = value().and_then(|text| outline(&text));
            }),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "mc:Fallback" => self.twice = self.twice.saturating_sub(1),
            _ if self.twice > 0 => {}
            "w:t" => self.in_text = false,
            "w:p" => {
                if let Some(paragraph) = self.paragraphs.pop() {
                    self.close(paragraph);
                }
            }
            "w:tr" => {
                let row = self.rows.pop().unwrap_or_default().join("\t");
                self.place(row.trim_matches('\t'));
            }
            _ => {}
        }
    }

    fn paragraph(&mut self, change: impl FnOnce(&mut Paragraph)) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            change(paragraph);
        }
    }

    /// A footnote's mark; the same mark stands before the note itself.
    fn note(&mut self, tag: &BytesStart<'_>) {
        let id = attribute(tag, "w:id").unwrap_or_default();
        // The notes 0 and -1 are the lines that part notes from text.
        if id.parse::<u32>().is_ok_and(|id| id > 0) {
            if self.paragraphs.is_empty() {
                self.lines.add(&format!("[{id}]"));
            } else {
                self.write(&format!("[{id}]"));
            }
        }
    }

    /// A new page: from this line, or from the next where this one has begun.
    fn page(&mut self) {
        if self.paragraphs.last().is_some_and(|paragraph| !paragraph.text.is_empty()) {
            self.write("\u{c}");
        } else if self.rows.is_empty() {
            self.lines.page();
        }
    }

    fn close(&mut self, paragraph: Paragraph) {
        let (level, place) = self.settled(&paragraph);
        let mark = if paragraph.text.trim().is_empty() { None } else { self.lists.mark(&place) };
        let text = match mark {
            Some(mark) => format!("{mark} {}", paragraph.text),
            None => paragraph.text,
        };
        let nested = !self.rows.is_empty() || !self.paragraphs.is_empty();
        for (number, part) in text.split('\u{c}').enumerate() {
            if number > 0 && !nested {
                self.lines.page();
            }
            match level {
                Some(level) if !nested => self.lines.heading(level, part),
                _ => self.place(part),
            }
        }
    }

    /// The paragraph's outline level and place in a list, from itself or else from its style.
    fn settled(&self, paragraph: &Paragraph) -> (Option<u8>, Place) {
        let (mut level, mut place) = (paragraph.level, paragraph.place.clone());
        let mut style = self.styles.get(&paragraph.style);
        // A style may be based on one that is based on it: no chain is followed for long.
        for _ in 0..10 {
            let Some(found) = style else { break };
            level = level.or(found.level);
            if place.list.is_none() {
                place.list.clone_from(&found.place.list);
            }
            place.level = place.level.or(found.place.level);
            style = found.based_on.as_ref().and_then(|id| self.styles.get(id));
        }
        (level, place)
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
