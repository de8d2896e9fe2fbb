//! What the store costs by itself: its own bench, on this machine's disk and with a PostgreSQL that waits for it.

use super::table::Table;
use crate::postgres::Cluster;
use crate::prepare;
use crate::run::{self, Outcome};
use std::process::Stdio;

/// Runs the store's bench; each of its lines is a row.
///
/// # Errors
/// When PostgreSQL cannot be had, or the bench does not come to its end.
pub fn measure(table: &mut Table) -> Outcome {
    prepare::postgres()?;
    let cluster = Cluster::start_durable()?;
    let mut bench = run::command("cargo");
    bench.args(["bench", "--quiet", "--locked", "--package", "stadga-store", "--bench", "store"]);
    bench.env("STADGA_BENCH_POSTGRES", cluster.address());
    bench.env("STADGA_BENCH_FOLDER", run::target()).stderr(Stdio::inherit());
    let told = bench.output()?;
    if !told.status.success() {
        return Err("the store's bench did not come to its end".into());
    }
    for line in String::from_utf8_lossy(&told.stdout).lines() {
        if let [what, figure, reach] = line.split('\t').collect::<Vec<_>>()[..] {
            table.note(what, figure.to_owned(), reach);
        }
    }
    Ok(())
}
