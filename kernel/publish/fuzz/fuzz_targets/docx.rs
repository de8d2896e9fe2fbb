//! Any bytes as the text part of a Word file.
#![no_main]

const RELATIONS: &[u8] = b"<Relationships><Relationship Type='x/officeDocument' Target='word/document.xml'/></Relationships>";

libfuzzer_sys::fuzz_target!(init: stadga_publish_fuzz::contain(), |body: &[u8]| {
    let parts = [("_rels/.rels", RELATIONS), ("word/document.xml", body)];
    let _ = stadga_publish::text_in::text_of("x.docx", &stadga_publish_fuzz::zipped(&parts));
});
