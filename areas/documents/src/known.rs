//! Who must have read a document, and who has: a pure answer from duties, people and confirmations (DOC-08).

use std::collections::BTreeSet;

use stadga_model::{Date, Id};
use stadga_organisation::{Assignment, Person, Unit, unit::with_all_below};

use crate::{Confirmation, ReadingDuty, Version};

/// Roles that come from outside and are not bound by the organisation's documents (SEC-10, INC-06).
const OUTSIDE: [&str; 2] = ["auditor", "external-party"];

/// The people of the organisation, with their roles and units.
pub struct People {
    /// All persons.
    pub persons: Vec<(Id<Person>, Person)>,
    /// All assignments.
    pub assignments: Vec<Assignment>,
    /// All units.
    pub units: Vec<(Id<Unit>, Unit)>,
}

impl People {
    /// The roles that are held on `day`.
    fn held(&self, day: Date) -> impl Iterator<Item = (Id<Person>, &Assignment)> {
        let held = self.assignments.iter().filter(move |assignment| assignment.period.holds(day));
        held.filter_map(|assignment| Some((assignment.person?, assignment)))
    }

    /// Whoever must have read what a duty asks for, of those who are here on `day`.
    pub fn bound(&self, duty: &ReadingDuty, day: Date) -> BTreeSet<Id<Person>> {
        let outside = |role: &str| OUTSIDE.contains(&role);
        let strangers: BTreeSet<_> =
            self.held(day).filter(|(_, held)| outside(&held.role.0)).map(|(who, _)| who).collect();
        let here = self
            .persons
            .iter()
            .filter(|(id, person)| person.period.holds(day) && !strangers.contains(id));
        let units: BTreeSet<Id<Unit>> =
            duty.units.iter().flat_map(|top| with_all_below(*top, &self.units)).collect();
        let bound = |(id, person): &&(Id<Person>, Person)| {
            let employed = person.unit.is_some_and(|unit| units.contains(&unit));
            let by_role = |held: &Assignment| {
                units.contains(&held.unit) || duty.role.as_ref() == Some(&held.role)
            };
            let mut held = self.held(day).filter(|(who, _)| who == id);
            duty.everyone || employed || held.any(|(_, held)| by_role(held))
        };
        here.filter(bound).map(|(id, _)| *id).collect()
    }
}

/// Whoever has confirmed this version.
pub fn readers<'a>(
    confirmations: impl IntoIterator<Item = &'a Confirmation>,
    version: Id<Version>,
) -> BTreeSet<Id<Person>> {
    let given = confirmations.into_iter().filter(|given| given.version == version);
    given.map(|given| given.person).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{day, duty, id, person, role_in, unit};
    use stadga_model::Term;

    /// One in the hospital below health care, one in it by role alone, one at the IT department, one who has left, one auditor.
    fn people() -> People {
        let left = Person {
            period: stadga_model::Period { from: day("2019-01-01"), to: "2023-12-31".parse().ok() },
            ..person(Some(id(11)))
        };
        People {
            persons: vec![
                (id(1), person(Some(id(12)))),
                (id(2), person(Some(id(13)))),
                (id(3), person(Some(id(13)))),
                (id(4), left),
                (id(5), person(Some(id(11)))),
            ],
            assignments: vec![
                role_in(id(2), "object-owner", id(11)),
                role_in(id(5), "auditor", id(11)),
            ],
            units: vec![(id(11), unit(None)), (id(12), unit(Some(id(11)))), (id(13), unit(None))],
        }
    }

    fn bound(duty: &ReadingDuty) -> Vec<Id<Person>> {
        people().bound(duty, day("2024-01-24")).into_iter().collect()
    }

    #[test]
    fn doc_08_everyone_is_whoever_is_here_and_does_not_come_from_outside() {
        assert_eq!(bound(&duty()), [id(1), id(2), id(3)]);
    }

    #[test]
    fn doc_08_a_unit_binds_those_below_it_and_those_who_hold_a_role_there() {
        let health = ReadingDuty { everyone: false, units: vec![id(11)], ..duty() };
        assert_eq!(bound(&health), [id(1), id(2)]);
        let owners =
            ReadingDuty { everyone: false, role: Some(Term::from("object-owner")), ..duty() };
        assert_eq!(bound(&owners), [id(2)]);
    }

    #[test]
    fn doc_08_who_read_the_old_version_has_not_read_the_new_one() {
        let given = |version| Confirmation {
            title: "Policy".into(),
            document: id(20),
            version: id(version),
            person: id(1),
            date: day("2024-01-01"),
        };
        let old = [given(30)];
        assert_eq!(readers(&old, id(30)).len(), 1);
        assert!(readers(&old, id(31)).is_empty());
    }
}
