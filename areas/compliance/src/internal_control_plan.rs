//! Internal control plans: what a board has controlled in a year, what came out, and where it deviates.

use serde::{Deserialize, Serialize};
use stadga_decisions::Decision;
use stadga_measures::Measure;
use stadga_model::{
    Around, Choice, Date, Finding, Id, Lifecycle, Move, Near, Period, Prose, Record, Row, Term,
};
use stadga_organisation::{Person, Unit};

use crate::{Control, weights::weights};

/// A plan of internal control (internkontrollplan): CTL-10, REP-08.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "internal-control-plan",
    prefix = "IKP",
    title = "title",
    state = "state",
    unit = "unit",
    owner = "owner"
)]
pub struct InternalControlPlan {
    /// What it is called (rubrik).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// How far it has come (läge).
    #[field(list, filter, fixed)]
    #[serde(default)]
    pub state: State,
    /// The year that it is about (period).
    #[field(list, sort)]
    pub period: Period,
    /// The body that decides on it and gets its report (nämnd).
    #[field(list, filter)]
    pub unit: Option<Id<Unit>>,
    /// Who sees to it (ansvarig).
    #[field(list, filter)]
    pub owner: Option<Id<Person>>,
    /// When the report is to be with the body (rapporten klar senast).
    #[field(list, sort, filter)]
    pub due: Option<Date>,
    /// What is controlled (kontrollpunkter).
    #[field(list, group = "points")]
    #[serde(default)]
    pub points: Vec<Point>,
    /// What the year comes to, in words (sammanfattning).
    #[field(search, group = "outcome")]
    pub summary: Option<Prose>,
    /// The decision on the plan (beslut om planen).
    #[field(filter, group = "outcome")]
    pub decision: Option<Id<Decision>>,
    /// The decision on the report (beslut om uppföljningen).
    #[field(filter, group = "outcome")]
    pub report_decision: Option<Id<Decision>>,
}

/// A control point.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Point {
    /// What is controlled (kontrollpunkt).
    #[serde(default)]
    pub what: String,
    /// What could go wrong (risk).
    pub risk: Option<String>,
    /// How it is controlled (metod).
    pub method: Option<String>,
    /// The control of the catalogue that shows it (kontroll).
    pub control: Option<Id<Control>>,
    /// The role that answers for it (ansvarig roll).
    #[field(scale = "role")]
    pub role: Option<Term>,
    /// What came out (resultat).
    pub result: Option<String>,
    /// Whether it deviates (nivå): R-2.
    #[field(scale = "internal-control-level")]
    pub level: Option<Term>,
    /// What is done about it (åtgärd).
    pub measure: Option<Id<Measure>>,
}

/// How far a plan has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Being written (utkast).
    #[default]
    Draft,
    /// With the body (inlämnad).
    Submitted,
    /// Decided; its points are controlled (beslutad).
    Decided,
    /// Reported to the body (återrapporterad).
    Reported,
}

/// The way of a plan.
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "draft",
    moves: &[
        Move { name: "submit", from: &["draft"], to: "submitted" },
        Move { name: "return", from: &["submitted"], to: "draft" },
        Move { name: "decide", from: &["submitted"], to: "decided" },
        Move { name: "report", from: &["decided"], to: "reported" },
    ],
    back: &["return"],
};

impl InternalControlPlan {
    /// How many of its points deviate, and how many have a level at all.
    pub fn outcome(&self) -> (usize, usize) {
        let levels = || self.points.iter().filter_map(|point| point.level.as_ref());
        (levels().filter(|level| weights().point_deviates(level)).count(), levels().count())
    }
}

/// The fields that can still be written: of a decided plan its results, of a reported one what was decided on the report.
pub fn open_fields(plan: &InternalControlPlan, _: &Near) -> Option<&'static [&'static str]> {
    match plan.state {
        State::Draft | State::Submitted => None,
        State::Decided => Some(&["owner", "due", "points", "summary", "decision"]),
        State::Reported => Some(&["report_decision"]),
    }
}

/// What a plan is held to: CTL-10.
pub fn rules(plan: &InternalControlPlan, around: &Around) -> Vec<Finding> {
    let mut findings: Vec<Finding> = [
        pointless(plan),
        undecided(plan),
        late(plan, around.today()),
        other_points(plan, around),
        rewritten(plan, around),
    ]
    .into_iter()
    .flatten()
    .collect();
    findings.extend(unreported(plan));
    findings.extend(unmended(plan));
    findings
}

fn fault(variant: &'static str, field: impl Into<String>) -> Finding {
    Finding::blocking("CTL-10").variant(variant).on(field)
}

/// A plan that goes to the body has points.
fn pointless(plan: &InternalControlPlan) -> Option<Finding> {
    (plan.state != State::Draft && plan.points.is_empty()).then(|| fault("points", "points"))
}

/// What is decided names the decision.
fn undecided(plan: &InternalControlPlan) -> Option<Finding> {
    let decided = matches!(plan.state, State::Decided | State::Reported);
    (decided && plan.decision.is_none()).then(|| fault("decision", "decision"))
}

/// A report that is not with the body in time is seen.
fn late(plan: &InternalControlPlan, today: Date) -> Option<Finding> {
    let due = plan.due.filter(|due| *due < today && plan.state != State::Reported)?;
    Some(Finding::warning("CTL-10").variant("late").on("due").with("date", due))
}

/// What the body decided to control is controlled: no point goes away or becomes another.
fn other_points(plan: &InternalControlPlan, around: &Around) -> Option<Finding> {
    let before = before(around).filter(|before| before.state == State::Decided)?;
    let named = |plan: &InternalControlPlan| -> Vec<String> {
        plan.points.iter().map(|point| point.what.clone()).collect()
    };
    (named(&before) != named(plan)).then(|| fault("other", "points"))
}

/// What was reported stays as it was.
fn rewritten(plan: &InternalControlPlan, around: &Around) -> Option<Finding> {
    let before = before(around).filter(|before| before.state == State::Reported)?;
    let kept = InternalControlPlan { report_decision: plan.report_decision, ..before };
    (kept != *plan).then(|| Finding::blocking("CTL-10").variant("reported"))
}

fn before(around: &Around) -> Option<InternalControlPlan> {
    serde_json::from_value(serde_json::Value::Object(around.before?.clone())).ok()
}

/// A report has a result and a level for each point.
fn unreported(plan: &InternalControlPlan) -> Vec<Finding> {
    if plan.state != State::Reported {
        return Vec::new();
    }
    let lacks = |(at, point): (usize, &Point)| {
        let silent = point.result.as_deref().unwrap_or_default().trim().is_empty();
        let field = if silent { "result" } else { "level" };
        (silent || point.level.is_none())
            .then(|| fault("result", format!("points.{at}.{field}")).with("what", &point.what))
    };
    plan.points.iter().enumerate().filter_map(lacks).collect()
}

/// What deviates has something done about it.
fn unmended(plan: &InternalControlPlan) -> Vec<Finding> {
    let deviates = |point: &Point| {
        point.level.as_ref().is_some_and(|level| weights().point_deviates(level))
            && point.measure.is_none()
    };
    let told = |(at, point): (usize, &Point)| {
        let field = format!("points.{at}.measure");
        Finding::warning("CTL-10").variant("measure").on(field).with("what", &point.what)
    };
    plan.points.iter().enumerate().filter(|(_, point)| deviates(point)).map(told).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check, check_change, near, plan};

    #[test]
    fn ctl_10_a_report_has_a_result_and_a_level_for_each_point() {
        let mut one = plan(State::Reported);
        assert!(check(rules, &one, &near(&[])).is_empty());
        one.points[0].result = None;
        assert_eq!(check(rules, &one, &near(&[])), ["finding-ctl-10-result"]);
        one.points[0].result = Some("Tre saknades.".into());
        one.points[0].level = Some("deviating".into());
        assert_eq!(check(rules, &one, &near(&[])), ["finding-ctl-10-measure"]);
        assert_eq!(one.outcome(), (1, 1));
    }

    #[test]
    fn ctl_10_what_the_body_decided_is_controlled_and_what_was_reported_stays() {
        let decided = plan(State::Decided);
        let mut other = decided.clone();
        other.points[0].what = "Något lättare".into();
        let found = check_change(rules, &decided, &other, &near(&[]));
        assert_eq!(found, ["finding-ctl-10-other"]);
        let reported = plan(State::Reported);
        let other = InternalControlPlan { summary: Some("Nytt".into()), ..reported.clone() };
        let found = check_change(rules, &reported, &other, &near(&[]));
        assert_eq!(found, ["finding-ctl-10-reported"]);
        let undecided = InternalControlPlan { decision: None, points: Vec::new(), ..decided };
        let found = check(rules, &undecided, &near(&[]));
        assert_eq!(found, ["finding-ctl-10-points", "finding-ctl-10-decision"]);
    }
}
