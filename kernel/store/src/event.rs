//! What has happened to accounts: who made, invited, blocked or opened them, and when they were first used (SEC-09).

use crate::{
    Store,
    engine::{Link, Row, sql},
    number, row,
};
use stadga_model::{Instant, Refusal};

/// Something that is about to be noted.
#[derive(Clone, Copy, Debug)]
pub struct NewEvent<'a> {
    /// What happened; its words are the text `event-{what}`.
    pub what: &'a str,
    /// The account that it happened to.
    pub account: &'a str,
    /// The account that did it, or the program's verb.
    pub actor: &'a str,
    /// What more there is to say: a token's name. May be empty.
    pub about: &'a str,
}

/// Something that has happened to an account.
#[derive(Clone, Debug)]
pub struct Event {
    /// Counts all events.
    pub seq: i64,
    /// When.
    pub at: Instant,
    /// What happened.
    pub what: String,
    /// To which account.
    pub account: String,
    /// By whom.
    pub actor: String,
    /// What more there is to say.
    pub about: String,
}

/// What the events are counted under.
const SERIES: &str = "event";

impl Store {
    /// Notes what has happened. Nothing here changes or takes away what is noted.
    ///
    /// # Errors
    /// Broken.
    pub async fn note(&self, event: NewEvent<'_>) -> Result<(), Refusal> {
        let mut tx = self.begin().await?;
        self.note_in(&mut tx, event).await?;
        tx.commit().await
    }

    /// Notes what can happen to an account only once, unless it is noted already.
    ///
    /// # Errors
    /// Broken.
    pub async fn note_first(&self, event: NewEvent<'_>) -> Result<(), Refusal> {
        let noted =
            sql("SELECT 1 FROM event WHERE org = $1 AND what = $2 AND account = $3 LIMIT 1");
        let noted = noted.bind(&*self.org).bind(event.what).bind(event.account);
        if noted.maybe(&mut self.read().await?).await?.is_some() {
            return Ok(());
        }
        let first =
            "WHERE NOT EXISTS (SELECT 1 FROM event WHERE org = $1 AND what = $4 AND account = $5)";
        let mut tx = self.begin().await?;
        if self.note_where(&mut tx, first, event).await? > 0 {
            tx.commit().await?;
        }
        Ok(())
    }

    /// Notes it in the transaction of the change itself: neither is kept without the other.
    pub(crate) async fn note_in(&self, tx: &mut Link, event: NewEvent<'_>) -> Result<(), Refusal> {
        self.note_where(tx, "", event).await.map(drop)
    }

    async fn note_where(
        &self,
        tx: &mut Link,
        condition: &str,
        event: NewEvent<'_>,
    ) -> Result<u64, Refusal> {
        let seq = number::take(tx, &self.org, (SERIES, 0), 1).await?;
        let note = sql(format!(
            "INSERT INTO event (org, seq, at, what, account, actor, about)
             SELECT $1, $2, $3, $4, $5, $6, $7 {condition}"
        ));
        let note = note.bind(&*self.org).bind(seq).bind(self.now().as_microsecond());
        let note = note.bind(event.what).bind(event.account).bind(event.actor).bind(event.about);
        note.run(tx).await
    }

    /// Up to `most` events that come before the one counted `before`, the newest first.
    ///
    /// # Errors
    /// Broken.
    pub async fn events(&self, before: i64, most: u16) -> Result<Vec<Event>, Refusal> {
        let events = sql("SELECT seq, at, what, account, actor, about FROM event
            WHERE org = $1 AND seq < $2 ORDER BY seq DESC LIMIT $3");
        let events = events.bind(&*self.org).bind(before).bind(i64::from(most));
        let found = events.all(&mut self.read().await?).await?;
        let event = |found: &Row| {
            Ok(Event {
                seq: found.whole(0)?,
                at: row::instant(found.whole(1)?)?,
                what: found.text(2)?,
                account: found.text(3)?,
                actor: found.text(4)?,
                about: found.text(5)?,
            })
        };
        found.iter().map(event).collect()
    }
}
