//! What people are asked on their own page: theirs alone, with why and by when (CLS-06, T3, T4).

use stadga_testkit::World;

use super::area::ground;

#[tokio::test]
async fn t4_an_owner_sees_only_their_own_duties_with_guidance() {
    let world = World::of(ground()).await;
    let page = world.sign_in("trafikdirektor").await.get("/").await;
    page.is(200).has("Klassa Köp av biljetter").has("Fyra frågor per sida").lacks("⟦");
    page.has("Fastställ klassningen av Resor med färdtjänst och sjukresor");
    page.lacks("Klassa Blodgivare").lacks("Löneuppgifter");
    world.sign_in("medarbetare").await.get("/").await.is(200).lacks("Klassa ");
}

#[tokio::test]
async fn t3_what_an_owner_has_left_undone_for_long_reaches_the_superior() {
    let world = World::of(ground()).await;
    let page = world.sign_in("regiondirektor").await.get("/").await;
    page.is(200).has("Hälso- och sjukvårdsdirektör har").has("Du är närmaste chef");
    page.has("Trafikdirektör har 1 system som skulle ha varit klassade");
    let list = world.sign_in("medarbetare").await.get("/classes/systems").await;
    list.is(200).has("Efter systemägare").has("Regiondirektör");
    world.sign_in("kanslichef").await.get("/").await.is(200).lacks("som skulle ha varit klassade");
}

#[tokio::test]
async fn t3_cls_08_owners_of_systems_say_what_they_hold_and_how_they_are_protected() {
    let world = World::of(ground()).await;
    let page = world.sign_in("forvaltningsledare-vard").await.get("/").await;
    page.is(200).has("Säg vilken information som finns i").has("Gå igenom skyddet av");
    let strategist = world.sign_in("strateg").await.get("/").await;
    strategist.is(200).has("Gör Översyn av klassningen 2026");
}
