//! SQLite: one file per organisation in WAL mode, one writer, several readers.

use crate::broken;
use sqlx::{
    AssertSqlSafe, Connection as _, Row as _, SqlitePool,
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

/// The indexes of versions before the fourth, one for each sorted field of each kind.
const FORMER: &str =
    "SELECT name FROM sqlite_master WHERE type = 'index' AND name LIKE 'by\\_%' ESCAPE '\\'";

/// An open database: writes wait for each other, reads do not.
#[derive(Clone)]
pub(crate) struct Pools {
    pub readers: SqlitePool,
    pub writer: SqlitePool,
}

/// Opens the file, or a private database in memory, and makes its tables if they are not there.
pub(crate) async fn open(path: Option<&Path>) -> Result<Pools, Refusal> {
    let connect = connect_options(path);
    let pool = |size| {
        let keep =
            SqlitePoolOptions::new().min_connections(1).idle_timeout(None).max_lifetime(None);
        // A file does not hang up: to ask each time whether it is there costs a turn to another thread and back.
        keep.test_before_acquire(false)
            .max_connections(size)
            .acquire_timeout(Duration::from_secs(30))
    };
    let mut one = pool(1);
    if path.is_some() {
        // On a full disk SQLite undoes a transaction by itself, and the connection does not know: another takes its place.
        one = one.before_acquire(|connection, _| {
            Box::pin(async { Ok(!connection.is_in_transaction()) })
        });
    }
    let writer = one.connect_with(connect.clone()).await.map_err(broken)?;
    prepare(&writer).await?;
    // A database in memory is private to its connection, so reader and writer share it.
    let readers = match path {
        None => writer.clone(),
        Some(_) => pool(4).connect_with(connect.read_only(true)).await.map_err(broken)?,
    };
    Ok(Pools { readers, writer })
}

/// Opens a file that nobody is to change. One that no program has open lies still, and is read without a trace beside it.
pub(crate) async fn look(path: &Path) -> Result<Pools, Refusal> {
    let journal = path
        .with_file_name(format!("{}-wal", path.file_name().unwrap_or_default().to_string_lossy()));
    let connect = connect_options(Some(path)).create_if_missing(false).read_only(true);
    let connect = connect.immutable(!journal.exists());
    let readers =
        SqlitePoolOptions::new().max_connections(2).connect_with(connect).await.map_err(broken)?;
    let version = sqlx::query("PRAGMA user_version").fetch_one(&readers).await.map_err(broken)?;
    let version = version.get(0);
    super::current((version, version))?;
    Ok(Pools { writer: readers.clone(), readers })
}

fn connect_options(path: Option<&Path>) -> SqliteConnectOptions {
    let options = match path {
        Some(path) => SqliteConnectOptions::new().filename(path).create_if_missing(true),
        None => SqliteConnectOptions::new().in_memory(true),
    };
    options
        .journal_mode(SqliteJournalMode::Wal)
        // What is acknowledged is on disk (the default in WAL mode would be a little less).
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(Duration::from_secs(10))
        // Many rows come without a wait for each of them.
        .row_buffer_size(1_024)
        // Planning weighs every index of the table: what has been asked once on a connection is not planned again.
        .statement_cache_capacity(500)
        .pragma("cache_size", "-16000")
        .pragma("temp_store", "memory")
        // What is sealed or taken away leaves no trace in the file.
        .pragma("secure_delete", "on")
}

async fn prepare(writer: &SqlitePool) -> Result<(), Refusal> {
    let version: i64 =
        sqlx::query("PRAGMA user_version").fetch_one(writer).await.map_err(broken)?.get(0);
    super::Layout::own().knows((version, version))?;
    let mut tx = writer.begin_with("BEGIN IMMEDIATE").await.map_err(broken)?;
    if version < super::VERSION {
        for (name,) in
            sqlx::query_as::<_, (String,)>(FORMER).fetch_all(&mut *tx).await.map_err(broken)?
        {
            let gone = AssertSqlSafe(format!("DROP INDEX \"{name}\""));
            sqlx::raw_sql(gone).execute(&mut *tx).await.map_err(broken)?;
        }
        let steps = AssertSqlSafe(super::steps(version));
        sqlx::raw_sql(steps).execute(&mut *tx).await.map_err(broken)?;
        if version == 0 {
            sqlx::raw_sql(SEARCH).execute(&mut *tx).await.map_err(broken)?;
        }
        let stamp = format!("PRAGMA user_version = {}", super::VERSION);
        sqlx::raw_sql(AssertSqlSafe(stamp)).execute(&mut *tx).await.map_err(broken)?;
    }
    tx.commit().await.map_err(broken)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ListQuery, Place, Sort,
        engine::sql,
        tests::{store_of, task},
    };
    use stadga_model::{Actor, At};

    /// The tables as the first version made them, with an account.
    const FIRST: [&str; 7] = [
        include_str!("first.sql"),
        "CREATE VIRTUAL TABLE word   USING fts5 (words, content = '', tokenize = 'unicode61 remove_diacritics 0');
         CREATE VIRTUAL TABLE snatch USING fts5 (words, content = '', tokenize = 'trigram');",
        "INSERT INTO revision VALUES ('old', 1, '018cc251-f400-7000-8000-000000000001', 1, 'task', 'T-2024-0001', 1, NULL,
            'test', '', NULL, NULL, 'open', '{\"state\":\"open\",\"title\":\"gammal\"}', '{}', '')",
        "INSERT INTO ledger VALUES ('old', 1, 1)",
        "CREATE INDEX by_task_title ON revision (org, (body ->> 'title')) WHERE kind = 'task'",
        "INSERT INTO account VALUES ('old', 'revisor', '018cc251-f400-7000-8000-000000000000', 'hash', 'sv', 0)",
        "PRAGMA user_version = 1",
    ];

    #[tokio::test]
    async fn a_database_of_the_first_version_is_brought_up_to_this_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("old.db");
        let old = SqlitePool::connect_with(connect_options(Some(&path))).await.unwrap();
        for text in FIRST {
            sqlx::raw_sql(text).execute(&old).await.unwrap();
        }
        old.close().await;
        for count in 1..=2 {
            let new = store_of(Place::File(path.clone()), "old").await;
            assert_eq!(new.account("revisor").await.unwrap().unwrap().secret, "hash");
            assert!(new.sessions("revisor").await.unwrap().is_empty());
            let door = new.door(Actor::program("test"), At::Now);
            door.create(&task("ett"), "").await.unwrap();
            let sort = Some(Sort { field: "title".into(), descending: true });
            let tasks = door.list("task", &ListQuery { sort, ..Default::default() }).await.unwrap();
            assert_eq!(tasks.rows.len(), count + 1);
            assert_eq!(tasks.rows[0].body["title"], "gammal");
            let former = sql(FORMER).all(&mut new.read().await.unwrap()).await.unwrap();
            assert!(former.is_empty(), "an index for each field");
            new.close().await;
        }
    }
}
