//! Maturity models as dated data: their areas, what each asks, and how the answers count (CTL-06, CTL-17).
//!
//! Names of models, areas and sentences are scales; what stands in `content/maturity/` is how they count.

use serde::Deserialize;
use stadga_model::{Language, Period};
use std::sync::LazyLock;

/// A maturity model.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Model {
    /// Its key, a step of the scale `maturity-model`.
    pub key: String,
    /// How answers become levels.
    pub way: Way,
    /// Where it comes from.
    pub source: String,
    /// It is not certain: shown as such until someone has verified it.
    pub verify: bool,
    /// When rounds can begin by it.
    pub valid: Period,
    /// About how many minutes a sentence takes.
    pub minutes: u16,
    /// Whether all areas are asked on one page.
    #[serde(default)]
    pub one_page: bool,
    /// From this level on one is asked what shows it.
    pub evidence_from: i64,
    /// Tenths below which an area is low.
    pub low: i64,
    /// Tenths from which an area is high.
    pub high: i64,
    /// What a sentence can be answered with, from the lowest.
    #[serde(rename = "answer")]
    pub answers: Vec<Step>,
    /// What levels are called, where they are other than the answers.
    #[serde(default, rename = "level")]
    pub levels: Vec<Step>,
    /// The areas in their order.
    #[serde(rename = "area")]
    pub areas: Vec<Area>,
}

/// How answers become levels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    /// An area is the mean of its sentences, a unit the mean of its areas.
    Average,
    /// A level is reached when all that it and every level below it demand is fulfilled.
    Cumulative,
}

/// An answer or a level.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// How much it is.
    pub value: i64,
    sv: String,
    en: String,
    #[serde(default)]
    help_sv: String,
    #[serde(default)]
    help_en: String,
}

/// An area of a model.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Area {
    /// Its key, a step of the scale `maturity-area`.
    pub key: String,
    /// What it asks.
    pub statements: Vec<Statement>,
}

/// A sentence that is more or less true.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// Its key, a step of the scale `maturity-statement`.
    pub key: String,
    /// What it must be answered with for level 1, 2 …, where levels are cumulative.
    #[serde(default)]
    pub needs: Vec<i64>,
}

impl Step {
    /// What it is called.
    pub fn label(&self, language: Language) -> &str {
        match language {
            Language::Swedish => &self.sv,
            Language::English => &self.en,
        }
    }

    /// What it means; empty where its name says it.
    pub fn help(&self, language: Language) -> &str {
        match language {
            Language::Swedish => &self.help_sv,
            Language::English => &self.help_en,
        }
    }
}

impl Model {
    /// The model with this key, in use or not: old rounds keep theirs.
    pub fn named(key: &str) -> Option<&'static Self> {
        MODELS.iter().find(|model| model.key == key)
    }

    /// The area with this key.
    pub fn area(&self, key: &str) -> Option<&Area> {
        self.areas.iter().find(|area| area.key == key)
    }

    /// The answer that is so much.
    pub fn answer(&self, value: i64) -> Option<&Step> {
        self.answers.iter().find(|answer| answer.value == value)
    }

    /// What levels are called.
    pub fn steps(&self) -> &[Step] {
        if self.levels.is_empty() { &self.answers } else { &self.levels }
    }

    /// The highest level.
    pub fn highest(&self) -> i64 {
        self.steps().iter().map(|step| step.value).max().unwrap_or_default()
    }

    /// How many sentences it has.
    pub fn size(&self) -> usize {
        self.areas.iter().map(|area| area.statements.len()).sum()
    }
}

/// All models, those that are no longer in use too.
pub fn models() -> &'static [Model] {
    &MODELS
}

static MODELS: LazyLock<Vec<Model>> =
    LazyLock::new(|| FILES.iter().map(|(name, text)| stadga_model::shipped(name, text)).collect());

/// The files of the models. A new one is a file in `content/maturity/`, its line here and its steps in the scales.
const FILES: [(&str, &str); 3] = [
    ("content/maturity/levels.toml", include_str!("../../../content/maturity/levels.toml")),
    ("content/maturity/cumulative.toml", include_str!("../../../content/maturity/cumulative.toml")),
    ("content/maturity/short.toml", include_str!("../../../content/maturity/short.toml")),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::scales;

    #[test]
    fn ctl_06_every_model_stands_in_the_scales_and_the_scales_hold_no_others() {
        let scales = scales();
        let keys = |scale: &str| -> Vec<String> {
            scales.get(scale).unwrap().steps.iter().map(|step| step.key.clone()).collect()
        };
        let own: Vec<_> = models().iter().map(|model| model.key.clone()).collect();
        assert_eq!(own, keys("maturity-model"));
        let areas = || models().iter().flat_map(|model| &model.areas);
        assert!(areas().all(|area| keys("maturity-area").contains(&area.key)));
        let asked: Vec<_> =
            areas().flat_map(|area| &area.statements).map(|one| one.key.clone()).collect();
        assert_eq!(asked, keys("maturity-statement"), "each is asked once, in this order");
    }

    #[test]
    fn ctl_06_models_hang_together() {
        for model in models() {
            assert!(model.areas.len() >= 3, "a radar has at least three spokes");
            assert!(model.low < model.high && model.high <= model.highest() * 10);
            assert!(!model.source.is_empty() && model.size() > 0);
            let values: Vec<_> = model.answers.iter().map(|answer| answer.value).collect();
            assert_eq!(values, (0..values.len() as i64).collect::<Vec<_>>());
            let steps: Vec<_> = model.steps().iter().map(|step| step.value).collect();
            assert_eq!(steps, (0..steps.len() as i64).collect::<Vec<_>>());
            for statement in model.areas.iter().flat_map(|area| &area.statements) {
                let levels = model.highest() as usize;
                let wanted = if model.way == Way::Cumulative { levels } else { 0 };
                assert_eq!(statement.needs.len(), wanted, "{}", statement.key);
                assert!(statement.needs.is_sorted(), "a higher level demands no less");
                assert!(statement.needs.iter().all(|need| model.answer(*need).is_some()));
            }
        }
    }
}
