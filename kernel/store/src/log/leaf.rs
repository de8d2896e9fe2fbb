//! A leaf of the log: what is proven of one revision, in canonical JSON.

use super::{
    fields::{Digests, Fields, Salts},
    tree::Hash,
};
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use stadga_model::{Head, REASON, Refusal};

/// Most leaves have room in so many bytes.
const ROOM: usize = 4_096;

/// What is proven of a revision. Its fields stand in the order of their names, as canonical JSON (RFC 8785) wants.
#[derive(Serialize)]
pub(crate) struct Leaf<'a> {
    pub actor: &'a str,
    pub at: i64,
    pub fields: Digests<'a>,
    pub id: &'a str,
    pub kind: &'a str,
    pub number: &'a str,
    pub org: &'a str,
    pub owner: Option<&'a str>,
    pub revision: i64,
    pub seq: i64,
    pub state: Option<&'a str>,
    pub unit: Option<&'a str>,
}

impl Leaf<'_> {
    /// SHA-256 of the leaf's canonical JSON: its hexadecimal digits are what the tree is built of.
    ///
    /// All that RFC 8785 asks for beyond plain JSON is held by the struct: names in order, whole numbers, no spaces.
    ///
    /// # Errors
    /// Broken.
    pub fn digest(&self) -> Result<Hash, Refusal> {
        let mut bytes = Vec::with_capacity(ROOM);
        serde_json::to_writer(&mut bytes, self).map_err(Refusal::broken)?;
        Ok(Sha256::digest(bytes).into())
    }

    /// The digest of a revision that is being written.
    ///
    /// # Errors
    /// Broken.
    pub fn of_new(org: &str, seq: i64, head: &Head, fields: Digests<'_>) -> Result<Hash, Refusal> {
        let text = |id: Option<stadga_model::Id>| id.map(|id| id.to_string());
        let (id, owner, unit) = (head.id.to_string(), text(head.owner), text(head.unit));
        let leaf = Leaf {
            actor: &head.actor,
            at: head.at.as_microsecond(),
            fields,
            id: &id,
            kind: &head.kind,
            number: &head.number,
            org,
            owner: owner.as_deref(),
            revision: head.revision,
            seq,
            state: head.state.as_deref(),
            unit: unit.as_deref(),
        };
        leaf.digest()
    }
}

/// The digests of a stored revision's fields; its reason is one of them.
///
/// # Errors
/// Names the field that lacks its proof, or whose proof has no field; none where body or proofs cannot be read.
pub(crate) fn proven<'a>(
    body: &'a str,
    reason: &str,
    salts: &'a str,
) -> Result<(Digests<'a>, Fields<'a>, Salts<'a>), Option<String>> {
    let body = Fields::stored(body).map_err(|_| None)?;
    let salts = Salts::stored(salts).map_err(|_| None)?;
    let apart = reason.is_empty() && salts.lacks(REASON);
    let fields = if apart { body } else { body.with(REASON, reason) };
    Ok((salts.digests(&fields)?, fields, salts))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_leaf_is_canonical_json(actor in ".*", number in ".*", state in ".*", at in 0..(1_i64 << 53)) {
            let fields = Digests(vec![("@reason".into(), [7; 32]), ("cost".into(), [8; 32]), ("due_at".into(), [9; 32])]);
            let leaf = Leaf {
                actor: &actor, at, fields, id: "i", kind: "k", number: &number, org: "o", owner: None,
                revision: 1, seq: at, state: Some(&state), unit: None,
            };
            let canonical = serde_json_canonicalizer::to_vec(&leaf).unwrap();
            prop_assert_eq!(serde_json::to_vec(&leaf).unwrap(), canonical);
        }
    }
}
