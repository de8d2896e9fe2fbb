//! The Kronoberg report of 2024, against what it is known to hold.

use super::{reading, sample};

#[test]
fn print() {
    let Some(text) = sample("kronoberg-granskning-2024.txt") else { return };
    println!("{}", serde_json::to_string_pretty(&reading(&text)).unwrap());
}
