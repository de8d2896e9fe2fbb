//! Who hears what an owner has left undone: whoever holds a director's role in the nearest unit above (T3, CLS-06). Pure.

use stadga_model::{Date, Id};
use stadga_organisation::{Assignment, Person, Unit};
use std::collections::{BTreeMap, BTreeSet};

/// The units and who leads them.
pub struct Line<'a> {
    /// The units.
    pub units: &'a BTreeMap<Id<Unit>, Unit>,
    /// The assignments.
    pub held: &'a [Assignment],
    /// The leading roles, the nearer one first.
    pub roles: &'a [String],
    /// The day that is asked about.
    pub day: Date,
}

impl Line<'_> {
    /// A unit and all above it, the nearest first.
    pub fn above(&self, unit: Id<Unit>) -> Vec<Id<Unit>> {
        let (mut chain, mut seen) = (Vec::new(), BTreeSet::new());
        let mut next = Some(unit);
        while let Some(unit) = next.filter(|unit| seen.insert(*unit)) {
            chain.push(unit);
            next = self.units.get(&unit).and_then(|unit| unit.parent);
        }
        chain
    }

    /// Everybody who holds a leading role.
    pub fn leaders(&self) -> BTreeSet<Id<Person>> {
        self.leading().filter_map(|one| one.person).collect()
    }

    /// Whether somebody holds a leading role.
    pub fn leads(&self, person: Id<Person>) -> bool {
        self.leading().any(|one| one.person == Some(person))
    }

    /// The nearest other leader at or above the unit where somebody works.
    pub fn superior(&self, person: Id<Person>, unit: Id<Unit>) -> Option<Id<Person>> {
        self.above(unit).into_iter().find_map(|unit| {
            self.roles.iter().find_map(|role| {
                let here = |one: &&Assignment| one.unit == unit && one.role.0 == *role;
                let others = self.leading().filter(here).filter_map(|one| one.person);
                others.into_iter().find(|other| *other != person)
            })
        })
    }

    /// The assignments that lead: of a unit, not of a single thing; held, not stood in for.
    fn leading(&self) -> impl Iterator<Item = &Assignment> {
        self.held.iter().filter(|one| {
            let whole = one.about.is_none() && one.deputy_for.is_none();
            whole && self.roles.contains(&one.role.0) && one.period.holds(self.day)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{assignment, day, id, unit};

    #[test]
    fn t3_the_superior_is_the_nearest_other_leader_above() {
        let units = BTreeMap::from([
            (id(1), unit(None)),
            (id(2), unit(Some(1))),
            (id(3), unit(Some(2))),
            (id(4), unit(Some(4))),
        ]);
        let held = [assignment("region-director", 50, 1), assignment("administration-head", 51, 2)];
        let roles = ["administration-head".to_owned(), "region-director".to_owned()];
        let line = Line { units: &units, held: &held, roles: &roles, day: day("2024-01-24") };
        assert_eq!(line.superior(id(60), id(3)), Some(id(51)));
        assert_eq!(line.superior(id(51), id(2)), Some(id(50)), "nobody is their own superior");
        assert_eq!(line.superior(id(50), id(1)), None);
        assert_eq!(line.superior(id(60), id(4)), None, "a ring of units comes to an end");
        assert!(line.leads(id(50)) && !line.leads(id(60)));
        let earlier = Line { day: day("2011-01-01"), ..line };
        assert_eq!(earlier.superior(id(60), id(3)), None);
    }
}
