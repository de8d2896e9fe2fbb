//! The instruction for audit and review work (instruktion): how audits are met, step by step.

use serde::{Deserialize, Serialize};
use stadga_decisions::Decision;
use stadga_model::{
    Around, Choice, Date, FileId, Finding, Id, Lifecycle, Move, Prose, Record, Row,
};
use stadga_organisation::{Person, Unit};

/// How the organisation receives, answers and follows up audits (AUD-28).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "audit-instruction",
    prefix = "INS",
    title = "title",
    state = "state",
    unit = "unit",
    owner = "owner"
)]
pub struct AuditInstruction {
    /// What it is called.
    #[serde(default)]
    #[field(list, sort, search)]
    pub title: String,
    /// Its version.
    #[field(list)]
    pub version: Option<String>,
    /// Whether it is in force.
    #[serde(default)]
    #[field(list, filter, sort, fixed)]
    pub state: State,
    /// The unit that it is for.
    #[field(list, filter)]
    pub unit: Option<Id<Unit>>,
    /// The person who keeps it.
    #[field(list, filter)]
    pub owner: Option<Id<Person>>,
    /// The decision that adopted it.
    pub decision: Option<Id<Decision>>,
    /// When it is to be looked through.
    #[field(list, sort)]
    pub review_by: Option<Date>,
    /// What it is about.
    #[field(search)]
    pub purpose: Option<Prose>,
    /// The steps.
    #[serde(default)]
    pub steps: Vec<Step>,
    /// The document itself.
    pub source: Option<FileId>,
}

/// One step of the instruction.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Step {
    /// What is done.
    #[serde(default)]
    pub what: String,
    /// By which function.
    pub function: Option<String>,
    /// Within how many days of the report's arrival.
    pub days: Option<i64>,
}

/// An instruction's states.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Being written.
    #[default]
    Draft,
    /// In force.
    Adopted,
    /// No longer in force.
    Withdrawn,
}

/// From draft to withdrawal.
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "draft",
    moves: &[
        Move { name: "adopt", from: &["draft"], to: "adopted" },
        Move { name: "revise", from: &["adopted"], to: "draft" },
        Move { name: "withdraw", from: &["adopted", "draft"], to: "withdrawn" },
    ],
    back: &["revise", "withdraw"],
};

/// All rules of an instruction.
pub fn rules(instruction: &AuditInstruction, around: &Around) -> Vec<Finding> {
    let adopted = instruction.state == State::Adopted;
    let passed = instruction.review_by.is_some_and(|date| date < around.today());
    let rules = [
        (adopted && instruction.decision.is_none())
            .then(|| Finding::blocking("AUD-28").variant("decision").on("decision")),
        (adopted && instruction.steps.is_empty())
            .then(|| Finding::blocking("AUD-28").variant("steps").on("steps")),
        (adopted && passed).then(|| Finding::warning("AUD-28").variant("review").on("review_by")),
    ];
    rules.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::given::{Given, id, record};
    use serde_json::{Value, json};

    fn variants(more: Value) -> Vec<Option<&'static str>> {
        let body = json!({"title": "Instruktion för granskningar"});
        let found = rules(&record(body, more), &Given::on("2025-02-01").around());
        found.iter().map(|finding| finding.variant).collect()
    }

    #[test]
    fn aud_28_an_instruction_in_force_is_decided_and_has_steps() {
        assert!(variants(json!({})).is_empty());
        assert_eq!(variants(json!({"state": "adopted"})), [Some("decision"), Some("steps")]);
        let whole = json!({"state": "adopted", "decision": id(2), "steps": [{"what": "Registrera"}],
            "review_by": "2025-01-31"});
        assert_eq!(variants(whole), [Some("review")]);
    }
}
