//! Any bytes as the text part of a Word file, so that the fuzzer need not learn to zip.
#![no_main]

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const RELATIONS: &[u8] = b"<Relationships><Relationship Type='x/officeDocument' Target='word/document.xml'/></Relationships>";

libfuzzer_sys::fuzz_target!(|body: &[u8]| {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in [("_rels/.rels", RELATIONS), ("word/document.xml", body)] {
        archive.start_file(name, SimpleFileOptions::default()).expect("in memory");
        archive.write_all(bytes).expect("in memory");
    }
    let file = archive.finish().expect("in memory").into_inner();
    let _ = stadga_publish::text_in::text_of("x.docx", &file);
});
