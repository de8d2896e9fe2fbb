//! Tests of the area as a whole; and what its kinds' unit tests share: a record checked by its rules on a set day.

mod area;
mod pages;
mod roles;

use serde_json::json;
use stadga_decisions::{Decision, Delegation};
use stadga_measures::Measure;
use stadga_model::{Around, Date, Finding, Id, Near, Period, Record, Scales, Term};
use stadga_organisation::{Assignment, Person, Unit};
use stadga_testkit::rules::check_by;
pub use stadga_testkit::rules::{and, id, pointing};

use crate::{
    Document, ReadingDuty, Referral, RevisionCase, Version, revision_case, version::State,
};

/// A date.
pub fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// The scales of the area and of those it stands on.
pub fn all_scales() -> Scales {
    let below = [stadga_organisation::SCALES, stadga_decisions::SCALES, stadga_measures::SCALES];
    Scales::read(below.concat().into_iter().chain(crate::SCALES.iter().copied())).unwrap()
}

/// The texts' keys of what the rules say of a record.
pub fn check<R: Record>(
    rules: fn(&R, &Around) -> Vec<Finding>,
    record: &R,
    near: &Near,
) -> Vec<String> {
    check_by(&all_scales(), rules, None, record, near)
}

/// The same of a record that was otherwise before.
pub fn check_change<R: Record>(
    rules: fn(&R, &Around) -> Vec<Finding>,
    before: &R,
    record: &R,
    near: &Near,
) -> Vec<String> {
    check_by(&all_scales(), rules, Some(before), record, near)
}

/// Nothing around.
pub fn near() -> Near {
    Near::default()
}

/// Records of one kind that the checked one links to.
pub fn up<R: Record>(records: &[(Id<R>, &R)]) -> Near {
    records.iter().fold(near(), |around, (id, record)| and(around, id.cast(), *record))
}

/// A guideline that a body decides.
pub fn document(body: Option<Id>) -> Document {
    let json = json!({"title": "Riktlinje", "document_type": "guideline", "body": body});
    serde_json::from_value(json).unwrap()
}

/// An adopted version with words, known from an audit; decided on the day it holds from, where there is one.
pub fn version(from: Option<&str>, to: Option<&str>) -> Version {
    Version {
        title: "Riktlinje 1.0".into(),
        state: State::Adopted,
        document: id(1),
        changes: None,
        source: Some(id(90)),
        unit: None,
        decision: None,
        decided: from.map(day),
        diary_number: None,
        replaces: None,
        valid_from: from.map(day),
        valid_to: to.map(day),
        year: None,
        undated: false,
        text: Some("Text".into()),
        file: None,
        reference: None,
    }
}

/// A case of document 1 that has been analysed and ranked, to be decided in the summer.
pub fn case(state: revision_case::State) -> RevisionCase {
    let json = json!({"title": "Revidera", "state": state, "document": id::<()>(1), "need": "Ny organisation",
        "analysis": "Ansvaret ska följa organisationen.", "priority": "high", "planned_decision": "2024-06-11"});
    serde_json::from_value(json).unwrap()
}

/// A decision by a body, taken with a yes or still a draft.
pub fn decision(body: Id, taken: bool) -> Decision {
    let state = if taken { "decided" } else { "draft" };
    let json = json!({"title": "Beslut", "state": state, "body": body, "outcome": "approved", "date": "2024-01-10"});
    serde_json::from_value(json).unwrap()
}

/// Body 9 lets the region director, and onward the security manager, decide instructions until the end of 2026.
pub fn delegation() -> Delegation {
    let json = json!({"title": "Instruktioner", "subject": "instruction", "body": id::<()>(9), "role": "region-director",
        "onward": [{"role": "security-manager"}], "period": {"from": "2020-01-01", "to": "2026-12-31"}});
    serde_json::from_value(json).unwrap()
}

/// Someone who holds a role since 2020.
pub fn role(key: &str) -> Assignment {
    role_in(id(90), key, id(91))
}

/// The same with person and unit.
pub fn role_in(person: Id<Person>, key: &str, unit: Id<Unit>) -> Assignment {
    let json = json!({"title": key, "role": key, "person": person, "unit": unit, "period": {"from": "2020-01-01"}});
    serde_json::from_value(json).unwrap()
}

/// Someone who is here since 2020.
pub fn person(unit: Option<Id<Unit>>) -> Person {
    let period = Period { from: day("2020-01-01"), to: None };
    Person { name: "Medarbetare".into(), email: None, unit, period }
}

/// A unit that exists since 2011.
pub fn unit(parent: Option<Id<Unit>>) -> Unit {
    Unit {
        name: "Enheten".into(),
        short: None,
        unit_type: Term::from("operative"),
        parent,
        period: Period { from: day("2011-01-01"), to: None },
        ended_because: None,
        succeeded_by: None,
        assignment: None,
        purpose: None,
        follow_up: None,
        unclear: None,
        partner_type: None,
        responsibilities: Vec::new(),
    }
}

/// Everybody reads document 1 from New Year on.
pub fn duty() -> ReadingDuty {
    let json = json!({"title": "Alla läser", "document": id::<()>(1), "everyone": true, "from": "2024-01-01"});
    serde_json::from_value(json).unwrap()
}

/// A referral that came at New Year.
pub fn referral() -> Referral {
    let json = json!({"title": "Betänkande", "sender": "Departementet", "received": "2024-01-01"});
    serde_json::from_value(json).unwrap()
}

/// A measure of which nothing is known.
pub fn measure() -> Measure {
    serde_json::from_value(json!({"title": "Följ upp"})).unwrap()
}
