//! A revision parted into what is open and what is sealed beside it.

use crate::{
    Org, SealFault, Store,
    engine::{Link, Value, sql},
    files,
    log::{Digests, Fields, Salts, digest},
    rows::Values,
};
use serde::{Deserialize, Serialize};
use stadga_model::{Body, Head, Id, REASON, Refusal, Spec, Withheld};
use std::collections::BTreeMap;

/// A revision as it is kept: what is open, what proves it, and what is put apart to be sealed.
pub(crate) struct Kept {
    pub(super) fields: Fields<'static>,
    pub(super) salts: Salts<'static>,
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
    pub fn digests(&self) -> Result<Digests<'static>, Refusal> {
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

    /// Takes a value away for good, and its salt; its digest stays.
    pub fn dispose(&mut self, name: &str, by: Id) {
        let value = self.fields.take(name);
        if !self.salts.dispose(name, value.as_deref(), by)
            && let Some(value) = value
        {
            self.fields.put(name, value);
        }
        self.secrets.remove(name);
    }

    /// The fields whose values are gone, each with its disposal.
    pub fn gone(&self) -> impl Iterator<Item = (&str, Id)> {
        self.salts.gone()
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
        self.salts.text()
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
            keep.bind(sealed).run(db).await?;
            let Some(field) = spec.field(name) else { continue };
            let value = serde_json::from_str(&secret.value).map_err(Refusal::broken)?;
            for file in field.files(&value) {
                files::seal(db, store, file, record).await?;
            }
        }
        Ok(())
    }
}

/// A revision as a row of its table, at its place in the log.
///
/// # Errors
/// Broken.
pub(crate) fn row(
    org: &Org,
    seq: i64,
    head: &Head,
    kept: Kept,
    leaf: String,
) -> Result<Values, Refusal> {
    let proofs = kept.proofs()?;
    let (text, reason) = kept.texts()?;
    let [withheld, readers] = super::columns(head.withheld.as_deref())?;
    let hidden = head.withheld.as_ref().is_some_and(|withheld| withheld.hidden);
    Ok(vec![
        (&**org).into(),
        seq.into(),
        head.id.to_string().into(),
        head.revision.into(),
        (&head.kind).into(),
        (&head.number).into(),
        head.at.as_microsecond().into(),
        Value::Whole(None),
        (&head.actor).into(),
        reason.into(),
        head.unit.map(|id| id.to_string()).into(),
        head.owner.map(|id| id.to_string()).into(),
        head.state.clone().into(),
        Value::Json(text),
        proofs.into(),
        leaf.into(),
        withheld.into(),
        readers.into(),
        i64::from(hidden).into(),
    ])
}

/// Where a value is sealed: it opens nowhere else.
pub(super) fn place(org: &Org, seq: i64, name: &str) -> Vec<u8> {
    format!("{org}/{seq}/{name}").into_bytes()
}

/// The sealed values of the revisions from one place of the log to another: with the digest of what is sealed, where
/// its key is there to open it.
pub(crate) async fn sealed_between(
    db: &mut Link,
    store: &Store,
    from: i64,
    to: i64,
) -> Result<BTreeMap<(i64, String), Option<[u8; 32]>>, Refusal> {
    let some =
        sql("SELECT seq, name, bytes FROM sealed WHERE org = $1 AND seq >= $2 AND seq <= $3");
    let mut sealed = BTreeMap::new();
    for row in some.bind(&*store.org).bind(from).bind(to).all(db).await? {
        let (seq, name) = (row.whole(0)?, row.text(1)?);
        let kept = match store.keys.open(&row.bytes(2)?, &place(&store.org, seq, &name)) {
            Ok(plain) => serde_json::from_slice::<Secret>(&plain).ok(),
            Err(SealFault::OtherKey(_)) => {
                sealed.insert((seq, name), None);
                continue;
            }
            Err(_) => None,
        };
        // What does not open by its own key is nothing that was sealed here.
        let digest = kept.map_or([0; 32], |secret| digest(&secret.salt, &secret.value));
        sealed.insert((seq, name), Some(digest));
    }
    Ok(sealed)
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
