//! Who may do what with risks.

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
async fn rsk_05_sec_08_risks_are_kept_in_the_line_and_by_those_who_lead_the_work() {
    let world = World::of(ground()).await;
    for key in ["risk-journal-nere", "ran-region-2026", "acc-trafik", "hot-2022"] {
        assert!(may_change(&world, "strateg", key).await, "{key}");
        assert!(may_change(&world, "sakerhetschef", key).await, "{key}");
        assert!(!may_change(&world, "medarbetare", key).await, "{key}");
        assert!(!may_change(&world, "revisor", key).await, "{key}");
    }
    assert!(may_change(&world, "it-chef", "risk-brandvagg").await, "their own unit");
    assert!(!may_change(&world, "systemagare-ekonomi", "risk-lakemedel").await);
    assert!(may_change(&world, "samordnare-hsf", "risk-lakemedel").await);
    assert!(!may_change(&world, "samordnare-hsf", "ran-region-2026").await);
}

#[tokio::test]
async fn rsk_01_whoever_works_here_reports_a_risk_and_the_auditor_touches_none() {
    let world = World::of(ground()).await;
    world.sign_in("medarbetare").await.get("/risk/new").await.is(200);
    let mut auditor = world.sign_in("revisor").await;
    for kind in ["risk", "risk-analysis", "risk-acceptance", "risk-demand", "threat-level"] {
        auditor.get(&format!("/{kind}")).await.is(200);
        auditor.get(&format!("/{kind}/new")).await.is(403);
    }
    let id: Id = world.fixtures.id("risk-lakemedel").unwrap();
    auditor.get(&format!("/risk/{id}/assess")).await.is(403);
    auditor.post("/risks/levels", &[]).await.is(403);
    world.sign_in("strateg").await.post("/risks/levels", &[]).await.is(303);
}
