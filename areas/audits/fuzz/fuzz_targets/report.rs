//! Any text as a report: a reading whose lines lie within the text, never a crash.
#![no_main]
#![expect(dead_code, unused_imports, reason = "the reader is taken in by its files, without its area")]

#[path = "../../src/read/mod.rs"]
mod read;

use read::Words;

libfuzzer_sys::fuzz_target!(|text: &str| {
    let reading = read::read(text, Words::shipped());
    let written = serde_json::to_value(&reading).expect("a reading can be written");
    within(&written, text.split('\n').count() as u64);
});

/// Each finding's `lines: [from, to]` lie in the text, in order.
fn within(found: &serde_json::Value, lines: u64) {
    if let Some([from, to]) = found.get("lines").and_then(|place| place.as_array()).map(Vec::as_slice) {
        let (from, to) = (from.as_u64().expect("a line"), to.as_u64().expect("a line"));
        assert!(1 <= from && from <= to && to <= lines, "{from} to {to} of {lines}");
    }
    match found {
        serde_json::Value::Array(all) => all.iter().for_each(|one| within(one, lines)),
        serde_json::Value::Object(all) => all.values().for_each(|one| within(one, lines)),
        _ => {}
    }
}
