//! The project's own files, for tests about them.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The project's folder.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().unwrap()
}

/// All files below `folder` that end like this, by path from the root.
pub fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    gather(&root().join(folder), ending, &mut found);
    found.sort();
    found
}

fn gather(folder: &Path, ending: &str, found: &mut Vec<(String, String)>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() && !["target", "node_modules", "dist"].contains(&name.as_str()) {
            gather(&path, ending, found);
        } else if name.ends_with(ending) && path.is_file() {
            let from_root = path.strip_prefix(root()).unwrap().to_string_lossy().into_owned();
            found.push((from_root, fs::read_to_string(&path).unwrap()));
        }
    }
}

/// All Rust files of the program (tests and tools besides).
pub fn rust() -> Vec<(String, String)> {
    ["kernel", "areas", "server", "xtask"].iter().flat_map(|folder| files(folder, ".rs")).collect()
}

/// The string literals of a source text that begin like this.
pub fn literals<'a>(text: &'a str, beginning: &str) -> Vec<&'a str> {
    let begin = format!("\"{beginning}");
    let places = text.match_indices(&begin).map(|(at, _)| at + 1);
    places.filter_map(|at| text[at..].split('"').next()).collect()
}
