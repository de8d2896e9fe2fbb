//! `cargo xtask dist`: the release program, its licence and everyone else's, in one folder.

use crate::run::{self, Outcome, step};
use crate::{assets, prepare};
use std::fs::{self, File};

/// Builds `dist/stadga` in the target folder.
///
/// # Errors
/// When the build fails or a file cannot be written.
pub fn build() -> Outcome {
    let folder = run::target().join("dist/stadga");
    step("Tools", || {
        prepare::build_tools()?;
        prepare::cargo_tools(&["cargo-deny"])
    })?;
    step("Styles, script and fonts", assets::build)?;
    step("Build Stadga with full optimisation", || {
        run::run("cargo", &["build", "--release", "--locked", "--package", "stadga"])
    })?;
    step("Gather the program and the licences", || {
        fs::create_dir_all(&folder)?;
        fs::copy(run::target().join("release/stadga"), folder.join("stadga"))?;
        for text in ["LICENSE", "README.md"] {
            fs::copy(run::root().join(text), folder.join(text))?;
        }
        let list = File::create(folder.join("THIRD-PARTY.txt"))?;
        run::finish(run::command("cargo").args(["deny", "list", "--layout", "crate"]).stdout(list))
    })?;
    println!("\n{}", folder.display());
    Ok(())
}
