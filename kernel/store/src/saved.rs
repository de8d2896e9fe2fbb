//! Saved views: a list's filter, order and columns under a name, for oneself or for all.

use crate::{Door, broken};
use sqlx::Row as _;
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
        let sql = "SELECT name, query, shared, person = $3 FROM saved_view
            WHERE org = $1 AND kind = $2 AND (person = $3 OR shared = 1) ORDER BY name";
        let query = sqlx::query(sql).bind(&*self.store().org).bind(kind).bind(person);
        let rows = query.fetch_all(&self.store().readers).await.map_err(broken)?;
        let view = |row: &sqlx::sqlite::SqliteRow| SavedView {
            name: row.get(0),
            query: row.get(1),
            shared: row.get::<i64, _>(2) != 0,
            own: row.get::<i64, _>(3) != 0,
        };
        Ok(rows.iter().map(view).collect())
    }

    /// Saves a view under its name.
    ///
    /// # Errors
    /// Denied, when nobody is signed in.
    pub async fn save_view(&self, kind: &str, view: &SavedView) -> Result<(), Refusal> {
        let sql = "INSERT INTO saved_view (org, person, kind, name, query, shared) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (org, person, kind, name) DO UPDATE SET query = excluded.query, shared = excluded.shared";
        let person = self.person()?.to_string();
        let query =
            sqlx::query(sql).bind(&*self.store().org).bind(person).bind(kind).bind(&view.name);
        let query = query.bind(&view.query).bind(i64::from(view.shared));
        query.execute(&self.store().writer).await.map_err(broken).map(drop)
    }

    /// Forgets one of the reader's own views.
    ///
    /// # Errors
    /// Denied, when nobody is signed in.
    pub async fn forget_view(&self, kind: &str, name: &str) -> Result<(), Refusal> {
        let sql =
            "DELETE FROM saved_view WHERE org = $1 AND person = $2 AND kind = $3 AND name = $4";
        let query = sqlx::query(sql)
            .bind(&*self.store().org)
            .bind(self.person()?.to_string())
            .bind(kind)
            .bind(name);
        query.execute(&self.store().writer).await.map_err(broken).map(drop)
    }
}
