//! Older recommendations that each have a heading of their own, with what is said of them below it (AUD-21).

use super::{Point, grade, labelled};
use crate::read::blocks::{Block, Shape};
use crate::read::numbered::leaves;
use crate::read::reading::Said;
use crate::read::repair;
use crate::read::sheet::Sheet;
use crate::read::words::Words;

/// The points under headings such as "Rekommendation 2 – Se över rutinen". New recommendations have such headings too:
/// they are older ones only where most of them are graded as such.
pub(super) fn points(sheet: &Sheet, words: &Words) -> Vec<Point> {
    let mut found: Vec<Point> = Vec::new();
    let mut open = false;
    for block in &sheet.blocks {
        if let Some(subject) = subject(sheet, block, words) {
            let lines = block.lines();
            found.push(Point { subject, reason: String::new(), verdict: None, lines });
            open = true;
        } else if open && leaves(sheet, block) {
            open = false;
        } else if let Some(last) = found.last_mut().filter(|_| open) {
            add(last, block, words);
        }
    }
    found.retain(|point| !point.reason.is_empty());
    let graded = found.iter().filter(|point| grade(point, words).is_some()).count();
    if graded * 2 > found.len() { found } else { Vec::new() }
}

/// What an older recommendation is about, where a block is its heading.
fn subject(sheet: &Sheet, block: &Block, words: &Words) -> Option<String> {
    let title = match &block.shape {
        Shape::Heading(nth) => sheet.sections.get(*nth)?.title.as_str(),
        Shape::Item(_) => sheet.line(block.lines().0)?.text.as_str(),
        Shape::Paragraph => return None,
    };
    let found = words.follow_up.headed.captures(title)?;
    Some(found.name("subject")?.as_str().trim().to_owned())
}

fn add(point: &mut Point, block: &Block, words: &Words) {
    point.lines = point.lines.with(block.lines());
    if block.is_heading() {
        return;
    }
    let (label, rest) = labelled(block, words);
    if words.tables.followed.iter().any(|name| label.starts_with(name)) {
        point.verdict = Some(Said { as_written: rest.to_owned(), lines: block.lines() });
    }
    repair::join(&mut point.reason, rest);
}
