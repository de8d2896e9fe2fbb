//! What the database holds and how it is used, in numbers: for whoever watches over the program.

use crate::{
    Store,
    engine::{Link, sql},
};
use stadga_model::Refusal;

/// The numbers of an organisation's database.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// How many revisions the log covers.
    pub revisions: i64,
    /// How many sessions have not ended.
    pub sessions: i64,
    /// How many breaches stood when the rules were last asked.
    pub breaches: i64,
}

/// How a program's connections to its database are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Connections {
    /// How many there are.
    pub open: u32,
    /// How many of them wait for work.
    pub idle: usize,
}

impl Store {
    /// What the database holds, in numbers.
    ///
    /// # Errors
    /// Broken.
    pub async fn figures(&self) -> Result<Figures, Refusal> {
        let mut link = self.read().await?;
        let now = self.now().as_microsecond();
        Ok(Figures {
            revisions: self
                .count("SELECT coalesce(max(size), 0) FROM ledger WHERE org = $1", &mut link)
                .await?,
            sessions: self
                .count(
                    &format!("SELECT count(*) FROM session WHERE org = $1 AND until > {now}"),
                    &mut link,
                )
                .await?,
            breaches: self.count("SELECT count(*) FROM breach WHERE org = $1", &mut link).await?,
        })
    }

    async fn count(&self, statement: &str, link: &mut Link) -> Result<i64, Refusal> {
        sql(statement).bind(&*self.org).one(link).await?.whole(0)
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        StoredSession,
        tests::{store, task},
    };
    use stadga_model::{Actor, At};
    use std::time::Duration;

    #[tokio::test]
    async fn what_is_held_is_counted() {
        let store = store().await;
        let before = store.figures().await.unwrap();
        store.door(Actor::program("test"), At::Now).create(&task("ett"), "").await.unwrap();
        let (id, account) = ("a".repeat(64), "strateg".to_owned());
        let until = store.now() + Duration::from_secs(60);
        let session = StoredSession { id, account, until, data: "{}".into() };
        store.put_session(&session).await.unwrap();
        let after = store.figures().await.unwrap();
        assert_eq!(after.revisions, before.revisions + 1);
        assert_eq!((before.sessions, after.sessions), (0, 1));
        assert!(store.connections().open > 0);
        assert!(store.is_of_this_layout().await.unwrap());
    }
}
