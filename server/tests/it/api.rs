//! The API: reading, making, changing with version check, moves, history, past dates, problems.

use axum::http::Method;
use serde_json::{Value, json};
use stadga_testkit::{Client, World};

async fn strategist() -> (World, Client) {
    let world = crate::world().await;
    let client = world.sign_in("strateg").await;
    (world, client)
}

/// A measure of the demo that is under way.
async fn measure(world: &World) -> stadga_model::Revision {
    world.all("measure").await.into_iter().next().unwrap()
}

fn problem(answer: &stadga_testkit::Answer, status: u16, code: &str) -> Value {
    let told = answer.is(status).value();
    assert!(answer.header("content-type").starts_with("application/problem+json"));
    assert_eq!(
        (told["code"].as_str(), told["status"].as_u64()),
        (Some(code), Some(u64::from(status)))
    );
    assert!(!told.to_string().contains('⟦'), "{told}");
    told
}

#[tokio::test]
async fn lists_have_the_filters_of_their_pages_and_pages() {
    let (world, mut client) = strategist().await;
    let first = client.get("/api/v1/measure?size=2&sort=number").await.is(200).value();
    assert_eq!(first["records"].as_array().unwrap().len(), 2);
    let next = client.get(first["next"].as_str().unwrap()).await.is(200).value();
    assert_eq!(next["page"], 2);
    assert_ne!(first["records"][0]["id"], next["records"][0]["id"]);
    let number = measure(&world).await.head.number;
    let one = client.get(&format!("/api/v1/measure?number={number}")).await;
    assert_eq!(one.is(200).value()["total"], 1);
    problem(&client.get("/api/v1/measure?colour=red").await, 400, "unknown-filter");
    problem(&client.get("/api/v1/nothing").await, 404, "not-found");
    problem(&world.stranger().get("/api/v1/measure").await, 401, "sign-in");
}

#[tokio::test]
async fn a_record_is_read_by_id_or_number_and_not_sent_twice() {
    let (world, mut client) = strategist().await;
    let head = measure(&world).await.head;
    let by_number = client.get(&format!("/api/v1/measure/{}", head.number)).await;
    assert_eq!(by_number.is(200).value()["record"]["id"], json!(head.id));
    let tag = by_number.header("etag").to_owned();
    assert_eq!(tag, format!("\"{}\"", head.revision));
    let path = format!("/api/v1/measure/{}", head.id);
    client.ask(Method::GET, &path, &[("if-none-match", &tag)], Vec::new()).await.is(304);
    problem(&client.get(&format!("/api/v1/audit/{}", head.id)).await, 404, "not-found");
}

#[tokio::test]
async fn a_change_says_what_it_builds_on_and_the_later_one_sees_the_other() {
    let (world, mut client) = strategist().await;
    let record = measure(&world).await;
    let path = format!("/api/v1/measure/{}", record.head.id);
    let mut body = record.body.clone();
    body.insert("title".into(), json!("Ny rubrik"));
    let change = json!({"body": body, "reason": "Tydligare"});
    problem(&client.json(Method::PUT, &path, &[], &change).await, 428, "revision-missing");
    let tag = format!("\"{}\"", record.head.revision);
    let changed = client.json(Method::PUT, &path, &[("if-match", &tag)], &change).await;
    let told = changed.is(200).value();
    assert_eq!(told["record"]["revision"], record.head.revision + 1);
    assert_eq!(told["record"]["body"]["title"], "Ny rubrik");
    let stale = client.json(Method::PUT, &path, &[("if-match", &tag)], &change).await;
    assert_eq!(problem(&stale, 409, "stale")["current"]["body"]["title"], "Ny rubrik");
    let history = client.get(&format!("{path}/history")).await.is(200).value();
    assert_eq!(history["revisions"][0]["reason"], "Tydligare");
    assert_eq!(history["revisions"].as_array().unwrap().len() as i64, record.head.revision + 1);
}

#[tokio::test]
async fn every_broken_rule_is_told_with_its_code_and_nothing_is_saved() {
    let (world, mut client) = strategist().await;
    let before = world.all("measure").await.len();
    let answer = client.json(Method::POST, "/api/v1/measure", &[], &json!({"body": {}})).await;
    let told = problem(&answer, 422, "refused");
    let findings = told["findings"].as_array().unwrap();
    assert!(!findings.is_empty());
    for finding in findings {
        assert!(finding["code"].is_string() && !finding["message"].as_str().unwrap().is_empty());
    }
    assert_eq!(world.all("measure").await.len(), before);
    let misspelt = json!({"body": {"titel": "x"}});
    problem(
        &client.json(Method::POST, "/api/v1/measure", &[], &misspelt).await,
        422,
        "unknown-field",
    );
    let answer = client.ask(Method::POST, "/api/v1/measure", &[], b"{".to_vec()).await;
    problem(&answer, 400, "json");
}

#[tokio::test]
async fn what_is_made_can_be_read_back() {
    let (world, mut client) = strategist().await;
    let mut body = measure(&world).await.body;
    body.insert("title".into(), json!("Gjord genom API:et"));
    let made = client.json(Method::POST, "/api/v1/measure", &[], &json!({"body": body})).await;
    let place = made.is(201).header("location").to_owned();
    let read = client.get(&place).await.is(200).value();
    assert_eq!(read["record"]["body"]["title"], "Gjord genom API:et");
    assert_eq!(read["record"]["revision"], 1);
}

#[tokio::test]
async fn sec_06_a_past_date_reads_as_it_was_and_cannot_be_changed() {
    let (world, mut client) = strategist().await;
    let changed = world.all("measure").await.into_iter().find(|record| record.head.revision > 1);
    let record = changed.unwrap();
    let history = world.door().history(record.head.id).await.unwrap();
    let first = history.last().unwrap();
    let date = stadga_model::local_date(first.head.at);
    let path = format!("/api/v1/measure/{}?as-of={date}", record.head.id);
    let then = client.get(&path).await.is(200).value();
    assert!(then["record"]["revision"].as_i64().unwrap() < record.head.revision);
    let change = json!({"body": record.body, "revision": 1});
    problem(&client.json(Method::PUT, &path, &[], &change).await, 409, "past");
    problem(&client.get("/api/v1/measure?as-of=igår").await, 400, "as-of");
}

#[tokio::test]
async fn sec_10_whoever_only_reads_can_change_nothing() {
    let world = crate::world().await;
    let mut auditor = world.sign_in("revisor").await;
    let record = measure(&world).await;
    let change = json!({"body": record.body, "revision": record.head.revision});
    let path = format!("/api/v1/measure/{}", record.head.id);
    problem(&auditor.json(Method::PUT, &path, &[], &change).await, 403, "denied");
    let body = json!({"body": record.body});
    problem(&auditor.json(Method::POST, "/api/v1/measure", &[], &body).await, 403, "denied");
    let file = auditor.ask(Method::POST, "/api/v1/files?name=x.txt", &[], b"text".to_vec()).await;
    problem(&file, 403, "denied");
}

#[tokio::test]
async fn files_go_up_and_come_down_as_they_were() {
    let (_, mut client) = strategist().await;
    let kept = client.ask(Method::POST, "/api/v1/files?name=bevis.txt", &[], "åäö".into()).await;
    let told = kept.is(201).value();
    let fetched = client.get(&format!("/api/v1/files/{}", told["id"].as_str().unwrap())).await;
    assert_eq!(fetched.is(200).text(), "åäö");
    assert!(fetched.header("content-disposition").starts_with("attachment"));
    let empty = client.ask(Method::POST, "/api/v1/files?name=tom.txt", &[], Vec::new()).await;
    problem(&empty, 422, "file-empty");
}

#[tokio::test]
async fn moves_that_cannot_be_made_are_refused() {
    let (world, mut client) = strategist().await;
    let record = measure(&world).await;
    let to = |step: &str| format!("/api/v1/measure/{}/move/{step}", record.head.id);
    let revision = json!({"revision": record.head.revision});
    let unknown = client.json(Method::POST, &to("fly"), &[], &revision).await;
    problem(&unknown, 404, "not-found");
    let closed = client.json(Method::POST, &to("resume"), &[], &revision).await;
    let told = problem(&closed, 422, "refused");
    assert_eq!(told["findings"][0]["code"], "FORM");
}
