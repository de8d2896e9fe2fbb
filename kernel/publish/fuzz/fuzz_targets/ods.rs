//! Any bytes as the content of an OpenDocument sheet.
#![no_main]

const MIME: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";

libfuzzer_sys::fuzz_target!(init: stadga_publish_fuzz::contain(), |content: &[u8]| {
    let parts = [("mimetype", MIME), ("content.xml", content)];
    let _ = stadga_publish::sheet::read_workbook(&stadga_publish_fuzz::zipped(&parts));
});
