//! A text made ready for reading: its lines, sections, blocks and sentences.

use std::ops::Range;

use super::blocks::{self, Block, Shape};
use super::line::{Line, Page};
use super::lines;
use super::reading::{Kind, Lines, Part, Place};
use super::sections::{self, Section, WEAK};
use super::sentences::{self, Sentence};
use super::tables::{self, Table};
use super::words::Words;

/// A text made ready.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// Its lines.
    pub page: Page,
    /// Its sections.
    pub sections: Vec<Section>,
    /// Its blocks.
    pub blocks: Vec<Block>,
    /// Its sentences.
    pub sentences: Vec<Sentence>,
    /// Its tables.
    pub tables: Vec<Table>,
    /// Its footnotes.
    pub notes: Vec<Block>,
    /// For each section, itself or the nearest before it that is more than a line alone.
    strong: Vec<Option<usize>>,
    /// The documents within it; known once its kind is.
    pub parts: Vec<Part>,
}

impl Sheet {
    /// Makes a text ready.
    pub fn of(text: &str, words: &Words) -> Self {
        let mut page = lines::lines(text, words);
        let tables = tables::tables(&mut page, words);
        let sections = sections::sections(&page, words);
        let blocks = blocks::blocks(&page, &sections, words);
        let sentences = sentences::sentences(&page, &blocks, words);
        let notes = blocks::notes(&page);
        let strong = strong(&sections);
        Self { page, sections, blocks, sentences, tables, notes, strong, parts: Vec::new() }
    }

    /// The number of a line by its index.
    pub fn no(&self, at: usize) -> usize {
        self.page.lines.get(at).map_or(self.page.lines.len(), |line| line.no)
    }

    /// A line by its number.
    pub fn line(&self, no: usize) -> Option<&Line> {
        no.checked_sub(1).and_then(|at| self.page.lines.get(at))
    }

    /// The line numbers from a section's heading to the next that is not below it.
    pub fn lines_of_section(&self, nth: usize) -> Lines {
        let Some(section) = self.sections.get(nth) else { return Lines::default() };
        let level = section.level.min(WEAK - 1);
        let next = self.sections.iter().skip(nth + 1).find(|later| later.level <= level);
        Lines(self.no(section.at), next.map_or(self.page.lines.len(), |next| self.no(next.at) - 1))
    }

    /// The sections about something.
    pub fn about<'a>(&'a self, keys: &'a [&'a str]) -> impl Iterator<Item = (usize, &'a Section)> {
        self.sections
            .iter()
            .enumerate()
            .filter(|(_, section)| section.key.as_deref().is_some_and(|key| keys.contains(&key)))
    }

    /// The blocks that begin within lines, as indices.
    pub fn blocks_in(&self, lines: Lines) -> Range<usize> {
        let from = self.blocks.partition_point(|block| block.lines().0 < lines.0);
        let to = self.blocks.partition_point(|block| block.lines().0 <= lines.1);
        from..to.max(from)
    }

    /// The sentences that begin within lines.
    pub fn sentences_in(&self, lines: Lines) -> &[Sentence] {
        let from = self.sentences.partition_point(|sentence| sentence.lines.0 < lines.0);
        let to = self.sentences.partition_point(|sentence| sentence.lines.0 <= lines.1);
        self.sentences.get(from..to).unwrap_or(&[])
    }

    /// The blocks after a section's heading, to the next section that is not below it.
    pub fn blocks_of_section(&self, nth: usize) -> Range<usize> {
        let lines = self.lines_of_section(nth);
        let range = self.blocks_in(lines);
        (range.start + 1).min(range.end)..range.end
    }

    /// The strong section that a line stands in.
    pub fn section_at(&self, line: usize) -> Option<&Section> {
        let after = self.sections.partition_point(|section| self.no(section.at) <= line);
        let nth = self.strong.get(after.checked_sub(1)?).copied().flatten()?;
        self.sections.get(nth)
    }

    /// The document that a line stands in.
    pub fn part_at(&self, line: usize) -> Kind {
        self.parts
            .iter()
            .find(|part| part.lines.hold(Lines(line, line)))
            .map_or(Kind::Other, |part| part.kind)
    }

    /// The place of a finding.
    pub fn place(&self, lines: Lines) -> Place {
        let part = self.part_at(lines.0);
        let start =
            self.parts.iter().find(|known| known.lines.hold(lines)).map_or(1, |part| part.lines.0);
        let section = self.section_at(lines.0).filter(|section| self.no(section.at) >= start);
        Place {
            part,
            section: section.and_then(|s| s.number.clone()),
            title: section.map(|s| s.title.clone()),
            lines,
        }
    }

    /// The sentences of a run of blocks.
    pub fn sentences_of(&self, blocks: Range<usize>) -> &[Sentence] {
        let from = self.sentences.partition_point(|sentence| sentence.block < blocks.start);
        let to = self.sentences.partition_point(|sentence| sentence.block < blocks.end);
        self.sentences.get(from..to).unwrap_or(&[])
    }

    /// The list items among blocks.
    pub fn items_in(&self, range: Range<usize>) -> Vec<&Block> {
        self.blocks.get(range).unwrap_or(&[]).iter().filter(|block| block.is_item()).collect()
    }

    /// The list among blocks: its items, or where the bullets are lost what follows the words that lead it in.
    pub fn list(&self, range: Range<usize>) -> Vec<&Block> {
        let items = self.items_in(range.clone());
        if !items.is_empty() {
            return items;
        }
        let blocks = self.blocks.get(range).unwrap_or(&[]);
        let lead = blocks.iter().position(|block| block.text.ends_with([':', ';']));
        blocks
            .iter()
            .enumerate()
            .skip(lead.map_or(blocks.len(), |at| at + 1))
            .take_while(|(at, block)| self.listed(block, blocks.get(at + 1)))
            .map(|(_, block)| block)
            .collect()
    }

    /// Whether a block may be an item that lost its bullet; a short one that stands alone looks like a heading.
    fn listed(&self, block: &Block, next: Option<&Block>) -> bool {
        let Shape::Heading(nth) = block.shape else { return block.text.chars().count() < 400 };
        let weak = |section: &Section| section.level == WEAK && section.key.is_none();
        let over_text =
            next.is_some_and(|next| !next.is_heading() && next.text.ends_with(['.', ':']));
        self.sections.get(nth).is_some_and(weak) && !over_text
    }

    /// The list right after a block that leads it in.
    pub fn items_after(&self, at: usize) -> Vec<&Block> {
        let after = self.blocks.get(at + 1..).unwrap_or(&[]);
        let items: Vec<&Block> = after.iter().take_while(|block| block.is_item()).collect();
        if !items.is_empty() {
            return items;
        }
        let led = self.blocks.get(at).is_some_and(|block| block.text.ends_with([':', ';']));
        after
            .iter()
            .take_while(|block| {
                led && !block.is_heading()
                    && !block.text.ends_with(['.', ':'])
                    && block.text.chars().count() < 120
            })
            .collect()
    }
}

fn strong(sections: &[Section]) -> Vec<Option<usize>> {
    let mut last = None;
    let of = |(nth, section): (usize, &Section)| {
        last = if section.level < WEAK { Some(nth) } else { last };
        last
    };
    sections.iter().enumerate().map(of).collect()
}
