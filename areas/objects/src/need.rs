//! Needs: what somebody asks an object for, how it was prepared, what was decided, and the answer to who asked.

use jiff::ToSpan as _;
use serde::{Deserialize, Serialize};
use stadga_decisions::{Decision, postponement::is_blank};
use stadga_model::{
    Around, Choice, Date, Finding, Id, Lifecycle, Money, Move, Prose, Record, Term, local_date,
};
use stadga_organisation::{Forum, Person, Unit};

use crate::{MaintenancePlan, Object, foa};

/// A description of a need (behovsbeskrivning): PM3-21, PM3-22, T14.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "need",
    prefix = "BEH",
    title = "title",
    state = "state",
    unit = "unit",
    owner = "owner"
)]
pub struct Need {
    /// What is needed, in short (rubrik).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// How far it has come (läge).
    #[field(list, filter, sort, fixed)]
    #[serde(default)]
    pub state: State,
    /// The object that it is for (objekt).
    #[field(list, filter, within)]
    pub object: Option<Id<Object>>,
    /// What is needed, and what is hard today (behov).
    #[field(search)]
    pub description: Option<Prose>,
    /// What it would give (nytta).
    #[field(search)]
    pub benefit: Option<Prose>,
    /// Who asks (förslagsställare): T14.
    #[field(list, filter)]
    pub proposer: Option<Id<Person>>,
    /// When it was asked for (inkom).
    #[field(list, filter, sort)]
    pub raised: Option<Date>,
    /// How hard it is (komplexitet): R-5.
    #[field(list, filter, scale = "need-complexity", group = "preparation")]
    pub complexity: Option<Term>,
    /// What has been looked into, and what must be (utredning): R-5.
    #[field(group = "preparation")]
    pub inquiry: Option<Prose>,
    /// It touches law or infrastructure (rör regelverk eller infrastruktur): R-4 (b).
    #[field(filter, group = "preparation")]
    #[serde(default)]
    pub ground: bool,
    /// It may hinder other prioritised changes (rör andra förändringar): R-4 (c).
    #[field(filter, group = "preparation")]
    #[serde(default)]
    pub others: bool,
    /// What it costs (kostnad).
    #[field(group = "preparation")]
    pub cost: Option<Money>,
    /// The customers outside with whom it must be agreed (kundgrupp): PM3-22.
    #[field(filter, group = "customers")]
    pub customers: Option<Id<Forum>>,
    /// When they agreed (avstämt): PM3-22.
    #[field(group = "customers")]
    pub harmonised: Option<Date>,
    /// What they said (kundgruppens besked): PM3-22.
    #[field(group = "customers")]
    pub harmony: Option<Prose>,
    /// What those who prepared it propose (förslag till beslut): PM3-21.
    #[field(group = "end")]
    pub proposal: Option<Prose>,
    /// The decision (beslut): PM3-21, R-4.
    #[field(filter, group = "end")]
    pub decision: Option<Id<Decision>>,
    /// The answer to who asked (svar): PM3-21, T14.
    #[field(search, group = "end")]
    pub answer: Option<Prose>,
    /// When it was answered (besvarat).
    #[field(filter, sort, group = "end")]
    pub answered: Option<Date>,
    /// The plan that takes it up (plan): PM3-16.
    #[field(filter, group = "end")]
    pub plan: Option<Id<MaintenancePlan>>,
    /// The unit that prepares it (enhet).
    #[field(list, filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Who prepares and answers (handläggare).
    #[field(list, filter, group = "who")]
    pub owner: Option<Id<Person>>,
}

/// How far a need has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It has come in (inkommet).
    #[default]
    Proposed,
    /// It is looked into (bereds).
    Preparing,
    /// It waits for a decision (för beslut).
    Deciding,
    /// Yes (godkänt).
    Approved,
    /// No (avslaget).
    Declined,
    /// Later (vilande).
    Postponed,
    /// It is there (levererat).
    Delivered,
}

impl State {
    /// Whether who asked still waits.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Proposed | Self::Preparing | Self::Deciding)
    }

    /// Its name in the texts' keys.
    pub fn key(self) -> &'static str {
        Self::VALUES.get(self as usize).copied().unwrap_or_default()
    }
}

/// A need's way.
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "proposed",
    moves: &[
        Move { name: "prepare", from: &["proposed", "postponed"], to: "preparing" },
        Move { name: "submit", from: &["preparing"], to: "deciding" },
        Move { name: "approve", from: &["deciding"], to: "approved" },
        Move { name: "decline", from: &["proposed", "preparing", "deciding"], to: "declined" },
        Move { name: "postpone", from: &["preparing", "deciding"], to: "postponed" },
        Move { name: "deliver", from: &["approved"], to: "delivered" },
    ],
    back: &["decline", "postpone"],
};

/// The step of `need-complexity` that must be looked into before anybody decides.
const COMPLEX: &str = "large";

/// What a need is held to.
pub fn rules(need: &Need, around: &Around) -> Vec<Finding> {
    let mut findings = Vec::new();
    if need.state.is_open() {
        findings.extend(waits(need, around));
        if need.object.is_none() {
            findings.push(Finding::warning("PM3-21").variant("object").on("object"));
        }
    }
    match need.state {
        State::Deciding => findings.extend(unprepared(need)),
        State::Approved | State::Delivered => {
            findings.extend(unprepared(need));
            findings.extend(unanswered(need));
            findings.extend(undecided(need, around));
        }
        State::Declined | State::Postponed => findings.extend(unanswered(need)),
        State::Proposed | State::Preparing => {}
    }
    findings
}

/// PM3-21: who asks does not wait for long.
fn waits(need: &Need, around: &Around) -> Option<Finding> {
    let raised = need.raised?;
    let due = raised.saturating_add(foa::scope().answer_days.days());
    let today = local_date(around.now);
    (due < today).then(|| Finding::warning("PM3-21").variant("waits").with("date", raised))
}

/// R-5, PM3-21, PM3-22: prepared before anybody decides, and agreed with customers outside.
fn unprepared(need: &Need) -> Vec<Finding> {
    let fault = |variant, field: &str| Finding::blocking("PM3-21").variant(variant).on(field);
    let complex = need.complexity.as_ref().is_some_and(|term| term.0 == COMPLEX);
    let harmony = Finding::blocking("PM3-22").on("harmonised");
    let checks = [
        (need.complexity.is_none(), fault("complexity", "complexity")),
        (complex && is_blank(need.inquiry.as_ref()), fault("inquiry", "inquiry")),
        (is_blank(need.proposal.as_ref()), fault("proposal", "proposal")),
        (need.customers.is_some() && need.harmonised.is_none(), harmony),
    ];
    checks.into_iter().filter_map(|(amiss, fault)| amiss.then_some(fault)).collect()
}

/// T14: whatever became of it, who asked gets an answer.
fn unanswered(need: &Need) -> Vec<Finding> {
    let fault = |variant, field: &str| Finding::blocking("PM3-21").variant(variant).on(field);
    let checks = [
        (is_blank(need.answer.as_ref()), fault("answer", "answer")),
        (need.answered.is_none(), fault("answered", "answered")),
    ];
    checks.into_iter().filter_map(|(amiss, fault)| amiss.then_some(fault)).collect()
}

/// R-4 4, PM3-16: a yes is a decision, and the plan takes it up.
fn undecided(need: &Need, around: &Around) -> Vec<Finding> {
    let fault = |variant| Finding::blocking("PM3-21").variant(variant).on("decision");
    let mut findings = Vec::new();
    match need.decision {
        None => findings.push(fault("decision")),
        Some(decision) => {
            let decision = around.near.linked(decision);
            let no = decision.is_some_and(|decision| !(decision.is_taken() && decision.is_yes()));
            findings.extend(no.then(|| fault("no-yes")));
        }
    }
    if need.plan.is_none() && need.state == State::Approved {
        findings.push(Finding::warning("PM3-16").variant("plan").on("plan"));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{and, check, decision, id, near, need};

    #[test]
    fn t14_every_end_of_a_need_has_an_answer() {
        for state in [State::Declined, State::Postponed] {
            let silent = Need { state, answer: Some(" ".into()), answered: None, ..need() };
            let told = ["finding-pm3-21-answer", "finding-pm3-21-answered"];
            assert_eq!(check(rules, &silent, &near(&[])), told);
            assert!(check(rules, &Need { state, ..need() }, &near(&[])).is_empty());
        }
    }

    #[test]
    fn pm3_21_nothing_is_decided_before_it_is_prepared() {
        let bare = Need { complexity: None, proposal: None, state: State::Deciding, ..need() };
        let told = ["finding-pm3-21-complexity", "finding-pm3-21-proposal"];
        assert_eq!(check(rules, &bare, &near(&[])), told);
        let complex = Term::from(COMPLEX);
        let hard =
            Need { complexity: Some(complex), inquiry: None, state: State::Deciding, ..need() };
        assert_eq!(check(rules, &hard, &near(&[])), ["finding-pm3-21-inquiry"]);
    }

    #[test]
    fn pm3_22_customers_outside_agree_first() {
        let lone = Need { customers: Some(id(5)), state: State::Deciding, ..need() };
        assert_eq!(check(rules, &lone, &near(&[])), ["finding-pm3-22"]);
        let agreed = Need { harmonised: "2024-01-20".parse().ok(), ..lone };
        assert!(check(rules, &agreed, &near(&[])).is_empty());
    }

    #[test]
    fn pm3_16_a_yes_is_decided_and_taken_up_in_the_plan() {
        let around = and(near(&[]), id(7), &decision("approved"));
        let yes = Need { state: State::Approved, decision: Some(id(7)), ..need() };
        assert_eq!(check(rules, &yes, &around), ["finding-pm3-16-plan"]);
        let taken = Need { plan: Some(id(40)), ..yes };
        assert!(check(rules, &taken, &around).is_empty());
        let undecided = Need { decision: None, ..taken.clone() };
        assert_eq!(check(rules, &undecided, &around), ["finding-pm3-21-decision"]);
        let refused = and(near(&[]), id(7), &decision("rejected"));
        assert_eq!(check(rules, &taken, &refused), ["finding-pm3-21-no-yes"]);
    }

    #[test]
    fn pm3_21_who_has_waited_for_long_is_seen() {
        let old = Need { raised: "2023-11-01".parse().ok(), state: State::Preparing, ..need() };
        assert_eq!(check(rules, &old, &near(&[])), ["finding-pm3-21-waits"]);
        assert!(check(rules, &Need { state: State::Declined, ..old }, &near(&[])).is_empty());
    }
}
