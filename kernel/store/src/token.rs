//! Tokens by which programs sign in over the API in a person's name: only their hashes are stored.

use crate::{
    NewEvent, Store,
    engine::{Link, Row, sql},
    row, sha256_hex,
};
use stadga_model::{Instant, Refusal};

/// A stored token, as its owner sees it: the token itself is nowhere.
#[derive(Clone, Debug)]
pub struct ApiToken {
    /// What it is pointed out by: the beginning of its hash.
    pub id: String,
    /// The account that it acts for.
    pub account: String,
    /// What its owner calls it.
    pub name: String,
    /// When it was made.
    pub made: Instant,
    /// The first instant at which it is no longer good.
    pub until: Instant,
    /// When it was last used, to the minute.
    pub used: Option<Instant>,
    /// When its owner ended it.
    pub ended: Option<Instant>,
}

/// So many digits of the hash point out a token among those of one account.
const ID: usize = 16;
/// Use is noted at most this often: a read over the API is no write to the disk.
const NOTED: i64 = 60 * 1_000_000;

impl Store {
    /// Keeps a token for an account until an instant, and notes it.
    ///
    /// # Errors
    /// Broken.
    pub async fn put_token(
        &self,
        token: &str,
        account: &str,
        (name, until): (&str, Instant),
    ) -> Result<(), Refusal> {
        let keep = sql("INSERT INTO token (org, hash, account, name, made, until)
            VALUES ($1, $2, $3, $4, $5, $6)");
        let keep = keep.bind(&*self.org).bind(sha256_hex(token)).bind(account).bind(name);
        let keep = keep.bind(self.now().as_microsecond()).bind(until.as_microsecond());
        let mut tx = self.begin().await?;
        keep.run(&mut tx).await?;
        self.note_in(&mut tx, own("token-made", account, name)).await?;
        tx.commit().await
    }

    /// The account that a token is good for now; none, when it is unknown, too old or ended.
    ///
    /// # Errors
    /// Broken.
    pub async fn token_account(&self, token: &str) -> Result<Option<String>, Refusal> {
        let (hash, now) = (sha256_hex(token), self.now().as_microsecond());
        let good = sql("SELECT account, used FROM token
            WHERE org = $1 AND hash = $2 AND until > $3 AND ended IS NULL");
        let good = good.bind(&*self.org).bind(&hash).bind(now);
        let Some(found) = good.maybe(&mut self.read().await?).await? else {
            return Ok(None);
        };
        if found.maybe_whole(1)?.is_none_or(|used| now - used >= NOTED) {
            let note = sql("UPDATE token SET used = $1 WHERE org = $2 AND hash = $3");
            let note = note.bind(now).bind(&*self.org).bind(&hash);
            // Where nothing can be written, reading goes on.
            if let Err(fault) = note.run(&mut self.write_one().await?).await {
                tracing::warn!(%fault, "the use of a token could not be noted");
            }
        }
        found.text(0).map(Some)
    }

    /// All tokens of an account, the newest first.
    ///
    /// # Errors
    /// Broken.
    pub async fn tokens(&self, account: &str) -> Result<Vec<ApiToken>, Refusal> {
        let all = sql("SELECT hash, account, name, made, until, used, ended FROM token
            WHERE org = $1 AND account = $2 ORDER BY made DESC, hash");
        let all = all.bind(&*self.org).bind(account);
        let found = all.all(&mut self.read().await?).await?;
        found.iter().map(token_of).collect()
    }

    /// Ends a token of an account for good and notes it; the token, if there was one to end.
    ///
    /// # Errors
    /// Broken.
    pub async fn end_token(&self, account: &str, id: &str) -> Result<Option<ApiToken>, Refusal> {
        let tokens = self.tokens(account).await?;
        let Some(token) = tokens.into_iter().find(|t| t.id == id && t.ended.is_none()) else {
            return Ok(None);
        };
        let end = sql(format!(
            "UPDATE token SET ended = $1 WHERE org = $2 AND account = $3 AND substr(hash, 1, {ID}) = $4"
        ));
        let end = end.bind(self.now().as_microsecond()).bind(&*self.org).bind(account).bind(id);
        let mut tx = self.begin().await?;
        end.run(&mut tx).await?;
        self.note_in(&mut tx, own("token-ended", account, &token.name)).await?;
        tx.commit().await?;
        Ok(Some(token))
    }

    /// Ends all tokens of an account.
    pub(crate) async fn end_tokens_in(&self, tx: &mut Link, account: &str) -> Result<(), Refusal> {
        let end =
            sql("UPDATE token SET ended = $1 WHERE org = $2 AND account = $3 AND ended IS NULL");
        let end = end.bind(self.now().as_microsecond()).bind(&*self.org).bind(account);
        end.run(tx).await.map(drop)
    }
}

/// What the holder of an account did with a token.
fn own<'a>(what: &'a str, account: &'a str, about: &'a str) -> NewEvent<'a> {
    NewEvent { what, account, actor: account, about }
}

fn token_of(found: &Row) -> Result<ApiToken, Refusal> {
    let maybe = |at: usize| found.maybe_whole(at)?.map(row::instant).transpose();
    Ok(ApiToken {
        id: found.text(0)?.chars().take(ID).collect(),
        account: found.text(1)?,
        name: found.text(2)?,
        made: row::instant(found.whole(3)?)?,
        until: row::instant(found.whole(4)?)?,
        used: maybe(5)?,
        ended: maybe(6)?,
    })
}
