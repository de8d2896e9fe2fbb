//! Every page of every area renders from the demo region in both languages, and on a past date.

use stadga_testkit::{World, standard};

#[tokio::test]
async fn every_page_renders_in_both_languages() {
    let world = World::all_open(stadga::areas::all()).await;
    for area in world.app.areas.iter() {
        standard::pages_render(&world, area, "strateg").await;
    }
}

#[tokio::test]
async fn sec_06_every_list_renders_on_a_past_date() {
    let world = crate::world().await;
    let mut client = world.sign_in("strateg").await;
    for kind in world.app.kinds().iter() {
        let path = format!("/{}?as-of=2024-06-30", kind.spec.kind);
        client.get(&path).await.is(200).lacks("⟦");
    }
    client.get("/?as-of=2024-06-30").await.is(200).lacks("⟦");
}

#[tokio::test]
async fn each_demo_role_has_a_page_of_its_own() {
    let world = crate::world().await;
    let roles = [
        "strateg",
        "systemagare-ekonomi",
        "it-chef",
        "driftchef",
        "controller",
        "regiondirektor",
        "rs-ledamot",
        "revisor",
        "registrator",
        "administrator",
    ];
    for key in roles {
        let mut client = world.sign_in(key).await;
        client.get("/").await.is(200).lacks("⟦");
        client.get("/api").await.is(200).lacks("⟦");
    }
}

#[tokio::test]
async fn the_demo_breaks_no_rule_that_blocks() {
    let world = crate::world().await;
    for area in world.app.areas.iter() {
        standard::fixtures_stand(&world, area).await;
    }
}
