//! `cargo xtask bench`: how fast and how small the release program is, at a thousand, ten and a hundred thousand records.

mod ask;
pub mod client;
pub mod figures;
mod management;
mod pages;
mod program;
mod store;
mod systems;
pub mod table;

use crate::run::{self, Outcome, seconds, step};
use crate::{assets, prepare};
use clap::{Args, ValueEnum};
pub use client::Client;
pub use figures::memory;
use figures::{Times, millis};
use pages::Pages;
pub use program::Program;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;
use table::Table;

/// How thoroughly to measure.
#[derive(Args)]
pub struct Options {
    /// How many records, smallest first
    #[arg(long, value_name = "N", value_delimiter = ',', default_values_t = [1_000, 10_000, 100_000])]
    records: Vec<usize>,
    /// How often each page is asked for
    #[arg(long, default_value_t = 200)]
    rounds: usize,
    /// Make the data anew, also where it is there from last time
    #[arg(long)]
    anew: bool,
    /// Measure this program instead of building one
    #[arg(long, value_name = "FILE")]
    program: Option<PathBuf>,
    /// Only this part (may be given more than once)
    #[arg(long, value_name = "PART")]
    only: Vec<Part>,
}

/// What is measured.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Start, memory and pages at each size
    Pages,
    /// Reading a report
    Report,
    /// Systems by the hundred thousand, and the map of objects
    Systems,
    /// Frameworks, an assessment, the picture of compliance, the annual report
    Management,
    /// The store by itself
    Store,
}

/// Builds, makes the data, measures, and prints one table of the program and one of the store. No figure makes it fail: what is slow depends on the machine.
///
/// # Errors
/// When a tool is missing, the build fails, or a page does not come.
pub fn run(options: &Options) -> Outcome {
    let program = built(options)?;
    let wanted = |part| options.only.is_empty() || options.only.contains(&part);
    let mut table = Table::new();
    if wanted(Part::Pages) {
        pages(&program, options, &mut table)?;
    }
    if wanted(Part::Report) {
        step("Read the Kronoberg report", || read_report(&program, &mut table))?;
    }
    if wanted(Part::Systems) {
        step("Read systems in, ask what falls, draw the map", || {
            systems::measure(&program, &mut table)
        })?;
    }
    if wanted(Part::Management) {
        step("Assess ten frameworks for thirty parts of a region", || {
            management::measure(&program, &mut table)
        })?;
    }
    println!("\n{table}");
    if wanted(Part::Store) {
        let mut table = Table::new();
        step("Measure the store by itself", || store::measure(&mut table))?;
        println!("\n{table}");
    }
    Ok(())
}

/// Start, memory and pages at each size, and what the sizes are to each other.
fn pages(program: &Path, options: &Options, table: &mut Table) -> Outcome {
    let mut all: Vec<(usize, Pages)> = Vec::new();
    for &records in &options.records {
        let data = run::target().join(format!("bench/{records}"));
        step(&format!("Make {records} records"), || {
            generate(program, records, &data, options.anew)
        })?;
        step(&format!("Measure at {records} records"), || {
            all.push((records, measure(program, records, &data, options.rounds, table)?));
            Ok(())
        })?;
    }
    if let (Some((few, small)), Some((many, large))) = (all.first(), all.last()) {
        table.ratios(*few, small, *many, large);
    }
    Ok(())
}

fn built(options: &Options) -> Outcome<PathBuf> {
    step("Tools", || {
        prepare::build_tools()?;
        prepare::debian(&[("wrk", "wrk")])
    })?;
    program(options.program.as_ref())
}

/// The given program, or one built with full optimisation.
///
/// # Errors
/// When the build fails.
pub fn program(given: Option<&PathBuf>) -> Outcome<PathBuf> {
    if let Some(program) = given {
        return Ok(program.clone());
    }
    step("Styles, script and fonts", assets::build)?;
    let took = step("Build Stadga with full optimisation", || {
        run::run("cargo", &["build", "--release", "--locked", "--package", "stadga"])
    })?;
    println!("build: {}", seconds(took));
    Ok(run::target().join("release/stadga"))
}

/// Makes a data folder with about so many records, unless it is there from last time.
///
/// # Errors
/// When the program cannot make it.
pub fn generate(program: &Path, records: usize, data: &Path, anew: bool) -> Outcome {
    if data.exists() && !anew {
        println!("kept from last time ({}); --anew makes it again", data.display());
        return Ok(());
    }
    if data.exists() {
        fs::remove_dir_all(data)?;
    }
    let half = data.with_extension("half");
    if half.exists() {
        fs::remove_dir_all(&half)?;
    }
    let mut command = run::command(&program.to_string_lossy());
    command.args(["generate", "--records", &records.to_string(), "--data"]).arg(&half);
    run::finish(&mut command)?;
    // Whole or not there at all: a broken run must not be measured next time.
    fs::rename(half, data)?;
    Ok(())
}

fn measure(
    program: &Path,
    records: usize,
    data: &Path,
    rounds: usize,
    table: &mut Table,
) -> Outcome<Pages> {
    let starts =
        Times::of(5, || -> Outcome { Program::start(program, data)?.first_page().map(drop) })?;
    table.row(
        &format!("start to first page, {records} records"),
        &starts,
        "under 0.3 s at 100 000",
    );
    let mut running = Program::start(program, data)?;
    running.first_page()?;
    table.note(
        &format!("memory at the first page, {records} records"),
        memory_of(&running),
        "under 150 MB at 100 000",
    );
    let mut client = running.sign_in("strateg")?;
    let pages = Pages::measure(&mut client, records, rounds, table)?;
    table.note(&format!("memory after all pages, {records} records"), memory_of(&running), "");
    let cookie = format!("Cookie: {}", client.cookie());
    let told = running.load(pages::LIST, 10, &["-H", &cookie])?;
    let told = format!("{} pages/s, {} failed", told.rate, told.failed);
    table.note(&format!("list page under load, {records} records"), told, "no request failed");
    Ok(pages)
}

fn memory_of(running: &Program) -> String {
    memory(running.id()).map_or_else(|| "not known".into(), |held| format!("{held} MiB"))
}

/// Reading the report from the command line: the whole process, start and end with it.
fn read_report(program: &Path, table: &mut Table) -> Outcome {
    let report = run::root().join("../shared/samples/audits/kronoberg-granskning-2024.txt");
    if !report.exists() {
        println!("not measured: {} is not here", report.display());
        return Ok(());
    }
    let times = Times::of(10, || -> Outcome {
        let mut command = run::command(&program.to_string_lossy());
        let read =
            command.args(["audit", "read"]).arg(&report).args(["--format", "json"]).output()?;
        if read.status.success() {
            Ok(())
        } else {
            Err(String::from_utf8_lossy(&read.stderr).into())
        }
    })?;
    table.row("read the Kronoberg report", &times, "under 0.2 s");
    Ok(())
}

/// How a time is shown: milliseconds below a second.
fn shown(time: Duration) -> String {
    if time < Duration::from_secs(1) { millis(time) } else { seconds(time) }
}
