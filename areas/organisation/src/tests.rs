//! What the kinds' unit tests share: a record checked by its rules on a set day, with what is around it.

use std::sync::Arc;

use stadga_model::{
    Around, Body, Finding, FixedClock, Head, Id, Instant, Near, Record, Revision, Scales,
};
use stadga_store::{Fixtures, Store, StoreOptions};

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
    let around = Around { now: now(), before: None, near, scales: &scales };
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
        },
        body: body.clone(),
    });
    Near { up: up.collect(), down: Vec::new() }
}

/// The demo region's organisation in a store.
pub async fn demo() -> (Store, Fixtures) {
    let area = crate::area();
    let options = StoreOptions {
        path: None,
        org: "demo".into(),
        kinds: area.kinds.into_iter().collect(),
        scales: Arc::new(Scales::read(area.scales.iter().copied()).unwrap()),
        clock: Arc::new(FixedClock("2026-11-22T09:00:00Z".parse().unwrap())),
    };
    let store = Store::open(options).await.unwrap();
    let fixtures = Fixtures::read(area.fixtures.iter().copied()).unwrap();
    fixtures.plant(&store).await.unwrap();
    (store, fixtures)
}
