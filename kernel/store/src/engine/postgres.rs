//! PostgreSQL, or an engine that speaks its protocol: one database for many organisations and many program instances.

use super::{Layout, migrate};
use crate::broken;
use sqlx::{
    AssertSqlSafe, Connection as _, Executor as _, PgPool, Postgres, Row as _, Transaction,
    pool::PoolConnection,
    postgres::{PgConnection, PgPoolOptions},
};
use stadga_model::Refusal;
use std::time::Duration;

/// So many connections at once, for all organisations of the program together.
const CONNECTIONS: u32 = 16;
/// Whoever waits longer for a connection is told that the database is away.
const PATIENCE: Duration = Duration::from_secs(5);

/// A connection that was used so lately is taken to be there still.
const JUST_NOW: Duration = Duration::from_secs(1);

/// A PostgreSQL database with its connections, which all organisations in it share. Cheap to clone.
///
/// A connection is only lent out to an organisation: what it was before, it is no more.
#[derive(Clone)]
pub struct Database(PgPool);

impl Database {
    /// Opens the database by its address (`postgres://…`) and makes its tables and indexes if they are not there.
    ///
    /// # Errors
    /// Away, when the database does not answer. Broken, when it belongs to a later program.
    pub async fn open(url: &str) -> Result<Self, Refusal> {
        Self::with(url, &Layout::own(), CONNECTIONS).await
    }

    pub(super) async fn with(url: &str, layout: &Layout, most: u32) -> Result<Self, Refusal> {
        let pool = pool(most, "READ WRITE").connect(url).await.map_err(broken)?;
        migrate::bring_up(&pool, layout).await?;
        Ok(Self(pool))
    }

    /// Opens a database that nothing is to be changed in.
    ///
    /// # Errors
    /// Away; broken, when it is not of this program's version.
    pub(crate) async fn look(url: &str) -> Result<Self, Refusal> {
        let pool = pool(CONNECTIONS, "READ ONLY").connect(url).await.map_err(broken)?;
        let newest = sqlx::query(migrate::NEWEST).fetch_one(&pool).await.map_err(broken)?;
        let part = |at| newest.try_get(at).map_err(broken);
        super::current((part(0)?, part(1)?))?;
        Ok(Self(pool))
    }

    /// How many connections there are, and how many of them wait for work.
    pub(crate) fn connections(&self) -> (u32, usize) {
        (self.0.size(), self.0.num_idle())
    }

    /// With a single connection, for tests of what it keeps.
    #[cfg(test)]
    pub(crate) async fn narrow(url: &str) -> Result<Self, Refusal> {
        Self::with(url, &Layout::own(), 1).await
    }

    /// Whether its walls hold for the role that the program uses: they hold nobody who is a superuser or has BYPASSRLS.
    ///
    /// # Errors
    /// Away; broken.
    pub async fn is_walled(&self) -> Result<bool, Refusal> {
        let free = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user";
        let free = sqlx::query(free).fetch_one(&self.0).await.map_err(broken)?;
        free.try_get::<bool, _>(0).map(|free| !free).map_err(broken)
    }

    /// Closes all connections.
    pub async fn close(&self) {
        self.0.close().await;
    }

    /// A connection that sees this organisation's rows and no others.
    pub(crate) async fn lend(&self, org: &str) -> Result<PoolConnection<Postgres>, sqlx::Error> {
        let mut connection = self.0.acquire().await?;
        wall(&mut connection, org).await?;
        Ok(connection)
    }

    /// A transaction that sees and writes this organisation's rows and no others.
    pub(crate) async fn begin(
        &self,
        org: &str,
    ) -> Result<Transaction<'static, Postgres>, sqlx::Error> {
        self.0.begin_with(AssertSqlSafe(walled("BEGIN", org))).await
    }

    /// A transaction that reads one state of this organisation's rows throughout, whatever is written meanwhile.
    pub(crate) async fn snapshot(
        &self,
        org: &str,
    ) -> Result<Transaction<'static, Postgres>, sqlx::Error> {
        let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
        self.0.begin_with(AssertSqlSafe(walled(begin, org))).await
    }
}

/// Sets what the tables' policy asks for: whose rows are there.
async fn wall(db: &mut PgConnection, org: &str) -> Result<(), sqlx::Error> {
    let wall = sqlx::query("SELECT set_config('stadga.org', $1, false)");
    db.execute(wall.bind(org.to_owned())).await.map(drop)
}

/// The beginning of a transaction with the same set within it, on one way to the server.
fn walled(begin: &str, org: &str) -> String {
    format!("{begin}; SET LOCAL stadga.org = '{}'", org.replace('\'', "''"))
}

fn pool(most: u32, may: &'static str) -> PgPoolOptions {
    let options = PgPoolOptions::new().max_connections(most).acquire_timeout(PATIENCE);
    let options = options.test_before_acquire(false).before_acquire(|connection, known| {
        Box::pin(async move {
            // One that has answered a moment ago need not be asked whether it is there.
            Ok(known.idle_for < JUST_NOW || connection.ping().await.is_ok())
        })
    });
    options.after_connect(move |connection, _| {
        Box::pin(async move {
            // That a table is there already is no news.
            connection.execute("SET client_min_messages TO warning").await?;
            // Planning opens every index of the table: what has been asked once on a connection is not planned again.
            connection.execute("SET plan_cache_mode TO force_generic_plan").await?;
            let may = format!("SET SESSION CHARACTERISTICS AS TRANSACTION {may}");
            connection.execute(sqlx::raw_sql(AssertSqlSafe(may))).await.map(drop)
        })
    })
}
