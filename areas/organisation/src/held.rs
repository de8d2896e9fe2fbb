//! Which roles a person holds: from the assignments that count on the day, each with its unit and all below it.

use crate::{Assignment, Person, Unit, unit};
use stadga_access::Held;
use stadga_model::{Actor, At, Date, Id, Instant, Refusal, local_date};
use stadga_store::{Compare, Door, Filter, ListQuery, Store};
use std::{collections::BTreeSet, slice};

/// The role of everyone who is here (SEC-12), but for auditors.
const EVERYONE: &str = "employee";
/// Whoever audits must not touch what is audited (SEC-10), not even as everyone may; who comes from outside sees what
/// they are let in to (INC-06).
const OUTSIDE: [&str; 2] = ["auditor", "external-party"];

/// The roles that `person` holds on the day of `at`, as it is known now (SEC-08, SEC-12). Who has left holds none.
///
/// # Errors
/// Not found, when there is no such person.
pub async fn roles(store: Store, person: Id, at: Instant) -> Result<Vec<Held>, Refusal> {
    let (door, today) = (store.door(Actor::program("roles"), At::Now), local_date(at));
    let (_, someone) = door.read_as::<Person>(person.cast()).await?;
    if !someone.period.holds(today) {
        return Ok(Vec::new());
    }
    let mut reaching = Vec::new();
    for (_, assignment) in door.all::<Assignment>(linked("person", &[person])).await? {
        if counts(&door, &assignment, today).await? {
            reaching.push(assignment);
        }
    }
    let below = all_below(&door, reaching.iter().flat_map(reached).copied().collect()).await?;
    let mut held: Vec<Held> = Vec::new();
    for assignment in reaching {
        let tops = reached(&assignment).iter();
        let units: BTreeSet<_> = tops.flat_map(|top| unit::with_all_below(*top, &below)).collect();
        let role = Held {
            role: assignment.role.0,
            units: units.into_iter().map(Id::cast).collect(),
            narrowed: !assignment.scope.is_empty(),
            ..Held::default()
        };
        held.extend(narrowed(&store, role, assignment.records, &assignment.within).await?);
    }
    if held.iter().all(|held| !OUTSIDE.contains(&held.role.as_str())) {
        held.push(Held { role: EVERYONE.into(), ..Held::default() });
    }
    Ok(held)
}

/// Whether an assignment's role counts on a day: that of a deputy goes by whom it stands in for, and is none where that is
/// nobody the reader may find (ORG-13).
///
/// # Errors
/// Broken.
pub async fn counts(door: &Door, assignment: &Assignment, day: Date) -> Result<bool, Refusal> {
    let Some(other) = assignment.deputy_for else { return Ok(assignment.counts_on(day, None)) };
    match door.read_as::<Assignment>(other).await {
        Ok((_, other)) => Ok(assignment.counts_on(day, Some(&other))),
        Err(Refusal::NotFound | Refusal::Denied) => Ok(false),
        Err(broken) => Err(broken),
    }
}

/// A role as its assignment narrows it: to single records, to objects and families with all that lies within them, to both
/// as two roles, or not at all (SEC-08, INC-06).
async fn narrowed(
    store: &Store,
    role: Held,
    records: Vec<Id>,
    objects: &[Id],
) -> Result<Vec<Held>, Refusal> {
    let mut roles = Vec::new();
    if !objects.is_empty() {
        let within = store.within(objects).await?;
        roles.push(Held { within, ..role.clone() });
    }
    if !records.is_empty() {
        roles.push(Held { records, ..role.clone() });
    }
    if roles.is_empty() {
        roles.push(role);
    }
    Ok(roles)
}

/// The units that an assignment counts for, before those below them: its scope where it is narrowed, else its own.
fn reached(assignment: &Assignment) -> &[Id<Unit>] {
    if assignment.scope.is_empty() { slice::from_ref(&assignment.unit) } else { &assignment.scope }
}

/// All units below these, level by level: read once for all of someone's roles, for every request asks.
async fn all_below(
    door: &Door,
    tops: BTreeSet<Id<Unit>>,
) -> Result<Vec<(Id<Unit>, Unit)>, Refusal> {
    let (mut found, mut asked) = (Vec::new(), tops.clone());
    let mut level: Vec<Id> = tops.into_iter().map(Id::cast).collect();
    while !level.is_empty() {
        let below = door.all::<Unit>(linked("parent", &level)).await?.into_iter();
        let below: Vec<_> = below.map(|(head, unit)| (head.id.cast(), unit)).collect();
        // A unit that has been put below itself must not lead round and round.
        let new = below.iter().filter(|(id, _)| asked.insert(*id));
        level = new.map(|(id, _)| id.cast()).collect();
        found.extend(below);
    }
    Ok(found)
}

/// The question for records that link to one of these by `field`.
fn linked(field: &str, ids: &[Id]) -> ListQuery {
    let compare = Compare::Is(ids.iter().map(ToString::to_string).collect());
    let filters = vec![Filter { field: field.into(), compare }];
    ListQuery { filters, size: 10_000, ..ListQuery::default() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use stadga_testkit::World;

    async fn held(person: &str, at: &str) -> Vec<(String, usize)> {
        let world = World::of(vec![crate::area()]).await;
        let person = world.id::<Person>(person).cast();
        let held = roles(world.app.store.clone(), person, at.parse().unwrap()).await.unwrap();
        held.into_iter().map(|held| (held.role, held.units.len())).collect()
    }

    /// Gives the employee a role for most of a year.
    async fn give(world: &World, role: &str, unit: &str) {
        let given = serde_json::json!({"title": role, "role": role,
            "person": world.id::<Person>("medarbetare"), "unit": world.fixtures.id(unit),
            "period": {"from": "2026-01-01", "to": "2026-11-30"}});
        let given: Assignment = serde_json::from_value(given).unwrap();
        world.door().create(&given, "").await.unwrap();
    }

    #[tokio::test]
    async fn sec_12_everyone_here_is_an_employee_and_who_has_left_is_nobody() {
        let role = |key: &str| vec![(key.to_owned(), 0)];
        assert_eq!(held("medarbetare", "2026-11-22T09:00:00Z").await, role(EVERYONE));
        assert!(held("sakerhetssamordnare-tidigare", "2026-11-22T09:00:00Z").await.is_empty());
    }

    #[tokio::test]
    async fn sec_08_a_role_reaches_its_unit_and_all_below() {
        let held = held("it-chef", "2026-11-22T09:00:00Z").await;
        assert_eq!(held, [("it-manager".to_owned(), 5), (EVERYONE.to_owned(), 0)]);
    }

    #[tokio::test]
    async fn sec_08_a_role_reaches_as_far_beside_another_further_down() {
        let world = World::of(vec![crate::area()]).await;
        let reach = async || {
            let at = "2026-11-22T09:00:00Z".parse().unwrap();
            let person = world.id::<Person>("medarbetare").cast();
            let held = roles(world.app.store.clone(), person, at).await.unwrap();
            held.into_iter().find(|held| held.role == "registrar").unwrap().units.len()
        };
        give(&world, "registrar", "region").await;
        let alone = reach().await;
        give(&world, "system-owner", "it").await;
        assert_eq!(reach().await, alone);
    }

    #[tokio::test]
    async fn sec_10_an_auditor_is_no_employee() {
        let held = held("revisor", "2026-11-22T09:00:00Z").await;
        assert_eq!(held, [("auditor".to_owned(), 2)]);
    }

    #[tokio::test]
    async fn org_12_one_person_holds_many_roles_wherever_they_work() {
        let world = World::of(vec![crate::area()]).await;
        for (role, unit) in
            [("system-owner", "it"), ("auditor", "revisorerna"), ("registrar", "region")]
        {
            give(&world, role, unit).await;
        }
        let on = async |day: &str| {
            let at = format!("{day}T09:00:00Z").parse().unwrap();
            let person = world.id::<Person>("medarbetare").cast();
            let held = roles(world.app.store.clone(), person, at).await.unwrap();
            held.into_iter().map(|held| held.role).collect::<BTreeSet<_>>()
        };
        let all = ["auditor", "registrar", "system-owner"].map(str::to_owned);
        assert_eq!(on("2026-11-30").await, all.into());
        assert_eq!(on("2026-12-01").await, [EVERYONE.to_owned()].into());
    }

    #[tokio::test]
    async fn org_13_a_deputy_holds_the_role_only_while_standing_in() {
        let world = World::of(vec![crate::area()]).await;
        let person = world.id::<Person>("stabsdirektor").cast();
        let directs = async |day: &str| {
            let at = format!("{day}T09:00:00Z").parse().unwrap();
            let held = roles(world.app.store.clone(), person, at).await.unwrap();
            held.iter().any(|held| held.role == "region-director")
        };
        assert!(!directs("2026-11-20").await, "the director is there");
        assert!(directs("2026-07-15").await, "the director is on holiday");
        assert!(!directs("2026-08-20").await);
    }

    #[tokio::test]
    async fn org_25_an_acting_role_is_held_only_while_it_lasts() {
        let acting = held("stabsdirektor", "2024-03-05T09:00:00Z").await;
        assert!(acting.iter().any(|(role, _)| role == "region-director"), "{acting:?}");
        let before = held("stabsdirektor", "2023-09-30T09:00:00Z").await;
        assert!(!before.iter().any(|(role, _)| role == "region-director"), "{before:?}");
    }
}
