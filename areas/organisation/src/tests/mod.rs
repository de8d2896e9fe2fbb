//! Tests of the area as a whole; and what its kinds' unit tests share: a record checked by its rules on a set day.

mod area;
mod roles;

use stadga_model::{Around, Body, Finding, Head, Id, Instant, Near, Record, Revision, Scales};

/// The day of all rule tests: 2024-01-24, noon in Sweden.
fn now() -> Instant {
    "2024-01-24T11:00:00Z".parse().unwrap()
}

/// The texts' keys of what the rules say of a record.
pub fn check<R: Record>(
    rules: fn(&R, &Around) -> Vec<Finding>,
    record: &R,
    near: &Near,
) -> Vec<String> {
    let scales = Scales::default();
    let around = Around { now: now(), before: None, new: false, near, scales: &scales };
    rules(record, &around).iter().map(Finding::text_key).collect()
}

/// Records that the checked one links to.
pub fn near(records: &[(Id, &str, Body)]) -> Near {
    let up = records.iter().map(|(id, kind, body)| Revision {
        head: Head {
            id: *id,
            kind: (*kind).to_owned(),
            number: String::new(),
            revision: 1,
            at: now(),
            until: None,
            actor: "test".into(),
            reason: String::new(),
            unit: None,
            owner: None,
            state: None,
            withheld: None,
        },
        body: body.clone(),
    });
    Near { up: up.collect(), down: Vec::new() }
}
