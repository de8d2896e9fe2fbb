//! Builds `assets/dist`, and only when what it is made from has changed.

use crate::run::{self, Outcome};
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};

/// Gathers styles, script and fonts into `assets/dist`.
///
/// # Errors
/// When Node.js is missing, a package cannot be had, or a file cannot be read.
pub fn build() -> Outcome {
    let assets = run::root().join("assets");
    let stamp = assets.join("dist/.made-from");
    let inputs = digest(&inputs(&assets)?)?;
    if fs::read_to_string(&stamp).is_ok_and(|made| made == inputs) {
        println!("assets/dist is up to date");
        return Ok(());
    }
    packages(&assets)?;
    run::finish(run::command("node").arg("build.mjs").current_dir(&assets))?;
    fs::write(stamp, inputs)?;
    Ok(())
}

/// Installs the exact npm packages that the folder's lock file names.
///
/// # Errors
/// When npm is missing or a package cannot be had.
pub fn packages(folder: &Path) -> Outcome {
    run::finish(run::command("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(folder))
}

fn inputs(assets: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for folder in [assets.to_path_buf(), assets.join("css")] {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_file() {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

fn digest(files: &[PathBuf]) -> io::Result<String> {
    let mut hasher = DefaultHasher::new();
    for file in files {
        file.hash(&mut hasher);
        fs::read(file)?.hash(&mut hasher);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_input_changes_the_digest() {
        let folder = std::env::temp_dir().join(format!("stadga-digest-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let file = folder.join("a.css");
        fs::write(&file, "a").unwrap();
        let files = [file.clone()];
        let before = digest(&files).unwrap();
        assert_eq!(before, digest(&files).unwrap());
        fs::write(file, "b").unwrap();
        assert_ne!(before, digest(&files).unwrap());
        fs::remove_dir_all(folder).unwrap();
    }
}
