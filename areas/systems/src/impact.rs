//! What falls if something falls, and what something needs: worked out from the links that were walked.

use stadga_model::Id;
use std::collections::{BTreeMap, BTreeSet};

use crate::relation::{Dependence, Strength};

/// Which way one asks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Way {
    /// What falls if this falls (vad faller).
    #[default]
    Falls,
    /// What this needs (vad behövs).
    Needs,
}

/// How a record is hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hit {
    /// It falls; asked the other way: it is needed.
    Falls,
    /// It does worse; asked the other way: it helps, or is one of several.
    Worse,
}

/// Who is hit, how, and how many steps away.
pub type Impact = BTreeMap<Id, (Hit, usize)>;

/// What is hit when `origin` falls. `either` tells all of what one of is enough for a record.
pub fn falls(origin: Id, dependences: &[Dependence], either: &dyn Fn(Id) -> Vec<Id>) -> Impact {
    let mut steps = BTreeMap::from([(origin, 0)]);
    let mut level = BTreeSet::from([origin]);
    while !level.is_empty() {
        let next = dependences.iter().filter(|one| level.contains(&one.on));
        let next: BTreeSet<Id> = next
            .filter(|one| !steps.contains_key(&one.who))
            .filter(|one| match one.strength {
                Strength::Needs => true,
                Strength::OneOf => {
                    let all = either(one.who);
                    !all.is_empty() && all.iter().all(|other| steps.contains_key(other))
                }
                Strength::Leans => false,
            })
            .map(|one| one.who)
            .collect();
        let step = steps.values().max().copied().unwrap_or_default() + 1;
        steps.extend(next.iter().map(|id| (*id, step)));
        level = next;
    }
    let mut impact: Impact = steps.into_iter().map(|(id, step)| (id, (Hit::Falls, step))).collect();
    worsen(&mut impact, dependences, |one| (one.on, one.who));
    impact.remove(&origin);
    impact
}

/// What `origin` needs, any number of steps away.
pub fn needs(origin: Id, dependences: &[Dependence]) -> Impact {
    let mut impact = Impact::from([(origin, (Hit::Falls, 0))]);
    let mut level = vec![origin];
    let mut step = 0;
    while !level.is_empty() {
        step += 1;
        let hard = dependences.iter().filter(|one| one.strength == Strength::Needs);
        let next: BTreeSet<Id> = hard
            .filter(|one| level.contains(&one.who) && !impact.contains_key(&one.on))
            .map(|one| one.on)
            .collect();
        impact.extend(next.iter().map(|id| (*id, (Hit::Falls, step))));
        level = next.into_iter().collect();
    }
    worsen(&mut impact, dependences, |one| (one.who, one.on));
    impact.remove(&origin);
    impact
}

/// All else that is reached does worse, counted in steps from the nearest.
fn worsen(impact: &mut Impact, dependences: &[Dependence], ends: fn(&Dependence) -> (Id, Id)) {
    let mut level: BTreeMap<Id, usize> = impact.iter().map(|(id, (_, s))| (*id, *s)).collect();
    while !level.is_empty() {
        let mut next = BTreeMap::new();
        for (from, to) in dependences.iter().map(ends) {
            let Some(step) = level.get(&from).filter(|_| !impact.contains_key(&to)) else {
                continue;
            };
            let nearest = next.entry(to).or_insert(step + 1);
            *nearest = (*nearest).min(step + 1);
        }
        impact.extend(next.iter().map(|(id, step)| (*id, (Hit::Worse, *step))));
        level = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::id;

    fn needs_of(who: u32, on: u32, strength: Strength) -> Dependence {
        Dependence { who: id(who), on: id(on), strength }
    }

    fn none(_: Id) -> Vec<Id> {
        Vec::new()
    }

    #[test]
    fn cmdb_02_what_needs_what_fell_falls_and_what_leans_does_worse() {
        let all = [
            needs_of(2, 1, Strength::Needs),
            needs_of(3, 2, Strength::Needs),
            needs_of(4, 2, Strength::Leans),
            needs_of(5, 4, Strength::Needs),
            needs_of(1, 9, Strength::Needs),
        ];
        let hit = falls(id(1), &all, &none);
        let expected =
            [(2, Hit::Falls, 1), (3, Hit::Falls, 2), (4, Hit::Worse, 2), (5, Hit::Worse, 3)];
        let expected: Impact = expected.map(|(n, hit, step)| (id(n), (hit, step))).into();
        assert_eq!(hit, expected);
        assert_eq!(needs(id(3), &all).len(), 3, "2, 1 and 9");
    }

    #[test]
    fn cmdb_14_one_of_two_is_enough_and_none_is_not() {
        let all = [
            needs_of(2, 1, Strength::Needs),
            needs_of(3, 1, Strength::Needs),
            needs_of(4, 2, Strength::OneOf),
            needs_of(4, 3, Strength::OneOf),
        ];
        let either = |who: Id| if who == id(4) { vec![id(2), id(3)] } else { Vec::new() };
        assert_eq!(falls(id(2), &all, &either)[&id(4)], (Hit::Worse, 1));
        assert_eq!(falls(id(1), &all, &either)[&id(4)], (Hit::Falls, 2));
        assert_eq!(needs(id(4), &all)[&id(2)], (Hit::Worse, 1));
    }

    #[test]
    fn cmdb_01_a_circle_comes_to_an_end() {
        let all = [needs_of(1, 2, Strength::Needs), needs_of(2, 1, Strength::Needs)];
        assert_eq!(falls(id(1), &all, &none).len(), 1);
        assert_eq!(needs(id(1), &all).len(), 1);
    }
}
