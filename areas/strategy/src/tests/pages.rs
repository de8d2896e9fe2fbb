//! The area's own pages on the demo region: the chain and what hangs free, guidelines, the wheel, and its feed.

use axum::http::Method;
use stadga_model::{Id, Mark};
use stadga_publish::text_in::text_of;
use stadga_testkit::World;

use super::area::ground;
use crate::{Activity, AnnualEvent, Strategy};

#[tokio::test]
async fn t7_a_core_strategy_without_a_support_strategy_and_what_hangs_free_are_seen() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("rs-ordforande").await;
    for language in ["sv", "en"] {
        client.reads(language);
        for page in ["/board/strategy", "/board/strategy/guidelines", "/year", "/year?year=2027"] {
            client.get(page).await.is(200).lacks("⟦");
        }
    }
    client.reads("sv");
    let chain = client.get("/board/strategy").await.is(200).text();
    assert!(chain.contains("● Strategi för hållbar"), "served by none");
    assert!(chain.contains("◆ Strategi för digitalisering"));
    let row = |name: &str| {
        chain.split("<tr>").find(|row| row.contains(&format!(">{name}<"))).unwrap().to_owned()
    };
    assert!(row("It och digitalisering").contains("Tjänar en kärnstrategi"));
    assert!(row("Kompetensförsörjning").contains("Fristående"));
    assert!(row("Fastighet och service").contains("Saknar gällande strategi"));
    let free = chain.split("Hänger fritt").last().unwrap();
    assert!(free.contains("Nämndplan 2026 för trafiknämnden") && free.contains("Byte av skrivare"));
    assert!(!free.contains("Enhetsplan 2026 för it-drift"));
    assert!(free.contains("Kompetens för nya arbetssätt"), "STR-06: a guideline without a goal");
    assert!(free.contains("Görs inte för något"), "STR-06: a measure about nothing");
    assert!(free.contains("Inget underlag pekar uppåt"), "STR-06: a maintenance plan");
    let core: Id<Strategy> = world.id("stra-hallbar");
    client.get(&format!("/strategy/{core}")).await.is(200).has("Ingen gällande stödstrategi");
}

#[tokio::test]
async fn str_06_a_guideline_shows_its_goal_its_answers_and_what_carries_it_out() {
    let mut client = World::of(ground()).await.sign_in("revisor").await;
    let page = client.get("/board/strategy/guidelines").await.is(200).text();
    let row =
        page.split("<tr>").find(|row| row.contains("Lösningar för säker vård på distans")).unwrap();
    for part in
        ["Vård på distans är lika säker", "Inloggning och videomöten", "Säker inloggning för vård"]
    {
        assert!(row.contains(part), "{part}: {row}");
    }
    let late = page.split("<tr>").find(|row| row.contains("Kompetens för nya arbetssätt")).unwrap();
    assert!(late.contains("Försenat") && late.contains("Inget mål"));
}

#[tokio::test]
async fn ism_13_the_wheel_is_a_picture_whose_marks_lead_on_and_a_document() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("medarbetare").await;
    let event: Id<AnnualEvent> = world.id("ars-genomgang");
    let page = client.get("/year").await.is(200).text();
    let svg = page.split("<svg").find(|part| part.contains("id=\"wheel-title\"")).unwrap();
    let svg = svg.split("</svg>").next().unwrap();
    assert_eq!(svg.matches(&format!("/annual-event/{event}")).count(), 2, "twice a year");
    assert!(
        page.contains("Informationssäkerhetsrådet i december") && page.contains("Inte noterat")
    );
    for ending in ["pdf", "docx"] {
        let file = client.get(&format!("/year/files/2026.{ending}")).await;
        let text = text_of(&format!("a.{ending}"), &file.is(200).bytes).unwrap().text;
        assert!(text.contains("genomgång"), "{ending}: {text}");
    }
    for wrong in ["1.pdf", "2026.exe", "x.ics"] {
        client.get(&format!("/year/files/{wrong}")).await.is(404);
    }
}

/// The address that a page shows once.
fn address(page: &str) -> String {
    page.split("data-path=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn sec_08_the_feed_is_opened_by_its_own_address_and_by_nothing_else() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("strateg").await;
    let feed = address(&client.post("/year/address", &[]).await.is(200).text());
    client.get("/year").await.is(200).lacks(&feed).has("Adress från");
    let mut stranger = world.stranger();
    let file = stranger.get(&feed).await;
    assert!(file.is(200).header("content-type").starts_with("text/calendar"));
    file.has("BEGIN:VCALENDAR").has("SUMMARY:Ledningens genomgång").has("DTSTART:20261208T120000Z");
    // The secret opens no page and is no key of the API; a session and a key of the API open no feed.
    stranger.get("/").await.is(303);
    let secret = feed.split('/').nth(3).unwrap().to_owned();
    stranger.get(&format!("/api/calendar/{secret}/annat.ics")).await.is(404);
    for other in
        [format!("/api/calendar/{}x/arshjul.ics", secret), "/api/calendar//arshjul.ics".into()]
    {
        stranger.get(&other).await.is(401);
        client.get(&other).await.is(401);
    }
    let bearer = format!("Bearer {secret}");
    let asked = stranger
        .ask(Method::GET, "/api/v1/strategy", &[("authorization", &bearer)], Vec::new())
        .await;
    asked.is(401);
    stranger.post(&feed, &[]).await.is(405);
    // Ended, it opens nothing; another's cannot be ended.
    let page = client.get("/year").await.text();
    let end = page.split("action=\"").find(|part| part.starts_with("/year/address/")).unwrap();
    let end = end.split('"').next().unwrap().to_owned();
    world.sign_in("it-chef").await.post(&end, &[]).await.is(404);
    client.post(&end, &[]).await.is(303);
    stranger.get(&feed).await.is(401);
}

#[tokio::test]
async fn str_04_str_07_what_is_asked_stands_on_peoples_own_pages() {
    let world = World::of(ground()).await;
    world
        .sign_in("it-chef")
        .await
        .get("/")
        .await
        .is(200)
        .has("Svara på planeringsriktlinjen: Aktiv förvaltning")
        .lacks("⟦");
    world
        .sign_in("driftchef")
        .await
        .get("/")
        .await
        .is(200)
        .has("Aktiviteten är försenad: Byte av skrivare");
    world
        .sign_in("strateg")
        .await
        .get("/")
        .await
        .is(200)
        .has("Titta igen på omvärlden")
        .has("På gång i årshjulet");
}

/// The demo region with a mark on some fields of a record, or on all of it, that only this person may read past.
async fn marked(key: &str, fields: &[&str], reader: &str) -> World {
    let world = World::of([ground(), vec![stadga_secrecy::area()]].concat()).await;
    let mark = serde_json::json!({"about": "Prov", "of": world.fixtures.id(key), "state": "active", "fields": fields,
        "ground": "osl-18-8", "reason": "Visar hur skyddet är uppbyggt.", "review": "2027-11-20",
        "readers": [world.fixtures.id(reader)]});
    let mark: Mark = serde_json::from_value(mark).unwrap();
    world.door().create(&mark, "").await.unwrap();
    world
}

#[tokio::test]
async fn t21_str_07_the_detail_is_withheld_while_title_and_state_are_seen() {
    let world = marked("akt-natdelning", &["detail"], "driftchef").await;
    let id: Id<Activity> = world.id("akt-natdelning");
    let mut other = world.sign_in("controller").await;
    let page = other.get(&format!("/activity/{id}")).await;
    page.is(200).has("Delning av nätet, steg 2").has("Pågår").has("OSL 18:8").lacks("reservvägar");
    other.get("/activity/export.csv").await.is(200).has("Pågår").lacks("reservvägar");
    other.get("/search?q=reservvägar").await.lacks("Delning av nätet");
    other.get(&format!("/api/v1/activity/{id}")).await.is(200).lacks("reservvägar");
}

#[tokio::test]
async fn sec_01_nothing_that_bears_a_mark_is_on_the_wheel_or_in_the_feed() {
    let world = marked("ars-efterlevnad", &[], "strateg").await;
    let title = "Efterlevnaden av ledningssystemet";
    let mut client = world.sign_in("strateg").await;
    client.get("/year").await.is(200).lacks(title);
    let feed = address(&client.post("/year/address", &[]).await.text());
    world.stranger().get(&feed).await.is(200).has("Ledningens genomgång").lacks(title);
    client.get("/year/files/2026.ics").await.is(200).lacks(title);
}

#[tokio::test]
async fn str_04_r_15_guidelines_are_taken_in_from_the_template() {
    let world = World::of(ground()).await;
    let address = "/board/strategy/guidelines/template";
    let mut client = world.sign_in("registrator").await;
    for (language, part) in [("en", "Sourcing"), ("sv", "Det som begärs av it")] {
        client.reads(language);
        client.get(address).await.is(200).has(part).lacks("⟦");
    }
    let strategy: Id<Strategy> = world.id("stra-nara-vard");
    let before = world.all("guideline").await.len();
    let none = [("strategy", strategy.to_string())];
    let none: Vec<_> = none.iter().map(|(name, value)| (*name, value.as_str())).collect();
    client.post(address, &none).await.is(422).has("Inget har skapats");
    let strategy = strategy.to_string();
    let chosen = [
        ("strategy", strategy.as_str()),
        ("point", "1.1"),
        ("point", "2.3"),
        ("due", "2027-02-01"),
    ];
    world.sign_in("medarbetare").await.post(address, &chosen).await.is(403);
    client.post(address, &chosen).await.is(303);
    let after = world.all("guideline").await;
    assert_eq!(after.len(), before + 2);
    client.get("/board/strategy/guidelines").await.is(200).has("Processer med flera parter");
}

#[test]
fn r_15_the_template_holds_every_point_once_in_both_languages() {
    let text = include_str!("../../../../content/strategy/guidelines.toml");
    assert_eq!(text.matches("{ function = ").count(), 12);
    for word in ["text_sv = ", "text_en = "] {
        assert_eq!(text.matches(word).count(), 12);
    }
}
