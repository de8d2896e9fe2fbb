//! Candidates for the steering model: activities of information security that could be done within it, and what came of trying.

use serde::{Deserialize, Serialize};
use stadga_decisions::{Decision, postponement::is_blank};
use stadga_measures::Measure;
use stadga_model::{Around, Choice, Date, Finding, Id, Lifecycle, Move, Prose, Record, Row, Term};
use stadga_organisation::{Person, Unit};

/// A candidate (kandidat till styrmodellen): ISM-21.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "steering-candidate",
    prefix = "KAND",
    title = "title",
    state = "state",
    unit = "unit",
    owner = "owner"
)]
pub struct SteeringCandidate {
    /// The activity (aktivitet).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// How far it has come (läge).
    #[field(list, filter, fixed)]
    #[serde(default)]
    pub state: State,
    /// How it is done today, and by whom (så görs det i dag).
    #[field(search)]
    pub today: Option<Prose>,
    /// What would be gained by moving it (vad som vinns).
    #[field(search)]
    pub gain: Option<Prose>,
    /// What the questions were answered with (prövning).
    #[field(group = "trial")]
    #[serde(default)]
    pub answers: Vec<Answer>,
    /// What it came to (slutsats).
    #[field(search, group = "trial")]
    pub conclusion: Option<Prose>,
    /// The decision (beslut).
    #[field(filter, group = "outcome")]
    pub decision: Option<Id<Decision>>,
    /// The object or family where it is done from then on (hör till).
    #[field(to("object", "family"), group = "outcome")]
    pub object: Option<Id>,
    /// The measure that moves it (åtgärd).
    #[field(filter, group = "outcome")]
    pub measure: Option<Id<Measure>>,
    /// When it was moved (flyttad).
    #[field(list, sort, filter, group = "outcome")]
    pub moved: Option<Date>,
    /// The unit that does it today (enhet).
    #[field(list, filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Who tries it (ansvarig).
    #[field(list, filter, group = "who")]
    pub owner: Option<Id<Person>>,
}

/// An answer to one of the questions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Answer {
    /// The question (fråga).
    #[field(scale = "steering-criterion")]
    #[serde(default)]
    pub criterion: Term,
    /// The answer (svar).
    #[serde(default)]
    pub answer: Answered,
    /// What there is to say of it (anteckning).
    pub note: Option<String>,
}

/// Yes, no, or not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum Answered {
    /// Yes (ja).
    Yes,
    /// In part (delvis).
    Partly,
    /// No (nej).
    No,
    /// Not known (vet inte).
    #[default]
    Unknown,
}

/// How far a candidate has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Named (föreslagen).
    #[default]
    Proposed,
    /// Being tried (prövas).
    Trying,
    /// Done within the steering model (flyttad).
    Moved,
    /// Stays where it is (stannar).
    Kept,
}

/// The way of a candidate.
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "proposed",
    moves: &[
        Move { name: "try", from: &["proposed"], to: "trying" },
        Move { name: "move", from: &["trying"], to: "moved" },
        Move { name: "keep", from: &["proposed", "trying"], to: "kept" },
        Move { name: "try-again", from: &["moved", "kept"], to: "trying" },
    ],
    back: &["keep", "try-again"],
};

/// The scale of the questions.
const QUESTIONS: &str = "steering-criterion";

/// What a candidate is held to: ISM-21.
pub fn rules(candidate: &SteeringCandidate, around: &Around) -> Vec<Finding> {
    let fault = |variant, field: &str| Finding::blocking("ISM-21").variant(variant).on(field);
    let concluded = matches!(candidate.state, State::Moved | State::Kept);
    let silent = concluded && is_blank(candidate.conclusion.as_ref());
    let mut findings = Vec::new();
    findings.extend(silent.then(|| fault("conclusion", "conclusion")));
    if candidate.state == State::Moved {
        let today = around.today();
        let loose = candidate.decision.is_none() && candidate.object.is_none();
        findings.extend(unanswered(candidate, around));
        findings.extend(loose.then(|| fault("where", "object")));
        let undated = candidate.moved.is_none();
        findings.extend(undated.then(|| fault("moved", "moved").beginning("moved", today)));
        let future = candidate.moved.is_some_and(|day| day > today);
        findings.extend(future.then(|| fault("future", "moved")));
    }
    findings
}

/// ISM-21: each question has an answer before an activity is moved.
fn unanswered(candidate: &SteeringCandidate, around: &Around) -> Option<Finding> {
    let scale = around.scales.get(QUESTIONS)?;
    let answered = |key: &str| {
        let known = |one: &&Answer| one.criterion.0 == key && one.answer != Answered::Unknown;
        candidate.answers.iter().any(|one| known(&one))
    };
    let count = scale.on(around.today()).filter(|step| !answered(&step.key)).count();
    let told = Finding::warning("ISM-21").variant("unanswered").on("answers");
    (count > 0).then(|| told.with("count", count))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check, id, near, scales};

    #[test]
    fn ism_21_an_activity_is_moved_when_it_was_tried_and_has_a_place() {
        let json = serde_json::json!({"title": "Klassning", "state": "moved"});
        let mut moved: SteeringCandidate = serde_json::from_value(json).unwrap();
        let told = [
            "finding-ism-21-conclusion",
            "finding-ism-21-unanswered",
            "finding-ism-21-where",
            "finding-ism-21-moved",
        ];
        assert_eq!(check(rules, &moved, &near()), told);
        let scales = scales();
        let answers = scales.get(QUESTIONS).unwrap().steps.iter().map(|step| Answer {
            criterion: Term(step.key.clone()),
            answer: Answered::Yes,
            note: None,
        });
        moved.answers = answers.collect();
        moved.conclusion = Some("Objektägarna klassar.".into());
        (moved.object, moved.moved) = (Some(id(3)), "2024-01-01".parse().ok());
        assert!(check(rules, &moved, &near()).is_empty());
        let kept = SteeringCandidate { state: State::Kept, conclusion: None, ..moved };
        assert_eq!(check(rules, &kept, &near()), ["finding-ism-21-conclusion"]);
    }
}
