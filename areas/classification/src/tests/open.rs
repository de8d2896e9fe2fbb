//! The open page: closed unless the organisation opens it, and nothing on it that is marked, high or not meant for it.

use stadga_testkit::World;

use super::{
    area::ground,
    secrecy::{mark, marked},
};

#[tokio::test]
async fn rep_11_the_open_page_is_closed_unless_the_organisation_opens_it() {
    let world = World::of(ground()).await;
    world.stranger().get("/handling").await.is(303);
}

#[tokio::test]
async fn rep_11_sec_01_the_open_page_shows_what_is_meant_for_it_and_nothing_else() {
    let world = World::signing_in(marked(), |options| options.open_pages = true).await;
    let page = world.stranger().get("/handling").await;
    page.is(200).has("Tidtabeller och realtid").has("Protokoll och beslut").lacks("⟦");
    page.has("behandlas som känslig tills ägaren har sagt");
    page.lacks("Patientjournal").lacks("Brandvägg").lacks("Trafikdirektör");
    // What is too high for it is not there, whatever somebody has ticked.
    let mut opened =
        world.door().open_as(world.id::<crate::InformationObject>("inf-anbud")).await.unwrap();
    opened.body.published = true;
    world.door().save(opened, "").await.unwrap();
    world.stranger().get("/handling").await.lacks("Anbud");
    world.stranger().get("/handling?as-of=2026-01-01").await.is(404);
    world.stranger().get("/classes").await.is(303);
}

#[tokio::test]
async fn sec_01_what_bears_a_mark_is_on_no_open_page() {
    let world = World::signing_in(marked(), |options| options.open_pages = true).await;
    world.stranger().get("/handling").await.is(200).has("Tidtabeller och realtid");
    mark(&world, "classification", "kla-tidtabeller-klassa-4", &[]).await;
    world.stranger().get("/handling").await.is(200).lacks("Tidtabeller och realtid");
}
