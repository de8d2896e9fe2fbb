//! The dates of a document: fixed, decided or dated, by day or only by month (AUD-03).

use jiff::civil::Date;

use super::line::{Line, Role};
use super::reading::{Dated, Kind, Said};
use super::sheet::Sheet;
use super::times::{self, When};
use super::words::Words;

/// How many of the first lines may hold the date that a text is written on.
const TOP: usize = 25;

/// The dates at a text's head; else where it is signed; else the month on its cover.
pub fn dates(sheet: &Sheet, kind: Kind, head: &[&Line], words: &Words) -> Vec<Dated> {
    let mut found: Vec<Dated> = Vec::new();
    for (nth, line) in head.iter().enumerate() {
        if kind != Kind::Answer && is_of_another(sheet, line, words) {
            continue;
        }
        for when in times_of(line, words) {
            // The day of a meeting by which an answer is asked for is none of the report's.
            let asked = words.request.sentence.is_match(&line.text);
            // Nor is that of a document in a list: "Policyn, antagen av fullmäktige 2021-06-14".
            let what = day(&when)
                .filter(|_| !asked && !line.bullet)
                .and_then(|_| what(head, nth, &when, words));
            let new = |what: &&str| {
                !found.iter().any(|known| known.what == **what && known.latest == when.latest)
            };
            if let Some(what) = what.filter(new) {
                found.push(dated(what, &when, line));
            }
        }
    }
    if found.is_empty() {
        found.extend(signed(sheet, words).or_else(|| month(head, words)));
    }
    found
}

/// Below its first heading a report tells when others decided: its own day stands there only with a word of the audit.
fn is_of_another(sheet: &Sheet, line: &Line, words: &Words) -> bool {
    let inside = sheet.section_at(line.no).is_some_and(|section| sheet.no(section.at) < line.no);
    inside && !words.kinds.report_needed.is_match(&line.text.to_lowercase())
}

fn dated(what: &str, when: &When, line: &Line) -> Dated {
    Dated {
        what: what.to_owned(),
        date: day(when),
        earliest: when.earliest,
        latest: when.latest,
        said: Said { as_written: line.text.trim().to_owned(), lines: line.at() },
    }
}

/// The times on a line: `2024-0117` is none where it is said to be a diary number.
fn times_of(line: &Line, words: &Words) -> Vec<When> {
    let number = words.identity.diary_number.captures(&line.text).and_then(|found| found.get(1));
    let of_number =
        |when: &When| number.as_ref().is_some_and(|own| own.range().contains(&when.at.start));
    times::times(&line.text, None, words).into_iter().filter(|when| !of_number(when)).collect()
}

/// The one day that a time means.
fn day(when: &When) -> Option<Date> {
    when.latest.filter(|_| when.earliest == when.latest)
}

/// What a day is the date of, by the words before it.
fn what(head: &[&Line], nth: usize, when: &When, words: &Words) -> Option<&'static str> {
    let line = head.get(nth)?;
    let after = line.text.get(when.at.end..)?;
    let alone = nth < TOP && (after.trim().is_empty() || after.starts_with("  "));
    match label_before(head, nth, when, words) {
        text if words.dates.fixed.is_match(&text) => Some("fixed"),
        text if words.dates.decided.is_match(&text) => Some("decided"),
        text if words.dates.dated.is_match(&text) && alone => Some("dated"),
        _ => None,
    }
}

/// What stands before a date on its line, or the label on the line before it.
fn label_before(head: &[&Line], nth: usize, when: &When, words: &Words) -> String {
    let before = head.get(nth).and_then(|line| line.text.get(..when.at.start)).unwrap_or("");
    // In the columns of a letter's head, only what stands in the same column.
    let own = before.rsplit("  ").next().unwrap_or("");
    let previous =
        nth.checked_sub(1).and_then(|at| head.get(at)).map_or("", |line| line.text.trim());
    let dates = &words.dates;
    let label = dates.fixed.is_match(previous) || dates.decided.is_match(previous);
    if own.trim().is_empty() && label && previous.split_whitespace().count() < 4 {
        previous.to_owned()
    } else {
        own.to_owned()
    }
}

/// Without a date at its head, a text is dated where it is signed: place and day alone on a line.
fn signed(sheet: &Sheet, words: &Words) -> Option<Dated> {
    let body = sheet.page.lines.iter().rev().filter(|line| line.role == Role::Body).take(200);
    body.filter(|line| line.text.chars().count() < 50 && !line.bullet).find_map(|line| {
        let when = times_of(line, words).into_iter().next()?;
        let before = line.text.get(..when.at.start)?;
        let alone = line.text.get(when.at.end..)?.trim().is_empty();
        let fits = words.dates.dated.is_match(before) && before.starts_with(char::is_uppercase);
        (alone && fits && day(&when).is_some()).then(|| dated("dated", &when, line))
    })
}

/// "Mars 2024" on the cover: the month is kept as written, and no day is made of it.
fn month(head: &[&Line], words: &Words) -> Option<Dated> {
    head.iter().enumerate().take(TOP).find_map(|(nth, line)| {
        let when = times::latest(&line.text, None, words)?;
        let first = when.earliest.filter(|first| *first == first.first_of_month())?;
        let before = line.text.get(..when.at.start)?;
        let alone = line.text.get(when.at.end..)?.trim_matches([']', ' ']).is_empty();
        let runs_on =
            head.get(nth + 1).is_some_and(|next| next.text.starts_with(char::is_lowercase));
        let one_month = when.latest == Some(first.last_of_month());
        (alone && one_month && !runs_on && words.dates.month.is_match(before))
            .then(|| dated("dated", &when, line))
    })
}
