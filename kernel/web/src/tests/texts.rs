//! Words: every key that the kernel's code asks for stands in both languages, and no key stands there in vain.

use super::World;
use crate::{TEXTS, missing_texts};
use stadga_model::{Language, Texts};
use std::{collections::BTreeSet, fs, path::Path};

/// The kernel's sources that name texts, without tests.
fn source() -> String {
    let mut source = String::new();
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    gather(&here.join("src"), &mut source);
    gather(&here.join("../access/src"), &mut source);
    source
}

fn gather(folder: &Path, found: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            if path.file_name().unwrap() != "tests" {
                gather(&path, found);
            }
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push_str(&fs::read_to_string(path).unwrap());
        }
    }
}

fn keys(text: &str) -> BTreeSet<&str> {
    let lines = text.lines().filter_map(|line| line.split_once(" =")).map(|(key, _)| key);
    lines.filter(|key| key.starts_with(|c: char| c.is_ascii_lowercase())).collect()
}

fn looks_like_key(text: &str) -> bool {
    !text.is_empty()
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "-.".contains(c))
}

/// The first string after each `mark`.
fn strings_after<'a>(source: &'a str, mark: &str) -> BTreeSet<&'a str> {
    let strings = source.split(mark).skip(1).filter_map(|rest| rest.split('"').nth(1));
    strings.filter(|text| looks_like_key(text)).collect()
}

#[test]
fn both_languages_have_the_same_keys() {
    assert_eq!(keys(TEXTS.0), keys(TEXTS.1));
}

#[test]
fn every_key_that_the_code_names_has_words() {
    let (source, known) = (source(), keys(TEXTS.0));
    let direct = source.split(".t(\"").skip(1).chain(source.split(".t_with(\"").skip(1));
    let named: BTreeSet<&str> = direct
        .filter_map(|rest| rest.split('"').next())
        .filter(|key| looks_like_key(key))
        .collect();
    let has = |key: &&&str| known.contains(key.split('.').next().unwrap());
    let lacking: Vec<_> = named.iter().filter(|key| !has(key)).collect();
    assert!(lacking.is_empty(), "without words: {lacking:?}");
    assert!(named.len() > 100, "the sources are read as they are written");
}

#[test]
fn every_problem_says_what_happened_and_what_to_do() {
    let texts = Texts::read([TEXTS]).unwrap();
    let source = source();
    let of_store = ["not-found", "not-found-past", "denied", "refused", "stale", "past", "broken"];
    let told = strings_after(&source, "Problem::told(");
    assert!(told.len() > 5);
    for key in told.into_iter().chain(of_store) {
        for part in ["", ".what", ".do"] {
            for language in Language::ALL {
                let key = format!("problem-{key}{part}");
                assert!(texts.find(language, &key, &[]).is_some(), "{key} in {}", language.code());
            }
        }
    }
}

#[test]
fn no_words_stand_there_in_vain() {
    let source = source();
    let strings: BTreeSet<&str> =
        source.split('"').map(|text| text.split('.').next().unwrap_or(text)).collect();
    // Keys that are put together: their beginnings stand in the code with a gap after them.
    let built = |key: &str| {
        let mut cuts = key.match_indices('-').map(|(at, _)| &key[..=at]);
        cuts.any(|start| source.contains(&format!("\"{start}{{")))
            // What the model and the store find in every kind.
            || ["finding-form-", "finding-sec-", "finding-nis-05-"].iter().any(|own| key.starts_with(own))
    };
    let vain: Vec<_> =
        keys(TEXTS.0).into_iter().filter(|key| !strings.contains(key) && !built(key)).collect();
    assert!(vain.is_empty(), "{vain:?}");
}

#[tokio::test]
async fn a_kind_without_words_is_told_of() {
    let world = World::new().await;
    assert_eq!(missing_texts(&world.app), Vec::<String>::new());
}
