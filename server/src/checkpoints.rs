//! Signed checkpoints of the log in a folder outside the database, and `stadga verify`, which holds the data to them.

use crate::{config::Settings, fault::Fault, folder::Folder, serve};
use stadga_store::{Checkpoint, LogFault, Signer, Store, Verifier};
use std::{
    fs::{self, OpenOptions},
    io::{self, Write as _},
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
    time::UNIX_EPOCH,
};

/// The key that signs, in the data folder; nobody but the program needs it.
const PRIVATE: &str = "log.key";
/// The key that verifies; to be kept also where nobody who can write in the data folder can write.
pub const PUBLIC: &str = "log.pub";
/// How a checkpoint's file ends.
const ENDING: &str = "checkpoint";

/// Writes checkpoints where the settings say.
pub struct Keeper {
    folder: PathBuf,
    signer: Signer,
}

impl Keeper {
    /// Makes the key pair and the folder where they do not exist.
    ///
    /// # Errors
    /// When a key or the folder cannot be read or made.
    pub fn open(settings: &Settings) -> Result<Self, Fault> {
        let data = Folder::at(&settings.data)?;
        let (private, public) = (data.join(PRIVATE), data.join(PUBLIC));
        if !private.exists() {
            let (signs, verifies) = Signer::generate(&settings.host());
            write_new(&private, 0o600, &signs).map_err(|e| told(&private, e))?;
            write_new(&public, 0o644, &verifies).map_err(|e| told(&public, e))?;
        }
        let line = fs::read_to_string(&private).map_err(|e| told(&private, e))?;
        let signer = Signer::read(&line).map_err(|e| told(&private, e))?;
        let folder = settings.checkpoints();
        fs::create_dir_all(&folder).map_err(|e| told(&folder, e))?;
        Ok(Self { folder, signer })
    }

    /// When the newest file in the folder was written, in seconds since 1970; 0 if there is none.
    pub fn newest(&self) -> u64 {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let written = entries.filter_map(|entry| entry.metadata().ok()?.modified().ok());
        let since = written.max().and_then(|at| at.duration_since(UNIX_EPOCH).ok());
        since.map_or(0, |since| since.as_secs())
    }

    /// Writes a checkpoint unless there is one of a log of the same length. Its file, if one was written.
    ///
    /// # Errors
    /// When the database cannot be read or the file not written.
    pub async fn write(&self, store: &Store) -> Result<Option<PathBuf>, Fault> {
        let checkpoint = store.checkpoint(&self.signer).await?;
        let file =
            self.folder.join(format!("{}-{:012}.{ENDING}", checkpoint.org(), checkpoint.size));
        if file.exists() {
            return Ok(None);
        }
        let signed = self.signer.sign(&checkpoint)?;
        write_new(&file, 0o644, &signed).map_err(|e| told(&file, e))?;
        Ok(Some(file))
    }
}

/// `stadga checkpoint`: writes a checkpoint now.
///
/// # Errors
/// When database, key or folder cannot be used.
pub async fn now(settings: &Settings) -> Result<String, Fault> {
    let app = serve::open(settings).await?;
    let written = Keeper::open(settings)?.write(&app.store).await;
    app.store.close().await;
    Ok(match written? {
        Some(file) => format!("{}", file.display()),
        None => "Nothing was written since the last checkpoint.".into(),
    })
}

/// `stadga verify`: computes the whole log anew and holds it to every checkpoint.
///
/// # Errors
/// Names the first thing that does not fit.
pub async fn verify(settings: &Settings, key: Option<&Path>) -> Result<String, Fault> {
    let key = key.map_or_else(|| settings.data.join(PUBLIC), Path::to_path_buf);
    let line = fs::read_to_string(&key).map_err(|e| told(&key, e))?;
    let verifier = Verifier::read(&line).map_err(|e| told(&key, e))?;
    let checkpoints = read_all(&settings.checkpoints(), &verifier)?;
    let app = serve::open(settings).await?;
    let verified = app.store.verify(&checkpoints).await;
    app.store.close().await;
    let verified = verified.map_err(|fault| match fault {
        LogFault::Database(refusal) => Fault::Database(refusal),
        other => Fault::Told(format!("The log does not fit: {other}.")),
    })?;
    let open = verified.revisions - verified.covered;
    Ok(format!(
        "{}, each as it was written; {} signed by {}, all of this log.\n{}",
        counted(verified.revisions, "revision"),
        counted(verified.checkpoints as u64, "checkpoint"),
        verifier.name(),
        match (verified.checkpoints, open) {
            (0, _) =>
                "There is no checkpoint: changes by someone who can compute hashes cannot be seen."
                    .to_owned(),
            (_, 0) => "The last checkpoint covers all of them.".to_owned(),
            (_, 1) =>
                "The last one is newer than the last checkpoint: `stadga checkpoint` covers it."
                    .to_owned(),
            (_, open) => format!(
                "The last {open} are newer than the last checkpoint: `stadga checkpoint` covers them."
            ),
        }
    ))
}

/// `1 revision`, `2 revisions`.
fn counted(n: u64, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

/// Every checkpoint in the folder, its signature proven.
fn read_all(folder: &Path, verifier: &Verifier) -> Result<Vec<Checkpoint>, Fault> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries.collect::<Result<Vec<_>, _>>().map_err(|e| told(folder, e))?,
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => Vec::new(),
        Err(fault) => return Err(told(folder, fault)),
    };
    let mut files: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == ENDING));
    files.sort();
    let read = |file: &PathBuf| {
        let text = fs::read_to_string(file).map_err(|e| told(file, e))?;
        Checkpoint::read(&text, verifier).map_err(|e| told(file, e))
    };
    files.iter().map(read).collect()
}

/// Writes a file that is not there yet.
fn write_new(path: &Path, mode: u32, text: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(mode).open(path)?;
    file.write_all(text.trim_end().as_bytes())?;
    file.write_all(b"\n")?;
    file.sync_all()
}

fn told(path: &Path, cause: impl std::fmt::Display) -> Fault {
    Fault::Told(format!("{} cannot be used: {cause}.", path.display()))
}
