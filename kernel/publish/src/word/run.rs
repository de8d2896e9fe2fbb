//! Running text as Word's runs and links, and the few fields that documents need.

use super::Parts;
use super::xml::Xml;
use crate::document::{Inline, Text};

/// Writes running text.
pub(super) fn text(xml: &mut Xml, parts: &mut Parts, text: &Text) {
    for run in &text.runs {
        match run {
            Inline::Plain { text } => words(xml, None, text),
            Inline::Strong { text } => words(xml, Some("Strong"), text),
            Inline::Emphasis { text } => words(xml, Some("Emphasis"), text),
            Inline::Link { text, to } => {
                let id = parts.link(to);
                xml.element("w:hyperlink", &[("r:id", &id)], |xml| {
                    words(xml, Some("Hyperlink"), text);
                });
            }
        }
    }
}

/// Writes one run in the character style `style`; a line feed becomes a line break.
pub(super) fn words(xml: &mut Xml, style: Option<&str>, text: &str) {
    xml.element("w:r", &[], |xml| {
        if let Some(style) = style {
            xml.element("w:rPr", &[], |xml| xml.value("w:rStyle", style));
        }
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 {
                xml.empty("w:br", &[]);
            }
            xml.element("w:t", &[("xml:space", "preserve")], |xml| xml.text(line));
        }
    });
}

/// Writes a tab.
pub(super) fn tab(xml: &mut Xml) {
    xml.element("w:r", &[], |xml| xml.empty("w:tab", &[]));
}

/// Writes a field that Word keeps up to date, with what it shows until then.
pub(super) fn field(xml: &mut Xml, instruction: &str, shown: &str) {
    xml.element("w:fldSimple", &[("w:instr", instruction)], |xml| words(xml, None, shown));
}

/// Writes a paragraph in the style `style` with the runs that `inside` writes.
pub(super) fn paragraph(xml: &mut Xml, style: &str, inside: impl FnOnce(&mut Xml)) {
    xml.element("w:p", &[], |xml| {
        xml.element("w:pPr", &[], |xml| xml.value("w:pStyle", style));
        inside(xml);
    });
}
