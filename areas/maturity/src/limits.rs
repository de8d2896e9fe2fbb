//! How many areas are chosen, who answers, how long people have, and what helps: `content/maturity/`.

use serde::Deserialize;
use stadga_model::{Language, Term};
use std::sync::LazyLock;

/// The numbers and roles of `content/maturity/limits.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Limits {
    #[serde(rename = "source")]
    _source: String,
    #[serde(rename = "verify")]
    _verify: bool,
    /// The model of the yearly measurement, by which areas are proposed.
    pub model: String,
    /// So many of the lowest areas are proposed (CTL-07).
    pub lowest: usize,
    /// Chosen areas are followed up for so many years.
    pub followed_years: i64,
    /// So many days before the last day one is reminded.
    pub remind_days: i32,
    /// A chosen area's measure has told of progress and effect within so many days (T33).
    pub silent_days: i32,
    /// The role that answers for an administration.
    pub answers_role: String,
    /// The role that leads the measurement.
    pub leads_role: String,
}

static LIMITS: LazyLock<Limits> = LazyLock::new(|| {
    stadga_model::shipped(
        "content/maturity/limits.toml",
        include_str!("../../../content/maturity/limits.toml"),
    )
});

/// What stands in `content/maturity/limits.toml`.
pub(crate) fn limits() -> &'static Limits {
    &LIMITS
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Causes {
    #[serde(rename = "source")]
    _source: String,
    #[serde(rename = "verify")]
    _verify: bool,
    #[serde(rename = "cause")]
    causes: Vec<Cause>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cause {
    key: String,
    sv: String,
    en: String,
}

static CAUSES: LazyLock<Causes> = LazyLock::new(|| {
    stadga_model::shipped(
        "content/maturity/causes.toml",
        include_str!("../../../content/maturity/causes.toml"),
    )
});

/// What usually helps where a rule is not followed for this reason (CTL-18, R-6).
pub(crate) fn helps(cause: &Term, language: Language) -> &'static str {
    let found = CAUSES.causes.iter().find(|one| one.key == cause.0);
    found.map_or("", |one| match language {
        Language::Swedish => &one.sv,
        Language::English => &one.en,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::scales;

    #[test]
    fn ctl_18_each_of_the_five_reasons_has_something_that_helps() {
        let scales = scales();
        let steps = &scales.get("maturity-cause").unwrap().steps;
        assert_eq!(steps.len(), 5);
        let keys: Vec<_> = CAUSES.causes.iter().map(|cause| cause.key.as_str()).collect();
        assert_eq!(keys, steps.iter().map(|step| step.key.as_str()).collect::<Vec<_>>());
        for step in steps {
            for language in Language::ALL {
                assert!(!helps(&Term::from(step.key.as_str()), language).is_empty());
            }
        }
    }

    #[test]
    fn ctl_07_three_areas_are_proposed() {
        assert_eq!(limits().lowest, 3);
        assert!(crate::Model::named(&limits().model).is_some());
    }
}
