//! `cargo xtask load`: many readers at once for minutes on end; no request may fail, and memory must not grow.

use crate::bench::{self, Program, memory};
use crate::prepare;
use crate::run::{self, Outcome, step};
use clap::Args;
use std::fs;
use std::path::PathBuf;

/// How long and with what.
#[derive(Args)]
pub struct Options {
    /// For how many minutes
    #[arg(long, default_value_t = 10)]
    minutes: usize,
    /// How many records there are
    #[arg(long, default_value_t = 10_000)]
    records: usize,
    /// Load this program instead of building one
    #[arg(long, value_name = "FILE")]
    program: Option<PathBuf>,
}

/// Who reads: each connection is one of them.
const READERS: [&str; 5] = ["strateg", "systemagare-ekonomi", "it-chef", "rs-ledamot", "revisor"];
/// What they read, over and over: what people look at most, also as of a past date and over the API.
const PAGES: [&str; 9] = [
    "/",
    "/measure?state=in-progress&sort=-due",
    "/measure?q=loggning",
    "/measure?as-of=2026-06-30",
    "/audit",
    "/board/measures",
    "/breaches",
    "/api/v1/measure?page=2",
    "/api/v1/recommendation",
];
/// After so many minutes every cache is full.
const WARM: usize = 2;
/// So much may memory still move, in MiB.
const FLAT: u64 = 24;

/// Loads the program, minute by minute.
///
/// # Errors
/// When a request fails or memory grows.
pub fn run(options: &Options) -> Outcome {
    step("Tools", || prepare::debian(&[("wrk", "wrk")]))?;
    let program = bench::program(options.program.as_ref())?;
    let data = run::target().join(format!("bench/{}", options.records));
    step(&format!("Make {} records", options.records), || {
        bench::generate(&program, options.records, &data, false)
    })?;
    let mut running = Program::start(&program, &data)?;
    running.first_page()?;
    let script = script(&mut running)?;
    println!("\nminute   pages/s   failed   memory");
    println!("     0         –        –   {:>3} MiB", held(&running)?);
    let (mut faults, mut memories) = (0, Vec::new());
    for minute in 1..=options.minutes {
        let said = running.load("/", 60, &["-s", &script.to_string_lossy()])?;
        let now = held(&running)?;
        println!("{minute:>6}   {:>7}   {:>6}   {now:>3} MiB", said.rate, said.failed);
        faults += said.failed;
        memories.push(now);
    }
    fs::remove_file(script)?;
    println!(
        "\n{:.2} MiB a minute from minute {WARM} on",
        slope(memories.get(WARM - 1..).unwrap_or_default())
    );
    if faults > 0 {
        return Err(format!("{faults} requests failed").into());
    }
    let (first, last) = (memories.get(WARM - 1), memories.last());
    match (first, last) {
        (Some(first), Some(last)) if last.saturating_sub(*first) > FLAT => {
            Err(format!("memory grew from {first} to {last} MiB").into())
        }
        _ => Ok(()),
    }
}

fn held(running: &Program) -> Outcome<u64> {
    Ok(memory(running.id()).ok_or("the program is gone")?)
}

/// What wrk asks: the pages in turn, and a few records, by readers in turn.
fn script(running: &mut Program) -> Outcome<PathBuf> {
    let mut cookies = Vec::new();
    let mut pages: Vec<String> = PAGES.map(str::to_owned).to_vec();
    for reader in READERS {
        let mut client = running.sign_in(reader)?;
        cookies.push(client.cookie());
        if reader == READERS[0] {
            pages.extend(records(&client.get("/measure")?.text()));
        }
    }
    let list =
        |all: &[String]| all.iter().map(|one| format!("{one:?}")).collect::<Vec<_>>().join(", ");
    let lua = format!(
        "local pages = {{ {} }}\nlocal cookies = {{ {} }}\nlocal turn = 0\n\
         function request()\n  turn = turn + 1\n  \
         local headers = {{ [\"Cookie\"] = cookies[turn % #cookies + 1] }}\n  \
         return wrk.format(\"GET\", pages[turn % #pages + 1], headers)\nend\n",
        list(&pages),
        list(&cookies),
    );
    let file = std::env::temp_dir().join(format!("stadga-load-{}.lua", std::process::id()));
    fs::write(&file, lua)?;
    Ok(file)
}

/// The pages of some records and their histories, as a list links them.
fn records(list: &str) -> Vec<String> {
    let links = list.split("href=\"/measure/").skip(1).filter_map(|rest| rest.split('"').next());
    let mut ids: Vec<&str> = links.filter(|id| id.len() == 36).collect();
    ids.dedup();
    let pages = ids.into_iter().take(10);
    pages.flat_map(|id| [format!("/measure/{id}"), format!("/measure/{id}/history")]).collect()
}

/// By how much the figures rise from one to the next, as the straight line that fits them best.
fn slope(figures: &[u64]) -> f64 {
    let count = figures.len() as f64;
    let middle = (count - 1.0) / 2.0;
    let mean = figures.iter().sum::<u64>() as f64 / count.max(1.0);
    let (mut rise, mut run) = (0.0, 0.0);
    for (at, figure) in figures.iter().enumerate() {
        let away = at as f64 - middle;
        rise += away * (*figure as f64 - mean);
        run += away * away;
    }
    if run > 0.0 { rise / run } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_rises_evenly_has_a_slope_and_what_stands_still_has_none() {
        assert!((slope(&[10, 12, 14, 16]) - 2.0).abs() < 1e-9);
        assert!(slope(&[7, 7, 7]).abs() < 1e-9);
        assert!(slope(&[7]).abs() < 1e-9);
    }

    #[test]
    fn records_are_found_in_a_list() {
        let id = "018cc251-f400-7000-8000-000000000000";
        let list = format!("<a href=\"/measure/new\"></a><a href=\"/measure/{id}\"></a>");
        assert_eq!(records(&list), [format!("/measure/{id}"), format!("/measure/{id}/history")]);
    }
}
