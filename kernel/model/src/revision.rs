//! A record's revisions: never overwritten, each with actor, time, reason and the whole body.

use crate::{Body, Id, Instant, Record, Refusal, Spec, Withheld};
use serde::Serialize;
use serde_json::Value;

/// What is known of a revision besides its body.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Head {
    /// The record.
    pub id: Id,
    /// Its kind, e.g. `measure`.
    pub kind: String,
    /// Its number for people, e.g. `ÅTG-2026-0042`.
    pub number: String,
    /// Counts from 1; a change is refused unless it builds on the newest.
    pub revision: i64,
    /// When it was written.
    pub at: Instant,
    /// When the next one was written, if there is one.
    pub until: Option<Instant>,
    /// Who wrote it.
    pub actor: String,
    /// Why, in the actor's words. May be empty.
    pub reason: String,
    /// The unit it belongs to (the spec's unit field).
    pub unit: Option<Id>,
    /// The person who owns it (the spec's owner field).
    pub owner: Option<Id>,
    /// Its state (the spec's state field).
    pub state: Option<String>,
    /// What its marks withhold from the reader; nothing, when there is no mark or its content was opened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub withheld: Option<Box<Withheld>>,
}

/// A revision with its body as stored.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Revision {
    /// What is known besides the body.
    #[serde(flatten)]
    pub head: Head,
    /// The record's fields.
    pub body: Body,
}

impl Revision {
    /// What the record is called: its title field, or its number where that is empty.
    pub fn title(&self, spec: &Spec) -> &str {
        let title = self.body.get(spec.title).and_then(|v| v.as_str()).unwrap_or_default();
        if title.is_empty() { &self.head.number } else { title }
    }

    /// The body as the kind's struct.
    ///
    /// # Errors
    /// Broken, when the stored body does not fit the struct: an old body must always be readable.
    pub fn typed<R: Record>(&self) -> Result<R, Refusal> {
        R::deserialize(&self.body)
            .map_err(|e| Refusal::broken(format!("{} {}: {e}", R::KIND, self.head.number)))
    }
}

/// What a body says: without what is empty. Bodies are held by the hundred thousand, and most of their fields are empty.
pub fn said(body: Body) -> Body {
    let says = |value: &Value| match value {
        Value::Null => false,
        Value::Array(all) => !all.is_empty(),
        _ => true,
    };
    // As much room as is needed: what grows by itself takes up to twice of it.
    let mut said = Body::with_capacity(body.values().filter(|value| says(value)).count());
    said.extend(body.into_iter().filter(|(_, value)| says(value)));
    said
}

/// A record that does not exist yet: an id, so that others can link to it in the same write, and a body.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The record's id.
    pub id: Id,
    /// The kind.
    pub kind: &'static str,
    /// The fields.
    pub body: Body,
}

impl Draft {
    /// A draft of a typed record.
    ///
    /// # Errors
    /// Broken, when the struct does not serialise to an object.
    pub fn new<R: Record>(id: Id<R>, record: &R) -> Result<Self, Refusal> {
        Ok(Self { id: id.cast(), kind: R::KIND, body: body_of(record)? })
    }
}

/// The stored form of a record.
///
/// # Errors
/// Broken, when the struct does not serialise to an object.
pub fn body_of<R: Record>(record: &R) -> Result<Body, Refusal> {
    match serde_json::to_value(record).map_err(Refusal::broken)? {
        Value::Object(body) => Ok(body),
        other => Err(Refusal::broken(format!("{} is no object: {other}", R::KIND))),
    }
}
