//! One-time links by which the holders of accounts choose their passwords.

use crate::{
    Account, NewEvent, Store,
    engine::{Row, sql},
    row, sha256_hex,
};
use stadga_model::{Instant, Refusal};

/// A one-time link by which a password is chosen.
#[derive(Clone, Debug)]
pub struct Invitation {
    /// The account.
    pub name: String,
    /// The last instant at which it can be used.
    pub until: Instant,
}

impl Store {
    /// Keeps an invitation and notes it; only the hash of its token is stored.
    ///
    /// # Errors
    /// Broken.
    pub async fn invite(
        &self,
        token: &str,
        invitation: &Invitation,
        event: NewEvent<'_>,
    ) -> Result<(), Refusal> {
        let keep = sql("INSERT INTO invitation (org, token, name, until) VALUES ($1, $2, $3, $4)");
        let keep = keep.bind(&*self.org).bind(sha256_hex(token)).bind(&invitation.name);
        let keep = keep.bind(invitation.until.as_microsecond());
        let mut tx = self.begin().await?;
        keep.run(&mut tx).await?;
        self.note_in(&mut tx, event).await?;
        tx.commit().await
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

    /// Uses an invitation up for the account that it is for, whose password was chosen: true for whoever comes first, all
    /// others change nothing.
    ///
    /// # Errors
    /// Broken.
    pub async fn accept(
        &self,
        token: &str,
        account: &Account,
        event: NewEvent<'_>,
    ) -> Result<bool, Refusal> {
        let mut tx = self.begin().await?;
        let end = sql(
            "DELETE FROM invitation WHERE org = $1 AND token = $2 AND until >= $3 AND name = $4",
        );
        let end = end.bind(&*self.org).bind(sha256_hex(token)).bind(self.now().as_microsecond());
        if end.bind(&account.name).run(&mut tx).await? == 0 {
            return Ok(false);
        }
        self.keep_account(&mut tx, account).await?;
        self.note_in(&mut tx, event).await?;
        tx.commit().await?;
        Ok(true)
    }
}
