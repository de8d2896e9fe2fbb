//! What the organisation's directory keeps here: accounts that it has made, and its groups (SCIM 2.0).

use crate::{
    Account, NewEvent, Store,
    account::{ACCOUNT_COLUMNS, account_of},
    engine::{Link, Row, sql},
    factor, sha256_hex,
};
use stadga_model::{Id, Refusal};

/// An account that the directory keeps.
#[derive(Clone, Debug)]
pub struct DirectoryUser {
    /// The account, with its person.
    pub account: Account,
    /// What the directory calls the person.
    pub external: Option<String>,
}

/// A group of the directory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DirectoryGroup {
    /// Its id here.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What the directory calls it.
    pub external: Option<String>,
    /// The persons in it.
    pub members: Vec<Id>,
}

/// What a list is narrowed by: one value that must be the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DirectoryKey {
    /// The account's name, or the group's.
    Name,
    /// What the directory calls it.
    External,
}

/// From what an account is found again.
const USERS: &str = "FROM directory_user u JOIN account a ON a.org = u.org AND a.person = u.person
    WHERE u.org = $1 AND u.gone = 0";
/// The tables that name an account and keep what is its own.
const NAMING: [&str; 3] = ["token", "identity", "break_glass"];

impl Store {
    /// Some of the directory's accounts by name, and how many there are.
    ///
    /// # Errors
    /// Broken.
    pub async fn directory_users(
        &self,
        only: Option<(DirectoryKey, &str)>,
        (skip, most): (u32, u32),
    ) -> Result<(i64, Vec<DirectoryUser>), Refusal> {
        let (condition, value) = match only {
            Some((DirectoryKey::Name, name)) => ("AND a.name = $2", name.to_lowercase()),
            Some((DirectoryKey::External, external)) => {
                ("AND u.external = $2", external.to_owned())
            }
            None => ("AND $2 = ''", String::new()),
        };
        let mut link = self.read().await?;
        let count = sql(format!("SELECT count(*) {USERS} {condition}"));
        let count = count.bind(&*self.org).bind(&value).one(&mut link).await?.whole(0)?;
        let some = sql(format!(
            "SELECT {ACCOUNT_COLUMNS}, u.external {USERS} {condition} ORDER BY a.name LIMIT $3 OFFSET $4"
        ));
        let some = some.bind(&*self.org).bind(&value).bind(i64::from(most)).bind(i64::from(skip));
        let found = some.all(&mut link).await?;
        Ok((count, found.iter().map(user_of).collect::<Result<_, _>>()?))
    }

    /// The directory's account of a person.
    ///
    /// # Errors
    /// Broken.
    pub async fn directory_user(&self, person: Id) -> Result<Option<DirectoryUser>, Refusal> {
        let one = sql(format!("SELECT {ACCOUNT_COLUMNS}, u.external {USERS} AND u.person = $2"));
        let one = one.bind(&*self.org).bind(person.to_string());
        let found = one.maybe(&mut self.read().await?).await?;
        found.as_ref().map(user_of).transpose()
    }

    /// Keeps an account as the directory tells it, joined to the subject that it is at `issuer` by what the directory calls
    /// it, and notes it: all of it, or nothing. An account that is blocked loses its sessions and keys.
    ///
    /// # Errors
    /// Broken.
    pub async fn put_directory_user(
        &self,
        user: &DirectoryUser,
        issuer: Option<&str>,
        event: NewEvent<'_>,
    ) -> Result<(), Refusal> {
        let account = &user.account;
        let person = account.person.to_string();
        let mut tx = self.begin().await?;
        self.rename(&mut tx, &person, &account.name).await?;
        self.keep_account(&mut tx, account).await?;
        let keep =
            sql("INSERT INTO directory_user (org, person, external, gone) VALUES ($1, $2, $3, 0)
            ON CONFLICT (org, person) DO UPDATE SET external = excluded.external, gone = 0");
        keep.bind(&*self.org).bind(&person).bind(user.external.clone()).run(&mut tx).await?;
        if let (Some(issuer), Some(subject)) = (issuer, &user.external) {
            self.join_in(&mut tx, (issuer, subject), &account.name).await?;
        }
        self.note_in(&mut tx, event).await?;
        tx.commit().await
    }

    /// The directory no longer keeps an account: it is blocked, and can come back.
    ///
    /// # Errors
    /// Broken.
    pub async fn drop_directory_user(
        &self,
        user: &DirectoryUser,
        event: NewEvent<'_>,
    ) -> Result<(), Refusal> {
        let mut tx = self.begin().await?;
        let blocked = Account { blocked: true, ..user.account.clone() };
        self.keep_account(&mut tx, &blocked).await?;
        let gone = sql("UPDATE directory_user SET gone = 1 WHERE org = $1 AND person = $2");
        let gone = gone.bind(&*self.org).bind(user.account.person.to_string());
        gone.run(&mut tx).await?;
        let left = sql("DELETE FROM directory_member WHERE org = $1 AND person = $2");
        let left = left.bind(&*self.org).bind(user.account.person.to_string());
        left.run(&mut tx).await?;
        self.note_in(&mut tx, event).await?;
        tx.commit().await
    }

    /// Whether the directory kept this account once and no longer does.
    ///
    /// # Errors
    /// Broken.
    pub async fn has_left_directory(&self, person: Id) -> Result<bool, Refusal> {
        let one =
            sql("SELECT person FROM directory_user WHERE org = $1 AND person = $2 AND gone = 1");
        let one = one.bind(&*self.org).bind(person.to_string());
        Ok(one.maybe(&mut self.read().await?).await?.is_some())
    }

    /// An account of another name becomes this one: people's names change.
    async fn rename(&self, tx: &mut Link, person: &str, name: &str) -> Result<(), Refusal> {
        let before = sql("SELECT name FROM account WHERE org = $1 AND person = $2 AND name <> $3");
        let before = before.bind(&*self.org).bind(person).bind(name).maybe(tx).await?;
        let Some(before) = before else { return Ok(()) };
        let before = before.text(0)?;
        let change = sql("UPDATE account SET name = $1 WHERE org = $2 AND name = $3");
        change.bind(name).bind(&*self.org).bind(&before).run(tx).await?;
        for table in NAMING {
            let change =
                sql(format!("UPDATE {table} SET account = $1 WHERE org = $2 AND account = $3"));
            change.bind(name).bind(&*self.org).bind(&before).run(tx).await?;
        }
        factor::rename(tx, self, (&before, name)).await?;
        // Sessions tell the old name: they end.
        self.end_sessions_in(tx, &before).await
    }

    /// Some of the directory's groups by name, and how many there are.
    ///
    /// # Errors
    /// Broken.
    pub async fn directory_groups(
        &self,
        only: Option<(DirectoryKey, &str)>,
        (skip, most): (u32, u32),
    ) -> Result<(i64, Vec<DirectoryGroup>), Refusal> {
        let (condition, value) = match only {
            Some((DirectoryKey::Name, name)) => ("AND name = $2", name),
            Some((DirectoryKey::External, external)) => ("AND external = $2", external),
            None => ("AND $2 = ''", ""),
        };
        let mut link = self.read().await?;
        let of = format!("FROM directory_group WHERE org = $1 {condition}");
        let count = sql(format!("SELECT count(*) {of}")).bind(&*self.org).bind(value);
        let count = count.one(&mut link).await?.whole(0)?;
        let some =
            sql(format!("SELECT id, name, external {of} ORDER BY name, id LIMIT $3 OFFSET $4"));
        let some = some.bind(&*self.org).bind(value).bind(i64::from(most)).bind(i64::from(skip));
        let found = some.all(&mut link).await?;
        let mut groups = Vec::new();
        for row in &found {
            let group = group_of(row)?;
            let members = self.members(&mut link, &group.id).await?;
            groups.push(DirectoryGroup { members, ..group });
        }
        Ok((count, groups))
    }

    /// One of the directory's groups.
    ///
    /// # Errors
    /// Broken.
    pub async fn directory_group(&self, id: &str) -> Result<Option<DirectoryGroup>, Refusal> {
        let mut link = self.read().await?;
        let one = sql("SELECT id, name, external FROM directory_group WHERE org = $1 AND id = $2");
        let Some(found) = one.bind(&*self.org).bind(id).maybe(&mut link).await? else {
            return Ok(None);
        };
        let members = self.members(&mut link, id).await?;
        Ok(Some(DirectoryGroup { members, ..group_of(&found)? }))
    }

    async fn members(&self, link: &mut Link, group: &str) -> Result<Vec<Id>, Refusal> {
        let members =
            sql("SELECT person FROM directory_member WHERE org = $1 AND grp = $2 ORDER BY person");
        let found = members.bind(&*self.org).bind(group).all(link).await?;
        found.iter().map(|row| row.text(0)?.parse().map_err(Refusal::broken)).collect()
    }

    /// Keeps a group with its members.
    ///
    /// # Errors
    /// Broken.
    pub async fn put_directory_group(&self, group: &DirectoryGroup) -> Result<(), Refusal> {
        let mut tx = self.begin().await?;
        let keep = sql(
            "INSERT INTO directory_group (org, id, name, external) VALUES ($1, $2, $3, $4)
            ON CONFLICT (org, id) DO UPDATE SET name = excluded.name, external = excluded.external",
        );
        let keep = keep.bind(&*self.org).bind(&group.id).bind(&group.name);
        keep.bind(group.external.clone()).run(&mut tx).await?;
        self.empty(&mut tx, &group.id).await?;
        for person in &group.members {
            let add = sql(
                "INSERT INTO directory_member (org, grp, person) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            );
            add.bind(&*self.org).bind(&group.id).bind(person.to_string()).run(&mut tx).await?;
        }
        tx.commit().await
    }

    /// Takes a group away.
    ///
    /// # Errors
    /// Broken.
    pub async fn drop_directory_group(&self, id: &str) -> Result<(), Refusal> {
        let mut tx = self.begin().await?;
        self.empty(&mut tx, id).await?;
        let gone = sql("DELETE FROM directory_group WHERE org = $1 AND id = $2");
        gone.bind(&*self.org).bind(id).run(&mut tx).await?;
        tx.commit().await
    }

    async fn empty(&self, tx: &mut Link, group: &str) -> Result<(), Refusal> {
        let gone = sql("DELETE FROM directory_member WHERE org = $1 AND grp = $2");
        gone.bind(&*self.org).bind(group).run(tx).await.map(drop)
    }

    /// The names of the groups that a person is in.
    ///
    /// # Errors
    /// Broken.
    pub async fn directory_groups_of(&self, person: Id) -> Result<Vec<String>, Refusal> {
        let names = sql("SELECT g.name FROM directory_member m JOIN directory_group g ON g.org = m.org AND g.id = m.grp
            WHERE m.org = $1 AND m.person = $2 ORDER BY g.name");
        let names = names.bind(&*self.org).bind(person.to_string());
        let found = names.all(&mut self.read().await?).await?;
        found.iter().map(|row| row.text(0)).collect()
    }

    /// Gives the directory a new key in the place of any before, and notes it; only its hash is stored.
    ///
    /// # Errors
    /// Broken.
    pub async fn put_directory_key(&self, key: &str, event: NewEvent<'_>) -> Result<(), Refusal> {
        let mut tx = self.begin().await?;
        let gone = sql("DELETE FROM directory_key WHERE org = $1");
        gone.bind(&*self.org).run(&mut tx).await?;
        let keep = sql("INSERT INTO directory_key (org, hash, made) VALUES ($1, $2, $3)");
        let keep = keep.bind(&*self.org).bind(sha256_hex(key)).bind(self.now().as_microsecond());
        keep.run(&mut tx).await?;
        self.note_in(&mut tx, event).await?;
        tx.commit().await
    }

    /// Whether this is the directory's key.
    ///
    /// # Errors
    /// Broken.
    pub async fn is_directory_key(&self, key: &str) -> Result<bool, Refusal> {
        let one = sql("SELECT hash FROM directory_key WHERE org = $1 AND hash = $2");
        let one = one.bind(&*self.org).bind(sha256_hex(key));
        Ok(one.maybe(&mut self.read().await?).await?.is_some())
    }
}

fn user_of(row: &Row) -> Result<DirectoryUser, Refusal> {
    Ok(DirectoryUser { account: account_of(row)?, external: row.maybe_text(5)? })
}

fn group_of(row: &Row) -> Result<DirectoryGroup, Refusal> {
    let (id, name) = (row.text(0)?, row.text(1)?);
    Ok(DirectoryGroup { id, name, external: row.maybe_text(2)?, members: Vec::new() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::store;
    use stadga_model::Language;

    fn event(account: &str) -> NewEvent<'_> {
        NewEvent { what: "provisioned", account, actor: "directory", about: "" }
    }

    #[tokio::test]
    async fn an_account_that_changes_its_name_keeps_what_belongs_to_it() {
        let store = store().await;
        let person = Id::new(store.now());
        let account = Account {
            name: "gammalt".into(),
            person,
            secret: String::new(),
            language: Language::Swedish,
            blocked: false,
        };
        let user = DirectoryUser { account, external: Some("x1".into()) };
        let issuer = Some("https://id.example");
        store.put_directory_user(&user, issuer, event("gammalt")).await.unwrap();
        store
            .put_token(
                "t",
                "gammalt",
                ("Rapport", store.now() + jiff::SignedDuration::from_hours(9)),
            )
            .await
            .unwrap();
        let sealed = store.keys.seal(b"hemligt", &crate::factor_place("gammalt")).unwrap();
        let totp = [store.new_factor(crate::FactorKind::Totp, "", sealed)];
        store.change_factors(&[], &totp, event("gammalt")).await.unwrap();
        let account = Account { name: "nytt".into(), ..user.account.clone() };
        let renamed = DirectoryUser { account, ..user };
        store.put_directory_user(&renamed, issuer, event("nytt")).await.unwrap();
        assert!(store.account("gammalt").await.unwrap().is_none());
        assert_eq!(
            store.identity("https://id.example", "x1").await.unwrap().as_deref(),
            Some("nytt")
        );
        assert_eq!(store.token_account("t").await.unwrap().as_deref(), Some("nytt"));
        let totp = store.factors("nytt").await.unwrap().remove(0).secret;
        assert_eq!(store.keys.open(&totp, &crate::factor_place("nytt")).unwrap(), b"hemligt");
        let (count, found) =
            store.directory_users(Some((DirectoryKey::Name, "NYTT")), (0, 9)).await.unwrap();
        assert_eq!((count, found.len()), (1, 1));
        assert_eq!(
            store.directory_users(Some((DirectoryKey::External, "x2")), (0, 9)).await.unwrap().0,
            0
        );
        store.drop_directory_user(&renamed, event("nytt")).await.unwrap();
        assert!(store.directory_user(person).await.unwrap().is_none());
        assert!(store.has_left_directory(person).await.unwrap());
        assert!(store.token_account("t").await.unwrap().is_none(), "its keys have ended");
    }
}
