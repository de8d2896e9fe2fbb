//! What people are: the functions by which open extracts name them (T40).

use crate::{Assignment, Person};
use stadga_model::{At, Id, Language, Record as _, Refusal, Term, local_date};
use stadga_store::{Door, ListQuery};
use stadga_web::published::Named;
use std::collections::BTreeMap;

/// The role of whoever holds no other.
const EVERYONE: &str = "employee";

/// Everybody whom the reader may know of, now and at the instant that is looked from, each with the function of that day:
/// a role held in earnest before one that is acting or over.
///
/// # Errors
/// Broken.
pub async fn of(door: Door, language: Language) -> Result<Vec<Named>, Refusal> {
    let (then, today) = (door.at(), local_date(door.now()));
    let mut roles: BTreeMap<Id<Person>, (bool, bool, Assignment)> = BTreeMap::new();
    for (_, held) in door.all::<Assignment>(all()).await? {
        let Some(person) = held.person else { continue };
        let rank = (!held.period.holds(today), held.acting);
        let better = roles.get(&person).is_none_or(|(over, acting, _)| rank < (*over, *acting));
        if better {
            roles.insert(person, (rank.0, rank.1, held));
        }
    }
    let label = |role: &Term| {
        let step = door.store().scales().get("role").and_then(|scale| scale.step(&role.0));
        step.map_or_else(String::new, |step| step.label(language).to_owned())
    };
    let mut people = Vec::new();
    let mut views = vec![door.clone()];
    if then != At::Now {
        views.push(door.looking_from(At::Now));
    }
    for view in views {
        for (head, person) in view.all::<Person>(all()).await? {
            if head.withholds(Person::SPEC.title) || person.name.trim().is_empty() {
                continue;
            }
            let held = roles.get(&head.id.cast()).map(|(_, _, held)| held);
            let role = held.map_or_else(|| Term::from(EVERYONE), |held| held.role.clone());
            let title = held.map(|held| held.title.clone());
            let named = Named { name: person.name, email: person.email, title, role: label(&role) };
            if !people.contains(&named) {
                people.push(named);
            }
        }
    }
    Ok(people)
}

fn all() -> ListQuery {
    ListQuery { size: 100_000, ..ListQuery::default() }
}
