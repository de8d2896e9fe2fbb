//! Tests of the area as a whole; and what its kinds' unit tests share: records in order, checked on a set day.

mod agenda;
mod area;
mod foa;
mod needs;
mod plans;
mod roles;
mod secrecy;
mod surveys;

use serde_json::json;
use stadga_decisions::Decision;
use stadga_model::{Near, Record, Scales, body_of};
use stadga_organisation::{Assignment, Forum};
use stadga_testkit::rules::revision;
pub use stadga_testkit::rules::{and, check, check_by, check_change, id, near, pointing};

use crate::{MaintenancePlan, Need, Object, ObjectFamily};

/// The area's own scales.
pub fn scales() -> Scales {
    Scales::read(crate::SCALES.iter().copied()).unwrap()
}

/// The same neighbourhood, with one more record that links to the checked one.
pub fn and_down<R: Record>(mut near: Near, field: &str, record: &R) -> Near {
    let down = revision(id(500), R::KIND, body_of(record).unwrap());
    near.down.push((field.to_owned(), down.into()));
    near
}

/// A family in order; its steering group is 2.
pub fn family() -> ObjectFamily {
    serde_json::from_value(json!({
        "name": "Vård", "portfolio": id::<Object>(1), "process": "Att ge vård", "steering": id::<Object>(2),
    }))
    .unwrap()
}

/// A steering group that is led.
pub fn steering_group() -> Forum {
    serde_json::from_value(json!({
        "name": "Styrgruppen", "forum_type": "steering", "purpose": "Beslutar.", "unit": id::<Object>(3),
        "period": { "from": "2022-01-01" }, "members": [{ "part": "chair", "role": "object-owner" }],
    }))
    .unwrap()
}

/// An object in order of the family 10, maintained by adapted pm3 by the decision 7.
pub fn object() -> Object {
    let scales = scales();
    let steps = &scales.get("mode-criterion").unwrap().steps;
    let criteria: Vec<_> = steps
        .iter()
        .map(|step| json!({ "criterion": step.key, "applies": step.key == "integration" }))
        .collect();
    serde_json::from_value(json!({
        "name": "Vårddokumentation", "state": "active", "class": "core", "family": id::<Object>(10),
        "mode": "adapted", "model": "pm3", "criteria": criteria, "mode_decision": id::<Object>(7),
        "business": [{ "name": "Vårdplanering", "sort": "process" }], "systems": [id::<Object>(20)],
        "needed": 200,
    }))
    .unwrap()
}

/// A role about the object 1, held since 2020 with half of the time.
pub fn held(role: &str) -> Assignment {
    serde_json::from_value(json!({
        "title": role, "role": role, "person": id::<Object>(50), "unit": id::<Object>(3),
        "about": id::<Object>(1), "period": { "from": "2020-01-01" }, "share": 50,
    }))
    .unwrap()
}

/// A decision that the steering group 2 took.
pub fn decision(outcome: &str) -> Decision {
    serde_json::from_value(json!({
        "title": "Förvaltningsplan", "state": "decided", "body": id::<Object>(2), "date": "2024-01-10",
        "outcome": outcome,
    }))
    .unwrap()
}

/// A plan for 2025 with all that it must have; it began to hold on the day of the tests where it is decided.
pub fn plan() -> MaintenancePlan {
    serde_json::from_value(json!({
        "title": "Förvaltningsplan", "object": id::<Object>(1), "steering": id::<Object>(2),
        "period": { "from": "2024-02-01", "to": "2025-12-31" }, "purpose": "Säker vård.",
        "inputs": [{ "sort": "law", "text": "Ny lag." }],
        "calloffs": [{ "component": id::<Object>(21) }], "dependences_none": "Inga.",
        "changes": [
            { "title": "Byta server", "nature": "stability", "infrastructure": true, "consequence": "Ett avbrott." },
            { "title": "Nytt formulär", "nature": "development" },
        ],
        "others_none": "Inget hindrar andra.", "security": "Behörigheter ses över.",
        "budget": [{ "post": "operation", "side": "it", "amount": 10_000_000 }],
    }))
    .unwrap()
}

/// A need that has been prepared and answered.
pub fn need() -> Need {
    serde_json::from_value(json!({
        "title": "Kortare väg till provsvar", "object": id::<Object>(1), "description": "Tre klick för mycket.",
        "raised": "2024-01-10", "complexity": "small", "proposal": "Bifall.", "answer": "Ja, i höst.",
        "answered": "2024-01-20",
    }))
    .unwrap()
}
