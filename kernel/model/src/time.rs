//! Time: instants and dates, the clock that is handed in, and the instant that a view looks from.

use serde::{Deserialize, Serialize};

/// A point in time, kept to the microsecond.
pub type Instant = jiff::Timestamp;
/// A calendar date.
pub type Date = jiff::civil::Date;

/// Where the time comes from. Everything asks its context for the time, so that tests can set it.
pub trait Clock: Send + Sync {
    /// The present instant.
    fn now(&self) -> Instant;
}

/// The machine's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place where the clock is read")]
    fn now(&self) -> Instant {
        Instant::now()
    }
}

/// A clock that always shows the same instant.
#[derive(Clone, Copy, Debug)]
pub struct FixedClock(pub Instant);

impl Clock for FixedClock {
    fn now(&self) -> Instant {
        self.0
    }
}

/// The instant that a view looks from: the present, or the state as it was known at a past instant (SEC-06).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// The newest revision of each record.
    Now,
    /// The newest revision up to and with this instant.
    Past(Instant),
}

/// A period of dates, open at the end when `to` is absent. Both ends belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// First day (giltig från).
    pub from: Date,
    /// Last day (giltig till), if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
}

impl Period {
    /// Whether `date` lies in the period.
    pub fn holds(&self, date: Date) -> bool {
        self.from <= date && self.to.is_none_or(|to| date <= to)
    }
}

/// The date in Sweden at `instant`: what users mean by "today".
pub fn local_date(instant: Instant) -> Date {
    instant.to_zoned(zone()).date()
}

/// The last instant of `date` in Sweden: "as of a date" means after that day's work.
pub fn local_day_end(date: Date) -> Option<Instant> {
    let next = date.tomorrow().ok()?.to_zoned(zone()).ok()?.timestamp();
    next.checked_sub(jiff::Span::new().microseconds(1)).ok()
}

fn zone() -> jiff::tz::TimeZone {
    jiff::tz::TimeZone::get("Europe/Stockholm").unwrap_or(jiff::tz::TimeZone::UTC)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec_06_a_day_ends_at_swedish_midnight() {
        let end = local_day_end("2024-01-24".parse().unwrap()).unwrap();
        assert_eq!(end.to_string(), "2024-01-24T22:59:59.999999Z");
        assert_eq!(local_date(end).to_string(), "2024-01-24");
    }

    #[test]
    fn a_period_holds_both_its_ends() {
        let period = Period { from: "2024-01-01".parse().unwrap(), to: "2024-12-31".parse().ok() };
        assert!(period.holds("2024-12-31".parse().unwrap()));
        assert!(!period.holds("2025-01-01".parse().unwrap()));
    }
}
