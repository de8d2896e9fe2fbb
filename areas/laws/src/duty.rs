//! Standing duties under law: to be registered and tell of changes, data protection, preparedness, training, reporting.

use jiff::ToSpan as _;
use serde::{Deserialize, Serialize};
use stadga_decisions::Delegation;
use stadga_model::{Around, Choice, Date, Finding, Id, Lifecycle, Move, Prose, Record, Row, Term};
use stadga_organisation::{Person, Unit};

use crate::{Authority, Law, LawRequirement};

/// The sort of duty that data protection asks for, a key of the scale `legal-duty-sort`: NIS-06.
pub const DATA_PROTECTION: &str = "data-protection";
/// The sort of duty that crises and war ask for: NIS-12.
pub const PREPAREDNESS: &str = "preparedness";

/// A duty (skyldighet): NIS-01, NIS-06, NIS-12.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "legal-duty",
    prefix = "SKD",
    title = "title",
    state = "state",
    unit = "unit",
    owner = "owner"
)]
pub struct LegalDuty {
    /// What is to be done (skyldighet).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// Whether it is (läge).
    #[field(list, filter, fixed)]
    #[serde(default)]
    pub state: State,
    /// Registration, data protection, preparedness … (slag).
    #[field(list, filter, scale = "legal-duty-sort")]
    #[serde(default)]
    pub duty_sort: Term,
    /// The law (lag).
    #[field(list, filter)]
    pub law: Option<Id<Law>>,
    /// The requirement of the law (lagkrav).
    #[field(filter)]
    pub requirement: Option<Id<LawRequirement>>,
    /// The authority that it is owed to (myndighet).
    #[field(list, filter)]
    pub authority: Option<Id<Authority>>,
    /// Where it is kept or done: register, portal, diary number (finns i).
    #[field(search)]
    pub place: Option<String>,
    /// What there is to say of it, without details that must not be here (anteckning).
    #[field(search)]
    pub note: Option<Prose>,
    /// When it is to be done for the first time (senast).
    #[field(list, filter, sort, group = "when")]
    pub due: Option<Date>,
    /// When it was last done (senast gjort).
    #[field(filter, sort, group = "when")]
    pub done: Option<Date>,
    /// It comes again after so many months (återkommer efter månader).
    #[field(group = "when")]
    pub months: Option<i64>,
    /// A change is told within so many days (ändring anmäls inom dagar).
    #[field(group = "changes")]
    pub change_days: Option<i64>,
    /// What has changed since (ändringar).
    #[field(group = "changes")]
    #[serde(default)]
    pub changes: Vec<Change>,
    /// The entry of the delegation register that says who may (delegation).
    #[field(group = "who")]
    pub delegation: Option<Id<Delegation>>,
    /// The unit whose duty it is (enhet).
    #[field(list, filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Who sees to it (ansvarig).
    #[field(list, filter, group = "who")]
    pub owner: Option<Id<Person>>,
}

/// A change that the authority is to know of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Change {
    /// When it changed (datum).
    pub date: Date,
    /// What (ändring).
    #[serde(default)]
    pub what: String,
    /// When it was told (anmäld).
    pub reported: Option<Date>,
}

/// Whether it is done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Still to be done for the first time (ska göras).
    #[default]
    ToDo,
    /// Done, and kept up (på plats).
    InPlace,
    /// No longer owed (upphörd).
    Ended,
}

/// Its way.
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "to-do",
    moves: &[
        Move { name: "put-in-place", from: &["to-do"], to: "in-place" },
        Move { name: "redo", from: &["in-place"], to: "to-do" },
        Move { name: "end", from: &["to-do", "in-place"], to: "ended" },
        Move { name: "reopen", from: &["ended"], to: "to-do" },
    ],
    back: &["redo", "end", "reopen"],
};

/// The last day for telling of a change of `day`.
pub fn report_by(day: Date, within: i64) -> Option<Date> {
    let within = i32::try_from(within).ok().filter(|days| *days >= 0)?;
    day.checked_add(within.days()).ok()
}

impl LegalDuty {
    /// When it is to be done next, if a day is set.
    pub fn next(&self) -> Option<Date> {
        match (self.state, self.done, self.months) {
            (State::Ended, ..) => None,
            (State::ToDo, ..) => self.due,
            (State::InPlace, Some(done), Some(months)) => {
                done.checked_add(i32::try_from(months).ok()?.months()).ok()
            }
            (State::InPlace, ..) => None,
        }
    }

    /// The changes that nobody has told of, each with its last day.
    pub fn untold(&self) -> impl Iterator<Item = (&Change, Option<Date>)> {
        let within = self.change_days;
        let open = self.changes.iter().filter(|change| change.reported.is_none());
        open.map(move |change| (change, within.and_then(|days| report_by(change.date, days))))
    }

    /// Since when it is late: the first day that went by without its being done, or without a change being told.
    pub fn late_since(&self, today: Date) -> Option<Date> {
        let untold = self.untold().filter_map(|(_, by)| by);
        untold.chain(self.next()).filter(|day| *day < today).min()
    }

    /// Whether it is of this sort.
    pub fn is_of(&self, sort: &str) -> bool {
        self.duty_sort.0 == sort
    }
}

/// What a duty is held to: NIS-01, NIS-06, NIS-12.
pub fn rules(duty: &LegalDuty, around: &Around) -> Vec<Finding> {
    let today = around.today();
    let warning = |variant, field: &str| Finding::warning("NIS-01").variant(variant).on(field);
    let fault = |variant, field: &str| Finding::blocking("NIS-01").variant(variant).on(field);
    let mut findings = Vec::new();
    let negative = [duty.months, duty.change_days].into_iter().flatten().any(|n| n < 1);
    findings.extend(negative.then(|| fault("numbers", "months")));
    let undone = duty.state == State::InPlace && duty.done.is_none();
    findings.extend(undone.then(|| fault("duty-done", "done")));
    let future = duty.done.is_some_and(|done| done > today);
    findings.extend(future.then(|| fault("duty-future", "done")));
    if duty.state == State::Ended {
        return findings;
    }
    let late = duty.next().filter(|day| *day < today);
    findings.extend(late.map(|day| warning("duty-late", "due").with("date", day)));
    findings.extend(duty.owner.is_none().then(|| warning("duty-owner", "owner")));
    findings.extend(duty.untold().map(|(change, by)| {
        match by {
            Some(by) if by < today => warning("change-late", "changes"),
            _ => warning("change-untold", "changes"),
        }
        .with("what", &change.what)
        .with("date", by.map(|by| by.to_string()).unwrap_or_default())
    }));
    let nowhere = duty.place.as_deref().unwrap_or_default().trim().is_empty();
    if nowhere && duty.is_of(DATA_PROTECTION) && duty.delegation.is_none() {
        findings.push(Finding::warning("NIS-06").variant("place").on("place"));
    }
    if duty.is_of(PREPAREDNESS) && duty.law.is_none() {
        findings.push(Finding::warning("NIS-12").variant("law").on("law"));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check, id, near};
    use proptest::prelude::*;

    fn duty(sort: &str) -> LegalDuty {
        let json = serde_json::json!({"title": "Anmälan", "state": "in-place", "duty_sort": sort,
            "law": id::<Law>(1), "done": "2024-01-02", "change_days": 14, "owner": id::<Person>(5),
            "place": "Portalen"});
        serde_json::from_value(json).unwrap()
    }

    fn change(date: &str, reported: Option<&str>) -> Change {
        let reported = reported.map(|day| day.parse().unwrap());
        Change { date: date.parse().unwrap(), what: "Nya kontaktuppgifter".into(), reported }
    }

    #[test]
    fn nis_01_a_change_of_what_is_registered_is_told_within_fourteen_days() {
        let mut registered = duty("registration");
        assert!(check(rules, &registered, &near()).is_empty());
        registered.changes = vec![change("2024-01-10", None)];
        assert_eq!(check(rules, &registered, &near()), ["finding-nis-01-change-untold"]);
        registered.changes = vec![change("2024-01-09", None)];
        assert_eq!(check(rules, &registered, &near()), ["finding-nis-01-change-late"]);
        registered.changes = vec![change("2024-01-09", Some("2024-01-20"))];
        assert!(check(rules, &registered, &near()).is_empty());
    }

    #[test]
    fn nis_06_a_duty_of_data_protection_says_where_it_is_kept_or_who_may() {
        let lost = LegalDuty { place: None, ..duty(DATA_PROTECTION) };
        assert_eq!(check(rules, &lost, &near()), ["finding-nis-06-place"]);
        let delegated = LegalDuty { delegation: Some(id(8)), ..lost };
        assert!(check(rules, &delegated, &near()).is_empty());
    }

    #[test]
    fn nis_12_a_task_of_preparedness_names_its_law_comes_again_and_is_told_when_late() {
        let task = LegalDuty { law: None, ..duty(PREPAREDNESS) };
        assert_eq!(check(rules, &task, &near()), ["finding-nis-12-law"]);
        let yearly =
            LegalDuty { done: "2023-01-20".parse().ok(), months: Some(12), ..duty(PREPAREDNESS) };
        assert_eq!(yearly.next(), "2024-01-20".parse().ok());
        assert_eq!(check(rules, &yearly, &near()), ["finding-nis-01-duty-late"]);
        let first =
            LegalDuty { state: State::ToDo, done: None, due: "2024-02-16".parse().ok(), ..yearly };
        assert!(check(rules, &first, &near()).is_empty());
        let nobody = LegalDuty { owner: None, ..first };
        assert_eq!(check(rules, &nobody, &near()), ["finding-nis-01-duty-owner"]);
    }

    proptest! {
        #[test]
        fn nis_01_the_day_for_telling_lies_as_many_days_after_the_change_as_are_given(
            at in 0i32..20_000, days in 0i64..400,
        ) {
            let day = Date::constant(2000, 1, 1).saturating_add(at.days());
            let by = report_by(day, days).unwrap();
            prop_assert_eq!(i64::from(day.until(by).unwrap().get_days()), days);
        }
    }
}
