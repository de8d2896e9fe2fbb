//! Lines of text under reading, with the pages and headings that they belong to.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// A heading that the file marks as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// Its line, from 1.
    pub line: usize,
    /// Its level; 1 is the highest.
    pub level: u8,
}

/// What a reader hands on.
#[derive(Default)]
pub(super) struct Lines {
    text: String,
    count: usize,
    /// The line that each page begins at, from 1.
    pub(super) pages: Vec<usize>,
    /// The headings in order.
    pub(super) headings: Vec<Heading>,
    /// The pages that could not be read, from 1.
    pub(super) unread: Vec<usize>,
}

impl Lines {
    /// Adds text of one or more lines. Blank lines at the start, and more than one in a row, go.
    pub(super) fn add(&mut self, text: &str) {
        for line in text.lines() {
            let line = clean(line);
            let blank_before = self.text.is_empty() || self.text.ends_with("\n\n");
            if !(line.is_empty() && blank_before) {
                self.text.push_str(&line);
                self.text.push('\n');
                self.count += 1;
            }
        }
    }

    /// Adds a line as it stands in a file of lines: blank ones too, so that its number stays.
    pub(super) fn add_as_numbered(&mut self, line: &str) {
        self.text.push_str(&clean(line));
        self.text.push('\n');
        self.count += 1;
    }

    /// Adds a line that the file marks as a heading.
    pub(super) fn heading(&mut self, level: u8, text: &str) {
        if !text.trim().is_empty() {
            self.add("\n");
            self.headings.push(Heading { line: self.count + 1, level });
            self.add(text);
        }
    }

    /// What follows stands on a new page.
    pub(super) fn page(&mut self) {
        self.pages.push(self.count + 1);
    }

    /// The text.
    pub(super) fn text(&self) -> &str {
        self.text.trim_end_matches('\n')
    }
}

/// The line as one would type it: composed letters, no ligatures, one sign for bullets, no blanks
/// at its end.
fn clean(line: &str) -> String {
    let soft = line.trim_end().ends_with('\u{ad}');
    let mut out = String::with_capacity(line.len());
    for letter in line.nfc() {
        match letter {
            '\u{fb00}' => out.push_str("ff"),
            '\u{fb01}' => out.push_str("fi"),
            '\u{fb02}' => out.push_str("fl"),
            '\u{fb03}' => out.push_str("ffi"),
            '\u{fb04}' => out.push_str("ffl"),
            // The bullets of the fonts Symbol and Wingdings.
            '\u{f0b7}' | '\u{f0a7}' | '\u{f0a8}' | '\u{f0d8}' | '\u{f076}' => out.push('•'),
            '\u{ad}' | '\u{200b}' | '\u{feff}' | '\u{fffe}' => {}
            '\t' => out.push('\t'),
            letter if letter.is_control() => {}
            letter => out.push(letter),
        }
    }
    let mut out = out.trim_end().to_owned();
    if soft {
        out.push('-');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_cleaned_and_counted() {
        let mut lines = Lines::default();
        lines.page();
        lines.add("\n\nInfo\u{fb01}l a\u{308}r \u{f0b7}\t x  \n\n\n\nsäker\u{ad}\u{ad}\nhet\u{7}");
        lines.page();
        lines.heading(2, "Syfte");
        assert_eq!(lines.text(), "Infofil är •\t x\n\nsäker-\nhet\n\nSyfte");
        assert_eq!(lines.pages, [1, 5]);
        assert_eq!(lines.headings, [Heading { line: 6, level: 2 }]);
    }
}
