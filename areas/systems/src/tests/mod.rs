//! Tests of the area as a whole; and what its kinds' unit tests share: a record checked by its rules on a set day.

mod area;
mod impact;
mod reading;
mod upkeep;

use stadga_model::{
    Around, Body, Finding, Head, Id, Instant, Near, Record, Revision, Scales, body_of,
};

use crate::ConfigurationItem;

/// The day of all rule tests: 2024-01-24, noon in Sweden.
fn now() -> Instant {
    "2024-01-24T11:00:00Z".parse().unwrap()
}

/// A set id.
pub fn id<T>(number: u32) -> Id<T> {
    format!("00000000-0000-7000-8000-{number:012}").parse().unwrap()
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
    let up = records.iter().map(|(id, kind, body)| revision(*id, kind, body.clone()));
    Near { up: up.collect(), down: Vec::new() }
}

/// Records that link to the checked one by `field`.
pub fn pointing<R: Record>(field: &str, records: &[R]) -> Near {
    let down = records.iter().zip(100..).map(|(record, number)| {
        (field.to_owned(), revision(id(number), R::KIND, body_of(record).unwrap()))
    });
    Near { up: Vec::new(), down: down.collect() }
}

fn revision(id: Id, kind: &str, body: Body) -> Revision {
    let head = Head {
        id,
        kind: kind.to_owned(),
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
    };
    Revision { head, body }
}

/// An item about which nothing is known but its name.
pub fn item(name: &str) -> ConfigurationItem {
    let body = serde_json::json!({ "name": name, "item_type": "server", "state": "in-use" });
    serde_json::from_value(body).unwrap()
}
