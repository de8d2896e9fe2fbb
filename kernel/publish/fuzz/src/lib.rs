//! What the fuzz targets share: archives around a fuzzed part, and panics that our readers contain left to them.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A zip file with these parts, so that the fuzzer need not learn to zip.
pub fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).expect("in memory");
        archive.write_all(bytes).expect("in memory");
    }
    archive.finish().expect("in memory").into_inner()
}

/// Lets panics unwind: the fuzzer's own hook would end the program before our readers can contain those of the crates
/// that they use. One that nobody contains still ends it.
pub fn contain() {
    std::panic::set_hook(Box::new(|_| {}));
}
