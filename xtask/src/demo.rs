//! `cargo xtask demo`: from a clean clone to the first page.

use crate::run::{self, Outcome, step};
use crate::{assets, prepare};
use clap::Args;
use std::process::Stdio;

/// How to show Stadga.
#[derive(Args)]
pub struct Options {
    /// Build with full optimisation (slower to build, faster to use)
    #[arg(long)]
    release: bool,
    /// Only build; do not start
    #[arg(long)]
    build_only: bool,
    /// What to hand on to `stadga demo`
    #[arg(last = true)]
    arguments: Vec<String>,
}

/// Builds the program and starts it with the demo region.
///
/// # Errors
/// When a tool is missing, the build fails, or the program ends with a fault.
pub fn run(options: &Options) -> Outcome {
    let profile = if options.release { "release" } else { "dev" };
    step("Tools", prepare::build_tools)?;
    step("Styles, script and fonts", assets::build)?;
    step("Build Stadga (the first time takes some minutes)", || {
        run::run("cargo", &["build", "--locked", "--profile", profile, "--package", "stadga"])
    })?;
    if options.build_only {
        return Ok(());
    }
    println!("\n==> Start the demo region (stop it with Ctrl+C)\n");
    let folder = if options.release { "release" } else { "debug" };
    let program = run::target().join(folder).join("stadga");
    let mut demo = run::command(&program.to_string_lossy());
    run::finish(demo.arg("demo").args(&options.arguments).stdin(Stdio::inherit()))
}
