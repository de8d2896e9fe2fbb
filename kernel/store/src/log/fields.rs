//! A body's fields as the log sees them: the stored letters of each value, and what proves them.

use crate::hex;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use sha2::{Digest as _, Sha256};
use stadga_model::{Body, Refusal};
use std::collections::BTreeMap;

/// A body with each value in canonical JSON (RFC 8785), the fields in their own order.
#[derive(Default)]
pub(crate) struct Fields(Vec<(String, String)>);

impl Fields {
    /// The fields of a body that is being written.
    ///
    /// # Errors
    /// Broken, when a value is no JSON that can be made canonical.
    pub fn of(body: &Body) -> Result<Self, Refusal> {
        let field = |(name, value): (&String, _)| {
            let value = serde_json_canonicalizer::to_string(value).map_err(Refusal::broken)?;
            Ok((name.clone(), value))
        };
        body.iter().map(field).collect::<Result<_, _>>().map(Self)
    }

    /// The stored text of a body, letter by letter.
    ///
    /// # Errors
    /// Broken, when the text is no JSON object.
    pub fn stored(text: &str) -> Result<Self, serde_json::Error> {
        let fields: BTreeMap<String, &RawValue> = serde_json::from_str(text)?;
        Ok(Self(fields.into_iter().map(|(name, raw)| (name, raw.get().to_owned())).collect()))
    }

    /// The text that is stored.
    pub fn text(&self) -> String {
        let field = |(name, value): &(String, String)| {
            format!("{}:{value}", serde_json::Value::String(name.clone()))
        };
        format!("{{{}}}", self.0.iter().map(field).collect::<Vec<_>>().join(","))
    }

    /// With one more, a text.
    pub fn with(mut self, name: &str, text: &str) -> Self {
        self.put(name, serde_json::Value::String(text.to_owned()).to_string());
        self
    }

    /// Takes a field out, with its letters.
    pub fn take(&mut self, name: &str) -> Option<String> {
        let place = self.0.iter().position(|(field, _)| field == name)?;
        Some(self.0.remove(place).1)
    }

    /// Puts a field in.
    pub fn put(&mut self, name: &str, value: String) {
        self.0.push((name.to_owned(), value));
    }

    /// A fresh salt for each field.
    ///
    /// # Errors
    /// Broken, when the system gives no randomness.
    pub fn salted(&self) -> Result<Salts, Refusal> {
        let salt = |(name, _): &(String, String)| {
            let mut salt = [0; 16];
            getrandom::fill(&mut salt).map_err(Refusal::broken)?;
            Ok((name.clone(), Proof::Salt(hex(&salt))))
        };
        self.0.iter().map(salt).collect::<Result<_, Refusal>>().map(Salts)
    }
}

/// What proves each field of a revision: the salt of its digest, or the digest alone where the value is kept apart.
#[derive(Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Salts(BTreeMap<String, Proof>);

#[derive(Debug, Serialize, Deserialize)]
#[serde(untagged)]
enum Proof {
    Salt(String),
    Digest { digest: String },
}

impl Salts {
    /// The digest of each field. A field without a proof, and a proof of an open field that is not there, are named.
    pub fn digests(&self, fields: &Fields) -> Result<BTreeMap<String, String>, String> {
        let mut digests = BTreeMap::new();
        for (name, value) in &fields.0 {
            let Some(Proof::Salt(salt)) = self.0.get(name) else { return Err(name.clone()) };
            digests.insert(name.clone(), digest(salt, value));
        }
        for (name, proof) in &self.0 {
            match proof {
                Proof::Digest { digest } => drop(digests.insert(name.clone(), digest.clone())),
                Proof::Salt(_) if digests.contains_key(name) => {}
                Proof::Salt(_) => return Err(name.clone()),
            }
        }
        Ok(digests)
    }

    /// Takes a value's salt out and leaves its digest: who knows the salt could try values against the digest.
    pub fn take(&mut self, name: &str, value: &str) -> Option<String> {
        let proof = self.0.get_mut(name)?;
        let Proof::Salt(salt) = proof else { return None };
        let salt = std::mem::take(salt);
        *proof = Proof::Digest { digest: digest(&salt, value) };
        Some(salt)
    }

    /// Puts a value's salt back.
    pub fn put(&mut self, name: &str, salt: String) {
        self.0.insert(name.to_owned(), Proof::Salt(salt));
    }

    /// Whether the value of this field is kept apart.
    pub fn is_apart(&self, name: &str) -> bool {
        matches!(self.0.get(name), Some(Proof::Digest { .. }))
    }
}

fn digest(salt: &str, value: &str) -> String {
    hex(&Sha256::new().chain_update(salt).chain_update(value).finalize())
}
