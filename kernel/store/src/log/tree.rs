//! The Merkle tree (RFC 6962) without its leaves in memory: heads of growing trees, and the hash of any part of the log.

use crate::{
    Store,
    engine::{Link, sql},
};
use sha2::{Digest as _, Sha256};
use stadga_model::Refusal;
use std::sync::{Mutex, PoisonError};

/// A SHA-256.
pub(crate) type Hash = [u8; 32];

/// How many leaves make a block, whose hash is kept once it is full: the log only grows.
const BLOCK: u64 = 1_024;

/// A growing tree, held in the roots of its complete subtrees, the largest first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Head {
    size: u64,
    peaks: Vec<Hash>,
}

impl Head {
    /// How many leaves, or subtrees of one size, it has.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Grows by a leaf.
    pub fn push(&mut self, leaf: &[u8]) {
        self.push_root(Sha256::new().chain_update([0]).chain_update(leaf).finalize().into());
    }

    /// Grows by a complete subtree of the size that all have.
    fn push_root(&mut self, mut root: Hash) {
        let mut size = self.size;
        while size & 1 == 1 {
            let Some(left) = self.peaks.pop() else { break };
            root = parent(&left, &root);
            size >>= 1;
        }
        self.peaks.push(root);
        self.size += 1;
    }

    /// The root.
    pub fn root(&self) -> Hash {
        root_of(&self.peaks)
    }
}

fn parent(left: &Hash, right: &Hash) -> Hash {
    Sha256::new().chain_update([1]).chain_update(left).chain_update(right).finalize().into()
}

/// The root over complete subtrees that stand beside each other, the largest first.
fn root_of(peaks: &[Hash]) -> Hash {
    let mut peaks = peaks.iter().rev();
    let Some(last) = peaks.next() else { return Sha256::digest([]).into() };
    peaks.fold(*last, |right, left| parent(left, &right))
}

/// The hashes of the log's full blocks, as far as they have been asked for.
#[derive(Default)]
pub(crate) struct Blocks(Mutex<Vec<Hash>>);

impl Blocks {
    fn known(&self) -> Vec<Hash> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// For a log that has lost its end.
    pub fn forget(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    fn learn(&self, blocks: Vec<Hash>) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() < blocks.len() {
            *known = blocks;
        }
    }
}

impl Store {
    /// The hash over the leaves after the first `from`, up to the first `to`: a node of the tree, or its root.
    pub(crate) async fn hash_of(&self, db: &mut Link, from: u64, to: u64) -> Result<Hash, Refusal> {
        let (mut blocks, mut at) = (Head::default(), from);
        if to - from >= BLOCK && from.is_multiple_of(BLOCK) {
            let known = self.blocks(db, to / BLOCK).await?;
            while at + BLOCK <= to {
                let place = usize::try_from(at / BLOCK).map_err(Refusal::broken)?;
                blocks.push_root(known.get(place).copied().ok_or_else(missing)?);
                at += BLOCK;
            }
        }
        let rest = self.head_of(db, at, to).await?;
        Ok(root_of(&[blocks.peaks, rest.peaks].concat()))
    }

    /// The hashes of the first `count` blocks.
    async fn blocks(&self, db: &mut Link, count: u64) -> Result<Vec<Hash>, Refusal> {
        let mut known = self.blocks.known();
        while (known.len() as u64) < count {
            let from = known.len() as u64 * BLOCK;
            known.push(self.head_of(db, from, from + BLOCK).await?.root());
        }
        self.blocks.learn(known.clone());
        Ok(known)
    }

    /// The tree over some leaves alone.
    async fn head_of(&self, db: &mut Link, from: u64, to: u64) -> Result<Head, Refusal> {
        let place = |at: u64| i64::try_from(at).map_err(Refusal::broken);
        let some =
            sql("SELECT leaf FROM revision WHERE org = $1 AND seq > $2 AND seq <= $3 ORDER BY seq");
        let some = some.bind(&*self.org).bind(place(from)?).bind(place(to)?);
        let mut head = Head::default();
        for leaf in some.all(db).await? {
            head.push(leaf.str(0)?.as_bytes());
        }
        if head.size() == to - from { Ok(head) } else { Err(missing()) }
    }
}

fn missing() -> Refusal {
    Refusal::broken("revisions are missing in the log: stadga verify names them")
}

#[cfg(test)]
mod tests {
    use super::*;
    use ct_merkle::mem_backed_tree::MemoryBackedTree;

    #[test]
    fn sec_05_a_head_is_what_the_whole_tree_says() {
        let (mut head, mut tree) = (Head::default(), MemoryBackedTree::<Sha256, String>::new());
        assert_eq!(head.root()[..], tree.root().as_bytes()[..]);
        for leaf in 0..70 {
            head.push(leaf.to_string().as_bytes());
            tree.push(leaf.to_string());
            assert_eq!(head.root()[..], tree.root().as_bytes()[..], "{leaf}");
        }
    }
}
