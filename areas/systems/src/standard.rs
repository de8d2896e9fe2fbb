//! Standards and architecture principles, with the decisions that they rest on (CMDB-15, CMDB-16).

use serde::{Deserialize, Serialize};
use stadga_decisions::Decision;
use stadga_model::{Around, Finding, Id, Period, Prose, Record, Term};
use stadga_organisation::{Person, Unit};

/// A standard or principle (standard, arkitekturprincip): CMDB-14, CMDB-15, CMDB-16.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(kind = "standard", prefix = "STD", title = "name", unit = "unit", owner = "owner")]
pub struct Standard {
    /// What it is called (namn).
    #[field(list, sort, search)]
    #[serde(default)]
    pub name: String,
    /// Principle, technical standard, semantic standard (typ).
    #[field(list, filter, sort, scale = "standard-type")]
    #[serde(default)]
    pub standard_type: Term,
    /// The direction that it serves (inriktning): CMDB-15.
    #[field(list, filter, scale = "architecture-direction")]
    pub direction: Option<Term>,
    /// What it asks for, in our own words (innebörd).
    #[field(search)]
    pub meaning: Option<Prose>,
    /// Where it can be read (källa).
    #[field(search)]
    pub reference: Option<String>,
    /// When it holds (giltig).
    pub period: Period,
    /// The decision that it rests on (beslut): CMDB-15.
    #[field(filter)]
    pub decision: Option<Id<Decision>>,
    /// What came in its place (ersatt av).
    pub succeeded_by: Option<Id<Standard>>,
    /// The unit that keeps it (enhet).
    #[field(filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Who keeps it (ansvarig).
    #[field(filter, group = "who")]
    pub owner: Option<Id<Person>>,
}

/// The type that someone must have decided on.
const PRINCIPLE: &str = "principle";

/// What a standard is held to.
pub fn rules(standard: &Standard, around: &Around) -> Vec<Finding> {
    let warning = |variant, field: &str| Finding::warning("CMDB-15").variant(variant).on(field);
    let is_principle = standard.standard_type.0 == PRINCIPLE;
    let holds = standard.period.holds(around.today());
    let used = !around.near.down.is_empty();
    let ends = standard.period.to.is_some_and(|to| to < standard.period.from);
    let period = Finding::blocking("CMDB-15").variant("period").on("period");
    [
        (ends, period),
        (holds && is_principle && standard.decision.is_none(), warning("decision", "decision")),
        (holds && is_principle && standard.direction.is_none(), warning("direction", "direction")),
        (!holds && used && standard.succeeded_by.is_none(), warning("ended", "succeeded_by")),
    ]
    .into_iter()
    .filter_map(|(wrong, finding)| wrong.then_some(finding))
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check, id, item, near, pointing};

    #[test]
    fn cmdb_15_a_principle_is_traced_to_a_decision_and_a_direction() {
        let body = serde_json::json!({ "name": "Öppna gränssnitt först", "standard_type": "principle",
            "period": { "from": "2022-01-01" } });
        let mut principle: Standard = serde_json::from_value(body).unwrap();
        let told = |standard: &Standard| check(rules, standard, &near(&[]));
        assert_eq!(told(&principle), ["finding-cmdb-15-decision", "finding-cmdb-15-direction"]);
        principle.decision = Some(id(4));
        principle.direction = Some(Term::from("open"));
        assert!(told(&principle).is_empty());
        principle.period.to = "2023-12-31".parse().ok();
        let follows = pointing("follows", &[item("System")]);
        assert_eq!(check(rules, &principle, &follows), ["finding-cmdb-15-ended"]);
        principle.period.to = "2021-12-31".parse().ok();
        assert_eq!(told(&principle), ["finding-cmdb-15-period"]);
    }
}
