//! Answering a framework's questions, what something counts for near and far, and figures that lead to what they count.

use stadga_model::Id;
use stadga_testkit::World;

use super::area::ground;
use crate::{AssessedRequirement, Control};

const FIRST: &str = "question a-8-8:1";
const SECOND: &str = "question a-8-8:2";
const THIRD: &str = "question a-8-8:3";

async fn read(world: &World, key: &str) -> AssessedRequirement {
    world.door().read_as(world.id(key)).await.unwrap().1
}

#[tokio::test]
async fn ctl_17_answers_are_counted_as_they_are_given_and_nothing_is_kept_by_that() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("strateg").await;
    let id: Id<AssessedRequirement> = world.id("bkr-26-a-8-8");
    let address = format!("/assessed-requirement/{id}/answer");
    let page = client.get(&address).await;
    page.is(200).has("Söks sårbarheter").has("En fråga är inte besvarad");
    page.lacks("Hur fort rättas").has("Räkna ur svaren");
    let count = format!("{address}?do=count");
    let page = client.post(&count, &[(FIRST, "a-8-8:1:all"), ("revision", "1")]).await;
    page.is(200).has("Hur fort rättas").has("2 frågor är inte besvarade");
    let none = [(FIRST, "a-8-8:1:none"), ("revision", "1")];
    let page = client.post(&count, &none).await;
    page.is(200).has("räknat ur svaren").has("Poäng: 0 på skalan 0–4").lacks("Hur fort rättas");
    let one = read(&world, "bkr-26-a-8-8").await;
    assert!(one.grade.is_none() && one.replies.is_empty());
}

#[tokio::test]
async fn ctl_17_answers_come_to_a_grade_that_one_deviates_from_with_a_reason() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("strateg").await;
    let id: Id<AssessedRequirement> = world.id("bkr-26-a-8-8");
    let address = format!("/assessed-requirement/{id}/answer");
    let first = [(FIRST, "a-8-8:1:all"), ("asked", "a-8-8:1"), ("priority", "must")];
    let sent: Vec<_> = first.into_iter().chain([("revision", "1")]).collect();
    let more = client.post(&address, &sent).await;
    more.is(303);
    assert!(more.header("location").ends_with("#questions"), "more is asked now");
    assert_eq!(read(&world, "bkr-26-a-8-8").await.computed, None);
    let all = [
        (FIRST, "a-8-8:1:all"),
        (SECOND, "a-8-8:2:month"),
        (THIRD, "Driften"),
        ("asked", "a-8-8:1"),
        ("asked", "a-8-8:2"),
        ("asked", "a-8-8:3"),
        ("priority", "must"),
    ];
    let sent: Vec<_> = all.into_iter().chain([("revision", "2")]).collect();
    client.post(&address, &sent).await.is(303);
    let one = read(&world, "bkr-26-a-8-8").await;
    assert_eq!((one.grade, one.score), (Some("partly".into()), Some(3)));
    assert_eq!(one.replies.len(), 3);
    assert_eq!(&*one.replies[1].said.0, "Inom en månad");
    let otherwise = [("grade", "met"), ("computed", "partly"), ("revision", "3")];
    let sent: Vec<_> = all.into_iter().chain(otherwise).collect();
    client.post(&address, &sent).await.is(422).has("Graden är en annan än svaren");
    let sent: Vec<_> =
        sent.into_iter().chain([("deviation", "Rättas i praktiken fortare.")]).collect();
    client.post(&address, &sent).await.is(303);
    let one = read(&world, "bkr-26-a-8-8").await;
    assert_eq!((one.grade, one.computed), (Some("met".into()), Some("partly".into())));
    assert!(one.deviation.is_some());
    client.get(&format!("/assessed-requirement/{id}")).await.is(200).has("Inom en månad");
}

/// Whether a requirement is chosen from the start on a page of what something counts for.
fn is_chosen(page: &str, world: &World, key: &str) -> bool {
    let id = world.fixtures.id(key).unwrap().to_string();
    let box_of =
        page.split("<input").find(|input| input.contains("name=\"take\"") && input.contains(&id));
    let input = box_of.and_then(|rest| rest.split('>').next()).expect("a box to tick");
    input.contains(" checked")
}

#[tokio::test]
async fn t35_only_what_is_near_is_chosen_from_the_start_and_the_others_are_named_with_their_part() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("strateg").await;
    let control: Id<Control> = world.id("ktr-behorighet");
    let page = client.get(&format!("/control/{control}/counts")).await;
    page.is(200).has("är inte förvalt").has("Hälso- och sjukvårdsförvaltningen");
    assert!(!is_chosen(&page.text(), &world, "bkr-hsf-a-5-18"), "another part's assessment");
    let control: Id<Control> = world.id("ktr-logg");
    let page = client.get(&format!("/control/{control}/counts")).await;
    page.is(200);
    assert!(
        is_chosen(&page.text(), &world, "bkr-hsf-a-8-15"),
        "the part that the control belongs to"
    );
}

#[tokio::test]
async fn ctl_08_doc_10_a_figure_on_a_page_leads_to_what_it_counts() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("rs-ledamot").await;
    client.get("/controls").await.is(200).has("/controls?show=late#controls").lacks("Visa alla");
    let late = client.get("/controls?show=late").await;
    late.is(200).has("av 8 visas").has("Visa alla").has("Slumpvis logguppföljning");
    late.lacks("Korthantering på plats");
    let unknown = client.get("/compliance/documents?show=unknown").await;
    unknown.is(200).has("Visa alla").lacks("Chefers genomgång av behörigheter");
    let id = world.fixtures.id("efb-region-26").unwrap();
    client.get(&format!("/assessment/{id}/gap?show=without")).await.is(200).has("visas.");
    let unit = world.fixtures.id("it-drift").unwrap();
    let own = client.get(&format!("/controls?show=&unit={unit}")).await;
    own.is(200).has("Återläsning på prov").lacks("Slumpvis logguppföljning");
}

#[tokio::test]
async fn ctl_11_figures_are_told_with_their_unit_and_the_decimals_that_are_fit() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("rs-ledamot").await;
    let page = client.get("/indicators").await;
    page.is(200).has("76,8\u{a0}%").lacks("76,784").has("95\u{a0}%").has("450\u{a0}st");
    let below = client.get("/indicators?show=below").await;
    below.is(200).has("Andel som gått grundutbildningen");
    client.get("/indicators?show=reached").await.is(200).lacks("Andel som gått");
    let id = world.fixtures.id("nyc-utbildning").unwrap();
    client.get(&format!("/indicator/{id}/series")).await.is(200).has("76,8").lacks("76,784");
}
