//! What grades, levels and frequencies come to: `content/compliance/weights.toml`.

use serde::Deserialize;
use stadga_model::Term;
use std::{collections::BTreeMap, sync::LazyLock};

/// The priority of what must be met.
pub const MUST: &str = "must";
/// The grade of what does not apply.
pub const NOT_APPLICABLE: &str = "not-applicable";

/// The numbers of the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    #[serde(rename = "source")]
    _source: String,
    #[serde(rename = "verify")]
    _verify: bool,
    mixed: String,
    grade: BTreeMap<String, u8>,
    level: BTreeMap<String, String>,
    result: BTreeMap<String, String>,
    decimals: BTreeMap<String, usize>,
    frequency: BTreeMap<String, i32>,
    method: BTreeMap<String, bool>,
    mapping: BTreeMap<String, String>,
    point: BTreeMap<String, bool>,
    shade: Vec<Shade>,
    /// Days that people are given.
    pub days: Days,
}

/// Days that people are given.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Days {
    /// A duty is told so many days before it is due.
    pub ahead: i32,
    /// A figure is asked for within so many days after its period.
    pub after: i32,
}

/// A shade of the picture.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Shade {
    from: u8,
    key: String,
}

static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| {
    stadga_model::shipped(
        "content/compliance/weights.toml",
        include_str!("../../../content/compliance/weights.toml"),
    )
});

/// What stands in `content/compliance/weights.toml`.
pub fn weights() -> &'static Weights {
    &WEIGHTS
}

impl Weights {
    /// How much of a requirement a grade meets, in per cent; none, where it does not count.
    pub fn grade_weight(&self, grade: &Term) -> Option<u8> {
        self.grade.get(&grade.0).copied()
    }

    /// Whether something is lacking: the grade counts and is not all of it.
    pub fn is_gap(&self, grade: Option<&Term>) -> bool {
        grade.and_then(|grade| self.grade_weight(grade)).is_some_and(|weight| weight < 100)
    }

    /// The grade that a check's level speaks for.
    pub fn grade_of_level(&self, level: &Term) -> Option<Term> {
        self.level.get(&level.0).map(|grade| Term(grade.clone()))
    }

    /// The grade that an answer to a framework's question speaks for, by the framework's own word; none, where it says nothing.
    pub fn grade_of_result(&self, word: &str) -> Option<Term> {
        self.result.get(&word.trim().to_lowercase()).map(|grade| Term(grade.clone()))
    }

    /// The grade of answers that say different things.
    pub fn mixed(&self) -> Term {
        Term(self.mixed.clone())
    }

    /// Up to so many decimals stand in a figure that is counted in this.
    pub fn decimals(&self, counted_in: &Term) -> Option<usize> {
        self.decimals.get(&counted_in.0).copied()
    }

    /// Whether a check's level deviates.
    pub fn deviates(&self, level: &Term) -> bool {
        self.is_gap(self.grade_of_level(level).as_ref())
    }

    /// Whether a control point's level deviates.
    pub fn point_deviates(&self, level: &Term) -> bool {
        self.point.get(&level.0).copied().unwrap_or_default()
    }

    /// How many days lie between two times.
    pub fn days_between(&self, frequency: &Term) -> Option<i32> {
        self.frequency.get(&frequency.0).copied()
    }

    /// Whether a way of control needs a checklist.
    pub fn needs_checklist(&self, method: &Term) -> bool {
        self.method.get(&method.0).copied().unwrap_or_default()
    }

    /// The most that a mapping of this strength carries over.
    pub fn carried_at_most(&self, strength: &str) -> Term {
        let most = self.mapping.get(strength).or_else(|| self.mapping.get("unknown"));
        Term(most.cloned().unwrap_or_default())
    }

    /// The lower of two grades, as far as both count.
    pub fn lower<'a>(&self, one: &'a Term, other: &'a Term) -> &'a Term {
        match (self.grade_weight(one), self.grade_weight(other)) {
            (Some(a), Some(b)) if b < a => other,
            (None, Some(_)) => other,
            _ => one,
        }
    }

    /// The shades of the picture, the best first.
    pub fn shades(&self) -> impl Iterator<Item = &str> {
        self.shade.iter().map(|shade| shade.key.as_str())
    }

    /// The place of the shade of a share among them.
    pub fn shade_of(&self, percent: u8) -> Option<usize> {
        self.shade.iter().position(|shade| percent >= shade.from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::scales;

    #[test]
    fn r_2_every_word_of_the_scales_has_its_weight_and_every_weight_its_word() {
        let (scales, weights) = (scales(), weights());
        let keys = |scale: &str| -> Vec<String> {
            scales.get(scale).unwrap().steps.iter().map(|step| step.key.clone()).collect()
        };
        let grades = keys("compliance-grade");
        assert!(weights.grade.keys().all(|key| grades.contains(key)));
        assert!(weights.level.values().all(|key| grades.contains(key)));
        assert!(weights.mapping.values().all(|key| grades.contains(key)));
        assert!(weights.result.values().all(|key| grades.contains(key)));
        assert!(grades.contains(&weights.mixed));
        let counted = keys("indicator-unit");
        assert!(counted.iter().all(|key| weights.decimals.contains_key(key)));
        assert_eq!(weights.decimals.len(), counted.len());
        assert_eq!(weights.level.len(), keys("deviation-level").len());
        let frequencies = keys("control-frequency");
        assert!(weights.frequency.keys().all(|key| frequencies.contains(key)));
        assert!(weights.method.keys().all(|key| keys("control-method").contains(key)));
        assert!(weights.point.keys().all(|key| keys("internal-control-level").contains(key)));
        assert_eq!(weights.shade_of(100), Some(0));
        assert_eq!(weights.shade_of(0), Some(weights.shade.len() - 1));
    }

    #[test]
    fn ctl_05_a_weaker_mapping_carries_over_less() {
        let weights = weights();
        let (met, partly) = (Term::from("met"), Term::from("partly"));
        assert_eq!(weights.carried_at_most("equal"), met);
        assert_eq!(weights.carried_at_most("subset"), partly);
        assert_eq!(weights.carried_at_most("said nowhere"), partly);
        assert_eq!(weights.lower(&met, &partly), &partly);
        assert!(weights.deviates(&Term::from("minor")) && !weights.deviates(&Term::from("none")));
    }
}
