//! What a backup and an export are: a zip archive of parts with a manifest of their sizes and digests; a backup is sealed.

mod keys;
pub mod pack;
mod seal;
mod unpack;

pub use keys::{Recipients, Secret, new_secret};
pub use pack::Packer;
pub use unpack::{Archive, ArchiveFault};

use serde::{Deserialize, Serialize};
use stadga_model::Instant;
use std::collections::BTreeMap;

/// The part that names all others.
const MANIFEST: &str = "manifest.json";
/// The database of a backup.
pub const DATABASE: &str = "stadga.db";
/// The log's public keys.
pub const KEY: &str = "log.pub";
/// The folder of checkpoints.
pub const CHECKPOINTS: &str = "checkpoints/";
/// The manifest's version; an archive of a later one is not read.
const VERSION: u32 = 1;

/// Which of the two an archive is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Form {
    /// A database as it was, with accounts and all.
    #[serde(rename = "stadga-backup")]
    Backup,
    /// Records, files and log in lines.
    #[serde(rename = "stadga-export")]
    Export,
}

/// What an archive holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Backup or export.
    pub format: Form,
    /// The version of this description.
    pub version: u32,
    /// The version of the program that wrote it.
    pub program: String,
    /// The organisation: the first part of every key.
    pub organisation: String,
    /// When it was made.
    pub made: Instant,
    /// How many revisions the log has.
    pub revisions: u64,
    /// The root of the log's tree, in base64.
    pub root: String,
    /// Whether sealed values are in it.
    pub sealed: bool,
    /// All other parts.
    pub parts: BTreeMap<String, Part>,
}

/// A part of an archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Its bytes.
    pub size: u64,
    /// Their SHA-256, as hexadecimal digits.
    pub sha256: String,
}
