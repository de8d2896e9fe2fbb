//! Tests of the area as a whole; and what its kinds' unit tests share: a record checked by its rules on a set day.

mod area;
mod roles;
mod treatment;

use stadga_model::{
    Around, Body, Finding, Head, Id, Instant, Near, Period, Record, Revision, Scales, Term, body_of,
};
use stadga_organisation::{Assignment, Unit};

/// The day of all rule tests: 2024-01-24, noon in Sweden.
fn now() -> Instant {
    "2024-01-24T11:00:00Z".parse().unwrap()
}

/// A set id.
pub fn id<T>(number: u32) -> Id<T> {
    format!("00000000-0000-7000-8000-{number:012}").parse().unwrap()
}

/// A closed period.
pub fn period(from: &str, to: &str) -> Period {
    Period { from: from.parse().unwrap(), to: to.parse().ok() }
}

/// The texts' keys of what the rules say of a record.
pub fn check<R: Record>(
    rules: fn(&R, &Around) -> Vec<Finding>,
    record: &R,
    near: &Near,
) -> Vec<String> {
    checked(rules, None, record, near)
}

/// The same of a record that was otherwise before.
pub fn check_change<R: Record>(
    rules: fn(&R, &Around) -> Vec<Finding>,
    before: &R,
    record: &R,
    near: &Near,
) -> Vec<String> {
    checked(rules, Some(&body_of(before).unwrap()), record, near)
}

fn checked<R: Record>(
    rules: fn(&R, &Around) -> Vec<Finding>,
    before: Option<&Body>,
    record: &R,
    near: &Near,
) -> Vec<String> {
    let scales = Scales::default();
    let around = Around { now: now(), before, new: false, near, scales: &scales };
    rules(record, &around).iter().map(Finding::text_key).collect()
}

/// Records that the checked one links to.
pub fn near(records: &[(Id, &str, Body)]) -> Near {
    let up = records.iter().map(|(id, kind, body)| revision(*id, kind, None, body.clone()));
    Near { up: up.collect(), down: Vec::new() }
}

/// One linked record of which only the state matters.
pub fn near_in_state(id: Id, kind: &str, state: &str) -> Near {
    Near { up: vec![revision(id, kind, Some(state.to_owned()), Body::new())], down: Vec::new() }
}

fn revision(id: Id, kind: &str, state: Option<String>, body: Body) -> Revision {
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
        state,
        withheld: None,
    };
    Revision { head, body }
}

/// A board that exists since 2011.
pub fn unit() -> Unit {
    Unit {
        name: "Regionstyrelsen".into(),
        short: None,
        unit_type: Term::from("board"),
        parent: None,
        period: Period { from: "2011-01-01".parse().unwrap(), to: None },
        ended_because: None,
        succeeded_by: None,
        assignment: None,
        responsibilities: Vec::new(),
    }
}

/// Someone who holds a role since 2020.
pub fn person_role(role: &str) -> Assignment {
    Assignment {
        scope: Vec::new(),
        records: Vec::new(),
        title: role.into(),
        role: Term::from(role),
        person: Some(id(90)),
        unit: id(91),
        about: None,
        area: None,
        period: Period { from: "2020-01-01".parse().unwrap(), to: None },
        share: None,
        acting: false,
        deputy_for: None,
        serves: Vec::new(),
        note: None,
    }
}
