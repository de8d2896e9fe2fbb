//! The occasions of a level's management reviews: one for each part of the year, and how it stands on a day (ISM-02, ISM-04).

use jiff::civil;
use stadga_model::{Date, Id};

use crate::{ManagementReview, ReviewLevel, management_review::State};

/// Years that a review can be of.
const YEARS: std::ops::RangeInclusive<i64> = 1990..=2200;

/// A part of a year in which a review is to be held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slot {
    /// The year.
    pub year: i16,
    /// Which part of it, from 1.
    pub part: i8,
    /// How many parts the year has: a divisor of twelve.
    pub parts: i8,
}

impl Slot {
    /// The part of the year in which a day lies.
    pub fn of(day: Date, parts: i8) -> Self {
        Self { year: day.year(), part: (day.month() - 1) / months(parts) + 1, parts }
    }

    /// The part with this number, where the year has it.
    pub fn numbered(year: i64, part: i64, parts: i8) -> Option<Self> {
        let fits = YEARS.contains(&year) && (1..=i64::from(parts)).contains(&part);
        let (year, part) = (i16::try_from(year).ok()?, i8::try_from(part).ok()?);
        fits.then_some(Self { year, part, parts })
    }

    /// Its first day.
    pub fn from(self) -> Date {
        civil::date(self.year, (self.part - 1) * months(self.parts) + 1, 1)
    }

    /// Its last day.
    pub fn to(self) -> Date {
        civil::date(self.year, self.part * months(self.parts), 1).last_of_month()
    }

    /// The one after it.
    pub fn next(self) -> Self {
        match self.part {
            part if part >= self.parts => Self { year: self.year + 1, part: 1, ..self },
            part => Self { part: part + 1, ..self },
        }
    }
}

fn months(parts: i8) -> i8 {
    12 / parts.clamp(1, 12)
}

/// How an occasion stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Held in its time (hållen).
    Held,
    /// Held, but after its time (hållen för sent).
    Late,
    /// Its material is looked through (förberedd).
    Prepared,
    /// It has a day or at least a record (planerad).
    Planned,
    /// It goes on, and nobody has planned it (inte planerad).
    Open,
    /// Its time went by without it (missad).
    Missed,
}

impl Standing {
    /// Its key in texts.
    pub fn key(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Late => "late",
            Self::Prepared => "prepared",
            Self::Planned => "planned",
            Self::Open => "open",
            Self::Missed => "missed",
        }
    }

    /// Whether the review has been held.
    pub fn is_held(self) -> bool {
        matches!(self, Self::Held | Self::Late)
    }
}

/// An occasion with its review, if there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occasion {
    /// The part of the year.
    pub slot: Slot,
    /// The review's record.
    pub review: Option<Id<ManagementReview>>,
    /// How it stands.
    pub standing: Standing,
}

/// The occasions of a level from its beginning up to the part of the year in which `today` lies, the earliest first. A part of
/// the year in which the level did not hold all the time is none.
pub fn occasions(
    level: &ReviewLevel,
    reviews: &[(Id<ManagementReview>, ManagementReview)],
    today: Date,
) -> Vec<Occasion> {
    let parts = level.parts();
    let first = Slot::of(level.period.from, parts);
    let slots = std::iter::successors(Some(first), |slot| {
        (i64::from(slot.year) < *YEARS.end()).then(|| slot.next())
    });
    let whole = |slot: &Slot| {
        slot.from() >= level.period.from && level.period.to.is_none_or(|to| slot.to() <= to)
    };
    slots
        .take_while(|slot| slot.from() <= today)
        .filter(whole)
        .map(|slot| of(slot, reviews, today))
        .collect()
}

fn of(slot: Slot, reviews: &[(Id<ManagementReview>, ManagementReview)], today: Date) -> Occasion {
    let own = reviews
        .iter()
        .filter(|(_, one)| one.year == i64::from(slot.year) && one.part == i64::from(slot.part));
    // Of two for one occasion the one that was held counts.
    let found = own.max_by_key(|(_, one)| (one.is_held(), one.state == State::Prepared));
    let over = slot.to() < today;
    let standing = match found {
        Some((_, one)) if one.is_held() => {
            let late = one.held.is_some_and(|day| day > slot.to());
            if late { Standing::Late } else { Standing::Held }
        }
        _ if over => Standing::Missed,
        Some((_, one)) if one.state == State::Prepared => Standing::Prepared,
        Some(_) => Standing::Planned,
        None => Standing::Open,
    };
    Occasion { slot, review: found.map(|(id, _)| *id), standing }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{id, level, review};
    use proptest::prelude::*;
    use stadga_model::Period;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn since(from: &str) -> ReviewLevel {
        ReviewLevel { period: Period { from: day(from), to: None }, ..level() }
    }

    fn standings(reviews: &[(i64, i64, &str, Option<&str>)], today: &str) -> Vec<&'static str> {
        let reviews: Vec<_> = (1..)
            .zip(reviews)
            .map(|(number, (year, part, state, held))| {
                let mut one = review(state);
                (one.year, one.part, one.held) = (*year, *part, held.map(day));
                (id(number), one)
            })
            .collect();
        let all = occasions(&since("2023-01-01"), &reviews, day(today));
        all.iter().map(|one| one.standing.key()).collect()
    }

    #[test]
    fn ism_04_each_half_year_is_held_missed_planned_or_open() {
        assert_eq!(standings(&[], "2023-06-30"), ["open"]);
        assert_eq!(standings(&[], "2023-07-01"), ["missed", "open"]);
        let reviews = [
            (2023, 1, "held", Some("2023-04-20")),
            (2023, 2, "followed-up", Some("2024-01-10")),
            (2024, 1, "planned", None),
            (2024, 2, "prepared", None),
        ];
        let told = ["held", "late", "missed", "prepared"];
        assert_eq!(standings(&reviews, "2024-08-01"), told);
    }

    #[test]
    fn ism_02_three_levels_twice_a_year_are_six_occasions() {
        let level = since("2023-01-01");
        let of_a_year: usize =
            (0..3).map(|_| occasions(&level, &[], day("2023-12-31")).len()).sum();
        assert_eq!(of_a_year, 6);
    }

    #[test]
    fn ism_04_a_level_that_began_within_a_half_year_begins_with_the_next() {
        assert!(occasions(&since("2023-01-02"), &[], day("2023-06-30")).is_empty());
        assert_eq!(occasions(&since("2023-01-02"), &[], day("2023-07-01")).len(), 1);
        let ended = Period { from: day("2023-01-01"), to: Some(day("2023-12-30")) };
        let ended = ReviewLevel { period: ended, ..level() };
        assert_eq!(occasions(&ended, &[], day("2026-01-01")).len(), 1);
    }

    proptest! {
        #[test]
        fn ism_04_parts_of_a_year_follow_each_other_without_a_gap(
            days in 0..8000_i32,
            parts in proptest::sample::select(vec![1_i8, 2, 3, 4, 6, 12]),
        ) {
            let date = day("2015-01-01").saturating_add(jiff::Span::new().days(days));
            let slot = Slot::of(date, parts);
            prop_assert!(slot.from() <= date && date <= slot.to());
            prop_assert_eq!(slot.next().from(), slot.to().tomorrow().unwrap());
            prop_assert_eq!(Slot::numbered(slot.year.into(), slot.part.into(), parts), Some(slot));
            prop_assert_eq!(Slot::of(slot.to(), parts), slot);
        }

        #[test]
        fn ism_04_no_occasion_is_held_without_a_review(
            days in 0..3000_i32,
            parts in proptest::sample::select(vec![1_i64, 2, 4]),
        ) {
            let today = day("2023-01-01").saturating_add(jiff::Span::new().days(days));
            let level = ReviewLevel { per_year: parts, ..since("2023-01-01") };
            let all = occasions(&level, &[], today);
            let (last, earlier) = all.split_last().unwrap();
            prop_assert_eq!(last.standing, Standing::Open);
            prop_assert!(earlier.iter().all(|one| one.standing == Standing::Missed));
        }
    }
}
