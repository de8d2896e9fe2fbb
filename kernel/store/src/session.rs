//! Sessions as they are stored: an opaque text under a hashed id, until an instant.

use crate::{Store, broken, row};
use sqlx::Row as _;
use stadga_model::{Instant, Refusal};

/// A stored session.
#[derive(Clone, Debug)]
pub struct StoredSession {
    /// When it ends.
    pub until: Instant,
    /// What the web crate keeps in it.
    pub data: String,
}

impl Store {
    /// Keeps a session under a hashed id.
    ///
    /// # Errors
    /// Broken.
    pub async fn put_session(&self, id: &str, session: &StoredSession) -> Result<(), Refusal> {
        let sql = "INSERT INTO session (id, until, data) VALUES ($1, $2, $3)
            ON CONFLICT (id) DO UPDATE SET until = excluded.until, data = excluded.data";
        let query =
            sqlx::query(sql).bind(id).bind(session.until.as_microsecond()).bind(&session.data);
        query.execute(&self.writer).await.map_err(broken).map(drop)
    }

    /// The session under this id, if it has not ended.
    ///
    /// # Errors
    /// Broken.
    pub async fn session(&self, id: &str) -> Result<Option<StoredSession>, Refusal> {
        let query = sqlx::query("SELECT until, data FROM session WHERE id = $1 AND until > $2");
        let query = query.bind(id).bind(self.now().as_microsecond());
        let found = query.fetch_optional(&self.readers).await.map_err(broken)?;
        found
            .map(|found| {
                Ok(StoredSession { until: row::instant(found.get(0))?, data: found.get(1) })
            })
            .transpose()
    }

    /// Ends a session, and forgets those that have ended by themselves.
    ///
    /// # Errors
    /// Broken.
    pub async fn end_session(&self, id: &str) -> Result<(), Refusal> {
        let query = sqlx::query("DELETE FROM session WHERE id = $1 OR until <= $2");
        query
            .bind(id)
            .bind(self.now().as_microsecond())
            .execute(&self.writer)
            .await
            .map_err(broken)
            .map(drop)
    }
}
