//! Sessions as they are stored: an opaque text under a hashed id, until an instant.

use crate::{
    Store,
    engine::{Row, sql},
    row,
};
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
        let keep = "INSERT INTO session (org, id, until, data) VALUES ($1, $2, $3, $4)
            ON CONFLICT (org, id) DO UPDATE SET until = excluded.until, data = excluded.data";
        let keep = sql(keep).bind(&*self.org).bind(id);
        let keep = keep.bind(session.until.as_microsecond()).bind(&session.data);
        keep.run(&mut self.write_one().await?).await.map(drop)
    }

    /// The session under this id, if it has not ended.
    ///
    /// # Errors
    /// Broken.
    pub async fn session(&self, id: &str) -> Result<Option<StoredSession>, Refusal> {
        let one = sql("SELECT until, data FROM session WHERE org = $1 AND id = $2 AND until > $3");
        let one = one.bind(&*self.org).bind(id).bind(self.now().as_microsecond());
        let found = one.maybe(&mut self.read().await?).await?;
        let session = |found: Row| {
            Ok(StoredSession { until: row::instant(found.whole(0)?)?, data: found.text(1)? })
        };
        found.map(session).transpose()
    }

    /// Ends a session, and forgets those that have ended by themselves.
    ///
    /// # Errors
    /// Broken.
    pub async fn end_session(&self, id: &str) -> Result<(), Refusal> {
        let end = sql("DELETE FROM session WHERE org = $1 AND (id = $2 OR until <= $3)");
        let end = end.bind(&*self.org).bind(id).bind(self.now().as_microsecond());
        end.run(&mut self.write_one().await?).await.map(drop)
    }
}
