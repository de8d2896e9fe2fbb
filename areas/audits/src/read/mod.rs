//! Reads Swedish audit reports and answers: a text in, findings with their lines out; pure.

mod addressed;
mod answer;
mod blocks;
mod columns;
mod criteria;
mod dates;
mod evidence;
mod followup;
mod footnotes;
mod grades;
mod identity;
mod judging;
mod kind;
mod likeness;
mod line;
mod lines;
mod margins;
mod numbered;
mod patterns;
mod people;
mod position;
mod promises;
mod prose;
mod questions;
mod reading;
mod recommendations;
mod remarks;
mod repair;
mod replies;
mod request;
mod review;
mod sections;
mod sentences;
mod sheet;
mod tables;
mod times;
mod unfold;
mod words;

use std::collections::BTreeSet;

pub use evidence::is_governing;
pub use judging::is_verdict;
pub use likeness::says_same;
pub use promises::promised;
pub use reading::*;
pub use times::{When, latest, times};
pub use words::{Unusable, Words};

use sheet::Sheet;

/// Reads a text: what is found, where it stands, and what must be asked.
///
/// Takes the text of a report, cover letter, answer or review as it came out of a file.
/// A text that is none of these gives an empty reading that says so (AUD-03 to AUD-34).
#[must_use]
pub fn read(text: &str, words: &Words) -> Reading {
    read_as(text, None, words)
}

/// Reads a text that somebody has said to be of this kind; as [`read`] where nothing is said.
#[must_use]
pub fn read_as(text: &str, said: Option<Kind>, words: &Words) -> Reading {
    match columns::split(text, words) {
        Some(split) => split.placed(&unfolded(&split.text, said, words)),
        None => unfolded(text, said, words),
    }
}

/// Reads a text that has one column.
fn unfolded(text: &str, said: Option<Kind>, words: &Words) -> Reading {
    match unfold::unfold(text, words) {
        Some(unfolded) => unfolded.lost(lined(&unfolded.text, said, words)),
        None => lined(text, said, words),
    }
}

/// Reads a text that has its lines.
fn lined(text: &str, said: Option<Kind>, words: &Words) -> Reading {
    let mut sheet = Sheet::of(text, words);
    let (kind, parts) = match said {
        Some(kind) => (kind, vec![Part { kind, lines: Lines(1, sheet.page.lines.len()) }]),
        None => kind::kind(&sheet, words),
    };
    let mut reading = Reading { kind, parts: parts.clone(), ..Reading::default() };
    sheet.parts = parts;
    if kind == Kind::Other {
        reading.asks.push(ask("kind", &sheet));
        return reading;
    }
    if sheet.page.cut {
        reading.asks.push(ask("cut", &sheet));
    }
    reading.identity = identity::identity(&sheet, kind, words, &mut reading.asks);
    match kind {
        Kind::Answer => answered(&sheet, &mut reading, words),
        _ => reported(&sheet, &mut reading, words),
    }
    if kind == Kind::Review {
        reading.review = Some(review::review(&sheet, &reading.purpose, words));
        let listed = review::methods(&sheet, words);
        reading.methods = if listed.is_empty() { reading.methods } else { listed };
    }
    let mut seen = BTreeSet::new();
    reading.asks.retain(|ask| seen.insert((ask.what.clone(), ask.about.clone(), ask.lines)));
    reading
}

/// What a report, cover letter or review finds.
fn reported(sheet: &Sheet, reading: &mut Reading, words: &Words) {
    reading.purpose = questions::purpose(sheet, words);
    reading.questions = questions::questions(sheet, words);
    grades::grade(sheet, reading, words);
    reading.criteria = criteria::criteria(sheet, words);
    reading.delimitations = criteria::delimitations(sheet);
    reading.methods = criteria::methods(sheet, words);
    reading.documents = evidence::documents(sheet, words);
    reading.interviews = evidence::interviews(sheet, words, &mut reading.asks);
    reading.observations = evidence::observations(sheet, words);
    reading.fact_checks = evidence::fact_checks(sheet, words);
    reading.remarks = remarks::remarks(sheet, words);
    reading.strengths = remarks::strengths(sheet, words);
    reading.recommendations = recommendations::recommendations(sheet, words);
    reading.follow_ups = followup::follow_ups(sheet, words, &mut reading.asks);
    // What is only told to have been recommended once is not recommended anew.
    let followed = &reading.follow_ups;
    let told = |place: &Place| followed.iter().any(|point| point.lines.hold(place.lines));
    reading.recommendations.retain(|one| !one.places.iter().all(told));
    let said = reading.identity.dates.first().and_then(|dated| dated.latest);
    reading.request = request::request(sheet, said, words);
}

/// What an answer says, and promises.
fn answered(sheet: &Sheet, reading: &mut Reading, words: &Words) {
    let said = reading.identity.dates.first().and_then(|dated| dated.latest);
    reading.answers = answer::answers(sheet, words);
    let prose = reading.answers.is_empty();
    if prose {
        reading.answers = prose::answers(sheet, words);
    }
    for answer in &mut reading.answers {
        position::take(answer, words);
        position::unstated(answer);
    }
    for answer in &reading.answers {
        let what = match &answer.position {
            None => "position",
            Some(position) if position.key == position::NOT_STATED => "position",
            Some(position) if position.uncertain => "position-uncertain",
            Some(_) => continue,
        };
        let about = answer.subject.as_written.clone();
        reading.asks.push(Ask { what: what.to_owned(), about, lines: answer.lines });
    }
    reading.promises =
        promises::promises(sheet, &reading.answers, prose, said, words, &mut reading.asks);
}

fn ask(what: &str, sheet: &Sheet) -> Ask {
    let about = sheet.page.lines.iter().find(|line| !line.text.is_empty());
    Ask {
        what: what.to_owned(),
        about: about.map(|line| line.text.chars().take(120).collect()).unwrap_or_default(),
        lines: about.map_or(Lines(1, 1), line::Line::at),
    }
}

#[cfg(test)]
mod tests;
