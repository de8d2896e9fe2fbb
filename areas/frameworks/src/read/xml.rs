//! OSCAL in XML as a tree, bounded as YAML is: no document type, no entities but those of XML itself.

mod markup;
mod shape;

use super::{
    Fault,
    node::{DEEPEST, Node},
};
use quick_xml::{
    Reader,
    escape::{resolve_predefined_entity, unescape},
    events::{BytesRef, BytesStart, Event},
};

/// How many elements and attributes a file may hold.
const MOST_NODES: usize = 1_000_000;

/// An element.
struct Element {
    name: String,
    line: usize,
    attributes: Vec<(String, String)>,
    children: Vec<Child>,
}

/// What stands in an element.
enum Child {
    Element(Element),
    Text(String),
}

impl Element {
    fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|child| match child {
            Child::Element(element) => Some(element),
            Child::Text(_) => None,
        })
    }

    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    fn write(&mut self, text: &str) {
        match self.children.last_mut() {
            Some(Child::Text(before)) => before.push_str(text),
            _ => self.children.push(Child::Text(text.to_owned())),
        }
    }
}

/// The document as the same one in JSON would be.
pub(super) fn read(text: &str) -> Result<Node, Fault> {
    Ok(shape::document(&parse(text)?))
}

fn parse(text: &str) -> Result<Element, Fault> {
    let mut reader = Reader::from_str(text);
    let mut lines = Lines { text: text.as_bytes(), at: 0, line: 1 };
    let mut build = Build::default();
    loop {
        let line = lines.at(reader.buffer_position());
        let event =
            reader.read_event().map_err(|fault| Fault::at("xml", line).with(fault.to_string()))?;
        match event {
            Event::Start(tag) => build.begin(&tag, line)?,
            Event::Empty(tag) => {
                build.begin(&tag, line)?;
                build.end();
            }
            Event::End(_) => build.end(),
            Event::Text(text) => build.write(&text.xml10_content()),
            Event::CData(text) => build.write(&text.xml10_content()),
            Event::GeneralRef(name) => build.write(&referred(&name, line)?),
            Event::DocType(_) => return Err(Fault::at("entities", line).with("DOCTYPE")),
            Event::Eof => break,
            Event::Comment(_) | Event::PI(_) | Event::Decl(_) => {}
        }
    }
    match (build.open.is_empty(), build.root) {
        (true, Some(root)) => Ok(root),
        (true, None) => Err(Fault::new("empty")),
        (false, _) => Err(Fault::at("xml", lines.line).with("an element has no end")),
    }
}

/// What a reference stands for: a letter by its number, or one of the five that XML has itself.
fn referred(reference: &BytesRef<'_>, line: usize) -> Result<String, Fault> {
    if let Ok(Some(letter)) = reference.resolve_char_ref() {
        return Ok(letter.to_string());
    }
    let known = resolve_predefined_entity(reference).map(str::to_owned);
    known.ok_or_else(|| Fault::at("entities", line).with(&**reference))
}

/// The lines of a text, counted as it is read.
struct Lines<'a> {
    text: &'a [u8],
    at: usize,
    line: usize,
}

impl Lines<'_> {
    /// The line of a place behind the last one.
    fn at(&mut self, place: u64) -> usize {
        let place = usize::try_from(place).unwrap_or(usize::MAX).min(self.text.len());
        let passed = self.text.get(self.at..place).unwrap_or_default();
        self.line += passed.iter().filter(|byte| **byte == b'\n').count();
        self.at = self.at.max(place);
        self.line
    }
}

#[derive(Default)]
struct Build {
    open: Vec<Element>,
    root: Option<Element>,
    nodes: usize,
}

impl Build {
    fn begin(&mut self, tag: &BytesStart<'_>, line: usize) -> Result<(), Fault> {
        if self.open.len() >= DEEPEST {
            return Err(Fault::at("deep", line));
        }
        if self.root.is_some() {
            return Err(Fault::at("xml", line).with("two elements at the top"));
        }
        let mut attributes = Vec::new();
        for attribute in tag.attributes() {
            let attribute =
                attribute.map_err(|fault| Fault::at("xml", line).with(fault.to_string()))?;
            let value = unescape(&attribute.value)
                .map_err(|fault| Fault::at("entities", line).with(fault.to_string()))?;
            // Names of namespaces and hints for other readers say nothing of the controls.
            let key: &str = attribute.key.as_ref();
            if !key.starts_with("xml") && !key.contains(':') {
                attributes.push((key.to_owned(), value.into_owned()));
            }
        }
        self.nodes = self.nodes.saturating_add(1 + attributes.len());
        if self.nodes > MOST_NODES {
            return Err(Fault::at("much", line));
        }
        let local = tag.local_name();
        let name: &str = local.as_ref();
        let name = name.to_owned();
        self.open.push(Element { name, line, attributes, children: Vec::new() });
        Ok(())
    }

    fn end(&mut self) {
        let Some(element) = self.open.pop() else { return };
        match self.open.last_mut() {
            Some(above) => above.children.push(Child::Element(element)),
            None => self.root = Some(element),
        }
    }

    fn write(&mut self, text: &str) {
        if let Some(element) = self.open.last_mut() {
            element.write(text);
        }
    }
}

#[cfg(test)]
mod tests;
