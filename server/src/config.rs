//! The settings of `stadga serve`: from a file, then the environment, then flags, the later before the earlier.

mod several;

use crate::{cli::SettingsOptions, fault::Fault, folder::Folder};
use config::{Config, Environment, File, FileFormat, Source as _};
use serde::Deserialize;
use stadga_access::{Level, Provider, SecondFactor, is_safe};
use stadga_store::Place;
use stadga_web::{DirectoryOptions, Purpose};
use std::{
    collections::HashMap,
    net::SocketAddr,
    path::{Path, PathBuf},
};
use tracing_subscriber::EnvFilter;

/// The file that is read from the working folder when no other is named.
const FILE: &str = "stadga.toml";
/// The key of an organisation that has a program of its own.
pub const ALONE: &str = "org";

/// All settings of an organisation; `stadga serve --help` explains them.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The organisation's key among those of the program (`[[organisation]]`); none where it is the only one.
    #[serde(default)]
    pub key: Option<String>,
    /// The folder that everything is kept in.
    pub data: PathBuf,
    /// The address of a PostgreSQL database, where the records are kept there and not in the folder. It may hold a
    /// password and is never shown.
    #[serde(default)]
    pub database: Option<String>,
    /// The folder that signed checkpoints of the log are written to; `checkpoints` in the data folder if none.
    #[serde(default)]
    pub checkpoints: Option<PathBuf>,
    /// Where the keys are that seal what is marked secret: a file (`seal.key` in the data folder if none), `env:` and the
    /// name of an environment variable, or `run:` and a command that prints them, such as one that asks a key service.
    #[serde(default)]
    pub seal_keys: Option<String>,
    /// What the organisation is called.
    pub organisation: String,
    /// What is listened on.
    pub address: SocketAddr,
    /// The address that people use, where a proxy stands in front.
    #[serde(default)]
    pub origin: Option<String>,
    /// How one must have signed in to read what is marked secret: `password` or `two-factor`.
    #[serde(default)]
    pub marked_content: Level,
    /// Whether readers of what is marked secret say what for: `asked` or `none`.
    #[serde(default)]
    pub reading_purpose: Purpose,
    /// Whether what is marked for publication is read without signing in.
    #[serde(default)]
    pub open_pages: bool,
    /// Who must sign in with two factors: `nobody`, `everyone`, or role keys with commas between.
    #[serde(default)]
    pub second_factor: String,
    /// The organisation's own sign-in services: `[[provider]]` in the file.
    #[serde(default)]
    pub provider: Vec<Provider>,
    /// What the organisation's directory gives: `[directory]` in the file.
    #[serde(default)]
    pub directory: DirectoryOptions,
    /// For whom backups are sealed: public keys of age (`age1…`) with spaces between. The program cannot open them.
    #[serde(default)]
    pub backup_recipient: String,
    /// The folder that a backup is written to each night; none are, if none.
    #[serde(default)]
    pub backups: Option<PathBuf>,
    /// How many of them are kept.
    #[serde(default = "kept")]
    pub backup_keep: usize,
    /// What is logged.
    pub log: String,
    /// Where the program tells its metrics, if it does: an address of its own, for those who watch over it.
    #[serde(default)]
    pub metrics_address: Option<SocketAddr>,
    /// The collector that traces are sent to, if any: `http://127.0.0.1:4318`.
    #[serde(default)]
    pub traces: Option<String>,
}

/// Two weeks of nights.
fn kept() -> usize {
    14
}

impl Settings {
    /// Reads all sources for the one organisation that is meant. `environment` are the process's variables.
    ///
    /// # Errors
    /// Names the setting that is unknown, missing or cannot be read. Asks which organisation, where there are several.
    pub fn read(
        options: &SettingsOptions,
        environment: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, Fault> {
        let mut all = Self::read_all(options, environment)?;
        match all.len() {
            1 => Ok(all.remove(0)),
            _ => Err(Fault::Config(format!(
                "there are several organisations: {}. Say which with --org.",
                all.iter().map(Self::org).collect::<Vec<_>>().join(", ")
            ))),
        }
    }

    /// Reads all sources: every organisation of the program, or the one that `--org` names.
    ///
    /// # Errors
    /// Names the setting that is unknown, missing or cannot be read.
    pub fn read_all(
        options: &SettingsOptions,
        environment: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Vec<Self>, Fault> {
        let file = match &options.config {
            Some(path) => File::from(path.as_path()).required(true),
            None => File::from(Path::new(FILE)).required(false),
        };
        let text = |path: Option<&PathBuf>| path.map(|path| path.to_string_lossy().into_owned());
        let flags = [
            ("data", text(options.data.as_ref())),
            ("database", options.database.clone()),
            ("checkpoints", text(options.checkpoints.as_ref())),
            ("seal_keys", options.seal_keys.clone()),
            ("marked_content", options.marked_content.clone()),
            ("reading_purpose", options.reading_purpose.clone()),
            ("organisation", options.organisation.clone()),
            ("address", options.address.map(|address| address.to_string())),
            ("origin", options.origin.clone()),
            ("second_factor", options.second_factor.clone()),
            ("backup_recipient", options.backup_recipient.clone()),
            ("backups", text(options.backups.as_ref())),
            ("log", options.log.clone()),
            ("metrics_address", options.metrics_address.map(|address| address.to_string())),
            ("traces", options.traces.clone()),
        ];
        let file = file.format(FileFormat::Toml);
        let listed = Config::builder().add_source(file.clone()).build().map_err(fault)?;
        let mut builder = Config::builder()
            .add_source(File::from_str(DEFAULTS, FileFormat::Toml))
            .add_source(file)
            .add_source(Environment::default().source(Some(ours(environment))));
        for (name, value) in flags {
            builder = builder.set_override_option(name, value).map_err(fault)?;
        }
        let said = builder.build().and_then(|built| built.collect()).map_err(fault)?;
        let mut all = several::each(said, several::is_listed(&listed))?;
        if let Some(org) = &options.org {
            all.retain(|one| one.org() == org);
        }
        if all.is_empty() {
            return Err(Fault::Config("no organisation has the key that --org names.".into()));
        }
        Ok(all)
    }

    fn sensible(self) -> Result<Self, Fault> {
        let origin = self.origin.as_deref().unwrap_or("http://localhost");
        let bare = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
        if bare.is_none_or(|host| host.is_empty() || host.contains('/')) {
            let like = "it must look like https://stadga.region.example, without a path";
            return Err(Fault::Config(format!("origin is {origin:?}: {like}.")));
        }
        let postgres = |address: &String| {
            address.starts_with("postgres://") || address.starts_with("postgresql://")
        };
        if !self.database.as_ref().is_none_or(postgres) {
            let like = "postgres://user:password@host/name, or leave it out to keep all in the data folder";
            return Err(Fault::Config(format!("database must look like {like}.")));
        }
        EnvFilter::try_new(&self.log).map_err(|_| {
            let like =
                "it must be error, warn, info, debug, trace or a filter such as stadga_store=debug";
            Fault::Config(format!("log is {:?}: {like}.", self.log))
        })?;
        if !self.traces.as_ref().is_none_or(|address| address.starts_with("http")) {
            let like = "it must look like http://127.0.0.1:4318";
            return Err(Fault::Config(format!("traces is {:?}: {like}.", self.traces)));
        }
        if self.organisation.trim().is_empty() {
            return Err(Fault::Config("organisation is empty: say what it is called.".into()));
        }
        Ok(self)
    }

    /// The first part of every key in the database. It stays the same for ever: the log is made with it.
    pub fn org(&self) -> &str {
        self.key.as_deref().unwrap_or(ALONE)
    }

    /// Where the records are kept; for a file, its folder is made ready.
    ///
    /// # Errors
    /// When the folder cannot be made or written in.
    pub fn place(&self) -> Result<Place, Fault> {
        match &self.database {
            Some(address) => Ok(Place::Postgres(address.clone())),
            None => Folder::at(&self.data)?.database().map(Place::File),
        }
    }

    /// The address that people use.
    pub fn origin(&self) -> String {
        self.origin.clone().unwrap_or_else(|| format!("http://{}", self.address))
    }

    /// The host that people use: what the log's key is called by.
    pub fn host(&self) -> String {
        let origin = self.origin();
        let bare = origin.split_once("://").map_or(origin.as_str(), |(_, host)| host);
        bare.chars().map(|c| if c.is_whitespace() || c == '+' { '-' } else { c }).collect()
    }

    /// The host alone, in small letters and without its port: what requests are told apart by.
    pub fn host_name(&self) -> String {
        let host = self.host();
        let bare = host.rsplit_once(':').filter(|(_, port)| port.parse::<u16>().is_ok());
        bare.map_or(host.as_str(), |(bare, _)| bare).to_lowercase()
    }

    /// Who must sign in with two factors.
    pub fn second_factor(&self) -> SecondFactor {
        let Ok(rule) = self.second_factor.parse();
        rule
    }

    /// The sign-in services with their secrets.
    ///
    /// # Errors
    /// Names the service whose secret or settings cannot be used.
    pub fn providers(&self) -> Result<Vec<Provider>, Fault> {
        self.provider.iter().map(with_secret).collect()
    }

    /// Where checkpoints of the log are written.
    pub fn checkpoints(&self) -> PathBuf {
        self.checkpoints.clone().unwrap_or_else(|| self.data.join("checkpoints"))
    }

    /// Where backups are written.
    pub fn backups(&self) -> PathBuf {
        self.backups.clone().unwrap_or_else(|| self.data.join("backups"))
    }

    /// Whether people come over an encrypted connection, so that cookies may demand it.
    pub fn is_encrypted(&self) -> bool {
        self.origin().starts_with("https://")
    }
}

fn with_secret(provider: &Provider) -> Result<Provider, Fault> {
    let told = |why: String| Fault::Config(format!("provider {:?}: {why}.", provider.key));
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if provider.key.is_empty() || !provider.key.chars().all(plain) {
        return Err(told("its key must be of the letters a to z, digits and dashes".into()));
    }
    if !is_safe(&provider.issuer) {
        return Err(told(format!(
            "its issuer is {:?}: it must begin with https://",
            provider.issuer
        )));
    }
    let secret = match (&provider.secret_file, &provider.secret_variable) {
        (Some(file), None) => std::fs::read_to_string(file)
            .map_err(|fault| told(format!("{} cannot be read: {fault}", file.display())))?,
        (None, Some(name)) => std::env::var(name)
            .map_err(|_| told(format!("the environment has no variable {name}")))?,
        _ => return Err(told("name either secret_file or secret_variable".into())),
    };
    Ok(Provider { secret: secret.trim().to_owned(), ..provider.clone() })
}

/// What holds where nothing is said.
const DEFAULTS: &str = r#"
data = "stadga-data"
organisation = "Organisationen"
address = "127.0.0.1:8080"
log = "info"
"#;

/// `STADGA_DATA` is the setting `data`; `STADGA_CONFIG` names the file and is no setting.
fn ours(environment: impl IntoIterator<Item = (String, String)>) -> HashMap<String, String> {
    let named = environment.into_iter().filter_map(|(name, value)| {
        let name = name.strip_prefix("STADGA_")?.to_lowercase();
        (name != "config").then_some((name, value))
    });
    named.collect()
}

fn fault(error: config::ConfigError) -> Fault {
    Fault::Config(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    pub(super) fn read(
        file: &str,
        environment: &[(&str, &str)],
        options: SettingsOptions,
    ) -> Result<Settings, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("stadga.toml");
        fs::write(&path, file).unwrap();
        let options = SettingsOptions { config: Some(path), ..options };
        let environment = environment.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned()));
        Settings::read(&options, environment).map_err(|fault| fault.to_string())
    }

    #[test]
    fn flags_go_before_environment_and_environment_before_file() {
        let file = "organisation = \"Fil\"\naddress = \"127.0.0.1:1\"\nlog = \"warn\"";
        let environment =
            [("STADGA_ORGANISATION", "Miljö"), ("STADGA_ADDRESS", "127.0.0.1:2"), ("HOME", "/")];
        let options = SettingsOptions { organisation: Some("Flagga".into()), ..Default::default() };
        let settings = read(file, &environment, options).unwrap();
        assert_eq!(settings.organisation, "Flagga");
        assert_eq!(settings.address.port(), 2);
        assert_eq!(
            (settings.log.as_str(), settings.data.as_path()),
            ("warn", Path::new("stadga-data"))
        );
    }

    #[test]
    fn unknown_settings_are_refused_by_name() {
        let fault =
            read("adress = \"127.0.0.1:1\"", &[], SettingsOptions::default()).err().unwrap();
        assert!(fault.contains("adress") && fault.contains("address"), "{fault}");
        let fault = read("", &[("STADGA_DATTA", "x")], SettingsOptions::default()).err().unwrap();
        assert!(fault.contains("datta"), "{fault}");
    }

    #[test]
    fn sec_08_a_sign_in_service_is_read_with_its_secret_from_elsewhere() {
        let secret = tempfile::NamedTempFile::new().unwrap();
        fs::write(secret.path(), "hemligt\n").unwrap();
        let file = |issuer: &str, secret: &str| {
            format!(
                "[[provider]]\nkey = \"region\"\nname = \"Regionen\"\nissuer = \"{issuer}\"\nclient_id = \"stadga\"\n\
                 {secret}\ntwo_factor = [\"loa3\"]\n[provider.roles]\nGranskare = \"auditor\"\n"
            )
        };
        let held = format!("secret_file = {:?}", secret.path().display().to_string());
        let settings = read(&file("https://id.example", &held), &[], SettingsOptions::default());
        let provider = settings.unwrap().providers().unwrap().remove(0);
        assert_eq!((provider.secret.as_str(), provider.subject.as_str()), ("hemligt", "sub"));
        assert_eq!(provider.roles["Granskare"], "auditor");
        let told = |text: &str| {
            let settings = read(text, &[], SettingsOptions::default()).unwrap();
            settings.providers().unwrap_err().to_string()
        };
        assert!(told(&file("http://id.example", &held)).contains("https://"));
        assert!(told(&file("https://id.example", "")).contains("secret_file"));
        let nowhere = "secret_variable = \"STADGA_NO_SUCH_SECRET\"";
        assert!(told(&file("https://id.example", nowhere)).contains("STADGA_NO_SUCH_SECRET"));
    }

    #[test]
    fn sec_08_pages_are_open_only_where_the_organisation_says_so() {
        let told = |file| read(file, &[], SettingsOptions::default()).map(|set| set.open_pages);
        assert_eq!(told(""), Ok(false));
        assert_eq!(told("open_pages = true"), Ok(true));
        assert!(told("open_pages = \"perhaps\"").is_err());
    }

    #[test]
    fn what_cannot_be_read_is_told() {
        let fault = read("address = \"here\"", &[], SettingsOptions::default()).err().unwrap();
        assert!(fault.contains("address"), "{fault}");
        let fault = read("origin = \"region.se/stadga\"", &[], SettingsOptions::default());
        assert!(fault.err().unwrap().contains("https://"));
    }
}
