//! A revision parted into what is open and what is sealed beside it.

use crate::{
    Org, Store,
    engine::{Link, Value, sql},
    files,
    log::{Fields, Salts},
};
use serde::{Deserialize, Serialize};
use stadga_model::{Body, Id, REASON, Refusal, Spec, Withheld};
use std::collections::BTreeMap;

/// A revision as it is kept: what is open, what proves it, and what is put apart to be sealed.
pub(crate) struct Kept {
    pub(super) fields: Fields,
    pub(super) salts: Salts,
    pub(super) secrets: BTreeMap<String, Secret>,
}

/// A value that is kept apart. Its salt goes with it: with the salt one could try values against the digest.
#[derive(Serialize, Deserialize)]
pub(super) struct Secret {
    pub(super) value: String,
    pub(super) salt: String,
}

impl Kept {
    /// A revision that is being written, with fresh salts.
    ///
    /// # Errors
    /// Broken.
    pub fn new(body: &Body, reason: &str) -> Result<Self, Refusal> {
        let fields = Fields::of(body)?.with(REASON, reason);
        Ok(Self { salts: fields.salted()?, fields, secrets: BTreeMap::new() })
    }

    /// The digest of each field, for the log. Before anything is put apart.
    ///
    /// # Errors
    /// Broken.
    pub fn digests(&self) -> Result<BTreeMap<String, String>, Refusal> {
        let digests = self.salts.digests(&self.fields);
        digests.map_err(|name| Refusal::broken(format!("{name} has no salt")))
    }

    /// Puts apart what the marks withhold.
    pub fn withhold(&mut self, withheld: &Withheld) {
        for name in withheld.fields.keys() {
            let Some(value) = self.fields.take(name) else { continue };
            if let Some(salt) = self.salts.take(name, &value) {
                self.secrets.insert(name.clone(), Secret { value, salt });
            }
        }
    }

    /// Puts everything back.
    pub(super) fn release(&mut self) {
        for (name, Secret { value, salt }) in std::mem::take(&mut self.secrets) {
            self.fields.put(&name, value);
            self.salts.put(&name, salt);
        }
    }

    /// The open body as it is stored, and the reason.
    ///
    /// # Errors
    /// Broken.
    pub fn texts(mut self) -> Result<(String, String), Refusal> {
        let reason = self.fields.take(REASON).map(|reason| serde_json::from_str(&reason));
        let reason = reason.transpose().map_err(Refusal::broken)?;
        Ok((self.fields.text(), reason.unwrap_or_default()))
    }

    /// What proves the fields, as it is stored.
    ///
    /// # Errors
    /// Broken.
    pub fn proofs(&self) -> Result<String, Refusal> {
        serde_json::to_string(&self.salts).map_err(Refusal::broken)
    }

    /// Seals what was put apart, the files in it too.
    ///
    /// # Errors
    /// Broken.
    pub async fn seal(
        &self,
        db: &mut Link,
        store: &Store,
        seq: i64,
        (spec, record): (&Spec, Id),
    ) -> Result<(), Refusal> {
        for (name, secret) in &self.secrets {
            let plain = serde_json::to_vec(secret).map_err(Refusal::broken)?;
            let sealed = store.keys.seal(&plain, &place(&store.org, seq, name))?;
            let keep =
                sql("INSERT INTO sealed (org, seq, name, key, bytes) VALUES ($1, $2, $3, $4, $5)");
            let keep = keep.bind(&*store.org).bind(seq).bind(name).bind(store.keys.newest());
            keep.bind(Value::Bytes(sealed)).run(db).await?;
            let Some(field) = spec.field(name) else { continue };
            let value = serde_json::from_str(&secret.value).map_err(Refusal::broken)?;
            for file in field.files(&value) {
                files::seal(db, store, file, record).await?;
            }
        }
        Ok(())
    }
}

/// Where a value is sealed: it opens nowhere else.
pub(super) fn place(org: &Org, seq: i64, name: &str) -> Vec<u8> {
    format!("{org}/{seq}/{name}").into_bytes()
}

/// The secrets of these revisions, by their place in the log.
pub(super) async fn secrets(
    db: &mut Link,
    store: &Store,
    seqs: &[i64],
) -> Result<BTreeMap<i64, BTreeMap<String, Secret>>, Refusal> {
    let mut all: BTreeMap<i64, BTreeMap<String, Secret>> = BTreeMap::new();
    for seqs in seqs.chunks(500) {
        let mut some =
            sql("SELECT seq, name, bytes FROM sealed WHERE org = $1 AND seq IN ").bind(&*store.org);
        some.push_list(seqs.iter().copied());
        for row in some.all(db).await? {
            let (seq, name) = (row.whole(0)?, row.text(1)?);
            let plain = store.keys.open(&row.bytes(2)?, &place(&store.org, seq, &name))?;
            let secret = serde_json::from_slice(&plain).map_err(Refusal::broken)?;
            all.entry(seq).or_default().insert(name, secret);
        }
    }
    Ok(all)
}
