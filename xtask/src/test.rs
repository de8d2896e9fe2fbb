//! `cargo xtask test` runs everything that must hold; `check` is the quick part of it.

use crate::run::{self, Outcome, seconds, step};
use crate::{assets, browser, faults, package, postgres::Cluster, prepare, scratch_area};
use clap::Args;
use clap::builder::PossibleValuesParser;
use std::env;
use std::process::Command;

/// Which tests to run.
#[derive(Args)]
pub struct Options {
    /// Only this step (may be given more than once)
    #[arg(long, value_name = "STEP", value_parser = PossibleValuesParser::new(STEPS.map(|step| step.word)))]
    only: Vec<String>,
}

/// What to check in the inner loop.
#[derive(Args)]
pub struct CheckOptions {
    /// Only this package (may be given more than once); all if none
    #[arg(short, long)]
    package: Vec<String>,
}

struct Step {
    word: &'static str,
    name: &'static str,
    work: fn() -> Outcome,
}

/// Every step, in the order in which a fault is found soonest; the scratch area last, for it leaves its own program in
/// the shared target folder.
const STEPS: [Step; 12] = [
    Step { word: "tools", name: "Tools", work: tools },
    Step { word: "format", name: "Formatting", work: format },
    Step { word: "assets", name: "Styles, script and fonts", work: assets::build },
    Step { word: "licences", name: "Licences, sources and duplicate versions", work: licences },
    Step { word: "lint", name: "Lints", work: lint },
    Step { word: "rust", name: "Rust tests", work: rust },
    Step { word: "postgres", name: "Rust tests of the data on PostgreSQL", work: on_postgres },
    Step { word: "faults", name: "The program killed, starved and cut off", work: faults::few },
    Step { word: "examples", name: "Examples in the documentation", work: examples },
    Step { word: "package", name: "The Debian package, installed and run", work: package::test },
    Step { word: "browser", name: "Browser and accessibility tests", work: browser::test },
    Step { word: "areas", name: "A new area passes everything", work: scratch_area::test },
];

/// Runs all steps, or those asked for; the first fault ends the run.
///
/// # Errors
/// Names the step that failed and the command that it failed in.
pub fn all(options: &Options) -> Outcome {
    let mut times = Vec::new();
    for Step { word, name, work } in STEPS {
        if options.only.is_empty() || options.only.iter().any(|only| only == word) {
            times.push((name, step(name, work)?));
        }
    }
    println!("\nAll steps passed:");
    for (name, took) in times {
        println!("  {name:<42} {:>12}", seconds(took));
    }
    Ok(())
}

/// Formatting, lints and unit tests of the given packages.
///
/// # Errors
/// Names the step that failed.
pub fn check(options: &CheckOptions) -> Outcome {
    let mut packages: Vec<&str> = Vec::new();
    for package in &options.package {
        packages.extend(["--package", package]);
    }
    if packages.is_empty() {
        packages.push("--workspace");
    }
    step("Formatting", format)?;
    step("Styles, script and fonts", assets::build)?;
    step("Lints", || run::run("cargo", &[&["clippy"], &*packages, LINT].concat()))?;
    step("Rust tests", || {
        prepare::cargo_tools(&["cargo-nextest"])?;
        nextest(&packages, "no")
    })?;
    Ok(())
}

const LINT: &[&str] = &["--all-targets", "--locked", "--", "--deny", "warnings"];

fn tools() -> Outcome {
    prepare::build_tools()?;
    prepare::test_packages()?;
    prepare::cargo_tools(&["cargo-nextest", "cargo-deny"])
}

fn format() -> Outcome {
    run::run("cargo", &["fmt", "--all", "--check"])
}

fn lint() -> Outcome {
    run::run("cargo", &[&["clippy", "--workspace"], LINT].concat())
}

/// Known vulnerabilities are a separate database that is not had through the package registry,
/// so that this step says the same with and without a network.
fn licences() -> Outcome {
    println!(
        "not checked here: advisories (`cargo deny check advisories` where there is a network)"
    );
    run::run(
        "cargo",
        &[
            "deny",
            "--workspace",
            "--locked",
            "check",
            "--hide-inclusion-graph",
            "licenses",
            "bans",
            "sources",
        ],
    )
}

fn rust() -> Outcome {
    nextest(&["--workspace"], "no")
}

/// The store's tests and the areas' again, on the other engine: the same tests, another database.
fn on_postgres() -> Outcome {
    prepare::postgres()?;
    let cluster = Cluster::start()?;
    let keeps_data = "not (package(xtask) + package(stadga) + package(stadga-publish) + package(stadga-access) \
        + package(stadga-model) + package(stadga-derive)) + (package(stadga) & test(/^(walls|instances)::|_either_database_/))";
    let mut tests = nextest_command(&["--workspace", "--filterset", keeps_data], "no");
    let mut path = vec![Cluster::programs()?];
    path.extend(env::var_os("PATH").iter().flat_map(env::split_paths));
    tests.env("PATH", env::join_paths(path)?);
    run::finish(tests.env("STADGA_TEST_POSTGRES", cluster.address()))
}

/// Runs the tests of the packages; `snapshots` says what happens to those that differ.
///
/// # Errors
/// When a test fails.
pub fn nextest(packages: &[&str], snapshots: &str) -> Outcome {
    run::finish(&mut nextest_command(packages, snapshots))
}

fn nextest_command(packages: &[&str], snapshots: &str) -> Command {
    let mut nextest = run::command("cargo");
    nextest.args(["nextest", "run", "--locked", "--no-fail-fast", "--no-tests", "pass"]);
    if env::var_os("CI").is_some() {
        nextest.args(["--show-progress", "none", "--status-level", "slow"]);
    }
    nextest.args(packages).env("INSTA_UPDATE", snapshots);
    nextest
}

fn examples() -> Outcome {
    run::run("cargo", &["test", "--doc", "--workspace", "--locked", "--quiet"])
}
