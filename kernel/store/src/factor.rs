//! What an account signs in with besides or instead of a password: codes from an app, recovery codes, passkeys.

use crate::{
    NewEvent, Store,
    engine::{Link, Row, sql},
    row,
};
use stadga_model::{Instant, Refusal};

/// What a factor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactorKind {
    /// One-time codes from an app: its sealed secret, and the last step that a code was taken from.
    Totp,
    /// The same before a first code has shown that the app has it.
    Proposed,
    /// A code that works once: nothing but its hash, which is its id.
    Recovery,
    /// A passkey: its public key, and how often it says that it was used.
    Passkey,
}

impl FactorKind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Totp, Self::Proposed, Self::Recovery, Self::Passkey];

    const fn key(self) -> &'static str {
        match self {
            Self::Totp => "totp",
            Self::Proposed => "totp-proposed",
            Self::Recovery => "recovery",
            Self::Passkey => "passkey",
        }
    }

    /// Whether one signs in with it and does not only get back in.
    pub const fn is_strong(self) -> bool {
        matches!(self, Self::Totp | Self::Passkey)
    }
}

/// A factor of an account.
#[derive(Clone, Debug)]
pub struct Factor {
    /// What it is.
    pub kind: FactorKind,
    /// What points it out among those of its kind; empty where there is only one.
    pub id: String,
    /// What its holder calls it; may be empty.
    pub name: String,
    /// What it is verified by.
    pub secret: Vec<u8>,
    /// Goes up with each use.
    pub count: i64,
    /// When it was added.
    pub made: Instant,
    /// When it was last used.
    pub used: Option<Instant>,
}

const FACTOR: &str = "SELECT kind, id, name, secret, count, made, used FROM factor";

impl Store {
    /// The factors of an account, the oldest first.
    ///
    /// # Errors
    /// Broken.
    pub async fn factors(&self, account: &str) -> Result<Vec<Factor>, Refusal> {
        let all = sql(format!("{FACTOR} WHERE org = $1 AND account = $2 ORDER BY made, kind, id"));
        let all = all.bind(&*self.org).bind(account);
        let found = all.all(&mut self.read().await?).await?;
        found.iter().map(factor_of).collect()
    }

    /// The names of the accounts that have a factor to sign in with.
    ///
    /// # Errors
    /// Broken.
    pub async fn accounts_with_factors(&self) -> Result<Vec<String>, Refusal> {
        let all = sql("SELECT DISTINCT account FROM factor WHERE org = $1 AND kind IN ($2, $3)");
        let all = all.bind(&*self.org);
        let all = all.bind(FactorKind::Totp.key()).bind(FactorKind::Passkey.key());
        let found = all.all(&mut self.read().await?).await?;
        found.iter().map(|row| row.text(0)).collect()
    }

    /// Keeps a factor that is only proposed: it opens nothing.
    ///
    /// # Errors
    /// Broken.
    pub async fn propose_factor(&self, account: &str, sealed: Vec<u8>) -> Result<(), Refusal> {
        let mut tx = self.begin().await?;
        self.drop_factors(&mut tx, account, FactorKind::Proposed).await?;
        let proposed = self.new_factor(FactorKind::Proposed, "", sealed);
        self.keep_factor(&mut tx, account, &proposed).await?;
        tx.commit().await
    }

    /// Takes away all factors of some kinds, adds others, and notes it: all of it, or nothing (SEC-09).
    ///
    /// # Errors
    /// Broken.
    pub async fn change_factors(
        &self,
        gone: &[FactorKind],
        new: &[Factor],
        event: NewEvent<'_>,
    ) -> Result<(), Refusal> {
        let mut tx = self.begin().await?;
        for kind in gone {
            self.drop_factors(&mut tx, event.account, *kind).await?;
        }
        for factor in new {
            self.keep_factor(&mut tx, event.account, factor).await?;
        }
        self.note_in(&mut tx, event).await?;
        tx.commit().await
    }

    /// A factor that is added now.
    pub fn new_factor(&self, kind: FactorKind, id: &str, secret: Vec<u8>) -> Factor {
        let (id, name) = (id.to_owned(), String::new());
        Factor { kind, id, name, secret, count: 0, made: self.now(), used: None }
    }

    /// The account of a passkey, and the passkey.
    ///
    /// # Errors
    /// Broken.
    pub async fn passkey(&self, id: &str) -> Result<Option<(String, Factor)>, Refusal> {
        let one = sql("SELECT kind, id, name, secret, count, made, used, account FROM factor
            WHERE org = $1 AND kind = $2 AND id = $3");
        let one = one.bind(&*self.org).bind(FactorKind::Passkey.key()).bind(id);
        let found = one.maybe(&mut self.read().await?).await?;
        found.map(|row| Ok((row.text(7)?, factor_of(&row)?))).transpose()
    }

    /// Takes one passkey away and notes it: false where there is none.
    ///
    /// # Errors
    /// Broken.
    pub async fn end_passkey(&self, id: &str, event: NewEvent<'_>) -> Result<bool, Refusal> {
        self.end_factor((FactorKind::Passkey, id), event).await
    }

    /// Uses a factor whose count goes up: false where the count has been there before, as in a replay. (Some keepers of
    /// passkeys do not count: theirs stays at nought.)
    ///
    /// # Errors
    /// Broken.
    pub async fn use_factor(
        &self,
        account: &str,
        (kind, id): (FactorKind, &str),
        count: i64,
    ) -> Result<bool, Refusal> {
        let used = sql("UPDATE factor SET count = $1, used = $2
            WHERE org = $3 AND account = $4 AND kind = $5 AND id = $6
            AND (count < $1 OR ($1 = 0 AND count = 0 AND kind = 'passkey'))");
        let used = used.bind(count).bind(self.now().as_microsecond()).bind(&*self.org);
        let used = used.bind(account).bind(kind.key()).bind(id);
        Ok(used.run(&mut self.write_one().await?).await? == 1)
    }

    /// Uses a recovery code up and notes it: true for whoever comes first.
    ///
    /// # Errors
    /// Broken.
    pub async fn use_recovery(&self, hash: &str, event: NewEvent<'_>) -> Result<bool, Refusal> {
        self.end_factor((FactorKind::Recovery, hash), event).await
    }

    async fn end_factor(
        &self,
        (kind, id): (FactorKind, &str),
        event: NewEvent<'_>,
    ) -> Result<bool, Refusal> {
        let mut tx = self.begin().await?;
        let end =
            sql("DELETE FROM factor WHERE org = $1 AND account = $2 AND kind = $3 AND id = $4");
        let end = end.bind(&*self.org).bind(event.account).bind(kind.key()).bind(id);
        if end.run(&mut tx).await? == 0 {
            return Ok(false);
        }
        self.note_in(&mut tx, event).await?;
        tx.commit().await?;
        Ok(true)
    }

    async fn keep_factor(
        &self,
        tx: &mut Link,
        account: &str,
        factor: &Factor,
    ) -> Result<(), Refusal> {
        let keep = sql("INSERT INTO factor (org, account, kind, id, name, secret, count, made)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
        let keep = keep.bind(&*self.org).bind(account).bind(factor.kind.key()).bind(&factor.id);
        let keep = keep.bind(&factor.name).bind(&factor.secret[..]).bind(factor.count);
        keep.bind(factor.made.as_microsecond()).run(tx).await.map(drop)
    }

    async fn drop_factors(
        &self,
        tx: &mut Link,
        account: &str,
        kind: FactorKind,
    ) -> Result<(), Refusal> {
        let gone = sql("DELETE FROM factor WHERE org = $1 AND account = $2 AND kind = $3");
        gone.bind(&*self.org).bind(account).bind(kind.key()).run(tx).await.map(drop)
    }
}

fn factor_of(found: &Row) -> Result<Factor, Refusal> {
    let key = found.text(0)?;
    let kind = FactorKind::ALL.into_iter().find(|kind| kind.key() == key);
    Ok(Factor {
        kind: kind.ok_or_else(|| Refusal::broken(format!("{key} is no kind of factor")))?,
        id: found.text(1)?,
        name: found.text(2)?,
        secret: found.bytes(3)?,
        count: found.whole(4)?,
        made: row::instant(found.whole(5)?)?,
        used: found.maybe_whole(6)?.map(row::instant).transpose()?,
    })
}

/// What the secret of an account's app is sealed for.
pub fn factor_place(account: &str) -> Vec<u8> {
    format!("totp of {account}").into_bytes()
}

/// Seals the secrets of apps with the newest key; returns how many.
pub(crate) async fn reseal(db: &mut Link, store: &Store) -> Result<u64, Refusal> {
    let all =
        sql("SELECT account, kind, id, secret FROM factor WHERE org = $1 AND kind IN ($2, $3)");
    let all = all.bind(&*store.org).bind(FactorKind::Totp.key()).bind(FactorKind::Proposed.key());
    let rows = all.all(db).await?;
    for row in &rows {
        seal_anew(db, store, row, &row.text(0)?).await?;
    }
    Ok(rows.len() as u64)
}

/// Gives the factors of an account their new name: the secrets of its apps are sealed for it.
pub(crate) async fn rename(
    db: &mut Link,
    store: &Store,
    (before, name): (&str, &str),
) -> Result<(), Refusal> {
    let all = sql(
        "SELECT account, kind, id, secret FROM factor WHERE org = $1 AND account = $2 AND kind IN ($3, $4)",
    );
    let all = all.bind(&*store.org).bind(before);
    let all = all.bind(FactorKind::Totp.key()).bind(FactorKind::Proposed.key());
    for row in &all.all(db).await? {
        seal_anew(db, store, row, name).await?;
    }
    let change = sql("UPDATE factor SET account = $1 WHERE org = $2 AND account = $3");
    change.bind(name).bind(&*store.org).bind(before).run(db).await.map(drop)
}

/// Seals the secret of an app, a row with account, kind, id and secret, with the newest key and for this account.
async fn seal_anew(db: &mut Link, store: &Store, row: &Row, account: &str) -> Result<(), Refusal> {
    let before = row.text(0)?;
    let (from, to) = (factor_place(&before), factor_place(account));
    let sealed = store.keys.anew(&row.bytes(3)?, &from, &to)?;
    let put = sql(
        "UPDATE factor SET secret = $1 WHERE org = $2 AND account = $3 AND kind = $4 AND id = $5",
    );
    let put = put.bind(sealed).bind(&*store.org).bind(before);
    put.bind(row.text(1)?).bind(row.text(2)?).run(db).await.map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::store;
    use FactorKind::{Proposed, Recovery, Totp};

    fn event(what: &str) -> NewEvent<'_> {
        NewEvent { what, account: "revisor", actor: "revisor", about: "" }
    }

    #[tokio::test]
    async fn sec_08_a_code_counts_once_and_a_recovery_code_too() {
        let store = store().await;
        store.propose_factor("revisor", vec![1]).await.unwrap();
        store.propose_factor("revisor", vec![2]).await.unwrap();
        assert_eq!(store.factors("revisor").await.unwrap().len(), 1);
        assert!(store.accounts_with_factors().await.unwrap().is_empty());
        let new = [store.new_factor(Totp, "", vec![2]), store.new_factor(Recovery, "h", vec![])];
        store.change_factors(&[Proposed, Totp, Recovery], &new, event("on")).await.unwrap();
        assert_eq!(store.accounts_with_factors().await.unwrap(), ["revisor"]);
        assert!(store.use_factor("revisor", (Totp, ""), 7).await.unwrap());
        assert!(!store.use_factor("revisor", (Totp, ""), 7).await.unwrap(), "a replay");
        assert!(!store.use_factor("revisor", (Totp, ""), 6).await.unwrap(), "an older code");
        assert!(!store.use_factor("annan", (Totp, ""), 8).await.unwrap(), "another's");
        assert!(!store.use_recovery("g", event("used")).await.unwrap());
        assert!(store.use_recovery("h", event("used")).await.unwrap());
        assert!(!store.use_recovery("h", event("used")).await.unwrap());
        assert_eq!(store.events(i64::MAX, 9).await.unwrap().len(), 2);
    }

    #[tokio::test]
    async fn sec_08_a_passkey_is_found_by_its_id_and_its_count_goes_up_or_stays_at_nought() {
        let store = store().await;
        let kind = FactorKind::Passkey;
        let new = [store.new_factor(kind, "a", vec![1]), store.new_factor(kind, "b", vec![2])];
        store.change_factors(&[], &new, event("passkey-made")).await.unwrap();
        let (account, passkey) = store.passkey("b").await.unwrap().unwrap();
        assert_eq!((account.as_str(), passkey.secret), ("revisor", vec![2]));
        assert!(store.passkey("c").await.unwrap().is_none());
        let used = async |count| store.use_factor("revisor", (kind, "b"), count).await.unwrap();
        assert!(used(0).await && used(0).await && used(5).await);
        assert!(!used(5).await && !used(0).await, "a copy");
        assert!(!store.end_passkey("c", event("passkey-ended")).await.unwrap());
        assert!(store.end_passkey("b", event("passkey-ended")).await.unwrap());
        assert!(store.passkey("b").await.unwrap().is_none());
    }
}
