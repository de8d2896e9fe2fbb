//! Files that were handed in and wait to be used: those that never are, are swept away after a day.

use crate::{Door, Store, broken};
use sqlx::Row as _;
use stadga_model::{FileId, Refusal};

/// How long a file waits.
const PATIENCE: i64 = 24 * 60 * 60 * 1_000_000;

impl Door {
    /// Lets a kept file wait to be used.
    ///
    /// # Errors
    /// Broken.
    pub async fn let_wait(&self, id: &FileId) -> Result<(), Refusal> {
        let sql = "INSERT INTO waiting_file (org, file, at) VALUES ($1, $2, $3)
            ON CONFLICT (org, file) DO UPDATE SET at = excluded.at";
        let query = sqlx::query(sql).bind(&*self.store().org).bind(&id.0);
        let query = query.bind(self.store().now().as_microsecond());
        query.execute(&self.store().writer).await.map_err(broken).map(drop)
    }

    /// A waiting file has been used: it stays.
    ///
    /// # Errors
    /// Broken.
    pub async fn has_used(&self, id: &FileId) -> Result<(), Refusal> {
        let query = sqlx::query("DELETE FROM waiting_file WHERE org = $1 AND file = $2");
        let query = query.bind(&*self.store().org).bind(&id.0);
        query.execute(&self.store().writer).await.map_err(broken).map(drop)
    }
}

impl Store {
    /// Sweeps away files that have waited for more than a day, unless a record names the same bytes. How many went.
    ///
    /// # Errors
    /// Broken.
    pub async fn sweep_files(&self) -> Result<u64, Refusal> {
        let since = self.now().as_microsecond() - PATIENCE;
        let mut tx = self.writer.begin_with("BEGIN IMMEDIATE").await.map_err(broken)?;
        let old = sqlx::query("DELETE FROM waiting_file WHERE org = $1 AND at < $2 RETURNING file");
        let old = old.bind(&*self.org).bind(since).fetch_all(&mut *tx).await.map_err(broken)?;
        let mut gone = 0;
        for file in old {
            let sql = "DELETE FROM file WHERE org = $1 AND id = $2
                AND NOT EXISTS (SELECT 1 FROM revision WHERE org = $1 AND instr(body, $2) > 0)";
            let query = sqlx::query(sql).bind(&*self.org).bind(file.get::<String, _>(0));
            gone += query.execute(&mut *tx).await.map_err(broken)?.rows_affected();
        }
        tx.commit().await.map_err(broken)?;
        Ok(gone)
    }
}
