//! Controls on the pages: what is due, planning by lot, checklist and signature, internal control to the board.

use stadga_model::Id;
use stadga_testkit::World;

use super::area::ground;
use crate::{Control, ControlCheck, InternalControlPlan, control_check::State};

fn check_of(location: &str) -> Id<ControlCheck> {
    let id = location.trim_start_matches("/control-check/");
    id.split('/').next().unwrap().parse().unwrap()
}

#[tokio::test]
async fn ctl_08_the_catalogue_shows_what_is_late_and_what_deviates() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("it-sakerhetsansvarig").await;
    let page = client.get("/controls").await;
    page.is(200)
        .has("Försenad")
        .has("Slumpvis logguppföljning")
        .has("Mindre avvikelse")
        .has("Inte kontrollerat");
}

#[tokio::test]
async fn ctl_14_a_random_check_draws_its_places_by_lot_and_says_so() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("driftchef").await;
    let control: Id<Control> = world.id("ktr-aterlasning");
    let address = format!("/control/{control}/check");
    client.get(&address).await.is(200).has("2 av dessa");
    let made = client.post(&address, &[("due", "2026-12-18"), ("method", "random")]).await;
    made.is(303);
    let (_, check) = world.door().read_as(check_of(made.header("location"))).await.unwrap();
    let (_, control) = world.door().read_as(control).await.unwrap();
    assert_eq!(check.places.len(), 2);
    assert!(check.places.iter().all(|place| control.places.contains(place)));
    assert!(check.drawn.unwrap().contains("5 ställen"));
    assert_eq!(
        (check.due.unwrap().to_string(), check.state),
        ("2026-12-18".into(), State::Planned)
    );
}

#[tokio::test]
async fn ctl_15_the_monthly_checklist_is_filled_in_and_signed_by_role_and_day() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("driftchef").await;
    client.get("/").await.is(200).has("Gör och signera: Månadskontroll av överföringar 2026-11");
    let id: Id<ControlCheck> = world.id("ktf-ovf-11");
    let address = format!("/control-check/{id}/sign");
    client.get(&address).await.is(200).has("Kvittenserna är sparade").has("Signera");
    let mut sent = vec![
        ("line0", "yes"),
        ("line1", "no"),
        ("note1", "Två saknades."),
        ("line2", "yes"),
        ("line3", "yes"),
        ("level", "minor"),
        ("role", "operations-manager"),
        ("sign", "1"),
    ];
    let wrong = client.post(&address, &sent).await;
    wrong.is(422).has("En punkt i checklistan saknar svar").has("Två saknades.");
    sent.push(("line4", "yes"));
    client.post(&address, &sent).await.is(303);
    let (_, check) = world.door().read_as(id).await.unwrap();
    assert_eq!(check.state, State::Signed);
    assert_eq!(check.signed.unwrap().to_string(), "2026-11-20");
    assert_eq!(
        (check.role, check.owner),
        (Some("operations-manager".into()), Some(world.id("driftchef")))
    );
    client.get(&address).await.is(303);
    client.post(&address, &sent).await.is(403);
}

#[tokio::test]
async fn ctl_19_our_own_staff_checks_suppliers_and_is_asked_when_it_is_time() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("strateg").await;
    client.get("/").await.is(200).has("Gör och signera: Egen kontroll hos leverantörer 2026-10");
    let check = world.fixtures.id("ktf-lev-1").unwrap();
    client.get(&format!("/control-check/{check}")).await.is(200).has("Egen personal");
}

#[tokio::test]
async fn ctl_10_rep_08_internal_control_goes_to_the_board_and_its_report_is_a_document() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("strateg").await;
    let plan: Id<InternalControlPlan> = world.id("ikp-26");
    client
        .get(&format!("/internal-control-plan/{plan}"))
        .await
        .is(200)
        .has("4 kontrollpunkter, 2 med resultat, 1 med avvikande nivå");
    client.get("/").await.is(200).has("Återrapportera: Internkontrollplan 2026");
    for name in ["plan.pdf", "plan.docx", "report.pdf", "report.docx"] {
        let file = client.get(&format!("/internal-control-plan/{plan}/files/{name}")).await;
        file.is(200);
        assert!(file.bytes.len() > 2_000, "{name}");
    }
    client.get(&format!("/internal-control-plan/{plan}/files/other.pdf")).await.is(404);
}

#[tokio::test]
async fn ctl_10_results_are_written_point_by_point_beside_what_the_controls_found() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("strateg").await;
    let plan: Id<InternalControlPlan> = world.id("ikp-26");
    let record = format!("/internal-control-plan/{plan}");
    client.get(&record).await.is(200).has("Fyll i resultat");
    let address = format!("{record}/results");
    let page = client.get(&address).await;
    page.is(200).has("Chefers genomgång av behörigheter").has("enligt kontrollen");
    page.has("Nio av 238 chefer");
    let revision = world.door().read_as(plan).await.unwrap().0.revision.to_string();
    let mut sent = vec![
        ("result0", "Tio behandlingar granskade."),
        ("level0", "no-deviation"),
        ("result1", "Alla system i drift är klassade."),
        ("level1", "no-deviation"),
        ("result2", "Nio chefer återstår."),
        ("level2", "deviating"),
        ("result3", "Övade i mars."),
        ("level3", "no-deviation"),
        ("summary", "Ett av fyra områden avviker."),
    ];
    let stale = client.post(&address, &sent).await;
    stale.is(422).has("Någon annan har ändrat planen").has("Övade i mars.");
    sent.push(("revision", &revision));
    client.post(&address, &sent).await.is(303);
    let (_, after) = world.door().read_as(plan).await.unwrap();
    assert_eq!(after.outcome(), (1, 4));
    assert!(after.points[2].measure.is_some(), "what is done about it stays");
    let reported: Id<InternalControlPlan> = world.id("ikp-25");
    let address = format!("/internal-control-plan/{reported}/results");
    client.get(&address).await.is(303);
    client.post(&address, &sent).await.is(403);
}

#[tokio::test]
async fn ctl_09_what_no_control_shows_is_found_and_gets_one() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("strateg").await;
    let law = world.fixtures.id("rv-punkter").unwrap();
    let page = client.get(&format!("/compliance/requirements?framework={law}")).await;
    page.is(200).has("krav saknar kontroll").has("Återläsning på prov");
    let without = format!("/compliance/requirements?framework={law}&show=uncontrolled");
    let page = client.get(&without).await;
    page.is(200).has("av 10 visas").has("Visa alla").lacks("Återläsning på prov");
    let requirement = world.fixtures.id("krv-csl-a").unwrap();
    let new = format!("/control/new?requirements={requirement}");
    page.has(&new);
    client.get(&new).await.is(200).has(&requirement.to_string());
}

#[tokio::test]
async fn ctl_19_what_was_found_is_seen_place_by_place() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("strateg").await;
    let control: Id<Control> = world.id("ktr-aterlasning");
    let page = client.get(&format!("/control/{control}")).await;
    page.is(200).has("Ställe för ställe").has("Ingen avvikelse");
}
