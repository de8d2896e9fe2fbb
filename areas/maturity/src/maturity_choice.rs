//! The choice of areas to work with: what the measurement proposed, what was chosen, where and why, and what is done.

use std::collections::BTreeSet;

use jiff::ToSpan as _;
use serde::{Deserialize, Serialize};
use stadga_decisions::Decision;
use stadga_measures::Measure;
use stadga_model::{
    Around, Choice, Date, Finding, Id, Lifecycle, Move, Near, Prose, Record, Row, Term,
};
use stadga_organisation::{Person, Unit};

use crate::{
    MaturityRound,
    changed::{changed, earlier},
    limits::limits,
    maturity_round,
};

/// A choice of areas (val av områden): CTL-07, ISM-15, T33.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "maturity-choice",
    prefix = "VAL",
    title = "title",
    state = "state",
    unit = "unit",
    owner = "owner"
)]
pub struct MaturityChoice {
    /// What it is called (rubrik).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// How far it has come (läge).
    #[field(list, filter, fixed)]
    #[serde(default)]
    pub state: State,
    /// The year that the work begins (år).
    #[field(list, sort, filter)]
    pub year: i64,
    /// The measurement that it goes by (mätomgång).
    #[field(list, filter)]
    pub round: Id<MaturityRound>,
    /// All areas of the measurement, the lowest first, and which were proposed (förslaget).
    #[field(fixed, group = "areas")]
    #[serde(default)]
    pub ranking: Vec<Ranked>,
    /// What was chosen (valda områden).
    #[field(group = "areas")]
    #[serde(default)]
    pub areas: Vec<Chosen>,
    /// Where it was chosen: a council, a body (valt i).
    #[field(list, filter, to("unit", "forum"), group = "chosen")]
    pub body: Option<Id>,
    /// When (datum).
    #[field(list, sort, filter, group = "chosen")]
    pub date: Option<Date>,
    /// Who chose: the unit and the administrations' coordinators (valde).
    #[field(filter, group = "chosen")]
    #[serde(default)]
    pub participants: Vec<Id<Person>>,
    /// The decision that confirms it (beslut).
    #[field(filter, group = "chosen")]
    pub decision: Option<Id<Decision>>,
    /// The joint measures, area by area (gemensamma åtgärder): ISM-17.
    #[field(group = "work")]
    #[serde(default)]
    pub work: Vec<Work>,
    /// What came of it (slutsats).
    #[field(search, group = "work")]
    pub conclusion: Option<Prose>,
    /// The unit (enhet).
    #[field(filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Who sees to it (ansvarig).
    #[field(list, filter, group = "who")]
    pub owner: Option<Id<Person>>,
}

/// How far a choice has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Proposed, not chosen yet (förslag).
    #[default]
    Proposed,
    /// Chosen, being worked with (valt).
    Chosen,
    /// Followed up to its end (avslutat).
    Closed,
}

/// An area with its level in the measurement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Ranked {
    /// The area (område).
    #[field(scale = "maturity-area")]
    #[serde(default)]
    pub area: Term,
    /// Its level (nivå).
    #[serde(default)]
    pub level: String,
    /// Whether it was among those that were proposed (föreslaget).
    #[serde(default)]
    pub proposed: bool,
}

/// An area that was chosen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Chosen {
    /// The area (område).
    #[field(scale = "maturity-area")]
    #[serde(default)]
    pub area: Term,
    /// Why, where it was not among the lowest (skäl).
    pub reason: Option<String>,
}

/// A measure of an area.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Work {
    /// The area (område).
    #[field(scale = "maturity-area")]
    #[serde(default)]
    pub area: Term,
    /// The measure (åtgärd).
    pub measure: Id<Measure>,
}

/// A choice's way.
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "proposed",
    moves: &[
        Move { name: "choose", from: &["proposed"], to: "chosen" },
        Move { name: "close", from: &["chosen"], to: "closed" },
    ],
    back: &[],
};

/// What lives on when areas have been chosen.
const AFTERWARDS: &[&str] = &["decision", "work", "conclusion", "owner", "unit"];

/// The fields that can still be written: all of them until areas have been chosen.
pub fn open_fields(choice: &MaturityChoice, _: &Near) -> Option<&'static [&'static str]> {
    (choice.state != State::Proposed).then_some(AFTERWARDS)
}

impl MaturityChoice {
    /// Whether the areas have been chosen.
    pub fn is_chosen(&self) -> bool {
        self.state != State::Proposed
    }

    /// The measures of an area.
    pub fn of_area(&self, area: &Term) -> impl Iterator<Item = Id<Measure>> {
        self.work.iter().filter(move |one| one.area == *area).map(|one| one.measure)
    }

    /// The level of an area in the measurement.
    pub fn level_of(&self, area: &Term) -> Option<&str> {
        let found = self.ranking.iter().find(|one| one.area == *area)?;
        Some(found.level.as_str())
    }

    /// The last day of the year to which it is followed up.
    pub fn followed_to(&self) -> i64 {
        self.year + limits().followed_years - 1
    }
}

/// What a chosen area's measure has not told of in a long time (T33).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silence {
    /// How it goes.
    Progress,
    /// What it gave.
    Effect,
}

impl Silence {
    /// What the measure is silent of, on a day.
    pub fn of(measure: &Measure, today: Date) -> Vec<Self> {
        let since = today.saturating_sub(limits().silent_days.days());
        let progress =
            measure.state.has_ended() || measure.progress.iter().any(|one| one.date >= since);
        let effect = measure.effects.iter().any(|one| one.date >= since);
        [(progress, Self::Progress), (effect, Self::Effect)]
            .into_iter()
            .filter_map(|(told, silence)| (!told).then_some(silence))
            .collect()
    }
}

/// What a choice is held to.
pub fn rules(choice: &MaturityChoice, around: &Around) -> Vec<Finding> {
    let mut findings = fits(choice, around);
    if choice.is_chosen() {
        findings.extend(chosen(choice, around));
        findings.extend(reasons(choice));
    }
    if choice.state == State::Chosen {
        findings.extend(worked_with(choice, around));
    }
    if choice.state == State::Closed
        && choice.conclusion.as_ref().is_none_or(|text| text.0.trim().is_empty())
    {
        findings.push(fault("conclusion", "conclusion"));
    }
    findings.extend(fixed(choice, around));
    findings
}

fn fault(variant: &'static str, field: impl Into<String>) -> Finding {
    Finding::blocking("CTL-07").variant(variant).on(field)
}

fn warning(variant: &'static str, field: &str) -> Finding {
    Finding::warning("CTL-07").variant(variant).on(field)
}

/// CTL-07: areas are the measurement's, each once; measures are of chosen areas.
fn fits(choice: &MaturityChoice, around: &Around) -> Vec<Finding> {
    let round: Option<MaturityRound> = around.near.linked(choice.round);
    let mut findings = Vec::new();
    let mut seen = BTreeSet::new();
    for (at, one) in choice.areas.iter().enumerate() {
        let field = format!("areas.{at}.area");
        let model = round.as_ref().and_then(MaturityRound::model);
        if model.is_some_and(|model| model.area(&one.area.0).is_none()) {
            findings.push(fault("strange", field));
        } else if !seen.insert(&one.area) {
            findings.push(fault("twice", field));
        }
    }
    let astray = choice.work.iter().enumerate().filter(|(_, one)| !seen.contains(&one.area));
    findings.extend(astray.map(|(at, _)| fault("astray", format!("work.{at}.area"))));
    if round.is_some_and(|round| round.state != maturity_round::State::Closed) {
        findings.push(warning("preliminary", "round"));
    }
    findings
}

/// CTL-07: what is chosen says what, where and when; as many areas as are proposed.
fn chosen(choice: &MaturityChoice, around: &Around) -> Vec<Finding> {
    let future = choice.date.is_some_and(|date| date > around.today());
    let wanted = limits().lowest;
    let other = warning("count", "areas").with("count", choice.areas.len()).with("wanted", wanted);
    let checks = [
        (choice.areas.is_empty(), fault("areas", "areas")),
        (choice.body.is_none(), fault("where", "body")),
        (choice.date.is_none(), fault("when", "date")),
        (future, fault("future", "date")),
        (choice.participants.is_empty(), warning("who", "participants")),
        (!choice.areas.is_empty() && choice.areas.len() != wanted, other),
    ];
    checks.into_iter().filter_map(|(amiss, finding)| amiss.then_some(finding)).collect()
}

/// CTL-07: an area that was not among the lowest says why it was chosen.
fn reasons(choice: &MaturityChoice) -> Vec<Finding> {
    if choice.ranking.is_empty() {
        return vec![warning("unranked", "ranking")];
    }
    let proposed = |area: &Term| choice.ranking.iter().any(|one| one.proposed && one.area == *area);
    let bare = |one: &Chosen| one.reason.as_ref().is_none_or(|text| text.trim().is_empty());
    let rows = choice.areas.iter().enumerate();
    let wrong = rows.filter(|(_, one)| !proposed(&one.area) && bare(one));
    wrong.map(|(at, _)| fault("reason", format!("areas.{at}.reason"))).collect()
}

/// T33, ISM-16: each chosen area has a measure, and each measure tells of progress and effect.
fn worked_with(choice: &MaturityChoice, around: &Around) -> Vec<Finding> {
    let idle = choice.areas.iter().filter(|one| choice.of_area(&one.area).next().is_none()).count();
    let measures = choice.work.iter().filter_map(|one| around.near.linked(one.measure));
    let settled = choice
        .date
        .is_some_and(|date| date.saturating_add(limits().silent_days.days()) < around.today());
    let silences: Vec<_> = measures
        .filter(|_| settled)
        .flat_map(|measure| Silence::of(&measure, around.today()))
        .collect();
    let count = |silence| silences.iter().filter(|one| **one == silence).count();
    [
        (idle, warning("idle", "work")),
        (count(Silence::Progress), warning("progress", "work")),
        (count(Silence::Effect), warning("effect", "work")),
    ]
    .into_iter()
    .filter_map(|(count, finding)| (count > 0).then(|| finding.with("count", count)))
    .collect()
}

/// CTL-07, SEC-11: what was chosen stays as it was chosen.
fn fixed(choice: &MaturityChoice, around: &Around) -> Vec<Finding> {
    let was = earlier::<MaturityChoice>(around.before);
    if !was.is_some_and(|was| was.is_chosen()) {
        return Vec::new();
    }
    let lives = |name: &&str| *name == "state" || AFTERWARDS.contains(name);
    let changed = changed(choice, around.before).into_iter().filter(|name| !lives(name));
    changed.map(|name| fault("fixed", name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{and, check, check_change, choice, id, measure, near, round};

    fn around() -> Near {
        let quiet = measure(&["2023-12-01"], &["2023-12-01"]);
        and(and(near(&[]), id(1), &round("closed")), id(70), &quiet)
    }

    #[test]
    fn ctl_07_a_choice_says_what_where_and_when() {
        assert!(check(rules, &choice("chosen"), &around()).is_empty());
        let bare = MaturityChoice {
            areas: Vec::new(),
            work: Vec::new(),
            body: None,
            date: None,
            participants: Vec::new(),
            ..choice("chosen")
        };
        assert_eq!(
            check(rules, &bare, &around()),
            ["areas", "where", "when", "who"].map(|variant| format!("finding-ctl-07-{variant}"))
        );
        let proposed = MaturityChoice { state: State::Proposed, ..bare };
        assert!(check(rules, &proposed, &around()).is_empty());
        let soon = MaturityChoice { date: "2024-01-25".parse().ok(), ..choice("chosen") };
        assert_eq!(check(rules, &soon, &around()), ["finding-ctl-07-future"]);
    }

    #[test]
    fn ctl_07_an_area_that_was_not_proposed_says_why() {
        let mut other = choice("chosen");
        other.areas[0].area = Term::from("risk");
        other.work[0].area = Term::from("risk");
        assert_eq!(check(rules, &other, &around()), ["finding-ctl-07-reason"]);
        other.areas[0].reason = Some("Ny lag kräver det.".into());
        assert!(check(rules, &other, &around()).is_empty());
        other.ranking.clear();
        assert_eq!(check(rules, &other, &around()), ["finding-ctl-07-unranked"]);
    }

    #[test]
    fn ctl_07_areas_are_the_measurements_and_each_is_there_once() {
        let mut wrong = choice("proposed");
        wrong.areas[1].area = Term::from("known");
        wrong.areas[2].area = wrong.areas[0].area.clone();
        wrong.work[1].area = Term::from("incidents");
        wrong.work.truncate(2);
        assert_eq!(
            check(rules, &wrong, &around()),
            ["strange", "twice", "astray"].map(|variant| format!("finding-ctl-07-{variant}"))
        );
        let early = and(near(&[]), id(1), &round("open"));
        assert_eq!(check(rules, &choice("proposed"), &early), ["finding-ctl-07-preliminary"]);
    }

    #[test]
    fn t33_each_chosen_area_has_a_measure_that_tells_of_progress_and_effect() {
        let mut idle = choice("chosen");
        idle.work.pop();
        assert_eq!(check(rules, &idle, &around()), ["finding-ctl-07-idle"]);
        let silent = and(and(near(&[]), id(1), &round("closed")), id(70), &measure(&[], &[]));
        let told = check(rules, &choice("chosen"), &silent);
        assert_eq!(told, ["finding-ctl-07-progress", "finding-ctl-07-effect"]);
        let new = MaturityChoice { date: "2024-01-10".parse().ok(), ..choice("chosen") };
        assert!(check(rules, &new, &silent).is_empty(), "it has just begun");
        let old = measure(&["2023-01-02"], &["2024-01-02"]);
        assert_eq!(Silence::of(&old, "2024-01-24".parse().unwrap()), [Silence::Progress]);
    }

    #[test]
    fn ctl_07_what_was_chosen_stays_as_it_was_chosen() {
        let before = choice("chosen");
        let mut after = before.clone();
        after.areas[0].reason = Some("Efterhandskonstruktion.".into());
        after.date = "2023-03-11".parse().ok();
        let told = check_change(rules, &before, &after, &around());
        assert_eq!(told, ["finding-ctl-07-fixed", "finding-ctl-07-fixed"]);
        let conclusion = Some(Prose::from("Två av tre områden höjdes."));
        let closed = MaturityChoice { state: State::Closed, conclusion, ..before.clone() };
        assert!(check_change(rules, &before, &closed, &around()).is_empty());
        let silent = MaturityChoice { state: State::Closed, ..before.clone() };
        let told = check_change(rules, &before, &silent, &around());
        assert_eq!(told, ["finding-ctl-07-conclusion"]);
        assert_eq!(before.followed_to(), 2024);
    }
}
