//! Fixtures: records as readable text, with their later changes, for the demo, the tests and the screenshots.

use crate::{Batch, Opened, Store};
use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest, Sha256};
use stadga_model::{Actor, At, Body, Draft, Id, Instant, Refusal};
use std::collections::{BTreeMap, HashMap};

/// When fixtures that name no instant were written.
const DEFAULT_AT: &str = "2023-01-02T08:00:00Z";

/// Fixture files, read and with their keys resolved to ids.
#[derive(Debug)]
pub struct Fixtures {
    ids: HashMap<String, Id>,
    /// Every write, in the order of its instant: those of one instant go in together and may link to each other.
    writes: BTreeMap<Instant, Vec<Write>>,
}

/// A fixture that cannot be used: file or key, and why.
#[derive(Debug)]
pub struct SeedFault {
    place: String,
    fault: String,
}

impl std::fmt::Display for SeedFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.place, self.fault)
    }
}

impl std::error::Error for SeedFault {}

#[derive(Debug)]
struct Write {
    key: String,
    kind: String,
    by: String,
    reason: String,
    first: bool,
    body: Body,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    record: Vec<RecordText>,
    #[serde(default)]
    change: Vec<Later>,
}

/// What a later area adds to a record of an area that it stands on.
#[derive(Deserialize)]
struct Later {
    key: String,
    #[serde(flatten)]
    change: ChangeText,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RecordText {
    key: String,
    kind: String,
    at: Option<String>,
    #[serde(default)]
    by: String,
    #[serde(default)]
    reason: String,
    body: toml::Table,
    #[serde(default)]
    change: Vec<ChangeText>,
}

#[derive(Deserialize)]
struct ChangeText {
    at: String,
    #[serde(default)]
    by: String,
    #[serde(default)]
    reason: String,
    body: toml::Table,
}

impl Fixtures {
    /// Reads fixture files (name and text).
    ///
    /// # Errors
    /// Names the file or the record that cannot be used: bad TOML, a key used twice, an unknown `@key`.
    pub fn read<'a>(
        files: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, SeedFault> {
        let (mut records, mut later) = (Vec::new(), Vec::new());
        for (name, text) in files {
            let file: File = toml::from_str(text).map_err(|e| fault(name, e))?;
            records.extend(file.record);
            later.extend(file.change);
        }
        let mut ids = HashMap::new();
        for (place, record) in (0..).zip(&records) {
            let at = instant(&record.key, record.at.as_deref().unwrap_or(DEFAULT_AT))?;
            if ids.insert(record.key.clone(), seeded_id(&record.key, place, at)).is_some() {
                return Err(fault(&record.key, "the key is used twice"));
            }
        }
        for Later { key, change } in later {
            let known = records.iter_mut().find(|record: &&mut RecordText| record.key == key);
            known.ok_or_else(|| fault(&key, "no such record to change"))?.change.push(change);
        }
        let mut fixtures = Self { ids, writes: BTreeMap::new() };
        for record in records {
            fixtures.add(record)?;
        }
        Ok(fixtures)
    }

    fn add(&mut self, record: RecordText) -> Result<(), SeedFault> {
        let RecordText { key, kind, at, by, reason, body, change } = record;
        let at = at.unwrap_or_else(|| DEFAULT_AT.to_owned());
        let first = ChangeText { at, by, reason, body };
        for (index, text) in std::iter::once(first).chain(change).enumerate() {
            let body = self.resolve(&key, toml::Value::Table(text.body))?;
            let body = body.as_object().cloned().unwrap_or_default();
            let (by, reason, key, kind) = (text.by, text.reason, key.clone(), kind.clone());
            let at = instant(&key, &text.at)?;
            self.writes.entry(at).or_default().push(Write {
                key,
                kind,
                by,
                reason,
                first: index == 0,
                body,
            });
        }
        Ok(())
    }

    fn resolve(&self, place: &str, value: toml::Value) -> Result<Value, SeedFault> {
        Ok(match value {
            toml::Value::String(text) => match text.strip_prefix('@') {
                Some(key) => Value::String(
                    self.id(key)
                        .ok_or_else(|| fault(place, format!("no record {text}")))?
                        .to_string(),
                ),
                None => Value::String(text),
            },
            toml::Value::Datetime(date) => Value::String(date.to_string()),
            toml::Value::Integer(number) => Value::from(number),
            toml::Value::Float(number) => Value::from(number),
            toml::Value::Boolean(yes) => Value::Bool(yes),
            toml::Value::Array(values) => Value::Array(
                values
                    .into_iter()
                    .map(|value| self.resolve(place, value))
                    .collect::<Result<_, _>>()?,
            ),
            toml::Value::Table(table) => {
                let fields =
                    table.into_iter().map(|(name, value)| Ok((name, self.resolve(place, value)?)));
                Value::Object(fields.collect::<Result<_, SeedFault>>()?)
            }
        })
    }

    /// The id of the record with this key.
    pub fn id(&self, key: &str) -> Option<Id> {
        self.ids.get(key).copied()
    }

    /// Writes everything, each at its instant, through the same rules as everybody.
    ///
    /// # Errors
    /// Names the records and what the rules say of them.
    pub async fn plant(&self, store: &Store) -> Result<(), SeedFault> {
        for (at, writes) in &self.writes {
            // One batch for each pair of actor and reason would split what links to each other: the first one's are used.
            let (by, reason) =
                writes.first().map_or(("", ""), |first| (first.by.as_str(), first.reason.as_str()));
            let name = if by.is_empty() { "stadga" } else { by };
            let door = store.door(Actor::program(name), At::Now);
            let mut batch = Batch { reason: reason.to_owned(), at: Some(*at), ..Batch::default() };
            for write in writes {
                let id = self.id(&write.key).ok_or_else(|| fault(&write.key, "no id"))?;
                let kind = store
                    .kinds()
                    .get(&write.kind)
                    .ok_or_else(|| fault(&write.key, "no such kind"))?
                    .spec
                    .kind;
                if write.first {
                    batch.creates.push(Draft { id, kind, body: write.body.clone() });
                } else {
                    let mut opened: Opened =
                        door.open(id).await.map_err(|e| fault(&write.key, e))?;
                    opened.body.extend(write.body.clone());
                    batch.saves.push(opened);
                }
            }
            door.write(batch).await.map_err(|refusal| self.refused(&refusal))?;
        }
        Ok(())
    }

    fn refused(&self, refusal: &Refusal) -> SeedFault {
        let Refusal::Refused(findings) = refusal else { return fault("fixtures", refusal) };
        let blocking = findings.iter().filter(|finding| finding.is_blocking());
        let lines = blocking.map(|finding| {
            let key = self
                .ids
                .iter()
                .find(|(_, id)| Some(**id) == finding.record)
                .map_or("?", |(key, _)| key.as_str());
            format!("{key} {} {}", finding.text_key(), finding.field.as_deref().unwrap_or_default())
        });
        fault("fixtures", lines.collect::<Vec<_>>().join("; "))
    }
}

fn instant(place: &str, text: &str) -> Result<Instant, SeedFault> {
    text.parse().map_err(|e| fault(place, e))
}

fn fault(place: &str, fault: impl ToString) -> SeedFault {
    SeedFault { place: place.to_owned(), fault: fault.to_string() }
}

/// The same key has the same id in every demo: addresses and screenshots stay the same.
fn seeded_id(key: &str, place: u32, at: Instant) -> Id {
    let digest: [u8; 32] = Sha256::digest(key.as_bytes()).into();
    let mut chance = [0; 10];
    chance.copy_from_slice(digest.split_at(10).0);
    Id::seeded(at, place, &chance)
}
