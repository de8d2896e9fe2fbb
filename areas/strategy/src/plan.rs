//! Plans: from the region's plan to the unit's, each carrying out the one above.

use serde::{Deserialize, Serialize};
use stadga_decisions::Decision;
use stadga_documents::Document;
use stadga_model::{Around, Choice, Finding, Id, Lifecycle, Move, Period, Prose, Record, Term};
use stadga_organisation::{Person, Unit};

use crate::Strategy;

/// A plan of the chain (plan i planeringskedjan): STR-01, STR-10.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "plan",
    prefix = "PLAN",
    title = "title",
    state = "state",
    unit = "unit",
    owner = "owner"
)]
pub struct Plan {
    /// What it is called (rubrik): "Verksamhetsplan 2026 för it-avdelningen".
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// How far it has come (läge).
    #[field(list, filter, fixed)]
    #[serde(default)]
    pub state: State,
    /// Where in the chain it stands (nivå).
    #[field(list, filter, sort, scale = "plan-level")]
    #[serde(default)]
    pub level: Term,
    /// When it holds (gäller).
    #[field(list)]
    pub period: Period,
    /// What it says, in short (i korthet).
    #[field(search)]
    pub description: Option<Prose>,
    /// The plan that it carries out (genomför): STR-01.
    #[field(list, filter, group = "thread")]
    pub parent: Option<Id<Plan>>,
    /// The strategies that it carries out (strategier): STR-10.
    #[field(filter, group = "thread")]
    #[serde(default)]
    pub strategies: Vec<Id<Strategy>>,
    /// The objects and systems that it concerns (objekt): STR-10.
    #[field(group = "thread")]
    #[serde(default)]
    pub objects: Vec<Id>,
    /// The document that holds its text (dokument).
    #[field(filter, group = "ground")]
    pub document: Option<Id<Document>>,
    /// The decision that adopted it (beslut).
    #[field(filter, group = "ground")]
    pub decision: Option<Id<Decision>>,
    /// The unit whose plan it is (enhet).
    #[field(list, filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Who answers for it (ansvarig).
    #[field(list, filter, group = "who")]
    pub owner: Option<Id<Person>>,
}

/// How far a plan has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Being written (utkast).
    #[default]
    Draft,
    /// Adopted (fastställd).
    Adopted,
    /// Followed up and over (avslutad).
    Closed,
}

/// The way of a plan.
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "draft",
    moves: &[
        Move { name: "adopt", from: &["draft"], to: "adopted" },
        Move { name: "close", from: &["adopted"], to: "closed" },
        Move { name: "rework", from: &["adopted"], to: "draft" },
    ],
    back: &["rework"],
};

/// The scale of the chain, the highest first.
pub const LEVELS: &str = "plan-level";
/// The level of a department's yearly plan (verksamhetsplan).
const OPERATIONAL: &str = "operational";

/// What a plan is held to: STR-01, STR-10.
pub fn rules(plan: &Plan, around: &Around) -> Vec<Finding> {
    let order = plan.period.to.is_some_and(|to| to < plan.period.from);
    let mut findings = Vec::new();
    findings.extend(order.then(|| Finding::blocking("STR-01").variant("order").on("period")));
    if plan.state != State::Closed {
        findings.extend(hangs_free(plan, around));
        let loose = plan.level.0 == OPERATIONAL && plan.strategies.is_empty();
        let told = || Finding::warning("STR-10").variant("strategy").on("strategies");
        findings.extend(loose.then(told));
    }
    if plan.state == State::Adopted && plan.decision.is_none() {
        findings.push(Finding::warning("STR-01").variant("decision").on("decision"));
    }
    findings
}

/// STR-01: every plan but the highest carries out one above it that holds at the same time.
fn hangs_free(plan: &Plan, around: &Around) -> Option<Finding> {
    let scale = around.scales.get(LEVELS);
    let place = |level: &Term| scale?.steps.iter().position(|step| step.key == level.0);
    let told = |variant| Finding::warning("STR-01").variant(variant).on("parent");
    let Some(parent) = plan.parent else {
        return (place(&plan.level) != Some(0)).then(|| told("free"));
    };
    let above: Plan = around.near.linked(parent)?;
    if let (Some(own), Some(other)) = (place(&plan.level), place(&above.level))
        && other >= own
    {
        return Some(told("level").with("above", above.title));
    }
    let (own, other) = (plan.period, above.period);
    let apart =
        other.to.is_some_and(|to| to < own.from) || own.to.is_some_and(|to| to < other.from);
    apart.then(|| told("time").with("above", above.title))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check, id, near, up};
    use serde_json::json;

    fn plan(level: &str, year: i16, parent: Option<u32>) -> Plan {
        let json = json!({"title": "P", "level": level, "parent": parent.map(id::<()>), "strategies": [id::<()>(9)],
            "period": {"from": format!("{year}-01-01"), "to": format!("{year}-12-31")}});
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn str_01_every_plan_but_the_highest_carries_out_one_above() {
        assert!(check(rules, &plan("region", 2024, None), &near()).is_empty());
        assert_eq!(check(rules, &plan("board", 2024, None), &near()), ["finding-str-01-free"]);
        let own = plan("operational", 2024, Some(1));
        let under = |above: &Plan| check(rules, &own, &up(&[(id(1), above)]));
        assert!(under(&plan("board", 2024, None)).is_empty());
        assert_eq!(under(&plan("unit", 2024, None)), ["finding-str-01-level"]);
        assert_eq!(under(&plan("board", 2023, None)), ["finding-str-01-time"]);
    }

    #[test]
    fn str_10_the_departments_yearly_plan_carries_out_strategies() {
        let mut own = plan("operational", 2024, Some(1));
        own.strategies.clear();
        own.state = State::Adopted;
        let found = check(rules, &own, &near());
        assert_eq!(found, ["finding-str-10-strategy", "finding-str-01-decision"]);
    }
}
