//! A system's safeguards: said with few choices, raised as measures in one step, never twice; nothing sent is lost.

use stadga_measures::Measure;
use stadga_model::{Id, Revision};
use stadga_testkit::{Client, World};

use super::area::ground;

/// What the measure for the safeguard that is missing here is called at first.
const TITLE: &str = "Inloggning med två faktorer i Personal- och lönesystem";

async fn opened() -> (World, Client, String) {
    let world = World::of(ground()).await;
    let id: Id = world.fixtures.id("ke-hr").unwrap();
    let client = world.sign_in("strateg").await;
    (world, client, format!("/configuration-item/{id}/protection"))
}

/// The measures that are called so.
async fn called(world: &World, title: &str) -> Vec<Revision> {
    let all = world.all("measure").await.into_iter();
    all.filter(|one| one.body["title"] == title).collect()
}

fn raising(more: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    let state = [("state.strong-sign-in", "missing"), ("act", "raise")];
    state.into_iter().chain(more.iter().copied()).collect()
}

#[tokio::test]
async fn cls_08_what_lacks_becomes_measures_in_one_step_and_what_is_there_is_not_proposed_again() {
    let (world, mut client, address) = opened().await;
    client.get(&address).await.is(200).has("Inloggning med två faktorer");
    let before = world.all("measure").await.len();
    let sent = raising(&[("state.backup", "there"), ("how.backup", "Varje natt")]);
    client.post(&address, &sent).await.is(303);
    client.get(&address).await.is(200).has("Varje natt").has(TITLE);
    assert_eq!(world.all("measure").await.len(), before + 1, "what is there asks for none");
    // Not when it is sent again, nor when the measure is called otherwise, nor in another language.
    client.post(&address, &sent).await.is(303);
    let made = called(&world, TITLE).await.remove(0);
    let mut opened = world.door().open_as::<Measure>(made.head.id.cast()).await.unwrap();
    opened.body.title = "Stark inloggning för lönen".into();
    world.door().save(opened, "").await.unwrap();
    for language in ["en", "sv"] {
        client.reads(language);
        client.post(&address, &sent).await.is(303);
        client.get(&address).await.is(200).has("Stark inloggning för lönen").lacks("⟦");
    }
    assert_eq!(world.all("measure").await.len(), before + 1, "one measure is enough");
}

#[tokio::test]
async fn cls_08_saving_alone_raises_nothing_and_the_rest_is_said_at_once() {
    let (world, mut client, address) = opened().await;
    let before = world.all("measure").await.len();
    let sent = [("state.strong-sign-in", "missing"), ("rest", "there"), ("act", "save")];
    client.post(&address, &sent).await.is(303);
    assert_eq!(world.all("measure").await.len(), before);
    let page = client.get(&address).await.is(200).text();
    let (_, panel) = page.split_once("id=\"class-safeguards\"").unwrap();
    let (said, all) = panel.split_once(" är sagda").unwrap().0.rsplit_once(" av ").unwrap();
    assert!(said.ends_with(all), "all are said: {said} of {all}");
    // Those who may not change it may not by the one step either.
    world.sign_in("revisor").await.post(&address, &raising(&[])).await.is(403);
}

#[tokio::test]
async fn cls_08_what_cannot_be_kept_is_shown_again_as_it_was_sent() {
    let (world, mut client, address) = opened().await;
    let protections = world.all("system-protection").await;
    let measures = world.all("measure").await.len();
    let untold = raising(&[("state.backup", "not-needed"), ("how.zone", "Eget nät")]);
    let page = client.post(&address, &untold).await;
    // Of the network it is told how, but not whether.
    page.is(422).has("inte valt läge").has("Eget nät").has("value=\"missing\" selected").lacks("⟦");
    let unsaid = raising(&[("state.backup", "not-needed")]);
    client.post(&address, &unsaid).await.is(422).has("value=\"not-needed\" selected");
    assert_eq!(world.all("measure").await.len(), measures, "nothing is half kept");
    assert_eq!(world.all("system-protection").await, protections);
}
