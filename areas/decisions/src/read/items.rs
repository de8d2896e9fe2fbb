//! The items of minutes: where each begins and ends, its heading and its words of decision; and the day of the meeting.

use stadga_model::Date;

use super::Words;

/// One item.
pub(super) struct Item {
    /// Its number with letter: `12`, `12a`.
    pub number: String,
    /// Its heading.
    pub title: String,
    /// Its first line, from 0.
    pub first: usize,
    /// The line after its last one.
    pub end: usize,
    /// The lines of its decision.
    pub decision: Vec<usize>,
}

/// A number may be missing now and then; what jumps further is a paragraph of something else.
const JUMP: u32 = 30;
/// A heading goes on for at most so many lines.
const TITLE: usize = 3;

/// The items in their order. A list of contents, whose numbers come again, is no item.
pub(super) fn items(lines: &[&str], words: &Words) -> Vec<Item> {
    let mut starts: Vec<(usize, u32, String, String)> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(found) = words.item.captures(line) else { continue };
        let part = |name| found.name(name).map(|part| part.as_str()).unwrap_or_default();
        let Ok(number) = part("number").parse::<u32>() else { continue };
        let whole = format!("{number}{}", part("letter"));
        let last = starts.last().map(|(_, last, ..)| *last);
        let first = starts.first().map(|(_, first, ..)| *first);
        match last {
            Some(_) if Some(number) == first && part("letter").is_empty() => starts.clear(),
            Some(last) if number < last || number > last + JUMP => continue,
            _ => {}
        }
        starts.push((at, number, whole, part("title").trim().to_owned()));
    }
    let ends: Vec<usize> = starts.iter().skip(1).map(|(at, ..)| *at).chain([lines.len()]).collect();
    let whole = starts.into_iter().zip(ends).map(|((first, _, number, title), end)| Item {
        title: heading(title, lines, first, end, words),
        decision: decision(lines, first, end, words),
        number,
        first,
        end,
    });
    whole.collect()
}

/// The heading: on the line of the number, or the lines after it up to a blank one.
fn heading(title: String, lines: &[&str], first: usize, end: usize, words: &Words) -> String {
    if !title.is_empty() {
        return title;
    }
    let after = lines.iter().take(end).skip(first + 1).map(|line| line.trim());
    let after = after.skip_while(|line| line.is_empty()).take(TITLE);
    let whole: Vec<_> = after
        .take_while(|line| {
            !line.is_empty() && !words.decision.is_match(line) && !words.other.is_match(line)
        })
        .collect();
    whole.join(" ")
}

/// The lines of the decision: from what stands over it, or a sentence that decides, to the next part.
fn decision(lines: &[&str], first: usize, end: usize, words: &Words) -> Vec<usize> {
    let mut deciding = false;
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate().take(end).skip(first + 1) {
        if words.other.is_match(line) {
            deciding = false;
        } else if words.decision.is_match(line) {
            deciding = true;
        }
        if deciding && !line.trim().is_empty() {
            found.push(at);
        }
    }
    found
}

/// The day of the meeting with its line from 1, where the head of the minutes says it.
pub(super) fn day(lines: &[&str], words: &Words) -> Option<(Date, usize)> {
    let head = lines.iter().take(80).enumerate();
    head.filter_map(|(at, line)| {
        let found = words.day.captures(line)?;
        Some((date(found.name("day")?.as_str(), words)?, at + 1))
    })
    .next()
}

/// A date as `2024-03-12` or `12 mars 2024`.
fn date(text: &str, words: &Words) -> Option<Date> {
    if let Ok(date) = text.parse() {
        return Some(date);
    }
    let mut parts = text.split_whitespace();
    let (day, name, year) = (parts.next()?, parts.next()?.to_lowercase(), parts.next()?);
    let month = words.months.iter().position(|month| *month == name)? + 1;
    Date::new(year.parse().ok()?, i8::try_from(month).ok()?, day.parse().ok()?).ok()
}
