//! Risk analyses: what was looked at, why, by whom, by which method, when, and what it fed on.

use crate::{Risk, RiskDemand, days::days, method::method, risk, trigger::trigger};
use serde::{Deserialize, Serialize};
use stadga_decisions::postponement::is_blank;
use stadga_model::{Around, Choice, Date, Finding, Id, Lifecycle, Move, Prose, Record, Term};
use stadga_organisation::{Person, Unit};

/// A risk analysis (riskanalys): RSK-01, RSK-03, RSK-04, RSK-05, RSK-07, RSK-11.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "risk-analysis",
    prefix = "RAN",
    title = "title",
    state = "state",
    unit = "unit",
    owner = "owner"
)]
pub struct RiskAnalysis {
    /// What is analysed, in short (rubrik).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// How far it has come (läge).
    #[field(list, filter, sort, fixed)]
    #[serde(default)]
    pub state: State,
    /// What sort of analysis (typ): RSK-07.
    #[field(list, filter, scale = "risk-analysis-type")]
    #[serde(default)]
    pub analysis_type: Term,
    /// What it takes in and what it leaves out (omfattning).
    #[field(search)]
    pub description: Option<Prose>,
    /// It is about the whole organisation (hela organisationen): RSK-01, RSK-05.
    #[field(filter)]
    #[serde(default)]
    pub whole: bool,
    /// What it is about: units, objects, systems, changes (avser): RSK-03, RSK-08.
    #[field(filter, within)]
    #[serde(default)]
    pub about: Vec<Id>,
    /// The method in its edition (metod): RSK-02, RSK-11.
    #[field(list, filter, scale = "risk-method")]
    #[serde(default)]
    pub method: Term,
    /// It is made under HSLF-FS 2016:40 (enligt HSLF-FS 2016:40): RSK-04.
    #[field(filter)]
    #[serde(default)]
    pub hslf: bool,
    /// Why it is made (utlösande): RSK-03.
    #[field(list, filter, scale = "risk-trigger", group = "why")]
    pub trigger: Option<Term>,
    /// Before the decision on a change, or before its implementation (tillfälle): RSK-03.
    #[field(filter, scale = "risk-occasion", group = "why")]
    pub occasion: Option<Term>,
    /// The demands that it answers (svarar mot krav): RSK-03.
    #[field(filter, group = "why")]
    #[serde(default)]
    pub demands: Vec<Id<RiskDemand>>,
    /// What it feeds on: reports, incidents, audits, what was seen outside (underlag): RSK-01.
    #[field(filter, group = "why")]
    #[serde(default)]
    pub inputs: Vec<Id>,
    /// When it is to be done (planerad till).
    #[field(list, sort, filter, group = "when")]
    pub planned: Option<Date>,
    /// When it began (påbörjad).
    #[field(filter, group = "when")]
    pub begun: Option<Date>,
    /// When it was done (klar).
    #[field(list, sort, filter, group = "when")]
    pub done: Option<Date>,
    /// When it is to be made anew, where that is sooner than the rule says (görs om senast): RSK-08.
    #[field(sort, filter, group = "when")]
    pub renew_by: Option<Date>,
    /// The analysis that it takes the place of (ersätter).
    #[field(filter, group = "when")]
    pub replaces: Option<Id<RiskAnalysis>>,
    /// Who leads it (analysledare): RSK-05.
    #[field(list, filter, group = "who")]
    pub owner: Option<Id<Person>>,
    /// The unit whose analysis it is (enhet): RSK-05.
    #[field(list, filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// The functions that took part (deltagare).
    #[field(group = "who")]
    #[serde(default)]
    pub participants: Vec<String>,
    /// What came out of it (resultat): RSK-04.
    #[field(search, group = "result")]
    pub summary: Option<Prose>,
    /// The meeting, decision or briefing where it was shown to those who decide (redovisad i): RSK-06.
    #[field(filter, group = "result")]
    pub presented: Option<Id>,
    /// Why it was not made (varför inställd).
    #[field(group = "result")]
    pub cancelled_because: Option<Prose>,
}

/// How far an analysis has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// To be made (planerad).
    #[default]
    Planned,
    /// Being made (pågår).
    Ongoing,
    /// Made (klar).
    Done,
    /// Not made (inställd).
    Cancelled,
}

/// An analysis' way.
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "planned",
    moves: &[
        Move { name: "begin", from: &["planned"], to: "ongoing" },
        Move { name: "finish", from: &["ongoing"], to: "done" },
        Move { name: "reopen", from: &["done"], to: "ongoing" },
        Move { name: "cancel", from: &["planned", "ongoing"], to: "cancelled" },
        Move { name: "plan", from: &["cancelled"], to: "planned" },
    ],
    back: &["cancel", "reopen", "plan"],
};

/// The type that is about information security as a whole.
pub const INFOSEC: &str = "information-security";
/// The second of the two occasions of a change (R-7, trigger 4).
pub const SECOND: &str = "before-implementation";

impl RiskAnalysis {
    /// Whether it is still to be made to its end.
    pub fn is_open(&self) -> bool {
        matches!(self.state, State::Planned | State::Ongoing)
    }

    /// The day it was done, if it has been.
    pub fn done_on(&self) -> Option<Date> {
        self.done.filter(|_| self.state == State::Done)
    }

    /// Whether its risks are about information security without being marked so (RSK-07).
    pub fn is_infosec(&self) -> bool {
        self.analysis_type.0 == INFOSEC
    }

    /// Whether it was made before the implementation rather than before the decision.
    pub fn is_second(&self) -> bool {
        self.occasion.as_ref().is_some_and(|occasion| occasion.0 == SECOND)
    }
}

/// What an analysis is held to.
pub fn rules(analysis: &RiskAnalysis, around: &Around) -> Vec<Finding> {
    let today = around.today();
    let mut findings = Vec::new();
    let Some(by) = method(&analysis.method.0) else {
        return vec![Finding::blocking("RSK-02").variant("method").on("method")];
    };
    let began = analysis.begun.or(analysis.planned).unwrap_or(today);
    findings.extend(
        (analysis.state != State::Cancelled && !by.holds(began))
            .then(|| Finding::warning("RSK-11").on("method").with("date", began)),
    );
    let empty = analysis.about.is_empty() && !analysis.whole && analysis.unit.is_none();
    findings.extend(empty.then(|| Finding::warning("RSK-08").variant("scope").on("about")));
    findings.extend(who(analysis, around));
    findings.extend(occasion(analysis));
    match analysis.state {
        State::Planned | State::Ongoing => findings.extend(late(analysis, today)),
        State::Done => findings.extend(done(analysis, around)),
        State::Cancelled if is_blank(analysis.cancelled_because.as_ref()) => {
            let fault = Finding::blocking("RSK-03").variant("cancelled");
            findings.push(fault.on("cancelled_because"));
        }
        State::Cancelled => {}
    }
    findings
}

/// RSK-05: somebody leads it; that of the whole organisation is led centrally.
fn who(analysis: &RiskAnalysis, around: &Around) -> Vec<Finding> {
    let begun = matches!(analysis.state, State::Ongoing | State::Done);
    let nobody = begun && analysis.owner.is_none();
    let unit: Option<Unit> = analysis.unit.and_then(|unit| around.near.linked(unit));
    let central = |unit: &Unit| days().whole_unit_types.contains(&unit.unit_type.0);
    let elsewhere = analysis.whole && unit.as_ref().is_some_and(|unit| !central(unit));
    let lost = analysis.whole && analysis.unit.is_none();
    [
        nobody.then(|| Finding::blocking("RSK-05").variant("who").on("owner")),
        (elsewhere || lost).then(|| Finding::warning("RSK-05").variant("whole").on("unit")),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// RSK-03: an analysis of a change says on which of the two occasions it is made.
fn occasion(analysis: &RiskAnalysis) -> Option<Finding> {
    let twice = analysis.trigger.as_ref().and_then(|key| trigger(&key.0)).is_some_and(|t| t.twice);
    (twice && analysis.occasion.is_none() && analysis.state != State::Cancelled)
        .then(|| Finding::warning("RSK-03").variant("occasion").on("occasion"))
}

/// RSK-03: the day that was planned has passed.
fn late(analysis: &RiskAnalysis, today: Date) -> Option<Finding> {
    let day = analysis.planned.filter(|day| *day < today)?;
    Some(Finding::warning("RSK-03").variant("late").on("planned").with("date", day))
}

/// RSK-04: what is done is documented, and under HSLF-FS 2016:40 each of its risks is assessed.
fn done(analysis: &RiskAnalysis, around: &Around) -> Vec<Finding> {
    let today = around.today();
    let fault = |variant, field: &str| Finding::blocking("RSK-04").variant(variant).on(field);
    let future = analysis.done.is_some_and(|day| day > today);
    let risks: Vec<Risk> = around.near.pointing().map(|(_, risk)| risk).collect();
    let left = risks.iter().filter(|risk| risk.state == risk::State::Identified).count();
    let mut findings: Vec<_> = [
        analysis.done.is_none().then(|| fault("day", "done")),
        future.then(|| fault("future", "done")),
        is_blank(analysis.summary.as_ref()).then(|| fault("summary", "summary")),
    ]
    .into_iter()
    .flatten()
    .collect();
    if left > 0 {
        let new = around.before.is_none_or(|before| before.get("state") != Some(&"done".into()));
        let stops = analysis.hslf && new;
        let told = if stops { Finding::blocking("RSK-04") } else { Finding::warning("RSK-04") };
        findings.push(told.variant("left").with("count", left));
    }
    // The risks of one that has been replaced have gone on to the next.
    let newer = around.near.pointing::<RiskAnalysis>().next().is_some();
    if risks.is_empty() && !newer {
        findings.push(Finding::warning("RSK-04").variant("no-risks"));
    }
    let old = analysis.renew_by.filter(|day| *day < today);
    if let Some(day) = old.filter(|_| !newer) {
        findings.push(Finding::warning("RSK-08").variant("old").on("renew_by").with("date", day));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{analysis, and, check, day, id, near, pointing, risk, unit};

    fn finished() -> RiskAnalysis {
        RiskAnalysis {
            state: State::Done,
            done: Some(day("2024-01-20")),
            summary: Some("Två risker bedömdes.".into()),
            ..analysis()
        }
    }

    #[test]
    fn rsk_04_what_is_done_is_documented_and_under_the_regulation_whole() {
        let with = pointing("found_in", &[risk()]);
        assert!(check(rules, &finished(), &with).is_empty());
        let bare = RiskAnalysis { summary: None, done: None, ..finished() };
        assert_eq!(check(rules, &bare, &with), ["finding-rsk-04-day", "finding-rsk-04-summary"]);
        assert_eq!(check(rules, &finished(), &near()), ["finding-rsk-04-no-risks"]);
        let waits = Risk { state: risk::State::Identified, ..risk() };
        let around = pointing("found_in", &[risk(), waits]);
        let hslf = RiskAnalysis { hslf: true, ..finished() };
        let scales = crate::tests::scales();
        let now = "2024-01-24T09:00:00Z".parse().unwrap();
        let around = Around { now, before: None, new: true, near: &around, scales: &scales };
        assert!(rules(&hslf, &around).iter().any(Finding::is_blocking));
        assert!(!rules(&finished(), &around).iter().any(Finding::is_blocking), "is only told");
    }

    #[test]
    fn rsk_05_somebody_leads_it_and_the_whole_is_led_centrally() {
        let ongoing = RiskAnalysis { state: State::Ongoing, owner: None, ..analysis() };
        assert_eq!(check(rules, &ongoing, &near()), ["finding-rsk-05-who"]);
        let whole = RiskAnalysis { whole: true, unit: Some(id(9)), ..analysis() };
        let of = |kind: &str| check(rules, &whole, &and(near(), id(9), &unit(kind)));
        assert!(of("staff").is_empty());
        assert_eq!(of("operative"), ["finding-rsk-05-whole"]);
    }

    #[test]
    fn rsk_03_rsk_11_an_analysis_has_occasion_time_and_a_method_that_holds() {
        let change = RiskAnalysis { trigger: Some(Term::from("change")), ..analysis() };
        assert_eq!(check(rules, &change, &near()), ["finding-rsk-03-occasion"]);
        let late = RiskAnalysis { planned: Some(day("2024-01-23")), ..analysis() };
        assert_eq!(check(rules, &late, &near()), ["finding-rsk-03-late"]);
        let early = RiskAnalysis { method: Term::from("skr-2"), ..analysis() };
        assert_eq!(check(rules, &early, &near()), ["finding-rsk-11"]);
        let cancelled = RiskAnalysis { state: State::Cancelled, ..analysis() };
        assert_eq!(check(rules, &cancelled, &near()), ["finding-rsk-03-cancelled"]);
    }

    #[test]
    fn rsk_08_what_is_too_old_is_told_until_it_is_made_anew() {
        let old = RiskAnalysis { renew_by: Some(day("2024-01-23")), ..finished() };
        let around = pointing("found_in", &[risk()]);
        assert_eq!(check(rules, &old, &around), ["finding-rsk-08-old"]);
        let mut newer = around;
        newer.down.extend(pointing("replaces", &[analysis()]).down);
        assert!(check(rules, &old, &newer).is_empty());
    }
}
