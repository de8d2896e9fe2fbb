//! Answering on the demo region: who is asked, what is kept as one goes, what is handed in, and that it is fixed afterwards.

use stadga_model::Id;
use stadga_testkit::{Client, World};

use super::area::ground;
use crate::{MaturityAssessment, MaturityRound, Model, maturity_assessment::State, maturity_round};

async fn page(client: &mut Client, path: &str) -> String {
    let answer = client.get(path).await;
    answer.is(200).lacks("⟦");
    answer.text()
}

#[tokio::test]
async fn ctl_06_the_coordinator_is_asked_answers_area_by_area_and_goes_on_another_day() {
    let world = World::of(ground()).await;
    let id: Id<MaturityAssessment> = world.id("mog-2026-hsf");
    let address = format!("/maturity-assessment/{id}/answer");
    let mut client = world.sign_in("samordnare-hsf").await;
    let home = page(&mut client, "/").await;
    assert!(home.contains("Påminnelse – svara på mätningen"), "eleven days are left");
    assert!(home.contains(&address) && home.contains("2026-12-01"));
    for language in ["en", "sv"] {
        client.reads(language);
        page(&mut client, &address).await;
        page(&mut client, &format!("{address}/suppliers")).await;
    }
    let overview = page(&mut client, &address).await;
    assert!(overview.contains("12 frågor kvar") && overview.contains("Nivå så långt"));
    assert!(overview.contains("Det här skulle höja nivån"), "the next step is told at once");
    let (head, _) = world.door().read_as(id).await.unwrap();
    let revision = head.revision.to_string();
    let sent = [
        ("_revision", revision.as_str()),
        ("suppliers-1", "3"),
        ("suppliers-1.evidence", "Kravbilagan används i alla avtal."),
        ("suppliers-1.effect", "Två leverantörer har rättat brister."),
        ("suppliers-3", "1"),
        ("cause.suppliers", "unknown"),
        ("needed.suppliers", "Följ upp fjärråtkomst\nNy kravbilaga"),
    ];
    let answer = client.post(&format!("{address}/suppliers"), &sent).await;
    assert!(answer.is(303).header("location").contains("/answer/incidents"), "on to the next area");
    let (_, kept) = world.door().read_as(id).await.unwrap();
    assert_eq!((kept.answers.len(), kept.left(), kept.state), (14, 10, State::Ongoing));
    assert_eq!((kept.causes.len(), kept.needed.len()), (2, 3));
    let sheet = page(&mut client, &format!("{address}/suppliers")).await;
    assert!(sheet.contains("Riktlinje för säkerhet i upphandling"), "the rules are at hand");
    assert!(sheet.contains("Kravbilagan används i alla avtal.") && sheet.contains("Ny kravbilaga"));
    assert_eq!(sheet.matches(" checked").count(), 2, "what one skipped is left open");
    client.get(&format!("{address}/nothing")).await.is(404);
    let submit = format!("/maturity-assessment/{id}/submit");
    client.post(&submit, &[]).await.is(422).has("10 frågor är inte besvarade");
}

#[tokio::test]
async fn ctl_06_of_two_who_answer_the_same_page_nobody_loses_anything() {
    let world = World::of(ground()).await;
    let id: Id<MaturityAssessment> = world.id("mog-2026-hsf");
    let address = |sheet: &str| format!("/maturity-assessment/{id}/answer/{sheet}");
    let mut client = world.sign_in("samordnare-hsf").await;
    let revision = world.door().read_as(id).await.unwrap().0.revision.to_string();
    let sent = |level: &'static str| {
        [("_revision".to_owned(), revision.clone()), ("incidents-1".to_owned(), level.to_owned())]
    };
    let post = async |client: &mut Client, sheet: &str, pairs: &[(String, String)]| {
        let pairs: Vec<_> = pairs.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        client.post(&address(sheet), &pairs).await
    };
    post(&mut client, "incidents", &sent("2")).await.is(303);
    // Another area by the same form is no clash; the same area is one.
    post(&mut client, "continuity", &[sent("0")[0].clone()]).await.is(303);
    let clash = post(&mut client, "incidents", &sent("4")).await;
    clash.is(409).has("Någon annan har svarat").lacks("⟦");
    let (_, kept) = world.door().read_as(id).await.unwrap();
    assert_eq!(kept.given().get("incidents-1"), Some(&2));
    let revision = world.door().read_as(id).await.unwrap().0.revision.to_string();
    let again = [("_revision", revision.as_str()), ("incidents-1", "4")];
    client.post(&address("incidents"), &again).await.is(303);
    assert_eq!(world.door().read_as(id).await.unwrap().1.given().get("incidents-1"), Some(&4));
}

#[tokio::test]
async fn ctl_06_sheets_that_are_written_at_once_are_all_kept() {
    let world = World::of(ground()).await;
    let id: Id<MaturityAssessment> = world.id("mog-2026-hsf");
    let revision = world.door().read_as(id).await.unwrap().0.revision.to_string();
    let post = async |sheet: &str| {
        let mut client = world.sign_in("samordnare-hsf").await;
        let name = format!("{sheet}-1");
        let sent = [("_revision", revision.as_str()), (name.as_str(), "2")];
        let address = format!("/maturity-assessment/{id}/answer/{sheet}");
        client.post(&address, &sent).await.is(303);
    };
    tokio::join!(post("suppliers"), post("incidents"), post("continuity"), post("awareness"));
    let (_, kept) = world.door().read_as(id).await.unwrap();
    for sheet in ["suppliers", "incidents", "continuity", "awareness"] {
        assert_eq!(kept.given().get(&*format!("{sheet}-1")), Some(&2), "{sheet}");
    }
}

#[tokio::test]
async fn ctl_06_a_round_is_handed_out_answered_closed_and_then_fixed() {
    let world = World::of(ground()).await;
    let round: Id<MaturityRound> = world.id("mat-trappa-it-2026");
    let mut lead = world.sign_in("strateg").await;
    page(&mut lead, &format!("/maturity-round/{round}")).await;
    lead.post(&format!("/maturity-round/{round}/hand-out"), &[]).await.is(303);
    let (_, opened) = world.door().read_as(round).await.unwrap();
    assert_eq!(opened.state, maturity_round::State::Open);
    let all = stadga_store::ListQuery::linking("round", round);
    let asked = world.door().all::<MaturityAssessment>(all.clone()).await.unwrap();
    let [(head, assessment)] = asked.as_slice() else { panic!("{asked:?}") };
    assert_eq!((assessment.owner, assessment.due), (None, opened.period.to));
    lead.post(&format!("/maturity-round/{round}/hand-out"), &[]).await.is(303);
    assert_eq!(world.door().all::<MaturityAssessment>(all).await.unwrap().len(), 1, "once");
    let model = Model::named("cumulative").unwrap();
    for area in &model.areas {
        let fields: Vec<(&str, &str)> =
            area.statements.iter().map(|one| (one.key.as_str(), "1")).collect();
        let address = format!("/maturity-assessment/{}/answer/{}", head.id, area.key);
        let revision = world.door().read(head.id).await.unwrap().head.revision.to_string();
        let fields = [&fields[..], &[("_revision", revision.as_str())]].concat();
        lead.post(&address, &fields).await.is(303);
    }
    lead.post(&format!("/maturity-assessment/{}/submit", head.id), &[]).await.is(303);
    let (_, submitted) = world.door().read_as(head.id.cast::<MaturityAssessment>()).await.unwrap();
    assert_eq!(submitted.level.as_deref(), Some("1,0"));
    let mut closing = world.door().open_as(round).await.unwrap();
    closing.body.state = maturity_round::State::Closed;
    world.door().save(closing, "").await.unwrap();
    let mut late = world.door().open_as(head.id.cast::<MaturityAssessment>()).await.unwrap();
    late.body.answers[0].level = 3;
    assert!(world.door().save(late, "").await.is_err(), "what is frozen stays");
    lead.get(&format!("/maturity-assessment/{}/answer", head.id)).await.is(303);
}

#[tokio::test]
async fn ctl_17_ctl_18_a_short_survey_is_one_page_and_tells_why_the_routine_is_not_followed() {
    let world = World::of(ground()).await;
    let round: Id<MaturityRound> = world.id("mat-minienkat-2026");
    let mut client = world.sign_in("medarbetare").await;
    let results = page(&mut client, &format!("/maturity?round={round}")).await;
    assert!(results.contains("För få känner till regeln") && results.contains("En enda ingång"));
    assert!(results.contains("Länssjukhuset"));
    let rounds = world.door().open_as(round).await;
    assert!(rounds.is_ok());
    // A new one, as its unit meets it.
    let mut new = world.door().read_as(round).await.unwrap().1;
    new.state = maturity_round::State::Planned;
    new.units = vec![world.id("lanssjukhuset")];
    new.conclusion = None;
    let made = world.door().create(&new, "").await.unwrap();
    let mut lead = world.sign_in("strateg").await;
    lead.post(&format!("/maturity-round/{}/hand-out", made.head.id), &[]).await.is(303);
    let all = stadga_store::ListQuery::linking("round", made.head.id);
    let asked = world.door().all::<MaturityAssessment>(all).await.unwrap();
    let address = format!("/maturity-assessment/{}/answer/all", asked[0].0.id);
    let form = page(&mut lead, &address).await;
    assert_eq!(form.matches("type=\"radio\"").count(), 20, "four sentences, five answers");
    assert!(!form.contains("Vad visar det?") && form.contains("vanligaste skälet"));
}
