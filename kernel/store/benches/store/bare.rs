//! The least that keeps the same bytes: one row a transaction, on disk before it is acknowledged.

use crate::thing::Thing;
use sqlx::{
    PgPool, SqlitePool,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use stadga_store::Place;
use std::time::Duration;

const TABLE: &str = "DROP TABLE IF EXISTS bare;
    CREATE TABLE bare (id TEXT NOT NULL PRIMARY KEY, body TEXT NOT NULL)";
const INSERT: &str = "INSERT INTO bare (id, body) VALUES ($1, $2)";

/// A table of its own beside the store's.
#[derive(Clone)]
pub enum Bare {
    /// In a file of its own.
    Sqlite(SqlitePool),
    /// In the same database.
    Postgres(PgPool),
}

impl Bare {
    /// With the store's own durability, and as many connections.
    pub async fn open(place: &Place) -> Self {
        match place {
            Place::Postgres(address) => {
                let pool = PgPool::connect(address).await.unwrap();
                sqlx::raw_sql(TABLE).execute(&pool).await.unwrap();
                Self::Postgres(pool)
            }
            Place::File(path) => {
                let options = SqliteConnectOptions::new()
                    .filename(path.with_extension("bare"))
                    .create_if_missing(true);
                let options = options
                    .journal_mode(SqliteJournalMode::Wal)
                    .synchronous(SqliteSynchronous::Full);
                let one = SqlitePoolOptions::new()
                    .max_connections(1)
                    .acquire_timeout(Duration::from_secs(30));
                let pool = one.connect_with(options).await.unwrap();
                sqlx::raw_sql(TABLE).execute(&pool).await.unwrap();
                Self::Sqlite(pool)
            }
            Place::Memory | Place::Shared(_) => unreachable!("not among what is measured"),
        }
    }

    /// One row.
    pub async fn insert(&self, number: usize) {
        let body = serde_json::to_string(&Thing::new(number, &[])).unwrap();
        let id = format!("{number:036}");
        match self {
            Self::Sqlite(pool) => {
                sqlx::query(INSERT).bind(id).bind(body).execute(pool).await.unwrap();
            }
            Self::Postgres(pool) => {
                sqlx::query(INSERT).bind(id).bind(body).execute(pool).await.unwrap();
            }
        }
    }
}
