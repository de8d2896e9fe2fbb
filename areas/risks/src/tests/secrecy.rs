//! What a mark withholds of a risk shows in no cell, count, list or document (SEC-01, SEC-08).

use stadga_model::{Id, Mark, MarkState, Prose, Term};
use stadga_publish::text_in::text_of;
use stadga_testkit::World;

use super::area::ground;

async fn world() -> World {
    let mut areas = ground();
    areas.push(stadga_secrecy::area());
    World::of(areas).await
}

async fn mark(world: &World, key: &str, fields: &[&str]) {
    let mark = Mark {
        about: "risk".into(),
        of: world.fixtures.id(key).unwrap(),
        state: MarkState::Active,
        fields: fields.iter().map(ToString::to_string).collect(),
        ground: Term::from("osl-18-8"),
        reason: Prose::from("skäl"),
        review: "2027-11-22".parse().unwrap(),
        readers: vec![world.fixtures.id("strateg").unwrap()],
        roles: Vec::new(),
        hidden: false,
        unit: None,
        owner: None,
    };
    world.door().create(&mark, "").await.unwrap();
}

const TITLE: &str = "Journalsystemet ligger nere längre än reservrutinen räcker";

#[tokio::test]
async fn sec_01_what_is_withheld_of_a_risk_is_in_no_cell_count_or_document() {
    let world = world().await;
    let mut client = world.sign_in("medarbetare").await;
    let cell = "/risks?method=skr-2&likelihood=3&consequence=4";
    client.get(cell).await.is(200).has(TITLE);
    let id: Id = world.fixtures.id("risk-journal-nere").unwrap();
    mark(&world, "risk-journal-nere", &[]).await;
    for page in [
        cell.to_owned(),
        "/risks".into(),
        "/risks?level=high".into(),
        "/risks?only=borne".into(),
        "/risks?only=exceeded".into(),
        "/risks/coverage".into(),
        "/risks/region".into(),
        format!("/risk/{id}"),
    ] {
        client.get(&page).await.is(200).lacks(TITLE).lacks("⟦");
    }
    let listed = client.get("/risks?level=high").await.is(200).text();
    let number = world.door().read(id).await.unwrap().head.number;
    assert!(!listed.contains(&number), "its level would be told");
    // Nor is it told by what lists hold of it.
    for asked in ["level_current=high", "level_target.given=1", "cell_current.has=skr", "over=yes"]
    {
        client.get(&format!("/risk?{asked}")).await.is(200).lacks(&number);
    }
    client.get("/risks").await.is(200).has(&number).has("Dold");
    client.get(&format!("/risk/{id}/assess")).await.is(403);
    let answer = client.get("/risks/documents/all/picture.docx").await;
    let text = text_of("a.docx", &answer.is(200).bytes).unwrap().text;
    assert!(!text.contains(TITLE) && text.contains("Riskbild"));
}

#[tokio::test]
async fn sec_08_who_has_no_role_sees_nothing_of_risks() {
    let world = world().await;
    let mut nobody = world.sign_in("sakerhetssamordnare-tidigare").await;
    for page in ["/risks", "/risks/coverage", "/risks/region", "/risks/documents/all/picture.pdf"] {
        nobody.get(page).await.lacks(TITLE).lacks("Journalsystem");
    }
    nobody.get("/risks/read").await.is(403);
}
