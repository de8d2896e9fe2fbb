//! From every page of an audit one gets on: what is missing can be added from where one stands, by those who may add it.

use super::area::ground;
use crate::{
    answer::Answer, answer_item::AnswerItem, audit::Audit, recommendation::Recommendation,
};
use stadga_model::{Id, local_date};
use stadga_testkit::{Client, World};

/// Moves a record; tells where the page leads.
async fn step(world: &World, client: &mut Client, kind: &str, id: &str, name: &str) -> u16 {
    let head = world.door().read(id.parse().unwrap()).await.unwrap().head;
    let revision = head.revision.to_string();
    let path = format!("/{kind}/{id}/move/{name}");
    client.post(&path, &[("_revision", &revision)]).await.status.as_u16()
}

#[tokio::test]
async fn aud_24_a_measure_evidence_and_more_are_added_from_the_audit() {
    let world = World::all_open(ground()).await;
    let mut client = world.sign_in("strateg").await;
    let audit = format!("/audit/{}", world.id::<Audit>("gra-2026"));
    let recommendation = world.id::<Recommendation>("rek-24-1");
    let measure = format!("/measure/new?causes={recommendation}");
    let own = format!("/audit/{}/recommendations", world.id::<Audit>("gra-2024"));
    client.get(&own).await.is(200).has(&measure).has("/evidence/new?measures=");
    client.get(&format!("{audit}/recommendations")).await.is(200).has("Avsnitt 3.3");
    client.get(&format!("/recommendation/{recommendation}")).await.is(200).has(&measure);
    client.get(&measure).await.is(200).has(&recommendation.to_string());
    for (tab, kinds) in [
        ("questions", &["audit-question", "remark", "deviation"][..]),
        ("recommendations", &["recommendation"]),
        ("follow-up", &["follow-up", "checkpoint"]),
    ] {
        let page = client.get(&format!("{audit}/{tab}")).await;
        for kind in kinds {
            page.is(200).has(&format!("/{kind}/new?audit={}", world.id::<Audit>("gra-2026")));
        }
        let past = client.get(&format!("{audit}/{tab}?as-of=2026-10-10")).await;
        past.is(200).lacks("/new?audit=");
    }
}

#[tokio::test]
async fn sec_10_who_may_not_add_is_offered_nothing() {
    let world = World::of(ground()).await;
    let mut auditor = world.sign_in("revisor").await;
    for tab in ["questions", "recommendations", "follow-up", "answers"] {
        let page = auditor.get(&format!("/audit/{}/{tab}", world.id::<Audit>("gra-2024"))).await;
        page.is(200).lacks("/new?");
    }
}

#[tokio::test]
async fn aud_18_a_checkpoint_that_nobody_has_planned_is_one_step_away() {
    let world = World::all_open(ground()).await;
    let mut client = world.sign_in("strateg").await;
    let audit = world.id::<Audit>("gra-tillit");
    let mut opened = world.door().open_as(audit).await.unwrap();
    opened.body.checkpoint_asked = true;
    world.door().save(opened, "").await.unwrap();
    for language in ["sv", "en"] {
        client.reads(language);
        let page = client.get(&format!("/audit/{audit}")).await;
        page.is(200).has(&format!("/checkpoint/new?audit={audit}&amp;title=")).lacks("⟦");
    }
    client.get(&format!("/checkpoint/new?audit={audit}&title=Prov")).await.is(200).has("Prov");
}

#[tokio::test]
async fn aud_17_an_audit_is_answered_only_when_an_answer_is_sent() {
    let world = World::all_open(ground()).await;
    let mut client = world.sign_in("strateg").await;
    let audit = world.id::<Audit>("gra-genomlysning");
    assert_eq!(step(&world, &mut client, "audit", &audit.to_string(), "reopen").await, 303);
    let page = client.get(&format!("/audit/{audit}")).await;
    page.is(200).has("Börja ett svar på fliken Svar").has(&format!("/audit/{audit}/answers"));
    let text = page.text();
    let button = text.split("move/send").nth(1).and_then(|rest| rest.split("</form>").next());
    assert!(button.is_some_and(|button| button.contains("\"secondary\"")), "{button:?}");
    let status = step(&world, &mut client, "audit", &audit.to_string(), "send").await;
    assert_eq!(status, 422, "nothing has been sent");
    // One that is not to be answered is closed instead.
    assert_eq!(step(&world, &mut client, "audit", &audit.to_string(), "close").await, 303);
}

#[tokio::test]
async fn aud_17_the_decision_that_an_answer_waits_for_is_begun_on_its_page() {
    let world = World::all_open(ground()).await;
    let mut client = world.sign_in("strateg").await;
    let (answer, audit) = (world.id::<Answer>("sva-2026"), world.id::<Audit>("gra-2026"));
    let new = "/decision/new?";
    client.get(&format!("/answer/{answer}")).await.is(200).lacks(new);
    super::settled::write_out(&world).await;
    assert_eq!(step(&world, &mut client, "answer", &answer.to_string(), "review").await, 303);
    let page = client.get(&format!("/answer/{answer}")).await.is(200).has(new).text();
    let href = page.split(&format!("href=\"{new}")).nth(1).unwrap().split('"').next().unwrap();
    let form = client.get(&format!("{new}{}", href.replace("&amp;", "&"))).await;
    form.is(200)
        .has(&format!("value=\"{audit}\" checked"))
        .has(&format!("value=\"{answer}\" checked"));
    form.has("value=\"audit-answer\" selected").has("value=\"Svar på granskningen av beredskapen");
}

#[tokio::test]
async fn org_25_both_who_sign_stand_there_with_role_and_day() {
    let world = World::all_open(ground()).await;
    let mut client = world.sign_in("strateg").await;
    super::settled::write_out(&world).await;
    super::settled::step(&world, |answer| answer.state = crate::answer::State::Review).await;
    super::settled::decide(&world).await;
    let id = world.id::<Answer>("sva-2026");
    let revision = world.door().read(id.cast()).await.unwrap().head.revision.to_string();
    let asked = client.post(&format!("/answer/{id}/move/sign"), &[("_revision", &revision)]).await;
    asked.is(200).has("value=\"chair\" selected").has("value=\"director\" selected");
    let day = local_date(world.door().now());
    asked.has("name=\"signatures.0.function\" value=\"Ordförande\"");
    asked.has(&format!("name=\"signatures.1.date\" value=\"{day}\"")).has("Undertecknar för");
}

#[tokio::test]
async fn aud_03_every_list_of_the_area_is_reached_from_the_menu() {
    let world = World::all_open(ground()).await;
    let mut client = world.sign_in("strateg").await;
    client.get("/audit").await.is(200).has("href=\"/audit/registers\"");
    for language in ["sv", "en"] {
        client.reads(language);
        let page = client.get("/audit/registers").await;
        page.is(200).lacks("⟦");
        for kind in [
            "checkpoint",
            "promise",
            "deviation",
            "remark",
            "audit-instruction",
            "follow-up",
            "answer-item",
        ] {
            page.has(&format!("href=\"/{kind}\""));
            client.get(&format!("/{kind}")).await.is(200);
        }
    }
}

#[tokio::test]
async fn aud_19_a_promise_and_evidence_are_added_from_where_the_answer_is_written() {
    let world = World::all_open(ground()).await;
    let mut client = world.sign_in("strateg").await;
    let (answer, item): (Id<Answer>, Id<AnswerItem>) = (world.id("sva-2026"), world.id("svd-26-2"));
    let page = client.get(&format!("/answer/{answer}/work")).await;
    page.is(200).has(&format!("item={item}")).has("/evidence/new?measures=");
    client.get(&format!("/answer-item/{item}")).await.is(200).has(&format!("item={item}"));
}
