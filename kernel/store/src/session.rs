//! Sessions as they are stored: an opaque text under a hashed id, until an instant, and whose they are.

use crate::{
    NewEvent, Store,
    engine::{Link, Row, sql},
    row,
};
use stadga_model::{Instant, Refusal};

/// A stored session.
#[derive(Clone, Debug)]
pub struct StoredSession {
    /// What it is pointed out by: the hash of the cookie's value, or its beginning where it is listed.
    pub id: String,
    /// The account that has signed in; empty before.
    pub account: String,
    /// When it ends.
    pub until: Instant,
    /// What the web crate keeps in it.
    pub data: String,
}

impl StoredSession {
    /// So many digits of the id point out a session among those of one account.
    pub const ID: usize = 16;
}

const ID: usize = StoredSession::ID;

impl Store {
    /// Keeps a session.
    ///
    /// # Errors
    /// Broken.
    pub async fn put_session(&self, session: &StoredSession) -> Result<(), Refusal> {
        let keep = "INSERT INTO session (org, id, until, data, account) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (org, id) DO UPDATE SET until = excluded.until, data = excluded.data, account = excluded.account";
        let keep = sql(keep).bind(&*self.org).bind(&session.id);
        let keep = keep.bind(session.until.as_microsecond()).bind(&session.data);
        keep.bind(&session.account).run(&mut self.write_one().await?).await.map(drop)
    }

    /// The session under this id, if it has not ended.
    ///
    /// # Errors
    /// Broken.
    pub async fn session(&self, id: &str) -> Result<Option<StoredSession>, Refusal> {
        let one = sql(
            "SELECT id, account, until, data FROM session WHERE org = $1 AND id = $2 AND until > $3",
        );
        let one = one.bind(&*self.org).bind(id).bind(self.now().as_microsecond());
        let found = one.maybe(&mut self.read().await?).await?;
        found.as_ref().map(session_of).transpose()
    }

    /// The sessions of an account that have not ended, each by the beginning of its id, the last to end first.
    ///
    /// # Errors
    /// Broken.
    pub async fn sessions(&self, account: &str) -> Result<Vec<StoredSession>, Refusal> {
        let all = sql(format!(
            "SELECT substr(id, 1, {ID}), account, until, data FROM session
             WHERE org = $1 AND account = $2 AND until > $3 ORDER BY until DESC, id"
        ));
        let all = all.bind(&*self.org).bind(account).bind(self.now().as_microsecond());
        let found = all.all(&mut self.read().await?).await?;
        found.iter().map(session_of).collect()
    }

    /// The sessions that have not ended and in which this text stands somewhere, each by the beginning of its id.
    ///
    /// # Errors
    /// Broken.
    pub async fn sessions_naming(&self, text: &str) -> Result<Vec<StoredSession>, Refusal> {
        let all = sql(format!(
            "SELECT substr(id, 1, {ID}), account, until, data FROM session
             WHERE org = $1 AND until > $2 AND data LIKE '%' || $3 || '%'"
        ));
        let all = all.bind(&*self.org).bind(self.now().as_microsecond()).bind(text);
        let found = all.all(&mut self.read().await?).await?;
        found.iter().map(session_of).collect()
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

    /// Ends the session of the event's account that the first id points out, or all where it is empty, but for the one
    /// that the second points out, and notes it.
    ///
    /// # Errors
    /// Broken.
    pub async fn end_sessions(
        &self,
        (only, but): (&str, &str),
        event: NewEvent<'_>,
    ) -> Result<(), Refusal> {
        let end = sql(format!(
            "DELETE FROM session WHERE org = $1 AND account = $2
             AND ($3 = '' OR substr(id, 1, {ID}) = $3) AND substr(id, 1, {ID}) <> $4"
        ));
        let end = end.bind(&*self.org).bind(event.account).bind(only).bind(but);
        let mut tx = self.begin().await?;
        if end.run(&mut tx).await? == 0 {
            return Ok(());
        }
        self.note_in(&mut tx, event).await?;
        tx.commit().await
    }

    /// Ends all sessions of an account.
    pub(crate) async fn end_sessions_in(
        &self,
        tx: &mut Link,
        account: &str,
    ) -> Result<(), Refusal> {
        let end = sql("DELETE FROM session WHERE org = $1 AND account = $2");
        end.bind(&*self.org).bind(account).run(tx).await.map(drop)
    }
}

fn session_of(found: &Row) -> Result<StoredSession, Refusal> {
    Ok(StoredSession {
        id: found.text(0)?,
        account: found.text(1)?,
        until: row::instant(found.whole(2)?)?,
        data: found.text(3)?,
    })
}
