//! The documents are true: paths and tests that they name exist, and every direct dependency has its line.

use crate::run;
use std::fs;
use std::path::Path;

fn read(name: &str) -> String {
    fs::read_to_string(run::root().join(name)).unwrap()
}

/// All Rust below `folder`, in one text.
fn rust(folder: &Path) -> String {
    let mut all = String::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.ends_with("target") {
            all += &rust(&path);
        } else if path.extension().is_some_and(|end| end == "rs") {
            all += &fs::read_to_string(path).unwrap();
        }
    }
    all
}

/// What stands between backquotes.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.lines().flat_map(|line| line.split('`').skip(1).step_by(2))
}

#[test]
fn the_tests_that_the_page_names_exist() {
    let sources: String =
        ["kernel", "areas", "server", "xtask"].map(|name| rust(&run::root().join(name))).concat();
    let page = read("ARCHITECTURE.md");
    let is_test = |word: &&str| {
        word.matches('_').count() >= 2
            && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
    };
    let held = page.split("## What it is built from").next().unwrap();
    let named: Vec<&str> = quoted(held).filter(is_test).collect();
    assert!(named.len() > 20, "{named:?}");
    let lost = named.into_iter().filter(|name| !sources.contains(&format!("fn {name}(")));
    assert_eq!(lost.collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn the_paths_that_the_documents_name_exist() {
    let roots = ["kernel/", "areas/", "server/", "content/", "assets/", "e2e/", "xtask/"];
    for name in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"] {
        let page = read(name);
        let paths = quoted(&page).filter(|word| roots.iter().any(|root| word.starts_with(root)));
        let plain = paths.filter(|path| !path.contains(['{', '*', ' ']));
        let lost = plain.filter(|path| !run::root().join(path).exists());
        assert_eq!(lost.collect::<Vec<_>>(), [""; 0], "{name}");
    }
}

#[test]
fn every_dependency_has_its_line() {
    let (page, workspace) = (read("ARCHITECTURE.md"), read("Cargo.toml"));
    let table = workspace.split("[workspace.dependencies]").nth(1).unwrap();
    let table = table.split("\n[").next().unwrap();
    let mut needed: Vec<String> =
        table.lines().filter_map(|line| Some(line.split_once(" = ")?.0.to_owned())).collect();
    for npm in ["assets/package.json", "e2e/package.json"] {
        let text = read(npm);
        let list = text.split("ependencies\": {").nth(1).unwrap().split('}').next().unwrap();
        needed.extend(list.split('"').skip(1).step_by(4).map(str::to_owned));
    }
    assert!(needed.len() > 40, "{needed:?}");
    needed.retain(|name| !name.starts_with("stadga-") && !page.contains(&format!("`{name}`")));
    assert_eq!(needed, [""; 0]);
}
