//! How the roles are filled on a day: what is vacant, who acts, what nobody can stand in for, on whom much hangs (ORG-13).

use std::collections::{BTreeMap, BTreeSet};

use stadga_model::{Date, Id, Term};

use crate::{Assignment, Person};

/// How a role is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Filled {
    /// Nobody holds it and nobody stands in.
    Vacant,
    /// Nobody holds it; a deputy stands in.
    ByDeputy,
    /// Somebody acts until another is appointed.
    Acting,
    /// Somebody holds it, and nobody could stand in.
    Alone,
    /// Somebody holds it and has a deputy.
    Held,
}

/// An assignment with how it is filled.
#[derive(Debug, PartialEq)]
pub struct Post {
    /// The assignment.
    pub id: Id<Assignment>,
    /// How it is filled.
    pub filled: Filled,
}

/// Somebody on whom more than one thing hangs alone.
#[derive(Debug, PartialEq)]
pub struct KeyPerson {
    /// Who.
    pub person: Id<Person>,
    /// The assignments that nobody else could take on at once.
    pub alone: Vec<Id<Assignment>>,
    /// How much of the working time all assignments take, in per cent, as far as it is said.
    pub share: i64,
}

/// So many posts held alone make somebody a key person.
const MANY: usize = 2;

/// All assignments that hold on `day`, but for the deputies', with how they are filled: the barest first.
pub fn posts(assignments: &[(Id<Assignment>, Assignment)], day: Date) -> Vec<Post> {
    let now: Vec<_> = assignments.iter().filter(|(_, one)| one.period.holds(day)).collect();
    let deputies = now.iter().filter(|(_, one)| one.person.is_some());
    let covered: BTreeSet<_> = deputies.filter_map(|(_, one)| one.deputy_for).collect();
    let filled = |id: &Id<Assignment>, one: &Assignment| match (one.person, covered.contains(id)) {
        (None, true) => Filled::ByDeputy,
        (None, false) => Filled::Vacant,
        (Some(_), _) if one.acting => Filled::Acting,
        (Some(_), true) => Filled::Held,
        (Some(_), false) => Filled::Alone,
    };
    let own = now.iter().filter(|(_, one)| one.deputy_for.is_none());
    let mut posts: Vec<_> =
        own.map(|(id, one)| Post { id: *id, filled: filled(id, one) }).collect();
    posts.sort_by_key(|post| post.filled);
    posts
}

/// Who holds more than one post alone of those that need a deputy, the most loaded first. `needs` are the roles that must
/// be able to be stood in for.
pub fn key_persons(
    assignments: &[(Id<Assignment>, Assignment)],
    needs: &BTreeSet<Term>,
    day: Date,
) -> Vec<KeyPerson> {
    let all: BTreeMap<_, _> = assignments.iter().map(|(id, one)| (*id, one)).collect();
    let alone = posts(assignments, day).into_iter().filter(|post| {
        let role = all.get(&post.id).map(|one| &one.role);
        post.filled == Filled::Alone && role.is_some_and(|role| needs.contains(role))
    });
    let mut by_person: BTreeMap<Id<Person>, Vec<Id<Assignment>>> = BTreeMap::new();
    for post in alone {
        if let Some(person) = all.get(&post.id).and_then(|one| one.person) {
            by_person.entry(person).or_default().push(post.id);
        }
    }
    let share = |person| {
        let held = all.values().filter(|one| one.person == Some(person) && one.period.holds(day));
        held.filter_map(|one| one.share).sum()
    };
    let many = by_person.into_iter().filter(|(_, alone)| alone.len() >= MANY);
    let mut found: Vec<_> =
        many.map(|(person, alone)| KeyPerson { person, alone, share: share(person) }).collect();
    found.sort_by_key(|one| std::cmp::Reverse(one.alone.len()));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use stadga_testkit::rules::id;

    fn post(person: Option<u32>, deputy_for: Option<u32>, acting: bool) -> Assignment {
        let json = json!({"title": "R", "role": "system-owner", "unit": id::<()>(1), "acting": acting, "share": 60,
            "person": person.map(id::<()>), "deputy_for": deputy_for.map(id::<()>), "period": {"from": "2020-01-01"}});
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn org_13_vacancies_deputies_and_key_persons_are_seen() {
        let all = [
            (id(1), post(None, None, false)),
            (id(2), post(None, None, false)),
            (id(3), post(Some(90), Some(2), false)),
            (id(4), post(Some(91), None, true)),
            (id(5), post(Some(92), None, false)),
            (id(6), post(Some(92), None, false)),
            (id(7), post(Some(93), None, false)),
            (id(8), post(Some(90), Some(7), false)),
        ];
        let day = "2024-01-24".parse().unwrap();
        let found: Vec<_> = posts(&all, day).into_iter().map(|p| (p.id, p.filled)).collect();
        let expected = [
            (id(1), Filled::Vacant),
            (id(2), Filled::ByDeputy),
            (id(4), Filled::Acting),
            (id(5), Filled::Alone),
            (id(6), Filled::Alone),
            (id(7), Filled::Held),
        ];
        assert_eq!(found, expected);
        let needs = BTreeSet::from([Term::from("system-owner")]);
        let key = key_persons(&all, &needs, day);
        assert_eq!(key, [KeyPerson { person: id(92), alone: vec![id(5), id(6)], share: 120 }]);
        assert!(key_persons(&all, &BTreeSet::new(), day).is_empty());
        assert!(posts(&all, "2019-01-01".parse().unwrap()).is_empty());
    }
}
