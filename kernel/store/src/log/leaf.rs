//! A leaf of the log: what is proven of one revision, in canonical JSON.

use super::fields::{Fields, Salts};
use crate::sha256_hex;
use serde::Serialize;
use stadga_model::{Head, REASON, Refusal};
use std::collections::BTreeMap;

/// What is proven of a revision. Its fields stand in the order of their names, as canonical JSON (RFC 8785) wants.
#[derive(Serialize)]
pub(crate) struct Leaf<'a> {
    actor: &'a str,
    at: i64,
    fields: BTreeMap<String, String>,
    id: String,
    kind: &'a str,
    number: &'a str,
    org: &'a str,
    owner: Option<String>,
    revision: i64,
    seq: i64,
    state: Option<&'a str>,
    unit: Option<String>,
}

impl<'a> Leaf<'a> {
    /// The leaf of a stored revision.
    ///
    /// # Errors
    /// Names the field that lacks its proof, or whose proof has no field.
    pub fn stored(
        org: &'a str,
        seq: i64,
        head: &'a Head,
        body: Fields,
        salts: &Salts,
    ) -> Result<Self, String> {
        let apart = salts.is_apart(REASON) && head.reason.is_empty();
        let fields = if apart { body } else { body.with(REASON, &head.reason) };
        Ok(Self::new(org, seq, head, salts.digests(&fields)?))
    }

    /// The leaf of a revision, by the digests of its fields.
    pub fn new(org: &'a str, seq: i64, head: &'a Head, fields: BTreeMap<String, String>) -> Self {
        Self {
            actor: &head.actor,
            at: head.at.as_microsecond(),
            fields,
            id: head.id.to_string(),
            kind: &head.kind,
            number: &head.number,
            org,
            owner: head.owner.map(|id| id.to_string()),
            revision: head.revision,
            seq,
            state: head.state.as_deref(),
            unit: head.unit.map(|id| id.to_string()),
        }
    }

    /// SHA-256 of the leaf's canonical JSON, as hexadecimal digits: what the tree is built of.
    ///
    /// # Errors
    /// Broken.
    pub fn digest(&self) -> Result<String, Refusal> {
        let bytes = serde_json_canonicalizer::to_vec(self).map_err(Refusal::broken)?;
        Ok(sha256_hex(bytes))
    }
}
