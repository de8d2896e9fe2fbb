//! Checkpoints: size and root of the log, signed, in the public format `c2sp.org/tlog-checkpoint`.

use super::tree::Hash;
use crate::{
    Store,
    engine::{Link, Row, sql},
    row,
};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use rand_core::OsRng;
use signed_note::{
    Note, Signer as _, StandardSigner, StandardVerifier, Verifier as _, VerifierList,
};
use stadga_model::{Instant, Refusal};
use std::fmt;

/// What the log held at an instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Whose log it is: the signing key's name, a slash and the organisation.
    pub origin: String,
    /// How many revisions there were.
    pub size: u64,
    /// The tree's root, in base64.
    pub root: String,
    /// When it was made.
    pub at: Instant,
}

/// A checkpoint that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum CheckpointFault {
    /// It is no signed note, or not of a checkpoint.
    #[error("it is no signed checkpoint")]
    Shape,
    /// No signature of the known key fits.
    #[error("its signature is not of the log's key, or it was changed after it was signed")]
    Signature,
    /// The key itself cannot be read.
    #[error("the key cannot be read: {0}")]
    Key(String),
}

impl fmt::Display for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}\n{}\n{}\n{}", self.origin, self.size, self.root, self.at)
    }
}

impl Checkpoint {
    /// Reads a signed checkpoint and proves its signature.
    ///
    /// # Errors
    /// When it is no checkpoint, or the signature does not fit.
    pub fn read(text: &str, verifier: &Verifier) -> Result<Self, CheckpointFault> {
        let note = Note::from_bytes(text.as_bytes()).map_err(|_| CheckpointFault::Shape)?;
        note.verify(&verifier.list()).map_err(|_| CheckpointFault::Signature)?;
        let text = std::str::from_utf8(note.text()).map_err(|_| CheckpointFault::Shape)?;
        let mut lines = text.lines();
        let mut line = || lines.next().ok_or(CheckpointFault::Shape);
        Ok(Self {
            origin: line()?.to_owned(),
            size: line()?.parse().map_err(|_| CheckpointFault::Shape)?,
            root: line()?.to_owned(),
            at: line()?.parse().map_err(|_| CheckpointFault::Shape)?,
        })
    }

    /// The organisation that it is of.
    pub fn org(&self) -> &str {
        self.origin.rsplit_once('/').map_or("", |(_, org)| org)
    }
}

/// The log's private key.
#[derive(Clone)]
pub struct Signer(StandardSigner);

/// The log's public key, given to whoever is to verify; and those that it had before.
#[derive(Clone)]
pub struct Verifier(Vec<StandardVerifier>);

impl Signer {
    /// A new key pair under a name (the program's address, without spaces): private, then public, as lines of text.
    pub fn generate(name: &str) -> (String, String) {
        signed_note::generate_key(&mut OsRng, name)
    }

    /// Reads a private key's line.
    ///
    /// # Errors
    /// When it is none.
    pub fn read(line: &str) -> Result<Self, CheckpointFault> {
        let signer = StandardSigner::new(line.trim());
        signer.map(Self).map_err(|e| CheckpointFault::Key(e.to_string()))
    }

    /// The signed text of a checkpoint.
    ///
    /// # Errors
    /// Broken.
    pub fn sign(&self, checkpoint: &Checkpoint) -> Result<String, Refusal> {
        let text = checkpoint.to_string();
        let mut note = Note::new(text.as_bytes(), &[]).map_err(Refusal::broken)?;
        note.add_sigs(&[&self.0]).map_err(Refusal::broken)?;
        String::from_utf8(note.to_bytes()).map_err(Refusal::broken)
    }
}

impl Verifier {
    /// Reads public keys, one a line, the newest first.
    ///
    /// # Errors
    /// When there is none, or a line is none.
    pub fn read(lines: &str) -> Result<Self, CheckpointFault> {
        let lines = lines.lines().map(str::trim).filter(|line| !line.is_empty());
        let keys: Vec<_> = lines
            .map(|line| {
                StandardVerifier::new(line).map_err(|e| CheckpointFault::Key(e.to_string()))
            })
            .collect::<Result<_, _>>()?;
        if keys.is_empty() {
            return Err(CheckpointFault::Key("there is no key in it".into()));
        }
        Ok(Self(keys))
    }

    /// The key's name.
    pub fn name(&self) -> &str {
        self.0.first().map_or("", |key| key.name())
    }

    fn list(&self) -> VerifierList {
        let boxed =
            |key: &StandardVerifier| Box::new(key.clone()) as Box<dyn signed_note::Verifier>;
        VerifierList::new(self.0.iter().map(boxed).collect())
    }
}

impl Store {
    /// What the log holds now.
    ///
    /// # Errors
    /// Broken.
    pub async fn checkpoint(&self, signer: &Signer) -> Result<Checkpoint, Refusal> {
        let (size, root) = self.log_root().await?;
        let origin = format!("{}/{}", signer.0.name(), self.org);
        Ok(Checkpoint { origin, size, root, at: self.now() })
    }

    /// How many revisions the log holds, and the root of its tree in base64.
    ///
    /// # Errors
    /// Broken.
    pub async fn log_root(&self) -> Result<(u64, String), Refusal> {
        self.root_in(&mut self.snapshot().await?).await
    }

    pub(crate) async fn root_in(&self, db: &mut Link) -> Result<(u64, String), Refusal> {
        let size = self.log_size(db).await?;
        Ok((size, base64(&self.hash_of(db, 0, size).await?)))
    }

    pub(super) async fn log_size(&self, db: &mut Link) -> Result<u64, Refusal> {
        let size = sql("SELECT coalesce(max(seq), 0) FROM revision WHERE org = $1");
        let size = size.bind(&*self.org).one(db).await?.whole(0)?;
        u64::try_from(size).map_err(Refusal::broken)
    }

    /// Keeps a signed checkpoint also in the database, where proofs and documents take it from.
    ///
    /// # Errors
    /// Broken.
    pub async fn keep_checkpoint(
        &self,
        checkpoint: &Checkpoint,
        note: &str,
    ) -> Result<(), Refusal> {
        let keep =
            sql("INSERT INTO checkpoint (org, size, root, at, note) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (org, size) DO NOTHING");
        let size = i64::try_from(checkpoint.size).map_err(Refusal::broken)?;
        let keep = keep.bind(&*self.org).bind(size).bind(&checkpoint.root);
        let keep = keep.bind(checkpoint.at.as_microsecond()).bind(note);
        keep.run(&mut self.write_one().await?).await.map(drop)
    }

    /// The last checkpoint that was made up to an instant, with its signed text. Its signature is not proven here.
    ///
    /// # Errors
    /// Broken.
    pub async fn checkpoint_as_of(
        &self,
        at: Instant,
    ) -> Result<Option<(Checkpoint, String)>, Refusal> {
        let last = sql("SELECT size, root, at, note FROM checkpoint WHERE org = $1 AND at <= $2
            ORDER BY at DESC, size DESC LIMIT 1");
        let last = last.bind(&*self.org).bind(at.as_microsecond());
        let last = last.maybe(&mut self.read().await?).await?;
        last.as_ref().map(kept).transpose()
    }

    /// The first checkpoint that covers a place in the log, with its signed text.
    ///
    /// # Errors
    /// Broken.
    pub(super) async fn checkpoint_over(
        &self,
        db: &mut Link,
        seq: i64,
    ) -> Result<Option<(Checkpoint, String)>, Refusal> {
        let first = sql("SELECT size, root, at, note FROM checkpoint WHERE org = $1 AND size >= $2
            ORDER BY size LIMIT 1");
        let first = first.bind(&*self.org).bind(seq).maybe(db).await?;
        first.as_ref().map(kept).transpose()
    }
}

/// A checkpoint as it is kept, with its signed text.
fn kept(row: &Row) -> Result<(Checkpoint, String), Refusal> {
    let note = row.text(3)?;
    let checkpoint = Checkpoint {
        origin: note.lines().next().unwrap_or_default().to_owned(),
        size: u64::try_from(row.whole(0)?).map_err(Refusal::broken)?,
        root: row.text(1)?,
        at: row::instant(row.whole(2)?)?,
    };
    Ok((checkpoint, note))
}

/// A hash in base64, as checkpoints write it.
pub(super) fn base64(hash: &Hash) -> String {
    BASE64_STANDARD.encode(hash)
}
