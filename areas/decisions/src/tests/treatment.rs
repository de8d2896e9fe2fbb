//! The page of the political follow-up and what mandates ask of people, on the demo region.

use stadga_testkit::World;

use super::area::ground;

/// The table's row of an area.
fn row<'a>(page: &'a str, area: &str) -> &'a str {
    let name = format!(">{area}<");
    page.split("<tr>").find(|row| row.contains(&name)).unwrap_or_else(|| panic!("no {area}"))
}

#[tokio::test]
async fn t22_the_political_follow_up_is_weak_until_the_board_steers() {
    let mut client = World::of(ground()).await.sign_in("revisor").await;
    let early = client.get("/board/treatment?from=2021-01-01&to=2023-05-31").await;
    let early = early.is(200).text();
    let weak = row(&early, "Informationssäkerhet");
    assert!(weak.contains(">2</a>") && weak.contains("Svag"), "{weak}");
    let later = client.get("/board/treatment?from=2023-06-01&to=2026-11-20").await.text();
    assert!(!row(&later, "Informationssäkerhet").contains("Svag"));
}

#[tokio::test]
async fn t22_areas_that_are_never_treated_are_named() {
    let mut client = World::of(ground()).await.sign_in("revisor").await;
    let page = client.get("/board/treatment?from=2021-01-01&to=2026-11-20").await;
    page.is(200).has("<li>Fysisk säkerhet</li>").lacks("<li>Dataskydd</li>");
}

#[tokio::test]
async fn ism_10_t6_the_reminder_stands_on_the_page_of_who_is_responsible() {
    let world = World::of(ground()).await;
    let title = "Ta fram gemensamma säkerhetskrav i upphandlingar";
    world.sign_in("sakerhetschef").await.get("/").await.is(200).has(title);
    world.sign_in("it-chef").await.get("/").await.is(200).lacks(title);
}

#[tokio::test]
async fn org_05_a_coming_decision_stands_on_the_pages_of_who_takes_and_who_enters_it() {
    let world = World::of(ground()).await;
    let title = "Åtgärdsplan för informationssäkerhet 2027–2028";
    for (person, asked) in [
        ("rs-ledamot", "Kommer upp för beslut"),
        ("strateg", "Bered beslutet"),
        ("registrator", "För in beslutet"),
    ] {
        let page = world.sign_in(person).await.get("/").await;
        page.is(200).has(&format!("{asked}: {title}")).lacks("⟦");
    }
    world.sign_in("it-chef").await.get("/").await.is(200).lacks(title);
}
