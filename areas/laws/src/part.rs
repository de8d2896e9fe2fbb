//! Parts of a programme: what each delivers, by when, how long it takes, and when it must have begun at the latest.

use jiff::ToSpan as _;
use serde::{Deserialize, Serialize};
use stadga_measures::Measure;
use stadga_model::{Around, Choice, Date, Finding, Id, Lifecycle, Move, Prose, Record};
use stadga_organisation::{Person, Unit};

use crate::{LawRequirement, Programme, order, shipped::numbers};

/// A part of a programme (delleverans): NIS-03, R-9, T36.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "law-programme-part",
    prefix = "DLV",
    title = "title",
    state = "state",
    unit = "unit",
    owner = "owner"
)]
pub struct Part {
    /// What is delivered (delleverans).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// How far it has come (läge).
    #[field(list, filter, fixed)]
    #[serde(default)]
    pub state: State,
    /// The programme (program).
    #[field(list, filter)]
    pub programme: Id<Programme>,
    /// Its place among the parts (ordning).
    #[field(sort)]
    pub place: Option<i64>,
    /// What is done, and how one sees that it is done (beskrivning).
    #[field(search)]
    pub about: Option<Prose>,
    /// The parts that must be done before this one can begin (väntar på).
    #[field(filter)]
    #[serde(default)]
    pub after: Vec<Id<Part>>,
    /// What of the law it meets (lagkrav).
    #[field(filter)]
    #[serde(default)]
    pub requirements: Vec<Id<LawRequirement>>,
    /// When it is to be done (klart senast).
    #[field(list, filter, sort, group = "when")]
    pub due: Option<Date>,
    /// How many weeks it takes (tid i veckor).
    #[field(list, sort, group = "when")]
    pub weeks: Option<i64>,
    /// It cannot begin in earnest before this day (tidigast).
    #[field(filter, sort, group = "when")]
    pub earliest: Option<Date>,
    /// When it began (påbörjad).
    #[field(filter, sort, group = "when")]
    pub started: Option<Date>,
    /// When it was done (klar).
    #[field(filter, sort, group = "when")]
    pub done: Option<Date>,
    /// How much is done, in per cent (procent).
    #[field(list, sort, group = "follow-up")]
    pub percent: Option<i64>,
    /// What came out (resultat).
    #[field(search, group = "follow-up")]
    pub result: Option<Prose>,
    /// Why it was given up (skäl).
    #[field(group = "follow-up")]
    pub reason: Option<Prose>,
    /// The unit that carries it out (enhet).
    #[field(list, filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Who sees to it (ansvarig).
    #[field(list, filter, group = "who")]
    pub owner: Option<Id<Person>>,
}

/// How far it has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Not begun (inte påbörjad).
    #[default]
    NotStarted,
    /// Being done (pågår).
    Running,
    /// Made, and being introduced (införs).
    Introducing,
    /// Done (klar).
    Done,
    /// Given up (utgår).
    Dropped,
}

impl State {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 5] =
        [Self::Done, Self::Introducing, Self::Running, Self::NotStarted, Self::Dropped];

    /// Whether something is left to do.
    pub fn is_open(self) -> bool {
        matches!(self, Self::NotStarted | Self::Running | Self::Introducing)
    }

    /// Its value as it is stored.
    pub fn key(self) -> &'static str {
        match self {
            Self::NotStarted => "not-started",
            Self::Running => "running",
            Self::Introducing => "introducing",
            Self::Done => "done",
            Self::Dropped => "dropped",
        }
    }
}

/// Its way.
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "not-started",
    moves: &[
        Move { name: "start", from: &["not-started"], to: "running" },
        Move { name: "introduce", from: &["running"], to: "introducing" },
        Move { name: "finish", from: &["not-started", "running", "introducing"], to: "done" },
        Move { name: "drop", from: &["not-started", "running", "introducing"], to: "dropped" },
        Move { name: "reopen", from: &["done", "dropped"], to: "running" },
    ],
    back: &["drop", "reopen"],
};

/// What there is to warn of: T36.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Alarm {
    /// It was to be done on this day and is not.
    Late(Date),
    /// It was to have begun on this day and has not.
    Passed(Date),
    /// It must begin on this day.
    Soon(Date),
    /// Nobody has said by when, or how long it takes.
    Unplanned,
    /// Nothing.
    Calm,
}

impl Alarm {
    /// Its part of a text's key.
    pub fn key(self) -> &'static str {
        match self {
            Self::Late(_) => "late",
            Self::Passed(_) => "passed",
            Self::Soon(_) => "soon",
            Self::Unplanned => "unplanned",
            Self::Calm => "calm",
        }
    }

    /// The day that it is about.
    pub fn day(self) -> Option<Date> {
        match self {
            Self::Late(day) | Self::Passed(day) | Self::Soon(day) => Some(day),
            Self::Unplanned | Self::Calm => None,
        }
    }

    /// Whether somebody must act.
    pub fn rings(self) -> bool {
        self != Self::Calm
    }
}

/// The last day on which something can begin that takes so many weeks and is to be done on `due`.
pub fn latest_start(due: Date, weeks: i64) -> Option<Date> {
    let weeks = i32::try_from(weeks).ok().filter(|weeks| *weeks >= 0)?;
    due.checked_sub(weeks.weeks()).ok()
}

impl Part {
    /// The last day on which it can begin, where that can be told.
    pub fn latest_start(&self) -> Option<Date> {
        latest_start(self.due?, self.weeks?)
    }

    /// The state that its days tell, where it is not further than they say (NIS-03).
    fn told(&self) -> State {
        match (self.state, self.started, self.done) {
            (State::NotStarted, _, Some(_)) => State::Done,
            (State::NotStarted, Some(_), None) => State::Running,
            (state, ..) => state,
        }
    }

    /// What there is to warn of on `today`, `ahead` days before it must begin: T36.
    pub fn alarm(&self, today: Date, ahead: i32) -> Alarm {
        if !self.state.is_open() {
            return Alarm::Calm;
        }
        match (self.due, self.latest_start()) {
            (Some(due), _) if due < today => Alarm::Late(due),
            (None, _) => Alarm::Unplanned,
            _ if self.state != State::NotStarted => Alarm::Calm,
            (_, None) => Alarm::Unplanned,
            (_, Some(day)) if day < today => Alarm::Passed(day),
            (_, Some(day)) if day <= today.saturating_add(ahead.days()) => Alarm::Soon(day),
            _ => Alarm::Calm,
        }
    }
}

/// Who writes the day on which a part began, or was done, has said that it did: its state follows (NIS-03).
pub fn complete(part: &mut Part) {
    part.state = part.told();
}

/// What a part is held to: NIS-03, T36.
pub fn rules(part: &Part, around: &Around) -> Vec<Finding> {
    let today = around.today();
    let mut findings = wrong(part, today);
    // What was written before the state followed is told until somebody saves it.
    let behind = part.told() != part.state;
    findings.extend(behind.then(|| Finding::warning("NIS-03").variant("behind").on("state")));
    findings.extend(order::rules(part, around.near));
    let alarm = part.alarm(today, numbers().start_ahead);
    if alarm.rings() {
        let finding = Finding::warning("NIS-03").variant(alarm.key()).on("due");
        let day = alarm.day().map(|day| day.to_string()).unwrap_or_default();
        findings.push(finding.with("date", day));
    }
    if part.state.is_open() {
        let nobody = part.owner.is_none();
        findings.extend(nobody.then(|| Finding::warning("NIS-03").variant("owner").on("owner")));
    }
    let unmeasured = matches!(part.state, State::Running | State::Introducing)
        && around.near.pointing::<Measure>().next().is_none();
    findings.extend(unmeasured.then(|| Finding::warning("NIS-03").variant("measures")));
    findings
}

/// NIS-03: days and numbers that cannot be, and ends that are not told.
fn wrong(part: &Part, today: Date) -> Vec<Finding> {
    let fault = |variant, field: &str| Finding::blocking("NIS-03").variant(variant).on(field);
    let future = |day: Option<Date>| day.is_some_and(|day| day > today);
    let blank = |text: &Option<Prose>| text.as_ref().is_none_or(|text| text.0.trim().is_empty());
    let under_way = matches!(part.state, State::Running | State::Introducing);
    let begun = under_way || part.state == State::Done;
    let backwards = part.started.zip(part.done).is_some_and(|(from, to)| to < from);
    let checks = [
        (part.weeks.is_some_and(|weeks| !(1..=520).contains(&weeks)), fault("weeks", "weeks")),
        (part.percent.is_some_and(|n| !(0..=100).contains(&n)), fault("percent", "percent")),
        (begun && part.started.is_none(), fault("started", "started")),
        (future(part.started) || future(part.done), fault("future", "started")),
        (backwards, fault("order", "done")),
        (part.state == State::Done && part.done.is_none(), fault("done", "done")),
        (under_way && part.done.is_some(), fault("ended", "done")),
        (part.state == State::Dropped && blank(&part.reason), fault("why", "reason")),
    ];
    checks.into_iter().filter_map(|(amiss, fault)| amiss.then_some(fault)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check, measure, near, part, pointing};
    use proptest::prelude::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn planned(due: &str, weeks: i64) -> Part {
        Part { due: Some(day(due)), weeks: Some(weeks), ..part(State::NotStarted) }
    }

    #[test]
    fn t36_what_has_not_begun_is_warned_of_before_after_and_when_it_is_late() {
        let continuity = planned("2025-12-31", 26);
        assert_eq!(continuity.latest_start(), Some(day("2025-07-02")));
        let alarm = |today: &str| continuity.alarm(day(today), 60);
        assert_eq!(alarm("2025-05-02"), Alarm::Calm);
        assert_eq!(alarm("2025-05-03"), Alarm::Soon(day("2025-07-02")));
        assert_eq!(alarm("2025-07-02"), Alarm::Soon(day("2025-07-02")));
        assert_eq!(alarm("2025-07-03"), Alarm::Passed(day("2025-07-02")));
        assert_eq!(alarm("2026-01-01"), Alarm::Late(day("2025-12-31")));
        let begun = Part { state: State::Running, ..continuity.clone() };
        assert_eq!(begun.alarm(day("2025-07-03"), 60), Alarm::Calm);
        assert_eq!(begun.alarm(day("2026-01-01"), 60), Alarm::Late(day("2025-12-31")));
        let done = Part { state: State::Done, ..continuity.clone() };
        assert_eq!(done.alarm(day("2027-01-01"), 60), Alarm::Calm);
        let open = Part { weeks: None, ..continuity };
        assert_eq!(open.alarm(day("2025-01-01"), 60), Alarm::Unplanned);
    }

    #[test]
    fn nis_03_the_state_of_a_part_is_what_its_days_say() {
        let completed = |state: State, started: Option<&str>, done: Option<&str>| {
            let (started, done) = (started.map(day), done.map(day));
            let mut one = Part { started, done, ..part(state) };
            complete(&mut one);
            one.state
        };
        let (from, to) = (Some("2023-10-02"), Some("2024-01-10"));
        assert_eq!(completed(State::NotStarted, None, None), State::NotStarted);
        assert_eq!(completed(State::NotStarted, from, None), State::Running);
        assert_eq!(completed(State::NotStarted, from, to), State::Done);
        assert_eq!(
            completed(State::NotStarted, None, to),
            State::Done,
            "then its start is asked for"
        );
        assert_eq!(completed(State::Introducing, from, None), State::Introducing);
        assert_eq!(completed(State::Dropped, from, to), State::Dropped);
        let old = Part { started: from.map(day), ..part(State::NotStarted) };
        assert_eq!(check(rules, &old, &near()), ["finding-nis-03-behind"]);
        // What was opened again is not done: its day must go, or it must be finished.
        assert_eq!(completed(State::Running, from, to), State::Running);
        let again = Part { done: to.map(day), ..part(State::Running) };
        let told = check(rules, &again, &pointing("causes", &[measure()]));
        assert_eq!(told, ["finding-nis-03-ended"]);
    }

    #[test]
    fn nis_03_a_part_tells_its_alarm_its_measures_and_how_it_ended() {
        let told = |part: &Part| check(rules, part, &near());
        assert!(told(&planned("2025-12-31", 26)).is_empty());
        assert_eq!(told(&planned("2024-06-30", 26)), ["finding-nis-03-passed"]);
        assert_eq!(told(&planned("2024-06-30", 20)), ["finding-nis-03-soon"]);
        let unplanned = Part { due: None, ..planned("2024-06-30", 1) };
        assert_eq!(told(&unplanned), ["finding-nis-03-unplanned"]);
        let running = part(State::Running);
        assert_eq!(told(&running), ["finding-nis-03-measures"]);
        assert!(check(rules, &running, &pointing("causes", &[measure()])).is_empty());
        let done = Part { done: None, ..part(State::Done) };
        assert_eq!(told(&done), ["finding-nis-03-done"]);
        let dropped = Part { reason: None, ..part(State::Dropped) };
        assert_eq!(told(&dropped), ["finding-nis-03-why"]);
        let wrong = Part { weeks: Some(0), percent: Some(101), ..planned("2025-12-31", 1) };
        let faults = ["finding-nis-03-weeks", "finding-nis-03-percent", "finding-nis-03-unplanned"];
        assert_eq!(told(&wrong)[..2], faults[..2]);
    }

    proptest! {
        #[test]
        fn t36_the_latest_start_and_the_time_it_takes_give_the_day_it_is_due(
            days in 0i32..20_000, weeks in 0i64..520,
        ) {
            let due = day("2000-01-01").saturating_add(days.days());
            let start = latest_start(due, weeks).unwrap();
            prop_assert_eq!(start.saturating_add(i32::try_from(weeks).unwrap().weeks()), due);
            prop_assert!(latest_start(due, weeks + 1).unwrap() < start, "the longer, the sooner");
        }

        #[test]
        fn t36_an_alarm_grows_with_time_and_never_falls_silent(
            weeks in 1i64..104, ahead in 0i32..120, at in 0i32..2_000, later in 0i32..400,
        ) {
            let part = planned("2026-06-30", weeks);
            let today = day("2022-01-01").saturating_add(at.days());
            let (now, then) = (part.alarm(today, ahead), part.alarm(today.saturating_add(later.days()), ahead));
            let grave = |alarm: Alarm| match alarm {
                Alarm::Calm => 0, Alarm::Unplanned => 1, Alarm::Soon(_) => 2, Alarm::Passed(_) => 3, Alarm::Late(_) => 4,
            };
            prop_assert!(grave(then) >= grave(now));
        }
    }
}
