//! Proofs for others: that a revision is in the log, and that a log only grew; checked without the database (RFC 6962).

use super::{
    Checkpoint, CheckpointFault, Verifier,
    checkpoint::base64,
    fields::digest,
    leaf::{Leaf, proven},
};
use crate::{
    Door, Store,
    engine::{Link, sql},
    hex, sha256_hex,
};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use ct_merkle::{
    ConsistencyProof, InclusionProof, RootHash, indices_for_consistency_proof,
    indices_for_inclusion_proof,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::Sha256;
use stadga_model::{Id, Refusal};
use std::collections::BTreeMap;

/// A proof, as it stands in a file. docs/proof.md says how anybody checks it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "format", deny_unknown_fields)]
pub enum Proof {
    /// That a revision is in the log, as it was written.
    #[serde(rename = "stadga-proof-1")]
    Inclusion {
        /// What is proven of the revision: its head, and a salted digest of each field.
        leaf: Value,
        /// The fields that are shown, with the salts of their digests.
        opened: BTreeMap<String, Shown>,
        /// The audit path, from the leaf's sibling up to the root, in base64.
        path: Vec<String>,
        /// The signed checkpoint.
        checkpoint: String,
    },
    /// That a later log is an earlier one with more at its end.
    #[serde(rename = "stadga-growth-1")]
    Growth {
        /// The earlier signed checkpoint.
        older: String,
        /// The later one.
        newer: String,
        /// The consistency proof, in base64.
        path: Vec<String>,
    },
}

/// A field that is shown in a proof.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shown {
    /// Its value.
    pub value: Value,
    /// The salt of its digest.
    pub salt: String,
}

/// What a proof proves.
#[derive(Clone, Debug, PartialEq)]
pub enum Proven {
    /// The revision is in the log that the checkpoint is of.
    Inclusion {
        /// The record's number.
        number: String,
        /// Which revision.
        revision: i64,
        /// The fields that are shown.
        opened: usize,
        /// The checkpoint.
        checkpoint: Checkpoint,
    },
    /// The log grew from one checkpoint to the other, and nothing before was changed.
    Growth {
        /// The earlier one.
        older: Checkpoint,
        /// The later one.
        newer: Checkpoint,
    },
}

/// Why a proof proves nothing.
#[derive(Debug, thiserror::Error)]
pub enum ProofFault {
    /// It is no proof.
    #[error("it is no proof of Stadga: {0}")]
    Shape(String),
    /// A checkpoint in it cannot be used.
    #[error("its checkpoint cannot be used: {0}")]
    Checkpoint(#[from] CheckpointFault),
    /// The two checkpoints are of different logs, or in the wrong order.
    #[error("its checkpoints do not follow each other")]
    Order,
    /// The path does not lead from the leaf to the checkpoint's root.
    #[error("its path does not lead to the checkpoint: the revision was not in the log like this")]
    Path,
    /// The path does not lead from one checkpoint to the other.
    #[error(
        "its path does not lead from one checkpoint to the other: what was there before was changed"
    )]
    Growth,
    /// A shown value is not the one in the log.
    #[error("the field {0} is not the one in the log")]
    Field(String),
}

impl Proof {
    /// Reads a proof.
    ///
    /// # Errors
    /// When it is none.
    pub fn read(text: &str) -> Result<Self, ProofFault> {
        serde_json::from_str(text).map_err(|e| ProofFault::Shape(e.to_string()))
    }

    /// The proof as the text of a file.
    ///
    /// # Errors
    /// Broken.
    pub fn text(&self) -> Result<String, Refusal> {
        serde_json::to_string_pretty(self).map_err(Refusal::broken)
    }

    /// Checks it by the log's public key alone.
    ///
    /// # Errors
    /// Says what does not fit.
    pub fn check(&self, verifier: &Verifier) -> Result<Proven, ProofFault> {
        match self {
            Self::Inclusion { leaf, opened, path, checkpoint } => {
                let checkpoint = Checkpoint::read(checkpoint, verifier)?;
                included(leaf, opened, path, checkpoint)
            }
            Self::Growth { older, newer, path } => {
                let older = Checkpoint::read(older, verifier)?;
                let newer = Checkpoint::read(newer, verifier)?;
                if older.origin != newer.origin || older.size > newer.size {
                    return Err(ProofFault::Order);
                }
                let proof = ConsistencyProof::<Sha256>::try_from_bytes(hashes(path)?);
                let proof = proof.map_err(|_| ProofFault::Growth)?;
                // Everything has grown from nothing.
                if older.size > 0 {
                    let grown = root(&newer)?.verify_consistency(&root(&older)?, &proof);
                    grown.map_err(|_| ProofFault::Growth)?;
                }
                Ok(Proven::Growth { older, newer })
            }
        }
    }
}

fn included(
    leaf: &Value,
    opened: &BTreeMap<String, Shown>,
    path: &[String],
    checkpoint: Checkpoint,
) -> Result<Proven, ProofFault> {
    let shape = |what: &str| ProofFault::Shape(what.to_owned());
    let text = |name: &str| leaf.get(name).and_then(Value::as_str);
    let whole = |name: &str| leaf.get(name).and_then(Value::as_i64);
    let (number, org) = (text("number").zip(text("org"))).ok_or_else(|| shape("its leaf"))?;
    let (revision, seq) = (whole("revision").zip(whole("seq"))).ok_or_else(|| shape("its leaf"))?;
    let place = u64::try_from(seq - 1).map_err(|_| shape("its place"))?;
    if org != checkpoint.org() {
        return Err(ProofFault::Path);
    }
    let canonical = serde_json_canonicalizer::to_vec(leaf).map_err(|_| shape("its leaf"))?;
    let proof =
        InclusionProof::<Sha256>::try_from_bytes(hashes(path)?).map_err(|_| ProofFault::Path)?;
    let proven = root(&checkpoint)?.verify_inclusion(&sha256_hex(canonical), place, &proof);
    proven.map_err(|_| ProofFault::Path)?;
    for (name, Shown { value, salt }) in opened {
        let told = leaf.get("fields").and_then(|fields| fields.get(name)?.as_str());
        let value = serde_json_canonicalizer::to_string(value).map_err(|_| shape(name))?;
        if told != Some(&hex(&digest(salt, &value))) {
            return Err(ProofFault::Field(name.clone()));
        }
    }
    Ok(Proven::Inclusion { number: number.to_owned(), revision, opened: opened.len(), checkpoint })
}

fn root(checkpoint: &Checkpoint) -> Result<RootHash<Sha256>, ProofFault> {
    let bytes = BASE64_STANDARD.decode(&checkpoint.root).ok();
    let bytes =
        bytes.and_then(|bytes| <[u8; 32]>::try_from(bytes).ok()).ok_or(CheckpointFault::Shape)?;
    Ok(RootHash::new(bytes.into(), checkpoint.size))
}

fn hashes(path: &[String]) -> Result<Vec<u8>, ProofFault> {
    let hash = |hash: &String| {
        let bytes = BASE64_STANDARD.decode(hash).ok().filter(|bytes| bytes.len() == 32);
        bytes.ok_or_else(|| ProofFault::Shape("its path".into()))
    };
    Ok(path.iter().map(hash).collect::<Result<Vec<_>, _>>()?.concat())
}

impl Door {
    /// The proof of a revision that the actor may read, by the first checkpoint that covers it; none, while there is no
    /// such checkpoint. With `open`, the fields that are open to the actor are shown; what marks withhold never is.
    ///
    /// # Errors
    /// Not found, also when the actor may not know that the record exists.
    pub async fn prove(&self, id: Id, revision: i64, open: bool) -> Result<Option<Proof>, Refusal> {
        let known = self.history(id).await?;
        if !known.iter().any(|known| known.head.revision == revision) {
            return Err(Refusal::NotFound);
        }
        let store = self.store();
        store.prove(&mut store.snapshot().await?, id, revision, open).await
    }
}

impl Store {
    async fn prove(
        &self,
        db: &mut Link,
        id: Id,
        revision: i64,
        open: bool,
    ) -> Result<Option<Proof>, Refusal> {
        let one =
            sql("SELECT seq, kind, number, at, actor, reason, unit, owner, state, body, salts
            FROM revision WHERE org = $1 AND id = $2 AND revision = $3");
        let id = id.to_string();
        let row = one.bind(&*self.org).bind(&id).bind(revision).one(db).await?;
        let seq = row.whole(0)?;
        let Some((checkpoint, note)) = self.checkpoint_over(db, seq).await? else {
            return Ok(None);
        };
        let changed =
            |_| Refusal::broken("a revision does not fit its proofs: stadga verify names it");
        let (fields, body, salts) =
            proven(row.str(9)?, row.str(5)?, row.str(10)?).map_err(changed)?;
        let mut opened = BTreeMap::new();
        for (name, _) in fields.0.iter().filter(|_| open) {
            let Some((value, salt)) = body.get(name).zip(salts.salt(name)) else { continue };
            let value = serde_json::from_str(value).map_err(Refusal::broken)?;
            opened.insert(name.clone().into_owned(), Shown { value, salt: salt.to_owned() });
        }
        let leaf = Leaf {
            actor: row.str(4)?,
            at: row.whole(3)?,
            fields,
            id: &id,
            kind: row.str(1)?,
            number: row.str(2)?,
            org: &self.org,
            owner: row.maybe_str(7)?,
            revision,
            seq,
            state: row.maybe_str(8)?,
            unit: row.maybe_str(6)?,
        };
        let leaf = serde_json::to_value(&leaf).map_err(Refusal::broken)?;
        let place = u64::try_from(seq - 1).map_err(Refusal::broken)?;
        let nodes = indices_for_inclusion_proof(checkpoint.size, place);
        let path = self.path(db, nodes, checkpoint.size).await?;
        Ok(Some(Proof::Inclusion { leaf, opened, path, checkpoint: note }))
    }

    /// The proof that the log of one checkpoint grew to that of another; both are signed texts.
    ///
    /// # Errors
    /// Broken, also when the checkpoints are of more than there is.
    pub async fn prove_growth(
        &self,
        (older, from): (&Checkpoint, String),
        (newer, to): (&Checkpoint, String),
    ) -> Result<Proof, Refusal> {
        let mut db = self.snapshot().await?;
        let (from_size, size) = (older.size.min(newer.size), newer.size);
        if size > self.log_size(&mut db).await? {
            return Err(Refusal::broken("the checkpoint covers more than there is"));
        }
        let nodes = match from_size {
            0 => Vec::new(),
            from => indices_for_consistency_proof(from, size - from),
        };
        let path = self.path(&mut db, nodes, size).await?;
        Ok(Proof::Growth { older: from, newer: to, path })
    }

    /// The hashes of nodes of the tree with so many leaves. A node is told by its place in an array of all of them, where
    /// leaves and what is above them take turns (RFC 9420, appendix C).
    async fn path(
        &self,
        db: &mut Link,
        nodes: Vec<u64>,
        size: u64,
    ) -> Result<Vec<String>, Refusal> {
        let mut path = Vec::with_capacity(nodes.len());
        for node in nodes {
            let level = node.trailing_ones();
            let from = node >> (level + 1) << level;
            let to = size.min(from + (1 << level));
            path.push(base64(&self.hash_of(db, from, to).await?));
        }
        Ok(path)
    }
}
