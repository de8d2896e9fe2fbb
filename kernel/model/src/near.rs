//! The records one link away, and what rules may say of a record where marks withhold something of those.

use crate::{Around, Body, Finding, Id, Kind, Kinds, Record, Revision};
use std::sync::Arc;

/// The records one link away from a record, in both directions, newest revision each. A record that is near many is
/// there once.
#[derive(Clone, Debug, Default)]
pub struct Near {
    /// What the record links to.
    pub up: Vec<Arc<Revision>>,
    /// What links to the record, with the field that links.
    pub down: Vec<(String, Arc<Revision>)>,
}

impl Near {
    /// The linked record with this id, if it is of kind `R` and readable.
    pub fn linked<R: Record>(&self, id: Id<R>) -> Option<R> {
        let found = self.up.iter().find(|r| r.head.id == id.cast() && r.head.kind == R::KIND)?;
        found.typed().ok()
    }

    /// All records of kind `R` that link to this one.
    pub fn pointing<R: Record>(&self) -> impl Iterator<Item = (&Revision, R)> {
        let fitting = self.down.iter().filter(|(_, r)| r.head.kind == R::KIND);
        fitting.filter_map(|(_, r)| r.typed().ok().map(|typed| (&**r, typed)))
    }

    fn is_open(&self) -> bool {
        let mut all = self.up.iter().chain(self.down.iter().map(|(_, record)| record));
        all.all(|record| record.head.withheld.is_none())
    }
}

impl Kinds {
    /// What the rules say of a record with this body (SEC-01).
    ///
    /// Of a neighbour's withheld fields rules see what stands in their place, and must not speak of that: what they say
    /// counts when they say it both with those fields as empty and with them as full as they can be. Neighbours that
    /// hardly anyone may know of take no part: what is said must not tell that they are there (INC-09).
    pub fn check(&self, kind: &Kind, body: &Body, around: &Around) -> Vec<Finding> {
        if around.near.is_open() {
            return kind.check(body, around);
        }
        let mut near = around.near.clone();
        near.down.retain(|(_, record)| !record.head.withheld.as_ref().is_some_and(|w| w.hidden));
        let mut said = kind.check(body, &Around { near: &near, ..*around });
        let all = near.up.iter_mut().chain(near.down.iter_mut().map(|(_, record)| record));
        all.for_each(|record| self.fill(Arc::make_mut(record)));
        let otherwise = kind.check(body, &Around { near: &near, ..*around });
        said.retain(|finding| otherwise.iter().any(|other| other.is_same(finding)));
        said
    }

    /// Puts something into each withheld field of a record.
    fn fill(&self, record: &mut Revision) {
        let Some(kind) = self.get(&record.head.kind) else { return };
        let fields = kind.spec.fields.iter().filter(|field| record.head.withholds(field.name));
        for field in fields {
            record.body.insert(field.name.to_owned(), field.full());
        }
    }
}
