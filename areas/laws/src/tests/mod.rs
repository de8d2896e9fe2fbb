//! Tests of the area as a whole; and what its kinds' unit tests share: a record checked by its rules on a set day.

mod area;
mod pages;
mod programme;
mod roles;

use serde_json::json;
use stadga_decisions::Decision;
use stadga_measures::Measure;
use stadga_model::{Around, Finding, Id, Near, Record, Scales};
use stadga_testkit::rules::check_by;
pub use stadga_testkit::rules::{and, id, pointing};

use crate::{Authority, Law, LawRequirement, Part, part::State};

fn scales() -> Scales {
    Scales::read(crate::SCALES.iter().copied()).unwrap()
}

/// The texts' keys of what the rules say of a record.
pub fn check<R: Record>(
    rules: fn(&R, &Around) -> Vec<Finding>,
    record: &R,
    near: &Near,
) -> Vec<String> {
    check_by(&scales(), rules, None, record, near)
}

/// The same of a record that was otherwise before.
pub fn check_change<R: Record>(
    rules: fn(&R, &Around) -> Vec<Finding>,
    before: &R,
    record: &R,
    near: &Near,
) -> Vec<String> {
    check_by(&scales(), rules, Some(before), record, near)
}

/// Nothing around.
pub fn near() -> Near {
    Near::default()
}

/// Records of one kind that the checked one links to.
pub fn up<R: Record>(records: &[(Id<R>, &R)]) -> Near {
    records.iter().fold(near(), |around, (id, record)| and(around, id.cast(), *record))
}

/// A law that holds from a day on.
pub fn law(designation: &str, from: Option<&str>) -> Law {
    let json = json!({"title": "Lagen", "designation": designation, "law_type": "act",
        "subject": "cyber", "in_force": from});
    serde_json::from_value(json).unwrap()
}

/// A requirement of a law, which somebody sees to.
pub fn requirement(law: Id<Law>) -> LawRequirement {
    let json =
        json!({"title": "Anmälan", "law": law, "paragraph": "2 kap. 2 §", "owner": id::<()>(5)});
    serde_json::from_value(json).unwrap()
}

/// An authority that can be reached.
pub fn authority() -> Authority {
    let json = json!({"name": "Tillsynsmyndigheten", "from": "2013-06-01",
        "contacts": [{"what": "Anmälan", "route": "Portalen"}]});
    serde_json::from_value(json).unwrap()
}

/// A part of a programme in a state, told of as that state asks, to be done in good time.
pub fn part(state: State) -> Part {
    let json = json!({"title": "Kontinuitetsplaner", "state": state, "programme": id::<()>(1),
        "due": "2025-12-31", "weeks": 26, "started": (state != State::NotStarted).then_some("2023-10-02"),
        "done": (state == State::Done).then_some("2024-01-10"), "reason": "Ingår i en annan.",
        "owner": id::<()>(5)});
    serde_json::from_value(json).unwrap()
}

/// A measure of which nothing is known.
pub fn measure() -> Measure {
    serde_json::from_value(json!({"title": "Skriv planerna"})).unwrap()
}

/// A decision, taken with a yes or still a draft.
pub fn decision(taken: bool) -> Decision {
    let state = if taken { "decided" } else { "draft" };
    serde_json::from_value(json!({"title": "Beslut", "state": state, "outcome": "approved"}))
        .unwrap()
}
