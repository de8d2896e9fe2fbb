//! Writing an archive: part after part, the manifest last.

use super::{Form, MANIFEST, Manifest, Part, VERSION};
use sha2::{Digest as _, Sha256};
use stadga_model::Instant;
use stadga_store::{Exported, Parts, hex};
use std::{
    collections::BTreeMap,
    io::{self, Read, Write},
};
use zip::{ZipWriter, write::SimpleFileOptions, write::StreamWriter};

/// Little compression is quick, and most of what can be had.
const LEVEL: i64 = 2;

/// An archive that is being written.
pub struct Packer<W: Write> {
    zip: ZipWriter<StreamWriter<W>>,
    parts: BTreeMap<String, Part>,
    now: Option<(String, u64, Sha256)>,
}

impl<W: Write> Packer<W> {
    /// Begins an archive.
    pub fn new(inner: W) -> Self {
        Self { zip: ZipWriter::new_stream(inner), parts: BTreeMap::new(), now: None }
    }

    /// Writes a whole part.
    ///
    /// # Errors
    /// When it cannot be read or written.
    pub fn part(&mut self, name: &str, mut from: impl Read) -> io::Result<()> {
        self.begin(name)?;
        let mut some = vec![0; 1 << 16];
        loop {
            match from.read(&mut some)? {
                0 => return Ok(()),
                n => self.write(some.get(..n).unwrap_or_default())?,
            }
        }
    }

    fn end(&mut self) {
        if let Some((name, size, digest)) = self.now.take() {
            self.parts.insert(name, Part { size, sha256: hex(&digest.finalize()) });
        }
    }

    /// Ends the archive with its manifest.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(mut self, about: About) -> io::Result<(W, Manifest)> {
        self.end();
        let manifest = Manifest {
            format: about.format,
            version: VERSION,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            organisation: about.organisation,
            made: about.made,
            revisions: about.log.revisions,
            root: about.log.root,
            sealed: about.sealed,
            parts: std::mem::take(&mut self.parts),
        };
        self.zip.start_file(MANIFEST, options())?;
        serde_json::to_writer_pretty(&mut self.zip, &manifest)?;
        Ok((self.zip.finish()?.into_inner(), manifest))
    }
}

/// What the manifest says besides the parts.
pub struct About {
    /// Backup or export.
    pub format: Form,
    /// The organisation.
    pub organisation: String,
    /// When it was made.
    pub made: Instant,
    /// What the log holds.
    pub log: Exported,
    /// Whether sealed values are in it.
    pub sealed: bool,
}

impl<W: Write> Parts for Packer<W> {
    fn begin(&mut self, name: &str) -> io::Result<()> {
        self.end();
        self.zip.start_file(name, options())?;
        self.now = Some((name.to_owned(), 0, Sha256::new()));
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        if let Some((_, size, digest)) = &mut self.now {
            *size += bytes.len() as u64;
            digest.update(bytes);
        }
        self.zip.write_all(bytes)
    }
}

fn options() -> SimpleFileOptions {
    SimpleFileOptions::default().compression_level(Some(LEVEL)).large_file(true)
}
