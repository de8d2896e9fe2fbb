//! Proves that `cargo xtask new-area` makes an area that passes everything: on a copy of the workspace, thrown away after.
//!
//! What a new area does not touch, the kernel and the other areas, the copy takes from where it was built already.

use crate::new_area;
use crate::prepare;
use crate::run::{self, Outcome};
use crate::words::Words;
use std::fs;
use std::path::Path;
use std::process::Command;

/// What a build of the workspace reads.
const READ: [&str; 12] = [
    "Cargo.toml",
    "Cargo.lock",
    "clippy.toml",
    "rustfmt.toml",
    "areas",
    "assets/dist",
    "assets/stadga.js",
    "content",
    "docs",
    "kernel",
    "server",
    "xtask",
];

/// The program's tests that go through every area, kind or route.
const OF_ALL_AREAS: &str = "access|api|import|openapi|pages|published|routes|texts|tidy|walls";

/// What the scratch area is called.
const NAME: &str = "scratch-things";

/// Copies the workspace, makes an area in the copy and runs lints, its tests, and those of the program that go through all
/// areas.
///
/// # Errors
/// When the new area fails anything.
pub fn test() -> Outcome {
    prepare::cargo_tools(&["cargo-nextest"])?;
    let copy = run::target().join("scratch-workspace");
    if copy.exists() {
        fs::remove_dir_all(&copy)?;
    }
    fs::create_dir_all(&copy)?;
    // With their times, so that what did not change is not built again.
    run::finish(run::command("cp").args(["--archive", "--parents"]).args(READ).arg(&copy))?;
    new_area::make(&copy, &Words::new(NAME, None)?)?;
    borrow(&copy.join("Cargo.toml"), &run::root())?;
    let package = format!("stadga-{NAME}");
    let cargo = |arguments: &[&str]| {
        let mut cargo: Command = run::command("cargo");
        cargo.args(arguments).current_dir(&copy).env("CARGO_TARGET_DIR", run::target());
        // Routes, rights and the API's description are printed anew, as `cargo xtask golden` would.
        run::finish(cargo.env("INSTA_UPDATE", "always"))
    };
    cargo(&["fmt", "--package", &package, "--check"])?;
    // The whole workspace's features, as the steps before were built with: nothing but what is new is built.
    let lint = ["--all-targets", "--", "--deny", "warnings"];
    cargo(&[&["clippy", "--offline", "--workspace"], &lint[..]].concat())?;
    let tried = format!("package({package}) + (package(stadga) & test(/^({OF_ALL_AREAS})::/))");
    cargo(&[
        "nextest",
        "run",
        "--offline",
        "--workspace",
        "--status-level",
        "fail",
        "--filterset",
        &tried,
    ])?;
    fs::remove_dir_all(copy)?;
    Ok(())
}

/// Leaves the new area, the program and `xtask` as the members of the copy's workspace; the others become dependencies at
/// `root`, so that Cargo knows them as what it has built.
fn borrow(manifest: &Path, root: &Path) -> Outcome {
    let text = fs::read_to_string(manifest)?;
    let own = format!("stadga-{NAME} ");
    let lines = text.lines().map(|line| match line.split_once("{ path = \"") {
        Some((name, path)) if name.starts_with("stadga-") && !name.starts_with(&own) => {
            format!("{name}{{ path = \"{}/{path}", root.display())
        }
        None if line.starts_with("members = ") => {
            format!("members = [\"areas/{NAME}\", \"server\", \"xtask\"]")
        }
        _ => line.to_owned(),
    });
    fs::write(manifest, lines.collect::<Vec<_>>().join("\n") + "\n")?;
    Ok(())
}
