//! The area's own pages on the demo region: the pace, the unfunded needs, and what each person is asked for.

use stadga_model::{Draft, Id, Record, body_of};
use stadga_store::Batch;
use stadga_testkit::World;

use super::{area::ground, measure};
use crate::{Measure, measure::State};

#[tokio::test]
async fn t1_the_board_sees_the_pace_in_both_languages() {
    let mut client = World::of(ground()).await.sign_in("rs-ordforande").await;
    for language in ["sv", "en"] {
        client.reads(language);
        let page = client.get(crate::pages::BOARD).await;
        page.is(200).has("<svg").has("2026 Q4").has("2023 Q1").lacks("⟦");
    }
}

#[tokio::test]
async fn sec_06_t1_the_pace_is_seen_as_it_was_known_on_a_past_date() {
    let mut client = World::of(ground()).await.sign_in("rs-ordforande").await;
    let page = client.get("/board/measures?as-of=2024-06-30").await;
    page.is(200).has("2024 Q2").lacks("2024 Q3");
}

#[tokio::test]
async fn ism_07_the_pace_of_a_unit_counts_all_below_it() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("rs-ordforande").await;
    let unit: Id = world.fixtures.id("hsf").unwrap();
    let page = client.get(&format!("/board/measures?unit={unit}")).await;
    page.is(200).has(">Medicinsk teknik</a>").lacks(">Säkerhetsenheten</a>");
}

#[tokio::test]
async fn ism_08_each_prioritised_measure_that_lacks_something_is_listed() {
    let mut client = World::of(ground()).await.sign_in("rs-ordforande").await;
    let page = client.get(crate::pages::BOARD).await.text();
    let row = page.split("<tr>").find(|row| row.contains("artificiell")).unwrap();
    assert!(row.contains("Ansvarig, Beslut, Klart senast"), "{row}");
}

#[tokio::test]
async fn t5_what_lacks_money_is_on_the_list_for_the_budget() {
    let mut client = World::of(ground()).await.sign_in("controller").await;
    let page = client.get(crate::pages::UNFUNDED).await;
    page.is(200).has("Skilj av medicintekniska produkter i eget nät");
    page.has("3\u{a0}200\u{a0}000\u{a0}kr").lacks("Inför stark autentisering");
}

#[tokio::test]
async fn t4_people_are_asked_only_for_their_own() {
    let world = World::of(ground()).await;
    let late = "Gör grundutbildningen obligatorisk";
    let ending = "Skärmbild av formuläret för incidenter";
    world.sign_in("strateg").await.get("/").await.is(200).has(late).lacks(ending);
    world.sign_in("servicedeskchef").await.get("/").await.is(200).has(ending).lacks(late);
}

#[tokio::test]
async fn ism_16_what_a_measure_asks_for_is_one_step_from_where_it_is_written() {
    let world = World::of(ground()).await;
    let mut silent = measure(State::InProgress);
    silent.owner = Some(world.id("strateg"));
    silent.start = "2026-01-07".parse().ok();
    let id = Id::new(world.door().now());
    let draft = Draft { id, kind: Measure::KIND, body: body_of(&silent).unwrap() };
    world.door().write(Batch { creates: vec![draft], ..Batch::default() }).await.unwrap();
    let (record, mut owner) = (format!("/measure/{id}"), world.sign_in("strateg").await);
    let form = format!("{record}/edit?add=progress");
    owner.get("/").await.is(200).has(&format!("href=\"{form}\""));
    owner.get(&record).await.is(200).has(&format!("<a href=\"{form}\">"));
    owner.get(&form).await.is(200).has("name=\"progress.0\" value=\"new\"").has("autofocus");
    // Who may only read is shown no way that is closed.
    world.sign_in("revisor").await.get(&record).await.is(200).lacks("add=progress");
}

#[tokio::test]
async fn aud_24_what_is_missing_and_what_is_wrong_are_told_at_once() {
    let mut client = World::of(ground()).await.sign_in("strateg").await;
    let pairs = [
        ("title", "Intyg"),
        ("reference", "RK 2026-12"),
        ("valid_from", "2026-05-01"),
        ("valid_to", "2026-04-01"),
        ("_act", "save"),
    ];
    let page = client.post("/evidence/new", &pairs).await;
    page.is(422).has("Daterat saknas").has("”Giltigt till” ligger före");
}
