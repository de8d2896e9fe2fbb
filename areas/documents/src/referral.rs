//! Referrals from outside: proposals that the organisation is asked for its opinion of, and what it answers.

use serde::{Deserialize, Serialize};
use stadga_decisions::{Decision, postponement::is_blank};
use stadga_model::{
    Around, Choice, Date, FileId, Finding, Id, Lifecycle, Move, Prose, Record, Term,
};
use stadga_organisation::{Person, Unit};

use crate::ComingLaw;

/// A referral (remiss): DOC-14.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "referral",
    prefix = "REM",
    title = "title",
    state = "state",
    unit = "unit",
    owner = "owner"
)]
pub struct Referral {
    /// What it is called (rubrik).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// How far it has come (läge).
    #[field(list, filter, fixed)]
    #[serde(default)]
    pub state: State,
    /// Who asks (avsändare).
    #[field(list, filter, search)]
    #[serde(default)]
    pub sender: String,
    /// The sender's own number (beteckning): SOU 2021:4.
    #[field(list, search)]
    pub reference: Option<String>,
    /// Our diary number (diarienummer).
    #[field(search)]
    pub diary_number: Option<String>,
    /// What it is about (om remissen).
    #[field(search)]
    pub description: Option<Prose>,
    /// The coming law that it is about (kommande lag).
    #[field(filter)]
    pub law: Option<Id<ComingLaw>>,
    /// When it came (inkom).
    #[field(filter, sort, group = "when")]
    pub received: Date,
    /// By when to answer (svar senast).
    #[field(list, filter, sort, group = "when")]
    pub due: Option<Date>,
    /// What the organisation says of it (ställningstagande).
    #[field(list, filter, scale = "referral-position", group = "answer")]
    pub position: Option<Term>,
    /// The answer (yttrande).
    #[field(search, group = "answer")]
    pub answer: Option<Prose>,
    /// The answer as a file (fil).
    #[field(group = "answer")]
    pub file: Option<FileId>,
    /// The decision on it (beslut).
    #[field(filter, group = "answer")]
    pub decision: Option<Id<Decision>>,
    /// When it was sent (svarades).
    #[field(filter, sort, group = "answer")]
    pub answered: Option<Date>,
    /// The unit that prepares the answer (enhet).
    #[field(list, filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Who sees to it (ansvarig).
    #[field(list, filter, group = "who")]
    pub owner: Option<Id<Person>>,
}

/// How far a referral has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Come in (inkommen).
    #[default]
    Received,
    /// The answer is being written (bereds).
    Preparing,
    /// Answered (besvarad).
    Answered,
    /// Left without an answer (avstår).
    Declined,
}

/// The way of a referral.
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "received",
    moves: &[
        Move { name: "prepare", from: &["received"], to: "preparing" },
        Move { name: "answer", from: &["preparing", "received"], to: "answered" },
        Move { name: "decline", from: &["received", "preparing"], to: "declined" },
    ],
    back: &["decline"],
};

/// What a referral is held to: DOC-14.
pub fn rules(referral: &Referral, around: &Around) -> Vec<Finding> {
    let fault = |variant, field: &str| Finding::blocking("DOC-14").variant(variant).on(field);
    let mut findings = Vec::new();
    if referral.due.is_some_and(|due| due < referral.received) {
        findings.push(fault("order", "due"));
    }
    let waits = matches!(referral.state, State::Received | State::Preparing);
    if let Some(due) = referral.due.filter(|due| waits && *due < around.today()) {
        findings.push(Finding::warning("DOC-14").variant("late").on("due").with("date", due));
    }
    if referral.state == State::Answered {
        if is_blank(referral.answer.as_ref()) && referral.file.is_none() {
            findings.push(fault("empty", "answer"));
        }
        if referral.answered.is_none() {
            findings.push(fault("date", "answered"));
        }
        let decision = referral.decision.map(|decision| around.near.linked(decision));
        match decision {
            None => findings.push(Finding::warning("DOC-14").variant("decision").on("decision")),
            Some(Some(decision)) if !decision.is_taken() => {
                findings.push(fault("not-taken", "decision"));
            }
            Some(_) => {}
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{and, check, decision, id, near, referral};

    #[test]
    fn doc_14_a_referral_waits_for_its_answer_and_not_for_ever() {
        let mut waiting = referral();
        assert!(check(rules, &waiting, &near()).is_empty());
        waiting.due = "2024-01-23".parse().ok();
        assert_eq!(check(rules, &waiting, &near()), ["finding-doc-14-late"]);
        waiting.due = "2023-12-31".parse().ok();
        let found = check(rules, &waiting, &near());
        assert_eq!(found, ["finding-doc-14-order", "finding-doc-14-late"]);
    }

    #[test]
    fn doc_14_an_answer_has_words_a_day_and_a_decision_that_is_taken() {
        let mut answered = Referral { state: State::Answered, ..referral() };
        assert_eq!(
            check(rules, &answered, &near()),
            ["finding-doc-14-empty", "finding-doc-14-date", "finding-doc-14-decision"]
        );
        answered.answer = Some("Regionen tillstyrker.".into());
        answered.answered = "2024-01-20".parse().ok();
        answered.decision = Some(id(2));
        let with = |taken| check(rules, &answered, &and(near(), id(2), &decision(id(9), taken)));
        assert!(with(true).is_empty());
        assert_eq!(with(false), ["finding-doc-14-not-taken"]);
    }
}
