//! Any bytes as a spreadsheet: cells or a code, never a crash.
#![no_main]

libfuzzer_sys::fuzz_target!(init: stadga_publish_fuzz::contain(), |bytes: &[u8]| {
    let _ = stadga_publish::sheet::read_workbook(bytes);
});
