//! The area's own pages on the demo region: the pace, the unfunded needs, and what each person is asked for.

use stadga_model::Id;
use stadga_testkit::World;

use super::area::ground;

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
