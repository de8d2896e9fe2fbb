//! The numbers and bullets that Word shows before paragraphs but does not keep in their text.

use std::collections::HashMap;

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use crate::xml_in::attribute;

/// Word has nine levels.
const LEVELS: usize = 9;

/// One level of a list.
#[derive(Clone, Default)]
struct Level {
    format: String,
    /// What is shown, such as `%1.%2`.
    pattern: String,
    start: u32,
}

/// Where a paragraph stands in a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// The list's number; "0" takes a paragraph out of its style's list.
    pub(super) list: Option<String>,
    /// The level, from 0.
    pub(super) level: Option<usize>,
}

/// All lists of a document, counting as its paragraphs are read.
#[derive(Default)]
pub(super) struct Lists {
    levels: HashMap<String, Vec<Level>>,
    /// Which definition each list follows, and whether it begins anew.
    lists: HashMap<String, (String, bool)>,
    counts: HashMap<String, [Option<u32>; LEVELS]>,
}

impl Lists {
    /// Reads the part `numbering.xml`.
    pub(super) fn read(xml: &str) -> Self {
        let mut lists = Self::default();
        let (mut definition, mut list) = (String::new(), String::new());
        let mut reader = Reader::from_str(xml);
        while let Ok(event) = reader.read_event() {
            let tag = match &event {
                Event::Start(tag) | Event::Empty(tag) => tag,
                Event::Eof => break,
                _ => continue,
            };
            let value = || attribute(tag, "w:val").unwrap_or_default();
            match tag.name().as_ref() {
                "w:abstractNum" => {
                    definition = attribute(tag, "w:abstractNumId").unwrap_or_default()
                }
                "w:num" => list = attribute(tag, "w:numId").unwrap_or_default(),
                "w:abstractNumId" => {
                    lists.lists.insert(list.clone(), (value(), false));
                }
                "w:startOverride" => {
                    if let Some((_, anew)) = lists.lists.get_mut(&list) {
                        *anew = true;
                    }
                }
                name => lists.level(&definition, name, tag),
            }
        }
        lists
    }

    fn level(&mut self, definition: &str, name: &str, tag: &BytesStart<'_>) {
        let levels = self.levels.entry(definition.to_owned()).or_default();
        if name == "w:lvl" && levels.len() < LEVELS {
            levels.push(Level { start: 1, ..Level::default() });
        }
        let Some(level) = levels.last_mut() else { return };
        let value = attribute(tag, "w:val").unwrap_or_default();
        match name {
            "w:start" => level.start = value.parse().unwrap_or(1),
            "w:numFmt" => level.format = value,
            "w:lvlText" => level.pattern = value,
            _ => {}
        }
    }

    /// What is shown before the next paragraph at `place`: `•` or its number, or nothing.
    pub(super) fn mark(&mut self, place: &Place) -> Option<String> {
        let list = place.list.as_ref()?;
        let (definition, anew) = self.lists.get(list)?;
        let levels = self.levels.get(definition)?;
        let depth = place.level.unwrap_or(0).min(LEVELS - 1);
        let level = levels.get(depth)?;
        if level.format == "bullet" {
            return Some("•".to_owned());
        }
        if level.format == "none" || level.pattern.is_empty() {
            return None;
        }
        // Lists of one definition go on counting together, unless one says that it begins anew.
        let counter = if *anew { list } else { definition };
        let counts = self.counts.entry(counter.clone()).or_default();
        for (number, count) in counts.iter_mut().enumerate() {
            match number {
                _ if number == depth => *count = Some(count.map_or(level.start, |count| count + 1)),
                _ if number > depth => *count = None,
                _ => {}
            }
        }
        let mut shown = level.pattern.clone();
        for (number, (level, count)) in levels.iter().zip(counts.iter()).enumerate() {
            let count = count.unwrap_or(level.start);
            shown = shown.replace(&format!("%{}", number + 1), &written(&level.format, count));
        }
        Some(shown)
    }
}

/// A count as its level writes it.
fn written(format: &str, count: u32) -> String {
    let letter = || char::from(b'a' + (count.saturating_sub(1) % 26) as u8).to_string();
    match format {
        "lowerLetter" => letter(),
        "upperLetter" => letter().to_uppercase(),
        "lowerRoman" => roman(count),
        "upperRoman" => roman(count).to_uppercase(),
        _ => count.to_string(),
    }
}

fn roman(count: u32) -> String {
    let steps = [
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut left = count.min(399);
    let mut out = String::new();
    for (worth, sign) in steps {
        while left >= worth {
            out.push_str(sign);
            left -= worth;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_numbered_as_word_shows_them() {
        let mut lists = Lists::read(
            "<w:numbering><w:abstractNum w:abstractNumId='7'>\
             <w:lvl><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.'/></w:lvl>\
             <w:lvl><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.%2'/></w:lvl>\
             <w:lvl><w:start w:val='1'/><w:numFmt w:val='lowerRoman'/><w:lvlText w:val='%3)'/></w:lvl>\
             </w:abstractNum><w:num w:numId='3'><w:abstractNumId w:val='7'/></w:num></w:numbering>",
        );
        let marks: Vec<String> = [0, 1, 1, 2, 0, 1]
            .into_iter()
            .filter_map(|level| lists.mark(&Place { list: Some("3".into()), level: Some(level) }))
            .collect();
        assert_eq!(marks, ["1.", "1.1", "1.2", "i)", "2.", "2.1"]);
        assert_eq!(lists.mark(&Place { list: Some("0".into()), level: None }), None);
    }
}
