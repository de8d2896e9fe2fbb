//! Yearly reports to those who lead: which, of what year and unit, what is said, which measures are chosen, who decided.

use serde::{Deserialize, Serialize};
use stadga_decisions::Decision;
use stadga_measures::Measure;
use stadga_model::{
    Around, Body, Choice, Date, Finding, Id, Lifecycle, Move, Near, Prose, Record, Term, body_of,
};
use stadga_organisation::{Person, Unit};

/// A yearly report (årlig rapport): ISM-14, ISM-15, REP-05, REP-06, REP-07. What it is made of stands in
/// `content/management/reports.toml`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "management-report",
    prefix = "RAPP",
    title = "title",
    state = "state",
    unit = "unit",
    owner = "owner"
)]
pub struct ManagementReport {
    /// What it is called (rubrik).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// How far it has come (läge).
    #[field(list, filter, fixed)]
    #[serde(default)]
    pub state: State,
    /// Which report (rapport).
    #[field(list, filter, scale = "management-report-type")]
    #[serde(default)]
    pub report: Term,
    /// The year that it tells of (år).
    #[field(list, filter, sort)]
    pub year: i64,
    /// The last day that its figures tell of; the year's last, where none is given (räknad till och med).
    #[field(filter, sort)]
    pub counted_to: Option<Date>,
    /// What those who decide should know first (sammanfattning).
    #[field(search, group = "content")]
    pub summary: Option<Prose>,
    /// What lies ahead, and what is proposed (bedömning och förslag).
    #[field(search, group = "content")]
    pub outlook: Option<Prose>,
    /// The measures that are chosen for the years to come (valda åtgärder): ISM-15.
    #[field(group = "content")]
    #[serde(default)]
    pub measures: Vec<Id<Measure>>,
    /// Who is to decide on it (beslutande).
    #[field(list, filter, to("unit", "forum"), group = "decision")]
    pub body: Option<Id>,
    /// The decision (beslut): ISM-15.
    #[field(filter, group = "decision")]
    pub decision: Option<Id<Decision>>,
    /// The unit that it tells of; the whole organisation, where none is given (enhet).
    #[field(list, filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Who writes it (ansvarig).
    #[field(list, filter, group = "who")]
    pub owner: Option<Id<Person>>,
}

/// How far a report has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Being written (utkast).
    #[default]
    Draft,
    /// With those who decide (inlämnad).
    Submitted,
    /// Decided, and as it was then (beslutad).
    Decided,
}

/// The way of a report.
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "draft",
    moves: &[
        Move { name: "submit", from: &["draft"], to: "submitted" },
        Move { name: "decide", from: &["submitted"], to: "decided" },
        Move { name: "return", from: &["submitted"], to: "draft" },
    ],
    back: &["return"],
};

/// The report that holds the chosen measures (ISM-15).
const HOLDS_MEASURES: &str = "information-security";
/// What stays as it was decided.
const FIXED: [&str; 8] =
    ["report", "year", "counted_to", "summary", "outlook", "measures", "unit", "decision"];

impl ManagementReport {
    /// The last day that it tells of.
    pub fn last_day(&self) -> Option<Date> {
        let year = i16::try_from(self.year).ok();
        self.counted_to.or_else(|| Date::new(year?, 12, 31).ok())
    }
}

/// What can still be written when the report has been decided.
pub fn open_fields(report: &ManagementReport, _: &Near) -> Option<&'static [&'static str]> {
    (report.state == State::Decided).then_some(&["title", "owner"])
}

/// What a report is held to: ISM-14, ISM-15.
pub fn rules(report: &ManagementReport, around: &Around) -> Vec<Finding> {
    let of_year = report.last_day().is_some_and(|day| i64::from(day.year()) == report.year);
    let mut findings = Vec::new();
    if !of_year {
        findings.push(Finding::blocking("ISM-14").variant("year").on("counted_to"));
    }
    if report.state != State::Draft {
        findings.extend(unready(report));
    }
    if report.state == State::Decided {
        findings.extend(undecided(report, around));
    }
    findings.extend(rewritten(report, around.before));
    findings
}

/// ISM-15: what is handed in says what matters, and holds the chosen measures.
fn unready(report: &ManagementReport) -> Vec<Finding> {
    let silent = report.summary.as_ref().is_none_or(|text| text.0.trim().is_empty());
    let unchosen = report.report.0 == HOLDS_MEASURES && report.measures.is_empty();
    [
        silent.then(|| Finding::blocking("ISM-14").variant("summary").on("summary")),
        unchosen.then(|| Finding::blocking("ISM-15").variant("measures").on("measures")),
        report.body.is_none().then(|| Finding::blocking("ISM-14").variant("body").on("body")),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// ISM-15: decided means a decision that was taken with a yes, by the body that is to.
fn undecided(report: &ManagementReport, around: &Around) -> Vec<Finding> {
    let fault = |variant| Finding::blocking("ISM-15").variant(variant).on("decision");
    let Some(decision) = report.decision else { return vec![fault("undecided")] };
    let Some(decision) = around.near.linked(decision) else { return Vec::new() };
    let other = report.body.zip(decision.body).is_some_and(|(wanted, body)| wanted != body);
    [
        (!(decision.is_taken() && decision.is_yes())).then(|| fault("no-yes")),
        other.then(|| fault("other-body")),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// ISM-15: what was decided is not written anew.
fn rewritten(report: &ManagementReport, before: Option<&Body>) -> Vec<Finding> {
    let decided = |body: &&Body| body.get("state").and_then(|s| s.as_str()) == Some("decided");
    let (Some(before), Ok(now)) = (before.filter(decided), body_of(report)) else {
        return Vec::new();
    };
    let changed = |name: &&&str| before.get(**name) != now.get(**name);
    let fault = |name: &&str| Finding::blocking("ISM-15").variant("rewritten").on(*name);
    FIXED.iter().filter(changed).map(fault).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check, id, near, up};
    use serde_json::json;

    fn report(state: &str) -> ManagementReport {
        let json = json!({"title": "Berättelse 2023", "state": state, "report": HOLDS_MEASURES, "year": 2023,
            "summary": "Det går framåt.", "measures": [id::<()>(3)], "body": id::<()>(9), "decision": id::<()>(7)});
        serde_json::from_value(json).unwrap()
    }

    fn decision(outcome: &str, body: u32) -> Decision {
        let json = json!({"title": "B", "state": "decided", "outcome": outcome, "body": id::<()>(body),
            "date": "2024-01-10"});
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn ism_15_the_report_holds_the_chosen_measures_when_it_is_handed_in() {
        let mut bare = report("draft");
        bare.measures.clear();
        (bare.summary, bare.body) = (None, None);
        assert!(check(rules, &bare, &near()).is_empty());
        bare.state = State::Submitted;
        let told = ["finding-ism-14-summary", "finding-ism-15-measures", "finding-ism-14-body"];
        assert_eq!(check(rules, &bare, &near()), told);
        bare.report = Term::from("compliance");
        assert!(!check(rules, &bare, &near()).contains(&"finding-ism-15-measures".to_owned()));
    }

    #[test]
    fn ism_15_decided_is_a_yes_of_the_body() {
        let decided = report("decided");
        let told = |decision: &Decision| check(rules, &decided, &up(&[(id(7), decision)]));
        assert!(told(&decision("approved", 9)).is_empty());
        assert_eq!(told(&decision("rejected", 9)), ["finding-ism-15-no-yes"]);
        assert_eq!(told(&decision("approved", 8)), ["finding-ism-15-other-body"]);
        let without = ManagementReport { decision: None, ..decided };
        assert_eq!(check(rules, &without, &near()), ["finding-ism-15-undecided"]);
    }

    #[test]
    fn ism_14_what_is_counted_lies_in_the_year() {
        let mut wrong = report("draft");
        wrong.counted_to = "2024-01-31".parse().ok();
        assert_eq!(check(rules, &wrong, &near()), ["finding-ism-14-year"]);
        wrong.counted_to = None;
        assert_eq!(wrong.last_day(), "2023-12-31".parse().ok());
    }

    #[test]
    fn ism_15_what_was_decided_is_not_written_anew() {
        let (before, mut after) = (report("decided"), report("decided"));
        after.summary = Some("Det går bakåt.".into());
        let told = stadga_testkit::rules::check_change(rules, &before, &after, &near());
        assert_eq!(told, ["finding-ism-15-rewritten"]);
    }
}
