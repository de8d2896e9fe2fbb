//! The auditors' later checkpoint (avstämning): when, what is told, what came of it.

use crate::audit::Audit;
use serde::{Deserialize, Serialize};
use stadga_model::{Around, Choice, Date, Finding, Id, Lifecycle, Move, Prose, Record};
use stadga_organisation::{Person, Unit};

/// A meeting or letter in which the board tells the auditors how the work has gone on (AUD-18).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "checkpoint",
    prefix = "AVS",
    title = "title",
    state = "state",
    unit = "unit",
    owner = "owner"
)]
pub struct Checkpoint {
    /// What it is called.
    #[serde(default)]
    #[field(list, sort, search)]
    pub title: String,
    /// The audit that it belongs to.
    #[field(list, filter)]
    pub audit: Id<Audit>,
    /// When it is, or was.
    #[field(list, sort)]
    pub date: Date,
    /// How far it has come.
    #[serde(default)]
    #[field(list, filter, sort, fixed)]
    pub state: State,
    /// The body that is asked.
    #[field(list, filter)]
    pub unit: Option<Id<Unit>>,
    /// The person who prepares it.
    #[field(list, filter)]
    pub owner: Option<Id<Person>>,
    /// Functions that take part.
    #[serde(default)]
    pub attending: Vec<String>,
    /// The state of the work, as prepared.
    #[field(search)]
    pub status: Option<Prose>,
    /// What the auditors said.
    #[field(search)]
    pub result: Option<Prose>,
}

/// A checkpoint's states.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// A date is set.
    #[default]
    Planned,
    /// The status is written.
    Prepared,
    /// It has been held.
    Held,
}

/// From date to result.
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "planned",
    moves: &[
        Move { name: "prepare", from: &["planned"], to: "prepared" },
        Move { name: "hold", from: &["prepared"], to: "held" },
        Move { name: "replan", from: &["prepared"], to: "planned" },
    ],
    back: &["replan"],
};

/// All rules of a checkpoint.
pub fn rules(checkpoint: &Checkpoint, around: &Around) -> Vec<Finding> {
    let blank = |prose: &Option<Prose>| prose.as_ref().is_none_or(|p| p.0.trim().is_empty());
    let rules = [
        (checkpoint.state != State::Planned && blank(&checkpoint.status))
            .then(|| Finding::blocking("AUD-18").variant("status").on("status")),
        (checkpoint.state == State::Held && blank(&checkpoint.result))
            .then(|| Finding::blocking("AUD-18").variant("result").on("result")),
        (checkpoint.state != State::Held && checkpoint.date < around.today())
            .then(|| Finding::warning("AUD-18").variant("passed").on("date")),
    ];
    rules.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::given::{Given, id, record};
    use serde_json::{Value, json};

    fn variants(more: Value) -> Vec<Option<&'static str>> {
        let body = json!({"title": "Avstämning", "audit": id(1), "date": "2025-03-01"});
        let found = rules(&record(body, more), &Given::on("2025-02-01").around());
        found.iter().map(|finding| finding.variant).collect()
    }

    #[test]
    fn aud_18_a_checkpoint_has_status_then_result() {
        assert!(variants(json!({})).is_empty());
        assert_eq!(variants(json!({"state": "prepared"})), [Some("status")]);
        assert_eq!(variants(json!({"state": "held", "status": "Två kvar"})), [Some("result")]);
        assert_eq!(variants(json!({"date": "2025-01-31"})), [Some("passed")]);
    }
}
