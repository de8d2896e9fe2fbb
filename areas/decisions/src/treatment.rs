//! How often, when and how a body has treated each area, counted from its minutes (AUD-25, T22).

use std::collections::BTreeMap;

use stadga_model::{Date, Id, Period, Term};

use crate::{Minute, minute::Treatment};

/// How a body has treated one area in a period.
#[derive(Clone, Debug, PartialEq)]
pub struct Treated {
    /// The body.
    pub body: Id,
    /// The area.
    pub area: Term,
    /// How many items mention it.
    pub times: usize,
    /// How many of them have bearing on it.
    pub bearing: usize,
    /// How many of those steered or followed up.
    pub active: usize,
    /// The last day.
    pub last: Date,
    /// The strongest treatment on that day.
    pub last_treatment: Treatment,
}

impl Treated {
    /// Whether the body's follow-up is weak: the area was mentioned, but never steered or followed up.
    pub fn is_weak(&self) -> bool {
        self.active == 0
    }
}

/// Counts the items within `period`, per body and area, in the order of body and area.
pub fn treated<'a>(minutes: impl IntoIterator<Item = &'a Minute>, period: Period) -> Vec<Treated> {
    let mut groups: BTreeMap<(Id, &Term), Vec<&Minute>> = BTreeMap::new();
    for minute in minutes.into_iter().filter(|minute| period.holds(minute.date)) {
        groups.entry((minute.body, &minute.area)).or_default().push(minute);
    }
    groups.into_iter().filter_map(|((body, area), minutes)| counted(body, area, &minutes)).collect()
}

fn counted(body: Id, area: &Term, minutes: &[&Minute]) -> Option<Treated> {
    let last = minutes.iter().map(|minute| minute.date).max()?;
    let on_last = minutes.iter().filter(|minute| minute.date == last);
    let bearing = minutes.iter().filter(|minute| minute.bearing);
    let active = bearing
        .clone()
        .filter(|m| matches!(m.treatment, Treatment::Steering | Treatment::FollowUp));
    Some(Treated {
        body,
        area: area.clone(),
        times: minutes.len(),
        bearing: bearing.count(),
        active: active.count(),
        last,
        last_treatment: on_last.map(|minute| minute.treatment).min()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::minute::tests::minute;
    use crate::tests::period;

    #[test]
    fn aud_25_two_mentions_of_which_one_without_bearing_is_weak() {
        let first = minute(Treatment::Information, false);
        let second =
            Minute { date: "2023-05-30".parse().unwrap(), ..minute(Treatment::Referral, true) };
        let outside =
            Minute { date: "2023-09-01".parse().unwrap(), ..minute(Treatment::Steering, true) };
        let all = treated([&first, &second, &outside], period("2021-01-01", "2023-06-30"));
        let [area] = all.as_slice() else { panic!("{all:?}") };
        assert_eq!((area.times, area.bearing, area.active), (2, 1, 0));
        assert!(area.is_weak());
    }

    #[test]
    fn t22_the_last_treatment_of_each_area_is_the_strongest_of_that_day() {
        let told = minute(Treatment::Information, true);
        let steered = minute(Treatment::Steering, true);
        let other =
            Minute { area: Term::from("data-protection"), ..minute(Treatment::Referral, true) };
        let all = treated([&told, &steered, &other], period("2021-01-01", "2023-06-30"));
        let last: Vec<_> = all.iter().map(|t| (t.area.0.as_str(), t.last_treatment)).collect();
        assert_eq!(
            last,
            [
                ("data-protection", Treatment::Referral),
                ("information-security", Treatment::Steering)
            ]
        );
        assert!(!all[1].is_weak());
    }
}
