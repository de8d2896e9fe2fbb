//! The account for the day when no other way in works: every use of it is seen (SEC-08, SEC-09).

use crate::{
    NewEvent, Store,
    engine::{Row, sql},
    row,
};
use stadga_model::{Instant, Refusal};

/// A use that nobody who keeps accounts has yet said that they have seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alarm {
    /// The account.
    pub account: String,
    /// When it last signed in.
    pub at: Instant,
}

impl Store {
    /// Makes an account one whose uses are seen.
    ///
    /// # Errors
    /// Broken.
    pub async fn put_break_glass(&self, event: NewEvent<'_>) -> Result<(), Refusal> {
        let mut tx = self.begin().await?;
        let keep =
            sql("INSERT INTO break_glass (org, account) VALUES ($1, $2) ON CONFLICT DO NOTHING");
        keep.bind(&*self.org).bind(event.account).run(&mut tx).await?;
        self.note_in(&mut tx, event).await?;
        tx.commit().await
    }

    /// Notes that an account has signed in, if it is such a one; whether it is.
    ///
    /// # Errors
    /// Broken.
    pub async fn use_break_glass(&self, event: NewEvent<'_>) -> Result<bool, Refusal> {
        let is = sql("SELECT account FROM break_glass WHERE org = $1 AND account = $2");
        let is = is.bind(&*self.org).bind(event.account);
        if is.maybe(&mut self.read().await?).await?.is_none() {
            return Ok(false);
        }
        let mut tx = self.begin().await?;
        let used = sql("UPDATE break_glass SET used = $1 WHERE org = $2 AND account = $3");
        let used = used.bind(self.now().as_microsecond()).bind(&*self.org).bind(event.account);
        used.run(&mut tx).await?;
        self.note_in(&mut tx, event).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// The last use that has not been seen.
    ///
    /// # Errors
    /// Broken.
    pub async fn alarm(&self) -> Result<Option<Alarm>, Refusal> {
        let last = sql("SELECT account, used FROM break_glass
            WHERE org = $1 AND used IS NOT NULL AND (seen IS NULL OR seen < used)
            ORDER BY used DESC LIMIT 1");
        let found = last.bind(&*self.org).maybe(&mut self.read().await?).await?;
        let alarm =
            |row: Row| Ok(Alarm { account: row.text(0)?, at: row::instant(row.whole(1)?)? });
        found.map(alarm).transpose()
    }

    /// Someone has seen the uses of an account up to `at`, and it is noted who. A later use is another matter.
    ///
    /// # Errors
    /// Broken.
    pub async fn see_alarm(&self, at: Instant, event: NewEvent<'_>) -> Result<(), Refusal> {
        let mut tx = self.begin().await?;
        let seen =
            sql("UPDATE break_glass SET seen = $1 WHERE org = $2 AND account = $3 AND used <= $1");
        let seen = seen.bind(at.as_microsecond()).bind(&*self.org).bind(event.account);
        if seen.run(&mut tx).await? == 0 {
            return Ok(());
        }
        self.note_in(&mut tx, event).await?;
        tx.commit().await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::store;

    fn event(account: &str) -> NewEvent<'_> {
        NewEvent { what: "break-glass-used", account, actor: account, about: "" }
    }

    #[tokio::test]
    async fn sec_09_a_use_is_an_alarm_until_that_use_is_seen() {
        let store = store().await;
        assert!(!store.use_break_glass(event("revisor")).await.unwrap());
        store.put_break_glass(event("glas")).await.unwrap();
        store.put_break_glass(event("glas")).await.unwrap();
        assert_eq!(store.alarm().await.unwrap(), None, "it has not been used");
        assert!(store.use_break_glass(event("glas")).await.unwrap());
        let first = store.alarm().await.unwrap().unwrap();
        assert!(store.use_break_glass(event("glas")).await.unwrap());
        store.see_alarm(first.at, event("glas")).await.unwrap();
        let second = store.alarm().await.unwrap().unwrap();
        assert!(second.at > first.at, "a later use is not seen with an earlier one");
        store.see_alarm(second.at, event("glas")).await.unwrap();
        assert_eq!(store.alarm().await.unwrap(), None);
    }
}
