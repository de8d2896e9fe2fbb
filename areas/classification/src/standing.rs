//! How information stands: classified, waiting for its owner, outdated, unclassified or kept elsewhere (CLS-07). Pure.

use stadga_model::{Date, Scales};

use crate::{Classification, InformationObject, information_object::State};

/// The scale of methods.
pub const METHODS: &str = "classification-method";

/// How something stands, the most pressing first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Nobody has ever said what it is worth (oklassad).
    Unclassified,
    /// Its class has run out, or its method no longer holds (inaktuell).
    Outdated,
    /// A proposal waits for the owner (väntar på ägaren).
    Waiting,
    /// It has a class that holds (klassad).
    Classified,
    /// A matter of protective security (hanteras på annat håll).
    Referred,
}

impl Standing {
    /// All that are counted, those that are done first: what is kept elsewhere is not.
    pub const COUNTED: [Self; 4] =
        [Self::Classified, Self::Waiting, Self::Outdated, Self::Unclassified];

    /// Its name in texts' keys and addresses.
    pub fn key(self) -> &'static str {
        match self {
            Self::Unclassified => "unclassified",
            Self::Outdated => "outdated",
            Self::Waiting => "waiting",
            Self::Classified => "classified",
            Self::Referred => "referred",
        }
    }

    /// Whether the owner has something to do.
    pub fn asks(self) -> bool {
        matches!(self, Self::Unclassified | Self::Outdated)
    }
}

/// Whether a classification's method is in use on a day.
pub fn method_holds(one: &Classification, scales: &Scales, day: Date) -> bool {
    let step = scales.get(METHODS).and_then(|scale| scale.step(&one.method.0));
    step.is_some_and(|step| step.valid.is_none_or(|period| period.holds(day)))
}

/// What tells the newer of two classifications: its day, then how far it reaches.
pub fn recency(one: &Classification) -> (Date, Option<Date>) {
    (one.date, one.valid_to)
}

/// The newest of some classifications.
pub fn newest<'a>(all: impl Iterator<Item = &'a Classification>) -> Option<&'a Classification> {
    all.max_by_key(|one| recency(one))
}

/// How information with these classifications stands on a day.
pub fn of<'a>(
    info: &InformationObject,
    all: impl Iterator<Item = &'a Classification> + Clone,
    scales: &Scales,
    day: Date,
) -> Standing {
    if info.state == State::Referred {
        return Standing::Referred;
    }
    let waiting = all.clone().any(Classification::is_waiting);
    let current = newest(all.filter(|one| one.is_established()));
    let holds = |one: &Classification| {
        one.valid_to.is_none_or(|to| to >= day) && method_holds(one, scales, day)
    };
    match current {
        Some(one) if holds(one) => Standing::Classified,
        _ if waiting => Standing::Waiting,
        Some(_) => Standing::Outdated,
        None => Standing::Unclassified,
    }
}

/// How a thing that holds several stands: as the worst of them; unclassified where nothing is told to be in it.
pub fn worst(all: impl Iterator<Item = Standing>) -> Standing {
    all.min().unwrap_or(Standing::Unclassified)
}

/// How many stand how, in the order of [`Standing::COUNTED`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count([usize; 4]);

impl Count {
    /// Of these.
    pub fn of(all: impl Iterator<Item = Standing>) -> Self {
        let mut count = Self::default();
        for standing in all {
            let place = Standing::COUNTED.iter().position(|one| *one == standing);
            if let Some(slot) = place.and_then(|place| count.0.get_mut(place)) {
                *slot += 1;
            }
        }
        count
    }

    /// How many stand so.
    pub fn get(self, standing: Standing) -> usize {
        let place = Standing::COUNTED.iter().position(|one| *one == standing);
        place.and_then(|place| self.0.get(place)).copied().unwrap_or(0)
    }

    /// How many in all.
    pub fn all(self) -> usize {
        self.0.iter().sum()
    }

    /// The share that is classified, in whole per cent, cut off: hundred means all. Unknown of nothing.
    pub fn share(self) -> Option<usize> {
        (self.get(Standing::Classified) * 100).checked_div(self.all())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        classification,
        tests::{classification as made, day, information, scales},
    };
    use proptest::{collection::vec, prelude::*, sample::select};
    use stadga_model::Term;

    fn stands(all: &[Classification]) -> Standing {
        of(&information(), all.iter(), &scales(), day("2024-01-24"))
    }

    #[test]
    fn cls_07_information_is_classified_outdated_waiting_or_unclassified() {
        let holds = made("322");
        let ran_out = Classification { valid_to: Some(day("2024-01-23")), ..holds.clone() };
        let old =
            Classification { method: Term::from("bits"), date: day("2014-01-01"), ..holds.clone() };
        let proposed = Classification { state: classification::State::Proposed, ..holds.clone() };
        let gone = Classification { state: classification::State::Withdrawn, ..holds.clone() };
        assert_eq!(stands(&[]), Standing::Unclassified);
        assert_eq!(stands(&[gone]), Standing::Unclassified);
        assert_eq!(stands(std::slice::from_ref(&ran_out)), Standing::Outdated);
        assert_eq!(
            stands(std::slice::from_ref(&old)),
            Standing::Outdated,
            "its method no longer holds"
        );
        assert_eq!(stands(&[ran_out, proposed.clone()]), Standing::Waiting);
        assert_eq!(stands(&[old, proposed, holds]), Standing::Classified);
        let mut referred = information();
        referred.hide();
        let at = of(&referred, [].iter(), &scales(), day("2024-01-24"));
        assert_eq!(at, Standing::Referred);
    }

    #[test]
    fn t3_a_system_stands_as_the_worst_of_its_information_and_unclassified_without_any() {
        assert_eq!(worst([].into_iter()), Standing::Unclassified);
        assert_eq!(
            worst([Standing::Classified, Standing::Outdated].into_iter()),
            Standing::Outdated
        );
        assert_eq!(worst([Standing::Classified].into_iter()), Standing::Classified);
    }

    proptest! {
        #[test]
        fn cls_07_coverage_counts_each_once_and_hundred_means_all(all in vec(select(Standing::COUNTED.to_vec()), 0..30)) {
            let count = Count::of(all.iter().copied());
            prop_assert_eq!(count.all(), all.len());
            let whole = all.iter().all(|one| *one == Standing::Classified) && !all.is_empty();
            prop_assert_eq!(count.share() == Some(100), whole);
            let outdated = all.iter().filter(|one| **one == Standing::Outdated).count();
            prop_assert_eq!(count.get(Standing::Outdated), outdated);
        }
    }
}
