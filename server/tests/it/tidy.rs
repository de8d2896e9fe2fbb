//! The laws of the house that a compiler does not know.

use crate::source::{root, rust};
use std::{collections::BTreeSet, fs};

#[test]
fn sql_is_in_the_store_alone() {
    let outside = rust()
        .into_iter()
        .filter(|(path, _)| !path.starts_with("kernel/store") && !path.ends_with("tidy.rs"));
    let wrong: Vec<_> =
        outside.filter(|(_, text)| text.contains("sqlx::")).map(|(p, _)| p).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

fn areas() -> Vec<String> {
    let entries = fs::read_dir(root().join("areas")).unwrap();
    let mut names: Vec<_> = entries
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn every_area_is_listed_and_looks_the_same() {
    let list = fs::read_to_string(root().join("server/src/areas.rs")).unwrap();
    for area in areas() {
        let line = format!("stadga_{}::area()", area.replace('-', "_"));
        assert!(list.contains(&line), "add `{line},` to server/src/areas.rs");
        let folder = root().join("areas").join(&area);
        for part in ["README.md", "text/sv.ftl", "text/en.ftl", "fixtures", "src/lib.rs"] {
            assert!(folder.join(part).exists(), "areas/{area} lacks {part}");
        }
        assert!(
            folder.join("src/tests").exists() || folder.join("src/tests.rs").exists(),
            "areas/{area} lacks tests"
        );
        let first = fs::read_to_string(folder.join("src/lib.rs")).unwrap();
        assert!(first.contains("READ FIRST"), "areas/{area}/src/lib.rs does not say READ FIRST");
        let lines = first.lines().filter(|line| !line.trim().is_empty()).count();
        assert!(lines <= 80, "areas/{area}/src/lib.rs has more than 80 lines");
    }
}

/// What stands between backticks.
fn in_code(text: &str) -> BTreeSet<&str> {
    text.lines().flat_map(|line| line.split('`').skip(1).step_by(2)).collect()
}

#[test]
fn the_glossarys_identifiers_exist() {
    let Ok(glossary) = fs::read_to_string(root().join("GLOSSARY.md")) else {
        return assert!(!root().join("ARCHITECTURE.md").exists(), "there is no GLOSSARY.md");
    };
    let sources: String = rust().into_iter().map(|(_, text)| text).collect();
    let lost: Vec<_> = in_code(&glossary)
        .into_iter()
        .filter(|name| name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'))
        .filter(|name| !sources.contains(*name))
        .collect();
    assert!(lost.is_empty(), "{lost:?}");
}
