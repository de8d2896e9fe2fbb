//! Counting compliance: how many requirements stand in which grade, and what share of them is met.

use stadga_model::{Head, Term};
use stadga_store::Known;
use std::collections::BTreeMap;

use crate::{
    AssessedRequirement,
    weights::{MUST, weights},
};

/// How many requirements stand how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    grades: BTreeMap<Term, usize>,
    /// Nobody has looked at them.
    pub unjudged: usize,
    /// Their grade is withheld from the reader, who may not know it from the share either.
    pub withheld: usize,
}

impl Tally {
    /// Of one requirement with this grade.
    pub fn add(&mut self, grade: Option<&Term>) {
        match grade {
            Some(grade) => *self.grades.entry(grade.clone()).or_default() += 1,
            None => self.unjudged += 1,
        }
    }

    /// Of so many requirements of which the reader knows this of the grade.
    pub fn add_known(&mut self, grade: &Known, count: usize) {
        match grade {
            Known::Given(grade) => *self.grades.entry(Term(grade.clone())).or_default() += count,
            Known::Empty => self.unjudged += count,
            Known::Withheld => self.withheld += count,
        }
    }

    /// Of one requirement of which the reader may not know the grade.
    pub const fn add_withheld(&mut self) {
        self.withheld += 1;
    }

    /// Of an assessed requirement, as far as the reader may know its grade.
    pub fn add_answer(&mut self, head: &Head, answer: &AssessedRequirement) {
        if head.withholds("grade") { self.add_withheld() } else { self.add(answer.grade.as_ref()) }
    }

    /// Of all of these.
    pub fn of<'a>(answers: impl IntoIterator<Item = &'a (Head, AssessedRequirement)>) -> Self {
        let mut tally = Self::default();
        answers.into_iter().for_each(|(head, answer)| tally.add_answer(head, answer));
        tally
    }

    /// Of those that must be met.
    pub fn of_must<'a>(answers: impl IntoIterator<Item = &'a (Head, AssessedRequirement)>) -> Self {
        let must =
            |answer: &AssessedRequirement| answer.priority.as_ref().is_some_and(|p| p.0 == MUST);
        let known = |head: &Head| !head.withholds("priority");
        Self::of(answers.into_iter().filter(|(head, answer)| known(head) && must(answer)))
    }

    /// With what another counts.
    pub fn join(&mut self, other: &Self) {
        for (grade, count) in &other.grades {
            *self.grades.entry(grade.clone()).or_default() += count;
        }
        self.unjudged += other.unjudged;
        self.withheld += other.withheld;
    }

    /// How many have a grade.
    pub fn count(&self, grade: &Term) -> usize {
        self.grades.get(grade).copied().unwrap_or_default()
    }

    /// How many there are.
    pub fn total(&self) -> usize {
        self.judged() + self.unjudged + self.withheld
    }

    /// How many have been looked at.
    pub fn judged(&self) -> usize {
        self.grades.values().sum()
    }

    /// How many lack something.
    pub fn gaps(&self) -> usize {
        let lacking = self.grades.iter().filter(|(grade, _)| weights().is_gap(Some(grade)));
        lacking.map(|(_, count)| count).sum()
    }

    /// What share is met of those that were looked at and apply, in per cent, rounded down: what is not all is never 100.
    pub fn percent(&self) -> Option<u8> {
        let weighed = self.grades.iter().filter_map(|(grade, count)| {
            Some((usize::from(weights().grade_weight(grade)?) * count, *count))
        });
        let (sum, count) =
            weighed.fold((0, 0), |(sum, all), (weight, count)| (sum + weight, all + count));
        let percent = sum.checked_div(count)?;
        u8::try_from(percent).ok()
    }

    /// Whether enough has been looked at for the share to say something: at least half.
    pub fn is_sure(&self) -> bool {
        self.judged() * 2 >= self.total()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const GRADES: [Option<&str>; 5] =
        [Some("met"), Some("partly"), Some("not-met"), Some("not-applicable"), None];

    fn tally(places: &[usize]) -> Tally {
        let mut tally = Tally::default();
        for place in places {
            tally.add(GRADES[*place].map(Term::from).as_ref());
        }
        tally
    }

    #[test]
    fn ctl_01_what_does_not_apply_and_what_nobody_looked_at_is_no_share() {
        assert_eq!(tally(&[0, 1, 3, 4]).percent(), Some(75));
        assert_eq!(tally(&[3, 4]).percent(), None);
        assert_eq!((tally(&[0, 1, 2, 3, 4]).gaps(), tally(&[0, 4, 4]).is_sure()), (2, false));
        assert_eq!(tally(&[vec![0; 199], vec![1]].concat()).percent(), Some(99));
    }

    proptest! {
        #[test]
        fn ctl_01_a_share_is_between_nothing_and_all_and_joining_lies_between(
            one in prop::collection::vec(0..5_usize, 0..40),
            other in prop::collection::vec(0..5_usize, 0..40),
        ) {
            let (a, b) = (tally(&one), tally(&other));
            let mut both = a.clone();
            both.join(&b);
            prop_assert_eq!(&both, &tally(&[one.clone(), other].concat()));
            prop_assert_eq!(both.total(), a.total() + b.total());
            if let (Some(a), Some(b), Some(both)) = (a.percent(), b.percent(), both.percent()) {
                prop_assert!(both <= 100 && a.min(b) <= both && both <= a.max(b));
            }
            let mut better = a.clone();
            better.add(Some(&Term::from("met")));
            prop_assert!(better.percent() >= a.percent());
        }
    }
}
