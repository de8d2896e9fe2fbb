//! The plain model of a document that areas build and that [`crate::pdf`] and [`crate::word`] set.

mod block;
mod by_function;
mod table;
mod text;

use jiff::civil::Date;
use serde::Serialize;

pub use block::{
    Block, Fact, Figure, Signature, Tone, bullets, fact, facts, figure, heading, lead, note,
    numbered, paragraph, signatures, warning,
};
pub use table::{
    Cell, Colour, Column, Grade, Side, Table, Width, amount, cell, column, grade, narrow,
};
pub use text::{Inline, Text};

/// The language that a document is written in: its hyphens, quotes and reading voice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub enum Language {
    /// Swedish.
    #[default]
    #[serde(rename = "sv")]
    Swedish,
    /// English.
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// The language tag with its country, as files name it.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Swedish => "sv-SE",
            Self::English => "en-GB",
        }
    }
}

/// The fixed words that a document needs, in its language; they come from the caller's text files.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Labels {
    /// "Sida", before the page number.
    pub page: String,
    /// "av", between the page number and the number of pages.
    pub of: String,
    /// "Innehåll", above the table of contents.
    pub contents: String,
    /// "Tabell", before a table's number.
    pub table: String,
    /// "Figur", before a figure's number.
    pub figure: String,
    /// "Namnförtydligande", under a line to sign on where no name is printed.
    pub name: String,
    /// "Datum", before the line for the date.
    pub date: String,
}

/// A document: who sends it, what it is about, and its blocks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Document {
    /// What the document is called.
    pub title: String,
    /// A line under the title.
    pub subtitle: Option<String>,
    /// Its language.
    pub language: Language,
    /// The organisation that sends it.
    pub organisation: String,
    /// The diary number (*diarienummer*) or version, repeated on top of the following pages.
    pub reference: Option<String>,
    /// The document's date: its creation date in the file, never the clock's.
    #[serde(skip)]
    pub date: Date,
    /// The facts beside the organisation on the first page: diary number, date, receiver.
    pub facts: Vec<Fact>,
    /// From which instant and log checkpoint it was made; small at the foot of each page.
    pub provenance: Option<String>,
    /// The fixed words.
    pub labels: Labels,
    /// The content.
    pub blocks: Vec<Block>,
}

impl Document {
    /// A document without content yet.
    pub fn new(
        language: Language,
        organisation: impl Into<String>,
        title: impl Into<String>,
        date: Date,
        labels: Labels,
    ) -> Self {
        Self {
            title: title.into(),
            date,
            language,
            organisation: organisation.into(),
            labels,
            ..Self::default()
        }
    }

    /// Adds a block at the end.
    pub fn push(&mut self, block: impl Into<Block>) {
        self.blocks.push(block.into());
    }

    /// Adds blocks at the end.
    pub fn extend(&mut self, blocks: impl IntoIterator<Item = Block>) {
        self.blocks.extend(blocks);
    }

    /// The same document in the form that setting it relies on: no heading level is skipped and
    /// every table row is as long as its table is wide.
    pub(crate) fn settled(&self) -> Self {
        let mut above = 0;
        let blocks = self.blocks.iter().cloned().map(|block| match block {
            Block::Heading { level, text } => {
                above = level.clamp(1, above + 1).min(DEEPEST);
                Block::Heading { level: above, text }
            }
            Block::Table(table) => Block::Table(table.squared()),
            other => other,
        });
        Self { blocks: blocks.collect(), ..self.clone() }
    }
}

/// The lowest heading level that is set; both formats have room for six.
const DEEPEST: u8 = 6;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_skipped_heading_level_is_raised() {
        let mut document = Document::default();
        document.extend([heading(3, "a"), heading(2, "b"), heading(4, "c"), heading(0, "d")]);
        let levels: Vec<u8> = document
            .settled()
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Heading { level, .. } => Some(*level),
                _ => None,
            })
            .collect();
        assert_eq!(levels, [1, 2, 3, 1]);
    }

    #[test]
    fn rows_are_made_as_long_as_the_table_is_wide() {
        let table = Table::new("", [narrow("a"), narrow("b")])
            .row([cell("1")])
            .row([cell("1"), cell("2"), cell("3")])
            .squared();
        assert!(table.rows.iter().all(|row| row.len() == 2));
    }
}
