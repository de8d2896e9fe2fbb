//! The workspace's chores: `cargo xtask demo` shows Stadga, `cargo xtask test` proves it.

#[cfg(test)]
mod architecture;
mod assets;
mod bench;
mod browser;
mod conform;
mod demo;
mod dist;
mod faults;
mod fuzz;
mod golden;
#[cfg(test)]
mod laws;
mod load;
mod new_area;
mod package;
mod postgres;
mod prepare;
mod run;
mod scratch_area;
mod simulate;
mod test;
mod words;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Chores of the Stadga workspace.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Xtask {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Build Stadga and start it with the demo region
    Demo(demo::Options),
    /// Install what the tests need and run all of them
    Test(test::Options),
    /// Format, lint and unit tests only: the inner loop
    Check(test::CheckOptions),
    /// Gather styles, script and fonts into assets/dist
    Assets,
    /// Accept what the tests print today as their golden files
    Golden(golden::Options),
    /// Measure the release program: start, memory, pages, documents, at up to 100 000 records
    Bench(bench::Options),
    /// Read the release program's pages for minutes on end: no request may fail, memory must not grow
    Load(load::Options),
    /// Ask the API everything that its description allows, and much that it does not, for minutes on end
    Conform(conform::Options),
    /// Kill, starve and cut off the running program, and look whether anything acknowledged is lost
    Faults(faults::Options),
    /// Feed all that reads files with bytes that nobody thought of
    Fuzz(fuzz::Options),
    /// Plant all of Sweden's regions and municipalities in PostgreSQL and measure
    Simulate(simulate::Options),
    /// Make a new area that passes all tests, ready to be filled
    NewArea(new_area::Options),
    /// Build the release program and its Debian package into the target folder
    Dist,
}

fn main() -> ExitCode {
    let outcome = match Xtask::parse().chore {
        Chore::Demo(options) => demo::run(&options),
        Chore::Test(options) => test::all(&options),
        Chore::Check(options) => test::check(&options),
        Chore::Assets => assets::build(),
        Chore::Golden(options) => golden::accept(&options),
        Chore::Bench(options) => bench::run(&options),
        Chore::Load(options) => load::run(&options),
        Chore::Conform(options) => conform::run(&options),
        Chore::Faults(options) => faults::run(&options),
        Chore::Fuzz(options) => fuzz::run(&options),
        Chore::Simulate(options) => simulate::run(&options),
        Chore::NewArea(options) => new_area::run(&options),
        Chore::Dist => dist::build(),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("\nxtask: {fault}");
            ExitCode::FAILURE
        }
    }
}
