//! Finds what pages add to a text: numbers, running headers, the list of contents.

use std::collections::HashMap;

use super::line::{Line, Role};
use super::words::Words;

/// After the word `Innehåll` come its entries, each with a page or with words that return as a heading; one broken over two
/// lines is let through.
fn contents(lines: &mut [Line], words: &Words) {
    let heading = lines.iter().position(|line| words.fixed.contents_heading.is_match(&line.text));
    let Some(from) = heading else { return };
    let returns = |at: usize| {
        let own = lines.get(at).map(|line| line.text.trim());
        let mut later = lines.iter().skip(at + 1).filter(|line| line.role == Role::Body);
        later.any(|line| Some(line.text.trim()) == own)
    };
    let entry = |at: usize| {
        lines.get(at).is_some_and(|line| {
            !line.bullet && (words.fixed.contents_entry.is_match(line.text.trim()) || returns(at))
        })
    };
    let body: Vec<usize> = (from + 1..lines.len())
        .filter(|at| lines.get(*at).is_some_and(|line| line.role == Role::Body))
        .take(400)
        .collect();
    let is_entry: Vec<bool> = body.iter().map(|at| entry(*at)).collect();
    let broken = |nth: usize| is_entry.get(nth + 1) == Some(&true);
    let end = (0..body.len()).find(|nth| is_entry.get(*nth) == Some(&false) && !broken(*nth));
    for at in body.iter().take(end.unwrap_or(0)) {
        if let Some(line) = lines.get_mut(*at) {
            line.role = Role::Noise;
        }
    }
}

/// Marks what is no part of the text: page numbers, running headers, the list of contents.
pub fn mark(lines: &mut [Line], words: &Words) {
    let mut last_number = None;
    for at in 0..lines.len() {
        let Some(line) = lines.get_mut(at) else { continue };
        if line.role != Role::Body {
            continue;
        }
        if words.fixed.page_number.is_match(&line.text) && !line.bullet {
            line.role = Role::Noise;
            last_number = Some(at);
        } else if words.fixed.contents_line.is_match(line.raw.trim()) {
            line.role = Role::Noise;
        }
    }
    contents(lines, words);
    if last_number.is_some() {
        running_headers(lines, words);
    }
}

/// A line in capitals, or one that returns, next to a page number or a page break is a running header.
fn running_headers(lines: &mut [Line], words: &Words) {
    let near: Vec<bool> = (0..lines.len()).map(|at| near_page_mark(lines, at, words)).collect();
    let mut seen: HashMap<String, usize> = HashMap::new();
    for (line, _) in
        lines.iter().zip(&near).filter(|(line, near)| **near && line.role == Role::Body)
    {
        *seen.entry(line.text.clone()).or_default() += 1;
    }
    for (line, _) in
        lines.iter_mut().zip(&near).filter(|(line, near)| **near && line.role == Role::Body)
    {
        let capitals = line.text.chars().any(char::is_alphabetic)
            && !line.text.chars().any(char::is_lowercase);
        let returns = seen.get(&line.text).is_some_and(|times| *times >= 3);
        let known = words.heading(&line.text.to_lowercase()).is_some();
        if !line.bullet && line.text.chars().count() < 80 && (capitals || returns) && !known {
            line.role = Role::Noise;
        }
    }
}

fn near_page_mark(lines: &[Line], at: usize, words: &Words) -> bool {
    let number = &words.fixed.page_number;
    let mark = |line: &&Line| line.role == Role::Noise && number.is_match(&line.text);
    let from = at.saturating_sub(3);
    lines
        .iter()
        .skip(from)
        .take(at - from)
        .rev()
        .take_while(|l| l.role != Role::Body)
        .any(|l| mark(&l))
        || lines.iter().skip(at + 1).take(4).take_while(|l| l.role != Role::Body).any(|l| mark(&l))
}
