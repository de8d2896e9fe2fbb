//! Which fields of a record a write changes: what is closed is held to what it was (SEC-11).

use stadga_model::{Body, Record, body_of};

/// The record as it was, if it was there and can be read as what it is now.
pub(crate) fn earlier<R: Record>(before: Option<&Body>) -> Option<R> {
    serde_json::from_value(serde_json::Value::Object(before?.clone())).ok()
}

/// The fields that are otherwise than before; none of what is new.
pub(crate) fn changed<R: Record>(record: &R, before: Option<&Body>) -> Vec<&'static str> {
    let old = earlier::<R>(before).and_then(|old| body_of(&old).ok());
    let (Some(old), Ok(new)) = (old, body_of(record)) else { return Vec::new() };
    let fields = R::SPEC.fields.iter().map(|field| field.name);
    fields.filter(|name| old.get(*name) != new.get(*name)).collect()
}
