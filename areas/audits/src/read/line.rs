//! One line of a text, and the page that all of them make.

use super::reading::Lines;

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A line of the text itself.
    Body,
    /// Nothing but space.
    Blank,
    /// A page number, a running header, a line of the list of contents.
    Noise,
    /// A footnote, by its number.
    Note(u32),
    /// A line of a table.
    Cell,
}

/// One line of the text.
#[derive(Clone, Debug)]
pub struct Line {
    /// Counted from 1.
    pub no: usize,
    /// The words, cleaned, without bullet.
    pub text: String,
    /// As given, for columns.
    pub raw: String,
    /// Leading space beyond what all lines have.
    pub indent: usize,
    /// Whether a bullet stood before the words.
    pub bullet: bool,
    /// Whether the text marks it as a heading (markdown, bold).
    pub marked: bool,
    /// Whether blank lines before it part it from what precedes.
    pub gap: bool,
    /// Whether a page begins here.
    pub page: bool,
    /// Whether the marks of a page (its number, a running header, footnotes) part it from what precedes.
    pub turned: bool,
    /// What it is.
    pub role: Role,
}

impl Line {
    /// Its place.
    pub fn at(&self) -> Lines {
        Lines(self.no, self.no)
    }
}

/// The text's lines and the width that they are set to.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// All lines, in order.
    pub lines: Vec<Line>,
    /// The length of a full line.
    pub width: usize,
    /// Whether the text was longer than what is read.
    pub cut: bool,
}
