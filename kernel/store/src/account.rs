//! Accounts: what one signs in with. Who the person is, is a record; what they may do, their roles say.

use crate::{
    NewEvent, Store,
    engine::{Link, Row, sql},
};
use stadga_model::{Id, Language, Refusal};

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

/// The columns that [`account_of`] reads, of the table called `a`.
pub(crate) const ACCOUNT_COLUMNS: &str = "a.name, a.person, a.secret, a.language, a.blocked";
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

    /// Plants an account, for the demo and for tests: nothing is noted.
    ///
    /// # Errors
    /// Broken.
    pub async fn put_account(&self, account: &Account) -> Result<(), Refusal> {
        let mut tx = self.begin().await?;
        self.keep_account(&mut tx, account).await?;
        tx.commit().await
    }

    /// Makes or changes an account and notes it: both, or neither (SEC-09).
    ///
    /// # Errors
    /// Broken.
    pub async fn change_account(
        &self,
        account: &Account,
        event: NewEvent<'_>,
    ) -> Result<(), Refusal> {
        let mut tx = self.begin().await?;
        self.keep_account(&mut tx, account).await?;
        self.note_in(&mut tx, event).await?;
        tx.commit().await
    }

    /// Keeps an account. With a password that is changed and with an account that is blocked, its sessions and keys end:
    /// whoever had them is no longer known to be its holder (SEC-08).
    pub(crate) async fn keep_account(
        &self,
        tx: &mut Link,
        account: &Account,
    ) -> Result<(), Refusal> {
        let name = account.name.trim().to_lowercase();
        let before = sql(format!("{ACCOUNT} WHERE org = $1 AND name = $2"));
        let before = before.bind(&*self.org).bind(&name).maybe(tx).await?;
        let before = before.as_ref().map(account_of).transpose()?;
        let keep = "INSERT INTO account (org, name, person, secret, language, blocked) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (org, name) DO UPDATE SET
            person = excluded.person, secret = excluded.secret, language = excluded.language, blocked = excluded.blocked";
        let keep = sql(keep)
            .bind(&*self.org)
            .bind(&name)
            .bind(account.person.to_string())
            .bind(&account.secret)
            .bind(account.language.code())
            .bind(i64::from(account.blocked));
        keep.run(tx).await?;
        if before.is_some_and(|before| account.blocked || before.secret != account.secret) {
            self.end_sessions_in(tx, &name).await?;
            self.end_tokens_in(tx, &name).await?;
        }
        Ok(())
    }
}

pub(crate) fn account_of(row: &Row) -> Result<Account, Refusal> {
    let english = row.text(3)? == Language::English.code();
    Ok(Account {
        name: row.text(0)?,
        person: row.text(1)?.parse().map_err(Refusal::broken)?,
        secret: row.text(2)?,
        language: if english { Language::English } else { Language::Swedish },
        blocked: row.whole(4)? != 0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Invitation, Place, StoredSession,
        tests::{store, store_of},
    };
    use jiff::SignedDuration;

    const TOKEN: &str = "0123456789abcdef0123456789abcdef";

    fn account(store: &Store) -> Account {
        Account {
            name: "revisor".into(),
            person: Id::new(store.now()),
            secret: "en".into(),
            language: Language::Swedish,
            blocked: false,
        }
    }

    fn event(what: &str) -> NewEvent<'_> {
        NewEvent { what, account: "revisor", actor: "administrator", about: "" }
    }

    /// The account with a session and a key.
    async fn signed_in(store: &Store) -> Account {
        let account = account(store);
        store.put_account(&account).await.unwrap();
        let until = store.now() + SignedDuration::from_hours(8);
        let (id, data) = ("f".repeat(64), String::new());
        let session = StoredSession { id, account: account.name.clone(), until, data };
        store.put_session(&session).await.unwrap();
        store.put_token(TOKEN, &account.name, ("Rapport", until)).await.unwrap();
        account
    }

    async fn is_signed_in(store: &Store) -> (bool, bool) {
        let sessions = store.sessions("revisor").await.unwrap();
        (!sessions.is_empty(), store.token_account(TOKEN).await.unwrap().is_some())
    }

    #[tokio::test]
    async fn sec_08_a_new_password_and_a_blocked_account_end_sessions_and_keys() {
        let store = store().await;
        let account = signed_in(&store).await;
        assert_eq!(is_signed_in(&store).await, (true, true));
        let english = Account { language: Language::English, ..account.clone() };
        store.change_account(&english, event("opened")).await.unwrap();
        assert_eq!(is_signed_in(&store).await, (true, true), "nothing that opens has changed");
        let other = Account { secret: "en annan".into(), ..account };
        store.change_account(&other, event("password")).await.unwrap();
        assert_eq!(is_signed_in(&store).await, (false, false));

        let store = self::store().await;
        let blocked = Account { blocked: true, ..signed_in(&store).await };
        store.change_account(&blocked, event("blocked")).await.unwrap();
        let opened = Account { blocked: false, ..blocked };
        store.change_account(&opened, event("opened")).await.unwrap();
        assert_eq!(is_signed_in(&store).await, (false, false), "what has ended does not come back");
    }

    #[tokio::test]
    async fn sec_09_an_account_is_changed_and_noted_or_neither() {
        let store = store_of(Place::Memory, "noted").await;
        let account = signed_in(&store).await;
        store.change_account(&account, event("opened")).await.unwrap();
        let noted = store.events(i64::MAX, 9).await.unwrap();
        let noted: Vec<_> = noted.iter().map(|event| event.what.as_str()).collect();
        assert_eq!(noted, ["opened", "token-made"]);
        let gone = sql("DROP TABLE event");
        gone.run(&mut store.write_one().await.unwrap()).await.unwrap();
        let blocked = Account { blocked: true, ..account };
        assert!(store.change_account(&blocked, event("blocked")).await.is_err());
        assert!(!store.account("revisor").await.unwrap().unwrap().blocked);
        assert_eq!(is_signed_in(&store).await, (true, true));
    }

    #[tokio::test]
    async fn sec_08_an_invitation_is_used_once_and_for_its_own_account() {
        let store = store().await;
        let account = account(&store);
        store.put_account(&account).await.unwrap();
        let until = store.now() + SignedDuration::from_hours(1);
        let invitation = Invitation { name: account.name.clone(), until };
        store.invite(TOKEN, &invitation, event("invited")).await.unwrap();
        let other = Account { name: "annan".into(), ..account.clone() };
        assert!(!store.accept(TOKEN, &other, event("chosen")).await.unwrap());
        let first = Account { secret: "först".into(), ..account.clone() };
        assert!(store.accept(TOKEN, &first, event("chosen")).await.unwrap());
        let second = Account { secret: "sedan".into(), ..account };
        assert!(!store.accept(TOKEN, &second, event("chosen")).await.unwrap());
        assert_eq!(store.account("revisor").await.unwrap().unwrap().secret, "först");
        assert_eq!(store.events(i64::MAX, 9).await.unwrap().len(), 2);
    }
}
