//! What is submitted stands on the agenda of the group that decides on it, and one decision comes of it (ORG-18, PM3-15).

use stadga_decisions::Decision;
use stadga_model::{Draft, Id};
use stadga_organisation::{Forum, Meeting};
use stadga_store::{Batch, ListQuery};
use stadga_testkit::World;

use super::area::ground;
use crate::{MaintenancePlan, Need, PlanPeriod, need, plan::State, plan_period};

/// The decisions about a plan.
async fn decisions(world: &World, plan: Id<MaintenancePlan>) -> Vec<Decision> {
    let all = world.door().all::<Decision>(ListQuery::default()).await.unwrap().into_iter();
    all.map(|(_, decision)| decision).filter(|one| one.about.contains(&plan.cast())).collect()
}

const YES: [(&str, &str); 2] = [("outcome", "approved"), ("date", "2026-11-20")];

#[tokio::test]
async fn pm3_15_org_18_a_submitted_plan_stands_on_its_groups_next_agenda_and_one_decision_results()
{
    let world = World::of(ground()).await;
    let plan: Id<MaintenancePlan> = world.id("fpl-lakemedel-27");
    let meeting: Id<Meeting> = world.id("mote-styrgrupp-vard-december");
    let agenda = format!("/meeting/{meeting}/agenda");
    let mut chair = world.sign_in("objektagare-vard").await;
    let title = "Förvaltningsplan Läkemedel 2027";
    chair.get(&agenda).await.is(200).has(title).lacks("Förvaltningsplan Ekonomi 2027").lacks("⟦");
    chair.post(&agenda, &[("record", &plan.to_string())]).await.is(303);
    let (_, kept) = world.door().read_as(meeting).await.unwrap();
    assert_eq!(kept.agenda.iter().map(|item| item.about).collect::<Vec<_>>(), [Some(plan.cast())]);
    assert!(decisions(&world, plan).await.is_empty());
    chair.post(&format!("/maintenance-plan/{plan}/decide"), &YES).await.is(303);
    assert_eq!(decisions(&world, plan).await.len(), 1);
    assert!(world.door().read_as(plan).await.unwrap().1.is_decided());
}

#[tokio::test]
async fn pm3_15_org_18_a_decision_that_is_prepared_is_taken_instead_of_a_second() {
    let world = World::of(ground()).await;
    let plan: Id<MaintenancePlan> = world.id("fpl-lakemedel-27");
    let forum: Id<Forum> = world.id("styrgrupp-vard");
    let body = serde_json::json!({
        "title": "Beslut om läkemedelsplanen", "subject": "plan", "about": [plan], "body": forum,
        "unit": world.fixtures.id("hsf"),
    });
    let draft: Decision = serde_json::from_value(body).unwrap();
    let id: Id<Decision> = Id::new(world.app.store.now());
    let creates = vec![Draft::new(id, &draft).unwrap()];
    world.door().write(Batch { creates, ..Batch::default() }).await.unwrap();
    let meeting: Id<Meeting> = world.id("mote-styrgrupp-vard-december");
    let mut chair = world.sign_in("objektagare-vard").await;
    let page = chair.get(&format!("/meeting/{meeting}/agenda")).await;
    page.is(200).has("Beslut om läkemedelsplanen").lacks("Förvaltningsplan Läkemedel 2027");
    chair.post(&format!("/maintenance-plan/{plan}/decide"), &YES).await.is(303);
    let (_, decided) = world.door().read_as(plan).await.unwrap();
    assert_eq!((decided.state, decided.decision), (State::Decided, Some(id)));
    let taken = decisions(&world, plan).await;
    assert_eq!(taken.len(), 1);
    assert!(taken[0].is_taken() && taken[0].is_yes());
}

#[tokio::test]
async fn pm3_15_pm3_21_needs_and_periods_wait_for_who_decides_on_them() {
    let world = World::of(ground()).await;
    let mut opened = world.door().open_as(world.id::<Need>("beh-akutvy")).await.unwrap();
    opened.body.proposal = Some("Godkänn.".into());
    opened.body.state = need::State::Deciding;
    world.door().save(opened, "").await.unwrap();
    let mut opened = world.door().open_as(world.id::<PlanPeriod>("pp-2027")).await.unwrap();
    opened.body.state = plan_period::State::Compiled;
    world.door().save(opened, "").await.unwrap();
    let mut client = world.sign_in("samordningskansli").await;
    for (meeting, own, others) in [
        ("mote-styrgrupp-vard-december", "Väntetid per rum på akuten", "Planperiod 2027"),
        ("mote-styrgrupp-december", "Planperiod 2027", "Väntetid per rum på akuten"),
    ] {
        let meeting: Id<Meeting> = world.id(meeting);
        let page = client.get(&format!("/meeting/{meeting}/agenda")).await;
        page.is(200).has(own).lacks(others);
    }
}

#[tokio::test]
async fn pm3_15_who_writes_the_plan_does_not_enter_what_the_group_decided() {
    let world = World::of(ground()).await;
    let plan: Id<MaintenancePlan> = world.id("fpl-lakemedel-27");
    let address = format!("/maintenance-plan/{plan}/decide");
    let mut leader = world.sign_in("forvaltningsledare-vard").await;
    leader.get(&address).await.is(403);
    leader.post(&address, &YES).await.is(403);
    leader
        .get(&format!("/maintenance-plan/{plan}"))
        .await
        .is(200)
        .lacks("För in styrgruppens beslut");
    let mut opened = world.door().open_as(plan).await.unwrap();
    opened.body.owner = Some(world.id("objektagare-vard"));
    world.door().save(opened, "").await.unwrap();
    let mut writer = world.sign_in("objektagare-vard").await;
    writer.post(&address, &YES).await.is(403);
    assert!(decisions(&world, plan).await.is_empty());
    world.sign_in("samordningskansli").await.post(&address, &YES).await.is(303);
    assert_eq!(decisions(&world, plan).await.len(), 1);
}
