//! Walls between organisations in one PostgreSQL database, also on connections that they share.

use super::{own, store, store_of, task};
use crate::{Database, Place, Store, engine::sql};
use stadga_model::{Actor, At, Refusal};

/// The database that the test run has started; SQLite keeps each organisation in a file of its own.
fn postgres() -> Option<String> {
    let url = std::env::var("STADGA_TEST_POSTGRES").ok();
    if url.is_none() {
        eprintln!("skipped: this is about PostgreSQL; `cargo xtask test --only postgres` runs it");
    }
    url
}

/// Two organisations that take turns on a single connection.
async fn neighbours(url: &str) -> (Database, Store, Store) {
    let database = Database::narrow(url).await.unwrap();
    let open = async |org: String| store_of(Place::Shared(database.clone()), &org).await;
    let (mine, theirs) = (open(own()).await, open(own()).await);
    (database, mine, theirs)
}

/// How many rows a statement counts that forgets whose it asks for.
async fn seen(store: &Store, table: &str) -> i64 {
    let mut link = store.read().await.unwrap();
    sql(format!("SELECT count(*) FROM {table}")).one(&mut link).await.unwrap().whole(0).unwrap()
}

#[tokio::test]
async fn sec_08_an_organisation_is_not_there_for_another_even_where_a_statement_forgets() {
    if postgres().is_none() {
        return;
    }
    let (mine, theirs) = (store().await, store().await);
    let here = mine.door(Actor::program("test"), At::Now);
    let id = here.create(&task("hemlig"), "").await.unwrap().head.id;
    let there = theirs.door(Actor::program("test"), At::Now);
    assert!(matches!(there.read(id).await, Err(Refusal::NotFound)));
    for table in ["revision", "word", "ledger", "link", "series"] {
        assert_eq!(seen(&theirs, table).await, 0, "{table}");
    }
    let forged = sql("INSERT INTO series (org, prefix, year, last) VALUES ($1, 'X', 2024, 1)");
    let mut link = theirs.read().await.unwrap();
    assert!(forged.bind(&*mine.org).run(&mut link).await.is_err());
}

#[tokio::test]
async fn sec_08_a_shared_connection_keeps_nothing_of_whom_it_was_lent_to() {
    let Some(url) = postgres() else { return };
    let (_, mine, theirs) = neighbours(&url).await;
    let here = mine.door(Actor::program("test"), At::Now);
    for round in 1..=3 {
        here.create(&task("hemlig"), "").await.unwrap();
        assert_eq!((seen(&mine, "revision").await, seen(&theirs, "revision").await), (round, 0));
        // A transaction that is broken off leaves nothing behind either.
        let mut broken_off = mine.begin().await.unwrap();
        assert!(sql("SELECT nonsense").run(&mut broken_off).await.is_err());
        drop(broken_off);
        assert_eq!(seen(&theirs, "revision").await, 0);
        let mut tx = theirs.begin().await.unwrap();
        let taken = sql("UPDATE ledger SET size = 0").run(&mut tx).await.unwrap();
        let gone = sql("DELETE FROM revision").run(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!((taken, gone), (0, 0), "another's rows were changed");
    }
    assert_eq!(mine.verify(&[]).await.unwrap().revisions, 3);
}

#[tokio::test]
async fn sec_08_where_no_organisation_is_set_there_are_no_rows() {
    let Some(url) = postgres() else { return };
    let (database, mine, _) = neighbours(&url).await;
    assert!(database.is_walled().await.unwrap(), "the tests' role must not go through walls");
    mine.door(Actor::program("test"), At::Now).create(&task("hemlig"), "").await.unwrap();
    drop((mine, database));
    let nobody = Database::narrow(&url).await.unwrap();
    let nobody = store_of(Place::Shared(nobody), "").await;
    assert_eq!(seen(&nobody, "revision").await, 0);
    let mut bare = nobody.read().await.unwrap();
    sql("RESET stadga.org").run(&mut bare).await.unwrap();
    let rows = sql("SELECT count(*) FROM revision").one(&mut bare).await.unwrap();
    assert_eq!(rows.whole(0).unwrap(), 0);
}
