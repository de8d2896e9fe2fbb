//! Opening the database, and what differs between its two engines: SQLite embedded, PostgreSQL for many.

mod insert;
mod migrate;
mod postgres;
mod sql;
mod sqlite;
mod tables;

use crate::{Connections, Keys, Org, broken, log::Blocks, turn::Queue};
pub(crate) use insert::insert;
pub use postgres::Database;
pub(crate) use sql::{Row, Sql, Value, sql};
use sqlx::{PgConnection, Postgres, Sqlite, Transaction, pool::PoolConnection};
use stadga_model::{At, Clock, Instant, Kinds, Refusal, Scales};
use std::{path::PathBuf, sync::Arc};
pub(crate) use tables::{Column, Holds, Table, table, tables};
use tokio::sync::{Mutex, OwnedMutexGuard};

/// The tables of both engines.
const TABLES: &str = include_str!("schema.sql");

/// The version of `schema.sql`. Each step to it only adds, so that instances that still run go on: see [`Layout`].
const VERSION: i64 = 6;
/// The earliest program that can use a database of this version.
const READABLE_FROM: i64 = 6;

/// Where the data is kept.
#[derive(Clone)]
pub enum Place {
    /// In memory, gone with the program.
    Memory,
    /// In an SQLite file.
    File(PathBuf),
    /// In a PostgreSQL database, by its address (`postgres://…`), with connections of its own.
    Postgres(String),
    /// In a PostgreSQL database that is open already, with the other organisations in it.
    Shared(Database),
}

/// What a store is opened with.
pub struct StoreOptions {
    /// Where the data is.
    pub place: Place,
    /// The organisation.
    pub org: Org,
    /// All kinds of the program.
    pub kinds: Arc<Kinds>,
    /// All scales.
    pub scales: Arc<Scales>,
    /// Where the time comes from.
    pub clock: Arc<dyn Clock>,
    /// What seals and opens what is marked secret.
    pub keys: Keys,
}

/// An open database. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    pub(crate) org: Org,
    pub(crate) kinds: Arc<Kinds>,
    pub(crate) scales: Arc<Scales>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) keys: Keys,
    pub(crate) queue: Arc<Queue>,
    pub(crate) blocks: Arc<Blocks>,
    pools: Pools,
}

#[derive(Clone)]
enum Pools {
    Sqlite(sqlite::Pools),
    Postgres(Shared),
}

/// An organisation's place in a PostgreSQL database.
#[derive(Clone)]
struct Shared {
    database: Database,
    /// Whether nobody else uses these connections.
    own: bool,
    /// Writers of one organisation wait for each other here, before they take a connection: else those of one could take
    /// all of them and wait with them for each other.
    turn: Arc<Mutex<()>>,
}

impl Shared {
    fn pools(database: Database, own: bool) -> Pools {
        Pools::Postgres(Self { database, own, turn: Arc::default() })
    }
}

/// Which engine a statement is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    Sqlite,
    Postgres,
}

/// A connection: for reading, for a single write, or with a transaction that is undone unless it is committed.
pub(crate) enum Link {
    Sqlite(PoolConnection<Sqlite>),
    SqliteWrite(Transaction<'static, Sqlite>),
    Postgres(PoolConnection<Postgres>),
    /// With the organisation's turn to write, where it writes.
    PostgresWrite(Transaction<'static, Postgres>, Option<OwnedMutexGuard<()>>),
}

impl Link {
    /// Which engine it leads to.
    pub fn engine(&self) -> Engine {
        match self {
            Self::Sqlite(_) | Self::SqliteWrite(_) => Engine::Sqlite,
            Self::Postgres(_) | Self::PostgresWrite(..) => Engine::Postgres,
        }
    }

    /// The connection to PostgreSQL.
    fn postgres(&mut self) -> Result<&mut PgConnection, Refusal> {
        match self {
            Self::Postgres(db) => Ok(db),
            Self::PostgresWrite(tx, _) => Ok(tx),
            Self::Sqlite(_) | Self::SqliteWrite(_) => Err(Refusal::broken("this is SQLite")),
        }
    }

    /// Undoes what the transaction did.
    pub async fn undo(self) -> Result<(), Refusal> {
        match self {
            Self::SqliteWrite(tx) => tx.rollback().await.map_err(broken),
            Self::PostgresWrite(tx, _turn) => tx.rollback().await.map_err(broken),
            Self::Sqlite(_) | Self::Postgres(_) => Ok(()),
        }
    }

    /// Keeps what the transaction did.
    pub async fn commit(self) -> Result<(), Refusal> {
        match self {
            Self::SqliteWrite(tx) => tx.commit().await.map_err(broken),
            Self::PostgresWrite(tx, _turn) => tx.commit().await.map_err(broken),
            Self::Sqlite(_) | Self::Postgres(_) => Ok(()),
        }
    }
}

impl Store {
    /// Opens the database, brings its tables up to this program and draws the keys that lists sort on where they are others.
    ///
    /// # Errors
    /// Broken, when the database cannot be opened or belongs to a later program.
    pub async fn open(options: StoreOptions) -> Result<Self, Refusal> {
        let pools = match &options.place {
            Place::Memory => Pools::Sqlite(sqlite::open(None).await?),
            Place::File(path) => Pools::Sqlite(sqlite::open(Some(path)).await?),
            Place::Postgres(url) => Shared::pools(Database::open(url).await?, true),
            Place::Shared(database) => Shared::pools(database.clone(), false),
        };
        let store = Self::with(options, pools);
        store.draw_anew().await?;
        Ok(store)
    }

    /// Opens a database that is only to be read: nothing in it or beside it changes, whoever else has it open.
    ///
    /// # Errors
    /// Broken, when there is none, or it is of another version than this program's.
    pub async fn look(options: StoreOptions) -> Result<Self, Refusal> {
        let pools = match &options.place {
            Place::Memory | Place::Shared(_) => return Self::open(options).await,
            Place::File(path) => Pools::Sqlite(sqlite::look(path).await?),
            Place::Postgres(url) => Shared::pools(Database::look(url).await?, true),
        };
        Ok(Self::with(options, pools))
    }

    fn with(options: StoreOptions, pools: Pools) -> Self {
        Self {
            org: options.org,
            kinds: options.kinds,
            scales: options.scales,
            clock: options.clock,
            keys: options.keys,
            queue: Arc::default(),
            blocks: Arc::default(),
            pools,
        }
    }

    /// The organisation whose data this is.
    pub fn organisation(&self) -> &str {
        &self.org
    }

    /// The present instant.
    pub fn now(&self) -> Instant {
        self.clock.now()
    }

    /// How this program's connections are used.
    pub fn connections(&self) -> Connections {
        let (open, idle) = match &self.pools {
            Pools::Sqlite(pools) => (
                pools.readers.size() + pools.writer.size(),
                pools.readers.num_idle() + pools.writer.num_idle(),
            ),
            Pools::Postgres(shared) => shared.database.connections(),
        };
        Connections { open, idle }
    }

    /// Whether the database answers and is laid out so that this program can use it: a later program may have brought it
    /// further.
    ///
    /// # Errors
    /// Broken, when the database does not answer.
    pub async fn is_of_this_layout(&self) -> Result<bool, Refusal> {
        let mut link = self.read().await?;
        let version = match link.engine() {
            Engine::Sqlite => "SELECT user_version, user_version FROM pragma_user_version",
            Engine::Postgres => migrate::NEWEST,
        };
        let told = sql(version).one(&mut link).await?;
        Ok(current((told.whole(0)?, told.whole(1)?)).is_ok())
    }

    /// All kinds of the program.
    pub fn kinds(&self) -> &Kinds {
        &self.kinds
    }

    /// All scales.
    pub fn scales(&self) -> &Scales {
        &self.scales
    }

    /// Whether the data is in an SQLite file.
    pub(crate) fn is_sqlite(&self) -> bool {
        matches!(self.pools, Pools::Sqlite(_))
    }

    /// A connection for reading.
    pub(crate) async fn read(&self) -> Result<Link, Refusal> {
        match &self.pools {
            Pools::Sqlite(pools) => pools.readers.acquire().await.map(Link::Sqlite),
            Pools::Postgres(shared) => shared.database.lend(&self.org).await.map(Link::Postgres),
        }
        .map_err(broken)
    }

    /// A connection that sees one state throughout, whatever is written meanwhile.
    pub(crate) async fn snapshot(&self) -> Result<Link, Refusal> {
        match &self.pools {
            Pools::Sqlite(pools) => pools.readers.begin_with("BEGIN").await.map(Link::SqliteWrite),
            Pools::Postgres(shared) => {
                let begun = shared.database.snapshot(&self.org).await;
                begun.map(|tx| Link::PostgresWrite(tx, None))
            }
        }
        .map_err(broken)
    }

    /// A connection for a single statement that writes.
    pub(crate) async fn write_one(&self) -> Result<Link, Refusal> {
        match &self.pools {
            Pools::Sqlite(pools) => pools.writer.acquire().await.map(Link::Sqlite),
            Pools::Postgres(shared) => shared.database.lend(&self.org).await.map(Link::Postgres),
        }
        .map_err(broken)
    }

    /// A transaction that writes. SQLite takes its lock at once: one that begins by reading could be refused it later.
    pub(crate) async fn begin(&self) -> Result<Link, Refusal> {
        match &self.pools {
            Pools::Sqlite(pools) => {
                pools.writer.begin_with("BEGIN IMMEDIATE").await.map(Link::SqliteWrite)
            }
            Pools::Postgres(shared) => {
                let turn = shared.turn.clone().lock_owned().await;
                let begun = shared.database.begin(&self.org).await;
                begun.map(|tx| Link::PostgresWrite(tx, Some(turn)))
            }
        }
        .map_err(broken)
    }

    /// Lets the planner learn the data's shape; after large imports.
    ///
    /// # Errors
    /// Broken, when the database fails.
    pub async fn optimise(&self) -> Result<(), Refusal> {
        let mut link = self.write_one().await?;
        sql("ANALYZE").run(&mut link).await?;
        if link.engine() == Engine::Sqlite {
            sql("PRAGMA wal_checkpoint(TRUNCATE)").run(&mut link).await?;
        }
        Ok(())
    }

    /// Leaves no trace in the database's files of what was taken out of it: SQLite's journal at once; PostgreSQL's dead rows
    /// in the background, for that takes as long as the tables are large.
    pub(crate) async fn scrub(&self) -> Result<(), Refusal> {
        let mut link = self.write_one().await?;
        if link.engine() == Engine::Sqlite {
            return sql("PRAGMA wal_checkpoint(TRUNCATE)").run(&mut link).await.map(drop);
        }
        tokio::spawn(async move {
            if let Err(fault) = sql("VACUUM revision, link, word, file").run(&mut link).await {
                tracing::error!(%fault, "dead rows still hold what was sealed; run VACUUM");
            }
        });
        Ok(())
    }

    /// Whether the database itself keeps this organisation from others, for the role that the program uses. A file of its
    /// own always does.
    ///
    /// # Errors
    /// Away; broken.
    pub async fn is_walled(&self) -> Result<bool, Refusal> {
        match &self.pools {
            Pools::Sqlite(_) => Ok(true),
            Pools::Postgres(shared) => shared.database.is_walled().await,
        }
    }

    /// Closes all connections; files can then be moved.
    pub async fn close(&self) {
        match &self.pools {
            Pools::Sqlite(pools) => {
                pools.readers.close().await;
                pools.writer.close().await;
            }
            Pools::Postgres(shared) if shared.own => shared.database.close().await,
            Pools::Postgres(_) => {}
        }
    }
}

/// What a program wants of the tables.
struct Layout {
    version: i64,
    /// Programs of this version and later can use them.
    readable_from: i64,
    /// What comes after this program's own steps: tests play a later program.
    later: &'static str,
}

impl Layout {
    /// This program's.
    fn own() -> Self {
        Self { version: VERSION, readable_from: READABLE_FROM, later: "" }
    }

    /// Whether a database of this version, and usable from that one, is to be brought up to this program; one of a later
    /// program is used as it is, where that says that it can be.
    fn knows(&self, (version, readable_from): (i64, i64)) -> Result<bool, Refusal> {
        let known = self.version;
        if readable_from > known {
            return Err(Refusal::broken(format!(
                "the database is of version {version}, this program knows {known}"
            )));
        }
        Ok(version <= known)
    }

    /// The statements that bring a database of an earlier version (0: an empty one) to this one.
    fn steps(&self, version: i64) -> String {
        format!("{}\n{}", steps(version), self.later)
    }
}

/// Refuses, where nothing may be changed, a database of a version, usable from that one, that this program would first have
/// to bring up to itself or cannot use.
fn current((version, readable_from): (i64, i64)) -> Result<(), Refusal> {
    Layout::own().knows((version, readable_from))?;
    if version < VERSION {
        return Err(Refusal::broken(format!(
            "the database is of version {version}, this program reads {VERSION}: let the program open it once, or verify a copy that it has opened"
        )));
    }
    Ok(())
}

/// The statements that bring a database of an earlier version to this one. Whatever tables and indexes it lacks are made;
/// what has another shape now is changed first, or taken away where it holds nothing that must stay.
fn steps(version: i64) -> String {
    let mut first = match version {
        // Sessions know their account: everybody signs in once more. Marks withhold what they are set on.
        1 => {
            "DROP TABLE session;
            ALTER TABLE revision ADD COLUMN withheld TEXT;
            ALTER TABLE revision ADD COLUMN readers TEXT;
            ALTER TABLE revision ADD COLUMN hidden BIGINT NOT NULL DEFAULT 0;
            ALTER TABLE file ADD COLUMN key TEXT;
            ALTER TABLE file ADD COLUMN record TEXT;
            DROP INDEX revision_kind;
            DROP INDEX revision_unit;
            DROP INDEX revision_state;
            DROP INDEX revision_owner;\n"
        }
        _ => "",
    }
    .to_owned();
    // What lists sort on has columns. None is drawn yet.
    if (1..4).contains(&version) {
        first.extend(tables().iter().flat_map(|table| &table.drawn).map(added));
    }
    let made = ["TABLE", "INDEX", "UNIQUE INDEX"].iter().fold(TABLES.to_owned(), |text, what| {
        text.replace(&format!("CREATE {what} "), &format!("CREATE {what} IF NOT EXISTS "))
    });
    format!("{first}\n{made}")
}

/// The statement that gives older revisions a column that is drawn.
fn added(column: &Column) -> String {
    let holds = match column.holds {
        Holds::Whole => "BIGINT NOT NULL DEFAULT 0",
        _ => "BLOB",
    };
    format!("ALTER TABLE revision ADD COLUMN {} {holds};\n", column.name)
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
