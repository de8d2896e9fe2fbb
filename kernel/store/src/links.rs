//! The links of a record over time, drawn from its revisions.

use crate::{Org, engine::Value, rows::Values};
use stadga_model::{Body, Id, Spec};
use std::collections::{BTreeMap, BTreeSet};

/// A link for the time that it stood.
pub(crate) struct Link {
    source: Id,
    field: String,
    target: String,
    at: i64,
    until: Option<i64>,
}

impl Link {
    /// One that begins.
    pub fn begin(source: Id, field: String, target: String, at: i64) -> Self {
        Self { source, field, target, at, until: None }
    }

    /// As a row of the table.
    pub fn values(self, org: &Org) -> Values {
        vec![
            (&**org).into(),
            self.source.to_string().into(),
            self.field.into(),
            self.target.into(),
            self.at.into(),
            Value::Whole(self.until),
        ]
    }
}

/// The links of one record, revision by revision.
pub(crate) struct Links {
    source: Id,
    /// Field and target of those that stand, with the instant from which.
    standing: BTreeMap<(String, String), i64>,
    ended: Vec<Link>,
}

impl Links {
    pub fn of(source: Id) -> Self {
        Self { source, standing: BTreeMap::new(), ended: Vec::new() }
    }

    pub fn source(&self) -> Id {
        self.source
    }

    /// Takes the next revision's open body.
    pub fn go_on(&mut self, at: i64, spec: &Spec, body: &Body) {
        let held = spec.links(body).into_iter().map(|(field, id)| (field, id.to_string()));
        let held: BTreeSet<_> = held.collect();
        let source = self.source;
        let gone: Vec<_> = self.standing.extract_if(.., |link, _| !held.contains(link)).collect();
        let end =
            |((field, target), since)| Link { source, field, target, at: since, until: Some(at) };
        self.ended.extend(gone.into_iter().map(end));
        for link in held {
            self.standing.entry(link).or_insert(at);
        }
    }

    /// All of them.
    pub fn end(self) -> Vec<Link> {
        let source = self.source;
        let stand = |((field, target), at)| Link::begin(source, field, target, at);
        self.ended.into_iter().chain(self.standing.into_iter().map(stand)).collect()
    }
}
