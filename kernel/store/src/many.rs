//! Several records at once: the titles of a page's links in one query, and what a person has lately worked with.

use crate::{
    Door,
    engine::{seen_from, sql},
    row,
};
use stadga_model::{Action, Id, Refusal, Revision};

/// A page has no more links than it has sense; a longer list is cut.
const MOST: usize = 2_000;

impl Door {
    /// The records with these ids, as far as the actor may read them, in no order.
    ///
    /// # Errors
    /// Broken.
    pub async fn read_many(&self, ids: &[Id]) -> Result<Vec<Revision>, Refusal> {
        self.find_many("r.id", ids.iter().map(Id::to_string).collect()).await
    }

    /// The records with these numbers, as far as the actor may read them, in no order: histories name actors by them.
    ///
    /// # Errors
    /// Broken.
    pub async fn read_numbers(&self, numbers: &[String]) -> Result<Vec<Revision>, Refusal> {
        self.find_many("r.number", numbers.to_vec()).await
    }

    async fn find_many(&self, column: &str, keys: Vec<String>) -> Result<Vec<Revision>, Refusal> {
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let (columns, seen) = (row::COLUMNS, seen_from("r", self.at()));
        let mut many = sql(format!("SELECT {columns} FROM revision r WHERE {seen} AND r.org = "));
        many.push_bind(&*self.store().org).push(&format!(" AND {column} IN "));
        many.push_list(keys.into_iter().take(MOST));
        let rows = many.all(&mut self.store().read().await?).await?;
        let mut found: Vec<_> = rows.iter().map(row::revision).collect::<Result<_, _>>()?;
        found.retain(|revision| self.may(Action::Read, &revision.head));
        Ok(found)
    }

    /// The records that the reader owns, lately changed first.
    ///
    /// # Errors
    /// Broken.
    pub async fn lately_own(&self, limit: u8) -> Result<Vec<Revision>, Refusal> {
        let Some(person) = self.actor().person else { return Ok(Vec::new()) };
        let (columns, seen) = (row::COLUMNS, seen_from("r", self.at()));
        let own = sql(format!(
            "SELECT {columns} FROM revision r WHERE {seen} AND r.org = $1 AND r.owner = $2
             ORDER BY r.at DESC LIMIT $3"
        ));
        let own = own.bind(&*self.store().org).bind(person.to_string()).bind(i64::from(limit));
        let rows = own.all(&mut self.store().read().await?).await?;
        rows.iter().map(row::revision).collect()
    }
}
