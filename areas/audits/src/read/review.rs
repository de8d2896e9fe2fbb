//! The parts of a consultant's review: assignment, categories of questions, gap analysis, phases (AUD-30).

use super::blocks::{Block, Shape};
use super::patterns::Lazy;
use super::reading::{Category, Review, Said};
use super::sheet::Sheet;
use super::words::Words;

/// What a review says of itself.
pub fn review(sheet: &Sheet, words: &Words) -> Review {
    let assignment = sheet
        .about(&["assignment"])
        .flat_map(|(nth, _)| sheet.blocks.get(sheet.blocks_of_section(nth)).unwrap_or(&[]));
    Review {
        assignment: assignment.filter(|block| !block.is_heading()).map(Block::whole).collect(),
        categories: categories(sheet, words),
        gap: led_by(sheet, &words.review.gap)
            .map(|at| sheet.items_after(at).iter().map(|block| block.whole()).collect())
            .unwrap_or_default(),
        phases: phases(sheet, words),
    }
}

fn led_by(sheet: &Sheet, pattern: &Lazy) -> Option<usize> {
    sheet.blocks.iter().position(|block| !block.is_heading() && pattern.is_match(&block.text))
}

/// Categories are named in the words that lead them in, and again over each one's questions.
fn categories(sheet: &Sheet, words: &Words) -> Vec<Category> {
    let Some(at) = led_by(sheet, &words.review.categories) else { return Vec::new() };
    let lead = sheet.blocks.get(at).map_or("", |block| block.text.as_str());
    let names: Vec<String> = words
        .review
        .categories
        .captures(lead)
        .and_then(|found| found.name("names"))
        .map(|names| {
            names
                .as_str()
                .replace(" samt ", ",")
                .split(',')
                .map(|name| name.trim().to_owned())
                .filter(|name| !name.is_empty())
                .collect()
        })
        .unwrap_or_default();
    let mut found: Vec<Category> = Vec::new();
    for block in sheet
        .blocks
        .iter()
        .skip(at + 1)
        .take_while(|block| block.is_item() || names.contains(&block.text))
    {
        if names.contains(&block.text) {
            found.push(Category {
                name: block.text.clone(),
                questions: Vec::new(),
                lines: block.lines(),
            });
        } else if let Some(last) = found.last_mut() {
            last.questions.push(block.whole());
            last.lines = last.lines.with(block.lines());
        }
    }
    found
}

/// Phases are numbered from one under the words that lead them in.
fn phases(sheet: &Sheet, words: &Words) -> Vec<Said> {
    let Some(at) = led_by(sheet, &words.review.phases) else { return Vec::new() };
    let mut found: Vec<Said> = Vec::new();
    for block in sheet.blocks.iter().skip(at + 1) {
        match &block.shape {
            Shape::Item(Some(number)) if *number == (found.len() + 1).to_string() => {
                found.push(block.whole())
            }
            Shape::Heading(_) => break,
            _ => {}
        }
    }
    found
}
