//! Any bytes as a file, PDF above all: text or a code, never a crash.
#![no_main]

libfuzzer_sys::fuzz_target!(init: stadga_publish_fuzz::contain(), |bytes: &[u8]| {
    let _ = stadga_publish::text_in::text_of("x.pdf", bytes);
});
