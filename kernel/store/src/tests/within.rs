//! What lies within an object: found by the links that say so, and made there by those who have a role for it.

use super::{Task, door, secrecy::Person, task};
use stadga_model::{
    Action, Actor, At, Date, Grant, Id, Mark, MarkState, Prose, Reach, ReaderRole, Refusal, Right,
    Term,
};
use std::slice;

/// Someone with a role for an object.
async fn holder(door: &crate::Door, object: Id) -> crate::Door {
    let records = door.store().within(&[object]).await.unwrap();
    let may = Action::ALL.map(|action| Right::to(action, "task")).to_vec();
    let grant = Grant { role: "owner".into(), may, reach: Reach::Within { records, units: None } };
    let actor = Actor { name: "någon".into(), person: None, grants: vec![grant] };
    door.store().door(actor, At::Now)
}

async fn below(door: &crate::Door, title: &str, above: &[Id]) -> Id {
    let causes = above.iter().map(|id| id.cast()).collect();
    door.create(&Task { causes, ..task(title) }, "").await.unwrap().head.id
}

#[tokio::test]
async fn sec_08_what_lies_within_an_object_is_found_however_far_and_no_more() {
    let door = door().await;
    let who = door.create(&Person { name: "förvaltare".into() }, "").await.unwrap().head.id;
    let held = Task { owner: Some(who), ..task("objekt") };
    let object = door.create(&held, "").await.unwrap().head.id;
    let plan = below(&door, "plan", &[object]).await;
    let step = below(&door, "steg", &[plan]).await;
    let other = below(&door, "annat objekt", &[]).await;
    let moved = below(&door, "flyttas", &[object]).await;
    let mut all = vec![object, who, plan, step, moved];
    all.sort_unstable();
    assert_eq!(door.store().within(&[object]).await.unwrap(), all);
    let mut opened = door.open_as::<Task>(moved.cast()).await.unwrap();
    opened.body.causes = vec![other.cast()];
    door.save(opened, "").await.unwrap();
    all.retain(|id| *id != moved);
    assert_eq!(door.store().within(&[object]).await.unwrap(), all, "it lies elsewhere now");
    // Round and round: it comes to an end.
    let mut opened = door.open_as::<Task>(object.cast()).await.unwrap();
    opened.body.causes = vec![step.cast()];
    door.save(opened, "").await.unwrap();
    assert_eq!(door.store().within(&[object]).await.unwrap(), all);
    assert!(door.store().within(&[]).await.unwrap().is_empty());
}

#[tokio::test]
async fn sec_08_a_link_that_a_mark_withholds_lets_nobody_in() {
    let door = door().await;
    let object = below(&door, "objekt", &[]).await;
    let secret = below(&door, "hemligt", &[object]).await;
    let mark = Mark {
        about: "T".into(),
        of: secret,
        state: MarkState::Active,
        fields: vec!["causes".into()],
        ground: Term::from("osl-18-8"),
        reason: Prose::from("skäl"),
        review: Date::constant(2030, 1, 1),
        readers: Vec::new(),
        roles: vec![ReaderRole { role: "owner".into() }],
        hidden: false,
        unit: None,
        owner: None,
    };
    door.create(&mark, "").await.unwrap();
    let within = door.store().within(&[object]).await.unwrap();
    assert!(!within.contains(&secret), "{within:?}");
}

#[tokio::test]
async fn sec_08_who_has_a_role_for_an_object_makes_what_lies_within_it_and_nothing_else() {
    let door = door().await;
    let object = below(&door, "objekt", &[]).await;
    let other = below(&door, "annat objekt", &[]).await;
    let own = holder(&door, object).await;
    assert!(matches!(own.read(other).await, Err(Refusal::NotFound)));
    let plan = below(&own, "plan", slice::from_ref(&object)).await;
    let refused = own.create(&Task { causes: vec![other.cast()], ..task("plan") }, "").await;
    assert!(matches!(refused, Err(Refusal::Denied)), "{refused:?}");
    assert!(matches!(own.create(&task("plan"), "").await, Err(Refusal::Denied)));
    // What was made lies within from the next time that one asks.
    let own = holder(&door, object).await;
    let mut opened = own.open_as::<Task>(plan.cast()).await.unwrap();
    opened.body.title = "plan för nästa år".into();
    own.save(opened, "").await.unwrap();
    // It cannot be made to hold what lies elsewhere: that would let its holder in there.
    let mut opened = own.open_as::<Task>(plan.cast()).await.unwrap();
    opened.body.owner = Some(other);
    assert!(matches!(own.save(opened, "").await, Err(Refusal::Denied)));
    let mut opened = own.open_as::<Task>(plan.cast()).await.unwrap();
    opened.body.owner = Some(object);
    own.save(opened, "").await.unwrap();
}
