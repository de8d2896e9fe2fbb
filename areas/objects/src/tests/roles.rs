//! Roles in objects on the pages: their duties, deputies, and the chair who answers at the minimum (ORG-13, ORG-14, PM3-14).

use std::collections::BTreeSet;

use stadga_model::{Id, Refusal};
use stadga_organisation::{Assignment, Forum, Person, Unit};
use stadga_store::ListQuery;
use stadga_testkit::World;

use super::area::ground;
use crate::{MaintenancePlan, Object};

#[tokio::test]
async fn org_14_pm3_07_the_overview_tells_what_each_role_does_and_which_must_be_held() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("medarbetare").await;
    let object: Id<Object> = world.id("obj-journal");
    let page = client.get(&format!("/object/{object}/overview")).await.is(200).text();
    let row = |role: &str| {
        let rows = page.split("<tr>").skip(1);
        rows.map(str::to_owned).find(|row| row.contains(&format!(">{role}</a>"))).unwrap()
    };
    let leader = row("Förvaltningsledare");
    assert!(leader.contains("Fångar behov och följer upp hur stödet fungerar."), "{leader}");
    assert!(leader.contains("Måste finnas"), "also when it is held: {leader}");
    let description: Id = world.fixtures.id("rbe-forvaltningsledare").unwrap();
    assert!(leader.contains(&format!("/role-description/{description}")));
    let technical = page.split("<tr>").find(|row| row.contains("agerar på larm"));
    assert!(technical.is_some(), "the side near the technology has its own duties");
}

#[tokio::test]
async fn org_13_pm3_07_a_deputy_is_shown_as_one_and_holds_nothing_while_the_holder_is_there() {
    let world = World::of(ground()).await;
    let (object, owner): (Id<Object>, Id<Assignment>) =
        (world.id("obj-journal"), world.id("obr-002"));
    let deputy = serde_json::json!({
        "title": "Ersättande objektägare", "role": "object-owner", "person": world.id::<Person>("driftchef"),
        "unit": world.id::<Unit>("hsf"), "about": object, "deputy_for": owner,
        "period": { "from": "2026-01-01" },
    });
    let deputy: Assignment = serde_json::from_value(deputy).unwrap();
    world.door().create(&deputy, "").await.unwrap();
    let mut client = world.sign_in("medarbetare").await;
    let address = format!("/object/{object}/overview");
    let page = client.get(&address).await.is(200).text();
    assert!(page.contains("ersättare ") && !page.contains("tjänstgörande ersättare"));
    let answers = |page: &str| {
        let panel = page.split("id=\"answers\"").nth(1).unwrap();
        panel.split("Beslutar om planer").next().unwrap().to_owned()
    };
    assert!(!answers(&page).contains("Chef för it-drift"), "{}", answers(&page));
    let mut gone = world.door().open_as(owner).await.unwrap();
    gone.body.period.to = "2026-10-31".parse().ok();
    world.door().save(gone, "").await.unwrap();
    let page = client.get(&address).await.is(200).text();
    assert!(
        page.contains("tjänstgörande ersättare") && answers(&page).contains("Chef för it-drift")
    );
}

#[tokio::test]
async fn pm3_14_r_4_at_the_minimum_the_chair_is_found_by_role_and_asked_for_the_groups_decision() {
    let world = World::of(ground()).await;
    let plan: Id<MaintenancePlan> = world.id("fpl-lakemedel-27");
    let asks = "För in beslutet om: Förvaltningsplan Läkemedel 2027";
    let (_, before) = world.door().read_as(plan).await.unwrap();
    let mut object = world.door().open_as(before.object).await.unwrap();
    object.body.mode = Some("minimum".into());
    let system = object.body.systems[0];
    world.door().save(object, "").await.unwrap();
    let group: Id<Forum> = world.id("styrgrupp-vard");
    let mut forum = world.door().open_as(group).await.unwrap();
    forum.body.members[0].person = None;
    forum.body.members[0].role = Some("administration-head".into());
    world.door().save(forum, "").await.unwrap();
    let mut chair = world.sign_in("hs-direktor").await;
    chair.get("/").await.is(200).has(asks);
    let address = format!("/object/{}/overview", before.object);
    let page = chair.get(&address).await.is(200).text();
    let answers = page.split("id=\"answers\"").nth(1).unwrap();
    let answers = answers.split("Beslutar om planer").next().unwrap();
    assert!(answers.contains("Hälso- och sjukvårdsdirektör"), "{answers}");
    assert!(!page.contains("Egen ägare"));
    let owner = serde_json::json!({
        "title": "Systemägare för sig", "role": "system-owner", "person": world.id::<Person>("driftchef"),
        "unit": world.id::<Unit>("hsf"), "about": system, "period": { "from": "2026-01-01" },
    });
    let owner: Assignment = serde_json::from_value(owner).unwrap();
    world.door().create(&owner, "").await.unwrap();
    chair.get(&address).await.is(200).has("Systemägare för sig").has("Egen ägare");
    chair.get(&format!("/configuration-item/{system}")).await.is(200).has("Egen ägare");
}

/// Gives the employee a role for these objects and families alone.
async fn give(world: &World, role: &str, within: &[Id]) {
    let given = serde_json::json!({
        "title": role, "role": role, "person": world.id::<Person>("medarbetare"),
        "unit": world.id::<Unit>("hsf"), "within": within, "period": { "from": "2026-01-01" },
    });
    let given: Assignment = serde_json::from_value(given).unwrap();
    world.door().create(&given, "").await.unwrap();
}

#[tokio::test]
async fn sec_08_a_role_for_an_object_counts_for_it_and_its_plans_and_not_for_the_next_object() {
    let world = World::of(ground()).await;
    let plan: Id<MaintenancePlan> = world.id("fpl-lakemedel-27");
    let object = world.door().read_as(plan).await.unwrap().1.object;
    let next: Id<Object> = world.id("obj-journal");
    assert_ne!(object, next);
    let open = async |id: Id| world.door_of("medarbetare").await.open(id).await.map(drop);
    assert!(matches!(open(plan.cast()).await, Err(Refusal::Denied)));
    give(&world, "maintenance-leader", &[object.cast()]).await;
    open(object.cast()).await.unwrap();
    open(plan.cast()).await.unwrap();
    assert!(matches!(open(next.cast()).await, Err(Refusal::Denied)));
    // For a family it counts for every object in it.
    let family = world.door().read_as(next).await.unwrap().1.family.unwrap();
    give(&world, "maintenance-leader", &[family.cast()]).await;
    open(next.cast()).await.unwrap();
}

#[tokio::test]
async fn sec_08_sec_10_who_is_let_in_to_an_object_finds_it_alone_in_lists_and_search() {
    let world = World::of(ground()).await;
    let plan: Id<MaintenancePlan> = world.id("fpl-lakemedel-27");
    let object = world.door().read_as(plan).await.unwrap().1.object;
    give(&world, "external-party", &[object.cast()]).await;
    let door = world.door_of("medarbetare").await;
    let listed = door.list("object", &ListQuery::default()).await.unwrap();
    assert_eq!((listed.rows.len(), listed.total), (1, 1));
    assert_eq!(listed.rows[0].head.id, object.cast());
    let plans = door.all::<MaintenancePlan>(ListQuery::default()).await.unwrap();
    assert!(plans.iter().all(|(_, plan)| plan.object == object));
    assert!(plans.iter().any(|(head, _)| head.id == plan.cast()));
    let found = door.search("OBJ", 100).await.unwrap();
    let found: BTreeSet<_> = found.iter().map(|hit| hit.revision.head.id).collect();
    for id in &found {
        door.read(*id).await.unwrap();
    }
    let mut client = world.sign_in("medarbetare").await;
    client.get(&format!("/object/{object}")).await.is(200);
    let other: Id<Object> = world.id("obj-journal");
    client.get(&format!("/object/{other}")).await.is(404);
    client.get(&format!("/object/{other}/history")).await.is(404);
    let hidden = world.door().read_as(other).await.unwrap().1.name;
    client.get("/object/export.csv").await.is(200).lacks(&hidden);
}
