//! Signed checkpoints of the log in a folder outside the database, and `stadga verify`, which holds the data to them.

use crate::{
    assembly,
    backup::{self, Opened},
    config::Settings,
    fault::Fault,
    folder::Folder,
    restore, serve,
};
use stadga_store::{Checkpoint, Keys, LogFault, Place, Signer, Store, Verified, Verifier};
use std::{
    fs::{self, OpenOptions},
    io::{self, Read as _, Write as _},
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
    /// The public keys, the newest first.
    public: String,
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
            // What earlier keys have signed still verifies: they stay below the new one.
            let before = fs::read_to_string(&public).unwrap_or_default();
            let all = format!("{}\n{before}", verifies.trim_end());
            write_new(&private, 0o600, &signs).map_err(|e| told(&private, e))?;
            fs::write(&public, all).map_err(|e| told(&public, e))?;
        }
        let line = fs::read_to_string(&private).map_err(|e| told(&private, e))?;
        let signer = Signer::read(&line).map_err(|e| told(&private, e))?;
        let folder = settings.checkpoints();
        fs::create_dir_all(&folder).map_err(|e| told(&folder, e))?;
        let public = fs::read_to_string(&public).map_err(|e| told(&public, e))?;
        Ok(Self { folder, signer, public })
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
            self.keep(store, &file).await?;
            return Ok(None);
        }
        let signed = self.signer.sign(&checkpoint)?;
        write_new(&file, 0o644, &signed).map_err(|e| told(&file, e))?;
        store.keep_checkpoint(&checkpoint, &signed).await?;
        Ok(Some(file))
    }
}

impl Keeper {
    /// A checkpoint that was written before is also in the database, where an earlier program did not keep it.
    async fn keep(&self, store: &Store, file: &Path) -> Result<(), Fault> {
        let text = fs::read_to_string(file).map_err(|e| told(file, e))?;
        let known = read(&[(file.display().to_string(), text.clone())], &self.public)?;
        for checkpoint in &known {
            store.keep_checkpoint(checkpoint, &text).await?;
        }
        Ok(())
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

/// What is verified, and by which keys.
#[derive(Default)]
pub struct Verify<'a> {
    /// A backup, an export or a database; the settings' database, if none.
    pub file: Option<&'a Path>,
    /// The log's public key; `log.pub` in the data folder, if none.
    pub key: Option<&'a Path>,
    /// The key that opens a backup.
    pub identity: Option<&'a Path>,
}

/// `stadga verify`: computes the whole log anew and holds it to every checkpoint. Nothing is changed.
///
/// # Errors
/// Names the first thing that does not fit.
pub async fn verify(settings: &Settings, asked: Verify<'_>) -> Result<String, Fault> {
    let own = settings.data.join(PUBLIC);
    let file_of = |path: &Path| fs::read_to_string(path).map_err(|e| told(path, e));
    let from_elsewhere = asked.key.map(file_of).transpose()?;
    let (verified, key) = match (asked.file, asked.identity) {
        (None, _) => {
            let key = from_elsewhere.map_or_else(|| file_of(&own), Ok)?;
            let texts =
                texts(&settings.checkpoints()).map_err(|e| told(&settings.checkpoints(), e))?;
            let place = match &settings.database {
                Some(address) => Place::Postgres(address.clone()),
                None => Place::File(Folder::path_of_database(&settings.data)),
            };
            (database(place, settings.org(), &read(&texts, &key)?).await?, key)
        }
        (Some(file), Some(identity)) => {
            let aside = tempfile::tempdir().map_err(|e| told(file, e))?;
            let opened = Opened::of(file, &backup::secret(identity)?, aside.path())?;
            let key = from_elsewhere.unwrap_or_else(|| opened.key.clone());
            (opened.verify(Some(&key)).await?, key)
        }
        (Some(file), None) => of_file(settings, file, from_elsewhere).await?,
    };
    let verifier = Verifier::read(&key).map_err(|e| told(&own, e))?;
    Ok(said(&verified, verifier.name()))
}

/// An export, or a database by itself.
async fn of_file(
    settings: &Settings,
    file: &Path,
    key: Option<String>,
) -> Result<(Verified, String), Fault> {
    let mut begin = [0; 6];
    let begun = fs::File::open(file).and_then(|mut opened| opened.read(&mut begin));
    begun.map_err(|e| told(file, e))?;
    match &begin {
        b"SQLite" => {
            let own = settings.data.join(PUBLIC);
            let key =
                key.map_or_else(|| fs::read_to_string(&own).map_err(|e| told(&own, e)), Ok)?;
            let texts =
                texts(&settings.checkpoints()).map_err(|e| told(&settings.checkpoints(), e))?;
            let checkpoints = read(&texts, &key)?;
            Ok((database(Place::File(file.to_owned()), settings.org(), &checkpoints).await?, key))
        }
        [b'P', b'K', ..] => {
            let aside = tempfile::tempdir().map_err(|e| told(file, e))?;
            let place = Place::File(aside.path().join("export.db"));
            let store = assembly::bare(place, settings.org(), Keys::none()).await?;
            let (texts, own, _) = restore::read_export(&store, file).await?;
            let key = key.unwrap_or(own);
            let checkpoints = read(&texts, &key)?;
            let verified = store.verify(&checkpoints).await;
            store.close().await;
            Ok((held(verified)?, key))
        }
        b"age-en" => Err(told(file, "it is sealed: name the key that opens it with --identity")),
        _ => Err(told(file, "it is neither a backup, an export nor a database")),
    }
}

async fn database(place: Place, org: &str, checkpoints: &[Checkpoint]) -> Result<Verified, Fault> {
    let store = assembly::look(place, org, Keys::none()).await?;
    let verified = store.verify(checkpoints).await;
    store.close().await;
    held(verified)
}

/// The words for a log that does not fit.
///
/// # Errors
/// The same in words.
pub fn held(verified: Result<Verified, LogFault>) -> Result<Verified, Fault> {
    verified.map_err(|fault| match fault {
        LogFault::Database(refusal) => Fault::Database(refusal),
        other => Fault::Told(format!("The log does not fit: {other}.")),
    })
}

fn said(verified: &Verified, key: &str) -> String {
    let open = verified.revisions - verified.covered;
    let mut lines = vec![format!(
        "{}, each as it was written; {} signed by {key}, all of this log.",
        counted(verified.revisions, "revision"),
        counted(verified.checkpoints as u64, "checkpoint"),
    )];
    if verified.sealed > 0 {
        lines.push(format!("{} sealed as marks say.", counted(verified.sealed, "value")));
    }
    if verified.files > 0 {
        lines.push(format!("{}, each as it came.", counted(verified.files, "file")));
    }
    for (number, values) in &verified.disposed {
        lines.push(format!("{} disposed of by {number}.", counted(*values, "value")));
    }
    lines.push(match (verified.checkpoints, open) {
        (0, _) => {
            "There is no checkpoint: changes by someone who can compute hashes cannot be seen."
                .to_owned()
        }
        (_, 0) => "The last checkpoint covers all of them.".to_owned(),
        (_, 1) => "The last one is newer than the last checkpoint: `stadga checkpoint` covers it."
            .to_owned(),
        (_, open) => format!(
            "The last {open} are newer than the last checkpoint: `stadga checkpoint` covers them."
        ),
    });
    lines.join("\n")
}

/// `1 revision`, `2 revisions`.
fn counted(n: u64, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

/// The checkpoints in a folder: their files' names and texts, in order.
///
/// # Errors
/// When one cannot be read.
pub fn texts(folder: &Path) -> io::Result<Vec<(String, String)>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries.collect::<Result<Vec<_>, _>>()?,
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => Vec::new(),
        Err(fault) => return Err(fault),
    };
    let mut files: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == ENDING));
    files.sort();
    let read = |file: &PathBuf| {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok((name, fs::read_to_string(file)?))
    };
    files.iter().map(read).collect()
}

/// Reads checkpoints by their texts, their signatures proven by a key or those before it.
///
/// # Errors
/// Names the one that is none, or was not signed by the key.
pub fn read(texts: &[(String, String)], key: &str) -> Result<Vec<Checkpoint>, Fault> {
    let verifier = Verifier::read(key).map_err(|e| told(Path::new(PUBLIC), e))?;
    let read = |(name, text): &(String, String)| {
        Checkpoint::read(text, &verifier).map_err(|e| told(Path::new(name), e))
    };
    texts.iter().map(read).collect()
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
