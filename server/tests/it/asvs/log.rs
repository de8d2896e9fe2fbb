//! What the program's own log tells, as the program writes it where nobody sits at a terminal.

use super::served;
use axum::http::Method;
use serde_json::Value;
use stadga_testkit::{Log, PASSWORD};

#[tokio::test]
async fn asvs_16_the_log_tells_who_came_in_and_who_was_turned_away() {
    let world = served().await;
    let mut client = world.sign_in("strateg").await;
    let log = Log::default();
    let said = tracing_subscriber::fmt().with_env_filter(stadga::serve::heard("info")).json();
    let guard = tracing::subscriber::set_default(said.with_writer(log.clone()).finish());
    let wrong = [("name", "strateg\n{\"level\":\"FAKE\"}"), ("password-now", "hemligt lösenord")];
    client.post("/sign-in", &wrong).await.is(422);
    client.post("/sign-in", &[("name", "strateg"), ("password-now", PASSWORD)]).await.is(303);
    client.get("/accounts?q=hemligt").await.is(403);
    let elsewhere = [("origin", "https://elsewhere.example")];
    client.ask(Method::POST, "/sign-out", &elsewhere, Vec::new()).await.is(403);
    client.post("/sign-out", &[]).await.is(303);
    drop(guard);
    let text = log.text();
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let line = |message: &str, key: &str, value: &str| {
        let found = lines.iter().find(|line| {
            line["fields"]["message"] == message && (key.is_empty() || line["fields"][key] == value)
        });
        found.unwrap_or_else(|| panic!("no {message} {value} in {text}"))
    };
    line("a wrong password or code", "", "");
    line("signed out", "account", "strateg");
    line("turned away", "why", "denied");
    line("turned away", "why", "cross-site");
    let came = line("signed in", "account", "strateg");
    assert!(came["timestamp"].as_str().unwrap().ends_with('Z'), "{came}");
    assert_eq!(came["span"]["id"].as_str().unwrap().len(), 12);
    assert_eq!(came["span"]["url.path"], "/sign-in");
    for secret in ["hemligt", PASSWORD, "FAKE", "elsewhere"] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
}
