//! Saved views: a list's filter, order and columns under a name, for oneself or for all.

use crate::{
    Door,
    engine::{Row, sql},
};
use stadga_model::{Id, Refusal};

/// A saved view of a list.
#[derive(Clone, Debug)]
pub struct SavedView {
    /// Its name.
    pub name: String,
    /// The list's address query.
    pub query: String,
    /// Whether everybody sees it.
    pub shared: bool,
    /// Whether it is the reader's own.
    pub own: bool,
}

impl Door {
    fn person(&self) -> Result<Id, Refusal> {
        self.actor().person.ok_or(Refusal::Denied)
    }

    /// The reader's own views of a kind's list and those that others share.
    ///
    /// # Errors
    /// Broken.
    pub async fn saved_views(&self, kind: &str) -> Result<Vec<SavedView>, Refusal> {
        let person = self.person().map(|id| id.to_string()).unwrap_or_default();
        let views = sql("SELECT name, query, shared, person FROM saved_view
            WHERE org = $1 AND kind = $2 AND (person = $3 OR shared = 1) ORDER BY name");
        let views = views.bind(&*self.store().org).bind(kind).bind(&person);
        let rows = views.all(&mut self.store().read().await?).await?;
        let view = |row: &Row| {
            Ok(SavedView {
                name: row.text(0)?,
                query: row.text(1)?,
                shared: row.whole(2)? != 0,
                own: row.text(3)? == person,
            })
        };
        rows.iter().map(view).collect()
    }

    /// Saves a view under its name.
    ///
    /// # Errors
    /// Denied, when nobody is signed in.
    pub async fn save_view(&self, kind: &str, view: &SavedView) -> Result<(), Refusal> {
        let keep = "INSERT INTO saved_view (org, person, kind, name, query, shared) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (org, person, kind, name) DO UPDATE SET query = excluded.query, shared = excluded.shared";
        let person = self.person()?.to_string();
        let keep = sql(keep).bind(&*self.store().org).bind(person).bind(kind).bind(&view.name);
        let keep = keep.bind(&view.query).bind(i64::from(view.shared));
        keep.run(&mut self.store().write_one().await?).await.map(drop)
    }

    /// Forgets one of the reader's own views.
    ///
    /// # Errors
    /// Denied, when nobody is signed in.
    pub async fn forget_view(&self, kind: &str, name: &str) -> Result<(), Refusal> {
        let forget = sql(
            "DELETE FROM saved_view WHERE org = $1 AND person = $2 AND kind = $3 AND name = $4",
        );
        let person = self.person()?.to_string();
        let forget = forget.bind(&*self.store().org).bind(person).bind(kind).bind(name);
        forget.run(&mut self.store().write_one().await?).await.map(drop)
    }
}
