//! Who may do what with information and its classes.

use stadga_model::{Id, Refusal};
use stadga_testkit::World;

use super::area::ground;

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
