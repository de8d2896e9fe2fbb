//! The demo region in memory, as it was on a day: what rules and documents are tried on without a store.

use crate::{dossier::Dossier, given::all_scales, kinds};
use serde_json::{Map, Value};
use stadga_model::{
    Around, Body, Finding, Head, Id, Instant, Kind, Kinds, Near, Revision, Scales, local_day_end,
};
use std::collections::{BTreeMap, HashMap};

/// All records of the demo region as they were at the end of a day.
pub struct World {
    at: Instant,
    kinds: Kinds,
    scales: Scales,
    ids: HashMap<String, Id>,
    records: Vec<Revision>,
}

impl World {
    /// The world at the end of `date`.
    pub fn on(date: &str) -> Self {
        let at = local_day_end(date.parse().unwrap()).unwrap();
        let texts = files();
        let mut ids = HashMap::new();
        for (number, record) in texts.iter().enumerate() {
            let id = format!("01890000-0000-7000-8000-{number:012x}").parse().unwrap();
            let key = record["key"].as_str().unwrap().to_owned();
            assert!(ids.insert(key.clone(), id).is_none(), "{key} is used twice");
        }
        let kinds = all_kinds();
        let mut records = Vec::new();
        for (number, text) in texts.iter().enumerate() {
            records.extend(record(text, number, at, &ids, &kinds));
        }
        Self { at, kinds, scales: all_scales(), ids, records }
    }

    /// The id of a key.
    pub fn id(&self, key: &str) -> Id {
        self.ids[key]
    }

    /// The record with this key.
    pub fn get(&self, key: &str) -> &Revision {
        let id = self.id(key);
        self.records.iter().find(|revision| revision.head.id == id).unwrap()
    }

    /// Records of this area's kinds with what the rules say of each.
    pub fn findings(&self) -> Vec<(String, Vec<Finding>)> {
        let own: Vec<&str> = kinds().iter().map(|kind| kind.spec.kind).collect();
        let records = self.records.iter().filter(|r| own.contains(&r.head.kind.as_str()));
        records.map(|revision| (self.key(revision.head.id), self.check(revision))).collect()
    }

    fn check(&self, revision: &Revision) -> Vec<Finding> {
        let near = self.near(revision);
        let around =
            Around { now: self.at, before: None, new: false, near: &near, scales: &self.scales };
        self.kinds.get(&revision.head.kind).unwrap().check(&revision.body, &around)
    }

    fn key(&self, id: Id) -> String {
        self.ids.iter().find(|(_, found)| **found == id).unwrap().0.clone()
    }

    fn links(&self, revision: &Revision) -> Vec<(String, Id)> {
        self.kinds.get(&revision.head.kind).unwrap().spec.links(&revision.body)
    }

    fn near(&self, revision: &Revision) -> Near {
        let up: Vec<Id> = self.links(revision).into_iter().map(|(_, id)| id).collect();
        let up = self.records.iter().filter(|found| up.contains(&found.head.id));
        let up = up.map(|found| found.clone().into());
        let down = self.records.iter().flat_map(|found| {
            let here = self.links(found).into_iter().filter(|(_, id)| *id == revision.head.id);
            here.map(|(field, _)| (field, found.clone().into())).collect::<Vec<_>>()
        });
        Near { up: up.collect(), down: down.collect() }
    }

    /// The dossier of an audit: whatever is linked to it in up to four steps down, and decisions.
    pub fn dossier(&self, key: &str) -> Dossier {
        let audit = self.get(key);
        let mut found: Vec<Revision> = vec![audit.clone()];
        for _ in 0..4 {
            let known: Vec<Id> = found.iter().map(|revision| revision.head.id).collect();
            let more = self.records.iter().filter(|revision| {
                let links = self.links(revision);
                !known.contains(&revision.head.id)
                    && revision.head.kind != "audit"
                    && links.iter().any(|(_, id)| known.contains(id))
            });
            found.extend(more.cloned().collect::<Vec<_>>());
        }
        let linked: Vec<Id> = found.iter().flat_map(|r| self.links(r)).map(|(_, id)| id).collect();
        let known: Vec<Id> = found.iter().map(|revision| revision.head.id).collect();
        let up = self.records.iter().filter(|revision| {
            linked.contains(&revision.head.id) && !known.contains(&revision.head.id)
        });
        found.extend(up.cloned().collect::<Vec<_>>());
        Dossier::of(audit, &found, self.names(), self.at).unwrap()
    }

    fn names(&self) -> BTreeMap<Id, String> {
        let name = |revision: &Revision| {
            let spec = self.kinds.get(&revision.head.kind).unwrap().spec;
            (revision.head.id, revision.title(spec).to_owned())
        };
        self.records.iter().map(name).collect()
    }
}

fn all_kinds() -> Kinds {
    let below = [
        stadga_organisation::kinds(),
        stadga_decisions::kinds(),
        stadga_measures::kinds(),
        stadga_documents::kinds(),
    ];
    below.into_iter().flatten().chain(kinds()).collect()
}

fn files() -> Vec<toml::Value> {
    let below = [
        stadga_organisation::FIXTURES,
        stadga_decisions::FIXTURES,
        stadga_measures::FIXTURES,
        stadga_documents::FIXTURES,
    ];
    let files = below.concat().into_iter().chain(crate::FIXTURES.iter().copied());
    files
        .flat_map(|(name, text)| {
            let file: toml::Table = toml::from_str(text).unwrap_or_else(|e| panic!("{name}: {e}"));
            file["record"].as_array().cloned().unwrap()
        })
        .collect()
}

/// The record as it was at `at`; nothing before it was made.
fn record(
    text: &toml::Value,
    number: usize,
    at: Instant,
    ids: &HashMap<String, Id>,
    kinds: &Kinds,
) -> Option<Revision> {
    let made = text.get("at").and_then(|at| at.as_str()).unwrap_or("2023-01-02T08:00:00Z");
    let made: Instant = made.parse().unwrap();
    if made > at {
        return None;
    }
    let kind: &Kind = kinds.get(text["kind"].as_str().unwrap())?;
    let mut body = resolve(&text["body"], ids);
    let changes = text.get("change").and_then(|changes| changes.as_array());
    for change in changes.into_iter().flatten() {
        let when: Instant = change["at"].as_str().unwrap().parse().unwrap();
        if when <= at {
            body.extend(resolve(&change["body"], ids));
        }
    }
    let body = kind.shape(&body).unwrap_or_else(|e| panic!("{}: {e}", text["key"]));
    let state = kind.spec.state.and_then(|field| body.get(field)?.as_str().map(str::to_owned));
    let head = Head {
        id: ids[text["key"].as_str().unwrap()],
        kind: kind.spec.kind.to_owned(),
        number: format!("{}-{number:04}", kind.spec.prefix),
        revision: 1,
        at: made,
        until: None,
        actor: "test".into(),
        reason: String::new(),
        unit: None,
        owner: None,
        state,
        withheld: None,
    };
    Some(Revision { head, body })
}

fn resolve(body: &toml::Value, ids: &HashMap<String, Id>) -> Body {
    let Value::Object(body) = json(body, ids) else { return Map::new() };
    body
}

fn json(value: &toml::Value, ids: &HashMap<String, Id>) -> Value {
    match value {
        toml::Value::String(text) => match text.strip_prefix('@') {
            Some(key) => {
                Value::String(ids.get(key).unwrap_or_else(|| panic!("no {text}")).to_string())
            }
            None => Value::String(text.clone()),
        },
        toml::Value::Integer(number) => Value::from(*number),
        toml::Value::Float(number) => Value::from(*number),
        toml::Value::Boolean(yes) => Value::Bool(*yes),
        toml::Value::Datetime(date) => Value::String(date.to_string()),
        toml::Value::Array(values) => values.iter().map(|value| json(value, ids)).collect(),
        toml::Value::Table(table) => {
            table.iter().map(|(name, value)| (name.clone(), json(value, ids))).collect()
        }
    }
}
