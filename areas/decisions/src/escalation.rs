//! Escalations: what is critical to the operations and not prioritised in the object goes up the line, and is answered.

use serde::{Deserialize, Serialize};
use stadga_model::{Around, Choice, Date, Finding, Id, Lifecycle, Move, Prose, Record};
use stadga_organisation::{Assignment, Person, Unit};

use crate::{Decision, postponement::is_blank};

/// An escalation in the line (linjeeskalering): ORG-23.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "escalation",
    prefix = "ESK",
    title = "title",
    state = "state",
    unit = "unit",
    owner = "owner"
)]
pub struct Escalation {
    /// What is not prioritised (rubrik).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// How far it has come (läge).
    #[field(list, filter, fixed)]
    #[serde(default)]
    pub state: State,
    /// The change, measure or need that it is about (avser).
    #[field(filter, within)]
    pub about: Option<Id>,
    /// Why the operations cannot wait (skäl).
    #[field(search)]
    pub why: Option<Prose>,
    /// The unit whose operations suffer (verksamhet).
    #[field(list, filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// In which role somebody raises it (lyfts av).
    #[field(filter, group = "who")]
    pub raised_by: Option<Id<Assignment>>,
    /// The superior function that is asked (till).
    #[field(list, filter, group = "who")]
    pub to: Option<Id<Assignment>>,
    /// The person who is to answer (ska svara).
    #[field(list, filter, group = "who")]
    pub owner: Option<Id<Person>>,
    /// When it was raised (lyftes).
    #[field(list, sort, filter, group = "when")]
    pub raised: Date,
    /// When an answer is needed (svar senast).
    #[field(list, sort, filter, group = "when")]
    pub due: Option<Date>,
    /// The escalation on the step below, when this one goes further up (följer på).
    #[field(filter, group = "when")]
    pub follows: Option<Id<Escalation>>,
    /// What was answered, and why (svar).
    #[field(search, group = "answer")]
    pub answer: Option<Prose>,
    /// When (svarades).
    #[field(sort, group = "answer")]
    pub answered: Option<Date>,
    /// The decision that it led to (beslut).
    #[field(group = "answer")]
    pub decision: Option<Id<Decision>>,
}

/// How far an escalation has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Waits for an answer (lyft).
    #[default]
    Raised,
    /// Has its answer (besvarad).
    Answered,
    /// No longer needed (återtagen).
    Withdrawn,
}

/// The way of an escalation.
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "raised",
    moves: &[
        Move { name: "answer", from: &["raised"], to: "answered" },
        Move { name: "withdraw", from: &["raised"], to: "withdrawn" },
    ],
    back: &["withdraw"],
};

/// What an escalation is held to: ORG-23.
pub fn rules(escalation: &Escalation, around: &Around) -> Vec<Finding> {
    let fault = |variant, field: &str| Finding::blocking("ORG-23").variant(variant).on(field);
    let waits = escalation.state == State::Raised;
    let late = escalation.due.filter(|due| waits && *due < around.today());
    let nobody = waits && escalation.owner.is_none();
    let silent = escalation.state == State::Answered && is_blank(escalation.answer.as_ref());
    let unasked = is_blank(escalation.why.as_ref());
    [
        unasked.then(|| fault("why", "why")),
        silent.then(|| fault("answer", "answer")),
        nobody.then(|| Finding::warning("ORG-23").variant("nobody").on("owner")),
        late.map(|due| Finding::warning("ORG-23").variant("late").on("due").with("date", due)),
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
    fn org_23_what_goes_up_the_line_says_why_and_is_answered_in_time() {
        let json = serde_json::json!({"title": "Remissflödet", "raised": "2024-01-02", "due": "2024-01-23"});
        let mut one: Escalation = serde_json::from_value(json).unwrap();
        let found = check(rules, &one, &near(&[]));
        assert_eq!(found, ["finding-org-23-why", "finding-org-23-nobody", "finding-org-23-late"]);
        (one.why, one.owner) = (Some("Svar kommer för sent.".into()), Some(id(1)));
        one.state = State::Answered;
        assert_eq!(check(rules, &one, &near(&[])), ["finding-org-23-answer"]);
        one.answer = Some("Prioriteras i nästa release.".into());
        assert!(check(rules, &one, &near(&[])).is_empty());
    }
}
