//! Periods of planning: when plans are due, what they sum up to for the leadership, its frames, and how the model takes hold.

use serde::{Deserialize, Serialize};
use stadga_decisions::Decision;
use stadga_model::{
    Around, Choice, Date, Finding, Id, Lifecycle, Money, Move, Period, Prose, Record, Row, Term,
};
use stadga_organisation::{Person, Unit};

use crate::{ObjectFamily, Portfolio};

/// A period of planning (planperiod): PM3-15, PM3-20, PM3-31.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "planning-period",
    prefix = "PP",
    title = "title",
    state = "state",
    unit = "unit",
    owner = "owner"
)]
pub struct PlanPeriod {
    /// What it is called (rubrik).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// How far it has come (läge).
    #[field(list, filter, fixed)]
    #[serde(default)]
    pub state: State,
    /// The portfolio (portfölj).
    #[field(list, filter)]
    pub portfolio: Id<Portfolio>,
    /// The time that is planned (period).
    #[field(list, sort)]
    pub period: Period,
    /// When plans are to be decided by the families' steering groups (planer klara).
    #[field(list, sort, filter)]
    pub due: Option<Date>,
    /// What the leadership has said that plans start from (planeringsförutsättningar): PM3-17.
    #[field(search)]
    pub directions: Option<Prose>,
    /// What each family may cost, and what goes first (ramar): PM3-15.
    #[field(group = "decision")]
    #[serde(default)]
    pub frames: Vec<Frame>,
    /// The leadership's decision (beslut): PM3-15.
    #[field(filter, group = "decision")]
    pub decision: Option<Id<Decision>>,
    /// How far the model is to have come (mål för införandet): PM3-20.
    #[field(group = "goals")]
    #[serde(default)]
    pub goals: Vec<Goal>,
    /// The unit that compiles the plans (enhet).
    #[field(filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Who compiles them (ansvarig).
    #[field(list, filter, group = "who")]
    pub owner: Option<Id<Person>>,
}

/// The frame of a family.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Frame {
    /// The family (objektfamilj).
    pub family: Id<ObjectFamily>,
    /// How much (ram).
    pub amount: Money,
    /// What goes first (prioritering).
    pub priority: Option<String>,
}

/// A goal of the introduction.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Goal {
    /// What is counted (mål).
    #[field(scale = "introduction-goal")]
    #[serde(default)]
    pub goal: Term,
    /// How many (antal).
    pub target: i64,
    /// How many there are, where the program cannot count them itself (uppnått).
    pub reached: Option<i64>,
}

/// How far a period of planning has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Plans are written (planeras).
    #[default]
    Planning,
    /// With the leadership (hos ledningen).
    Compiled,
    /// Frames and priorities are decided (beslutad).
    Decided,
    /// Over (avslutad).
    Closed,
}

/// A period's way.
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "planning",
    moves: &[
        Move { name: "compile", from: &["planning"], to: "compiled" },
        Move { name: "reopen", from: &["compiled"], to: "planning" },
        Move { name: "decide", from: &["compiled"], to: "decided" },
        Move { name: "close", from: &["decided"], to: "closed" },
    ],
    back: &["reopen"],
};

/// What a period of planning is held to.
pub fn rules(period: &PlanPeriod, around: &Around) -> Vec<Finding> {
    let today = around.today();
    let mut findings = Vec::new();
    match period.state {
        State::Planning => {
            let due = period.due.filter(|due| *due < today);
            let late = |due: Date| Finding::warning("PM3-15").variant("late").with("date", due);
            findings.extend(due.map(|due| late(due).on("due")));
            if period.due.is_none() {
                findings.push(Finding::warning("PM3-15").variant("due").on("due"));
            }
        }
        State::Decided | State::Closed => findings.extend(undecided(period, around)),
        State::Compiled => {}
    }
    if period.goals.is_empty() {
        findings.push(Finding::warning("PM3-20").variant("none").on("goals"));
    }
    findings
}

/// PM3-15: frames and priorities are decided by the portfolio's steering group.
fn undecided(period: &PlanPeriod, around: &Around) -> Vec<Finding> {
    let fault = |variant, field: &str| Finding::blocking("PM3-15").variant(variant).on(field);
    let mut findings = Vec::new();
    if period.frames.is_empty() {
        findings.push(fault("frames", "frames"));
    }
    let Some(decision) = period.decision else {
        findings.push(fault("leadership", "decision"));
        return findings;
    };
    let Some(decision) = around.near.linked(decision) else { return findings };
    if !(decision.is_taken() && decision.is_yes()) {
        findings.push(fault("no-yes", "decision"));
    }
    let steering = around.near.linked(period.portfolio).and_then(|portfolio| portfolio.steering);
    if steering.is_some_and(|steering| decision.body != Some(steering.cast())) {
        findings.push(fault("other-leadership", "decision"));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{and, check, decision, id, near};

    fn period(state: &str) -> PlanPeriod {
        let body = serde_json::json!({
            "title": "2025", "state": state, "portfolio": id::<Portfolio>(1), "due": "2024-10-31",
            "period": { "from": "2025-01-01", "to": "2025-12-31" },
            "goals": [{ "goal": "connected", "target": 12 }],
        });
        serde_json::from_value(body).unwrap()
    }

    #[test]
    fn pm3_15_frames_are_decided_by_the_leadership() {
        let bare = period("decided");
        let told = ["finding-pm3-15-frames", "finding-pm3-15-leadership"];
        assert_eq!(check(rules, &bare, &near(&[])), told);
        let frame = Frame { family: id(3), amount: Money::kronor(1), priority: None };
        let whole = PlanPeriod { frames: vec![frame], decision: Some(id(7)), ..bare };
        let portfolio = serde_json::json!({ "name": "It", "steering": id::<Portfolio>(2) });
        let portfolio: Portfolio = serde_json::from_value(portfolio).unwrap();
        let around = |outcome| and(and(near(&[]), id(7), &decision(outcome)), id(1), &portfolio);
        assert!(check(rules, &whole, &around("approved")).is_empty());
        assert_eq!(check(rules, &whole, &around("rejected")), ["finding-pm3-15-no-yes"]);
        let elsewhere = Portfolio { steering: Some(id(77)), ..portfolio };
        let around = and(and(near(&[]), id(7), &decision("approved")), id(1), &elsewhere);
        assert_eq!(check(rules, &whole, &around), ["finding-pm3-15-other-leadership"]);
    }

    #[test]
    fn pm3_15_pm3_20_plans_are_due_and_the_introduction_has_goals() {
        assert!(check(rules, &period("planning"), &near(&[])).is_empty());
        let late = PlanPeriod { due: "2024-01-23".parse().ok(), ..period("planning") };
        assert_eq!(check(rules, &late, &near(&[])), ["finding-pm3-15-late"]);
        let open = PlanPeriod { due: None, goals: Vec::new(), ..period("planning") };
        assert_eq!(check(rules, &open, &near(&[])), ["finding-pm3-15-due", "finding-pm3-20-none"]);
    }
}
