//! The periods of figures: which one has ended last.

use jiff::ToSpan as _;
use stadga_model::{Date, Term};

/// The last day of the newest period that had ended by this day; none for what is followed more often than by the month.
pub fn last_ended(frequency: &Term, today: Date) -> Option<Date> {
    let months = months(frequency)?;
    let first = Date::new(today.year(), today.month(), 1).ok()?;
    // How far the running period has come; it began so many whole months ago.
    let into = i32::from((today.month() - 1) % months);
    let began = first.checked_sub(into.months()).ok()?;
    began.yesterday().ok()
}

/// How many months a period lasts: as many as fit into its days (`content/compliance/weights.toml`).
fn months(frequency: &Term) -> Option<i8> {
    let days = crate::weights::weights().days_between(frequency)?;
    let months = i8::try_from(days / 30).ok()?;
    (months > 0)
        .then(|| [1, 3, 6, 12].into_iter().rev().find(|known| *known <= months).unwrap_or(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ctl_13_a_quarter_ends_with_its_third_month() {
        let ended = |frequency: &str, today: &str| {
            last_ended(&Term::from(frequency), today.parse().unwrap()).map(|date| date.to_string())
        };
        assert_eq!(ended("quarterly", "2026-11-20").as_deref(), Some("2026-09-30"));
        assert_eq!(ended("quarterly", "2026-10-01").as_deref(), Some("2026-09-30"));
        assert_eq!(ended("quarterly", "2026-01-31").as_deref(), Some("2025-12-31"));
        assert_eq!(ended("monthly", "2024-03-31").as_deref(), Some("2024-02-29"));
        assert_eq!(ended("half-yearly", "2026-06-30").as_deref(), Some("2025-12-31"));
        assert_eq!(ended("yearly", "2026-11-20").as_deref(), Some("2025-12-31"));
        assert_eq!(ended("weekly", "2026-11-20"), None);
    }
}
