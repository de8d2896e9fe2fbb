//! Tests of the area as a whole: what every area is held to, and requests from the page.

mod area;
mod attached;
mod masked;
mod roles;
mod world;

use crate::{
    DisclosureDetail, DisclosureRequest,
    detail::{Ruling, Sort},
    request::State,
};
use serde_json::Value;
use stadga_model::{Around, Head, Id, Instant, Near, Revision, Scales};

const CONTENT: &str = include_str!("../../../../content/scales/disclosure.toml");

/// A made-up id, the same each time.
pub fn id<T>(second: i64) -> Id<T> {
    Id::seeded(Instant::from_second(second).unwrap(), 0, &[7; 10])
}

/// What rules may look at on the tests' day.
pub fn around<T>(near: &Near, told: impl FnOnce(&Around) -> T) -> T {
    let scales = Scales::read([("disclosure.toml", CONTENT)]).unwrap();
    let now = stadga_testkit::NOW.parse().unwrap();
    told(&Around { now, before: None, new: true, near, scales: &scales })
}

/// A request that came this morning.
pub fn request() -> DisclosureRequest {
    DisclosureRequest {
        title: "Åtgärder".into(),
        state: State::Received,
        asked: "Alla åtgärder".into(),
        received: "2026-11-20T07:00:00Z".parse().unwrap(),
        way: None,
        covers: Vec::new(),
        compilation: None,
        as_of: None,
        requester: None,
        contact: None,
        owner: None,
        unit: None,
        answered: None,
        outcome: None,
        decision: None,
        court: None,
        note: None,
    }
}

/// A marked detail that is given out.
pub fn detail() -> DisclosureDetail {
    DisclosureDetail {
        about: "ÅTG-2026-0001".into(),
        request: id(1),
        record: Some(id(2)),
        field: Some("title".into()),
        person: None,
        sort: Sort::Marked,
        ruling: Ruling::Disclose,
        ground: None,
        reason: None,
        replaced: None,
        unit: None,
    }
}

/// A record as it is kept.
pub fn revision(id: Id, kind: &str, body: Value) -> Revision {
    let head = Head {
        id,
        kind: kind.into(),
        number: "X-1".into(),
        revision: 1,
        at: Instant::UNIX_EPOCH,
        until: None,
        actor: String::new(),
        reason: String::new(),
        unit: None,
        owner: None,
        state: None,
        withheld: None,
    };
    Revision { head, body: body.as_object().cloned().unwrap() }
}
