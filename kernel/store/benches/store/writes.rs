//! How many writes are acknowledged when many clients write at once, beside bare inserts that wait for the disk as well.

use crate::{
    bare::Bare,
    tell,
    thing::{Bench, Thing, store},
};
use stadga_model::{Actor, At, Clock as _, Id, SystemClock};
use stadga_store::Store;
use std::{
    future::Future,
    time::{Duration, Instant},
};

/// So many clients write at once, each waiting for the answer before its next write.
const CLIENTS: usize = 16;
/// For so long, in turns, so that a disk that tires does so for both.
const TURN: Duration = Duration::from_secs(2);
const TURNS: usize = 3;

/// Acknowledged writes a second, and their ratio to bare inserts.
pub async fn measure(bench: &Bench<'_>) {
    for (engine, place) in bench.places("writes.db") {
        let org = Id::<Thing>::new(SystemClock.now()).to_string();
        let kept = store(place.clone(), &org).await;
        let (door, bare) = (kept.door(Actor::program("bench"), At::Now), Bare::open(&place).await);
        let (mut whole, mut least) = (0.0, 0.0);
        for turn in 0..TURNS {
            whole += rate(turn, &door, |door, number| async move {
                door.create(&Thing::new(number, &[]), "").await.unwrap();
            })
            .await;
            least +=
                rate(turn, &bare, |bare, number| async move { bare.insert(number).await }).await;
        }
        let leaf = leaf(&kept).await;
        kept.close().await;
        let (whole, least) = (whole / TURNS as f64, least / TURNS as f64);
        let what = format!("acknowledged writes, {CLIENTS} clients, {engine}");
        tell(&what, format!("{whole:.0} writes/s"), "");
        let what = format!("writes : bare inserts ({least:.0}/s), {engine}");
        tell(&what, format!("{:.2}", whole / least), "at least 0.4");
        let what = format!("the log's share of a write (read and computed anew), {engine}");
        tell(&what, format!("{:.0} %", 100.0 * leaf * whole), "at most 20 %");
    }
}

/// The seconds that one leaf of the log takes: salted digests of all fields and the hash over them, as verifying makes them.
async fn leaf(store: &Store) -> f64 {
    let start = Instant::now();
    let leaves = store.verify(&[]).await.unwrap().revisions;
    start.elapsed().as_secs_f64() / leaves as f64
}

/// How often a second `work` is done when all clients do it over and over, each time with another number.
async fn rate<T, F>(
    turn: usize,
    to: &T,
    work: impl Fn(T, usize) -> F + Copy + Send + 'static,
) -> f64
where
    T: Clone + Send + Sync + 'static,
    F: Future<Output = ()> + Send + 'static,
{
    let start = Instant::now();
    let clients = (0..CLIENTS).map(|client| {
        let to = to.clone();
        tokio::spawn(async move {
            let mut done = 0;
            while start.elapsed() < TURN {
                work(to.clone(), (turn * CLIENTS + client) * 1_000_000 + done).await;
                done += 1;
            }
            done
        })
    });
    let mut done = 0;
    for client in clients.collect::<Vec<_>>() {
        done += client.await.unwrap();
    }
    done as f64 / start.elapsed().as_secs_f64()
}
