//! The keys that seal what is marked secret: where they come from, and how a new one takes over.

use crate::{config::Settings, fault::Fault, serve};
use stadga_store::KeyRing;
use std::{
    env, fs,
    io::Write as _,
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
    process::Command,
};

/// The keys' file in the data folder.
const FILE: &str = "seal.key";
/// The name of the first key.
const FIRST: &str = "1";

/// Where the keys come from.
pub enum Source {
    /// A file, made with a first key where there is none.
    File(PathBuf),
    /// An environment variable.
    Environment(String),
    /// What a command prints.
    Command(String),
}

impl Source {
    /// As the settings say.
    pub fn of(settings: &Settings) -> Self {
        let said = settings.seal_keys.as_deref();
        said.map_or_else(
            || Self::in_folder(&settings.data),
            |said| match said.split_once(':') {
                Some(("env", name)) => Self::Environment(name.to_owned()),
                Some(("run", command)) => Self::Command(command.to_owned()),
                _ => Self::File(said.into()),
            },
        )
    }

    /// The file in a data folder.
    pub fn in_folder(data: &Path) -> Self {
        Self::File(data.join(FILE))
    }

    /// Reads the keys.
    ///
    /// # Errors
    /// When they cannot be had or are none. No message holds anything of them.
    pub fn read(&self) -> Result<KeyRing, Fault> {
        let lines = match self {
            Self::File(path) => {
                if !path.exists() {
                    add(path, FIRST)?;
                }
                fs::read_to_string(path).map_err(|e| told(path, e))?
            }
            Self::Environment(name) => env::var(name).map_err(|_| {
                Fault::Config(format!(
                    "the environment variable {name}, which holds the keys, is not set."
                ))
            })?,
            Self::Command(command) => print_of(command)?,
        };
        KeyRing::read(&lines).map_err(|e| Fault::Config(format!("{}: {e}.", self.name())))
    }

    fn name(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Environment(name) => format!("the environment variable {name}"),
            Self::Command(command) => format!("the command {command:?}"),
        }
    }
}

/// `stadga reseal`: seals everything anew with the newest key, after making one where the keys are in a file.
///
/// # Errors
/// When keys or database cannot be used.
pub async fn reseal(settings: &Settings) -> Result<String, Fault> {
    let source = Source::of(settings);
    let before = source.read()?;
    if let Source::File(path) = &source {
        let number = before.newest().parse::<u64>().unwrap_or_default() + 1;
        add(path, &number.to_string())?;
    }
    let app = serve::open(settings).await?;
    let sealed = app.store.reseal().await;
    app.store.close().await;
    let newest = source.read()?;
    Ok(format!(
        "{} values are sealed with the key {:?}. Earlier keys open backups made before now: keep them as long as those.",
        sealed?,
        newest.newest()
    ))
}

/// Adds a new key to a file that nobody else may read.
fn add(path: &Path, name: &str) -> Result<(), Fault> {
    let line = KeyRing::fresh(name).map_err(|e| told(path, e))?;
    let file = fs::OpenOptions::new().create(true).append(true).mode(0o600).open(path);
    let added = file.and_then(|mut file| {
        file.write_all(line.as_bytes())?;
        file.sync_all()
    });
    added.map_err(|e| told(path, e))
}

fn print_of(command: &str) -> Result<String, Fault> {
    let fault = |why: String| {
        Fault::Config(format!("the command {command:?}, which prints the keys, {why}."))
    };
    let done = Command::new("sh").args(["-c", command]).output();
    let done = done.map_err(|e| fault(format!("could not start: {e}")))?;
    if !done.status.success() {
        return Err(fault(format!("failed with {}", done.status)));
    }
    String::from_utf8(done.stdout).map_err(|_| fault("did not print text".into()))
}

fn told(path: &Path, cause: impl std::fmt::Display) -> Fault {
    Fault::Config(format!("{}: {cause}.", path.display()))
}
