//! The clock goes wrong and is set back: order, sessions, invitations, attempts and jobs bear it.

use super::{kinds, place, task};
use crate::{Account, Invitation, Keys, NewEvent, Store, StoreOptions, StoredSession};
use jiff::SignedDuration;
use stadga_model::{Actor, At, Clock, Id, Instant, Language, Scales, SystemClock};
use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

const HOUR: i64 = 3_600;
const TOKEN: &str = "0123456789abcdef0123456789abcdef";
const PATIENCE: Duration = Duration::from_secs(7_200);

/// A clock that the test sets, in seconds.
struct Set(AtomicI64);

impl Clock for Set {
    fn now(&self) -> Instant {
        Instant::from_second(self.0.load(Ordering::SeqCst)).unwrap()
    }
}

impl Set {
    fn goes(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::SeqCst);
    }
}

async fn store() -> (Store, Arc<Set>) {
    let clock = Arc::new(Set(AtomicI64::new(1_700_000_000)));
    let options = StoreOptions {
        place: place(),
        org: Id::<()>::new(SystemClock.now()).to_string().into(),
        kinds: Arc::new(kinds()),
        scales: Arc::new(Scales::default()),
        clock: clock.clone(),
        keys: Keys::none(),
    };
    (Store::open(options).await.unwrap(), clock)
}

#[tokio::test]
async fn sec_06_with_the_clock_set_back_every_write_still_comes_after_the_one_before() {
    let (store, clock) = store().await;
    let door = store.door(Actor::program("test"), At::Now);
    let first = door.create(&task("först"), "").await.unwrap().head;
    clock.goes(-24 * HOUR);
    let mut opened = door.open(first.id).await.unwrap();
    opened.body.insert("title".into(), "sedan".into());
    let batch = crate::Batch { saves: vec![opened], ..crate::Batch::default() };
    let second = door.write(batch).await.unwrap().revisions.remove(0).head;
    assert!(second.at > first.at, "{} is not after {}", second.at, first.at);
    let then = door.looking_from(At::Past(first.at)).read(first.id).await.unwrap();
    assert_eq!((then.body["title"].as_str(), then.head.revision), (Some("först"), 1));
    assert_eq!(door.read(first.id).await.unwrap().body["title"], "sedan");
    assert_eq!(store.verify(&[]).await.unwrap().revisions, 2);
}

#[tokio::test]
async fn sec_08_with_the_clock_set_back_nobody_is_shut_out_and_nothing_that_was_used_comes_back() {
    let (store, clock) = store().await;
    let until = store.now() + SignedDuration::from_hours(8);
    let account = Account {
        name: "revisor".into(),
        person: Id::new(store.now()),
        secret: "ett".into(),
        language: Language::Swedish,
        blocked: false,
    };
    store.put_account(&account).await.unwrap();
    let session = |id: &str| StoredSession {
        id: id.repeat(64),
        account: account.name.clone(),
        until,
        data: String::new(),
    };
    store.put_session(&session("a")).await.unwrap();
    store.put_session(&session("b")).await.unwrap();
    let event = |what| NewEvent { what, account: "revisor", actor: "test", about: "" };
    let invitation = Invitation { name: account.name.clone(), until };
    store.invite(TOKEN, &invitation, event("invited")).await.unwrap();
    clock.goes(-24 * HOUR);
    assert!(store.session(&"a".repeat(64)).await.unwrap().is_some(), "signed out by the clock");
    store.end_session(&"b".repeat(64)).await.unwrap();
    assert!(store.session(&"b".repeat(64)).await.unwrap().is_none(), "an ended session came back");
    // A used invitation stays used, however the clock goes.
    assert!(store.accept(TOKEN, &account, event("chosen")).await.unwrap());
    clock.goes(-24 * HOUR);
    assert!(!store.accept(TOKEN, &account, event("chosen")).await.unwrap());
}

#[tokio::test]
async fn sec_08_wrong_passwords_of_a_time_to_come_keep_nobody_waiting_for_it() {
    let (store, clock) = store().await;
    clock.goes(24 * HOUR);
    for _ in 0..10 {
        store.note_attempt("name:revisor").await.unwrap();
        clock.goes(1);
    }
    assert!(store.may_try_from("name:revisor", 10).await.unwrap().is_some());
    clock.goes(-24 * HOUR);
    assert!(store.may_try_from("name:revisor", 10).await.unwrap().is_none());
}

#[tokio::test]
async fn a_job_of_a_time_far_to_come_is_done_when_the_clock_is_right_again() {
    let (store, clock) = store().await;
    clock.goes(365 * 24 * HOUR);
    let turn = store.take_turn("sweep", PATIENCE).await.unwrap().unwrap();
    store.end_turn(turn, store.now() + SignedDuration::from_hours(1)).await.unwrap();
    let _held = store.take_turn("files", PATIENCE).await.unwrap().unwrap();
    clock.goes(-365 * 24 * HOUR);
    assert!(store.take_turn("sweep", PATIENCE).await.unwrap().is_some());
    assert!(store.take_turn("files", PATIENCE).await.unwrap().is_some());
    assert!(store.take_turn("files", PATIENCE).await.unwrap().is_none());
}
