//! Tests of the reader.

mod addressees;
mod answers;
mod elsewhere;
mod firms;
mod form;
mod formats;
mod further;
mod hard_texts;
mod indented;
mod kronoberg;
mod layouts;
mod lost_lines;
mod offices;
mod other_layouts;
mod page_ends;
mod promise_dates;
mod replied;
mod review;
mod robust;
mod running_text;
mod styles;

use super::{Kind, Question, Reading, Words, read};

/// A sample's text, or nothing where the shared samples are not there.
fn sample(name: &str) -> Option<String> {
    let path = format!("{}/../../../shared/samples/audits/{name}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).ok();
    if text.is_none() {
        println!("skipped: the sample {name} is not beside the project");
    }
    text
}

/// An invented text from the fixtures.
fn fixture(name: &str) -> String {
    let path = format!("{}/fixtures/reading/{name}.txt", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn reading(text: &str) -> Reading {
    read(text, Words::shipped())
}

fn key(question: &Question) -> &str {
    question.grade.as_ref().map_or("none", |grade| grade.key.as_str())
}

fn keys(reading: &Reading) -> Vec<&str> {
    reading.questions.iter().map(key).collect()
}

fn asked(reading: &Reading, what: &str) -> usize {
    reading.asks.iter().filter(|ask| ask.what == what).count()
}

#[test]
fn every_pattern_of_the_shipped_wording_is_one() {
    Words::shipped().ready().unwrap();
}

#[test]
fn wording_that_is_no_pattern_is_told_by_file() {
    let error = Words::parse(["", "heading = 1", "", "", "", ""]).unwrap_err();
    assert!(error.to_string().contains("wording.toml"), "{error}");
    let mut words = Words::shipped().clone();
    words.headings[0].titles = vec!["(inte".to_owned()].into();
    let error = words.ready().unwrap_err().to_string();
    assert!(error.contains("headings.toml") && error.contains("(inte"), "{error}");
}

#[test]
fn a_text_that_is_no_audit_gives_nothing_but_the_question_of_its_kind() {
    for name in ["policy", "protokoll", "dikt", "tom", "nyhet", "strategi"] {
        let found = reading(&fixture(name));
        let empty = Reading { asks: found.asks.clone(), ..Reading::default() };
        assert_eq!(found, empty, "{name}");
        assert_eq!(found.kind, Kind::Other, "{name}");
        assert_eq!(asked(&found, "kind"), 1, "{name}");
    }
}
