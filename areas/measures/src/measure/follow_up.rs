//! What a measure's follow-up is held to: reports that can be true, and told often enough (ISM-16).

use jiff::ToSpan;
use stadga_model::{Date, Finding};

use super::{Measure, Share, ShareState, State};

/// How many days a measure may go on without a report ("frekvent" in ISM-16: once a quarter).
const SILENT_DAYS: i32 = 90;

/// What is wrong with the reports, seen from `today`.
pub(super) fn faults(measure: &Measure, today: Date) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (at, report) in measure.progress.iter().enumerate() {
        if !(0..=100).contains(&report.percent) {
            let percent = Finding::blocking("ISM-16").variant("percent");
            findings
                .push(percent.on(format!("progress.{at}.percent")).with("percent", report.percent));
        }
    }
    let reports = measure.progress.iter().map(|report| report.date);
    findings.extend(in_the_future("progress", reports, today));
    let effects = measure.effects.iter().map(|effect| effect.date);
    findings.extend(in_the_future("effects", effects, today));
    findings
}

/// ISM-16: nobody can report what has not happened yet.
fn in_the_future(
    rows: &str,
    dates: impl Iterator<Item = Date>,
    today: Date,
) -> impl Iterator<Item = Finding> {
    let future = dates.enumerate().filter(move |(_, date)| *date > today);
    future.map(move |(at, _)| {
        Finding::blocking("ISM-16").variant("future").on(format!("{rows}.{at}.date"))
    })
}

/// ISM-16: a decided measure that has begun, or should have, is reported often.
pub(super) fn silences(measure: &Measure, today: Date) -> Vec<Finding> {
    let begun = measure.start.filter(|start| *start <= today);
    let last = measure.latest_progress().map(|report| report.date).or(begun);
    let limit = today.checked_sub(SILENT_DAYS.days()).unwrap_or(Date::MIN);
    let finding = |variant| Finding::warning("ISM-16").variant(variant).on("progress");
    match last {
        Some(last) if last < limit => vec![finding("silent").with("date", last)],
        None if measure.state == State::InProgress => vec![finding("never")],
        _ => Vec::new(),
    }
}

/// Whether one tells how a measure in this state goes.
pub fn is_followed(state: State) -> bool {
    matches!(state, State::Decided | State::InProgress)
}

/// Whether a measure that goes on has not been reported for too long (ISM-16).
pub fn is_silent(measure: &Measure, today: Date) -> bool {
    !silences(measure, today).is_empty()
}

impl Share {
    /// Whether the administration has something left to do.
    pub fn is_left(&self) -> bool {
        matches!(self.state, ShareState::NotStarted | ShareState::InProgress)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Effect, Progress, rules};
    use super::*;
    use crate::tests::{check, measure, near};

    fn reported(date: &str, percent: i64) -> Measure {
        let report = Progress { date: date.parse().unwrap(), percent, text: "Läget".into() };
        Measure { progress: vec![report], ..measure(State::InProgress) }
    }

    #[test]
    fn ism_16_per_cent_are_from_nought_to_a_hundred() {
        for percent in [0, 100] {
            assert!(check(rules, &reported("2024-01-20", percent), &near(&[])).is_empty());
        }
        for percent in [-1, 101] {
            let found = check(rules, &reported("2024-01-20", percent), &near(&[]));
            assert_eq!(found, ["finding-ism-16-percent"]);
        }
    }

    #[test]
    fn ism_16_nobody_reports_what_has_not_happened_yet() {
        let mut coming = reported("2024-01-25", 50);
        assert_eq!(check(rules, &coming, &near(&[])), ["finding-ism-16-future"]);
        let date = "2024-02-01".parse().unwrap();
        coming.effects =
            vec![Effect { date, what: "Konton".into(), value: "12".into(), note: None }];
        let found = check(rules, &coming, &near(&[]));
        assert_eq!(found, ["finding-ism-16-future", "finding-ism-16-future"]);
    }

    #[test]
    fn ism_16_ninety_silent_days_are_seen() {
        assert!(check(rules, &reported("2023-10-26", 50), &near(&[])).is_empty());
        assert_eq!(
            check(rules, &reported("2023-10-25", 50), &near(&[])),
            ["finding-ism-16-silent"]
        );
    }

    #[test]
    fn ism_16_a_begun_measure_without_any_report_is_seen() {
        let mut begun = measure(State::InProgress);
        assert_eq!(check(rules, &begun, &near(&[])), ["finding-ism-16-never"]);
        begun.start = "2024-01-02".parse().ok();
        assert!(check(rules, &begun, &near(&[])).is_empty());
        begun.start = "2023-09-01".parse().ok();
        assert_eq!(check(rules, &begun, &near(&[])), ["finding-ism-16-silent"]);
    }
}
