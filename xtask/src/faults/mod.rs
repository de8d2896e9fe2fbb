//! `cargo xtask faults`: the running program killed, starved and cut off, over and over; nothing acknowledged is lost.

mod away;
mod chance;
mod full;
mod kill;
pub mod site;
mod twins;
mod writer;

use crate::prepare;
use crate::run::{Outcome, step};
use clap::Args;
use clap::builder::PossibleValuesParser;
use std::path::{Path, PathBuf};

/// How hard to try.
#[derive(Args)]
pub struct Options {
    /// How often the program is killed on each database
    #[arg(long, default_value_t = 200)]
    times: u32,
    /// Only this fault (may be given more than once)
    #[arg(long, value_name = "FAULT", value_parser = PossibleValuesParser::new(FAULTS.map(|fault| fault.word)))]
    only: Vec<String>,
    /// Try this program instead of building one
    #[arg(long, value_name = "FILE")]
    program: Option<PathBuf>,
}

struct Fault {
    word: &'static str,
    name: &'static str,
    work: fn(&Path, u32) -> Outcome,
}

const FAULTS: [Fault; 5] = [
    Fault { word: "kill-sqlite", name: "Killed while it writes, on SQLite", work: kill::on_sqlite },
    Fault {
        word: "kill-postgres",
        name: "Killed while it writes, on PostgreSQL",
        work: kill::on_postgres,
    },
    Fault { word: "full", name: "The disk is full", work: |program, _| full::test(program) },
    Fault {
        word: "away",
        name: "The database is gone and comes back",
        work: |program, _| away::test(program),
    },
    Fault {
        word: "twins",
        name: "Of two instances one is killed",
        work: |program, _| twins::test(program),
    },
];

/// Builds the program and tries all faults, or those asked for.
///
/// # Errors
/// Names what did not hold.
pub fn run(options: &Options) -> Outcome {
    prepare::postgres()?;
    let program = built(options)?;
    for Fault { word, name, work } in FAULTS {
        if options.only.is_empty() || options.only.iter().any(|only| only == word) {
            step(name, || work(&program, options.times))?;
        }
    }
    Ok(())
}

fn built(options: &Options) -> Outcome<PathBuf> {
    if let Some(program) = &options.program {
        return Ok(program.clone());
    }
    prepare::program()
}

/// A few of each, for the tests of every day.
///
/// # Errors
/// As [`run`].
pub fn few() -> Outcome {
    run(&Options { times: 10, only: Vec::new(), program: None })
}
