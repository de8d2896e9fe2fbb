//! Rounds of measurement: which model, which administrations, from when to when; closed, its results are fixed.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use stadga_model::{
    Around, Choice, Finding, Id, Lifecycle, Move, Near, Period, Prose, Record, Row, Term,
};
use stadga_organisation::{Person, Unit};

use crate::{
    MaturityAssessment, Model,
    changed::{changed, earlier},
    maturity_assessment::State as Answering,
};

/// A round of measurement (mätomgång): CTL-06, CTL-17, R-9, T36.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "maturity-round",
    prefix = "MOM",
    title = "title",
    state = "state",
    unit = "unit",
    owner = "owner"
)]
pub struct MaturityRound {
    /// What it is called (rubrik).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// How far it has come (läge).
    #[field(list, filter, fixed)]
    #[serde(default)]
    pub state: State,
    /// The year that it tells of (år).
    #[field(list, sort, filter)]
    pub year: i64,
    /// What is measured by (modell).
    #[field(list, filter, scale = "maturity-model")]
    #[serde(default)]
    pub model: Term,
    /// What is measured: administrations, or units for a short survey (förvaltningar).
    #[field(filter)]
    #[serde(default)]
    pub units: Vec<Id<Unit>>,
    /// When it can be answered (svarstid).
    #[field(list)]
    pub period: Period,
    /// What it is for (syfte).
    #[field(search)]
    pub purpose: Option<Prose>,
    /// The documents whose rules it asks about, area by area: shown to those who answer (riktlinjer).
    #[serde(default)]
    pub guidelines: Vec<Guideline>,
    /// What it says in all, and why answers are missing where some are (slutsats).
    #[field(search)]
    pub conclusion: Option<Prose>,
    /// The unit that measures (enhet).
    #[field(filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Who leads it (ansvarig).
    #[field(list, filter, group = "who")]
    pub owner: Option<Id<Person>>,
}

/// A document whose rules an area asks about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Guideline {
    /// The area (område).
    #[field(scale = "maturity-area")]
    #[serde(default)]
    pub area: Term,
    /// The document (dokument).
    #[field(to("document"))]
    pub document: Id,
}

/// How far a round has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Not yet to be answered (planerad).
    #[default]
    Planned,
    /// To be answered (öppen).
    Open,
    /// Closed: the results are fixed (stängd, resultatet är fryst).
    Closed,
}

/// A round's way. What is closed stays closed.
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "planned",
    moves: &[
        Move { name: "open", from: &["planned"], to: "open" },
        Move { name: "close", from: &["open"], to: "closed" },
    ],
    back: &[],
};

/// What may still be written when a round is closed.
const AFTERWARDS: &[&str] = &["conclusion", "owner", "unit"];

/// The fields that can still be written: all of them until it is closed.
pub fn open_fields(round: &MaturityRound, _: &Near) -> Option<&'static [&'static str]> {
    (round.state == State::Closed).then_some(AFTERWARDS)
}

impl MaturityRound {
    /// The model that is measured by.
    pub fn model(&self) -> Option<&'static Model> {
        Model::named(&self.model.0)
    }
}

/// What a round is held to.
pub fn rules(round: &MaturityRound, around: &Around) -> Vec<Finding> {
    let mut findings = planned(round);
    findings.extend(in_time(round, around));
    let handed: Vec<MaturityAssessment> =
        around.near.pointing().map(|(_, assessment)| assessment).collect();
    match round.state {
        State::Planned => {}
        State::Open => findings.extend(handed_out(round, &handed)),
        State::Closed => findings.extend(answered(round, &handed)),
    }
    findings.extend(fixed(round, around, !handed.is_empty()));
    findings
}

fn fault(variant: &'static str, field: &str) -> Finding {
    Finding::blocking("CTL-06").variant(variant).on(field)
}

/// CTL-06: a round has a model that holds when it begins, a time, and somebody to measure.
fn planned(round: &MaturityRound) -> Vec<Finding> {
    let mut findings = Vec::new();
    if round.period.to.is_some_and(|to| to < round.period.from) {
        findings.push(fault("period", "period"));
    }
    match round.model() {
        Some(model) if !model.valid.holds(round.period.from) => {
            findings.push(fault("outdated", "model"));
        }
        None if !round.model.0.is_empty() => findings.push(fault("unknown", "model")),
        _ => {}
    }
    if round.units.is_empty() && round.state != State::Planned {
        findings.push(fault("units", "units"));
    }
    findings
}

/// CTL-06, T36: a round that should have begun or ended is seen.
fn in_time(round: &MaturityRound, around: &Around) -> Option<Finding> {
    let today = around.today();
    let warning =
        |variant, date| Finding::warning("CTL-06").variant(variant).on("period").with("date", date);
    match round.state {
        State::Planned if round.period.from < today => {
            Some(warning("not-opened", round.period.from))
        }
        State::Open => {
            let to = round.period.to.filter(|to| *to < today)?;
            Some(warning("not-closed", to))
        }
        _ => None,
    }
}

/// CTL-06: what is measured has been asked, and once.
fn handed_out(round: &MaturityRound, handed: &[MaturityAssessment]) -> Vec<Finding> {
    let missing = round.missing(handed.iter().map(|one| one.unit)).count();
    let twice = handed.len() - handed.iter().map(|one| one.unit).collect::<BTreeSet<_>>().len();
    let warning = |variant| Finding::warning("CTL-06").variant(variant).on("units");
    [(missing, warning("not-asked")), (twice, warning("asked-twice"))]
        .into_iter()
        .filter_map(|(count, finding)| (count > 0).then(|| finding.with("count", count)))
        .collect()
}

impl MaturityRound {
    /// The units that are to be measured and have not been asked.
    pub fn missing(
        &self,
        asked: impl IntoIterator<Item = Id<Unit>>,
    ) -> impl Iterator<Item = Id<Unit>> {
        let asked: Vec<_> = asked.into_iter().collect();
        self.units.iter().copied().filter(move |unit| !asked.contains(unit))
    }
}

/// CTL-06: what closes with answers missing says why.
fn answered(round: &MaturityRound, handed: &[MaturityAssessment]) -> Option<Finding> {
    let silent = handed.iter().filter(|one| one.state != Answering::Submitted).count()
        + round.missing(handed.iter().map(|one| one.unit)).count();
    let told = round.conclusion.as_ref().is_some_and(|text| !text.0.trim().is_empty());
    (silent > 0 && !told).then(|| fault("unexplained", "conclusion").with("count", silent))
}

/// CTL-06, SEC-11: when it is closed it stays as it was, and its model stays as soon as somebody has been asked.
fn fixed(round: &MaturityRound, around: &Around, asked: bool) -> Vec<Finding> {
    let changed = changed(round, around.before);
    let was = earlier::<MaturityRound>(around.before).map(|was| was.state);
    if was == Some(State::Closed) {
        let frozen = changed.into_iter().filter(|name| !AFTERWARDS.contains(name));
        return frozen.map(|name| fault("frozen", name)).collect();
    }
    (asked && changed.contains(&"model")).then(|| fault("asked", "model")).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{assessment, check, check_change, id, near, pointing, round};

    #[test]
    fn ctl_06_a_round_has_a_model_a_time_and_units() {
        assert!(check(rules, &round("planned"), &near(&[])).is_empty());
        let mut wrong = MaturityRound { units: Vec::new(), ..round("open") };
        assert_eq!(check(rules, &wrong, &near(&[])), ["finding-ctl-06-units"]);
        wrong = MaturityRound { model: Term::from("levels-1999"), ..round("planned") };
        assert_eq!(check(rules, &wrong, &near(&[])), ["finding-ctl-06-unknown"]);
        wrong = round("planned");
        wrong.period.to = "2024-01-01".parse().ok();
        assert_eq!(check(rules, &wrong, &near(&[])), ["finding-ctl-06-period"]);
    }

    #[test]
    fn ctl_06_a_model_holds_when_the_round_begins() {
        let mut early = round("closed");
        early.period.from = "2023-06-01".parse().unwrap();
        early.conclusion = Some("Förvaltningarna svarade inte.".into());
        assert_eq!(check(rules, &early, &near(&[])), ["finding-ctl-06-outdated"]);
    }

    #[test]
    fn t36_r_9_a_round_that_should_have_begun_or_ended_is_seen() {
        let mut late = round("planned");
        late.period.from = "2024-01-20".parse().unwrap();
        assert_eq!(check(rules, &late, &near(&[])), ["finding-ctl-06-not-opened"]);
        let mut over = round("open");
        over.period.from = "2024-01-01".parse().unwrap();
        over.period.to = "2024-01-23".parse().ok();
        let asked = pointing("round", &[assessment("waiting")]);
        assert_eq!(check(rules, &over, &asked), ["finding-ctl-06-not-closed"]);
    }

    #[test]
    fn ctl_06_units_that_have_not_been_asked_are_seen() {
        let open = round("open");
        assert_eq!(check(rules, &open, &near(&[])), ["finding-ctl-06-not-asked"]);
        assert!(check(rules, &open, &pointing("round", &[assessment("waiting")])).is_empty());
        let more = MaturityRound { units: vec![id(3), id(4)], ..open };
        assert_eq!(more.missing([id(3)]).collect::<Vec<_>>(), [id(4)]);
        let twice = pointing("round", &[assessment("waiting"), assessment("ongoing")]);
        assert_eq!(check(rules, &round("open"), &twice), ["finding-ctl-06-asked-twice"]);
    }

    #[test]
    fn ctl_06_a_round_closes_with_all_answers_or_says_why_not() {
        let waits = pointing("round", &[assessment("ongoing")]);
        assert_eq!(check(rules, &round("closed"), &waits), ["finding-ctl-06-unexplained"]);
        let conclusion = Some(Prose::from("Samordnare saknas."));
        let told = MaturityRound { conclusion, ..round("closed") };
        assert!(check(rules, &told, &waits).is_empty());
        let whole = pointing("round", &[assessment("submitted")]);
        assert!(check(rules, &round("closed"), &whole).is_empty());
    }

    #[test]
    fn ctl_06_what_is_closed_stays_as_it_was() {
        let whole = pointing("round", &[assessment("submitted")]);
        let closed = round("closed");
        let told = |after: &MaturityRound| check_change(rules, &closed, after, &whole);
        let other = MaturityRound { year: 2023, units: vec![id(3), id(9)], ..closed.clone() };
        let frozen = "finding-ctl-06-frozen".to_owned();
        assert_eq!(told(&other).iter().filter(|key| **key == frozen).count(), 2);
        let opened = MaturityRound { state: State::Open, ..closed.clone() };
        assert!(told(&opened).contains(&frozen));
        let completed = MaturityRound { conclusion: Some("Bra.".into()), ..closed.clone() };
        assert!(told(&completed).is_empty());
        assert!(open_fields(&closed, &near(&[])).is_some_and(|open| !open.contains(&"units")));
        let asked = MaturityRound { model: Term::from("cumulative"), ..round("open") };
        let told = check_change(rules, &round("open"), &asked, &whole);
        assert_eq!(told, ["finding-ctl-06-asked"]);
    }
}
