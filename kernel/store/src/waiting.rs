//! Files that were handed in and wait to be used: those that never are, are swept away after a day.

use crate::{Door, Store, engine::sql};
use stadga_model::{FileId, Refusal};

/// How long a file waits.
const PATIENCE: i64 = 24 * 60 * 60 * 1_000_000;

impl Door {
    /// Lets a kept file wait to be used.
    ///
    /// # Errors
    /// Broken.
    pub async fn let_wait(&self, id: &FileId) -> Result<(), Refusal> {
        let keep = sql("INSERT INTO waiting_file (org, file, at) VALUES ($1, $2, $3)
            ON CONFLICT (org, file) DO UPDATE SET at = excluded.at");
        let keep = keep.bind(&*self.store().org).bind(&id.0);
        let keep = keep.bind(self.store().now().as_microsecond());
        keep.run(&mut self.store().write_one().await?).await.map(drop)
    }

    /// A waiting file has been used: it stays.
    ///
    /// # Errors
    /// Broken.
    pub async fn has_used(&self, id: &FileId) -> Result<(), Refusal> {
        let used = sql("DELETE FROM waiting_file WHERE org = $1 AND file = $2");
        let used = used.bind(&*self.store().org).bind(&id.0);
        used.run(&mut self.store().write_one().await?).await.map(drop)
    }
}

impl Store {
    /// Sweeps away files that have waited for more than a day, unless a record names the same bytes. How many went.
    ///
    /// # Errors
    /// Broken.
    pub async fn sweep_files(&self) -> Result<u64, Refusal> {
        let since = self.now().as_microsecond() - PATIENCE;
        let mut tx = self.begin().await?;
        let old = sql("DELETE FROM waiting_file WHERE org = $1 AND at < $2 RETURNING file");
        let old = old.bind(&*self.org).bind(since).all(&mut tx).await?;
        let mut gone = 0;
        for file in old {
            let sweep = sql("DELETE FROM file WHERE org = $1 AND id = $2 AND NOT EXISTS
                (SELECT 1 FROM revision WHERE org = $1 AND CAST(body AS TEXT) LIKE '%' || $2 || '%')");
            gone += sweep.bind(&*self.org).bind(file.text(0)?).run(&mut tx).await?;
        }
        tx.commit().await?;
        Ok(gone)
    }
}
