//! Cuts blocks into sentences, each with its lines.

use super::blocks::Block;
use super::line::Page;
use super::reading::{Lines, Said};
use super::words::Words;

/// What stands between two columns at least.
const GAP: &str = "    ";

/// A sentence of the text.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// Its words.
    pub text: String,
    /// Its lines.
    pub lines: Lines,
    /// Its block's index.
    pub block: usize,
}

impl Sentence {
    /// Its words with its lines.
    pub fn said(&self) -> Said {
        Said { as_written: self.text.clone(), lines: self.lines }
    }
}

/// The sentences of all blocks; lines in columns that nothing names are none.
pub fn sentences(page: &Page, blocks: &[Block], words: &Words) -> Vec<Sentence> {
    let mut found = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        if block.is_heading() || in_columns(page, block) {
            continue;
        }
        let mut from = 0;
        for to in ends(&block.text, words) {
            let said = block.said(from, to);
            if !said.as_written.is_empty() {
                found.push(Sentence { text: said.as_written, lines: said.lines, block: at });
            }
            from = to;
        }
    }
    found
}

/// Whether a block is cells side by side: their words would be mixed into sentences that nobody wrote.
fn in_columns(page: &Page, block: &Block) -> bool {
    let Lines(from, to) = block.lines();
    let lines = page.lines.iter().take(to).skip(from.saturating_sub(1));
    lines.filter(|line| line.raw.trim().contains(GAP)).count() > 1
}

/// Where each sentence ends in a text.
pub fn ends(text: &str, words: &Words) -> Vec<usize> {
    let mut found = Vec::new();
    let mut word_start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c == ' ' {
            word_start = at + 1;
        }
        if !matches!(c, '.' | '?' | '!') {
            continue;
        }
        let mut end = at + 1;
        while let Some((_, next)) =
            chars.peek().filter(|(_, next)| matches!(next, '”' | '"' | '’' | ')' | '.' | '?' | '!'))
        {
            end += next.len_utf8();
            chars.next();
        }
        let rest = text.get(end..).unwrap_or("");
        let next = rest.trim_start().chars().next();
        let new = rest.starts_with(' ')
            && next.is_some_and(|next| {
                next.is_uppercase()
                    || next.is_ascii_digit()
                    || matches!(next, '”' | '"' | '“' | '-' | '–')
                    || c != '.'
            });
        let word = text.get(word_start..at).unwrap_or("");
        if new && !(c == '.' && abbreviated(word, next, words)) {
            found.push(end);
        }
    }
    if found.last() != Some(&text.len()) {
        found.push(text.len());
    }
    found
}

fn abbreviated(word: &str, next: Option<char>, words: &Words) -> bool {
    let word = word.trim_start_matches(['(', '”', '"', '[']).to_lowercase();
    let number = !word.is_empty() && word.len() < 3 && word.chars().all(|c| c.is_ascii_digit());
    let initial = word.chars().count() == 1 && !number;
    initial
        || (number && next.is_some_and(char::is_lowercase))
        || words.abbreviations.contains(&word)
}
