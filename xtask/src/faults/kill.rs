//! The program is killed in the middle of the writes of several, and PostgreSQL with it now and then.

use super::chance::Chance;
use super::site::{Served, Site, top};
use super::writer::Writer;
use crate::postgres::Cluster;
use crate::run::Outcome;
use std::path::Path;
use std::thread;
use std::time::Duration;

/// So many write at once.
const WRITERS: usize = 4;
/// The program is let write for so many milliseconds.
const MOMENT: std::ops::Range<u64> = 20..1_500;
/// The whole log is computed anew after so many rounds, and at the end.
const VERIFIED: u32 = 10;
/// PostgreSQL is killed too, once in so many rounds.
const DATABASE: u32 = 4;

/// On SQLite.
///
/// # Errors
/// Names what was lost.
pub fn on_sqlite(program: &Path, times: u32) -> Outcome {
    over_and_over(times, &Site::new(program, "kill", None)?, &mut || Ok(()))
}

/// On PostgreSQL.
///
/// # Errors
/// Names what was lost.
pub fn on_postgres(program: &Path, times: u32) -> Outcome {
    let mut cluster = Cluster::start_durable()?;
    let site = Site::new(program, "kill", Some(cluster.address()))?;
    let mut round = 0;
    over_and_over(times, &site, &mut || {
        round += 1;
        if round % DATABASE == 0 {
            cluster.break_off()?;
            cluster.resume()?;
        }
        Ok(())
    })
}

fn over_and_over(times: u32, site: &Site, also: &mut dyn FnMut() -> Outcome) -> Outcome {
    let (mut served, mut chance) = (site.serve()?, Chance::new());
    let mut client = served.sign_in_first()?;
    let top = top(&mut client)?;
    let writers =
        (0..WRITERS).map(|at| Writer::new(client.again(served.address)?, &top, format!("s{at}")));
    let mut writers = writers.collect::<Outcome<Vec<_>>>()?;
    for round in 1..=times {
        write_until_killed(served, &mut writers, Duration::from_millis(chance.pick(MOMENT)))?;
        also()?;
        served = site.serve()?;
        for writer in &mut writers {
            writer.turn_to(served.address)?;
            writer.look().map_err(|fault| format!("after {round} kills: {fault}"))?;
        }
        if round % VERIFIED == 0 || round == times {
            let revisions =
                site.verify().map_err(|fault| format!("after {round} kills: {fault}"))?;
            let acknowledged: u64 = writers.iter().map(|writer| writer.acknowledged).sum();
            println!(
                "{round} kills: {acknowledged} writes acknowledged, none lost; {revisions} revisions verify"
            );
        }
    }
    Ok(())
}

/// All write at once; after a moment the program is killed.
fn write_until_killed(served: Served, writers: &mut [Writer], moment: Duration) -> Outcome {
    thread::scope(|scope| {
        for writer in writers {
            scope.spawn(|| writer.go_on());
        }
        thread::sleep(moment);
        served.kill()
    })
}
