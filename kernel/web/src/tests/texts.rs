//! Words: every key that the kernel's code asks for stands in both languages, and no key stands there in vain.

use super::World;
use crate::{TEXTS, missing_texts};
use std::{collections::BTreeSet, fs, path::Path};

fn sources(folder: &Path, found: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            if path.file_name().unwrap() != "tests" {
                sources(&path, found);
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

/// All whole strings in the sources that look like keys.
fn strings(source: &str) -> BTreeSet<&str> {
    let looks = |text: &&str| {
        text.contains('-')
            && text
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "-.".contains(c))
    };
    source.split('"').filter(looks).collect()
}

#[test]
fn both_languages_have_the_same_keys() {
    assert_eq!(keys(TEXTS.0), keys(TEXTS.1));
}

#[test]
fn every_key_that_the_code_names_has_words() {
    let mut source = String::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut source);
    let known = keys(TEXTS.0);
    let beginnings: BTreeSet<&str> =
        known.iter().map(|key| key.split('-').next().unwrap()).collect();
    let asked = source.split(".t(\"").chain(source.split(".t_with(\"")).skip(1);
    let named = asked
        .filter_map(|rest| rest.split('"').next())
        .filter(|key| !key.contains(['{', '\n', ' ']));
    let named: BTreeSet<&str> = named
        .filter(|key| {
            !key.is_empty()
                && key
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "-.".contains(c))
        })
        .collect();
    let lacking: Vec<_> =
        named.iter().filter(|key| !known.contains(key.split('.').next().unwrap())).collect();
    assert!(lacking.is_empty(), "without words: {lacking:?}");
    assert!(beginnings.len() > 10 && named.len() > 100);
}

#[test]
fn no_words_stand_there_in_vain() {
    let mut source = String::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut source);
    let strings: BTreeSet<&str> =
        strings(&source).into_iter().map(|key| key.split('.').next().unwrap()).collect();
    // Keys that are put together: their beginnings stand in the code with a gap after them.
    let built = |key: &str| {
        let mut cuts = key.match_indices('-').map(|(at, _)| &key[..=at]);
        cuts.any(|start| source.contains(&format!("\"{start}{{")))
            || key.starts_with("finding-form-")
            || key.starts_with("problem-")
    };
    let single = |key: &str| source.contains(&format!("\"{key}\""));
    let vain: Vec<_> = keys(TEXTS.0)
        .into_iter()
        .filter(|key| !strings.contains(key) && !single(key) && !built(key))
        .collect();
    assert!(vain.is_empty(), "{vain:?}");
}

#[tokio::test]
async fn a_kind_without_words_is_told_of() {
    let world = World::new().await;
    assert_eq!(missing_texts(&world.app), Vec::<String>::new());
}
