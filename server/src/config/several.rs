//! Several organisations in one program: what stands in an `[[organisation]]` is laid over what stands above them all.

use super::{Settings, fault};
use crate::fault::Fault;
use config::{Config, Map, Value, ValueKind};
use serde::Deserialize as _;
use std::{collections::HashSet, path::Path};

/// The list of organisations; in the settings of a single one, what it is called.
const LIST: &str = "organisation";
/// What is the program's and no organisation's.
const PROGRAM: [&str; 4] = ["address", "log", "metrics_address", "traces"];
/// What is a folder for each organisation, under its key, where it is said once for all.
const FOLDERS: [&str; 2] = ["data", "checkpoints"];
/// How long a key can be.
const KEY: usize = 40;

/// Whether a file lists several organisations.
pub(super) fn is_listed(file: &Config) -> bool {
    file.get_array(LIST).is_ok()
}

/// The settings of each organisation: of the only one, or of those that are listed.
pub(super) fn each(mut said: Map<String, Value>, listed: bool) -> Result<Vec<Settings>, Fault> {
    let list = match said.get(LIST).map(|value| value.kind.clone()) {
        Some(ValueKind::Array(list)) => list,
        _ if listed => {
            let twice =
                "the file lists several organisations, and a flag or the environment names one";
            return Err(Fault::Config(format!("{twice}: use --org to choose among them.")));
        }
        _ => return alone(said).map(|one| vec![one]),
    };
    said.remove(LIST);
    let all: Vec<_> =
        list.into_iter().map(|own| laid_over(&said, own)).collect::<Result<_, _>>()?;
    apart(&all, "key", |one| one.org().to_owned())?;
    apart(&all, "host of its origin", Settings::host_name)?;
    apart(&all, "data folder", |one| one.data.display().to_string())?;
    Ok(all)
}

fn alone(said: Map<String, Value>) -> Result<Settings, Fault> {
    if said.contains_key("key") {
        return Err(Fault::Config("key belongs in an [[organisation]].".into()));
    }
    settings(said)
}

fn laid_over(common: &Map<String, Value>, own: Value) -> Result<Settings, Fault> {
    let mut own = own.into_table().map_err(fault)?;
    let key = own.get("key").and_then(|key| key.clone().into_string().ok()).unwrap_or_default();
    let told = |why: &str| Fault::Config(format!("[[organisation]] {key:?}: {why}."));
    if !is_plain(&key) {
        return Err(told(&format!(
            "its key must be of the letters a to z, digits and dashes, at most {KEY}"
        )));
    }
    if let Some(name) = PROGRAM.iter().find(|name| own.contains_key(**name)) {
        return Err(told(&format!("{name} is the same for all and stands above them")));
    }
    if !own.contains_key("origin") {
        return Err(told("it needs an origin: the address that its people use"));
    }
    let name = own.remove("name").ok_or_else(|| told("it needs a name: what it is called"))?;
    own.insert(LIST.into(), name);
    let mut said = common.clone();
    for folder in FOLDERS {
        if let Some(common) = said.get(folder).and_then(|path| path.clone().into_string().ok()) {
            let path = Path::new(&common).join(&key).to_string_lossy().into_owned();
            said.insert(folder.into(), path.into());
        }
    }
    said.extend(own);
    settings(said)
}

fn settings(said: Map<String, Value>) -> Result<Settings, Fault> {
    Settings::deserialize(Value::new(None, said)).map_err(fault)?.sensible()
}

fn is_plain(key: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    (1..=KEY).contains(&key.len()) && key.chars().all(plain) && !key.starts_with('-')
}

/// Refuses two organisations that would be one another's.
fn apart(all: &[Settings], what: &str, of: impl Fn(&Settings) -> String) -> Result<(), Fault> {
    let mut seen = HashSet::new();
    match all.iter().map(of).find(|value| !seen.insert(value.clone())) {
        Some(twice) => Err(Fault::Config(format!(
            "two organisations have the {what} {twice:?}: each must have its own."
        ))),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::SettingsOptions;
    use std::fs;

    const TWO: &str = r#"
        data = "/srv/stadga"
        database = "postgres://stadga@localhost/stadga"
        second_factor = "everyone"
        [[organisation]]
        key = "norra"
        name = "Region Norra"
        origin = "https://Norra.example:8443"
        [[organisation]]
        key = "sodra"
        name = "Region Södra"
        origin = "https://sodra.example"
        data = "/srv/egen"
        second_factor = "administrator"
        [[organisation.provider]]
        key = "id"
        name = "Regionens inloggning"
        issuer = "https://id.example"
        client_id = "stadga"
        secret_variable = "HOME"
    "#;

    fn read(file: &str, org: Option<&str>) -> Result<Vec<Settings>, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("stadga.toml");
        fs::write(&path, file).unwrap();
        let org = org.map(str::to_owned);
        let options = SettingsOptions { config: Some(path), org, ..SettingsOptions::default() };
        Settings::read_all(&options, []).map_err(|fault| fault.to_string())
    }

    #[test]
    fn each_organisation_has_what_stands_above_all_and_its_own_before_it() {
        let all = read(TWO, None).unwrap();
        let [norra, sodra] = &all[..] else { panic!("two") };
        assert_eq!((norra.org(), norra.organisation.as_str()), ("norra", "Region Norra"));
        assert_eq!(norra.host_name(), "norra.example");
        assert_eq!(norra.data, Path::new("/srv/stadga/norra"));
        assert_eq!(sodra.data, Path::new("/srv/egen"));
        assert_eq!(norra.second_factor, "everyone");
        assert_eq!(sodra.second_factor, "administrator");
        assert_eq!((norra.provider.len(), sodra.provider.len()), (0, 1));
        assert_eq!(norra.database, sodra.database);
        assert_eq!(read(TWO, Some("sodra")).unwrap().len(), 1);
        assert!(read(TWO, Some("östra")).is_err());
    }

    #[test]
    fn a_verb_for_one_organisation_asks_which() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("stadga.toml");
        fs::write(&path, TWO).unwrap();
        let mut options = SettingsOptions { config: Some(path), ..SettingsOptions::default() };
        let fault = Settings::read(&options, []).err().unwrap().to_string();
        assert!(fault.contains("norra, sodra") && fault.contains("--org"), "{fault}");
        options.org = Some("norra".into());
        assert_eq!(Settings::read(&options, []).unwrap().org(), "norra");
    }

    #[test]
    fn what_would_mix_two_organisations_is_refused() {
        let told = |from: &str, to: &str| read(&TWO.replace(from, to), None).err().unwrap();
        assert!(told("\"sodra\"", "\"norra\"").contains("the key"));
        assert!(told("https://sodra.example", "https://norra.example").contains("the host"));
        assert!(told("/srv/egen", "/srv/stadga/norra").contains("the data folder"));
        assert!(told("\"sodra\"", "\"../norra\"").contains("letters a to z"));
        assert!(told("origin = \"https://sodra.example\"", "").contains("origin"));
        assert!(told("data = \"/srv/egen\"", "log = \"debug\"").contains("above"));
        assert!(told("name = \"Region Södra\"", "nam = \"Region Södra\"").contains("name"));
        assert!(read("key = \"norra\"", None).err().unwrap().contains("[[organisation]]"));
    }
}
