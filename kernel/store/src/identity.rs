//! Who an account is at the organisation's sign-in services: by service and the subject there, by nothing else (SEC-08).

use crate::{
    NewEvent, Store,
    engine::{Link, sql},
    sha256_hex,
};
use stadga_model::Refusal;

impl Store {
    /// The account of a subject at a service.
    ///
    /// # Errors
    /// Broken.
    pub async fn identity(&self, issuer: &str, subject: &str) -> Result<Option<String>, Refusal> {
        let one =
            sql("SELECT account FROM identity WHERE org = $1 AND issuer = $2 AND subject = $3");
        let one = one.bind(&*self.org).bind(issuer).bind(subject);
        let found = one.maybe(&mut self.read().await?).await?;
        found.map(|row| row.text(0)).transpose()
    }

    /// Uses an invitation up by joining its account to a subject, and notes it. False, and nothing changed, where it has
    /// been used or the subject has an account already.
    ///
    /// # Errors
    /// Broken.
    pub async fn accept_as(
        &self,
        token: &str,
        (issuer, subject): (&str, &str),
        event: NewEvent<'_>,
    ) -> Result<bool, Refusal> {
        let mut tx = self.begin().await?;
        let end = sql(
            "DELETE FROM invitation WHERE org = $1 AND token = $2 AND until >= $3 AND name = $4",
        );
        let end = end.bind(&*self.org).bind(sha256_hex(token)).bind(self.now().as_microsecond());
        if end.bind(event.account).run(&mut tx).await? == 0 {
            return Ok(false);
        }
        if !self.join_in(&mut tx, (issuer, subject), event.account).await? {
            return Ok(false);
        }
        self.note_in(&mut tx, event).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Joins an account to a subject; false where the subject has one already.
    pub(crate) async fn join_in(
        &self,
        tx: &mut Link,
        (issuer, subject): (&str, &str),
        account: &str,
    ) -> Result<bool, Refusal> {
        let join = sql("INSERT INTO identity (org, issuer, subject, account, made)
            VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING");
        let join = join.bind(&*self.org).bind(issuer).bind(subject).bind(account);
        Ok(join.bind(self.now().as_microsecond()).run(tx).await? == 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Invitation, tests::store};
    use jiff::SignedDuration;

    const WHO: (&str, &str) = ("https://id.example", "abc");

    fn event(account: &str) -> NewEvent<'_> {
        NewEvent { what: "joined", account, actor: account, about: "" }
    }

    #[tokio::test]
    async fn sec_08_an_invitation_joins_one_account_to_one_subject_of_one_service() {
        let store = store().await;
        let until = store.now() + SignedDuration::from_hours(1);
        for (token, name) in [("a", "revisor"), ("b", "strateg")] {
            let invitation = Invitation { name: name.into(), until };
            store.invite(token, &invitation, event(name)).await.unwrap();
        }
        assert!(
            !store.accept_as("a", WHO, event("strateg")).await.unwrap(),
            "another's invitation"
        );
        assert!(store.accept_as("a", WHO, event("revisor")).await.unwrap());
        assert!(!store.accept_as("a", WHO, event("revisor")).await.unwrap(), "used");
        assert!(!store.accept_as("b", WHO, event("strateg")).await.unwrap(), "taken");
        assert!(store.invitation("b").await.unwrap().is_some(), "nothing has changed");
        assert_eq!(store.identity(WHO.0, WHO.1).await.unwrap().as_deref(), Some("revisor"));
        assert_eq!(store.identity("https://other.example", "abc").await.unwrap(), None);
    }
}
