//! PostgreSQL, or an engine that speaks its protocol: one database for many organisations and many program instances.

use crate::{Org, broken};
use sqlx::{AssertSqlSafe, Executor as _, PgPool, Row as _, postgres::PgPoolOptions};
use stadga_model::Refusal;
use std::time::Duration;

/// Only one instance at a time makes tables; the number is the lock's name.
const LOCK: i64 = 0x5374_6164_6761;

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

/// Rows of another organisation are not there for a connection, whatever a statement forgets.
const WALL: &str = "
    ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
    ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
    DROP POLICY IF EXISTS own ON {table};
    CREATE POLICY own ON {table} USING (org = current_setting('stadga.org'));";

/// Opens the database and makes its tables if they are not there.
pub(crate) async fn open(url: &str, org: &Org, indexes: &[String]) -> Result<PgPool, Refusal> {
    let pool = connect(url, org, "read write").await?;
    prepare(&pool, indexes).await?;
    Ok(pool)
}

/// Opens a database that nothing is to be changed in.
pub(crate) async fn look(url: &str, org: &Org) -> Result<PgPool, Refusal> {
    let pool = connect(url, org, "read only").await?;
    let version = sqlx::query("SELECT coalesce(max(version), 0) FROM layout");
    super::current(version.fetch_one(&pool).await.map_err(broken)?.get(0))?;
    Ok(pool)
}

async fn connect(url: &str, org: &Org, may: &'static str) -> Result<PgPool, Refusal> {
    let own = org.clone();
    let options = PgPoolOptions::new()
        .max_connections(8)
        .acquire_timeout(Duration::from_secs(30))
        .after_connect(move |connection, _| {
            let org = own.clone();
            Box::pin(async move {
                // That a table is there already is no news.
                connection.execute("SET client_min_messages TO warning").await?;
                let may = format!("SET SESSION CHARACTERISTICS AS TRANSACTION {may}");
                connection.execute(sqlx::raw_sql(AssertSqlSafe(may))).await?;
                let wall = sqlx::query("SELECT set_config('stadga.org', $1, false)");
                connection.execute(wall.bind(org.to_string())).await.map(drop)
            })
        });
    options.connect(url).await.map_err(broken)
}

async fn prepare(pool: &PgPool, indexes: &[String]) -> Result<(), Refusal> {
    let mut tx = pool.begin().await.map_err(broken)?;
    let lock = sqlx::query("SELECT pg_advisory_xact_lock($1)").bind(LOCK);
    lock.execute(&mut *tx).await.map_err(broken)?;
    tx.execute("CREATE TABLE IF NOT EXISTS layout (version BIGINT NOT NULL)")
        .await
        .map_err(broken)?;
    let version = sqlx::query("SELECT coalesce(max(version), 0) FROM layout");
    let version: i64 = version.fetch_one(&mut *tx).await.map_err(broken)?.get(0);
    super::known(version)?;
    if version < super::VERSION {
        tx.execute(sqlx::raw_sql(AssertSqlSafe(layout(version)))).await.map_err(broken)?;
        if version == 0 {
            tx.execute(sqlx::raw_sql(SEARCH)).await.map_err(broken)?;
        }
        for table in super::tables().map(|table| table.name).chain(["word"]) {
            let wall = WALL.replace("{table}", table);
            tx.execute(sqlx::raw_sql(AssertSqlSafe(wall))).await.map_err(broken)?;
        }
        let stamp = sqlx::query("INSERT INTO layout (version) VALUES ($1)").bind(super::VERSION);
        stamp.execute(&mut *tx).await.map_err(broken)?;
    }
    for index in indexes {
        tx.execute(sqlx::raw_sql(AssertSqlSafe(index.clone()))).await.map_err(broken)?;
    }
    tx.commit().await.map_err(broken)
}

/// The common tables in this engine's words.
fn layout(version: i64) -> String {
    super::steps(version)
        .replace("INTEGER PRIMARY KEY", "BIGINT NOT NULL")
        .replace("WITHOUT ROWID", "")
        .replace("BLOB", "BYTEA")
        .replace("body     TEXT", "body     JSON")
}
