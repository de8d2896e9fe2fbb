//! Stored files: named by what they are called and hold, so that one is kept once and neither can be exchanged.

use crate::{
    Door, SealFault, Store,
    engine::{Link, sql},
    hex, row, sha256_hex,
};
use sha2::{Digest as _, Sha256};
use stadga_model::{At, FileId, Head, Id, Instant, Refusal};
use std::collections::BTreeMap;

/// A stored file.
#[derive(Clone, Debug)]
pub struct StoredFile {
    /// What it is kept by.
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

/// A file that is to be kept.
#[derive(Clone, Debug)]
pub struct NewFile {
    /// Its name.
    pub name: String,
    /// Its media type.
    pub media: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl NewFile {
    /// The id that it will be kept by.
    pub fn id(&self) -> FileId {
        id_of(&self.name, &self.bytes)
    }
}

/// Keeps a file, unless it is there already.
pub(crate) async fn keep(
    db: &mut Link,
    store: &Store,
    actor: &str,
    file: &NewFile,
) -> Result<(), Refusal> {
    insert(db, store, actor, (&file.id().0, &file.name, file.media), &file.bytes).await
}

async fn insert(
    db: &mut Link,
    store: &Store,
    actor: &str,
    (id, name, media): (&str, &str, &str),
    bytes: &[u8],
) -> Result<(), Refusal> {
    let keep = "INSERT INTO file (org, id, name, media, size, at, actor, bytes)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (org, id) DO NOTHING";
    let keep = sql(keep).bind(&*store.org).bind(id).bind(name).bind(media);
    let keep = keep.bind(i64::try_from(bytes.len()).unwrap_or(i64::MAX));
    keep.bind(store.now().as_microsecond()).bind(actor).bind(bytes).run(db).await.map(drop)
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
        let id = id_of(name, bytes);
        let mut db = self.store().write_one().await?;
        insert(&mut db, self.store(), &self.actor().name, (&id.0, name, media), bytes).await?;
        Ok(id)
    }

    /// The names of kept files by their ids, for those who have come by them; a sealed file does not tell its name.
    ///
    /// # Errors
    /// Broken.
    pub async fn file_names(&self, ids: Vec<String>) -> Result<BTreeMap<String, String>, Refusal> {
        if ids.is_empty() {
            return Ok(BTreeMap::new());
        }
        let mut names = sql("SELECT id, name FROM file WHERE key IS NULL AND org = ");
        names.push_bind(&*self.store().org).push(" AND id IN ").push_list(ids.into_iter());
        let rows = names.all(&mut self.store().read().await?).await?;
        rows.iter().map(|row| Ok((row.text(0)?, row.text(1)?))).collect()
    }

    /// A kept file. Whoever reads it has come by a record that they may read: the id cannot be guessed.
    ///
    /// # Errors
    /// Not found, also when a mark withholds it and does not name the actor; denied, when it does: see
    /// [`Self::reveal_file`].
    pub async fn file(&self, id: &FileId) -> Result<StoredFile, Refusal> {
        let kept = self.kept(id).await?;
        match &kept.withheld_by {
            Some(_) => Err(Refusal::Denied),
            None => kept.opened(self.store()),
        }
    }

    /// The record whose marks withhold a file from all but those whom they name; none, when nothing does.
    ///
    /// # Errors
    /// Not found, also when the marks do not name the actor.
    pub async fn file_withheld_by(&self, id: &FileId) -> Result<Option<Head>, Refusal> {
        Ok(self.kept(id).await?.withheld_by)
    }

    /// A file that a mark withholds, for those whom the mark names; the reading is noted first (SEC-05).
    ///
    /// # Errors
    /// Not found, also when the mark does not name the actor.
    pub async fn reveal_file(&self, id: &FileId, purpose: &str) -> Result<StoredFile, Refusal> {
        let kept = self.kept(id).await?;
        if let Some(head) = &kept.withheld_by {
            self.note_reading(head, purpose).await?;
        }
        kept.opened(self.store())
    }

    async fn kept(&self, id: &FileId) -> Result<Kept, Refusal> {
        let one =
            sql("SELECT name, media, at, bytes, key, record FROM file WHERE org = $1 AND id = $2");
        let one = one.bind(&*self.store().org).bind(&id.0);
        let row = one.maybe(&mut self.store().read().await?).await?.ok_or(Refusal::NotFound)?;
        let sealed = row.maybe_text(4)?.is_some();
        let withheld_by = match row.maybe_text(5)?.filter(|_| sealed) {
            Some(record) => self.withholding(record.parse().map_err(Refusal::broken)?).await?,
            None => None,
        };
        let (name, media, bytes) = (row.text(0)?, row.text(1)?, row.bytes(3)?);
        let file =
            StoredFile { id: id.clone(), name, media, at: row::instant(row.whole(2)?)?, bytes };
        Ok(Kept { file, sealed, withheld_by })
    }

    /// The record, if marks on it still withhold something; one that is marked no more lets all who may read it read its
    /// files.
    async fn withholding(&self, record: Id) -> Result<Option<Head>, Refusal> {
        let head = self.looking_from(At::Now).read(record).await?.head;
        if !self.actor().cleared(&head) {
            return Err(Refusal::NotFound);
        }
        Ok(Some(head).filter(|head| head.withheld.is_some()))
    }
}

/// A file as it is kept.
struct Kept {
    file: StoredFile,
    sealed: bool,
    withheld_by: Option<Head>,
}

impl Kept {
    /// The file with its name and bytes in clear.
    fn opened(self, store: &Store) -> Result<StoredFile, Refusal> {
        if !self.sealed {
            return Ok(self.file);
        }
        let plain = store.keys.open(&self.file.bytes, &place(store, &self.file.id.0))?;
        let opened = parted(plain).ok_or_else(|| Refusal::broken("a sealed file has no name"))?;
        Ok(StoredFile { name: opened.0, bytes: opened.1, ..self.file })
    }
}

/// Seals a file that a mark on `record` withholds, with its name.
pub(crate) async fn seal(
    db: &mut Link,
    store: &Store,
    id: &str,
    record: Id,
) -> Result<(), Refusal> {
    let one = sql("SELECT name, bytes FROM file WHERE org = $1 AND id = $2 AND key IS NULL");
    let Some(row) = one.bind(&*store.org).bind(id).maybe(db).await? else { return Ok(()) };
    let name = row.text(0)?;
    let plain = [name.as_bytes(), b"\0", &row.bytes(1)?].concat();
    let sealed = store.keys.seal(&plain, &place(store, id))?;
    let put = sql(
        "UPDATE file SET name = '', bytes = $1, key = $2, record = $3 WHERE org = $4 AND id = $5",
    );
    let put = put.bind(sealed).bind(store.keys.newest()).bind(record.to_string());
    put.bind(&*store.org).bind(id).run(db).await.map(drop)
}

/// Seals with the newest key what was sealed with an earlier one; returns how many files.
pub(crate) async fn reseal(db: &mut Link, store: &Store) -> Result<u64, Refusal> {
    let old = sql("SELECT id FROM file WHERE org = $1 AND key <> $2");
    let old = old.bind(&*store.org).bind(store.keys.newest()).all(db).await?;
    for id in &old {
        let id = id.text(0)?;
        let one = sql("SELECT bytes FROM file WHERE org = $1 AND id = $2");
        let row = one.bind(&*store.org).bind(&id).one(db).await?;
        let place = place(store, &id);
        let sealed = store.keys.anew(&row.bytes(0)?, &place, &place)?;
        let put = sql("UPDATE file SET bytes = $1, key = $2 WHERE org = $3 AND id = $4");
        let put = put.bind(sealed).bind(store.keys.newest());
        put.bind(&*store.org).bind(&id).run(db).await?;
    }
    Ok(old.len() as u64)
}

/// A kept file, held to its id.
pub(crate) struct Held {
    pub id: String,
    /// Whether its name and bytes are those that it is kept by; of a sealed one only who has the key can tell.
    pub holds: bool,
}

/// The file after the one called `after`.
pub(crate) async fn after(
    db: &mut Link,
    store: &Store,
    after: &str,
) -> Result<Option<Held>, Refusal> {
    let next =
        sql("SELECT id, name, bytes, key FROM file WHERE org = $1 AND id > $2 ORDER BY id LIMIT 1");
    let next = next.bind(&*store.org).bind(after).maybe(db).await?;
    let Some(row) = next else { return Ok(None) };
    let (id, name, bytes) = (row.text(0)?, row.text(1)?, row.bytes(2)?);
    let holds = match row.maybe_text(3)? {
        None => is_of(&id, &name, &bytes),
        Some(_) => match store.keys.open(&bytes, &place(store, &id)) {
            Err(SealFault::OtherKey(_)) => true,
            opened => {
                opened.ok().and_then(parted).is_some_and(|(name, bytes)| is_of(&id, &name, &bytes))
            }
        },
    };
    Ok(Some(Held { id, holds }))
}

/// What a file is kept by: the same bytes that come under two names are two files, each with its own.
fn id_of(name: &str, bytes: &[u8]) -> FileId {
    let digest = Sha256::new().chain_update(name).chain_update([0]).chain_update(bytes);
    FileId(hex(&digest.finalize()))
}

/// Whether a file is what it is kept by. Earlier versions kept files by their bytes alone.
fn is_of(id: &str, name: &str, bytes: &[u8]) -> bool {
    id_of(name, bytes).0 == id || sha256_hex(bytes) == id
}

/// Where a file is sealed: it opens nowhere else.
fn place(store: &Store, id: &str) -> Vec<u8> {
    format!("{}/file/{id}", store.org).into_bytes()
}

/// A sealed file's name and bytes.
fn parted(mut plain: Vec<u8>) -> Option<(String, Vec<u8>)> {
    let end = plain.iter().position(|byte| *byte == 0)?;
    let bytes = plain.split_off(end + 1);
    plain.pop();
    Some((String::from_utf8(plain).ok()?, bytes))
}
