//! Stances on certification: which standard is followed, whether one wants to be certified, and who chose that (ISM-20).

use serde::{Deserialize, Serialize};
use stadga_decisions::{Decision, postponement::is_blank};
use stadga_model::{Around, Choice, Date, Finding, Id, Prose, Record, Term};
use stadga_organisation::{Person, Unit};

/// A stance on certification (ställningstagande till certifiering): ISM-20.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(kind = "standard-stance", prefix = "STÄ", title = "title", unit = "unit", owner = "owner")]
pub struct StandardStance {
    /// What it is called (rubrik).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// The standard (standard).
    #[field(list, filter, scale = "stance-standard")]
    #[serde(default)]
    pub standard: Term,
    /// How one stands to it (ställningstagande).
    #[field(list, filter)]
    pub stance: Stance,
    /// What it covers (omfattning).
    #[field(search)]
    pub scope: Option<Prose>,
    /// Why (motiv).
    #[field(search)]
    pub motive: Option<Prose>,
    /// The decision (beslut).
    #[field(filter)]
    pub decision: Option<Id<Decision>>,
    /// From when (från och med).
    #[field(list, sort, filter, group = "when")]
    pub since: Date,
    /// When to look again (ny prövning).
    #[field(list, sort, filter, group = "when")]
    pub look_again: Option<Date>,
    /// To when the certificate is valid (certifikat giltigt till och med).
    #[field(sort, filter, group = "when")]
    pub valid_to: Option<Date>,
    /// The unit (enhet).
    #[field(list, filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Who answers for it (ansvarig).
    #[field(list, filter, group = "who")]
    pub owner: Option<Id<Person>>,
}

/// How one stands to a standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum Stance {
    /// Followed, and certification is no goal (följs, certifieras inte).
    Followed,
    /// To be certified (ska certifieras).
    Aiming,
    /// Certified (certifierad).
    Certified,
    /// Not followed (följs inte).
    NotFollowed,
}

impl Stance {
    /// Its key in texts.
    pub fn key(self) -> &'static str {
        match self {
            Self::Followed => "followed",
            Self::Aiming => "aiming",
            Self::Certified => "certified",
            Self::NotFollowed => "not-followed",
        }
    }
}

/// What a stance is held to: ISM-20.
pub fn rules(stance: &StandardStance, around: &Around) -> Vec<Finding> {
    let today = around.today();
    let told = |variant, field: &str| Finding::warning("ISM-20").variant(variant).on(field);
    let due = stance.look_again.filter(|day| *day <= today);
    let certified = stance.stance == Stance::Certified;
    let expired = stance.valid_to.filter(|day| certified && *day < today);
    [
        is_blank(stance.motive.as_ref())
            .then(|| Finding::blocking("ISM-20").variant("motive").on("motive")),
        stance.decision.is_none().then(|| told("decision", "decision")),
        due.map(|day| told("look", "look_again").with("date", day)),
        (certified && stance.valid_to.is_none()).then(|| told("undated", "valid_to")),
        expired.map(|day| told("expired", "valid_to").with("date", day)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check, id, near};

    #[test]
    fn ism_20_not_being_certified_is_chosen_with_a_motive_and_a_decision() {
        let json = serde_json::json!({"title": "ISO/IEC 27001", "standard": "iso-27001", "stance": "followed",
            "since": "2020-01-01"});
        let mut stance: StandardStance = serde_json::from_value(json).unwrap();
        let told = ["finding-ism-20-motive", "finding-ism-20-decision"];
        assert_eq!(check(rules, &stance, &near()), told);
        stance.motive = Some("Nyttan motiverar inte kostnaden.".into());
        stance.decision = Some(id(1));
        assert!(check(rules, &stance, &near()).is_empty());
        stance.look_again = "2024-01-24".parse().ok();
        assert_eq!(check(rules, &stance, &near()), ["finding-ism-20-look"]);
        (stance.look_again, stance.stance) = (None, Stance::Certified);
        assert_eq!(check(rules, &stance, &near()), ["finding-ism-20-undated"]);
        stance.valid_to = "2024-01-23".parse().ok();
        assert_eq!(check(rules, &stance, &near()), ["finding-ism-20-expired"]);
    }
}
