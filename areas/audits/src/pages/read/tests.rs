//! Tests of the reader's page: nothing is set beforehand, and what is chosen stays.

use super::*;
use crate::read::{Words, read};
use stadga_publish::text_in::text_of;
use stadga_testkit::World;

/// The demo region with the area and what it stands on.
async fn region() -> World {
    World::all_open(vec![
        stadga_organisation::area(),
        stadga_decisions::area(),
        stadga_measures::area(),
        crate::area(),
    ])
    .await
}

/// An invented report that is kept and read; the page of its reading.
async fn handed_in(world: &World, name: &str) -> String {
    let path = format!("{}/fixtures/reading/{name}.txt", env!("CARGO_MANIFEST_DIR"));
    let bytes = std::fs::read(path).unwrap();
    let id = world.door().keep_file(name, "text/plain", &bytes).await.unwrap();
    let file = world.door().file(&id).await.unwrap();
    let extracted = text_of(&file.name, &bytes).unwrap();
    let reading = read(&extracted.text, Words::shipped());
    kept::keep(&file, Told { reading, extracted });
    format!("{READ}/{}", id.0)
}

#[tokio::test]
async fn aud_03_nothing_is_set_beforehand_and_what_is_chosen_stays() {
    let world = region().await;
    let mut client = world.sign_in("strateg").await;
    let page = handed_in(&world, "rapport-avfall").await;
    client.get(&page).await.is(200).has("0 av ").lacks("checked").lacks("⟦");
    client.post(&page, &[("do", "make")]).await.is(422).has("inte godtagit");
    client.post(&page, &[("do", "keep"), ("verdict.questions.0", "drop")]).await.is(303);
    client.get(&page).await.is(200).has("1 av ").has("checked");
    client.get(READ).await.is(200).has("rapport-avfall");
}

#[tokio::test]
async fn a_text_with_nothing_in_it_offers_no_records() {
    let world = region().await;
    let mut client = world.sign_in("strateg").await;
    let page = handed_in(&world, "dikt").await;
    client
        .get(&page)
        .await
        .is(200)
        .has("Inget hittades")
        .has("Stadga läser")
        .lacks("value=\"make\"");
}
