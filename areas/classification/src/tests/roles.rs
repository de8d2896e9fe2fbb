//! Who may do what with information and its classes.

use stadga_model::{Id, Refusal};
use stadga_testkit::World;

use super::{
    area::ground,
    secrecy::{mark, marked},
};

async fn may_change(world: &World, person: &str, record: &str) -> bool {
    let id: Id = world.fixtures.id(record).unwrap();
    match world.door_of(person).await.open(id).await {
        Ok(_) => true,
        Err(Refusal::Denied) => false,
        Err(other) => panic!("{person} {record}: {other}"),
    }
}

#[tokio::test]
async fn sec_08_information_is_kept_by_its_owner_and_those_who_coordinate() {
    let world = World::of(ground()).await;
    assert!(may_change(&world, "kanslichef", "inf-diarium").await, "owns it");
    assert!(may_change(&world, "samordnare-hsf", "inf-blod").await, "a unit below");
    assert!(!may_change(&world, "samordnare-hsf", "inf-lon").await);
    assert!(may_change(&world, "strateg", "hre-epost").await);
    assert!(!may_change(&world, "systemagare-ekonomi", "hre-epost").await);
    assert!(!may_change(&world, "medarbetare", "inf-diarium").await);
    assert!(may_change(&world, "systemagare-ekonomi", "sky-ekonomi").await);
}

#[tokio::test]
async fn sec_10_the_auditor_reads_all_of_it_and_touches_nothing() {
    let world = World::of(ground()).await;
    let mut auditor = world.sign_in("revisor").await;
    for key in [
        "inf-journal",
        "kla-journal-klassa-4",
        "sky-journal",
        "hre-epost",
        "klo-direktorer",
        "kgr-2025",
        "klk-bits",
    ] {
        let id: Id = world.fixtures.id(key).unwrap();
        let kind = world.door().read(id).await.unwrap().head.kind;
        auditor.get(&format!("/{kind}/{id}")).await.is(200).lacks("⟦");
        auditor.get(&format!("/{kind}/{id}/edit")).await.is(403);
        auditor.get(&format!("/{kind}/new")).await.is(403);
    }
    let system: Id = world.fixtures.id("ke-hr").unwrap();
    let address = format!("/configuration-item/{system}/protection");
    auditor.post(&address, &[("state.backup", "there")]).await.is(403);
}

#[tokio::test]
async fn cls_14_what_is_among_the_highest_is_proposed_to_be_marked() {
    let world = World::of(ground()).await;
    let id: Id = world.fixtures.id("inf-natritningar").unwrap();
    let mut manager = world.sign_in("it-chef").await;
    let page = manager.get(&format!("/information-object/{id}")).await;
    page.is(200).has("Utan sekretessmarkering").has(&format!("/information-object/{id}/mark"));
    let low: Id = world.fixtures.id("inf-arenden").unwrap();
    manager.get(&format!("/information-object/{low}")).await.lacks("Utan sekretessmarkering");
    let firewall: Id = world.fixtures.id("ke-brandvagg").unwrap();
    manager.get(&format!("/configuration-item/{firewall}")).await.has("Utan sekretessmarkering");
}

#[tokio::test]
async fn cls_14_a_record_about_something_among_the_highest_is_proposed_to_be_marked() {
    let world = World::of(marked()).await;
    let mut manager = world.sign_in("it-chef").await;
    let mut reader = world.sign_in("medarbetare").await;
    // A system's protection, and an object that it belongs to.
    for (kind, key) in [("system-protection", "sky-journal"), ("object", "obj-journal")] {
        let id: Id = world.fixtures.id(key).unwrap();
        let page = format!("/{kind}/{id}");
        let shown = manager.get(&page).await;
        shown.is(200).has("Posten handlar om").has(&format!("{page}/mark")).lacks("⟦");
        reader.get(&page).await.is(200).lacks("Posten handlar om");
    }
    let low: Id = world.fixtures.id("sky-bi").unwrap();
    manager.get(&format!("/system-protection/{low}")).await.is(200).lacks("Posten handlar om");
    mark(&world, "system-protection", "sky-journal", &["safeguards"]).await;
    let marked: Id = world.fixtures.id("sky-journal").unwrap();
    manager.get(&format!("/system-protection/{marked}")).await.is(200).lacks("Posten handlar om");
}

#[tokio::test]
async fn cls_14_a_measure_for_a_highly_classified_systems_protection_is_proposed_to_be_marked() {
    let world = World::of(ground()).await;
    let cause: Id = world.fixtures.id("sky-journal").unwrap();
    let body = serde_json::json!({"title": "Kopia utom räckhåll", "causes": [cause]});
    let measure: stadga_measures::Measure = serde_json::from_value(body).unwrap();
    let made = world.door().create(&measure, "").await.unwrap();
    let page = world.sign_in("it-chef").await.get(&format!("/measure/{}", made.head.id)).await;
    page.is(200).has("Posten handlar om").has("Utan sekretessmarkering");
}

#[tokio::test]
async fn cls_14_what_is_among_the_highest_and_open_is_one_list_for_those_who_set_marks() {
    let world = World::of(marked()).await;
    let mut manager = world.sign_in("it-chef").await;
    manager.get("/classes/systems").await.is(200).has("/classes/unmarked");
    for language in ["en", "sv"] {
        manager.reads(language);
        manager.get("/classes/unmarked").await.is(200).has("Journalsystem").lacks("⟦");
    }
    // What is lower is not there.
    manager.get("/classes/unmarked").await.lacks("Tidtabeller och realtid");
    let mut reader = world.sign_in("medarbetare").await;
    reader.get("/classes/unmarked").await.is(403);
    reader.get("/classes/systems").await.is(200).lacks("/classes/unmarked");
}
