//! Tests of the reader.

mod kronoberg;

use super::{Reading, Words, read};

/// A sample's text, or nothing where the shared samples are not there.
pub(super) fn sample(name: &str) -> Option<String> {
    let path = format!("{}/../../../shared/samples/audits/{name}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).ok();
    if text.is_none() {
        println!("skipped: the sample {name} is not beside the project");
    }
    text
}

pub(super) fn reading(text: &str) -> Reading {
    read(text, &Words::shipped())
}
