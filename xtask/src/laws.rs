//! The workspace's laws that no compiler knows: sizes, openings, names, arrows, and that ARCHITECTURE.md is true.

use crate::run;
use std::fs;
use std::path::{Path, PathBuf};

/// All files below `folder` whose names end with `end`, but for what is built or fetched.
fn files(folder: &Path, end: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() && !["target", "node_modules", "dist", ".git"].contains(&name.as_str()) {
            found.extend(files(&path, end));
        } else if name.ends_with(end) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn rust_files() -> Vec<(PathBuf, String)> {
    let folders = ["kernel", "areas", "server", "xtask"].map(|folder| run::root().join(folder));
    let paths = folders.iter().flat_map(|folder| files(folder, ".rs"));
    paths.map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect()
}

fn read(name: &str) -> String {
    fs::read_to_string(run::root().join(name)).unwrap()
}

#[test]
fn files_keep_the_laws() {
    let forbidden = ["utils", "helpers", "common", "manager"];
    let (mut faults, mut long) = (Vec::new(), 0);
    let all = rust_files();
    for (path, text) in &all {
        let (place, lines) = (path.display(), text.lines().count());
        let stem = path.file_stem().unwrap().to_string_lossy();
        if lines > 500 {
            faults.push(format!("{place} has {lines} lines, the most is 500"));
        }
        if !text.trim_start_matches("#![no_main]\n").starts_with("//! ") {
            faults.push(format!("{place} does not open with a sentence (//!)"));
        }
        if forbidden.contains(&&*stem) {
            faults.push(format!("{place}: name what it is about"));
        }
        long += usize::from(lines > 350);
    }
    assert!(faults.is_empty(), "{faults:#?}");
    assert!(long * 10 <= all.len(), "{long} of {} files are longer than 350 lines", all.len());
}

#[test]
fn the_kernel_names_no_area() {
    let areas = fs::read_dir(run::root().join("areas")).unwrap();
    let areas: Vec<String> = areas
        .map(|area| area.unwrap().file_name().to_string_lossy().replace('-', "_"))
        .flat_map(|area| [format!("stadga_{area}"), format!("stadga-{}", area.replace('_', "-"))])
        .collect();
    let kernel = run::root().join("kernel");
    for path in [files(&kernel, ".rs"), files(&kernel, ".toml")].concat() {
        let text = fs::read_to_string(&path).unwrap();
        let named = areas.iter().find(|area| text.contains(*area));
        assert_eq!(named, None, "{}", path.display());
    }
}

#[test]
fn kinds_know_neither_store_nor_web() {
    for (path, text) in rust_files() {
        if path.starts_with(run::root().join("areas")) && text.contains("#[record(") {
            for stranger in ["stadga_store", "stadga_web", "stadga_access", "stadga_publish"] {
                let code = text.split("#[cfg(test)]").next().unwrap();
                assert!(!code.contains(stranger), "{} uses {stranger}", path.display());
            }
        }
    }
}

/// What stands between backquotes.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n').flat_map(|line| line.split('`').skip(1).step_by(2))
}

#[test]
fn architecture_names_what_there_is() {
    let (page, sources) = (read("ARCHITECTURE.md"), rust_files());
    let roots = ["kernel/", "areas/", "server/", "content/", "assets/", "e2e/", "xtask/"];
    for word in quoted(&page) {
        if roots.iter().any(|root| word.starts_with(root)) && word != "assets/dist" {
            assert!(run::root().join(word).exists(), "{word} does not exist");
        }
        let snake = word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        if snake && word.matches('_').count() >= 3 {
            let function = format!("fn {word}(");
            assert!(sources.iter().any(|(_, text)| text.contains(&function)), "no test {word}");
        }
    }
}

#[test]
fn architecture_names_every_dependency() {
    let page = read("ARCHITECTURE.md");
    let mut needed = Vec::new();
    let workspace = read("Cargo.toml");
    let table = workspace.split("[workspace.dependencies]").nth(1).unwrap();
    for line in table.split("\n[").next().unwrap().lines() {
        needed.extend(line.split_once(" = ").map(|(name, _)| name.to_owned()));
    }
    for npm in ["assets/package.json", "e2e/package.json"] {
        let text = read(npm);
        let list = text.split("ependencies\": {").nth(1).unwrap().split('}').next().unwrap();
        needed.extend(list.split('"').skip(1).step_by(4).map(str::to_owned));
    }
    assert!(needed.len() > 40, "{needed:?}");
    for name in needed.iter().filter(|name| !name.starts_with("stadga-")) {
        assert!(page.contains(&format!("`{name}`")), "ARCHITECTURE.md does not say why {name}");
    }
}
