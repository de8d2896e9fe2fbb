//! Assessments: how a framework is complied with in a part of the organisation, during a period, answered for by somebody.

use serde::{Deserialize, Serialize};
use stadga_decisions::Decision;
use stadga_frameworks::Framework;
use stadga_model::{
    Around, Choice, Date, Finding, Id, Lifecycle, Move, Near, Period, Prose, Record,
};
use stadga_organisation::{Person, Unit};

use crate::AssessedRequirement;

/// An assessment of compliance (efterlevnadsbedömning): CTL-01, CTL-03, CTL-09.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "assessment",
    prefix = "EFB",
    title = "title",
    state = "state",
    unit = "unit",
    owner = "owner"
)]
pub struct Assessment {
    /// What it is called (rubrik).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// How far it has come (läge).
    #[field(list, filter, fixed)]
    #[serde(default)]
    pub state: State,
    /// The framework that is assessed (ramverk).
    #[field(list, filter)]
    pub framework: Id<Framework>,
    /// What part it is assessed for: the region, an administration, an object, a system (avser).
    #[field(list, filter, within, to("unit", "family", "object", "configuration-item"))]
    pub scope: Id,
    /// The parts of the framework that are gone by, by their keys; all, where none is named (urval).
    #[serde(default)]
    pub groups: Vec<String>,
    /// The period that it tells of (period).
    #[field(list, sort)]
    pub period: Period,
    /// When it is to be settled (klart senast).
    #[field(list, sort, filter)]
    pub due: Option<Date>,
    /// What is left out, and why (avgränsning).
    #[field(search)]
    pub limits: Option<Prose>,
    /// Why what must be met must be: the motive where a requirement has none of its own (grund för prioriteringen): CTL-02.
    #[field(group = "priority")]
    pub motive: Option<Prose>,
    /// The assessment that it goes on from (bygger på).
    #[field(filter, group = "outcome")]
    pub previous: Option<Id<Assessment>>,
    /// What it comes to, in words (slutsats).
    #[field(search, group = "outcome")]
    pub conclusion: Option<Prose>,
    /// The decision that settled it (beslut).
    #[field(filter, group = "outcome")]
    pub decision: Option<Id<Decision>>,
    /// The unit that answers for it (enhet).
    #[field(list, filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Who sees to it (ansvarig).
    #[field(list, filter, group = "who")]
    pub owner: Option<Id<Person>>,
}

/// How far an assessment has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Not begun (planerad).
    #[default]
    Planned,
    /// Requirements are being assessed (pågår).
    Ongoing,
    /// Settled: it says how it was, and is not changed (fastställd).
    Settled,
}

/// The way of an assessment.
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "planned",
    moves: &[
        Move { name: "begin", from: &["planned"], to: "ongoing" },
        Move { name: "settle", from: &["ongoing"], to: "settled" },
        Move { name: "reopen", from: &["settled"], to: "ongoing" },
    ],
    back: &["reopen"],
};

impl Assessment {
    /// Whether answers can still be written.
    pub fn is_open(&self) -> bool {
        self.state != State::Settled
    }
}

/// The fields that a settled assessment leaves open: what was decided on it.
pub fn open_fields(assessment: &Assessment, _: &Near) -> Option<&'static [&'static str]> {
    (!assessment.is_open()).then_some(&["decision", "conclusion"])
}

/// What an assessment is held to.
pub fn rules(assessment: &Assessment, around: &Around) -> Vec<Finding> {
    [backwards(assessment), late(assessment, around.today()), unanswered(assessment, around)]
        .into_iter()
        .flatten()
        .collect()
}

/// CTL-01: a period does not end before it begins.
fn backwards(assessment: &Assessment) -> Option<Finding> {
    let ends = assessment.period.to.is_some_and(|to| to < assessment.period.from);
    ends.then(|| Finding::blocking("CTL-01").variant("period").on("period"))
}

/// CTL-01: what should have been settled is seen.
fn late(assessment: &Assessment, today: Date) -> Option<Finding> {
    let due = assessment.due.filter(|due| *due < today && assessment.is_open())?;
    Some(Finding::warning("CTL-01").variant("late").on("due").with("date", due))
}

/// CTL-01: nothing is settled that has not been looked at.
fn unanswered(assessment: &Assessment, around: &Around) -> Option<Finding> {
    if assessment.is_open() {
        return None;
    }
    let answers = around.near.pointing::<AssessedRequirement>();
    let own = answers.filter(|(_, answer)| answer.grade.is_none()).count();
    (own > 0).then(|| Finding::blocking("CTL-01").variant("unanswered").with("n", own))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{answer, assessment, check, near, pointing};

    #[test]
    fn ctl_01_what_is_late_and_periods_that_run_backwards_are_told() {
        let mut one = assessment();
        assert!(check(rules, &one, &near(&[])).is_empty());
        one.due = "2024-01-23".parse().ok();
        assert_eq!(check(rules, &one, &near(&[])), ["finding-ctl-01-late"]);
        one.state = State::Settled;
        one.period.to = "2023-01-01".parse().ok();
        assert_eq!(check(rules, &one, &near(&[])), ["finding-ctl-01-period"]);
    }

    #[test]
    fn ctl_01_nothing_is_settled_that_has_not_been_looked_at() {
        let one = Assessment { state: State::Settled, ..assessment() };
        let (met, open) = (answer(Some("met")), answer(None));
        let around = pointing("assessment", &[met.clone(), open]);
        assert_eq!(check(rules, &one, &around), ["finding-ctl-01-unanswered"]);
        assert!(check(rules, &one, &pointing("assessment", &[met])).is_empty());
        assert_eq!(open_fields(&one, &near(&[])).map(<[_]>::len), Some(2));
    }
}
