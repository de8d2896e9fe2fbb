//! Demands for analyses: what asked for one, of what, by when; and, where it comes back, of what every year.

use crate::{RiskAnalysis, trigger::trigger};
use serde::{Deserialize, Serialize};
use stadga_decisions::postponement::is_blank;
use stadga_model::{Around, Choice, Date, Finding, Id, Lifecycle, Move, Prose, Record, Term};
use stadga_organisation::{Person, Unit};

/// A demand for a risk analysis (krav på riskanalys): RSK-03, R-7, AUT-15.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "risk-demand",
    prefix = "AKR",
    title = "title",
    state = "state",
    unit = "unit",
    owner = "owner"
)]
pub struct RiskDemand {
    /// What is to be analysed, in short (rubrik).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// Whether it has been met (läge).
    #[field(list, filter, fixed)]
    #[serde(default)]
    pub state: State,
    /// What asks for it (utlösande).
    #[field(list, filter, scale = "risk-trigger")]
    #[serde(default)]
    pub trigger: Term,
    /// What is to be analysed: systems, objects, changes, units (avser).
    #[field(filter)]
    #[serde(default)]
    pub about: Vec<Id>,
    /// What is to happen, and why it can do harm (beskrivning).
    #[field(search)]
    pub description: Option<Prose>,
    /// The day of the outage, or of the decision on the change: by then (senast).
    #[field(list, sort, filter, group = "when")]
    pub due: Option<Date>,
    /// When the change is implemented: a second analysis by then (införs).
    #[field(list, sort, filter, group = "when")]
    pub implementation: Option<Date>,
    /// Who sees to it that it is made (ansvarig): RSK-05.
    #[field(list, filter, group = "who")]
    pub owner: Option<Id<Person>>,
    /// The unit that it concerns (enhet).
    #[field(list, filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Why no analysis is needed (varför inte).
    #[field(search, group = "end")]
    pub waived_because: Option<Prose>,
}

/// Whether a demand has been met.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Not yet; what comes back stays here (gäller).
    #[default]
    Open,
    /// Met (uppfyllt).
    Met,
    /// Not asked for after all (avskrivet).
    Waived,
}

/// A demand's way.
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "open",
    moves: &[
        Move { name: "meet", from: &["open"], to: "met" },
        Move { name: "waive", from: &["open"], to: "waived" },
        Move { name: "reopen", from: &["met", "waived"], to: "open" },
    ],
    back: &["waive", "reopen"],
};

/// What a demand still lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// The analysis; of a change, that before the decision.
    First,
    /// That before the implementation.
    Second,
}

impl RiskDemand {
    /// Whether it stays for as long as it holds.
    pub fn comes_back(&self) -> bool {
        self.months().is_some()
    }

    /// After how many months it comes back.
    pub fn months(&self) -> Option<i32> {
        trigger(&self.trigger.0)?.months
    }

    /// What it lacks of these analyses, with the day by which it is needed.
    pub fn lacks<'a>(
        &self,
        analyses: impl IntoIterator<Item = &'a RiskAnalysis>,
    ) -> Vec<(Lack, Option<Date>)> {
        let (mut first, mut second) = (false, false);
        for analysis in analyses.into_iter().filter(|analysis| analysis.done_on().is_some()) {
            if analysis.is_second() { second = true } else { first = true }
        }
        let twice = trigger(&self.trigger.0).is_some_and(|trigger| trigger.twice);
        let mut lacks = Vec::new();
        if !first {
            lacks.push((Lack::First, self.due));
        }
        if twice && !second {
            lacks.push((Lack::Second, self.implementation));
        }
        lacks
    }
}

/// What a demand is held to.
pub fn rules(demand: &RiskDemand, around: &Around) -> Vec<Finding> {
    let analyses: Vec<RiskAnalysis> = around.near.pointing().map(|(_, one)| one).collect();
    let lacks = demand.lacks(&analyses);
    let mut findings = Vec::new();
    if trigger(&demand.trigger.0).is_none() {
        findings.push(Finding::blocking("RSK-03").variant("trigger").on("trigger"));
    }
    let order = demand.due.zip(demand.implementation).is_some_and(|(due, then)| then < due);
    findings
        .extend(order.then(|| Finding::blocking("RSK-03").variant("order").on("implementation")));
    match demand.state {
        State::Open if demand.comes_back() => {
            let nothing = demand.about.is_empty() && demand.unit.is_none();
            findings.extend(nothing.then(|| Finding::warning("RSK-03").variant("nothing")));
        }
        State::Open => findings.extend(lacks.iter().filter_map(|lack| late(*lack, around.today()))),
        State::Met if demand.comes_back() => {
            findings.push(Finding::blocking("RSK-03").variant("comes-back").on("state"));
        }
        State::Met => {
            let unmet = |(lack, _): &(Lack, _)| {
                let variant = if *lack == Lack::First { "unmet" } else { "unmet-second" };
                Finding::blocking("RSK-03").variant(variant).on("state")
            };
            findings.extend(lacks.iter().map(unmet));
        }
        State::Waived => {
            let silent = is_blank(demand.waived_because.as_ref());
            let fault = || Finding::blocking("RSK-03").variant("waived").on("waived_because");
            findings.extend(silent.then(fault));
        }
    }
    findings
}

/// AUT-15: what was to be analysed before a day that has passed.
fn late((lack, day): (Lack, Option<Date>), today: Date) -> Option<Finding> {
    let day = day.filter(|day| *day <= today)?;
    let (variant, field) = match lack {
        Lack::First => ("missing", "due"),
        Lack::Second => ("missing-second", "implementation"),
    };
    Some(Finding::warning("RSK-03").variant(variant).on(field).with("date", day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{analysis, check, day, demand, near, pointing};
    use crate::{analysis, analysis::SECOND};

    fn done(second: bool) -> RiskAnalysis {
        RiskAnalysis {
            state: analysis::State::Done,
            done: Some(day("2024-01-10")),
            occasion: second.then(|| Term::from(SECOND)),
            ..analysis()
        }
    }

    #[test]
    fn aut_15_rsk_03_a_change_is_analysed_before_decision_and_before_implementation() {
        let change = demand("change");
        let late = RiskDemand {
            due: Some(day("2024-01-20")),
            implementation: Some(day("2024-01-23")),
            ..change.clone()
        };
        let told = ["finding-rsk-03-missing", "finding-rsk-03-missing-second"];
        assert_eq!(check(rules, &late, &near()), told);
        let once = pointing("demands", &[done(false)]);
        assert_eq!(check(rules, &late, &once), ["finding-rsk-03-missing-second"]);
        let twice = pointing("demands", &[done(false), done(true)]);
        assert!(check(rules, &late, &twice).is_empty());
        let met = RiskDemand { state: State::Met, ..change };
        assert_eq!(check(rules, &met, &once), ["finding-rsk-03-unmet-second"]);
        assert!(check(rules, &met, &twice).is_empty());
    }

    #[test]
    fn rsk_03_one_that_comes_back_is_never_met_for_good() {
        let nis = RiskDemand { state: State::Met, ..demand("nis") };
        assert_eq!(check(rules, &nis, &near()), ["finding-rsk-03-comes-back"]);
        assert!(check(rules, &RiskDemand { state: State::Open, ..nis }, &near()).is_empty());
    }

    #[test]
    fn rsk_03_what_is_waived_says_why_and_dates_come_in_order() {
        let waived = RiskDemand { state: State::Waived, ..demand("outage") };
        assert_eq!(check(rules, &waived, &near()), ["finding-rsk-03-waived"]);
        let wrong = RiskDemand {
            due: Some(day("2025-02-01")),
            implementation: Some(day("2025-01-01")),
            ..demand("change")
        };
        assert_eq!(check(rules, &wrong, &near()), ["finding-rsk-03-order"]);
        assert!(check(rules, &demand("none"), &near()).contains(&"finding-rsk-03-trigger".into()));
    }
}
