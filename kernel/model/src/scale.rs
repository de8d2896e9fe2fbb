//! Scales as dated data: grades, positions, roles … from `content/`, never arms of a `match`.

use crate::{Date, Language, Period};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A value from a scale, kept by its key.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Term(pub String);

impl From<&str> for Term {
    fn from(key: &str) -> Self {
        Self(key.to_owned())
    }
}

/// A scale with its steps in order.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// Its key: `audit-grade`.
    pub key: String,
    /// Where the facts come from.
    pub source: String,
    /// The fact is not certain: shown as such until someone has verified it.
    #[serde(default)]
    pub verify: bool,
    /// The steps, best first.
    #[serde(rename = "step")]
    pub steps: Vec<Step>,
}

/// One step of a scale.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Its key in bodies: `partly`.
    pub key: String,
    /// What it is called in Swedish.
    pub sv: String,
    /// What it is called in English.
    pub en: String,
    /// Its colour's name, if it has one: green, yellow, red, white. Never shown without word and symbol.
    #[serde(default)]
    pub colour: Option<String>,
    /// The symbol that stands beside the word.
    #[serde(default)]
    pub symbol: Option<String>,
    /// When it is in use; always, when absent.
    #[serde(default)]
    pub valid: Option<Period>,
}

impl Step {
    /// What it is called.
    pub fn label(&self, language: Language) -> &str {
        match language {
            Language::Swedish => &self.sv,
            Language::English => &self.en,
        }
    }
}

impl Scale {
    /// The step with this key, in use or not: old records keep their words.
    pub fn step(&self, key: &str) -> Option<&Step> {
        self.steps.iter().find(|step| step.key == key)
    }

    /// The steps that can be chosen on `date`.
    pub fn on(&self, date: Date) -> impl Iterator<Item = &Step> {
        self.steps.iter().filter(move |step| step.valid.is_none_or(|period| period.holds(date)))
    }
}

/// All scales, by key.
#[derive(Clone, Debug, Default)]
pub struct Scales(BTreeMap<String, Scale>);

/// A content file that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{file}: {fault}")]
pub struct ScaleFault {
    file: String,
    fault: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    scale: Vec<Scale>,
}

impl Scales {
    /// Reads content files (name and text), the later taking the place of the earlier scale by scale.
    ///
    /// # Errors
    /// Names the file and the line that cannot be read.
    pub fn read<'a>(
        files: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, ScaleFault> {
        let mut scales = BTreeMap::new();
        for (file, text) in files {
            let fault =
                |e: toml::de::Error| ScaleFault { file: file.to_owned(), fault: e.to_string() };
            let parsed: File = toml::from_str(text).map_err(fault)?;
            for scale in parsed.scale {
                let key = scale.key.clone();
                if scales.insert(key.clone(), scale).is_some() {
                    let fault = format!("another scale is called {key} already");
                    return Err(ScaleFault { file: file.to_owned(), fault });
                }
            }
        }
        Ok(Self(scales))
    }

    /// With one more scale, made from other content: roles have a file of their own.
    pub fn with(mut self, scale: Scale) -> Self {
        self.0.insert(scale.key.clone(), scale);
        self
    }

    /// The scale with this key.
    pub fn get(&self, key: &str) -> Option<&Scale> {
        self.0.get(key)
    }

    /// All scales.
    pub fn iter(&self) -> impl Iterator<Item = &Scale> {
        self.0.values()
    }
}
