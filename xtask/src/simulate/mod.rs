//! `cargo xtask simulate`: all of Sweden's regions and municipalities in one PostgreSQL database, planted and measured.

mod measure;
mod plant;
mod sizes;

use crate::bench::{figures::memory, table::Table};
use crate::postgres::Cluster;
use crate::run::{self, Outcome, step};
use crate::{assets, prepare};
use clap::Args;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// How large a country.
#[derive(Args)]
pub struct Options {
    /// How many organisations, each a little smaller than the one before
    #[arg(long, default_value_t = 311)]
    organisations: usize,
    /// How many records in all; 14 of 100 are employees
    #[arg(long, default_value_t = 10_000_000)]
    records: usize,
    /// How often each page is asked for
    #[arg(long, default_value_t = 50)]
    rounds: usize,
    /// Measure this program instead of building one
    #[arg(long, value_name = "FILE")]
    program: Option<PathBuf>,
}

/// Plants, measures, prints one table, and takes everything away again.
///
/// # Errors
/// When a tool is missing, the disk is too small, or a page does not come.
pub fn run(options: &Options) -> Outcome {
    prepare::postgres()?;
    let program = built(options)?;
    let cluster = Cluster::start_large()?;
    let folder = Folder::new()?;
    let (template, config) = (folder.0.join("template"), folder.0.join("stadga.toml"));
    fs::write(&config, settings(options.organisations, &folder.0, &cluster.address())?)?;
    step("Make a template", || {
        let mut generate = run::command(&program.to_string_lossy());
        generate.args(["generate", "--records", plant::TEMPLATE, "--data"]).arg(&template);
        run::finish(&mut generate)?;
        let mut carry = run::command(&program.to_string_lossy());
        run::finish(carry.arg("move").arg(&template).arg(cluster.address()))
    })?;
    step(&format!("Plant {} records", options.records), || {
        plant::all(&cluster, &sizes::of(options.organisations, options.records))
    })?;
    let mut table = Table::new();
    table.note("on disk", plant::size(&cluster)?, "");
    step("Measure", || measure::all(&program, &config, options, &mut table))?;
    println!("\n{table}");
    Ok(())
}

fn built(options: &Options) -> Outcome<PathBuf> {
    if let Some(program) = &options.program {
        return Ok(program.clone());
    }
    assets::build()?;
    run::run("cargo", &["build", "--release", "--locked", "--package", "stadga"])?;
    Ok(run::target().join("release/stadga"))
}

/// The settings of a program for all of them.
fn settings(organisations: usize, folder: &Path, database: &str) -> Outcome<String> {
    let mut text =
        format!("data = {:?}\ndatabase = {database:?}\nlog = \"error\"\n", folder.join("data"));
    for at in 1..=organisations {
        let key = sizes::key(at);
        write!(
            text,
            "[[organisation]]\nkey = \"{key}\"\nname = \"Organisation {at}\"\norigin = \"http://{key}.test\"\n"
        )?;
    }
    Ok(text)
}

/// What a process holds, as a cell of the table.
fn held(process: u32) -> String {
    memory(process).map_or_else(|| "?".into(), |held| format!("{held} MiB"))
}

/// A folder that goes away.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Outcome<Self> {
        let folder = run::target().join(format!("simulate-{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        Ok(Self(folder))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
