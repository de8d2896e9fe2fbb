//! Brings a PostgreSQL database up to this program while other instances, also older ones, go on using it.

use super::Layout;
use crate::broken;
use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection, PgPool, Row as _};
use stadga_model::Refusal;
use std::time::Duration;

/// Only one instance at a time makes tables; the number is the lock's name.
const LOCK: i64 = 0x5374_6164_6761;
/// How often it is asked whether the others are done.
const PAUSE: Duration = Duration::from_millis(200);
/// A step waits so long for whoever uses its table, then lets those by who wait behind it and tries again, so many times.
const BRIEFLY: &str = "SET lock_timeout = '3s'";
const TRIES: u32 = 20;
/// What PostgreSQL says of a table that could not be had in time.
const IN_USE: &str = "55P03";
/// An index that is made beside the writers waits for them as long as it takes.
const PATIENTLY: &str = "SET lock_timeout = 0";

/// What the engine has besides the common tables: keys that begin with the organisation, and search.
const SEARCH: &str = "
    ALTER TABLE revision ADD PRIMARY KEY (org, seq);
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
    CREATE TABLE word (
        org   TEXT     NOT NULL,
        seq   BIGINT   NOT NULL,
        words TSVECTOR NOT NULL,
        parts TEXT     NOT NULL,
        PRIMARY KEY (org, seq)
    );
    CREATE INDEX word_words ON word USING gin (words);
    CREATE INDEX word_parts ON word USING gin (parts gin_trgm_ops);";

/// Rows of another organisation are not there for a connection, whatever a statement forgets; where no organisation is
/// set, no rows are.
const WALL: &str = "
    ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
    ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
    DROP POLICY IF EXISTS own ON {table};
    CREATE POLICY own ON {table} USING (org = current_setting('stadga.org', true));";

/// What a program of a version before the fourth goes on writing would lack its keys, and a secret's key would stay: it is
/// refused, and told to whoever writes.
const DRAWN: &str = "ALTER TABLE revision ALTER COLUMN sorted DROP DEFAULT";

/// The database's version, and the earliest program that can use it.
pub(super) const NEWEST: &str =
    "SELECT version, coalesce(readable_from, version) FROM layout ORDER BY version DESC LIMIT 1";

/// Takes the steps that the database lacks.
pub(super) async fn bring_up(pool: &PgPool, layout: &Layout) -> Result<(), Refusal> {
    // A connection of its own: the lock goes with it, however this ends.
    let mut db = pool.acquire().await.map_err(broken)?.detach();
    while !is_alone(&mut db).await.map_err(broken)? {
        tokio::time::sleep(PAUSE).await;
    }
    let version = version(&mut db).await?;
    if layout.knows(version)? {
        let made = match version.0 {
            0 => make(&mut db, layout).await,
            from => add(&mut db, layout, from).await,
        };
        made.map_err(broken)?;
    }
    db.close().await.map_err(broken)
}

/// Takes the lock if nobody has it. One that waited for it would hold up those who make indexes.
async fn is_alone(db: &mut PgConnection) -> Result<bool, sqlx::Error> {
    let lock = sqlx::query("SELECT pg_try_advisory_lock($1)").bind(LOCK);
    lock.fetch_one(db).await?.try_get(0)
}

/// The database's version, and the earliest program that can use it.
async fn version(db: &mut PgConnection) -> Result<(i64, i64), Refusal> {
    let made = "CREATE TABLE IF NOT EXISTS layout (version BIGINT NOT NULL);
        ALTER TABLE layout ADD COLUMN IF NOT EXISTS readable_from BIGINT";
    db.execute(sqlx::raw_sql(made)).await.map_err(broken)?;
    let newest = sqlx::query(NEWEST).fetch_optional(db).await.map_err(broken)?;
    let Some(newest) = newest else { return Ok((0, 0)) };
    Ok((newest.try_get(0).map_err(broken)?, newest.try_get(1).map_err(broken)?))
}

/// Makes everything in a database that nobody uses yet: all or nothing.
async fn make(db: &mut PgConnection, layout: &Layout) -> Result<(), sqlx::Error> {
    let mut tx = db.begin().await?;
    tx.execute(sqlx::raw_sql(AssertSqlSafe(in_own_words(&layout.steps(0))))).await?;
    tx.execute(sqlx::raw_sql(SEARCH)).await?;
    for wall in walls() {
        tx.execute(sqlx::raw_sql(AssertSqlSafe(wall))).await?;
    }
    stamp(&mut tx, layout).await?;
    tx.commit().await
}

/// Adds what a database lacks that others use meanwhile. Each statement is kept by itself and holds one table for a
/// moment: one that held several could hold up a writer that holds it up. Broken off, it is taken up again next time.
async fn add(db: &mut PgConnection, layout: &Layout, from: i64) -> Result<(), sqlx::Error> {
    if from == layout.version {
        return Ok(());
    }
    drop_former(db).await?;
    let steps = in_own_words(&layout.steps(from));
    let steps = steps.split_inclusive(";\n").map(beside_others);
    let steps = steps.chain(walls()).chain([DRAWN.to_owned()]);
    for step in steps.filter(|step| !step.trim().is_empty()) {
        run(db, &step).await?;
    }
    stamp(db, layout).await
}

/// Indexes that someone began to make and did not end, and those of versions before the fourth: one for each sorted field
/// of each kind.
async fn drop_former(db: &mut PgConnection) -> Result<(), sqlx::Error> {
    let half = "SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
        WHERE (NOT i.indisvalid OR c.relname LIKE 'by\\_%') AND c.relnamespace = current_schema()::regnamespace";
    for row in sqlx::query(half).fetch_all(&mut *db).await? {
        let name: String = row.try_get(0)?;
        run(db, &format!("DROP INDEX CONCURRENTLY \"{name}\"")).await?;
    }
    Ok(())
}

/// Runs one statement. Whoever uses its table is waited for a little, never long: those behind would wait too.
async fn run(db: &mut PgConnection, statement: &str) -> Result<(), sqlx::Error> {
    let is_patient = statement.contains(" CONCURRENTLY ");
    db.execute(if is_patient { PATIENTLY } else { BRIEFLY }).await?;
    let mut tries = 1;
    loop {
        match db.execute(sqlx::raw_sql(AssertSqlSafe(statement.to_owned()))).await {
            Err(sqlx::Error::Database(fault))
                if fault.code().as_deref() == Some(IN_USE) && tries < TRIES =>
            {
                tokio::time::sleep(PAUSE).await;
                tries += 1;
            }
            done => return done.map(drop),
        }
    }
}

async fn stamp(db: &mut PgConnection, layout: &Layout) -> Result<(), sqlx::Error> {
    let stamp = sqlx::query("INSERT INTO layout (version, readable_from) VALUES ($1, $2)");
    db.execute(stamp.bind(layout.version).bind(layout.readable_from)).await.map(drop)
}

/// What walls off each table, in one go for each: without its policy a table would be empty for a moment.
fn walls() -> impl Iterator<Item = String> {
    let tables = super::tables().iter().map(|table| table.name).chain(["word"]);
    tables.map(|table| WALL.replace("{table}", table))
}

/// The common tables in this engine's words.
fn in_own_words(steps: &str) -> String {
    steps
        .replace("INTEGER PRIMARY KEY", "BIGINT NOT NULL")
        .replace("WITHOUT ROWID", "")
        .replace("BLOB", "BYTEA")
        .replace("body     TEXT", "body     JSON")
        .replace("ADD COLUMN ", "ADD COLUMN IF NOT EXISTS ")
        .replace("DROP TABLE ", "DROP TABLE IF EXISTS ")
        .replace("DROP INDEX ", "DROP INDEX IF EXISTS ")
}

/// A step for a database in use: writers do not wait for an index.
fn beside_others(step: &str) -> String {
    step.replace("INDEX IF NOT EXISTS ", "INDEX CONCURRENTLY IF NOT EXISTS ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Place, Store,
        engine::{Database, Layout, READABLE_FROM, VERSION},
        tests::{store_of, task},
    };
    use sqlx::postgres::PgPoolOptions;
    use stadga_model::{Actor, At, Clock as _, Id, SystemClock};

    /// A program that is later than this one.
    fn later(readable_from: i64) -> Layout {
        let later = "ALTER TABLE account ADD COLUMN later TEXT;
            CREATE INDEX IF NOT EXISTS revision_later ON revision (org, actor);\n";
        Layout { version: VERSION + 1, readable_from, later }
    }

    /// A database that is this test's alone: a schema of its own in the one that the test run has started.
    async fn own_database() -> Option<String> {
        let Ok(url) = std::env::var("STADGA_TEST_POSTGRES") else {
            eprintln!(
                "skipped: this is about PostgreSQL; `cargo xtask test --only postgres` runs it"
            );
            return None;
        };
        let schema =
            format!("layout_{}", Id::<()>::new(SystemClock.now()).to_string().replace('-', "_"));
        let pool = PgPoolOptions::new().connect(&url).await.unwrap();
        let make = format!("CREATE EXTENSION IF NOT EXISTS pg_trgm; CREATE SCHEMA {schema}");
        pool.execute(sqlx::raw_sql(AssertSqlSafe(make))).await.unwrap();
        pool.close().await;
        Some(format!("{url}&options=-csearch_path%3D{schema}%2Cpublic"))
    }

    async fn instance(url: &str, layout: &Layout) -> Result<Store, Refusal> {
        let database = Database::with(url, layout, 4).await?;
        Ok(store_of(Place::Shared(database), "region").await)
    }

    async fn write(store: &Store, title: &str) {
        store.door(Actor::program("test"), At::Now).create(&task(title), "").await.unwrap();
    }

    #[tokio::test]
    async fn an_older_instance_goes_on_while_a_newer_one_changes_the_tables() {
        let Some(url) = own_database().await else { return };
        let older = instance(&url, &Layout::own()).await.unwrap();
        let (stop, stopped) = tokio::sync::watch::channel(false);
        let writing = older.clone();
        let writer = tokio::spawn(async move {
            let mut written = 0;
            while written < 5 || !*stopped.borrow() {
                write(&writing, "under tiden").await;
                written += 1;
            }
            written
        });
        let newer = instance(&url, &later(READABLE_FROM)).await.unwrap();
        write(&newer, "av det nya").await;
        stop.send(true).unwrap();
        let written = writer.await.unwrap();
        assert_eq!(newer.verify(&[]).await.unwrap().revisions, written + 1);
        assert_eq!(older.verify(&[]).await.unwrap().revisions, written + 1);
        // An older one that starts afterwards leaves the newer tables as they are.
        let again = instance(&url, &Layout::own()).await.unwrap();
        write(&again, "av det gamla").await;
        let mut db =
            PgPoolOptions::new().connect(&url).await.unwrap().acquire().await.unwrap().detach();
        assert_eq!(version(&mut db).await.unwrap(), (VERSION + 1, READABLE_FROM));
    }

    #[tokio::test]
    async fn a_database_that_says_it_is_too_new_is_not_opened() {
        let Some(url) = own_database().await else { return };
        instance(&url, &later(VERSION + 1)).await.unwrap();
        let refused = instance(&url, &Layout::own()).await.err().unwrap().to_string();
        assert!(refused.contains(&format!("version {}", VERSION + 1)), "{refused}");
    }

    #[tokio::test]
    async fn many_instances_that_start_at_once_make_the_tables_once() {
        let Some(url) = own_database().await else { return };
        let start = || {
            let url = url.clone();
            tokio::spawn(async move { instance(&url, &Layout::own()).await.map(drop) })
        };
        let all: Vec<_> = (0..6).map(|_| start()).collect();
        for one in all {
            one.await.unwrap().unwrap();
        }
    }
}
