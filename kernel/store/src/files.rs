//! Stored files: named by what is in them, so that a file is kept once and cannot be exchanged.

use crate::{Door, engine::sql, sha256_hex};
use stadga_model::{FileId, Instant, Refusal};

/// A stored file.
#[derive(Clone, Debug)]
pub struct StoredFile {
    /// SHA-256 of its bytes.
    pub id: FileId,
    /// The name that it came with.
    pub name: String,
    /// Its media type.
    pub media: String,
    /// When it came.
    pub at: Instant,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Door {
    /// Keeps a file and returns its id.
    ///
    /// # Errors
    /// Broken.
    pub async fn keep_file(
        &self,
        name: &str,
        media: &str,
        bytes: &[u8],
    ) -> Result<FileId, Refusal> {
        let id = sha256_hex(bytes);
        let keep = "INSERT INTO file (org, id, name, media, size, at, actor, bytes)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (org, id) DO NOTHING";
        let keep = sql(keep)
            .bind(&*self.store().org)
            .bind(&id)
            .bind(name)
            .bind(media)
            .bind(i64::try_from(bytes.len()).unwrap_or(i64::MAX))
            .bind(self.store().now().as_microsecond())
            .bind(&self.actor().name)
            .bind(bytes);
        keep.run(&mut self.store().write_one().await?).await?;
        Ok(FileId(id))
    }

    /// A kept file. Whoever reads it has come by a record that they may read: the id cannot be guessed.
    ///
    /// # Errors
    /// Not found.
    pub async fn file(&self, id: &FileId) -> Result<StoredFile, Refusal> {
        let one = sql("SELECT name, media, at, bytes FROM file WHERE org = $1 AND id = $2");
        let one = one.bind(&*self.store().org).bind(&id.0);
        let row = one.maybe(&mut self.store().read().await?).await?.ok_or(Refusal::NotFound)?;
        Ok(StoredFile {
            id: id.clone(),
            name: row.text(0)?,
            media: row.text(1)?,
            at: crate::row::instant(row.whole(2)?)?,
            bytes: row.bytes(3)?,
        })
    }
}
