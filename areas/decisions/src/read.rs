//! Reading minutes: a text in; out come its items that concern an area, with how the body treated it and where that stands
//! (AUD-25, T22). What is not plain is left open for a person to say.

mod items;
mod judge;
mod words;

use std::ops::RangeInclusive;

use stadga_model::{Date, Term};

use crate::minute::Treatment;
pub use words::Words;

/// What was read in the text of a meeting's minutes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// The day of the meeting with the line where it stands.
    pub day: Option<(Date, usize)>,
    /// How many items the minutes have.
    pub items: usize,
    /// The items that concern an area, once for each area, in order.
    pub found: Vec<Found>,
}

/// An item that concerns an area.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The paragraph: `§ 12`.
    pub paragraph: String,
    /// The item's heading.
    pub title: String,
    /// The area, a step of the scale `subject-area`.
    pub area: Term,
    /// Whether heading or decision concern it; else it is only mentioned.
    pub bearing: bool,
    /// How the body treated it, where its words of decision are plain.
    pub treatment: Option<Treatment>,
    /// The lines of the item, from 1.
    pub lines: RangeInclusive<usize>,
    /// The line where the area's word stands.
    pub line: usize,
    /// The words of decision; empty where none were found.
    pub decision: String,
}

/// Reads the text of minutes.
pub fn read(text: &str, words: &Words) -> Reading {
    let lines: Vec<&str> = text.lines().collect();
    let items = items::items(&lines, words);
    let found = items.iter().flat_map(|item| judge::judge(item, &lines, words)).collect();
    Reading { day: items::day(&lines, words), items: items.len(), found }
}

#[cfg(test)]
mod tests;
