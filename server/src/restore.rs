//! `stadga restore` and `stadga import`: an archive becomes a database, whole and proven, or nothing is there afterwards.

use crate::{
    archive::{Archive, DATABASE, Form, KEY},
    assembly,
    backup::{self, Opened},
    checkpoints,
    config::Settings,
    fault::Fault,
    folder::Folder,
};
use jiff::{civil::DateTime, tz::TimeZone};
use stadga_model::Instant;
use stadga_store::{Keys, Place, Store, WoundBack};
use std::{
    fs::{self, File},
    path::Path,
};

/// What is restored, and from where.
pub struct Asked<'a> {
    /// The backup.
    pub file: &'a Path,
    /// The key file that opens it.
    pub identity: &'a Path,
    /// The log's public key from a safe place, where there is one.
    pub key: Option<&'a Path>,
    /// The moment to wind back to.
    pub until: Option<&'a str>,
}

/// `stadga restore`: puts a backup back into an empty place, as it was or as of a moment before.
///
/// # Errors
/// When the place is not empty, or the backup cannot be opened or does not verify; then nothing is there.
pub async fn backup(settings: &Settings, asked: Asked<'_>) -> Result<String, Fault> {
    let until = asked.until.map(moment).transpose()?;
    let secret = backup::secret(asked.identity)?;
    let key =
        asked.key.map(|path| fs::read_to_string(path).map_err(|e| told(path, e))).transpose()?;
    let arrival = Arrival::at(settings)?;
    let opened = Opened::of(asked.file, &secret, arrival.aside.path())?;
    let of = &opened.manifest.organisation;
    if of != settings.org() {
        return Err(told(asked.file, format!("it is of the organisation {of:?}")));
    }
    let store = opened.store().await?;
    let prepared = prepare(&store, &opened, key.as_deref(), until).await;
    let wound = match prepared {
        Ok(wound) => wound,
        Err(fault) => {
            store.close().await;
            return Err(fault);
        }
    };
    let covered = wound.map_or(u64::MAX, |wound| wound.kept);
    arrival.settle(settings, store).await?;
    arrival.keep_log(settings, &opened.checkpoints, &opened.key, covered)?;
    Ok(said(&opened, wound, until))
}

/// Verifies the database, ends everybody's access by sessions and keys, and winds it back where that is asked.
async fn prepare(
    store: &Store,
    opened: &Opened,
    key: Option<&str>,
    until: Option<Instant>,
) -> Result<Option<WoundBack>, Fault> {
    opened.verify_in(store, key).await?;
    let wound = match until {
        None => None,
        Some(moment) => {
            let wound = store.wind_back(moment).await?;
            let then = checkpoints::read(&opened.checkpoints, key.unwrap_or(&opened.key))?;
            let then: Vec<_> = then.into_iter().filter(|one| one.size <= wound.kept).collect();
            checkpoints::held(store.verify(&then).await)?;
            Some(wound)
        }
    };
    store.end_access().await?;
    Ok(wound)
}

/// `stadga import`: reads a full export into an empty place.
///
/// # Errors
/// As [`backup`].
pub async fn export(settings: &Settings, file: &Path) -> Result<String, Fault> {
    let arrival = Arrival::at(settings)?;
    let database = arrival.aside.path().join(DATABASE);
    backup::own_file(&database).map_err(|e| told(&database, e))?;
    let store = assembly::bare(Place::File(database), settings.org(), Keys::none()).await?;
    let read = read_export(&store, file).await;
    let (checkpoints, key, revisions) = match read {
        Ok(read) => read,
        Err(fault) => {
            store.close().await;
            return Err(fault);
        }
    };
    arrival.settle(settings, store).await?;
    arrival.keep_log(settings, &checkpoints, &key, u64::MAX)?;
    Ok(format!(
        "{revisions} revisions with files and log are here; the log is the one that was exported.\n\
         Accounts and keys are not in an export: `stadga serve` makes an administrator. Put seal.key and log.key here first."
    ))
}

/// An export's checkpoints, its log's keys and how many revisions came in.
pub type Read = (Vec<(String, String)>, String, u64);

/// Reads an export into an empty store and holds it to its checkpoints and its manifest.
///
/// # Errors
/// When it is none, or does not verify.
pub async fn read_export(store: &Store, file: &Path) -> Result<Read, Fault> {
    let input = File::open(file).map_err(|e| told(file, e))?;
    let mut archive = Archive::open(input, Form::Export).map_err(|e| told(file, e))?;
    let manifest = archive.manifest.clone();
    if !manifest.sealed {
        let what =
            "sealed values were left out of it, so that it is for reading and not for moving";
        return Err(told(file, what));
    }
    if manifest.organisation != store.organisation() {
        return Err(told(file, format!("it is of the organisation {:?}", manifest.organisation)));
    }
    let came = store.import(&mut archive).await.map_err(|e| told(file, e))?;
    if (came.revisions, &came.root) != (manifest.revisions, &manifest.root) {
        return Err(told(file, "its log is not the one that its manifest names"));
    }
    let texts = archive.checkpoints().map_err(|e| told(file, e))?;
    let key = archive.text(KEY).map_err(|e| told(file, e))?;
    checkpoints::held(store.verify(&checkpoints::read(&texts, &key)?).await)?;
    Ok((texts, key, came.revisions))
}

/// An empty place, and a folder beside it where what comes is looked at first.
struct Arrival {
    folder: Folder,
    aside: tempfile::TempDir,
}

impl Arrival {
    fn at(settings: &Settings) -> Result<Self, Fault> {
        let folder = Folder::at(&settings.data)?;
        if settings.database.is_none() && folder.has_database() {
            return Err(Fault::Told(format!(
                "{} holds a database already: name an empty folder with --data.",
                settings.data.display()
            )));
        }
        let aside = tempfile::Builder::new().prefix(".stadga-arriving-").tempdir_in(&settings.data);
        let aside = aside.map_err(|e| told(&settings.data, e))?;
        Ok(Self { folder, aside })
    }

    /// Puts the database where the settings say.
    async fn settle(&self, settings: &Settings, store: Store) -> Result<(), Fault> {
        if settings.database.is_some() {
            let there = assembly::bare(settings.place()?, settings.org(), Keys::none()).await?;
            let carried = store.carry_to(&there).await;
            there.close().await;
            store.close().await;
            return carried
                .map(drop)
                .map_err(|e| Fault::Told(format!("Nothing was put back: {e}.")));
        }
        store.optimise().await?;
        store.close().await;
        let (from, to) = (self.aside.path().join(DATABASE), self.folder.join(DATABASE));
        File::open(&from).and_then(|file| file.sync_all()).map_err(|e| told(&from, e))?;
        fs::rename(&from, &to).map_err(|e| told(&to, e))
    }

    /// Puts checkpoints and public key beside it; checkpoints of what is no more are kept apart.
    fn keep_log(
        &self,
        settings: &Settings,
        texts: &[(String, String)],
        key: &str,
        covered: u64,
    ) -> Result<(), Fault> {
        let folder = settings.checkpoints();
        let later = folder.join("wound-back");
        for (name, text) in texts {
            let known = checkpoints::read(&[(name.clone(), text.clone())], key)?;
            let of_now = known.iter().all(|checkpoint| checkpoint.size <= covered);
            let place = if of_now { &folder } else { &later };
            fs::create_dir_all(place).map_err(|e| told(place, e))?;
            let file = place.join(name);
            if !file.exists() {
                fs::write(&file, text).map_err(|e| told(&file, e))?;
            }
        }
        let public = self.folder.join(KEY);
        if !public.exists() {
            fs::write(&public, key).map_err(|e| told(&public, e))?;
        }
        Ok(())
    }
}

fn said(opened: &Opened, wound: Option<WoundBack>, until: Option<Instant>) -> String {
    let made = opened.manifest.made;
    let what = match (wound, until) {
        (Some(wound), Some(moment)) => format!(
            "It is as it was at {moment}: {} revisions; {} later ones are not in it. Marks, disposals and readings of today hold: {} were written again.",
            wound.kept, wound.gone, wound.again
        ),
        _ => format!("{} revisions, as of {made}.", opened.manifest.revisions),
    };
    format!(
        "The backup of {made} verifies by its checkpoints and is put back.\n{what}\n\
         Everybody signs in anew, and programs get new keys. Put seal.key and log.key into the data folder before you start Stadga: they are in no backup."
    )
}

/// `2026-11-01T12:00`, by the clock in Sweden, or an instant with its zone.
fn moment(text: &str) -> Result<Instant, Fault> {
    if let Ok(instant) = text.parse::<Instant>() {
        return Ok(instant);
    }
    let local = text.parse::<DateTime>().ok();
    let zone = TimeZone::get("Europe/Stockholm").ok();
    let found = local.zip(zone).and_then(|(local, zone)| local.to_zoned(zone).ok());
    found.map(|zoned| zoned.timestamp()).ok_or_else(|| {
        Fault::Told(format!(
            "{text:?} is no moment: write 2026-11-01T12:00, or 2026-11-01T12:00:00Z."
        ))
    })
}

fn told(path: &Path, cause: impl std::fmt::Display) -> Fault {
    Fault::Told(format!("{} cannot be used: {cause}.", path.display()))
}
