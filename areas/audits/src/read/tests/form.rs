//! The documented form: every key of a reading is named in FORMAT.md.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Reading, fixture, reading, sample};

const FORMAT: &str = include_str!("../FORMAT.md");

fn keys(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(key, value)| {
            found.insert(key.clone());
            keys(value, found);
        }),
        Value::Array(items) => items.iter().for_each(|item| keys(item, found)),
        _ => {}
    }
}

fn readings() -> Vec<Reading> {
    let fixtures = [
        "kommun-kolumner",
        "namnd-bor",
        "region-trafikljus",
        "missiv-kommun",
        "svar-a",
        "svar-b",
        "svar-c",
    ];
    let samples = ["kronoberg-granskning-2024.txt", "rjh-genomlysning-2019.txt"];
    fixtures
        .iter()
        .map(|name| reading(&fixture(name)))
        .chain(samples.iter().filter_map(|name| Some(reading(&sample(name)?))))
        .collect()
}

#[test]
fn every_key_is_named_in_the_format() {
    let mut found = BTreeSet::new();
    readings().iter().for_each(|reading| keys(&serde_json::to_value(reading).unwrap(), &mut found));
    let missing: Vec<&String> =
        found.iter().filter(|key| !FORMAT.contains(&format!("`{key}`"))).collect();
    assert!(missing.is_empty(), "not in FORMAT.md: {missing:?}");
}

#[test]
fn a_reading_survives_its_written_form() {
    for reading in readings() {
        let written = serde_json::to_string(&reading).unwrap();
        assert_eq!(serde_json::from_str::<Reading>(&written).unwrap(), reading);
    }
}
