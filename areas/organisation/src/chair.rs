//! Who leads a forum: the person in the chair's seat, or whoever holds the role that the seat belongs to (ORG-18).

use stadga_model::{Date, Id, Refusal, Term};
use stadga_store::{Compare, Door, Filter, ListQuery};

use crate::{Forum, Part, Person, Unit, held::counts};

/// Who leads a forum on a day, as far as the reader may know.
///
/// # Errors
/// Broken.
pub async fn chairs(door: &Door, forum: &Forum, day: Date) -> Result<Vec<Id<Person>>, Refusal> {
    let mut chairs = Vec::new();
    for seat in forum.members.iter().filter(|member| member.part == Part::Chair) {
        match (seat.person, &seat.role) {
            (Some(person), _) => chairs.push(person),
            (None, Some(role)) => chairs.extend(holders(door, role, forum.unit, day).await?),
            (None, None) => {}
        }
    }
    chairs.sort();
    chairs.dedup();
    Ok(chairs)
}

/// Who holds a role in a unit on a day: in all of it; only where nobody does, for some single thing there.
async fn holders(
    door: &Door,
    role: &Term,
    unit: Id<Unit>,
    day: Date,
) -> Result<Vec<Id<Person>>, Refusal> {
    let is = Filter { field: "role".into(), compare: Compare::Is(vec![role.0.clone()]) };
    let filters = vec![is, Filter::linking("unit", unit)];
    let query = ListQuery { filters, size: 1_000, ..ListQuery::default() };
    let (mut whole, mut single) = (Vec::new(), Vec::new());
    for (_, assignment) in door.all::<crate::Assignment>(query).await? {
        let Some(person) = assignment.person else { continue };
        if counts(door, &assignment, day).await? {
            let about = if assignment.about.is_none() { &mut whole } else { &mut single };
            about.push(person);
        }
    }
    Ok(if whole.is_empty() { single } else { whole })
}

#[cfg(test)]
mod tests {
    use super::*;
    use stadga_testkit::World;

    #[tokio::test]
    async fn org_18_a_seat_that_belongs_to_a_role_is_taken_by_who_holds_it_that_day() {
        let world = World::of(vec![crate::area()]).await;
        let door = world.door();
        let post = world.id::<crate::Assignment>("roll-regiondirektor");
        let unit = door.read_as(post).await.unwrap().1.unit;
        let body = serde_json::json!({
            "name": "Ledningen", "forum_type": "management", "purpose": "Leder.", "unit": unit,
            "period": { "from": "2016-01-01" }, "members": [{ "part": "chair", "role": "region-director" }],
        });
        let forum: Forum = serde_json::from_value(body).unwrap();
        let on = async |day: &str| chairs(&door, &forum, day.parse().unwrap()).await.unwrap();
        assert_eq!(on("2026-11-20").await, [world.id("regiondirektor")]);
        assert_eq!(on("2026-07-15").await.len(), 2, "on holiday, with the deputy serving");
        let named = Forum {
            members: vec![crate::Member {
                person: Some(world.id("it-chef")),
                ..forum.members[0].clone()
            }],
            ..forum.clone()
        };
        let day = "2026-11-20".parse().unwrap();
        assert_eq!(chairs(&door, &named, day).await.unwrap(), [world.id("it-chef")]);
    }
}
