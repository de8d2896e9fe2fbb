//! The parts of a consultant's review: assignment, categories of questions, gap analysis, phases (AUD-30).

use super::blocks::{Block, Shape};
use super::patterns::Lazy;
use super::reading::{Category, Method, Review, Said};
use super::sheet::Sheet;
use super::words::Words;

/// What a review says of itself; what stands in its purpose is not told again in its assignment.
pub fn review(sheet: &Sheet, purpose: &[Said], words: &Words) -> Review {
    let told = |block: &&Block| purpose.iter().any(|said| said.lines.hold(block.lines()));
    let assignment = of_sections(sheet, "assignment").filter(|block| !told(block));
    Review {
        assignment: folded(sheet, assignment),
        categories: categories(sheet, words),
        gap: led_by(sheet, &words.review.gap)
            .map(|at| sheet.items_after(at).iter().map(|block| block.whole()).collect())
            .unwrap_or_default(),
        phases: phases(sheet, words),
    }
}

/// How a review was done, as its list says it; a way that no wording is known for is kept in its own words (AUD-30).
pub fn methods(sheet: &Sheet, words: &Words) -> Vec<Method> {
    let listed = folded(sheet, of_sections(sheet, "method").filter(|block| block.is_item()));
    let method = |said: Said| {
        let known = words.methods.method.iter().find(|one| one.pattern.is_match(&said.as_written));
        let key = known.map_or("other", |one| one.key.as_str()).to_owned();
        Method { key, said }
    };
    listed.into_iter().map(method).collect()
}

/// The blocks below headings of this sort, without the headings; of one within another, the inner one's.
fn of_sections<'a>(sheet: &'a Sheet, key: &'a str) -> impl Iterator<Item = &'a Block> {
    let sections = sheet.sections.iter().enumerate();
    let sections = sections.filter(|(_, section)| section.key.as_deref() == Some(key));
    let ranges: Vec<_> = sections.map(|(nth, _)| sheet.blocks_of_section(nth)).collect();
    let inner = ranges.iter().enumerate().filter(|(at, range)| {
        let within =
            |other: &std::ops::Range<usize>| range.start <= other.start && other.end <= range.end;
        !ranges.iter().skip(at + 1).any(within)
    });
    let blocks: Vec<&Block> = inner
        .flat_map(|(_, range)| sheet.blocks.get(range.clone()).unwrap_or(&[]))
        .filter(|block| !block.is_heading())
        .collect();
    blocks.into_iter()
}

/// What leads in a list and what stands deeper below it are one: a lead alone would end in the air.
fn folded<'a>(sheet: &Sheet, blocks: impl Iterator<Item = &'a Block>) -> Vec<Said> {
    let indent = |block: &Block| sheet.line(block.lines().0).map_or(0, |line| line.indent);
    let mut found: Vec<(Said, Option<usize>)> = Vec::new();
    for block in blocks {
        match found.last_mut() {
            Some((lead, depth))
                if block.is_item() && depth.is_none_or(|depth| indent(block) > depth) =>
            {
                lead.as_written.push_str("\n– ");
                lead.as_written.push_str(&block.text);
                lead.lines = lead.lines.with(block.lines());
            }
            // What leads in a list takes all of it; another paragraph takes nothing; an item what stands deeper.
            _ => {
                let leads = !block.is_item() && block.text.ends_with(':');
                let none = if block.is_item() { indent(block) } else { usize::MAX };
                found.push((block.whole(), (!leads).then_some(none)));
            }
        }
    }
    found.into_iter().map(|(said, _)| said).collect()
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
