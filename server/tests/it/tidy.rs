//! The laws of the house that a compiler does not know.

use crate::source::{files, root, rust};
use std::{collections::BTreeSet, fs};

const LONGEST: usize = 500;
const LONG: usize = 350;

#[test]
fn files_are_short() {
    let lengths: Vec<_> = rust().into_iter().map(|(path, text)| (path, text.lines().count())).collect();
    let too_long: Vec<_> = lengths.iter().filter(|(_, length)| *length > LONGEST).collect();
    assert!(too_long.is_empty(), "longer than {LONGEST} lines: {too_long:?}");
    let long = lengths.iter().filter(|(_, length)| *length > LONG).count();
    assert!(long * 10 <= lengths.len(), "{long} of {} files are longer than {LONG} lines", lengths.len());
}

#[test]
fn each_file_opens_with_a_sentence_about_itself() {
    let silent: Vec<_> = rust().into_iter().filter(|(_, text)| !text.starts_with("//! ")).map(|(p, _)| p).collect();
    assert!(silent.is_empty(), "{silent:?}");
}

#[test]
fn no_file_has_a_name_that_says_nothing() {
    let empty = ["utils", "util", "helpers", "helper", "common", "manager", "misc"];
    let named = rust().into_iter().map(|(path, _)| path);
    let wrong: Vec<_> = named
        .filter(|path| path.trim_end_matches(".rs").split('/').any(|part| empty.contains(&part)))
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

/// What stands on the lines that use other crates.
fn used(text: &str) -> impl Iterator<Item = &str> {
    let before_tests = text.split("#[cfg(test)]").next().unwrap_or_default();
    before_tests.lines().filter(|line| line.starts_with("use ") || line.starts_with("pub use "))
}

#[test]
fn a_kinds_file_uses_the_model_and_its_siblings_only() {
    let mut wrong = Vec::new();
    for (path, text) in files("areas", ".rs") {
        let describes = text.contains("#[record(kind =");
        if !describes || path.contains("/tests") {
            continue;
        }
        let strange = ["stadga_web", "stadga_store", "axum", "maud", "tokio", "sqlx"];
        let lines = used(&text).filter(|line| strange.iter().any(|name| line.contains(name)));
        wrong.extend(lines.map(|line| format!("{path}: {line}")));
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn sql_is_in_the_store_alone() {
    let outside = rust().into_iter().filter(|(path, _)| {
        !path.starts_with("kernel/store") && !path.ends_with("tidy.rs")
    });
    let wrong: Vec<_> = outside.filter(|(_, text)| text.contains("sqlx::")).map(|(p, _)| p).collect();
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
fn the_kernel_names_no_area() {
    let kernel = files("kernel", ".rs").into_iter().chain(files("kernel", "Cargo.toml"));
    let mut wrong = Vec::new();
    for (path, text) in kernel.filter(|(path, _)| !path.contains("/tests")) {
        wrong.extend(areas().iter().filter(|name| text.contains(&format!("stadga-{name}")) || text.contains(&format!("stadga_{name}"))).map(|name| format!("{path}: {name}")));
    }
    assert!(wrong.is_empty(), "{wrong:?}");
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
        assert!(folder.join("src/tests").exists() || folder.join("src/tests.rs").exists(), "areas/{area} lacks tests");
        let first = fs::read_to_string(folder.join("src/lib.rs")).unwrap();
        assert!(first.contains("READ FIRST"), "areas/{area}/src/lib.rs does not say READ FIRST");
        assert!(first.lines().count() <= 80, "areas/{area}/src/lib.rs is longer than 80 lines");
    }
}

/// What stands between backticks.
fn in_code(text: &str) -> BTreeSet<&str> {
    text.lines().flat_map(|line| line.split('`').skip(1).step_by(2)).collect()
}

#[test]
fn the_paths_that_the_documents_name_exist() {
    for document in ["ARCHITECTURE.md", "CONTRIBUTING.md", "README.md"] {
        let text = fs::read_to_string(root().join(document)).unwrap_or_default();
        for path in in_code(&text) {
            let looks_like_one = ["kernel/", "areas/", "server/", "content/", "assets/", "xtask/", "e2e/"]
                .iter()
                .any(|folder| path.starts_with(folder));
            let plain = path.chars().all(|c| c.is_ascii_alphanumeric() || "/-_.".contains(c));
            if looks_like_one && plain {
                assert!(root().join(path).exists(), "{document} names {path}, which does not exist");
            }
        }
    }
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
