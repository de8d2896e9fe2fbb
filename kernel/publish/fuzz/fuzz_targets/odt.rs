//! Any bytes as the content of an OpenDocument text.
#![no_main]

const MIME: &[u8] = b"application/vnd.oasis.opendocument.text";

libfuzzer_sys::fuzz_target!(init: stadga_publish_fuzz::contain(), |content: &[u8]| {
    let parts = [("mimetype", MIME), ("content.xml", content)];
    let _ = stadga_publish::text_in::text_of("x.odt", &stadga_publish_fuzz::zipped(&parts));
});
