//! What the program is made of: each dependency with its licence, as a list of parts (CycloneDX) and as Debian asks.

use crate::run::{self, Outcome};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A dependency.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Part {
    /// Where it comes from: `cargo` or `npm`.
    kind: &'static str,
    name: String,
    version: String,
    licence: String,
    /// Its files, for its licence's text.
    folder: PathBuf,
}

/// What holds the program's parts apart from those of tests and builds.
const PACKAGE: &str = "stadga";

/// Everything that is in the program: crates, and what the browser gets.
///
/// # Errors
/// When Cargo or the lock file of the assets cannot tell.
pub fn of_program() -> Outcome<Vec<Part>> {
    let told = run::output("cargo", &["metadata", "--format-version", "1", "--locked"]);
    let metadata: Value = serde_json::from_str(&told.ok_or("cargo metadata failed")?)?;
    let mut parts = crates(&metadata);
    parts.extend(browser_parts()?);
    parts.sort();
    Ok(parts)
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

/// The crates that the program is linked from; not what builds or tests it.
fn crates(metadata: &Value) -> Vec<Part> {
    let packages = list(metadata, "packages");
    let by_id: BTreeMap<_, _> = packages.iter().map(|one| (text(&one["id"]), one)).collect();
    let nodes = list(&metadata["resolve"], "nodes");
    let nodes: BTreeMap<_, _> = nodes.iter().map(|one| (text(&one["id"]), one)).collect();
    let root = packages.iter().find(|one| one["name"] == PACKAGE);
    let mut open: Vec<String> = root.map(|one| text(&one["id"])).into_iter().collect();
    let mut seen: BTreeSet<String> = open.iter().cloned().collect();
    while let Some(id) = open.pop() {
        for dependency in nodes.get(&id).map_or(&[][..], |node| list(node, "deps")) {
            let is_linked = list(dependency, "dep_kinds").iter().any(|kind| kind["kind"].is_null());
            let id = text(&dependency["pkg"]);
            if is_linked && seen.insert(id.clone()) {
                open.push(id);
            }
        }
    }
    let foreign = seen.iter().filter_map(|id| by_id.get(id)).filter(|one| !one["source"].is_null());
    let part = |one: &&Value| Part {
        kind: "cargo",
        name: text(&one["name"]),
        version: text(&one["version"]),
        licence: text(&one["license"]),
        folder: Path::new(&text(&one["manifest_path"]))
            .parent()
            .map(Path::to_owned)
            .unwrap_or_default(),
    };
    foreign.map(part).collect()
}

/// What `assets/build.mjs` puts into the program.
fn browser_parts() -> Outcome<Vec<Part>> {
    let assets = run::root().join("assets");
    let lock: Value = serde_json::from_str(&fs::read_to_string(assets.join("package-lock.json"))?)?;
    let packages = lock.get("packages").and_then(Value::as_object);
    let packages = packages.ok_or("the lock file of the assets has no packages")?;
    let named = packages
        .iter()
        .filter_map(|(path, one)| Some((path.strip_prefix("node_modules/")?, path, one)));
    let part = |(name, path, one): (&str, &String, &Value)| Part {
        kind: "npm",
        name: name.to_owned(),
        version: text(&one["version"]),
        licence: text(&one["license"]),
        folder: assets.join(path),
    };
    Ok(named.map(part).collect())
}

/// The list of parts as CycloneDX 1.5.
pub fn bill(parts: &[Part], version: &str) -> String {
    let component = |part: &Part| {
        let name = part.name.replace('@', "%40");
        json!({
            "type": "library",
            "bom-ref": format!("pkg:{}/{name}@{}", part.kind, part.version),
            "name": part.name,
            "version": part.version,
            "licenses": [{"expression": part.licence}],
            "purl": format!("pkg:{}/{name}@{}", part.kind, part.version),
        })
    };
    let bill = json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": {
            "type": "application", "name": PACKAGE, "version": version,
            "licenses": [{"expression": "EUPL-1.2"}],
        }},
        "components": parts.iter().map(component).collect::<Vec<_>>(),
    });
    format!("{bill:#}\n")
}

/// Whose the program is, as Debian asks, part by part.
pub fn copyright(parts: &[Part]) -> String {
    let mut told = String::from(
        "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n\
         Upstream-Name: stadga\n\nFiles: *\nCopyright: the authors of Stadga\nLicense: EUPL-1.2\n",
    );
    told += "Comment: The program is linked from these parts; their licences' texts are in licences.gz.\n";
    for part in parts {
        told += &format!(" {} {}: {}\n", part.name, part.version, part.licence);
    }
    told
}

/// The text of every part's licence, each text once, with the parts that it is of before it.
///
/// # Errors
/// When a file cannot be read.
pub fn licences(parts: &[Part]) -> Outcome<String> {
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for part in parts {
        for file in fs::read_dir(&part.folder)? {
            let path = file?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().to_uppercase();
            let is_licence = ["LICENSE", "LICENCE", "COPYING", "NOTICE"];
            if path.is_file() && is_licence.iter().any(|begin| name.starts_with(begin)) {
                let text = String::from_utf8_lossy(&fs::read(&path)?).trim().to_owned();
                texts.entry(text).or_default().push(format!("{} {}", part.name, part.version));
            }
        }
    }
    let one = |(text, parts): (&String, &Vec<String>)| format!("{}\n\n{text}\n", parts.join(", "));
    let rule = format!("\n{}\n", "-".repeat(78));
    Ok(texts.iter().map(one).collect::<Vec<_>>().join(&rule))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_linked_is_a_part() {
        let package = |id: &str, source: Value| {
            json!({"id": id, "name": id, "version": "1.0.0", "license": "MIT", "source": source,
                   "manifest_path": format!("/x/{id}/Cargo.toml")})
        };
        let needs = |id: &str, kind: Value| json!({"pkg": id, "dep_kinds": [{"kind": kind}]});
        let registry = || json!("registry");
        let metadata = json!({
            "packages": [
                package("stadga", Value::Null), package("own", Value::Null),
                package("linked", registry()), package("tests", registry()), package("builds", registry()),
            ],
            "resolve": {"nodes": [
                {"id": "stadga", "deps": [needs("own", Value::Null), needs("tests", json!("dev"))]},
                {"id": "own", "deps": [needs("linked", Value::Null), needs("builds", json!("build"))]},
                {"id": "linked", "deps": []},
            ]},
        });
        let parts = crates(&metadata);
        assert_eq!(parts.iter().map(|part| part.name.as_str()).collect::<Vec<_>>(), ["linked"]);
        assert_eq!(parts.first().unwrap().folder, Path::new("/x/linked"));
        let bill: Value = serde_json::from_str(&bill(&parts, "0.1.0")).unwrap();
        assert_eq!(bill["components"][0]["purl"], "pkg:cargo/linked@1.0.0");
        assert!(copyright(&parts).contains("linked 1.0.0: MIT"));
    }
}
