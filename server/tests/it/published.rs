//! Open pages (DOC-08): closed unless the organisation opens them; then what is marked for publication, valid today and not
//! withheld in any part, and nothing else.

use stadga_model::{Id, Mark, MarkState, Prose, Term};
use stadga_store::Batch;
use stadga_testkit::{Client, World};

const POLICY: &str = "Informationssäkerhetspolicy";

async fn open_world() -> World {
    World::signing_in(stadga::areas::all(), |set| set.open_pages = true).await
}

async fn mark(world: &World, kind: &str, key: &str, fields: &[&str]) {
    let mark = Mark {
        about: kind.into(),
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

/// Whether a stranger finds a document, in the list and by its address; both must say the same.
async fn is_seen(client: &mut Client, world: &World, key: &str, title: &str) -> bool {
    let id: Id = world.fixtures.id(key).unwrap();
    let listed = client.get("/published").await.is(200).text().contains(&format!(">{title}</a>"));
    let answer = client.get(&format!("/published/{id}")).await;
    assert_eq!(answer.status.as_u16(), if listed { 200 } else { 404 }, "{key}");
    if !listed {
        answer.lacks(title);
    }
    listed
}

async fn change(world: &World, key: &str, field: &str, value: serde_json::Value) {
    let mut opened = world.door().open(world.fixtures.id(key).unwrap()).await.unwrap();
    opened.body.insert(field.into(), value);
    let batch = Batch { saves: vec![opened], reason: String::new(), ..Batch::default() };
    world.door().write(batch).await.unwrap();
}

#[tokio::test]
async fn doc_08_open_pages_are_closed_unless_the_organisation_opens_them() {
    let world = crate::world().await;
    let policy: Id = world.fixtures.id("dok-policy").unwrap();
    let mut stranger = world.stranger();
    for path in ["/published".to_owned(), format!("/published/{policy}")] {
        stranger.get(&path).await.is(303).lacks(POLICY);
    }
}

#[tokio::test]
async fn doc_08_a_stranger_reads_what_is_published_in_both_languages_and_nothing_else() {
    let world = open_world().await;
    let mut stranger = world.stranger();
    for language in ["sv", "en"] {
        stranger.reads(language);
        stranger.get("/published").await.is(200).has(POLICY).lacks("⟦");
    }
    assert!(is_seen(&mut stranger, &world, "dok-policy", POLICY).await);
    assert!(!is_seen(&mut stranger, &world, "dok-logg", "Instruktion för loggkontroll").await);
    let policy: Id = world.fixtures.id("dok-policy").unwrap();
    let page = stranger.get(&format!("/published/{policy}")).await;
    page.is(200).has("i proportion till informationens värde");
    // Of people, cases and the rest of the record there is nothing.
    page.lacks("Informationssäkerhetsstrateg").lacks("REV-").lacks("RS 2022-0417").lacks("DOK-");
    // Nor of the past, nor of anything behind the door.
    stranger.get("/published?as-of=2024-01-01").await.is(404);
    stranger.get(&format!("/document/{policy}")).await.is(303);
    stranger.get(&format!("/document/{policy}/text")).await.is(303);
    stranger.post("/published", &[]).await.is(405);
    for wrong in [
        "/published/x",
        "/published/../document",
        "/published/018cc251-f400-7000-8000-000000000000",
    ] {
        stranger.get(wrong).await.is(404);
    }
}

#[tokio::test]
async fn doc_08_what_bears_a_mark_in_any_part_is_on_no_open_page() {
    for (kind, key, fields) in [
        ("document", "dok-policy", &["description"][..]),
        ("document", "dok-policy", &[]),
        ("document-version", "ver-policy-2", &["text"]),
        ("document-version", "ver-policy-2", &["diary_number"]),
        // The old version does not take the place of the one that is withheld.
        ("document-version", "ver-policy-2", &[]),
        // What is withheld of an old version can tell something of what stands here.
        ("document-version", "ver-policy-1", &["text"]),
    ] {
        let world = open_world().await;
        let mut stranger = world.stranger();
        assert!(is_seen(&mut stranger, &world, "dok-policy", POLICY).await);
        mark(&world, kind, key, fields).await;
        assert!(!is_seen(&mut stranger, &world, "dok-policy", POLICY).await, "{kind} {fields:?}");
    }
}

#[tokio::test]
async fn doc_08_what_is_taken_back_is_gone_from_the_open_pages() {
    let world = open_world().await;
    let mut stranger = world.stranger();
    change(&world, "dok-policy", "published", false.into()).await;
    assert!(!is_seen(&mut stranger, &world, "dok-policy", POLICY).await);
    change(&world, "dok-policy", "published", true.into()).await;
    assert!(is_seen(&mut stranger, &world, "dok-policy", POLICY).await);
    change(&world, "ver-policy-2", "valid_to", "2026-11-19".into()).await;
    assert!(!is_seen(&mut stranger, &world, "dok-policy", POLICY).await, "ended yesterday");
}
