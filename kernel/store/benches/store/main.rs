//! What the store costs: deciding, listing with marks, verifying and copying, writing from many clients. `cargo xtask bench`
//! runs it and takes its lines: what was measured, the figure, and what is to be reached.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a figure that cannot be measured fails; the bare statements that it is compared with are SQL"
)]

mod access;
mod bare;
mod copies;
mod lists;
mod thing;
mod writes;

use thing::Bench;

/// As in the program.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// So many records stand in the lists.
const RECORDS: usize = 100_000;

#[tokio::main]
async fn main() {
    // Cargo asks benches for their tests too: there are none.
    if std::env::args().any(|argument| argument == "--list" || argument == "--test") {
        return;
    }
    let records = std::env::var("STADGA_BENCH_RECORDS").map_or(RECORDS, |n| n.parse().unwrap());
    let folder =
        tempfile::tempdir_in(std::env::var("STADGA_BENCH_FOLDER").unwrap_or(".".into())).unwrap();
    let bench =
        Bench { folder: folder.path(), postgres: std::env::var("STADGA_BENCH_POSTGRES").ok() };
    // Named ones alone: `cargo bench -p stadga-store -- writes`.
    let named: Vec<_> = std::env::args().skip(1).filter(|name| !name.starts_with('-')).collect();
    let wanted = |name: &str| named.is_empty() || named.iter().any(|other| other == name);
    if wanted("access") {
        access::measure();
    }
    if wanted("lists") {
        lists::measure(&bench, records).await;
    }
    if wanted("writes") {
        writes::measure(&bench).await;
    }
}

/// One line of figures.
fn tell(what: &str, figure: String, reach: &str) {
    println!("{what}\t{figure}\t{reach}");
}
