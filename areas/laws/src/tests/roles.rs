//! Who may do what with laws, and that what a mark withholds is told by no picture, count or document of the area.

use stadga_model::{Id, Mark, Refusal};
use stadga_publish::text_in::text_of;
use stadga_testkit::World;

use super::area::ground;

/// Whether the person with this key may change the record with that one.
async fn may_change(world: &World, person: &str, record: &str) -> bool {
    let id: Id = world.fixtures.id(record).unwrap();
    match world.door_of(person).await.open(id).await {
        Ok(_) => true,
        Err(Refusal::Denied | Refusal::NotFound) => false,
        Err(other) => panic!("{person} {record}: {other}"),
    }
}

#[tokio::test]
async fn sec_08_laws_are_kept_by_the_strategist_and_parts_by_those_whose_they_are() {
    let world = World::of(ground()).await;
    assert!(may_change(&world, "strateg", "lag-2025-1506").await);
    assert!(!may_change(&world, "it-chef", "lag-2025-1506").await);
    assert!(may_change(&world, "driftchef", "dlv-aterlasning").await, "owns it");
    assert!(may_change(&world, "it-chef", "dlv-aterlasning").await, "a unit below");
    assert!(!may_change(&world, "trafikdirektor", "dlv-aterlasning").await);
    assert!(may_change(&world, "dataskyddsombud", "euf-hsn-2026").await);
    assert!(!may_change(&world, "dataskyddsombud", "lpr-nis2").await, "steers nothing");
    assert!(may_change(&world, "registrator", "utd-4").await);
    assert!(!may_change(&world, "medarbetare", "utd-4").await);
}

#[tokio::test]
async fn sec_10_the_auditor_reads_all_and_touches_nothing() {
    let world = World::of(ground()).await;
    let mut auditor = world.sign_in("revisor").await;
    for key in [
        "lag-2018-1174",
        "lkr-2018-1174-2",
        "myn-msb",
        "lko-incident",
        "lpr-nis2",
        "dlv-kontinuitet",
        "omf-vard",
        "sky-registrering",
        "utd-1",
        "euf-hsn-2024",
        "bev-ehalsa",
        "rbd-prediktiv",
    ] {
        let id: Id = world.fixtures.id(key).unwrap();
        let kind = world.door().read(id).await.unwrap().head.kind;
        auditor.get(&format!("/{kind}/{id}")).await.is(200).lacks("⟦");
        auditor.get(&format!("/{kind}/{id}/edit")).await.is(403);
    }
}

#[tokio::test]
async fn nis_06_requests_for_extracts_are_read_by_those_who_answer_and_control_them() {
    let world = World::of(ground()).await;
    let id: Id = world.fixtures.id("utd-3").unwrap();
    for (person, status) in
        [("registrator", 200), ("dataskyddsombud", 200), ("revisor", 200), ("medarbetare", 404)]
    {
        world.sign_in(person).await.get(&format!("/register-extract/{id}")).await.is(status);
    }
}

/// The demo region with a mark on some fields of a record that only the security manager may read past.
async fn marked(key: &str, fields: &[&str]) -> World {
    let world = World::of(ground()).await;
    let mark = serde_json::json!({"about": "Prov", "of": world.fixtures.id(key), "state": "active", "fields": fields,
        "ground": "osl-18-8", "reason": "Visar var skyddet brister.", "review": "2027-11-20",
        "readers": [world.fixtures.id("sakerhetschef")]});
    let mark: Mark = serde_json::from_value(mark).unwrap();
    world.door().create(&mark, "").await.unwrap();
    world
}

#[tokio::test]
async fn sec_01_what_is_withheld_of_a_part_is_on_no_plan_and_in_no_report() {
    let fields = ["title", "about", "result", "weeks"];
    let world = marked("dlv-leverantor", &fields).await;
    let programme: Id = world.fixtures.id("lpr-nis2").unwrap();
    let (plan, address) = (
        format!("/law-programme/{programme}/plan"),
        format!("/law-programme/{programme}/documents/status.docx"),
    );
    let secret = "Digitala leveranskedjor";
    let mut cleared = world.sign_in("sakerhetschef").await;
    cleared.get(&plan).await.is(200);
    let mut other = world.sign_in("controller").await;
    other.get(&plan).await.is(200).lacks(secret).has("Dold").lacks("2026-10-30");
    let file = other.get(&address).await;
    let text = text_of("a.docx", &file.is(200).bytes).unwrap().text;
    assert!(!text.contains(secret) && !text.contains("2026-10-30"), "{text}");
    other.get("/").await.is(200).lacks(secret);
}

#[tokio::test]
async fn sec_01_what_is_withheld_of_a_tag_and_a_motive_is_on_no_page() {
    let world = marked("omf-trafik", &["motive"]).await;
    let programme: Id = world.fixtures.id("lpr-nis2").unwrap();
    let mut other = world.sign_in("controller").await;
    let plan = format!("/law-programme/{programme}/plan");
    other
        .get(&plan)
        .await
        .is(200)
        .has("Omfattas kollektivtrafiken?")
        .lacks("körs av entreprenörer");
    let world = marked("lko-katalog", &["title", "target"]).await;
    let law: Id = world.fixtures.id("lag-2025-1506").unwrap();
    let mut other = world.sign_in("controller").await;
    other
        .get(&format!("/laws/touched?law={law}"))
        .await
        .is(200)
        .lacks("Behörigheter till servrar")
        .lacks("Katalogtjänst");
}
