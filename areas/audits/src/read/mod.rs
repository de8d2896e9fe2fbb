//! Reads Swedish audit reports and answers: a text in, findings with their lines out; pure.

mod blocks;
mod grades;
mod identity;
mod kind;
mod likeness;
mod lines;
mod people;
mod questions;
mod reading;
mod recommendations;
mod repair;
mod sections;
mod sentences;
mod sheet;
mod times;
mod words;

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
    let mut sheet = Sheet::of(text, words);
    let (kind, parts) = kind::kind(&sheet, words);
    let mut reading = Reading { kind, parts: parts.clone(), ..Reading::default() };
    sheet.parts = parts;
    if kind == Kind::Other {
        reading.asks.push(ask("kind", &sheet));
        return reading;
    }
    reading.identity = identity::identity(&sheet, kind, words, &mut reading.asks);
    if matches!(kind, Kind::Report | Kind::CoverLetter) {
        reading.purpose = questions::purpose(&sheet, words);
        reading.questions = questions::questions(&sheet, words);
        grades::grade(&sheet, &mut reading, words);
        reading.recommendations = recommendations::recommendations(&sheet, words);
    }
    reading
}

fn ask(what: &str, sheet: &Sheet) -> Ask {
    let about = sheet.page.lines.iter().find(|line| !line.text.is_empty());
    Ask {
        what: what.to_owned(),
        about: about.map(|line| line.text.chars().take(120).collect()).unwrap_or_default(),
        lines: about.map(lines::Line::at).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests;
