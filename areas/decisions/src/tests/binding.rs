//! The page of decisions that bind other boards, on the demo region (ORG-06).

use stadga_model::Id;
use stadga_testkit::World;

use super::area::ground;
use crate::Decision;

#[tokio::test]
async fn org_06_the_page_lists_what_binds_other_boards_and_which() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("revisor").await;
    client.reads("en");
    client.get("/board/binding").await.is(200).lacks("⟦");
    client.reads("sv");
    let page = client.get("/board/binding").await.is(200).text();
    let row = |title: &str| page.split("<tr>").find(|row| row.contains(title)).map(str::to_owned);
    let guideline = row("Riktlinje för informationssäkerhet").unwrap();
    for board in ["hsn", "run", "trn", "ptn"] {
        let board: Id = world.fixtures.id(board).unwrap();
        assert!(guideline.contains(&format!("/unit/{board}")), "{guideline}");
    }
    assert!(row("Åtgärdsplan för informationssäkerhet 2027–2028").is_none(), "not taken yet");
    assert!(row("Undantag").is_none(), "binds nobody else");
    let newer = page.find("2025–2026").unwrap();
    assert!(newer < page.find("2023–2024").unwrap(), "the latest first");
    let no = serde_json::json!({ "title": "Ett nej", "state": "decided", "body": world.fixtures.id("rs"),
        "date": "2026-11-18", "outcome": "rejected", "binds": [world.fixtures.id("hsn")] });
    let no: Decision = serde_json::from_value(no).unwrap();
    world.door().create(&no, "").await.unwrap();
    client.get("/board/binding").await.is(200).lacks("Ett nej");
}
