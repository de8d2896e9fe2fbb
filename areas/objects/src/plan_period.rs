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
    /// What each family's own leadership has said of its plans, on their way here (ledningarnas besked): PM3-15.
    #[field(group = "decision")]
    #[serde(default)]
    pub passed: Vec<Passed>,
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

/// That a family's leadership stands behind the plans that its steering group has decided.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Passed {
    /// The family (objektfamilj).
    pub family: Id<ObjectFamily>,
    /// When (datum).
    pub date: Date,
    /// Its decision, where it took one (beslut).
    pub decision: Option<Id<Decision>>,
    /// What it said (anteckning).
    pub note: Option<String>,
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
    findings.extend(not_passed(period, around));
    if period.goals.is_empty() {
        findings.push(Finding::warning("PM3-20").variant("none").on("goals"));
    }
    findings
}

impl PlanPeriod {
    /// What a family's leadership has said, the latest.
    pub fn passed_by(&self, family: Id) -> Option<&Passed> {
        let own = self.passed.iter().filter(|passed| passed.family.cast() == family);
        own.max_by_key(|passed| passed.date)
    }
}

/// PM3-15: between steering group and region stands each family's leadership. Told while the plans are there, a stop when the
/// region decides.
fn not_passed(period: &PlanPeriod, around: &Around) -> Option<Finding> {
    if !matches!(period.state, State::Compiled | State::Decided) {
        return None;
    }
    let waits = |family: &Id<ObjectFamily>| {
        let led = around.near.linked(*family).is_some_and(|family| family.leadership.is_some());
        led && period.passed_by(family.cast()).is_none()
    };
    let count = period.frames.iter().filter(|frame| waits(&frame.family)).count();
    let before = around.before.and_then(|body| body.get("state")).and_then(|state| state.as_str());
    let now = period.state == State::Decided && before != Some("decided");
    let finding = if now { Finding::blocking("PM3-15") } else { Finding::warning("PM3-15") };
    (count > 0).then(|| finding.variant("passed").on("passed").with("count", count))
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
    fn pm3_15_plans_go_by_way_of_each_familys_leadership() {
        let frame = Frame { family: id(3), amount: Money::kronor(1), priority: None };
        let compiled = PlanPeriod { frames: vec![frame], ..period("compiled") };
        let family = crate::tests::family();
        let led = ObjectFamily { leadership: Some(id(9)), ..family.clone() };
        let around = |family: &ObjectFamily| and(near(&[]), id(3), family);
        assert!(check(rules, &compiled, &around(&family)).is_empty(), "nobody stands between");
        assert_eq!(check(rules, &compiled, &around(&led)), ["finding-pm3-15-passed"]);
        let passed = Passed {
            family: id(3),
            date: "2024-11-20".parse().unwrap(),
            decision: None,
            note: None,
        };
        let whole = PlanPeriod { passed: vec![passed], ..compiled.clone() };
        assert!(check(rules, &whole, &around(&led)).is_empty());
        let yes = and(around(&led), id(7), &decision("approved"));
        let decided =
            PlanPeriod { state: State::Decided, decision: Some(id(7)), ..compiled.clone() };
        let scales = crate::tests::scales();
        let now = "2024-01-24T09:00:00Z".parse().unwrap();
        let before = stadga_model::body_of(&compiled).unwrap();
        let asked = Around { now, before: Some(&before), new: false, near: &yes, scales: &scales };
        let stops = |period: &PlanPeriod| rules(period, &asked).iter().any(Finding::is_blocking);
        assert!(stops(&decided));
        assert!(!stops(&PlanPeriod { passed: whole.passed, ..decided }));
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
