//! Accounts: what one signs in with. Who the person is, is a record; what they may do, their roles say.

use crate::{
    Store,
    engine::{Row, sql},
    row, sha256_hex,
};
use stadga_model::{Id, Instant, Language, Refusal};

/// A local account.
#[derive(Clone, Debug)]
pub struct Account {
    /// What one signs in with, in lower case.
    pub name: String,
    /// The person's record.
    pub person: Id,
    /// Hash of the password; empty until the invitation is used.
    pub secret: String,
    /// The language of the pages.
    pub language: Language,
    /// May not sign in.
    pub blocked: bool,
}

/// A one-time link by which a password is chosen.
#[derive(Clone, Debug)]
pub struct Invitation {
    /// The account.
    pub name: String,
    /// The last instant at which it can be used.
    pub until: Instant,
}

/// How long a wrong password counts.
const ATTEMPT_WINDOW: i64 = 15 * 60 * 1_000_000;

/// The columns that [`account_of`] reads.
const ACCOUNT: &str = "SELECT name, person, secret, language, blocked FROM account";

impl Store {
    /// The account called `name`, whatever the case.
    ///
    /// # Errors
    /// Broken.
    pub async fn account(&self, name: &str) -> Result<Option<Account>, Refusal> {
        let one = sql(format!("{ACCOUNT} WHERE org = $1 AND name = $2"));
        let one = one.bind(&*self.org).bind(name.trim().to_lowercase());
        let found = one.maybe(&mut self.read().await?).await?;
        found.as_ref().map(account_of).transpose()
    }

    /// All accounts, by name.
    ///
    /// # Errors
    /// Broken.
    pub async fn accounts(&self) -> Result<Vec<Account>, Refusal> {
        let all = sql(format!("{ACCOUNT} WHERE org = $1 ORDER BY name"));
        let found = all.bind(&*self.org).all(&mut self.read().await?).await?;
        found.iter().map(account_of).collect()
    }

    /// Whether there is any account at all: a new organisation has none.
    ///
    /// # Errors
    /// Broken.
    pub async fn has_accounts(&self) -> Result<bool, Refusal> {
        let any = sql("SELECT name FROM account WHERE org = $1 LIMIT 1").bind(&*self.org);
        Ok(any.maybe(&mut self.read().await?).await?.is_some())
    }

    /// Makes or changes an account.
    ///
    /// # Errors
    /// Broken.
    pub async fn put_account(&self, account: &Account) -> Result<(), Refusal> {
        let keep = "INSERT INTO account (org, name, person, secret, language, blocked) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (org, name) DO UPDATE SET
            person = excluded.person, secret = excluded.secret, language = excluded.language, blocked = excluded.blocked";
        let keep = sql(keep)
            .bind(&*self.org)
            .bind(account.name.trim().to_lowercase())
            .bind(account.person.to_string())
            .bind(&account.secret)
            .bind(account.language.code())
            .bind(i64::from(account.blocked));
        keep.run(&mut self.write_one().await?).await.map(drop)
    }

    /// Keeps an invitation; only the hash of its token is stored.
    ///
    /// # Errors
    /// Broken.
    pub async fn invite(&self, token: &str, invitation: &Invitation) -> Result<(), Refusal> {
        let keep = sql("INSERT INTO invitation (org, token, name, until) VALUES ($1, $2, $3, $4)");
        let keep = keep.bind(&*self.org).bind(sha256_hex(token)).bind(&invitation.name);
        let keep = keep.bind(invitation.until.as_microsecond());
        keep.run(&mut self.write_one().await?).await.map(drop)
    }

    /// The invitation of this token while it can be used.
    ///
    /// # Errors
    /// Broken.
    pub async fn invitation(&self, token: &str) -> Result<Option<Invitation>, Refusal> {
        let one =
            sql("SELECT name, until FROM invitation WHERE org = $1 AND token = $2 AND until >= $3");
        let one = one.bind(&*self.org).bind(sha256_hex(token)).bind(self.now().as_microsecond());
        let found = one.maybe(&mut self.read().await?).await?;
        let invitation =
            |row: Row| Ok(Invitation { name: row.text(0)?, until: row::instant(row.whole(1)?)? });
        found.map(invitation).transpose()
    }

    /// Uses an invitation up: true for whoever comes first.
    ///
    /// # Errors
    /// Broken.
    pub async fn use_invitation(&self, token: &str) -> Result<bool, Refusal> {
        let end = sql("DELETE FROM invitation WHERE org = $1 AND token = $2 AND until >= $3");
        let end = end.bind(&*self.org).bind(sha256_hex(token)).bind(self.now().as_microsecond());
        Ok(end.run(&mut self.write_one().await?).await? == 1)
    }

    /// Counts a wrong password under a key: a name, or a name from one address.
    ///
    /// # Errors
    /// Broken.
    pub async fn note_attempt(&self, key: &str) -> Result<(), Refusal> {
        let now = self.now().as_microsecond();
        let mut link = self.write_one().await?;
        let forget = sql("DELETE FROM attempt WHERE org = $1 AND at < $2");
        forget.bind(&*self.org).bind(now - ATTEMPT_WINDOW).run(&mut link).await?;
        let note =
            sql("INSERT INTO attempt (org, name, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING");
        let note = note.bind(&*self.org).bind(key.trim().to_lowercase()).bind(now);
        note.run(&mut link).await.map(drop)
    }

    /// When one may try again, if there have been `most` wrong passwords or more under this key in the last quarter of an hour.
    ///
    /// # Errors
    /// Broken.
    pub async fn may_try_from(&self, key: &str, most: u16) -> Result<Option<Instant>, Refusal> {
        let since = self.now().as_microsecond() - ATTEMPT_WINDOW;
        let counted = sql("SELECT at FROM attempt WHERE org = $1 AND name = $2 AND at > $3
            ORDER BY at DESC LIMIT 1 OFFSET $4");
        let counted = counted.bind(&*self.org).bind(key.trim().to_lowercase());
        let counted = counted.bind(since).bind(i64::from(most) - 1);
        let found = counted.maybe(&mut self.read().await?).await?;
        found.map(|found| row::instant(found.whole(0)? + ATTEMPT_WINDOW)).transpose()
    }
}

fn account_of(row: &Row) -> Result<Account, Refusal> {
    let english = row.text(3)? == Language::English.code();
    Ok(Account {
        name: row.text(0)?,
        person: row.text(1)?.parse().map_err(Refusal::broken)?,
        secret: row.text(2)?,
        language: if english { Language::English } else { Language::Swedish },
        blocked: row.whole(4)? != 0,
    })
}
