//! The workspace's laws that no compiler knows: sizes, openings, names, arrows.

use crate::run;
use std::fs;
use std::path::{Path, PathBuf};

/// All files below `folder` whose names end with `end`, but for what is built or fetched.
fn files(folder: &Path, end: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() && !["target", "node_modules", "dist"].contains(&name.as_str()) {
            found.extend(files(&path, end));
        } else if name.ends_with(end) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn rust() -> Vec<(PathBuf, String)> {
    let folders = ["kernel", "areas", "server", "xtask"].map(|folder| run::root().join(folder));
    let paths = folders.iter().flat_map(|folder| files(folder, ".rs"));
    paths.map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect()
}

#[test]
fn files_are_short_and_say_what_they_are() {
    let empty = ["utils", "util", "helpers", "helper", "common", "manager", "misc"];
    let (mut faults, mut long) = (Vec::new(), 0);
    let all = rust();
    for (path, text) in &all {
        let (place, lines) = (path.display(), text.lines().count());
        if lines > 500 {
            faults.push(format!("{place} has {lines} lines, the most is 500"));
        }
        if !text.starts_with("//! ") {
            faults.push(format!("{place} does not open with a sentence (//!)"));
        }
        if path.iter().any(|part| empty.contains(&&*part.to_string_lossy().replace(".rs", ""))) {
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
        .map(|area| area.unwrap().file_name().to_string_lossy().into_owned())
        .flat_map(|area| [format!("stadga-{area}"), format!("stadga_{}", area.replace('-', "_"))])
        .collect();
    let kernel = run::root().join("kernel");
    for path in [files(&kernel, ".rs"), files(&kernel, ".toml")].concat() {
        let text = fs::read_to_string(&path).unwrap();
        let named = areas.iter().find(|area| text.contains(*area));
        assert_eq!(named, None, "{}", path.display());
    }
}

#[test]
fn a_kinds_file_uses_the_model_and_other_kinds_only() {
    let strangers =
        ["stadga_store", "stadga_web", "stadga_access", "stadga_publish", "axum", "maud"];
    for (path, text) in rust() {
        if path.starts_with(run::root().join("areas")) && text.contains("#[record(") {
            let code = text.split("#[cfg(test)]").next().unwrap();
            let stranger = strangers.iter().find(|stranger| code.contains(*stranger));
            assert_eq!(stranger, None, "{}", path.display());
        }
    }
}
