//! Checkpoints: size and root of the log, signed, in the public format `c2sp.org/tlog-checkpoint`.

use crate::{Store, engine::sql};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use ct_merkle::mem_backed_tree::MemoryBackedTree;
use rand_core::OsRng;
use sha2::Sha256;
use signed_note::{
    Note, Signer as _, StandardSigner, StandardVerifier, Verifier as _, VerifierList,
};
use stadga_model::{Instant, Refusal};
use std::fmt;

/// The tree over the leaves' digests (as 64 hexadecimal digits each).
pub(super) type Tree = MemoryBackedTree<Sha256, String>;

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
        let known = VerifierList::new(vec![Box::new(verifier.0.clone())]);
        note.verify(&known).map_err(|_| CheckpointFault::Signature)?;
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

/// The log's public key: given to whoever is to verify.
#[derive(Clone)]
pub struct Verifier(StandardVerifier);

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
    /// Reads a public key's line.
    ///
    /// # Errors
    /// When it is none.
    pub fn read(line: &str) -> Result<Self, CheckpointFault> {
        let verifier = StandardVerifier::new(line.trim());
        verifier.map(Self).map_err(|e| CheckpointFault::Key(e.to_string()))
    }

    /// The key's name.
    pub fn name(&self) -> &str {
        self.0.name()
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
        let leaves = sql("SELECT leaf FROM revision WHERE org = $1 ORDER BY seq");
        let leaves = leaves.bind(&*self.org).all(&mut self.read().await?).await?;
        let mut tree = Tree::new();
        for leaf in &leaves {
            tree.push(leaf.text(0)?);
        }
        Ok((tree.len(), root(&tree)))
    }
}

/// The root in base64.
pub(super) fn root(tree: &Tree) -> String {
    BASE64_STANDARD.encode(tree.root().as_bytes())
}
