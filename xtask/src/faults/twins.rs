//! Two instances in front of one database: whoever has signed in at one is known at the other, which goes on when one dies.

use super::site::{Site, read, top};
use super::writer::Writer;
use crate::postgres::Cluster;
use crate::run::Outcome;
use std::path::Path;
use std::thread;
use std::time::Duration;

/// Kills one of two instances while both are written through.
///
/// # Errors
/// Names what did not hold.
pub fn test(program: &Path) -> Outcome {
    let cluster = Cluster::start_durable()?;
    let site = Site::new(program, "twins", Some(cluster.address()))?;
    let one = site.serve()?;
    let client = one.sign_in_first()?;
    let other = site.serve()?;
    let mut there = client.again(other.address)?;
    let top = top(&mut there)?;
    let mut here = Writer::new(client.again(one.address)?, &top, "ena".into())?;
    let mut beside = Writer::new(there.again(other.address)?, &top, "andra".into())?;
    thread::scope(|scope| -> Outcome {
        let first = scope.spawn(|| here.go_on());
        let second = scope.spawn(|| beside.go_on());
        thread::sleep(Duration::from_millis(1_500));
        one.kill()?;
        let _ = first.join();
        let goes_on = !second.is_finished();
        thread::sleep(Duration::from_millis(500));
        let still = !second.is_finished();
        other.kill()?;
        let _ = second.join();
        if goes_on && still { Ok(()) } else { Err("the other instance did not go on".into()) }
    })?;
    let after = site.serve()?;
    for writer in [&mut here, &mut beside] {
        writer.turn_to(after.address)?;
        writer.look()?;
    }
    read(&mut client.again(after.address)?, "/api/v1/unit?size=1")?;
    let (revisions, writes) = (site.verify()?, here.acknowledged + beside.acknowledged);
    println!("{writes} writes through two instances, none lost; {revisions} revisions verify");
    after.kill()
}
