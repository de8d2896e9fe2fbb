//! What falls with what on the demo region: both ways, on a past date, with and without what is planned, and never
//! through what is hidden.

use stadga_model::Id;
use stadga_testkit::World;

use super::area::ground;
use crate::{ConfigurationItem, item::State};

async fn page(world: &World, key: &str, more: &str) -> String {
    let id: Id = world.fixtures.id(key).unwrap();
    let mut client = world.sign_in("medarbetare").await;
    let answer = client.get(&format!("/cmdb/impact/{id}{more}")).await;
    answer.is(200).lacks("⟦");
    answer.text()
}

/// The cells of the table's row that begins with this name.
fn row(page: &str, name: &str) -> Option<String> {
    page.split("<tr>").skip(1).find(|row| row.contains(&format!(">{name}</a>"))).map(str::to_owned)
}

#[tokio::test]
async fn cmdb_02_what_falls_is_a_list_and_a_picture_with_who_must_be_told() {
    let world = World::of(ground()).await;
    let page = page(&world, "ke-db-journal", "").await;
    assert!(
        page.contains("<svg")
            && page.contains("role=\"group\"")
            && page.contains("◆ Databas journal")
    );
    assert!(row(&page, "Journalsystem").unwrap().contains("Faller"));
    assert!(row(&page, "Läkemedelsmodul").unwrap().contains("Faller"), "two steps away");
    assert!(row(&page, "Måltidsbeställning").unwrap().contains("Försämras"));
    assert!(row(&page, "Journal").unwrap().contains("Faller"), "a service of the catalogue");
    assert!(row(&page, "Labbremisser").unwrap().contains("Faller"), "an integration");
    assert!(
        row(&page, "Röntgensystem").unwrap().contains("Försämras"),
        "receives nothing any more"
    );
    let told = page.split("Ska få veta").last().unwrap();
    assert!(told.contains("Primärvården") && told.contains("Arbetar med"), "{told}");
    assert!(told.contains("Journalsystemets leverantör") && told.contains("Åtgärdar"));
}

#[tokio::test]
async fn cmdb_14_one_of_two_halls_is_not_the_end() {
    let world = World::of(ground()).await;
    let page = page(&world, "ke-hall-1", "").await;
    assert!(row(&page, "Virtualiseringskluster, hall 1").unwrap().contains("Faller"));
    assert!(row(&page, "Virtualiseringsplattform").unwrap().contains("Försämras"));
    assert!(row(&page, "Katalog, server 2").is_none_or(|row| row.contains("Försämras")));
}

#[tokio::test]
async fn cmdb_14_cmdb_02_what_is_gone_is_no_alternative() {
    let world = World::of(ground()).await;
    let platform = "Virtualiseringsplattform";
    let before = page(&world, "ke-kluster-1", "").await;
    assert!(row(&before, platform).unwrap().contains("Försämras"));
    let falls = |page: &str| row(page, platform).unwrap().contains("Faller");
    let mut opened =
        world.door().open_as(world.id::<ConfigurationItem>("ke-kluster-2")).await.unwrap();
    opened.body.state = State::Retired;
    world.door().save(opened, "").await.unwrap();
    assert!(falls(&page(&world, "ke-kluster-1", "").await), "the only one that is left");
    let body =
        serde_json::json!({ "name": "Kluster 3", "item_type": "cluster", "state": "planned" });
    let new: ConfigurationItem = serde_json::from_value(body).unwrap();
    let new = world.door().create(&new, "").await.unwrap().head.id;
    let mut opened = world.door().open_as(world.id::<ConfigurationItem>("ke-virt")).await.unwrap();
    opened.body.either_of.push(new.cast());
    world.door().save(opened, "").await.unwrap();
    assert!(falls(&page(&world, "ke-kluster-1", "?planned=no").await), "nothing planned counts");
    let with = page(&world, "ke-kluster-1", "").await;
    assert!(row(&with, platform).unwrap().contains("Försämras"), "planned, and so seen to hold");
}

#[tokio::test]
async fn cmdb_04_what_a_system_needs_is_seen_down_to_the_hall() {
    let world = World::of(ground()).await;
    let page = page(&world, "ke-ekonomi", "?way=needs").await;
    for needed in [
        "Ekonomi, servrar",
        "Databas ekonomi",
        "Virtualiseringsplattform",
        "Inloggningstjänst (legitimeringstjänst)",
    ] {
        assert!(row(&page, needed).unwrap().contains("Behövs"), "{needed}");
    }
    assert!(row(&page, "Driftshall 1, länssjukhuset").unwrap().contains("en av flera"));
    assert!(!page.contains("Ska få veta"));
}

#[tokio::test]
async fn cmdb_02_what_is_planned_is_seen_and_can_be_left_out() {
    let world = World::of(ground()).await;
    let with = page(&world, "ke-integration", "").await;
    assert!(row(&with, "Nytt vårdinformationssystem").unwrap().contains("Planerad"));
    assert!(with.contains("stroke-dasharray"));
    let without = page(&world, "ke-integration", "?planned=no").await;
    assert!(row(&without, "Nytt vårdinformationssystem").is_none());
    assert!(row(&without, "Elektroniska remisser och svar").is_some());
}

#[tokio::test]
async fn sec_06_cmdb_02_impact_is_seen_as_it_was_on_a_past_date() {
    let world = World::of(ground()).await;
    let then = page(&world, "ke-integration", "?as-of=2025-06-30").await;
    assert!(row(&then, "Nytt vårdinformationssystem").is_none(), "nobody had planned it yet");
    assert!(row(&then, "Elektroniska remisser och svar").is_some());
}

#[tokio::test]
async fn sec_08_what_cannot_be_read_is_not_walked_through() {
    let world = World::of(ground()).await;
    let id: Id = world.fixtures.id("ke-db-journal").unwrap();
    let mut nobody = world.sign_in("sakerhetssamordnare-tidigare").await;
    nobody.get(&format!("/cmdb/impact/{id}")).await.is(403).lacks("Journalsystem");
    let mut client = world.sign_in("medarbetare").await;
    let unit: Id = world.fixtures.id("it").unwrap();
    for address in [format!("/cmdb/impact/{unit}"), "/cmdb/impact/x".to_owned()] {
        client.get(&address).await.is(404);
    }
}
