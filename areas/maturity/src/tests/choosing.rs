//! Choosing areas and following them up on the demo region: the lowest are proposed, another choice says why (CTL-07, T33).

use stadga_measures::Measure;
use stadga_model::Id;
use stadga_organisation::Meeting;
use stadga_store::ListQuery;
use stadga_testkit::{Client, World};

use super::area::ground;
use crate::{MaturityAssessment, MaturityChoice, MaturityRound, maturity_choice::State};

async fn page(client: &mut Client, path: &str) -> String {
    let answer = client.get(path).await;
    answer.is(200).lacks("⟦");
    answer.text()
}

#[tokio::test]
async fn ctl_07_the_lowest_are_proposed_and_another_choice_says_why_where_and_by_whom() {
    let world = World::of(ground()).await;
    // The round of 2026 with what has been handed in so far.
    let round: Id<MaturityRound> = world.id("mat-2026");
    let address = format!("/maturity-round/{round}/choose");
    let mut client = world.sign_in("strateg").await;
    for language in ["en", "sv"] {
        client.reads(language);
        page(&mut client, &address).await;
    }
    let form = page(&mut client, &address).await;
    assert_eq!(form.matches(" checked").count(), 3, "the three lowest");
    let (council, person) = (
        world.fixtures.id("infosakradet").unwrap().to_string(),
        world.fixtures.id("samordnare-hsf").unwrap(),
    );
    let who = format!("who.{person}");
    let mut sent = vec![
        ("area.suppliers", "yes"),
        ("area.access", "yes"),
        ("area.risk", "yes"),
        ("year", "2027"),
        ("date", "2026-11-20"),
        (who.as_str(), "yes"),
    ];
    let stopped = client.post(&address, &sent).await;
    stopped.is(422).has("Det står inte var valet gjordes").lacks("⟦");
    sent.push(("body", council.as_str()));
    let stopped = client.post(&address, &sent).await;
    let bare = stopped.is(422).text();
    assert!(bare.contains("Området var inte bland de lägsta. Skriv varför det valdes."));
    for key in ["reason.suppliers", "reason.access", "reason.risk"] {
        sent.push((key, "Ny lag om cybersäkerhet kräver det."));
    }
    client.post(&address, &sent).await.is(303);
    let all = world.door().all::<MaturityChoice>(ListQuery::linking("round", round)).await.unwrap();
    let [(head, choice)] = all.as_slice() else { panic!("{all:?}") };
    assert_eq!((choice.state, choice.areas.len(), choice.year), (State::Chosen, 3, 2027));
    assert_eq!(choice.ranking.iter().filter(|one| one.proposed).count(), 3);
    assert_eq!((choice.body, choice.participants.len()), (world.fixtures.id("infosakradet"), 1));
    assert!(choice.areas.iter().any(|one| one.reason.is_some()));
    // It is made once, and stays.
    let again = client.get(&address).await;
    assert!(again.is(303).header("location").contains(&head.id.to_string()));
    let mut opened = world.door().open_as(head.id.cast::<MaturityChoice>()).await.unwrap();
    opened.body.areas.pop();
    assert!(world.door().save(opened, "").await.is_err());
}

#[tokio::test]
async fn ctl_07_who_may_not_choose_is_not_asked() {
    let world = World::of(ground()).await;
    let round: Id<MaturityRound> = world.id("mat-2026");
    let mut client = world.sign_in("medarbetare").await;
    client.get(&format!("/maturity-round/{round}/choose")).await.is(403);
    client.post(&format!("/maturity-round/{round}/hand-out"), &[]).await.is(403);
    let assessment: Id<MaturityAssessment> = world.id("mog-2026-hsf");
    client.get(&format!("/maturity-assessment/{assessment}/answer")).await.is(303);
    let submit = format!("/maturity-assessment/{assessment}/submit");
    let answer = client.post(&submit, &[]).await;
    assert!(answer.is(303).header("location").ends_with(&assessment.to_string()));
    let kept = world.door().read_as(assessment).await.unwrap().1;
    assert_eq!(kept.state, crate::maturity_assessment::State::Ongoing);
}

#[tokio::test]
async fn ctl_07_org_18_a_proposal_stands_on_the_councils_next_agenda() {
    let world = World::of(ground()).await;
    let meeting: Id<Meeting> = world.id("mote-rad-december");
    let mut client = world.sign_in("strateg").await;
    let agenda = page(&mut client, &format!("/meeting/{meeting}/agenda")).await;
    assert!(agenda.contains("Prioriterade områden 2027"));
    assert!(!agenda.contains("Prioriterade områden 2026"), "what has been chosen does not wait");
}

#[tokio::test]
async fn t33_ism_17_each_chosen_area_shows_measures_shares_progress_and_effect() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("rs-ledamot").await;
    for language in ["en", "sv"] {
        client.reads(language);
        page(&mut client, "/maturity/work").await;
    }
    let work = page(&mut client, "/maturity/work").await;
    for part in [
        "Prioriterade områden 2026",
        "Gå igenom behörigheter varje halvår i alla förvaltningar",
        "Journalen kvar",
        "Framdrift i procent: Behörigheter",
        "Andel konton utan behov",
        "6 %",
        "Ingen effekt uppmätt",
        "Ingen ny effekt uppmätt",
        "Ingen ny framdrift rapporterad",
        "Skäl till valet",
    ] {
        assert!(work.contains(part), "{part}");
    }
    let chosen = work.split("Prioriterade områden 2025</h2>").nth(1).unwrap();
    assert!(chosen.contains("1,2</strong> → <strong>2,2"), "then and now: {chosen}");
    let mut lead = world.sign_in("strateg").await;
    let home = page(&mut lead, "/").await;
    for choice in ["Prioriterade områden 2025", "Prioriterade områden 2026"] {
        let told = format!("gemensamma åtgärder berättar inte om framdrift eller effekt: {choice}");
        assert!(home.contains(&told), "each choice is told apart: {choice}");
    }
    assert!(home.contains("Utse någon som svarar på mätningen: Trafikförvaltningen"));
}

#[tokio::test]
async fn ctl_06_rep_10_what_must_be_introduced_is_a_list_and_becomes_measures() {
    let world = World::of(ground()).await;
    let round: Id<MaturityRound> = world.id("mat-2025");
    let assessment: Id<MaturityAssessment> = world.id("mog-2025-hsf");
    let mut client = world.sign_in("strateg").await;
    let address = format!("/maturity/needed?round={round}");
    let list = page(&mut client, &address).await;
    assert!(list.contains("Öva reservrutinerna på varje avdelning"));
    let (_, before) = world.door().read_as(assessment).await.unwrap();
    let at = before.needed.iter().position(|one| one.measure.is_none()).unwrap();
    let post = format!("/maturity-assessment/{assessment}/needed/{at}");
    assert!(list.contains(&post));
    client.post(&post, &[]).await.is(303);
    let (_, after) = world.door().read_as(assessment).await.unwrap();
    let id: Id<Measure> = after.needed[at].measure.unwrap();
    let (_, measure) = world.door().read_as(id).await.unwrap();
    assert_eq!(
        (measure.title.as_str(), measure.prioritised),
        (before.needed[at].what.as_str(), true)
    );
    assert_eq!((measure.causes, measure.unit), (vec![assessment.cast()], Some(before.unit)));
    assert_eq!(after.results, before.results, "the frozen results are as they were");
    client.post(&post, &[]).await.is(303);
    assert_eq!(world.door().read_as(assessment).await.unwrap().1, after, "once");
    client.post(&format!("/maturity-assessment/{assessment}/needed/99"), &[]).await.is(404);
    let mut reader = world.sign_in("rs-ledamot").await;
    assert!(!page(&mut reader, &address).await.contains("Gör till åtgärd"));
    reader.post(&post, &[]).await.is(403);
}
