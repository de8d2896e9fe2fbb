//! Frameworks given out: as a library of CISO Assistant, and as a catalogue in OSCAL. Pure: records in, text out.

mod ciso;
mod oscal;
mod yaml;

pub use ciso::{mapping, matrix};
pub use oscal::control_ids;

use crate::{Framework, FrameworkRequirement, ReferenceControl, Threat};
use serde_json::{Map, Value as Json};
use stadga_model::{Id, Instant};
use std::collections::HashMap;

/// A framework with all that stands around it.
#[derive(Clone, Debug)]
pub struct Whole {
    /// Its id.
    pub id: Id<Framework>,
    /// The framework.
    pub framework: Framework,
    /// Its requirements in order.
    pub requirements: Vec<(Id<FrameworkRequirement>, FrameworkRequirement)>,
    /// The reference controls that they name and that are here.
    pub controls: Vec<ReferenceControl>,
    /// The threats that they name and that are here.
    pub threats: Vec<Threat>,
}

impl Whole {
    /// As a library of CISO Assistant, in YAML.
    pub fn as_ciso(&self) -> String {
        yaml::write(&ciso::library(self))
    }

    /// As a catalogue in OSCAL 1.1, in JSON. Translations, questions and scores have no place there.
    pub fn as_oscal(&self, now: Instant) -> String {
        let catalogue = oscal::catalogue(self, now);
        serde_json::to_string_pretty(&catalogue).unwrap_or_default()
    }

    /// The place of each requirement in the list.
    fn places(&self) -> HashMap<Id<FrameworkRequirement>, usize> {
        self.requirements.iter().enumerate().map(|(place, (id, _))| (*id, place)).collect()
    }
}

/// A map that takes only what says something.
#[derive(Default)]
struct Says(Map<String, Json>);

impl Says {
    fn put(&mut self, name: &str, value: impl Into<Json>) -> &mut Self {
        self.0.insert(name.to_owned(), value.into());
        self
    }

    fn maybe(&mut self, name: &str, value: Option<impl Into<Json>>) -> &mut Self {
        if let Some(value) = value {
            self.put(name, value);
        }
        self
    }

    fn texts(&mut self, name: &str, texts: &[String]) -> &mut Self {
        if !texts.is_empty() {
            self.put(name, texts.to_vec());
        }
        self
    }
}

/// The letters and digits of a text in lower case, with `-` between: for names in the world.
pub(crate) fn slug(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        match letter {
            'å' | 'ä' | 'Å' | 'Ä' => out.push('a'),
            'ö' | 'Ö' => out.push('o'),
            letter if letter.is_ascii_alphanumeric() || letter == '.' => {
                out.extend(letter.to_lowercase());
            }
            _ if !out.is_empty() && !out.ends_with('-') => out.push('-'),
            _ => {}
        }
    }
    out.trim_end_matches(['-', '.']).to_owned()
}

#[cfg(test)]
pub(crate) mod tests;
