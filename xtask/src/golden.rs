//! `cargo xtask golden`: what the tests print today becomes what they expect tomorrow.

use crate::run::{self, Outcome};
use crate::{prepare, test};
use clap::Args;

/// Whose golden files to write.
#[derive(Args)]
pub struct Options {
    /// Only this package (may be given more than once); all if none
    #[arg(short, long)]
    package: Vec<String>,
}

/// Runs the tests with snapshots accepted, then shows which files changed, for a person to read.
///
/// # Errors
/// When a test fails for another reason than a changed snapshot.
pub fn accept(options: &Options) -> Outcome {
    prepare::cargo_tools(&["cargo-nextest"])?;
    let mut packages: Vec<&str> = Vec::new();
    for package in &options.package {
        packages.extend(["--package", package]);
    }
    if packages.is_empty() {
        packages.push("--workspace");
    }
    test::nextest(&packages, "always")?;
    println!("\nRead the differences before you keep them (git diff):");
    run::run("git", &["status", "--short"])
}
