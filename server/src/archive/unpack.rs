//! Reading an archive: it is a stranger's until its manifest has been held to it, and nothing of it names a place on disk.

use super::{CHECKPOINTS, DATABASE, Form, KEY, MANIFEST, Manifest, VERSION};
use sha2::{Digest as _, Sha256};
use stadga_store::{Source, hex};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use zip::ZipArchive;

/// The tables of an export.
const TABLES: [&str; 5] =
    ["revision.jsonl", "sealed.jsonl", "series.jsonl", "checkpoint.jsonl", "file.jsonl"];
/// No archive has more parts than this.
const MOST: usize = 2_000_000;
/// No manifest is longer.
const LONGEST: u64 = 512 << 20;
/// Nothing that Stadga packs becomes so much larger; what does is made to fill a disk.
const STRETCH: u64 = 300;
/// Small archives may stretch as they like.
const SMALL: u64 = 64 << 20;

/// Why an archive is not read.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveFault {
    /// It is none, or not whole.
    #[error("it is no whole archive: {0}")]
    Broken(String),
    /// It has no manifest, or one that cannot be read.
    #[error("its manifest cannot be read: {0}")]
    Manifest(String),
    /// It was written by a later program.
    #[error("it is of version {0}, this program reads {VERSION}")]
    Later(u32),
    /// It is the other form of archive.
    #[error("it is {0}")]
    Form(&'static str),
    /// A part has a name that no part of an archive has.
    #[error("it has a part called {0:?}, which no archive of Stadga has")]
    Name(String),
    /// A part comes twice.
    #[error("one of its parts comes twice")]
    Twice,
    /// A part is missing, or not in the manifest.
    #[error("the part {0} is in the manifest or in the archive, but not in both")]
    Missing(String),
    /// A part is larger or smaller than the manifest says.
    #[error("the part {0} has another size than the manifest says")]
    Size(String),
    /// It unpacks to more than an archive of its size can hold.
    #[error("it would unpack to {0} bytes: no archive of Stadga of this size does")]
    Bomb(u64),
}

/// An archive whose manifest fits its directory. What the parts hold is proven as they are read.
pub struct Archive<R: Read + Seek> {
    zip: ZipArchive<R>,
    /// What it holds.
    pub manifest: Manifest,
}

impl<R: Read + Seek> Archive<R> {
    /// Opens an archive of this form.
    ///
    /// # Errors
    /// Says what is wrong with it.
    pub fn open(mut reader: R, form: Form) -> Result<Self, ArchiveFault> {
        let broken = |fault: io::Error| ArchiveFault::Broken(fault.to_string());
        let length = reader.seek(SeekFrom::End(0)).map_err(broken)?;
        let told = told_parts(&mut reader, length).map_err(broken)?;
        let zip = ZipArchive::new(reader).map_err(|e| ArchiveFault::Broken(e.to_string()))?;
        // Of two parts with one name the library keeps one.
        if told.is_some_and(|told| told != zip.len()) {
            return Err(ArchiveFault::Twice);
        }
        let mut archive = Self { zip, manifest: none() };
        archive.manifest = archive.read_manifest()?;
        archive.fits(form, length)?;
        Ok(archive)
    }

    fn read_manifest(&mut self) -> Result<Manifest, ArchiveFault> {
        let wrong = |fault: String| ArchiveFault::Manifest(fault);
        let part = self.zip.by_name(MANIFEST).map_err(|e| wrong(e.to_string()))?;
        let mut text = Vec::new();
        part.take(LONGEST).read_to_end(&mut text).map_err(|e| wrong(e.to_string()))?;
        let version =
            serde_json::from_slice::<Versioned>(&text).map_err(|e| wrong(e.to_string()))?;
        if version.version > VERSION {
            return Err(ArchiveFault::Later(version.version));
        }
        serde_json::from_slice(&text).map_err(|e| wrong(e.to_string()))
    }

    fn fits(&mut self, form: Form, length: u64) -> Result<(), ArchiveFault> {
        match (self.manifest.format, form) {
            (Form::Backup, Form::Export) => {
                return Err(ArchiveFault::Form("a backup, not an export"));
            }
            (Form::Export, Form::Backup) => {
                return Err(ArchiveFault::Form("an export, not a backup"));
            }
            _ => {}
        }
        let mut names = Vec::with_capacity(self.zip.len());
        for name in self.zip.file_names() {
            let name = name.map_err(|e| ArchiveFault::Broken(e.to_string()))?;
            names.push(name.into_owned());
        }
        if let Some(odd) = names.iter().find(|name| !may_be_called(name)) {
            return Err(ArchiveFault::Name(odd.clone()));
        }
        if names.len() > MOST {
            return Err(ArchiveFault::Broken(format!("it has {} parts", names.len())));
        }
        let parts = &self.manifest.parts;
        let unknown = names.iter().find(|name| *name != MANIFEST && !parts.contains_key(*name));
        let missing = parts.keys().find(|name| self.zip.index_for_name(name).is_none());
        if let Some(name) = unknown.or(missing) {
            return Err(ArchiveFault::Missing(name.clone()));
        }
        let mut total = 0_u64;
        for (name, part) in self.manifest.parts.clone() {
            let told = self.zip.by_name(&name).map_err(|e| ArchiveFault::Broken(e.to_string()))?;
            if told.size() != part.size {
                return Err(ArchiveFault::Size(name));
            }
            total = total.saturating_add(part.size);
        }
        let bomb = total > SMALL && total / STRETCH > length;
        if bomb { Err(ArchiveFault::Bomb(total)) } else { Ok(()) }
    }

    /// The checkpoints' names and texts.
    ///
    /// # Errors
    /// When one cannot be read or is not what the manifest says.
    pub fn checkpoints(&mut self) -> io::Result<Vec<(String, String)>> {
        let names = self.manifest.parts.keys().filter_map(|name| name.strip_prefix(CHECKPOINTS));
        let names: Vec<String> = names.map(str::to_owned).collect();
        let read = |name: String| {
            let text = self.text(&format!("{CHECKPOINTS}{name}"))?;
            Ok((name, text))
        };
        names.into_iter().map(read).collect()
    }

    /// A part that is a short text.
    ///
    /// # Errors
    /// As [`Self::checkpoints`].
    pub fn text(&mut self, name: &str) -> io::Result<String> {
        let mut text = String::new();
        self.part(name)?.take(1 << 20).read_to_string(&mut text)?;
        Ok(text)
    }
}

#[derive(serde::Deserialize)]
struct Versioned {
    version: u32,
}

/// A manifest of nothing, until the real one has been read.
fn none() -> Manifest {
    Manifest {
        format: Form::Backup,
        version: 0,
        program: String::new(),
        organisation: String::new(),
        made: stadga_model::Instant::UNIX_EPOCH,
        revisions: 0,
        root: String::new(),
        sealed: false,
        parts: Default::default(),
    }
}

/// Names are looked up, never used as paths; an odd one still says that somebody had something in mind.
fn may_be_called(name: &str) -> bool {
    let digest = |c: char| matches!(c, '0'..='9' | 'a'..='f');
    let safe = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    if let Some(id) = name.strip_prefix("files/") {
        return id.len() == 64 && id.chars().all(digest);
    }
    if let Some(checkpoint) = name.strip_prefix(CHECKPOINTS) {
        return checkpoint.ends_with(".checkpoint") && checkpoint.chars().all(safe);
    }
    [MANIFEST, DATABASE, KEY].contains(&name) || TABLES.contains(&name)
}

/// How many parts the archive's own end says that it has, where it says so in the short form.
fn told_parts(reader: &mut (impl Read + Seek), length: u64) -> io::Result<Option<usize>> {
    const END: u64 = 22;
    const ZIP64: u16 = 0xffff;
    let mut end = [0; END as usize];
    if length < END {
        return Ok(None);
    }
    reader.seek(SeekFrom::Start(length - END))?;
    reader.read_exact(&mut end)?;
    reader.seek(SeekFrom::Start(0))?;
    let told = match end {
        [b'P', b'K', 5, 6, _, _, _, _, _, _, low, high, ..] => u16::from_le_bytes([low, high]),
        _ => return Ok(None),
    };
    Ok((told != ZIP64).then_some(usize::from(told)))
}

impl<R: Read + Seek> Source for Archive<R> {
    fn part<'a>(&'a mut self, name: &str) -> io::Result<Box<dyn BufRead + 'a>> {
        let Some(told) = self.manifest.parts.get(name).cloned() else {
            let what = format!("the part {name} is missing");
            return Err(io::Error::new(io::ErrorKind::NotFound, what));
        };
        let inner = self.zip.by_name(name)?;
        let proven = Proven {
            inner: inner.take(told.size.saturating_add(1)),
            name: name.to_owned(),
            left: told.size,
            digest: Some(Sha256::new()),
            sha256: told.sha256,
        };
        Ok(Box::new(BufReader::with_capacity(1 << 16, proven)))
    }
}

/// A part whose end is reached only if it is what the manifest says.
struct Proven<R> {
    inner: R,
    name: String,
    left: u64,
    digest: Option<Sha256>,
    sha256: String,
}

impl<R: Read> Read for Proven<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if into.is_empty() {
            return Ok(0);
        }
        let read = self.inner.read(into)?;
        let wrong = |what: &str| {
            let what = format!("the part {} {what}", self.name);
            io::Error::new(io::ErrorKind::InvalidData, what)
        };
        if read as u64 > self.left || (read == 0 && self.left > 0) {
            return Err(wrong("has another size than the manifest says"));
        }
        self.left -= read as u64;
        if let Some(digest) = &mut self.digest {
            digest.update(into.get(..read).unwrap_or_default());
        }
        if read == 0
            && let Some(digest) = self.digest.take()
            && hex(&digest.finalize()) != self.sha256
        {
            return Err(wrong("is not what the manifest says: it was changed"));
        }
        Ok(read)
    }
}
