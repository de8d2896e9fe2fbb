//! Two instances in front of one database: what one does, the other knows at once.

use stadga::{
    config::Settings,
    demo, invite,
    metrics::Metrics,
    organisations::{Open, Organisations},
};
use stadga_model::{Clock as _, Id, SystemClock};
use stadga_testkit::Client;
use std::{sync::Arc, time::Duration};

/// Two instances of the program that share a PostgreSQL database, and their folder with its keys.
async fn two() -> Option<(Vec<Arc<Open>>, Vec<Client>, tempfile::TempDir)> {
    let Ok(url) = std::env::var("STADGA_TEST_POSTGRES") else {
        eprintln!("skipped: this is about PostgreSQL; `cargo xtask test --only postgres` runs it");
        return None;
    };
    let folder = tempfile::tempdir().unwrap();
    let settings = Settings {
        key: Some(format!(
            "inst-{}",
            Id::<()>::new(SystemClock.now()).to_string().replace('-', "")
        )),
        database: Some(url),
        origin: Some("http://stadga.test".into()),
        ..crate::program::settings(folder.path())
    };
    let (mut open, mut clients) = (Vec::new(), Vec::new());
    for _ in 0..2 {
        let all = Organisations::of(vec![settings.clone()], Metrics::default()).unwrap();
        open.push(all.open(all.iter().next().unwrap()).await.unwrap());
        clients.push(Client::new(all.router()));
    }
    Some((open, clients, folder))
}

/// Makes the first administrator at the first instance, who signs in there.
async fn administrator(open: &Open, client: &mut Client) {
    let told = invite::first(&open.app, "http://stadga.test", invite::FIRST).await.unwrap();
    let link =
        told.lines().find_map(|line| line.trim().strip_prefix("http://stadga.test")).unwrap();
    let form = [("password", demo::PASSWORD), ("again", demo::PASSWORD)];
    client.post(link, &form).await.is(303);
}

#[tokio::test]
async fn sec_08_a_right_that_is_taken_away_at_one_instance_is_gone_at_the_other() {
    let Some((open, mut clients, _folder)) = two().await else { return };
    administrator(&open[0], &mut clients[0]).await;
    let form = [("name", invite::FIRST), ("password-now", demo::PASSWORD)];
    clients[1].post("/sign-in", &form).await.is(303);
    clients[1].get("/accounts").await.is(200);
    let account = open[0].app.store.account(invite::FIRST).await.unwrap().unwrap();
    let roles = open[0].app.roles().unwrap();
    let held =
        roles(open[0].app.store.clone(), account.person, open[0].app.store.now()).await.unwrap();
    assert!(held.iter().any(|held| held.role == "administrator"));
    let door = open[0].app.store.door(stadga_model::Actor::program("test"), stadga_model::At::Now);
    let assignment =
        door.all::<stadga_organisation::Assignment>(Default::default()).await.unwrap().remove(0).0;
    let mut opened =
        door.open_as::<stadga_organisation::Assignment>(assignment.id.cast()).await.unwrap();
    opened.body.person = None;
    door.save(opened, "").await.unwrap();
    clients[1].get("/accounts").await.is(403);
    // Signed out at one is signed out at the other.
    let event =
        stadga_store::NewEvent { what: "ended", account: invite::FIRST, actor: "test", about: "" };
    open[0].app.store.end_sessions(("", ""), event).await.unwrap();
    clients[1].get("/accounts").await.is(303);
}

#[tokio::test]
async fn sec_08_wrong_passwords_are_counted_by_all_instances_together() {
    let Some((open, mut clients, _folder)) = two().await else { return };
    administrator(&open[0], &mut clients[0]).await;
    let wrong = [("name", invite::FIRST), ("password-now", "något helt annat än det")];
    let mut statuses = Vec::new();
    for round in 0..12 {
        statuses
            .push(Client::post(&mut clients[round % 2], "/sign-in", &wrong).await.status.as_u16());
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    assert_eq!(statuses[..10], [422; 10]);
    assert_eq!(statuses[10..], [429; 2]);
}

#[tokio::test]
async fn of_two_instances_one_does_a_job() {
    let Some((open, _, _folder)) = two().await else { return };
    let patience = Duration::from_secs(60);
    let ask = |open: &Arc<Open>| {
        let store = open.app.store.clone();
        tokio::spawn(async move { store.take_turn("breaches", patience).await.unwrap() })
    };
    let (first, second) = (ask(&open[0]), ask(&open[1]));
    let taken = [first.await.unwrap(), second.await.unwrap()];
    assert_eq!(taken.iter().flatten().count(), 1);
    // Its taker dies: the other takes it over when patience is at an end, and not before.
    let dead = open[0].app.store.take_turn("files", Duration::ZERO).await.unwrap();
    assert!(dead.is_some());
    assert!(open[1].app.store.take_turn("files", patience).await.unwrap().is_some());
    assert!(open[0].app.store.take_turn("files", patience).await.unwrap().is_none());
}
