//! The keys that seal what is marked secret: where they come from, and how a new one takes over.

use crate::{config::Settings, fault::Fault, folder::Folder, serve};
use stadga_store::Keys;
use std::{env, fs, path::PathBuf, process::Command};

/// Where the keys come from.
pub enum Source {
    /// The data folder, which makes a first key where there is none.
    Folder(Folder),
    /// A file of one's own.
    File(PathBuf),
    /// An environment variable.
    Environment(String),
    /// What a command prints.
    Command(String),
}

impl Source {
    /// As the settings say.
    ///
    /// # Errors
    /// When the data folder cannot be used.
    pub fn of(settings: &Settings) -> Result<Self, Fault> {
        let Some(said) = settings.seal_keys.as_deref() else {
            return Folder::at(&settings.data).map(Self::Folder);
        };
        Ok(match said.split_once(':') {
            Some(("env", name)) => Self::Environment(name.to_owned()),
            Some(("run", command)) => Self::Command(command.to_owned()),
            _ => Self::File(said.into()),
        })
    }

    /// Reads the keys.
    ///
    /// # Errors
    /// When they cannot be had or are none. No message holds anything of them.
    pub fn read(&self) -> Result<Keys, Fault> {
        let (name, lines) = match self {
            Self::Folder(folder) => return folder.keys(),
            Self::File(path) => {
                let lines = fs::read_to_string(path).map_err(|e| e.to_string());
                (path.display().to_string(), lines)
            }
            Self::Environment(name) => {
                let lines = env::var(name).map_err(|_| "it is not set".to_owned());
                (format!("the environment variable {name}"), lines)
            }
            Self::Command(command) => (format!("the command {command:?}"), print_of(command)),
        };
        let keys = lines.and_then(|lines| Keys::read(&lines).map_err(|e| e.to_string()));
        keys.map_err(|why| Fault::Config(format!("seal_keys: {name} gives no keys: {why}.")))
    }
}

/// `stadga reseal`: seals everything anew with the newest key; in the data folder, one is made for it first.
///
/// # Errors
/// When keys or database cannot be used.
pub async fn reseal(settings: &Settings) -> Result<String, Fault> {
    if let Source::Folder(folder) = Source::of(settings)? {
        folder.add_key()?;
    }
    let app = serve::open(settings).await?;
    let sealed = app.store.reseal().await;
    app.store.close().await;
    Ok(format!(
        "{} secrets are sealed with the newest key. Earlier keys open the backups made before now: keep them as long.",
        sealed?
    ))
}

fn print_of(command: &str) -> Result<String, String> {
    let done = Command::new("sh").args(["-c", command]).output();
    let done = done.map_err(|e| format!("it could not start: {e}"))?;
    if !done.status.success() {
        return Err(format!("it failed with {}", done.status));
    }
    String::from_utf8(done.stdout).map_err(|_| "it printed no text".into())
}
