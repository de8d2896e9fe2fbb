//! `stadga backup`: everything as it is at one instant, sealed for those who may open it, and proven before it counts.

use crate::{
    archive::{
        Archive, CHECKPOINTS, DATABASE, Form, KEY, Manifest, Packer, Recipients, Secret,
        new_secret, pack::About,
    },
    assembly,
    checkpoints::{self, Keeper},
    config::Settings,
    fault::Fault,
    serve,
};
use stadga_model::Instant;
use stadga_store::{Exported, Keys, Place, Source as _, Store, Verified};
use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write as _},
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

/// How a backup's file ends.
const ENDING: &str = "backup.age";
/// How a folder begins in which a backup is made. The copy in it is not sealed yet.
const ASIDE: &str = ".stadga-backup-";
/// A folder that is older than this was left by a program that was killed.
const LEFT: Duration = Duration::from_hours(24);

/// Makes backups as the settings say.
pub struct Backups {
    recipients: Recipients,
    folder: PathBuf,
    checkpoints: PathBuf,
    data: PathBuf,
    keep: usize,
}

impl Backups {
    /// What the settings say.
    ///
    /// # Errors
    /// When nobody is named who may open them, or a key is none.
    pub fn of(settings: &Settings) -> Result<Self, Fault> {
        let recipients = Recipients::read(&settings.backup_recipient)
            .map_err(|why| Fault::Config(format!("backup_recipient: {why}.")))?;
        if recipients.is_empty() {
            let cure =
                "name the public key of whoever may open backups; `stadga backup-key` makes a pair";
            return Err(Fault::Config(format!("backup_recipient is empty: {cure}.")));
        }
        Ok(Self {
            recipients,
            folder: settings.backups(),
            checkpoints: settings.checkpoints(),
            data: settings.data.clone(),
            keep: settings.backup_keep.max(1),
        })
    }

    /// Makes a backup in the folder of backups and takes away those that are more than are to be kept.
    ///
    /// # Errors
    /// As [`Self::make`].
    pub async fn scheduled(&self, store: &Store, keeper: &Keeper) -> Result<PathBuf, Fault> {
        fs::create_dir_all(&self.folder).map_err(|e| told(&self.folder, e))?;
        let file = self.folder.join(file_name(store));
        self.make(store, keeper, &file).await?;
        let own = format!("{}-", store.organisation());
        let entries = fs::read_dir(&self.folder).map_err(|e| told(&self.folder, e))?;
        let mut old: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        old.retain(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with(&own) && name.ends_with(ENDING)
        });
        old.sort();
        for path in old.iter().rev().skip(self.keep) {
            fs::remove_file(path).map_err(|e| told(path, e))?;
        }
        Ok(file)
    }

    /// Makes a backup. It is opened again and verified with a key that is made for that and forgotten: the program itself
    /// cannot open its backups. Only then does it get its name.
    ///
    /// # Errors
    /// When anything cannot be read or written, or what was written does not verify.
    pub async fn make(
        &self,
        store: &Store,
        keeper: &Keeper,
        file: &Path,
    ) -> Result<Verified, Fault> {
        keeper.write(store).await?;
        let beside =
            file.parent().filter(|path| !path.as_os_str().is_empty()).unwrap_or(Path::new("."));
        clear(beside).map_err(|e| told(beside, e))?;
        let aside = tempfile::Builder::new().prefix(ASIDE).tempdir_in(beside);
        let aside = aside.map_err(|e| told(beside, e))?;
        let copy = aside.path().join(DATABASE);
        own_file(&copy).map_err(|e| told(&copy, e))?;
        store.copy_to(&copy).await.map_err(|e| Fault::Told(format!("The copy failed: {e}.")))?;
        let log = log_of(&copy, store.organisation()).await?;
        let proof = Arc::new(Secret::fresh().map_err(Fault::Told)?);
        let sealed = aside.path().join("sealed");
        let packing = Packing {
            recipients: self.recipients.clone().and(&proof),
            copy: copy.clone(),
            key: self.data.join(KEY),
            checkpoints: self.checkpoints.clone(),
            about: About {
                format: Form::Backup,
                organisation: store.organisation().to_owned(),
                made: store.now(),
                log,
                sealed: true,
            },
        };
        let (to, of, folder) = (sealed.clone(), sealed.clone(), aside.path().to_owned());
        aside_from_pages(move || packing.write(&to)).await?.map_err(|e| told(file, e))?;
        fs::remove_file(&copy).map_err(|e| told(&copy, e))?;
        let opened = aside_from_pages(move || Opened::of(&of, &proof, &folder)).await??;
        let verified = opened.verify(None).await?;
        fs::rename(&sealed, file).map_err(|e| told(file, e))?;
        File::open(beside).and_then(|folder| folder.sync_all()).map_err(|e| told(beside, e))?;
        Ok(verified)
    }
}

/// Takes away what a killed program has left of its backups.
fn clear(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let own = entry.file_name().to_string_lossy().starts_with(ASIDE);
        let old =
            |entry: &fs::DirEntry| Ok::<_, io::Error>(entry.metadata()?.modified()?.elapsed());
        if own && old(&entry)?.is_ok_and(|age| age > LEFT) {
            fs::remove_dir_all(entry.path())?;
        }
    }
    Ok(())
}

/// Packing takes the processor for a while: pages must not wait for it.
async fn aside_from_pages<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Fault> {
    tokio::task::spawn_blocking(work).await.map_err(|e| Fault::Told(e.to_string()))
}

/// What goes into a backup.
struct Packing {
    recipients: Recipients,
    copy: PathBuf,
    key: PathBuf,
    checkpoints: PathBuf,
    about: About,
}

impl Packing {
    fn write(self, sealed: &Path) -> io::Result<()> {
        let mut packer = Packer::new(self.recipients.seal(own_file(sealed)?)?);
        packer.part(DATABASE, File::open(&self.copy)?)?;
        packer.part(KEY, File::open(&self.key)?)?;
        for (name, text) in checkpoints::texts(&self.checkpoints)? {
            packer.part(&format!("{CHECKPOINTS}{name}"), text.as_bytes())?;
        }
        let (output, _) = packer.finish(self.about)?;
        output.finish()?.sync_all()
    }
}

/// `stadga backup`: makes one now.
///
/// # Errors
/// As [`Backups::make`].
pub async fn now(settings: &Settings, file: Option<&Path>) -> Result<String, Fault> {
    let backups = Backups::of(settings)?;
    let app = serve::open(settings).await?;
    let keeper = Keeper::open(settings)?;
    let made = match file {
        Some(file) if file.exists() => {
            Err(Fault::Told(format!("{} is there already: name a new file.", file.display())))
        }
        Some(file) => backups.make(&app.store, &keeper, file).await.map(|_| file.to_owned()),
        None => backups.scheduled(&app.store, &keeper).await,
    };
    app.store.close().await;
    let file = made?;
    Ok(format!("{}\nIt was opened again and verified.", file.display()))
}

/// `stadga backup-key`: a new pair of keys, as `age-keygen` makes them.
///
/// # Errors
/// When the operating system gives no randomness.
pub fn key() -> Result<String, Fault> {
    let (secret, public) = new_secret().map_err(Fault::Told)?;
    Ok(format!(
        "{secret}\nKeep these two lines in a file that is not on this machine: they open every backup.\n\
         In stadga.toml: backup_recipient = \"{public}\""
    ))
}

/// A backup that has been opened: its database lies unsealed in a folder, its checkpoints are read.
pub struct Opened {
    /// What it says of itself.
    pub manifest: Manifest,
    /// The database.
    pub database: PathBuf,
    /// The checkpoints' names and texts.
    pub checkpoints: Vec<(String, String)>,
    /// The log's public keys, as the backup has them.
    pub key: String,
}

impl Opened {
    /// Opens a backup into a folder.
    ///
    /// # Errors
    /// When it is none, is sealed for another key, or is not what it says.
    pub fn of(file: &Path, secret: &Secret, folder: &Path) -> Result<Self, Fault> {
        let input = File::open(file).map_err(|e| told(file, e))?;
        let plain = secret.open(input).map_err(|e| told(file, e))?;
        let mut archive = Archive::open(plain, Form::Backup).map_err(|e| told(file, e))?;
        let database = folder.join(DATABASE);
        let unpack = |archive: &mut Archive<_>| {
            let mut into = own_file(&database)?;
            io::copy(&mut archive.part(DATABASE)?, &mut into)?;
            into.flush()?;
            into.sync_all()?;
            Ok::<_, io::Error>((archive.checkpoints()?, archive.text(KEY)?))
        };
        let (checkpoints, key) = unpack(&mut archive).map_err(|e| told(file, e))?;
        Ok(Self { manifest: archive.manifest, database, checkpoints, key })
    }

    /// Opens the database, brought up to this program.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub async fn store(&self) -> Result<Store, Fault> {
        let place = Place::File(self.database.clone());
        assembly::bare(place, &self.manifest.organisation, Keys::none()).await
    }

    /// Verifies it by its checkpoints, with a key from elsewhere or else its own.
    ///
    /// # Errors
    /// The first thing that does not fit.
    pub async fn verify(&self, key: Option<&str>) -> Result<Verified, Fault> {
        let store = self.store().await?;
        let verified = self.verify_in(&store, key).await;
        store.close().await;
        verified
    }

    /// The same with the database open.
    ///
    /// # Errors
    /// As [`Self::verify`].
    pub async fn verify_in(&self, store: &Store, key: Option<&str>) -> Result<Verified, Fault> {
        let checkpoints = checkpoints::read(&self.checkpoints, key.unwrap_or(&self.key))?;
        let verified = checkpoints::held(store.verify(&checkpoints).await)?;
        let (revisions, root) = store.log_root().await?;
        if (revisions, &root) != (self.manifest.revisions, &self.manifest.root) {
            let says = format!(
                "its manifest says {} revisions with another root",
                self.manifest.revisions
            );
            return Err(Fault::Told(format!("The log does not fit: {says}.")));
        }
        Ok(verified)
    }
}

/// What the log of a copy holds.
async fn log_of(copy: &Path, org: &str) -> Result<Exported, Fault> {
    let store = assembly::look(Place::File(copy.to_owned()), org, Keys::none()).await?;
    let log = store.log_root().await;
    store.close().await;
    let (revisions, root) = log?;
    Ok(Exported { revisions, root })
}

/// `org-2026-11-27T03-00-00Z.backup.age`: names in the order of time.
fn file_name(store: &Store) -> String {
    let now = Instant::from_second(store.now().as_second()).unwrap_or_default();
    format!("{}-{}.{ENDING}", store.organisation(), now.to_string().replace(':', "-"))
}

/// A new file that only this user may read.
pub fn own_file(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)
}

fn told(path: &Path, cause: impl std::fmt::Display) -> Fault {
    Fault::Told(format!("{} cannot be used: {cause}.", path.display()))
}

/// Reads a key file that opens backups.
///
/// # Errors
/// When it cannot be read or is none.
pub fn secret(path: &Path) -> Result<Secret, Fault> {
    let text = fs::read_to_string(path).map_err(|e| told(path, e))?;
    Secret::read(&text).map_err(|e| told(path, e))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::FileTimes;

    #[test]
    fn sec_09_what_a_killed_backup_left_goes_and_one_under_way_stays() {
        let folder = tempfile::tempdir().unwrap();
        let made = |name: &str, age: Duration| {
            let path = folder.path().join(name);
            fs::create_dir(&path).unwrap();
            fs::write(path.join(DATABASE), "osealed").unwrap();
            let now = fs::metadata(&path).unwrap().modified().unwrap();
            let times = FileTimes::new().set_modified(now - age);
            File::open(&path).unwrap().set_times(times).unwrap();
            path
        };
        let (left, now) = (made(".stadga-backup-a", LEFT * 2), made(".stadga-backup-b", LEFT / 2));
        let other = made("annat", LEFT * 2);
        clear(folder.path()).unwrap();
        assert_eq!([left.exists(), now.exists(), other.exists()], [false, true, true]);
    }
}
