//! Events of the annual wheel: what comes again each year, half-year, quarter or month, and who sees to it.

use jiff::ToSpan;
use jiff::civil::{ISOWeekDate, Weekday};
use serde::{Deserialize, Serialize};
use stadga_model::{Around, Choice, Date, Finding, Id, Period, Prose, Record, Row, Term};
use stadga_organisation::{Person, Unit};

/// An event of the annual wheel (händelse i årshjulet): ISM-13.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(kind = "annual-event", prefix = "ÅRS", title = "title", unit = "unit", owner = "owner")]
pub struct AnnualEvent {
    /// What takes place (rubrik).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// Whether it is planning, follow-up or reporting (ring).
    #[field(list, filter, scale = "wheel-ring")]
    #[serde(default)]
    pub ring: Term,
    /// What is done (beskrivning).
    #[field(search)]
    pub text: Option<Prose>,
    /// How often (återkommer).
    #[field(list, filter, group = "when")]
    #[serde(default)]
    pub repeats: Repeats,
    /// The first month of the year in which it takes place, 1–12 (månad).
    #[field(list, sort, filter, group = "when")]
    pub month: Option<i64>,
    /// The day of the month; the last one where the month is shorter (dag i månaden).
    #[field(group = "when")]
    pub day: Option<i64>,
    /// Or the week, 1–53: its Monday (vecka).
    #[field(sort, group = "when")]
    pub week: Option<i64>,
    /// From when to when it belongs to the wheel (ingår).
    #[field(group = "when")]
    pub period: Period,
    /// Where it is taken up (tas upp i).
    #[field(filter, to("unit", "forum"), group = "who")]
    pub body: Option<Id>,
    /// The unit that sees to it (enhet).
    #[field(filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Who sees to it (ansvarig).
    #[field(list, filter, group = "who")]
    pub owner: Option<Id<Person>>,
    /// When it was carried out (genomfört).
    #[field(group = "done")]
    #[serde(default)]
    pub done: Vec<Done>,
    /// What it is about: documents, plans, follow-ups (avser).
    #[field(group = "done")]
    #[serde(default)]
    pub about: Vec<Id>,
}

/// One time that it was carried out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Done {
    /// When (datum).
    pub date: Date,
    /// What came of it (anteckning).
    pub note: Option<String>,
}

/// How often something comes again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum Repeats {
    /// Once a year (varje år).
    #[default]
    Yearly,
    /// Twice a year (varje halvår).
    HalfYearly,
    /// Four times a year (varje kvartal).
    Quarterly,
    /// Every month (varje månad).
    Monthly,
}

impl Repeats {
    /// So many months lie between.
    fn months(self) -> i8 {
        match self {
            Self::Yearly => 12,
            Self::HalfYearly => 6,
            Self::Quarterly => 3,
            Self::Monthly => 1,
        }
    }
}

impl AnnualEvent {
    /// The days of a year on which it takes place, in their order.
    pub fn days(&self, year: i16) -> Vec<Date> {
        let days = match self.week {
            Some(week) => monday(year, week).into_iter().collect(),
            None => self.days_by_month(year),
        };
        days.into_iter().filter(|day| self.period.holds(*day)).collect()
    }

    fn days_by_month(&self, year: i16) -> Vec<Date> {
        let first = self.month.and_then(|month| i8::try_from(month).ok());
        let Some(first) = first.filter(|month| (1..=12).contains(month)) else { return Vec::new() };
        let wanted = i8::try_from(self.day.unwrap_or(1)).unwrap_or(1).max(1);
        let step = self.repeats.months();
        // The round began in an earlier year: what comes each half-year from October comes in April too.
        let begin = (first - 1) % step + 1;
        let months = (begin..=12).step_by(usize::from(step.unsigned_abs()));
        let day = |month: i8| {
            let last = Date::new(year, month, 1).ok()?.days_in_month();
            Date::new(year, month, wanted.min(last)).ok()
        };
        months.filter_map(day).collect()
    }

    /// Whether it has been carried out for the time on `day`: noted within half a round of it.
    pub fn is_done_for(&self, day: Date) -> bool {
        let half = (i32::from(self.repeats.months()) * 15).days();
        let (since, until) = (day.saturating_sub(half), day.saturating_add(half));
        self.done.iter().any(|done| done.date > since && done.date <= until)
    }

    /// The last time that has been and was not carried out, of this year and the one before.
    pub fn missed(&self, today: Date) -> Option<Date> {
        let past = [today.year() - 1, today.year()].into_iter().flat_map(|year| self.days(year));
        past.filter(|day| *day < today).max().filter(|day| !self.is_done_for(*day))
    }

    /// The next time, from today on.
    pub fn next(&self, today: Date) -> Option<Date> {
        let coming = [today.year(), today.year() + 1].into_iter().flat_map(|year| self.days(year));
        coming.filter(|day| *day >= today).min()
    }
}

/// The Monday of a week by ISO 8601 in a year that has that week; New Year, where it lies before.
fn monday(year: i16, week: i64) -> Option<Date> {
    let week = i8::try_from(week).ok()?;
    let day = ISOWeekDate::new(year, week, Weekday::Monday).ok()?.date();
    // The Monday of week 1 can lie in the year before; what belongs to this year begins with it.
    Some(day.max(Date::new(year, 1, 1).ok()?))
}

/// What an event is held to: ISM-13.
pub fn rules(event: &AnnualEvent, around: &Around) -> Vec<Finding> {
    let fault = |variant, field: &str| Finding::blocking("ISM-13").variant(variant).on(field);
    let outside =
        |value: Option<i64>, most| value.is_some_and(|value| !(1..=most).contains(&value));
    let both = event.week.is_some() && (event.month.is_some() || event.day.is_some());
    let neither = event.week.is_none() && event.month.is_none();
    let often = event.week.is_some() && event.repeats != Repeats::Yearly;
    let future = event.done.iter().position(|done| done.date > around.today());
    let order = event.period.to.is_some_and(|to| to < event.period.from);
    let missed = event.missed(around.today());
    [
        outside(event.month, 12).then(|| fault("month", "month")),
        outside(event.day, 31).then(|| fault("day", "day")),
        outside(event.week, 53).then(|| fault("week", "week")),
        both.then(|| fault("both", "week")),
        neither.then(|| fault("neither", "month")),
        often.then(|| fault("often", "repeats")),
        order.then(|| fault("order", "period")),
        future.map(|at| fault("future", &format!("done.{at}.date"))),
        missed.map(|day| Finding::warning("ISM-13").variant("missed").on("done").with("date", day)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check, near};
    use serde_json::json;

    fn event(
        repeats: &str,
        month: Option<i64>,
        day: Option<i64>,
        week: Option<i64>,
    ) -> AnnualEvent {
        let json = json!({"title": "H", "ring": "follow-up", "repeats": repeats, "month": month, "day": day, "week": week,
            "period": {"from": "2020-01-01"}});
        serde_json::from_value(json).unwrap()
    }

    fn days(event: &AnnualEvent, year: i16) -> Vec<String> {
        event.days(year).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn ism_13_what_comes_again_comes_on_its_days() {
        let from_october = event("half-yearly", Some(10), Some(1), None);
        assert_eq!(days(&event("yearly", Some(2), Some(30), None), 2028), ["2028-02-29"]);
        assert_eq!(days(&from_october, 2026), ["2026-04-01", "2026-10-01"]);
        assert_eq!(days(&event("quarterly", Some(2), None, None), 2026).len(), 4);
        assert_eq!(days(&event("monthly", Some(1), Some(31), None), 2026)[1], "2026-02-28");
        let mut ended = event("monthly", Some(1), Some(1), None);
        ended.period.to = "2026-03-31".parse().ok();
        assert_eq!(days(&ended, 2026).len(), 3);
    }

    #[test]
    fn ism_13_weeks_are_those_of_iso_8601() {
        assert_eq!(days(&event("yearly", None, None, Some(1)), 2026), ["2026-01-01"]);
        assert_eq!(days(&event("yearly", None, None, Some(10)), 2026), ["2026-03-02"]);
        assert_eq!(days(&event("yearly", None, None, Some(53)), 2026), ["2026-12-28"]);
        assert!(days(&event("yearly", None, None, Some(53)), 2027).is_empty());
    }

    #[test]
    fn ism_13_what_was_not_carried_out_is_told_until_it_is() {
        let mut event = event("yearly", Some(11), Some(1), None);
        assert_eq!(check(rules, &event, &near()), ["finding-ism-13-missed"]);
        event.done = vec![Done { date: "2024-01-10".parse().unwrap(), note: None }];
        assert!(check(rules, &event, &near()).is_empty());
        let today = "2024-01-24".parse().unwrap();
        assert_eq!(event.next(today).map(|day| day.to_string()).as_deref(), Some("2024-11-01"));
    }

    #[test]
    fn ism_13_an_event_says_one_way_when_it_takes_place() {
        let found = |repeats, month, day, week| {
            let mut event = event(repeats, month, day, week);
            event.period.from = "2024-01-24".parse().unwrap();
            check(rules, &event, &near())
        };
        let told = |variants: &[&str]| -> Vec<String> {
            variants.iter().map(|variant| format!("finding-ism-13-{variant}")).collect()
        };
        assert_eq!(found("yearly", None, None, None), told(&["neither"]));
        assert_eq!(found("yearly", Some(13), Some(0), None), told(&["month", "day"]));
        assert_eq!(found("monthly", Some(3), None, Some(54)), told(&["week", "both", "often"]));
    }
}
