//! The classification process itself: rounds with their progress and handover, reviews with what they go by, and what owners
//! say of their preconditions (CLS-09, CLS-10, CLS-13, CLS-15).

use stadga_model::Id;
use stadga_testkit::World;

use super::{
    area::ground,
    secrecy::{mark, marked},
};

fn page(world: &World, kind: &str, key: &str) -> String {
    let id: Id = world.fixtures.id(key).unwrap();
    format!("/{kind}/{id}")
}

#[tokio::test]
async fn cls_09_cls_10_a_round_shows_how_far_it_has_come_who_has_what_left_and_words_to_hand_over()
{
    let world = World::of(ground()).await;
    let mut client = world.sign_in("strateg").await;
    let on = page(&world, "classification-round", "klo-direktorer");
    for language in ["en", "sv"] {
        client.reads(language);
        client.get(&on).await.is(200).lacks("⟦");
    }
    let shown = client.get(&on).await;
    shown
        .has("Så långt har omgången kommit")
        .has("Kvar, efter ägare")
        .has("Ord till överlämningen");
    shown.has("Kallelser och bokade tider").has("Hälso- och sjukvårdsdirektör");
    // What is no part of it is not told of.
    shown.lacks("Köp av biljetter");
    let over = page(&world, "classification-round", "klo-inforande");
    client.get(&over).await.is(200).has("Så stod det när omgången lämnades över 2025-01-13");
}

#[tokio::test]
async fn sec_01_a_rounds_progress_tells_nothing_of_what_is_withheld() {
    let world = World::of(marked()).await;
    mark(&world, "information-object", "inf-kallelser", &["name"]).await;
    let on = page(&world, "classification-round", "klo-direktorer");
    let mut reader = world.sign_in("medarbetare").await;
    reader.get(&on).await.is(200).lacks("Kallelser och bokade tider");
}

#[tokio::test]
async fn cls_15_a_review_has_the_figures_of_its_day_beside_those_of_the_one_before() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("strateg").await;
    let planned = page(&world, "classification-review", "kgr-2026");
    for language in ["en", "sv"] {
        client.reads(language);
        client.get(&planned).await.is(200).lacks("⟦");
    }
    let shown = client.get(&planned).await;
    shown.has("Underlag till översynen").has("Klassningar sedan förra översynen");
    let made = page(&world, "classification-review", "kgr-2025");
    client.get(&made).await.is(200).has("Underlag till översynen, 2025-11-24");
}

#[tokio::test]
async fn cls_13_t4_what_owners_lack_is_counted_leads_to_a_measure_and_who_has_not_answered_is_seen()
{
    let world = World::of(ground()).await;
    let address = "/classes/preconditions";
    for person in ["samordningskansli", "strateg"] {
        let mut reader = world.sign_in(person).await;
        let shown = reader.get(address).await;
        shown.is(200).has("Objektägare vårdinformation").has("Jag har tid").lacks("⟦");
        shown.has("Stämmer inte (1–2)").has("Inte tillfrågad").lacks("Svaren läses bara av");
    }
    let mut strategist = world.sign_in("strateg").await;
    let survey: Id = world.fixtures.id("enk-agare").unwrap();
    strategist.get(address).await.has(&format!("/measure/new?causes={survey}"));
    // Who may not read the answers is told so, and not that there are none.
    let shut = world.sign_in("medarbetare").await.get(address).await;
    shut.is(200).lacks("Objektägare vårdinformation").has("Svaren läses bara av");
    for person in ["samordningskansli", "strateg"] {
        world.sign_in(person).await.post(address, &[]).await.is(303);
    }
    let made = world.all("object-survey").await;
    let ours = made.iter().filter(|one| one.body["title"] == "Dina förutsättningar som ägare");
    assert_eq!(ours.count(), 3);
}
