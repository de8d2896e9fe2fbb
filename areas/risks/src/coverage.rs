//! Coverage: what has an analysis that is not too old, what lacks one, and what was seen so often that it needs one (RSK-08, T27).

use jiff::ToSpan;
use stadga_model::{Date, Id};
use std::collections::{BTreeMap, BTreeSet};

use crate::{RiskAnalysis, days::days};

/// Something that must have an analysis.
#[derive(Clone, Debug, PartialEq)]
pub struct Subject {
    /// The record.
    pub id: Id,
    /// Its kind.
    pub kind: &'static str,
    /// What it is called.
    pub title: String,
    /// Its unit.
    pub unit: Option<Id>,
    /// Who answers for it.
    pub owner: Option<Id>,
    /// An analysis holds for so many months.
    pub months: i32,
    /// It is asked for every year by law or demand, and of itself: an analysis of what it is a part of will not do.
    pub own: bool,
    /// What it is a part of: an analysis of that counts too.
    pub through: Vec<Id>,
}

/// How something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Nobody has made one.
    Never,
    /// The last one is too old.
    Old,
    /// There is one that holds.
    Fresh,
}

impl Standing {
    /// Its key in addresses and texts.
    pub fn key(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::Old => "old",
            Self::Fresh => "fresh",
        }
    }
}

/// Something with how it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Covered {
    /// What.
    pub subject: Subject,
    /// How it stands.
    pub standing: Standing,
    /// The newest that is done.
    pub newest: Option<(Id, Date)>,
    /// When the next one is due: the newest holds no longer.
    pub due: Option<Date>,
    /// One that is planned or going on.
    pub coming: Option<Id>,
}

/// How each subject stands on a day: a count of what is there decides nothing but dates.
pub fn cover(
    subjects: Vec<Subject>,
    analyses: &[(Id, &RiskAnalysis)],
    today: Date,
) -> Vec<Covered> {
    let mut by_about: BTreeMap<Id, Vec<usize>> = BTreeMap::new();
    for (at, (_, analysis)) in analyses.iter().enumerate() {
        for about in meant(analysis) {
            by_about.entry(about).or_default().push(at);
        }
    }
    let one = |subject: Subject| {
        let through: &[Id] = if subject.own { &[] } else { &subject.through };
        let places = std::iter::once(&subject.id).chain(through);
        let own = places.filter_map(|id| by_about.get(id)).flatten();
        let own: Vec<&(Id, &RiskAnalysis)> = own.filter_map(|at| analyses.get(*at)).collect();
        let newest = own
            .iter()
            .filter_map(|(id, analysis)| Some((analysis.done_on()?, *id, analysis.renew_by)))
            .filter(|(done, ..)| *done <= today)
            .max();
        let coming = own.iter().find(|(_, analysis)| analysis.is_open()).map(|(id, _)| *id);
        let due = newest.map(|(done, _, renew_by)| {
            let by_rule = done.saturating_add(subject.months.months());
            renew_by.map_or(by_rule, |renew_by| renew_by.min(by_rule))
        });
        let standing = match due {
            None => Standing::Never,
            Some(due) if due < today => Standing::Old,
            Some(_) => Standing::Fresh,
        };
        let newest = newest.map(|(done, id, _)| (id, done));
        Covered { subject, standing, newest, due, coming }
    };
    subjects.into_iter().map(one).collect()
}

/// What an analysis is about: what it names, its unit where it names nothing and is not of the whole; and the demands that
/// it answers.
fn meant(analysis: &RiskAnalysis) -> Vec<Id> {
    let mut meant = match (analysis.about.is_empty(), analysis.whole, analysis.unit) {
        (true, false, Some(unit)) => vec![unit.cast()],
        _ => analysis.about.clone(),
    };
    meant.extend(analysis.demands.iter().map(|demand| demand.cast::<stadga_model::Any>()));
    meant
}

/// How many of a hundred are covered; nothing where there is nothing to cover.
pub fn percent(covered: &[Covered]) -> Option<i64> {
    let fresh = covered.iter().filter(|one| one.standing == Standing::Fresh).count();
    let percent = (fresh * 100).checked_div(covered.len())?;
    i64::try_from(percent).ok()
}

/// Something seen of a record: a risk that nobody has analysed, a reported shortcoming.
#[derive(Clone, Debug, PartialEq)]
pub struct Observed {
    /// What was seen.
    pub id: Id,
    /// Its kind.
    pub kind: &'static str,
    /// What it is called.
    pub title: String,
    /// Of what.
    pub about: Id,
    /// When.
    pub on: Date,
}

/// What was seen so often lately that it needs an analysis, and has had none since (RSK-03, trigger 2).
pub fn repeated(
    observed: &[Observed],
    analyses: &[(Id, &RiskAnalysis)],
    today: Date,
) -> Vec<(Id, Vec<Observed>)> {
    let since = today.saturating_sub(days().repeated_days.days());
    let mut by_about: BTreeMap<Id, Vec<Observed>> = BTreeMap::new();
    for one in observed.iter().filter(|one| one.on >= since && one.on <= today) {
        by_about.entry(one.about).or_default().push(one.clone());
    }
    by_about.retain(|about, seen| {
        let last = seen.iter().map(|one| one.on).max().unwrap_or(today);
        let different: BTreeSet<Id> = seen.iter().map(|one| one.id).collect();
        let taken_up = analyses.iter().any(|(_, analysis)| {
            let after = analysis.done_on().is_some_and(|done| done >= last);
            meant(analysis).contains(about) && (analysis.is_open() || after)
        });
        different.len() >= days().repeated_count && !taken_up
    });
    by_about.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::State;
    use crate::tests::{analysis, day, id};
    use proptest::prelude::*;

    fn subject(number: u32) -> Subject {
        Subject {
            id: id(number),
            kind: "configuration-item",
            title: "Journalsystem".into(),
            unit: None,
            owner: None,
            months: 12,
            own: false,
            through: vec![id(50)],
        }
    }

    fn done(about: u32, on: &str) -> RiskAnalysis {
        RiskAnalysis {
            state: State::Done,
            done: Some(day(on)),
            about: vec![id(about)],
            ..analysis()
        }
    }

    fn standing(subject: Subject, analyses: &[RiskAnalysis]) -> Standing {
        let analyses: Vec<_> = (200..).map(id).zip(analyses).collect();
        cover(vec![subject], &analyses, day("2024-01-24"))[0].standing
    }

    #[test]
    fn t27_rsk_08_what_lacks_an_analysis_or_has_an_old_one_is_told() {
        assert_eq!(standing(subject(1), &[]), Standing::Never);
        assert_eq!(standing(subject(1), &[done(1, "2023-01-23")]), Standing::Old);
        assert_eq!(standing(subject(1), &[done(1, "2023-01-24")]), Standing::Fresh);
        assert_eq!(standing(subject(1), &[done(2, "2024-01-01")]), Standing::Never);
        let planned = RiskAnalysis { about: vec![id(1)], ..analysis() };
        assert_eq!(standing(subject(1), &[planned]), Standing::Never, "is not made yet");
    }

    #[test]
    fn rsk_08_a_system_is_covered_through_its_object_but_under_the_law_by_its_own_alone() {
        let objects = [done(50, "2024-01-01")];
        assert_eq!(standing(subject(1), &objects), Standing::Fresh);
        let nis = Subject { own: true, ..subject(1) };
        assert_eq!(standing(nis, &objects), Standing::Never);
        let sooner = RiskAnalysis { renew_by: Some(day("2024-01-10")), ..done(1, "2024-01-01") };
        assert_eq!(standing(subject(1), &[sooner]), Standing::Old);
    }

    #[test]
    fn rsk_03_a_demand_that_comes_back_is_covered_by_what_answers_it() {
        let whole = RiskAnalysis {
            about: Vec::new(),
            whole: true,
            demands: vec![id(7)],
            ..done(1, "2023-03-01")
        };
        let demand = Subject { kind: "risk-demand", ..subject(7) };
        assert_eq!(standing(demand.clone(), std::slice::from_ref(&whole)), Standing::Fresh);
        let before = RiskAnalysis { done: Some(day("2022-12-01")), ..whole };
        assert_eq!(standing(demand, &[before]), Standing::Old);
    }

    #[test]
    fn rsk_03_two_observations_in_a_year_ask_for_an_analysis() {
        let seen = |number: u32, on: &str| Observed {
            id: id(number),
            kind: "risk",
            title: "Delat konto".into(),
            about: id(1),
            on: day(on),
        };
        let asked = |seen: &[Observed], analyses: &[RiskAnalysis]| {
            let analyses: Vec<_> = (200..).map(id).zip(analyses).collect();
            repeated(seen, &analyses, day("2024-01-24")).len()
        };
        let twice = [seen(10, "2023-06-01"), seen(11, "2024-01-02")];
        assert_eq!(asked(&twice, &[]), 1);
        assert_eq!(asked(&twice[..1], &[]), 0);
        assert_eq!(asked(&[seen(10, "2022-06-01"), seen(11, "2024-01-02")], &[]), 0, "long ago");
        assert_eq!(asked(&[twice[0].clone(), twice[0].clone()], &[]), 0, "the same twice");
        assert_eq!(asked(&twice, &[done(1, "2024-01-03")]), 0);
        assert_eq!(asked(&twice, &[done(1, "2023-12-03")]), 1, "it was before the last");
    }

    proptest! {
        /// One more analysis never makes anything worse, and as time goes nothing gets better by itself.
        #[test]
        fn rsk_08_coverage_grows_with_analyses_and_shrinks_with_time(
            ages in proptest::collection::vec(0i32..900, 0..5), more in 0i32..900, later in 0i32..900,
        ) {
            let today = day("2024-01-24");
            let made = |age: &i32| RiskAnalysis { done: Some(today.saturating_sub(age.days())), ..done(1, "2024-01-01") };
            let mut all: Vec<_> = ages.iter().map(made).collect();
            let on = |all: &[RiskAnalysis], day| {
                let all: Vec<_> = (200..).map(id).zip(all).collect();
                cover(vec![subject(1)], &all, day)[0].standing
            };
            let before = on(&all, today);
            prop_assert!(on(&all, today.saturating_add(later.days())) <= before);
            all.push(made(&more));
            prop_assert!(on(&all, today) >= before);
        }
    }
}
