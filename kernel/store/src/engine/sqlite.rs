//! SQLite: one file per organisation in WAL mode, one writer, several readers, Swedish collation.

use crate::broken;
use icu_collator::{Collator, options::CollatorOptions};
use sqlx::{
    AssertSqlSafe, Row as _, SqlitePool,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use stadga_model::Refusal;
use std::{path::Path, time::Duration};

/// What the engine has besides the common tables: words of every revision (rowid = seq), and parts of titles.
const SEARCH: &str = "
    CREATE VIRTUAL TABLE word   USING fts5 (words, content = '', tokenize = 'unicode61 remove_diacritics 0');
    CREATE VIRTUAL TABLE snatch USING fts5 (words, content = '', tokenize = 'trigram');
    INSERT INTO word (word, rank) VALUES ('secure-delete', 1);
    INSERT INTO snatch (snatch, rank) VALUES ('secure-delete', 1);";

/// An open database: writes wait for each other, reads do not.
#[derive(Clone)]
pub(crate) struct Pools {
    pub readers: SqlitePool,
    pub writer: SqlitePool,
}

/// Opens the file, or a private database in memory, and makes its tables if they are not there.
pub(crate) async fn open(path: Option<&Path>, indexes: &[String]) -> Result<Pools, Refusal> {
    let connect = connect_options(path);
    let pool = |size| {
        let keep =
            SqlitePoolOptions::new().min_connections(1).idle_timeout(None).max_lifetime(None);
        keep.max_connections(size).acquire_timeout(Duration::from_secs(30))
    };
    let writer = pool(1).connect_with(connect.clone()).await.map_err(broken)?;
    prepare(&writer, indexes).await?;
    // A database in memory is private to its connection, so reader and writer share it.
    let readers = match path {
        None => writer.clone(),
        Some(_) => pool(4).connect_with(connect.read_only(true)).await.map_err(broken)?,
    };
    Ok(Pools { readers, writer })
}

fn connect_options(path: Option<&Path>) -> SqliteConnectOptions {
    let options = match path {
        Some(path) => SqliteConnectOptions::new().filename(path).create_if_missing(true),
        None => SqliteConnectOptions::new().in_memory(true),
    };
    let collator =
        Collator::try_new(icu_locale_core::locale!("sv").into(), CollatorOptions::default()).ok();
    options
        .journal_mode(SqliteJournalMode::Wal)
        // What is acknowledged is on disk (the default in WAL mode would be a little less).
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(Duration::from_secs(10))
        .pragma("cache_size", "-16000")
        .pragma("temp_store", "memory")
        // What is sealed or taken away leaves no trace in the file.
        .pragma("secure_delete", "on")
        // Called as PostgreSQL calls it, so that statements are the same.
        .collation("sv-x-icu", move |a, b| {
            collator.as_ref().map_or_else(|| a.cmp(b), |collator| collator.compare(a, b))
        })
}

async fn prepare(writer: &SqlitePool, indexes: &[String]) -> Result<(), Refusal> {
    let version: i64 =
        sqlx::query("PRAGMA user_version").fetch_one(writer).await.map_err(broken)?.get(0);
    super::known(version)?;
    let mut tx = writer.begin_with("BEGIN IMMEDIATE").await.map_err(broken)?;
    if version < super::VERSION {
        let steps = AssertSqlSafe(super::steps(version));
        sqlx::raw_sql(steps).execute(&mut *tx).await.map_err(broken)?;
        if version == 0 {
            sqlx::raw_sql(SEARCH).execute(&mut *tx).await.map_err(broken)?;
        }
        let stamp = format!("PRAGMA user_version = {}", super::VERSION);
        sqlx::raw_sql(AssertSqlSafe(stamp)).execute(&mut *tx).await.map_err(broken)?;
    }
    for index in indexes {
        sqlx::raw_sql(AssertSqlSafe(index.clone())).execute(&mut *tx).await.map_err(broken)?;
    }
    tx.commit().await.map_err(broken)
}

#[cfg(test)]
mod tests {
    use crate::{Place, engine::sql, tests::store_of};

    #[tokio::test]
    async fn a_database_of_the_first_version_is_brought_up_to_this_one() {
        let folder = tempfile::tempdir().unwrap();
        let place = || Place::File(folder.path().join("old.db"));
        let old = store_of(place(), "old").await;
        let mut link = old.write_one().await.unwrap();
        let session = "CREATE TABLE session (org TEXT, id TEXT, until BIGINT, data TEXT)";
        for step in
            ["DROP TABLE session", session, "DROP TABLE saved_view", "PRAGMA user_version = 1"]
        {
            sql(step).run(&mut link).await.unwrap();
        }
        drop(link);
        old.close().await;
        let new = store_of(place(), "old").await;
        assert!(new.sessions("revisor").await.unwrap().is_empty());
        sql("SELECT name FROM saved_view").all(&mut new.read().await.unwrap()).await.unwrap();
    }
}
