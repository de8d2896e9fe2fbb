//! A document in which everybody is named by function: no name is left in text, titles, alternatives or addresses (T40).

use super::{Block, Cell, Document, Fact, Figure, Inline, Table, Text, paragraph};
use crate::names::{Edit, Names, edited};

/// Tells what is to be changed in a line of text.
type Change<'a> = dyn FnMut(&str) -> Vec<Edit> + 'a;

impl Document {
    /// The same document with functions in the place of names. Names to be signed with are left out.
    pub fn by_function(&self, names: &Names) -> Self {
        let mut lines = Vec::new();
        let mut document = self.clone();
        document.change(&mut |line| {
            lines.push(line.to_owned());
            Vec::new()
        });
        let names = names.knowing(lines.iter().map(String::as_str));
        document.change(&mut |line| names.edits(line));
        document
    }

    /// Makes a change in every line that the document says, its pictures and addresses included.
    fn change(&mut self, change: &mut Change) {
        let heads = [&mut self.title, &mut self.organisation];
        let maybe = [&mut self.subtitle, &mut self.reference, &mut self.provenance];
        heads.into_iter().chain(maybe.into_iter().flatten()).for_each(|line| plain(line, change));
        self.facts.iter_mut().for_each(|fact| told(fact, change));
        self.blocks.iter_mut().for_each(|one| block(one, change));
    }
}

fn plain(line: &mut String, change: &mut Change) {
    *line = edited(line, &change(line));
}

fn told(fact: &mut Fact, change: &mut Change) {
    plain(&mut fact.label, change);
    running(&mut fact.value, change);
}

fn block(block: &mut Block, change: &mut Change) {
    match block {
        Block::Heading { text, .. } => plain(text, change),
        Block::Paragraph { text } | Block::Lead { text } => running(text, change),
        Block::List { items, .. } => items.iter_mut().for_each(|item| running(item, change)),
        Block::Facts { facts } => facts.iter_mut().for_each(|fact| told(fact, change)),
        Block::Table(table) => cells(table, change),
        Block::Figure(shown) => {
            if let Some(instead) = figure(shown, change) {
                *block = paragraph(instead);
            }
        }
        Block::Note { title, text, .. } => {
            title.iter_mut().for_each(|title| plain(title, change));
            running(text, change);
        }
        Block::Signatures { lines } => {
            for line in lines {
                line.name = None;
                plain(&mut line.role, change);
                line.acting.iter_mut().for_each(|mark| plain(mark, change));
            }
        }
        Block::PageBreak | Block::Contents => {}
    }
}

fn cells(table: &mut Table, change: &mut Change) {
    plain(&mut table.caption, change);
    table.columns.iter_mut().for_each(|column| plain(&mut column.title, change));
    for cell in table.rows.iter_mut().flatten() {
        match cell {
            Cell::Text(text) => running(text, change),
            Cell::Grade(grade) => plain(&mut grade.word, change),
        }
    }
}

/// A name can begin in one run and end in another: what stands for it goes where it begins.
fn running(text: &mut Text, change: &mut Change) {
    let edits = change(&text.words());
    let mut begin = 0;
    for run in &mut text.runs {
        let end = begin + run.words().len();
        let own: Vec<Edit> = edits.iter().filter_map(|edit| within(edit, begin, end)).collect();
        let words = edited(run.words(), &own);
        *run = reworded(run, words, change);
        begin = end;
    }
    text.runs.retain(|run| !run.words().is_empty());
}

/// The part of an edit that falls into a run.
fn within(edit: &Edit, begin: usize, end: usize) -> Option<Edit> {
    let (start, stop) = (edit.start.max(begin), edit.end.min(end));
    let with = if edit.start >= begin { edit.with.clone() } else { String::new() };
    (start < stop).then(|| Edit { start: start - begin, end: stop - begin, with })
}

/// An address that leads to a person, or that names one, is no address any more.
fn reworded(run: &Inline, text: String, change: &mut Change) -> Inline {
    match run {
        Inline::Strong { .. } => Inline::Strong { text },
        Inline::Emphasis { .. } => Inline::Emphasis { text },
        Inline::Link { to, .. }
            if !to.starts_with("mailto:") && change(&decoded(to)).is_empty() =>
        {
            Inline::Link { text, to: to.clone() }
        }
        Inline::Link { .. } | Inline::Plain { .. } => Inline::Plain { text },
    }
}

/// An address with its codes read: `Anna%20Berg`.
fn decoded(to: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = to.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after.get(..2).filter(|_| *first == b'%');
        let code = code.and_then(|code| std::str::from_utf8(code).ok());
        let byte = code.and_then(|code| u8::from_str_radix(code, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = after.get(if byte.is_some() { 2 } else { 0 }..).unwrap_or_default();
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Changes a picture; where a name runs over its parts, gives its alternative to stand in its place.
fn figure(figure: &mut Figure, change: &mut Change) -> Option<String> {
    plain(&mut figure.alt, change);
    plain(&mut figure.caption, change);
    let mut edits = change(&figure.svg);
    for edit in &mut edits {
        edit.with = edit.with.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    }
    figure.svg = edited(&figure.svg, &edits);
    (!change(&said(&figure.svg)).is_empty()).then(|| figure.alt.clone())
}

/// What a picture's text says, without its tags.
fn said(svg: &str) -> String {
    let parts = svg.split('<').filter_map(|part| Some(part.split_once('>')?.1.trim()));
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}
