//! The pace of measures: how many come in, are closed and are overdue, quarter by quarter (ISM-07, T1).

use std::fmt;

use stadga_model::Date;

use crate::Measure;

/// A quarter of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quarter {
    year: i16,
    /// 1–4.
    part: i8,
}

impl Quarter {
    /// The quarter that a date lies in.
    pub fn of(date: Date) -> Self {
        Self { year: date.year(), part: (date.month() - 1) / 3 + 1 }
    }

    /// The quarter after this one.
    pub fn next(self) -> Self {
        match self.part {
            4 => Self { year: self.year + 1, part: 1 },
            part => Self { part: part + 1, ..self },
        }
    }

    /// Its last day.
    pub fn end(self) -> Date {
        jiff::civil::date(self.year, self.part * 3, 1).last_of_month()
    }
}

impl fmt::Display for Quarter {
    /// `2024 Q1`: the year first, so that text sorts as time.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} Q{}", self.year, self.part)
    }
}

/// What the pace is counted from: when a measure came in, when it was due and when it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The day it came in.
    pub raised: Date,
    /// The day it is due.
    pub due: Option<Date>,
    /// The day it ended.
    pub ended: Option<Date>,
}

impl Span {
    /// A measure's span. `known` is the day on which it was first written down, for those that do not say when the
    /// need was raised. What ended before it is said to have come in, came in when it ended.
    pub fn of(measure: &Measure, known: Date) -> Self {
        let ended = measure.ended_on();
        let raised = measure.raised.or(measure.start).unwrap_or(known);
        Self { raised: ended.map_or(raised, |ended| raised.min(ended)), due: measure.due, ended }
    }

    /// Whether a quarter's figure counts it; what comes after `today` is not counted.
    pub fn is_of(&self, quarter: Quarter, pace: Pace, today: Date) -> bool {
        let within = |date: Date| Quarter::of(date) == quarter && date <= today;
        match pace {
            Pace::Raised => within(self.raised),
            Pace::Ended => self.ended.is_some_and(within),
            Pace::Overdue => self.is_overdue_after(quarter.end().min(today)),
        }
    }

    fn is_open_after(&self, day: Date) -> bool {
        self.raised <= day && self.ended.is_none_or(|ended| ended > day)
    }

    fn is_overdue_after(&self, day: Date) -> bool {
        self.is_open_after(day) && self.due.is_some_and(|due| due < day)
    }
}

/// What the pace tells of a quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// How many came in.
    Raised,
    /// How many ended.
    Ended,
    /// How many were past their day at its end, or are so today.
    Overdue,
}

/// One quarter's figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flow {
    /// The quarter.
    pub quarter: Quarter,
    /// How many came in.
    pub raised: usize,
    /// How many ended.
    pub ended: usize,
    /// How many were open at its end, or today in the quarter that is going on.
    pub open: usize,
    /// How many of those were past their day.
    pub overdue: usize,
}

impl Flow {
    /// One of its figures.
    pub fn of(&self, pace: Pace) -> usize {
        match pace {
            Pace::Raised => self.raised,
            Pace::Ended => self.ended,
            Pace::Overdue => self.overdue,
        }
    }
}

/// The figures from the first quarter in which anything came in, to the quarter of `today`. What comes after `today`
/// is not counted.
pub fn flow(spans: &[Span], today: Date) -> Vec<Flow> {
    let last = Quarter::of(today);
    let Some(first) = spans.iter().map(|span| Quarter::of(span.raised)).min() else {
        return Vec::new();
    };
    let quarters = std::iter::successors(Some(first), |quarter| Some(quarter.next()));
    quarters
        .take_while(|quarter| *quarter <= last)
        .map(|quarter| of(quarter, spans, today))
        .collect()
}

fn of(quarter: Quarter, spans: &[Span], today: Date) -> Flow {
    let day = quarter.end().min(today);
    let count = |pace: Pace| spans.iter().filter(|span| span.is_of(quarter, pace, today)).count();
    Flow {
        quarter,
        raised: count(Pace::Raised),
        ended: count(Pace::Ended),
        open: spans.iter().filter(|span| span.is_open_after(day)).count(),
        overdue: count(Pace::Overdue),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn span(raised: &str, due: &str, ended: Option<&str>) -> Span {
        Span { raised: day(raised), due: Some(day(due)), ended: ended.map(day) }
    }

    #[test]
    fn ism_07_t1_inflow_closed_and_overdue_per_quarter() {
        let spans = [
            span("2023-02-01", "2023-06-30", Some("2023-05-15")),
            span("2023-03-31", "2023-06-30", Some("2023-10-02")),
            span("2023-04-01", "2023-12-31", None),
        ];
        let figures = flow(&spans, day("2024-01-24"));
        let rows: Vec<_> = figures
            .iter()
            .map(|f| (f.quarter.to_string(), f.raised, f.ended, f.open, f.overdue))
            .collect();
        let row = |quarter: &str, raised, ended, open, overdue| {
            (quarter.to_owned(), raised, ended, open, overdue)
        };
        assert_eq!(
            rows,
            [
                row("2023 Q1", 2, 0, 2, 0),
                // Due on the quarter's last day is not yet overdue on it.
                row("2023 Q2", 1, 1, 2, 0),
                row("2023 Q3", 0, 0, 2, 1),
                row("2023 Q4", 0, 1, 1, 0),
                row("2024 Q1", 0, 0, 1, 1),
            ]
        );
    }

    #[test]
    fn ism_07_nothing_gives_no_quarters() {
        assert!(flow(&[], day("2024-01-24")).is_empty());
        assert!(flow(&[span("2024-04-01", "2024-05-01", None)], day("2024-01-24")).is_empty());
    }

    prop_compose! {
        fn any_span()(
            raised in 0..1500_i32,
            due in proptest::option::of(0..2000_i32),
            lasted in proptest::option::of(0..900_i32),
        ) -> Span {
            let date = |days: i32| day("2022-01-01").saturating_add(jiff::Span::new().days(days));
            Span { raised: date(raised), due: due.map(date), ended: lasted.map(|days| date(raised + days)) }
        }
    }

    proptest! {
        #[test]
        fn ism_07_what_is_open_is_what_came_in_less_what_ended(
            spans in proptest::collection::vec(any_span(), 0..40),
            today in 0..2500_i32,
        ) {
            let today = day("2022-01-01").saturating_add(jiff::Span::new().days(today));
            let mut open = 0;
            for figures in flow(&spans, today) {
                open = open + figures.raised - figures.ended;
                prop_assert_eq!(figures.open, open);
                prop_assert!(figures.overdue <= figures.open);
            }
        }

        #[test]
        fn ism_07_quarters_follow_each_other_without_a_gap(days in 0..4000_i32) {
            let date = day("2020-01-01").saturating_add(jiff::Span::new().days(days));
            let quarter = Quarter::of(date);
            prop_assert!(date <= quarter.end());
            prop_assert_eq!(Quarter::of(quarter.end()), quarter);
            prop_assert_eq!(Quarter::of(quarter.end().tomorrow().unwrap()), quarter.next());
        }
    }
}
