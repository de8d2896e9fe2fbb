//! Who may do what with documents, and what the demo region shows.

use std::collections::BTreeSet;

use stadga_model::{Finding, Id, Refusal};
use stadga_testkit::World;

use super::area::ground;

/// Whether the person with this key may change the record with that one.
async fn may_change(world: &World, person: &str, record: &str) -> bool {
    let id: Id = world.fixtures.id(record).unwrap();
    match world.door_of(person).await.open(id).await {
        Ok(_) => true,
        Err(Refusal::Denied) => false,
        Err(other) => panic!("{person} {record}: {other}"),
    }
}

#[tokio::test]
async fn sec_08_documents_are_kept_by_those_whose_they_are() {
    let world = World::of(ground()).await;
    assert!(may_change(&world, "strateg", "dok-policy").await);
    assert!(may_change(&world, "it-chef", "dok-brandvagg").await, "a unit below");
    assert!(!may_change(&world, "it-chef", "dok-dataskydd").await);
    assert!(may_change(&world, "dataskyddsombud", "dok-dataskydd").await, "owns it");
    assert!(!may_change(&world, "medarbetare", "dok-policy").await);
    assert!(may_change(&world, "registrator", "ver-policy-2").await);
    assert!(!may_change(&world, "rs-ordforande", "rev-riktlinje").await);
}

#[tokio::test]
async fn sec_10_the_auditor_reads_every_document_and_touches_none() {
    let world = World::of(ground()).await;
    let mut auditor = world.sign_in("revisor").await;
    for key in
        ["dok-mobil", "ver-mobil", "rev-logg", "krav-nat", "las-policy", "eft-policy", "rem-sou"]
    {
        let id: Id = world.fixtures.id(key).unwrap();
        let kind = world.door().read(id).await.unwrap().head.kind;
        auditor.get(&format!("/{kind}/{id}")).await.is(200).lacks("⟦");
        auditor.get(&format!("/{kind}/{id}/edit")).await.is(403);
        auditor.get(&format!("/{kind}/new")).await.is(403);
    }
    let policy: Id = world.fixtures.id("dok-policy").unwrap();
    auditor.post(&format!("/document/{policy}/confirm"), &[]).await.is(403);
}

/// What the demo is there to show: something of everything that goes wrong.
#[tokio::test]
async fn the_demo_region_shows_what_the_rules_find() {
    let world = World::of(ground()).await;
    let door = world.door();
    let mut found = BTreeSet::new();
    for kind in crate::kinds() {
        for record in world.all(kind.spec.kind).await {
            let near = door.near(record.head.id).await.unwrap();
            let findings = door.findings(&record, &near).await.unwrap();
            found.extend(findings.iter().map(Finding::text_key));
        }
    }
    for shown in [
        "finding-doc-02-expired",
        "finding-doc-02-soon",
        "finding-doc-02-undated",
        "finding-doc-05-late",
        "finding-doc-05-unplanned",
        "finding-doc-05-unanswered",
        "finding-doc-06-review",
        "finding-doc-07-nowhere",
        "finding-doc-11",
        "finding-doc-12-old",
        "finding-doc-14-late",
        "finding-doc-17-late",
        "finding-doc-18-measure",
        "finding-org-05-role",
    ] {
        assert!(found.contains(shown), "the demo shows no {shown}: {found:?}");
    }
}

#[tokio::test]
async fn doc_02_who_keeps_a_document_is_asked_on_their_own_page() {
    let world = World::of(ground()).await;
    let manager = world.sign_in("it-chef").await.get("/").await;
    manager.is(200).has("Anvisning för mobila enheter har gått ut").lacks("⟦");
    world.sign_in("stabsdirektor").await.get("/").await.is(200).has("saknar datum");
    world.sign_in("driftchef").await.get("/").await.is(200).has("Analysera behovet");
}
