//! Opening the database: SQLite in WAL mode, one writer, several readers, Swedish collation, tables and indexes.

use crate::{Org, broken};
use icu_collator::{Collator, options::CollatorOptions};
use sqlx::{
    AssertSqlSafe, Row as _, Sqlite, SqlitePool,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use stadga_model::{At, Clock, FieldType, Instant, Kinds, Refusal, Scales};
use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

/// The engine in use; the one place that names it.
pub(crate) type Db = Sqlite;
/// A pool of connections to it.
pub(crate) type Pool = SqlitePool;

/// What each version added to the tables; a file of a later version is not opened.
const SCHEMA: [&str; 2] = [include_str!("schema.sql"), include_str!("schema-2.sql")];

/// What a store is opened with.
pub struct StoreOptions {
    /// The database file; a private one in memory when absent.
    pub path: Option<PathBuf>,
    /// The organisation.
    pub org: Org,
    /// All kinds of the program.
    pub kinds: Kinds,
    /// All scales.
    pub scales: Arc<Scales>,
    /// Where the time comes from.
    pub clock: Arc<dyn Clock>,
}

/// An open database. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    pub(crate) org: Org,
    pub(crate) readers: Pool,
    pub(crate) writer: Pool,
    pub(crate) kinds: Arc<Kinds>,
    pub(crate) scales: Arc<Scales>,
    pub(crate) clock: Arc<dyn Clock>,
    last: Arc<AtomicI64>,
}

impl Store {
    /// Opens the database and brings its tables and indexes up to this program.
    ///
    /// # Errors
    /// Broken, when the file cannot be opened or belongs to a later program.
    pub async fn open(options: StoreOptions) -> Result<Self, Refusal> {
        let connect = connect_options(options.path.as_deref());
        let pool = |size| {
            let keep =
                SqlitePoolOptions::new().min_connections(1).idle_timeout(None).max_lifetime(None);
            keep.max_connections(size).acquire_timeout(Duration::from_secs(30))
        };
        let writer = pool(1).connect_with(connect.clone()).await.map_err(broken)?;
        prepare(&writer, &options.kinds).await?;
        // A database in memory is private to its connection, so reader and writer share it.
        let readers = match options.path {
            None => writer.clone(),
            Some(_) => pool(4).connect_with(connect.read_only(true)).await.map_err(broken)?,
        };
        let last = sqlx::query("SELECT coalesce(max(at), 0) FROM revision");
        let last: i64 = last.fetch_one(&writer).await.map_err(broken)?.get(0);
        Ok(Self {
            org: options.org,
            readers,
            writer,
            kinds: Arc::new(options.kinds),
            scales: options.scales,
            clock: options.clock,
            last: Arc::new(AtomicI64::new(last)),
        })
    }

    /// The present instant.
    pub fn now(&self) -> Instant {
        self.clock.now()
    }

    /// All kinds of the program.
    pub fn kinds(&self) -> &Kinds {
        &self.kinds
    }

    /// All scales.
    pub fn scales(&self) -> &Scales {
        &self.scales
    }

    /// The instant of a write: now, but always later than every write before it, so that "as of" is exact.
    pub(crate) fn stamp(&self) -> i64 {
        let now = self.clock.now().as_microsecond();
        let next = |last: i64| Some(now.max(last + 1));
        let before = self.last.fetch_update(Ordering::SeqCst, Ordering::SeqCst, next);
        now.max(before.unwrap_or_default() + 1)
    }

    /// Lets the planner learn the data's shape; after large imports.
    ///
    /// # Errors
    /// Broken, when the database fails.
    pub async fn optimise(&self) -> Result<(), Refusal> {
        sqlx::query("ANALYZE").execute(&self.writer).await.map_err(broken)?;
        sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)")
            .execute(&self.writer)
            .await
            .map_err(broken)?;
        Ok(())
    }

    /// Closes all connections; the files can then be moved.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
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
        .collation("sv", move |a, b| {
            collator.as_ref().map_or_else(|| a.cmp(b), |collator| collator.compare(a, b))
        })
}

async fn prepare(writer: &Pool, kinds: &Kinds) -> Result<(), Refusal> {
    let version: i64 =
        sqlx::query("PRAGMA user_version").fetch_one(writer).await.map_err(broken)?.get(0);
    let known = SCHEMA.len();
    let lacking = usize::try_from(version).ok().and_then(|version| SCHEMA.get(version..));
    let Some(lacking) = lacking else {
        let told = format!("the database is of version {version}, this program knows {known}");
        return Err(Refusal::broken(told));
    };
    let mut tx = writer.begin_with("BEGIN IMMEDIATE").await.map_err(broken)?;
    for script in lacking {
        sqlx::raw_sql(*script).execute(&mut *tx).await.map_err(broken)?;
    }
    if !lacking.is_empty() {
        let stamp = format!("PRAGMA user_version = {known}");
        sqlx::raw_sql(AssertSqlSafe(stamp)).execute(&mut *tx).await.map_err(broken)?;
    }
    for index in indexes(kinds) {
        sqlx::raw_sql(AssertSqlSafe(index)).execute(&mut *tx).await.map_err(broken)?;
    }
    tx.commit().await.map_err(broken)
}

/// One index for each field that lists sort on. It serves the present and every past date alike.
fn indexes(kinds: &Kinds) -> Vec<String> {
    let mut indexes = Vec::new();
    for kind in kinds.iter() {
        let spec = kind.spec;
        for field in spec.fields.iter().filter(|field| field.sorted) {
            let (kind, name) = (spec.kind, field.name);
            let value = value_of(name, field.ty);
            indexes.push(format!(
                "CREATE INDEX IF NOT EXISTS \"by_{kind}_{name}\" ON revision (org, {value}, id, at, until, unit, state, owner) WHERE kind = '{kind}'"
            ));
        }
    }
    indexes
}

/// A field's value as SQL that lists sort and filter on; the same text in index and query, or the index is not used.
pub(crate) fn value_of(name: &str, ty: FieldType) -> String {
    match ty {
        FieldType::Text | FieldType::Prose => format!("(body ->> '{name}') COLLATE sv"),
        FieldType::Period => format!("(body ->> '$.{name}.from')"),
        _ => format!("(body ->> '{name}')"),
    }
}

/// The condition that a row of `table` is seen from `at`.
pub(crate) fn seen_from(table: &str, at: At) -> String {
    match at {
        At::Now => format!("{table}.until IS NULL"),
        At::Past(instant) => {
            let t = instant.as_microsecond();
            format!("{table}.at <= {t} AND ({table}.until IS NULL OR {table}.until > {t})")
        }
    }
}
