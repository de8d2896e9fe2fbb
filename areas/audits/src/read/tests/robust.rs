//! The same findings however conversion sets the text; nothing in a text breaks the reader.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use serde_json::Value;

use super::super::{Kind, Lines};
use super::kronoberg::FILE;
use super::{Reading, asked, fixture, key, reading, sample};

/// What must not change with the setting.
fn counts(found: &Reading) -> Vec<(&'static str, usize)> {
    let graded =
        |wanted: &str| found.questions.iter().filter(|question| key(question) == wanted).count();
    let white = found.follow_ups.iter().filter(|point| point.replaced_by.is_some()).count();
    let further = found
        .remarks
        .iter()
        .filter(|remark| remark.under.starts_with("I granskningen framgår"))
        .count();
    vec![
        ("report", usize::from(found.kind == Kind::Report)),
        ("parts", found.parts.len()),
        ("overall questions", found.questions.iter().filter(|question| question.overall).count()),
        ("questions", found.questions.len()),
        ("met", graded("met")),
        ("partly", graded("partly")),
        ("criteria", found.criteria.len()),
        ("documents", found.documents.len()),
        ("undated", found.documents.iter().filter(|document| document.undated).count()),
        ("ended", found.documents.iter().filter(|document| document.valid_to.is_some()).count()),
        ("interviews", found.interviews.len()),
        ("observations", found.observations.len()),
        ("recommendations", found.recommendations.len()),
        ("first places", found.recommendations.first().map_or(0, |r| r.places.len())),
        ("second places", found.recommendations.get(1).map_or(0, |r| r.places.len())),
        ("further remarks", further),
        ("follow-ups", found.follow_ups.len()),
        ("white", white),
        ("colours asked", asked(found, "follow-up-colour")),
        ("requested parts", found.request.as_ref().map_or(0, |request| request.parts.len())),
        ("dates", found.identity.dates.len()),
    ]
}

fn is_bullet(c: char) -> bool {
    c == '\u{f0b7}'
}

fn bullets(text: &str, bullet: &str) -> String {
    text.replace(is_bullet, bullet)
}

fn each_line(text: &str, set: impl Fn(&str) -> String) -> String {
    text.split('\n').map(set).collect::<Vec<_>>().join("\n")
}

/// Breaks lines longer than `width`.
fn folded(text: &str, width: usize) -> String {
    each_line(text, |line| {
        let mut out = String::new();
        let mut length = 0;
        for word in line.trim_end().split(' ') {
            if length > 0 && length + word.chars().count() > width {
                out.push('\n');
                length = 0;
            } else if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(word);
            length += word.chars().count() + 1;
        }
        out
    })
}

/// Joins full lines with the next, as a wider page would.
fn widened(text: &str, width: usize) -> String {
    let mut out: Vec<String> = Vec::new();
    let mut full = false;
    for line in text.split('\n') {
        let words = line.trim();
        let joins = full
            && !words.is_empty()
            && !words.starts_with(is_bullet)
            && !line.starts_with(' ')
            && !words.starts_with(|c: char| c.is_ascii_digit());
        match out
            .last_mut()
            .filter(|last| joins && last.chars().count() + words.chars().count() < width)
        {
            Some(last) => *last = format!("{} {words}", last.trim_end()),
            None => out.push(line.to_owned()),
        }
        full = words.chars().count() > 70;
    }
    out.join("\n")
}

fn without_blank_lines(text: &str) -> String {
    text.split('\n').filter(|line| !line.trim().is_empty()).collect::<Vec<_>>().join("\n")
}

fn settings(text: &str) -> Vec<(&'static str, String)> {
    vec![
        ("dashes", bullets(text, "-")),
        ("dots", bullets(text, "•")),
        ("rings", bullets(text, "o")),
        ("middle dots", bullets(text, "·")),
        ("bullets on lines of their own", text.replace("\u{f0b7} ", "\u{f0b7}\n")),
        ("60 columns", folded(text, 60)),
        ("120 columns", widened(text, 120)),
        ("set in", each_line(text, |line| format!("  {line}"))),
        ("carriage returns", text.replace('\n', "\r\n")),
        ("form feeds", text.replace("\n ", "\n\u{c} ")),
        ("no space at line ends", each_line(text, |line| line.trim_end().to_owned())),
        ("no leading space", each_line(text, |line| line.trim_start().to_owned())),
        ("no blank lines", without_blank_lines(text)),
        ("a blank line after each", without_blank_lines(text).replace('\n', "\n\n")),
        (
            "loose accents",
            text.replace('ä', "a\u{308}").replace('ö', "o\u{308}").replace('å', "a\u{30a}"),
        ),
        ("hard spaces", text.replace(" och ", "\u{a0}och ")),
    ]
}

#[test]
fn the_setting_does_not_change_what_is_found() {
    let Some(text) = sample(FILE) else { return };
    let expected = counts(&reading(&text));
    let mut wrong = Vec::new();
    for (name, set) in settings(&text) {
        let found = counts(&reading(&set));
        wrong.extend(
            expected
                .iter()
                .zip(&found)
                .filter(|(a, b)| a != b)
                .map(|(a, b)| format!("{name}: {} {} instead of {}", a.0, b.1, a.1)),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn without_bullets_nothing_wrong_is_found() {
    let Some(text) = sample(FILE) else { return };
    for (name, set) in [
        ("no bullets", bullets(&text, "")),
        ("no bullets, no blank lines", without_blank_lines(&bullets(&text, ""))),
    ] {
        let found = reading(&set);
        assert_eq!(found.recommendations.len(), 2, "{name}: recommendations");
        assert_eq!(
            found.questions.iter().filter(|question| key(question) == "not-met").count(),
            0,
            "{name}"
        );
        let part: Vec<_> =
            found.questions.iter().filter(|question| key(question) == "partly").collect();
        assert!(
            part.iter().all(|question| question.said.as_written.contains("systembehörigheter")),
            "{name}"
        );
    }
}

/// Every `lines` in a reading.
fn all_lines(value: &Value, found: &mut Vec<Lines>) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                if key == "lines" {
                    found.push(serde_json::from_value(value.clone()).unwrap());
                }
                all_lines(value, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| all_lines(item, found)),
        _ => {}
    }
}

pub fn lines_hold(text: &str) {
    let mut found = Vec::new();
    all_lines(&serde_json::to_value(reading(text)).unwrap(), &mut found);
    let last = text.split('\n').count();
    assert!(
        found.iter().all(|lines| 1 <= lines.0 && lines.0 <= lines.1 && lines.1 <= last),
        "{found:?} of {last}"
    );
}

#[test]
fn every_place_lies_within_the_text() {
    for name in [
        "kommun-kolumner",
        "namnd-bor",
        "region-trafikljus",
        "missiv-kommun",
        "svar-a",
        "svar-b",
        "svar-c",
        "svar-tabell",
        "konverterad",
        "tom",
    ] {
        lines_hold(&fixture(name));
    }
    if let Some(text) = sample(FILE) {
        lines_hold(&text);
    }
}

const PIECES: [&str; 24] = [
    "Granskningsrapport",
    "Granskning av IT",
    "Revisionsfrågor",
    "Finns det en policy?",
    "- Följs den?",
    "Ja",
    "Nej, inte ännu",
    "Delvis",
    "Vi rekommenderar nämnden att:",
    "• se över rutinen",
    "Svar på granskning",
    "Rekommendation 1",
    "Svar: Nämnden instämmer inte.",
    "våren 2025",
    "|Revisionsfråga|Svar|",
    "|a?|Ja|",
    "Fråga   Bedömning",
    "1. Inledning",
    "2.1 Syfte",
    "\u{c}",
    "1 Not.",
    "ord.1",
    "Sida 1 av 2",
    "Revisionskriterier",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_text_breaks_nothing(text in "\\PC*(\n\\PC*){0,6}") {
        lines_hold(&text);
    }

    #[test]
    fn pieces_of_reports_in_any_order_break_nothing(order in prop::collection::vec((0..PIECES.len(), any::<bool>()), 0..60)) {
        let text: String = order.iter().map(|(nth, blank)| format!("{}\n{}", PIECES[*nth], if *blank { "\n" } else { "" })).collect();
        lines_hold(&text);
    }
}

/// The time must grow with the text, not with its square: measured against a small text on the same machine.
#[test]
fn long_texts_take_time_in_proportion() {
    let took = |text: &str| -> Duration {
        let start = Instant::now();
        let _ = reading(text);
        start.elapsed()
    };
    for name in ["kommun-kolumner", "svar-c", "region-trafikljus"] {
        let text = fixture(name);
        let (small, large) = (text.repeat(20), text.repeat(160));
        took(&small);
        let ratio = took(&large).as_secs_f64() / took(&small).as_secs_f64().max(0.001);
        assert!(ratio < 32.0, "{name}: eight times the text took {ratio:.0} times as long");
    }
}
