//! What has happened to accounts: who made, invited, blocked or opened them, and when they were first used (SEC-09).

use crate::{Store, broken, row};
use sqlx::Row as _;
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

impl Store {
    /// Notes what has happened. Nothing here changes or takes away what is noted.
    ///
    /// # Errors
    /// Broken.
    pub async fn note(&self, event: NewEvent<'_>) -> Result<(), Refusal> {
        self.note_where("", event).await
    }

    /// Notes what can happen to an account only once, unless it is noted already.
    ///
    /// # Errors
    /// Broken.
    pub async fn note_first(&self, event: NewEvent<'_>) -> Result<(), Refusal> {
        let first =
            "WHERE NOT EXISTS (SELECT 1 FROM event WHERE org = $1 AND what = $3 AND account = $4)";
        self.note_where(first, event).await
    }

    async fn note_where(&self, condition: &str, event: NewEvent<'_>) -> Result<(), Refusal> {
        let sql = format!(
            "INSERT INTO event (org, at, what, account, actor, about) SELECT $1, $2, $3, $4, $5, $6 {condition}"
        );
        let query = sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(&*self.org)
            .bind(self.now().as_microsecond())
            .bind(event.what)
            .bind(event.account)
            .bind(event.actor)
            .bind(event.about);
        query.execute(&self.writer).await.map_err(broken).map(drop)
    }

    /// Up to `most` events that come before the one counted `before`, the newest first.
    ///
    /// # Errors
    /// Broken.
    pub async fn events(&self, before: i64, most: u16) -> Result<Vec<Event>, Refusal> {
        let sql = "SELECT seq, at, what, account, actor, about FROM event
            WHERE org = $1 AND seq < $2 ORDER BY seq DESC LIMIT $3";
        let query = sqlx::query(sql).bind(&*self.org).bind(before).bind(i64::from(most));
        let found = query.fetch_all(&self.readers).await.map_err(broken)?;
        let event = |found: &sqlx::sqlite::SqliteRow| {
            Ok(Event {
                seq: found.get(0),
                at: row::instant(found.get(1))?,
                what: found.get(2),
                account: found.get(3),
                actor: found.get(4),
                about: found.get(5),
            })
        };
        found.iter().map(event).collect()
    }
}
