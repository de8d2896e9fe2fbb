//! The log: a Merkle tree (RFC 6962) over all revisions of an organisation, so that nothing can be changed unnoticed.
//!
//! A leaf covers a revision's head and a salted digest of each field, not the fields themselves: a value can later be
//! sealed or disposed of in every revision, and the log still verifies. The root of the tree, signed as a checkpoint,
//! is kept outside the database; who has a checkpoint can prove what the database held when it was made.

mod checkpoint;
mod fields;
mod leaf;
mod prove;
mod tree;
mod verify;
mod walk;

#[cfg(test)]
mod tests;

pub use checkpoint::{Checkpoint, CheckpointFault, Signer, Verifier};
pub(crate) use fields::{Digests, Fields, Salts, digest};
pub(crate) use leaf::Leaf;
pub use prove::{Proof, ProofFault, Proven, Shown};
pub(crate) use tree::Blocks;
pub use verify::{LogFault, Verified};
