//! The words that minutes are read by: `content/reading/minutes.toml`.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use regex::Regex;
use serde::Deserialize;
use stadga_model::Term;

use crate::minute::Treatment;

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    item: String,
    decision: String,
    other: String,
    day: String,
    months: Vec<String>,
    treatment: BTreeMap<Treatment, Vec<String>>,
    area: Vec<Area>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Area {
    key: String,
    words: Vec<String>,
}

/// The words, ready to look for.
pub struct Words {
    /// Where an item begins.
    pub item: Regex,
    /// What stands over an item's decision.
    pub decision: Regex,
    /// What stands over its other parts.
    pub other: Regex,
    /// The day of the meeting.
    pub day: Regex,
    /// The months' names, from January, as dates in minutes have them.
    pub months: Vec<String>,
    /// How a body's words of decision tell what it did.
    pub treatment: Vec<(Treatment, Vec<Regex>)>,
    /// The words of each area, as the beginnings of words.
    pub areas: Vec<(Term, Regex)>,
}

impl Words {
    /// The words that the program brings along; `None` where its file cannot be used, which a test rules out.
    pub fn shipped() -> Option<&'static Self> {
        static SHIPPED: OnceLock<Option<Words>> = OnceLock::new();
        let text = include_str!("../../../../content/reading/minutes.toml");
        SHIPPED.get_or_init(|| Self::of(text).ok()).as_ref()
    }

    /// The words of a file.
    ///
    /// # Errors
    /// What cannot be used in it.
    pub fn of(text: &str) -> Result<Self, String> {
        let file: File = toml::from_str(text).map_err(|fault| fault.to_string())?;
        let pattern = |text: &str| Regex::new(text).map_err(|fault| fault.to_string());
        let loose = |text: &String| pattern(&format!("(?i){text}"));
        let treatment = file.treatment.iter().map(|(kind, patterns)| {
            Ok((*kind, patterns.iter().map(loose).collect::<Result<Vec<_>, String>>()?))
        });
        let areas = file.area.iter().map(|area| {
            let words: Vec<_> = area.words.iter().map(|word| regex::escape(word)).collect();
            let any = format!(r"(?i)(?:^|[^\p{{L}}\d-])(?:{})", words.join("|"));
            Ok((Term(area.key.clone()), pattern(&any)?))
        });
        Ok(Self {
            item: pattern(&file.item)?,
            decision: pattern(&file.decision)?,
            other: pattern(&file.other)?,
            day: pattern(&file.day)?,
            months: file.months,
            treatment: treatment.collect::<Result<_, String>>()?,
            areas: areas.collect::<Result<_, String>>()?,
        })
    }
}
