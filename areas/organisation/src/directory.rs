//! Persons and roles as the organisation's directory tells them: made, changed, ended (ORG-12, ORG-13).

use jiff::ToSpan as _;
use stadga_model::{Actor, At, Date, Id, Period, Refusal, local_date};
use stadga_store::{Compare, Door, Filter, ListQuery, Store};
use stadga_web::Told;

use crate::{Assignment, Person, Unit};

/// Keeps what the directory tells; gives the person's id. What is so already is not written again.
///
/// # Errors
/// Not found, when there is no such person, or no unit to belong to.
pub async fn keep(store: Store, told: Told) -> Result<Id, Refusal> {
    let door = store.door(Actor::program("directory"), At::Now);
    let today = local_date(store.now());
    match told {
        Told::Person { id: None, name, email, .. } => {
            let period = Period { from: today, to: None };
            let person = Person { name, email, unit: Some(top(&door).await?), period };
            Ok(door.create(&person, "").await?.head.id)
        }
        Told::Person { id: Some(id), name, email, here } => {
            let mut opened = door.open_as::<Person>(id.cast()).await?;
            let before = opened.body.clone();
            let period = Period { to: (!here).then_some(today), ..before.period };
            let still = before.period.to.is_some() && !here;
            let period = if still { before.period } else { period };
            opened.body =
                Person { name, email: email.or(before.email.clone()), period, ..before.clone() };
            if opened.body != before {
                door.save(opened, "").await?;
            }
            Ok(id)
        }
        Told::Role { person, role, title, held } => {
            let given = given(&door, (person, &role), today).await?;
            match (held, given.is_empty()) {
                (true, true) => give(&door, (person, role, title), today).await?,
                (false, false) => end(&door, given, today).await?,
                _ => {}
            }
            Ok(person)
        }
    }
}

/// The organisation itself: the unit that is under no other.
async fn top(door: &Door) -> Result<Id<Unit>, Refusal> {
    let units = door.all::<Unit>(ListQuery::default()).await?;
    let top = units.into_iter().find(|(_, unit)| unit.parent.is_none());
    Ok(top.ok_or(Refusal::NotFound)?.0.id.cast())
}

/// The assignments that give a person a role today, whoever they came from.
async fn given(
    door: &Door,
    (person, role): (Id, &str),
    today: Date,
) -> Result<Vec<(Id<Assignment>, Assignment)>, Refusal> {
    let only = |field: &str, value: String| Filter {
        field: field.into(),
        compare: Compare::Is(vec![value]),
    };
    let filters = vec![only("person", person.to_string()), only("role", role.to_owned())];
    let all = door.all::<Assignment>(ListQuery { filters, ..ListQuery::default() }).await?;
    let today = all.into_iter().filter(|(_, assignment)| assignment.period.holds(today));
    Ok(today.map(|(head, assignment)| (head.id.cast(), assignment)).collect())
}

async fn give(
    door: &Door,
    (person, role, title): (Id, String, String),
    today: Date,
) -> Result<(), Refusal> {
    let assignment = Assignment {
        title,
        role: role.as_str().into(),
        person: Some(person.cast()),
        unit: top(door).await?,
        scope: Vec::new(),
        records: Vec::new(),
        within: Vec::new(),
        about: None,
        area: None,
        period: Period { from: today, to: None },
        share: None,
        acting: false,
        deputy_for: None,
        serves: Vec::new(),
        note: None,
        from_directory: true,
    };
    door.create(&assignment, "").await.map(drop)
}

/// Ends at once what came from the directory: yesterday was its last day, or nobody holds it on the day it began.
async fn end(
    door: &Door,
    given: Vec<(Id<Assignment>, Assignment)>,
    today: Date,
) -> Result<(), Refusal> {
    let own = given.into_iter().filter(|(_, assignment)| assignment.from_directory);
    for (id, assignment) in own {
        let yesterday = today.checked_sub(1.day()).map_err(Refusal::broken)?;
        let mut opened = door.open_as::<Assignment>(id).await?;
        if assignment.period.from <= yesterday {
            opened.body.period.to = Some(yesterday);
        } else {
            opened.body.person = None;
            opened.body.period.to = Some(today);
        }
        door.save(opened, "").await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use stadga_testkit::World;

    #[tokio::test]
    async fn org_12_a_role_from_the_directory_is_an_assignment_that_ends_at_once() {
        let world = World::of(vec![crate::area()]).await;
        let store = || world.app.store.clone();
        let person = Told::Person { id: None, name: "Ny".into(), email: None, here: true };
        let person = keep(store(), person).await.unwrap();
        let role = |held| Told::Role {
            person,
            role: "registrar".into(),
            title: "Registrator".into(),
            held,
        };
        let roles = async || {
            let held = crate::held::roles(store(), person, world.app.store.now()).await.unwrap();
            held.into_iter().map(|held| held.role).collect::<Vec<_>>()
        };
        assert_eq!(roles().await, ["employee"]);
        for _ in 0..2 {
            keep(store(), role(true)).await.unwrap();
            assert_eq!(roles().await, ["registrar", "employee"]);
        }
        let given: Vec<Assignment> = world
            .all("assignment")
            .await
            .iter()
            .filter_map(|record| record.typed().ok())
            .filter(|one: &Assignment| one.from_directory)
            .collect();
        assert_eq!(given.len(), 1, "told by a field of its own, not by words");
        keep(store(), role(false)).await.unwrap();
        assert_eq!(roles().await, ["employee"]);
        let left = Told::Person { id: Some(person), name: "Ny".into(), email: None, here: false };
        keep(store(), left).await.unwrap();
        let back = Told::Person { id: Some(person), name: "Nyare".into(), email: None, here: true };
        keep(store(), back).await.unwrap();
        let (_, kept) = world.door().read_as::<Person>(person.cast()).await.unwrap();
        assert_eq!((kept.name.as_str(), kept.period.to), ("Nyare", None));
    }

    #[tokio::test]
    async fn org_12_the_directory_ends_no_role_that_was_given_here() {
        let world = World::of(vec![crate::area()]).await;
        let person = world.id::<Person>("registrator").cast();
        let (role, title) = ("registrar".to_owned(), "Registrator".to_owned());
        let told = Told::Role { person, role, title, held: false };
        keep(world.app.store.clone(), told).await.unwrap();
        let held = crate::held::roles(world.app.store.clone(), person, world.app.store.now()).await;
        assert!(held.unwrap().iter().any(|held| held.role == "registrar"));
    }
}
