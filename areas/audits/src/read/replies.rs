//! Finds questions put again, in tables, headings and running text, with what is said right after them.

use super::blocks::{Block, Shape};
use super::judging;
use super::likeness::{SAME, Stems, restated};
use super::reading::Said;
use super::sections::WEAK;
use super::sentences;
use super::sheet::Sheet;
use super::words::Words;

/// How alike a statement must be to the question that it repeats without asking.
const STATED: f64 = 0.9;

/// Each question that is put again, by its index, with the words after it.
pub fn replies(sheet: &Sheet, questions: &[Stems], words: &Words) -> Vec<(usize, Said)> {
    let mut found = in_text(sheet, questions, words);
    for (at, block) in sheet.blocks.iter().enumerate() {
        found.extend(after_block(sheet, at, block, questions, words));
    }
    found
}

/// "Finns en plan? Ja, sedan 2021."
fn in_text(sheet: &Sheet, questions: &[Stems], words: &Words) -> Vec<(usize, Said)> {
    let mut found = Vec::new();
    for (at, sentence) in sheet.sentences.iter().enumerate() {
        if !sentence.text.ends_with('?') {
            continue;
        }
        let stems = Stems::of(unnumbered(&sentence.text, words), words);
        let same = questions.iter().position(|question| question.like(&stems) >= SAME);
        let (Some(nth), Some(next)) = (same, sheet.sentences.get(at + 1)) else { continue };
        let between = sheet.blocks.get(sentence.block + 1..next.block).unwrap_or(&[]);
        let other = restated(&next.text, questions, words).is_some_and(|other| other != nth);
        if !other && !between.iter().any(Block::is_heading) && !next.text.ends_with('?') {
            found.push((nth, unlabelled(&next.said(), words).0));
        }
    }
    found
}

/// A heading or statement that repeats a question, with a labelled answer under it (`Bedömning: Delvis`).
fn after_block(
    sheet: &Sheet,
    at: usize,
    block: &Block,
    questions: &[Stems],
    words: &Words,
) -> Option<(usize, Said)> {
    let title = match block.shape {
        Shape::Heading(nth) => sheet.sections.get(nth).map(|section| section.title.as_str()),
        _ => None,
    };
    let text = title.unwrap_or(&block.text);
    if text.chars().count() > 400 || text.contains(". ") {
        return None;
    }
    let stems = Stems::of(unnumbered(text, words), words);
    let nth = questions.iter().position(|question| question.like(&stems) >= STATED)?;
    let next = sheet.blocks.get(at + 1)?;
    let label_alone = words.is_label(next.text.trim_end_matches(':'));
    let strong = matches!(next.shape, Shape::Heading(nth) if sheet.sections.get(nth).is_some_and(|s| s.level < WEAK));
    if label_alone && strong && !block.is_heading() {
        return None;
    }
    let reply = if label_alone { sheet.blocks.get(at + 2)? } else { next };
    let end = sentences::ends(&reply.text, words).first().copied().unwrap_or(reply.text.len());
    let (said, labelled) = unlabelled(&reply.said(0, end), words);
    // "Inventering" with "Otillfredsställande" on the line below: a verdict and nothing else. Below a question, reasons may
    // follow it.
    let alone = if text.ends_with('?') { &said.as_written } else { &reply.text };
    let verdict = alone.split_whitespace().count() < 6
        && judging::opening(&said, "question", words).is_some();
    (labelled || label_alone || verdict).then_some((nth, said))
}

/// A question without the number before it.
pub fn unnumbered<'t>(text: &'t str, words: &Words) -> &'t str {
    let found = words.fixed.number.captures(text).and_then(|found| found.get(2));
    let rest = found.map_or(text, |rest| rest.as_str());
    let label = words.fixed.label_number.captures(rest).and_then(|found| found.get(2));
    label.map_or(rest, |rest| rest.as_str())
}

/// An answer without the label before it, and whether it had one.
fn unlabelled(said: &Said, words: &Words) -> (Said, bool) {
    match said.as_written.split_once(':') {
        Some((label, rest)) if words.is_label(label) && !rest.trim().is_empty() => {
            (Said { as_written: rest.trim().to_owned(), lines: said.lines }, true)
        }
        _ => (said.clone(), false),
    }
}
