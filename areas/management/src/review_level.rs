//! Levels of management review: who looks through the management system, for which part of the organisation, how often.

use serde::{Deserialize, Serialize};
use stadga_model::{Around, Finding, Id, Period, Prose, Record};
use stadga_organisation::{Person, Unit};

use crate::{
    ManagementReview,
    occasion::{Occasion, Standing, occasions},
};

/// A level of management review (nivå för ledningens genomgång): ISM-02, ISM-04.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(kind = "review-level", prefix = "NIV", title = "title", unit = "unit", owner = "owner")]
pub struct ReviewLevel {
    /// What it is called (benämning).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// The unit that is looked through, with all below it (enhet).
    #[field(list, filter)]
    pub unit: Id<Unit>,
    /// Who holds the review: a group of leaders or a unit (ledning).
    #[field(list, filter, to("forum", "unit"))]
    pub leadership: Option<Id>,
    /// How many times a year (gånger per år): ISM-02.
    #[field(list, filter, sort)]
    pub per_year: i64,
    /// From when to when it is held (gäller).
    #[field(list)]
    pub period: Period,
    /// Who sees to it that it is held, with its material (ansvarig).
    #[field(list, filter)]
    pub owner: Option<Id<Person>>,
    /// What is special here (anteckning).
    #[field(search)]
    pub note: Option<Prose>,
}

/// How often a year can be parted evenly by months.
const PARTS: [i64; 6] = [1, 2, 3, 4, 6, 12];

impl ReviewLevel {
    /// How many parts a year has here; one, where what stands there parts no year.
    pub fn parts(&self) -> i8 {
        let known = PARTS.iter().find(|parts| **parts == self.per_year);
        known.and_then(|parts| i8::try_from(*parts).ok()).unwrap_or(1)
    }
}

/// What a level is held to: ISM-02, ISM-04.
pub fn rules(level: &ReviewLevel, around: &Around) -> Vec<Finding> {
    let told = |variant, field: &str| Finding::warning("ISM-02").variant(variant).on(field);
    let parts = PARTS.contains(&level.per_year);
    let order = level.period.to.is_some_and(|to| to < level.period.from);
    let mut findings: Vec<_> = [
        (!parts).then(|| Finding::blocking("ISM-02").variant("parts").on("per_year")),
        order.then(|| Finding::blocking("ISM-02").variant("order").on("period")),
        level.leadership.is_none().then(|| told("leadership", "leadership")),
        level.owner.is_none().then(|| told("owner", "owner")),
    ]
    .into_iter()
    .flatten()
    .collect();
    let reviews: Vec<(Id<ManagementReview>, ManagementReview)> = around
        .near
        .pointing()
        .map(|(revision, review)| (revision.head.id.cast(), review))
        .collect();
    let all = occasions(level, &reviews, around.today());
    findings.extend(missed(&all));
    findings.extend(twice(&reviews));
    findings
}

/// ISM-04: a part of the year that went by without a review is told, the latest by name.
fn missed(all: &[Occasion]) -> Option<Finding> {
    let missed = || all.iter().filter(|one| one.standing == Standing::Missed);
    let latest = missed().next_back()?;
    let (from, to) = (latest.slot.from(), latest.slot.to());
    let finding = Finding::warning("ISM-04").variant("missed").with("count", missed().count());
    Some(finding.with("from", from).with("to", to))
}

/// ISM-04: one review for each part of the year.
fn twice(reviews: &[(Id<ManagementReview>, ManagementReview)]) -> Option<Finding> {
    let mut slots: Vec<_> = reviews.iter().map(|(_, one)| (one.year, one.part)).collect();
    slots.sort_unstable();
    let (year, part) = *slots.windows(2).find(|pair| pair.first() == pair.last())?.first()?;
    Some(Finding::warning("ISM-04").variant("twice").with("year", year).with("part", part))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check, id, level, near, pointing, review};

    #[test]
    fn ism_04_a_level_that_missed_its_review_in_a_half_year_is_told() {
        let level = ReviewLevel {
            period: Period { from: "2022-07-01".parse().unwrap(), to: None },
            leadership: Some(id(5)),
            owner: Some(id(6)),
            ..level()
        };
        // Seen on 2024-01-24: three half-years have gone by, the fourth goes on.
        assert_eq!(check(rules, &level, &near()), ["finding-ism-04-missed"]);
        let held = |year: i64, part: i64| {
            let mut one = review("held");
            (one.year, one.part) = (year, part);
            one
        };
        let all = [held(2022, 2), held(2023, 1), held(2023, 2)];
        assert!(check(rules, &level, &pointing("level", &all)).is_empty());
        let lacks = [held(2022, 2), held(2023, 2)];
        assert_eq!(check(rules, &level, &pointing("level", &lacks)), ["finding-ism-04-missed"]);
        let twice = [held(2022, 2), held(2023, 1), held(2023, 2), held(2023, 2)];
        assert_eq!(check(rules, &level, &pointing("level", &twice)), ["finding-ism-04-twice"]);
    }

    #[test]
    fn ism_02_a_level_has_a_leadership_an_owner_and_parts_of_a_year() {
        let bare = ReviewLevel { leadership: None, owner: None, per_year: 5, ..level() };
        let told = ["finding-ism-02-parts", "finding-ism-02-leadership", "finding-ism-02-owner"];
        assert_eq!(check(rules, &bare, &near()), told);
        assert_eq!(bare.parts(), 1);
    }
}
