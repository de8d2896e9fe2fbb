//! Promises with the words used and the days that they can mean (AUD-19).

use std::collections::BTreeSet;
use std::ops::Range;

use jiff::civil::Date;

use super::reading::{Answer, Ask, Lines, Promise, Said};
use super::sentences::Sentence;
use super::sheet::Sheet;
use super::times::{self, When};
use super::words::{Pattern, Words};

/// The timed promises in an answer; what was done already is none. In running text they stand outside the answers too.
pub fn promises(
    sheet: &Sheet,
    answers: &[Answer],
    prose: bool,
    said: Option<Date>,
    words: &Words,
    asks: &mut Vec<Ask>,
) -> Vec<Promise> {
    let mut found: Vec<Promise> = Vec::new();
    for sentence in &sheet.sentences {
        let after = answers.partition_point(|answer| answer.lines.0 <= sentence.lines.0);
        let answer = after
            .checked_sub(1)
            .filter(|at| answers.get(*at).is_some_and(|answer| answer.lines.hold(sentence.lines)));
        let own = answer.and_then(|at| answers.get(at));
        let repeated = own.is_some_and(|own| repeats(own, prose, sentence));
        let outside = answer.is_none()
            && (!answers.is_empty() && !prose || no_answer(sheet, sentence, words));
        if repeated || outside {
            continue;
        }
        let part = own
            .and_then(|own| own.parts.iter().find(|part| part.said.lines.hold(sentence.lines)))
            .map_or("", |part| part.key.as_str());
        if part != "done" {
            found.extend(of_sentence(&sentence.said(), answer, part == "timetable", said, words));
        }
    }
    let rows: BTreeSet<Lines> =
        sheet.tables.iter().flat_map(|table| &table.rows).map(|row| row.lines).collect();
    let tabled = answers.iter().enumerate().filter(|(_, answer)| rows.contains(&answer.lines));
    found.extend(tabled.flat_map(|(nth, answer)| of_row(nth, answer, said, words)));
    for promise in
        found.iter().filter(|promise| promise.earliest.is_none() && promise.latest.is_none())
    {
        asks.push(Ask {
            what: "promise-date".to_owned(),
            about: promise.words.clone(),
            lines: promise.said.lines,
        });
    }
    found
}

/// The timed promises in words of an answer that was written on the day `said`; in a timetable a time alone is one.
#[must_use]
pub fn promised(text: &str, timetable: bool, said: Option<Date>, words: &Words) -> Vec<Promise> {
    let mut from = 0;
    let sentences = super::sentences::ends(text, words).into_iter().filter_map(|to| {
        let sentence = text.get(from..to)?.trim_matches(|c: char| c.is_whitespace() || c == '–');
        from = to;
        Some(Said { as_written: sentence.to_owned(), lines: Lines::default() })
    });
    sentences.flat_map(|said_so| of_sentence(&said_so, None, timetable, said, words)).collect()
}

/// Whether a sentence only says again what is answered, or what the auditors hold of it. In running text, where several
/// sentences share their lines, that is told by its words: what is answered may stand in the answer itself.
fn repeats(own: &Answer, prose: bool, sentence: &Sentence) -> bool {
    if prose {
        let said = own.parts.iter().any(|part| part.said.as_written.contains(&sentence.text));
        return !said && sentence.text.contains(&own.subject.as_written);
    }
    let holds = |said: &Said| said.lines.hold(sentence.lines);
    holds(&own.subject) || own.auditors.as_ref().is_some_and(holds)
}

/// Whether a sentence tells what the auditors ask for or what a decision brings with it.
fn no_answer(sheet: &Sheet, sentence: &Sentence, words: &Words) -> bool {
    let section = sheet.section_at(sentence.lines.0);
    let asked = words.request.told.is_match(&sentence.text)
        && words.request.sentence.is_match(&sentence.text);
    asked || section.is_some_and(|section| section.key.as_deref() == Some("decision"))
}

/// In a table, the cell of the timetable is a promise in itself.
fn of_row(nth: usize, answer: &Answer, said: Option<Date>, words: &Words) -> Vec<Promise> {
    let timed = |key: &str| matches!(key, "timetable" | "planned" | "answer");
    let planned = answer.parts.iter().find(|part| part.key == "planned").map(|part| &part.said);
    let parts = answer.parts.iter().filter(|part| timed(&part.key));
    let found = parts.flat_map(|part| {
        let timetable = part.key == "timetable";
        let own = of_sentence(&part.said, Some(nth), timetable, said, words);
        // What is promised stands in the cell beside the time.
        let what = planned.filter(|_| timetable);
        own.into_iter()
            .map(move |promise| what.map_or(promise.clone(), |what| beside(what, promise)))
    });
    found.collect()
}

/// A promise whose time stands in a cell by itself, with what is promised before it.
fn beside(what: &Said, promise: Promise) -> Promise {
    let as_written = format!("{} {}", what.as_written, promise.said.as_written);
    let lines = what.lines.with(promise.said.lines);
    Promise { said: Said { as_written, lines }, ..promise }
}

fn of_sentence(
    sentence: &Said,
    answer: Option<usize>,
    timetable: bool,
    said: Option<Date>,
    words: &Words,
) -> Vec<Promise> {
    let text = sentence.as_written.as_str();
    let passed = |when: &When| said.zip(when.latest).is_some_and(|(said, latest)| latest < said);
    let promised = |when: &When| {
        !passed(when)
            && !is_no_time(text, &when.at, words)
            && (timetable && !told(text, &when.at, words) || ahead(text, &when.at, words))
    };
    let mut found: Vec<Promise> = Vec::new();
    for when in times::times(text, said, words).into_iter().filter(promised) {
        if !found.iter().any(|known| known.words == when.words) {
            found.push(Promise {
                answer,
                words: when.words,
                earliest: when.earliest,
                latest: when.latest,
                said: sentence.clone(),
            });
        }
    }
    found
}

fn is_no_time(text: &str, at: &Range<usize>, words: &Words) -> bool {
    let since =
        text.get(..at.start).is_some_and(|before| words.times.promise.since.is_match(before));
    since
        || words.times.promise.not_times.iter().any(|pattern| {
            pattern.find_iter(text).any(|found| found.start() < at.end && at.start < found.end())
        })
}

/// Whether the verb nearest to a time looks ahead: first the one before it, then the one after it.
fn ahead(text: &str, at: &Range<usize>, words: &Words) -> bool {
    let (future, past) = nearest(text, at, words);
    future.is_some_and(|future| past.is_none_or(|past| future < past))
}

/// Whether the verb nearest to a time looks back.
fn told(text: &str, at: &Range<usize>, words: &Words) -> bool {
    let (future, past) = nearest(text, at, words);
    past.is_some_and(|past| future.is_none_or(|future| past < future))
}

/// How far the nearest verbs are; one in the time's own words ("senast") or after them counts as farther than any before.
fn nearest(text: &str, at: &Range<usize>, words: &Words) -> (Option<usize>, Option<usize>) {
    let clause = clause(text, at, words);
    let lower = text.get(clause.clone()).unwrap_or("").to_lowercase();
    let (start, end) = (at.start - clause.start, at.end - clause.start);
    let far = |patterns: &[Pattern]| {
        let verbs = patterns.iter().flat_map(|pattern| pattern.find_iter(&lower));
        verbs
            .filter(|verb| verb.end() <= start || verb.start() >= end || verb.start() >= start)
            .map(|verb| {
                if verb.start() < start {
                    start - verb.start()
                } else {
                    10_000 + verb.start() - start
                }
            })
            .min()
    };
    (far(&words.times.promise.future), far(&words.times.promise.past))
}

/// The part of a sentence around a time, cut where another statement begins.
fn clause(text: &str, at: &Range<usize>, words: &Words) -> Range<usize> {
    let before = text.get(..at.start).unwrap_or("");
    let after = text.get(at.end..).unwrap_or("");
    let cuts = &words.times.promise.cuts;
    let from = cuts.find_iter(before).last().map_or(0, |cut| cut.start());
    let to = cuts.find(after).map_or(text.len(), |cut| at.end + cut.start());
    from..to
}
