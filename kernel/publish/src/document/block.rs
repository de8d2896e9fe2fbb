//! The blocks that a document is built of, and short functions that make them.

use serde::Serialize;

use super::{Table, Text};

/// A label with its value, such as a diary number (*diarienummer*).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// What is told.
    pub label: String,
    /// What it is.
    pub value: Text,
}

/// Makes a [`Fact`].
pub fn fact(label: impl Into<String>, value: impl Into<Text>) -> Fact {
    Fact { label: label.into(), value: value.into() }
}

/// What kind of note a callout is; it chooses the colour of its rule, never its meaning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Tone {
    /// Something to know.
    #[default]
    Plain,
    /// Something to watch.
    Warning,
}

/// A line to sign on (*underskrift*).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Signature {
    /// In what role the person signs.
    pub role: String,
    /// The mark of an acting holder, such as "tf", as the organisation writes it.
    pub acting: Option<String>,
    /// The name to print under the line, where it is known.
    pub name: Option<String>,
    /// The day of the signature, where it has been given.
    pub date: Option<String>,
}

impl Signature {
    /// A line for `role`, with name and date to be filled in by hand.
    pub fn new(role: impl Into<String>) -> Self {
        Self { role: role.into(), acting: None, name: None, date: None }
    }

    /// The same line for an acting holder, marked with `mark`.
    pub fn acting(mut self, mark: impl Into<String>) -> Self {
        self.acting = Some(mark.into());
        self
    }

    /// The same line with the name printed.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// The same line with the day of the signature printed.
    pub fn signed(mut self, date: impl ToString) -> Self {
        self.date = Some(date.to_string());
        self
    }

    /// Role with the acting mark before it.
    pub fn title(&self) -> String {
        match &self.acting {
            Some(mark) => format!("{mark} {}", self.role),
            None => self.role.clone(),
        }
    }
}

/// A picture with its text alternative.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// The picture as SVG.
    pub svg: String,
    /// What one who does not see the picture needs to know.
    pub alt: String,
    /// What the picture shows; stands below it with its number.
    pub caption: String,
}

/// One part of a document, from top to bottom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "block", rename_all = "lowercase")]
pub enum Block {
    /// A heading.
    Heading {
        /// 1 is the highest. A level that skips one is raised until it does not.
        level: u8,
        /// The heading's words.
        text: String,
    },
    /// A paragraph.
    Paragraph {
        /// Its text.
        text: Text,
    },
    /// A paragraph that leads into what follows and stays on its page.
    Lead {
        /// Its text.
        text: Text,
    },
    /// A list with bullets or numbers.
    List {
        /// Numbers where true, bullets else.
        numbered: bool,
        /// One text for each item.
        items: Vec<Text>,
    },
    /// Labels with values, one on each line.
    Facts {
        /// The pairs.
        facts: Vec<Fact>,
    },
    /// A table.
    Table(Table),
    /// A picture.
    Figure(Figure),
    /// A box that stands out from the text.
    Note {
        /// Which kind it is.
        tone: Tone,
        /// A few words on top, or none.
        title: Option<String>,
        /// The note itself.
        text: Text,
    },
    /// Lines to sign on, two side by side.
    Signatures {
        /// One for each that signs.
        lines: Vec<Signature>,
    },
    /// What follows begins on a new page.
    PageBreak,
    /// The table of contents.
    Contents,
}

/// A heading; level 1 is the highest below the title.
pub fn heading(level: u8, text: impl Into<String>) -> Block {
    Block::Heading { level, text: text.into() }
}

/// A paragraph.
pub fn paragraph(text: impl Into<Text>) -> Block {
    Block::Paragraph { text: text.into() }
}

/// A paragraph that leads into what follows and stays on its page.
pub fn lead(text: impl Into<Text>) -> Block {
    Block::Lead { text: text.into() }
}

/// A list with bullets.
pub fn bullets<T: Into<Text>>(items: impl IntoIterator<Item = T>) -> Block {
    Block::List { numbered: false, items: items.into_iter().map(Into::into).collect() }
}

/// A list with numbers from 1.
pub fn numbered<T: Into<Text>>(items: impl IntoIterator<Item = T>) -> Block {
    Block::List { numbered: true, items: items.into_iter().map(Into::into).collect() }
}

/// Labels with values.
pub fn facts(facts: impl IntoIterator<Item = Fact>) -> Block {
    Block::Facts { facts: facts.into_iter().collect() }
}

/// A picture from SVG, with its text alternative and caption.
pub fn figure(svg: impl Into<String>, alt: impl Into<String>, caption: impl Into<String>) -> Block {
    Block::Figure(Figure { svg: svg.into(), alt: alt.into(), caption: caption.into() })
}

/// A box with something to know.
pub fn note(title: impl Into<String>, text: impl Into<Text>) -> Block {
    Block::Note { tone: Tone::Plain, title: Some(title.into()), text: text.into() }
}

/// A box with something to watch.
pub fn warning(title: impl Into<String>, text: impl Into<Text>) -> Block {
    Block::Note { tone: Tone::Warning, title: Some(title.into()), text: text.into() }
}

/// Lines to sign on.
pub fn signatures(lines: impl IntoIterator<Item = Signature>) -> Block {
    Block::Signatures { lines: lines.into_iter().collect() }
}

impl From<Table> for Block {
    fn from(table: Table) -> Self {
        Self::Table(table)
    }
}
