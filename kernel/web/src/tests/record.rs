//! Record pages: facts, thread, moves, history, the past, what is hidden, hostile values.

use super::{Thing, World};
use axum::http::StatusCode;
use stadga_model::{Actor, At, Money, Prose};

#[tokio::test]
async fn a_record_shows_facts_findings_and_its_thread_both_ways() {
    let world = World::new().await;
    let above = world.make(&Thing::named("Grunden")).await;
    let mut thing = Thing::named("Saken");
    thing.causes = vec![above.head.id];
    thing.cost = Some(Money::kronor(1000));
    let thing = world.make(&thing).await;
    let page = world.get(&format!("/thing/{}", thing.head.id)).await;
    page.has("<h1>Saken</h1>").has("T-2026-0002").has("1\u{a0}000\u{a0}kr").has("Pengar");
    page.has("Saken har inget slutdatum").has("THG-02").has(">Grunden</a>");
    let up = world.get(&format!("/thing/{}", above.head.id)).await;
    up.has("Följder").has(">Saken</a>").has("#down-thing-causes");
    assert_eq!(world.get("/r/T-2026-0002").await.to, format!("/thing/{}", thing.head.id));
}

#[tokio::test]
async fn much_below_is_cut_and_led_to_as_a_list() {
    let world = World::new().await;
    let above = world.make(&Thing::named("Grunden")).await;
    for n in 0..27 {
        let mut thing = Thing::named(&format!("Följd {n}"));
        thing.causes = vec![above.head.id];
        world.make(&thing).await;
    }
    let page = world.get(&format!("/thing/{}", above.head.id)).await;
    page.has("Följder (27)").has(&format!("/thing?causes={}", above.head.id));
    assert_eq!(page.text.matches(">Följd ").count(), 25);
    world.get(&format!("/thing?causes={}", above.head.id)).await.has("27 träffar");
}

#[tokio::test]
async fn a_move_is_made_once_and_only_from_what_was_seen() {
    let world = World::new().await;
    let thing = world.make(&Thing::named("Saken")).await;
    let path = format!("/thing/{}", thing.head.id);
    world.get(&path).await.has("Avsluta").has("data-tone=\"open\"");
    let moved = world.post(&format!("{path}/move/finish"), &[("_revision", "1")]).await;
    assert_eq!(moved.to, format!("{path}?done=moved"));
    world.get(&moved.to).await.has("Läget är ändrat").has("data-tone=\"none\"").lacks("Avsluta");
    let again = world.post(&format!("{path}/move/finish"), &[("_revision", "1")]).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    again.has("Öppna T-2026-0001");
}

#[tokio::test]
async fn sec_06_the_past_is_seen_and_cannot_be_changed() {
    let world = World::new().await;
    let thing = world.make(&Thing::named("Före")).await;
    let path = format!("/thing/{}", thing.head.id);
    world.at("2026-02-10T12:00:00Z");
    world
        .post(&format!("{path}/edit"), &[("title", "Efter"), ("_revision", "1"), ("_base", "1")])
        .await;
    let page = world.get(&format!("{path}?as-of=2026-02-01")).await;
    page.has("<h1>Före</h1>")
        .has("class=\"band\"")
        .has("2026-02-01")
        .lacks("Avsluta")
        .lacks("/edit");
    page.has("href=\"/thing?as-of=2026-02-01\"");
    world.get("/thing?as-of=2026-02-01").await.has("Före").lacks("/thing/new").lacks("name=\"id\"");
    world.get(&path).await.has("<h1>Efter</h1>").lacks("class=\"band\"");
    let write = world.post(&format!("{path}/edit?as-of=2026-02-01"), &[("title", "Aldrig")]).await;
    assert_eq!(write.status, StatusCode::CONFLICT);
    let bulk = world.post("/thing/bulk?as-of=2026-02-01", &[("id", "x")]).await;
    assert_eq!(bulk.status, StatusCode::CONFLICT);
    let before = world.get(&format!("{path}?as-of=2025-12-31")).await;
    assert_eq!(before.status, StatusCode::NOT_FOUND);
    before.has("Fanns inte då");
}

#[tokio::test]
async fn the_history_tells_who_when_why_and_what() {
    let world = World::new().await;
    let thing = world.make(&Thing::named("Före")).await;
    let path = format!("/thing/{}", thing.head.id);
    world.at("2026-02-10T12:00:00Z");
    let change = [
        ("title", "Efter"),
        ("cost", "250"),
        ("_revision", "1"),
        ("_base", "1"),
        ("_reason", "Nytt beslut"),
    ];
    world.post(&format!("{path}/edit"), &change).await;
    let page = world.get(&format!("{path}/history")).await;
    page.has("2 fält ändrade")
        .has("Nytt beslut")
        .has("2026-02-10 13:00")
        .has("Före</del>")
        .has("Efter</ins>");
    let compared = world.get(&format!("{path}/history?from=1&to=2")).await;
    compared.has("Skillnader").has("250\u{a0}kr");
    world.get(&path).await.has("Senaste ändringarna (2 i allt)");
}

#[tokio::test]
async fn who_may_not_know_of_a_record_gets_not_found() {
    let mut world = World::new().await;
    let thing = world.make(&Thing::named("Hemlig")).await;
    world.actor = Actor { name: "nobody".into(), person: None, grants: Vec::new() };
    for path in ["", "/edit", "/history"] {
        let answer = world.get(&format!("/thing/{}{path}", thing.head.id)).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        answer.lacks("Hemlig").has("Sidan finns inte");
    }
    world.get("/search?q=hemlig").await.has("Inget hittades").lacks(">Hemlig<");
    assert_eq!(world.get("/r/T-2026-0001").await.status, StatusCode::NOT_FOUND);
    assert_eq!(world.get("/thing/new").await.status, StatusCode::FORBIDDEN);
    assert_eq!(world.get("/thing/no-id").await.status, StatusCode::NOT_FOUND);
}

const HOSTILE: &str = r#""><script>alert('å')</script><a href="/x">'"#;

#[tokio::test]
async fn nothing_that_users_write_becomes_markup() {
    let world = World::new().await;
    let mut thing = Thing::named(HOSTILE);
    thing.why = Some(Prose(HOSTILE.into()));
    thing.lines = vec![HOSTILE.into()];
    thing.notes = serde_json::from_value(serde_json::json!([{ "text": HOSTILE }])).unwrap();
    let first = world.make(&thing).await;
    thing.causes = vec![first.head.id];
    thing.owner = Some(first.head.id);
    let record = world.make(&thing).await;
    let path = format!("/thing/{}", record.head.id);
    let view = [("name", HOSTILE), ("query", HOSTILE)];
    let mut signed_in = World { actor: World::reader(first.head.id), ..World::new().await };
    signed_in.app = world.app.clone();
    signed_in.post("/thing/views", &view).await;
    let query: String = form_urlencoded::byte_serialize(HOSTILE.as_bytes()).collect();
    for address in [
        path.clone(),
        format!("{path}/edit"),
        format!("{path}/history"),
        "/thing".into(),
        "/".into(),
        "/thing/new".into(),
        format!("/thing?q={query}&{query}=1&title.has={query}"),
        format!("/search?q={query}"),
        format!("/thing?owner={}", first.head.id),
        format!("{path}?as-of=2026-01-30&x={query}"),
        format!("{path}?done={query}"),
        "/pick?kinds=thing".into(),
        format!("/thing/new?title={query}&notes.0=new&notes.0.text={query}"),
    ] {
        for who in [&world, &signed_in] {
            let page = who.get(&address).await;
            assert!(!page.text.contains("<script>alert"), "{address}");
            assert!(!page.text.contains(r#"<a href="/x""#), "{address}");
        }
    }
    let conflict = world
        .post(
            &format!("{path}/edit"),
            &[("title", HOSTILE), ("_revision", "7"), ("_reason", HOSTILE)],
        )
        .await;
    assert_eq!(conflict.status, StatusCode::CONFLICT);
    conflict.lacks("<script>alert");
}

#[tokio::test]
async fn search_finds_by_word_and_number_on_any_date() {
    let world = World::new().await;
    let mut thing = Thing::named("Rutiner för säkerhetskopior");
    thing.why = Some("Rutinen saknas helt i dag.".into());
    let thing = world.make(&thing).await;
    let page = world.get("/search?q=rutin").await;
    page.has("1 träff").has("Saker").has("<mark>Rutinen</mark> ").has("Öppen");
    assert_eq!(world.get("/search?q=t-2026-0001").await.to, format!("/thing/{}", thing.head.id));
    world.get("/search?q=rutin&as-of=2026-01-01").await.has("Inget hittades").lacks("1 träff");
    let door = world.app.store.door(Actor::program("test"), At::Now);
    assert_eq!(door.search("rutin", 10).await.unwrap().len(), 1);
}
