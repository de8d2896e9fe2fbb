//! Who may do what with measures, by the roles of `content/roles.toml`.

use stadga_model::{Id, Refusal};
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
async fn sec_08_whoever_owns_a_measure_may_report_on_it() {
    let world = World::of(ground()).await;
    assert!(may_change(&world, "dataskyddsombud", "atg-dpia").await, "owns it, in no role");
    assert!(!may_change(&world, "dataskyddsombud", "atg-mfa").await);
}

#[tokio::test]
async fn sec_08_a_role_in_a_unit_reaches_what_is_below_and_no_further() {
    let world = World::of(ground()).await;
    assert!(may_change(&world, "it-chef", "atg-natverksdok").await, "a unit of the department");
    assert!(!may_change(&world, "it-chef", "atg-mt-segment").await, "health care's");
    assert!(may_change(&world, "objektagare-vard", "atg-mt-segment").await);
}

#[tokio::test]
async fn ism_09_the_controller_reaches_every_measure_for_its_funding_but_makes_none() {
    let world = World::of(ground()).await;
    assert!(may_change(&world, "controller", "atg-mt-segment").await);
    world.sign_in("controller").await.get("/measure/new").await.is(403);
    world.sign_in("strateg").await.get("/measure/new").await.is(200);
}

#[tokio::test]
async fn sec_10_the_auditor_sees_every_measure_and_touches_none() {
    let world = World::of(ground()).await;
    let mut auditor = world.sign_in("revisor").await;
    for key in ["atg-mfa", "und-mfa", "for-behorighet"] {
        let id: Id = world.fixtures.id(key).unwrap();
        let kind = world.door().read(id).await.unwrap().head.kind;
        auditor.get(&format!("/{kind}/{id}")).await.is(200);
        auditor.get(&format!("/{kind}/{id}/edit")).await.is(403);
        auditor.get(&format!("/{kind}/new")).await.is(403);
    }
}

#[tokio::test]
async fn ism_16_late_measures_stand_on_the_page_of_who_leads_their_unit() {
    let world = World::of(ground()).await;
    for person in ["regiondirektor", "rs-ledamot"] {
        let page = world.sign_in(person).await.get("/").await;
        page.is(200).has("försenade åtgärder i dina enheter").has("/board/measures").lacks("⟦");
    }
    world.sign_in("registrator").await.get("/").await.is(200).lacks("åtgärder i dina enheter");
}
