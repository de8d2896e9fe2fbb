//! Tests of the area as a whole; and what its kinds' unit tests share: a record checked by its rules on a set day.

mod area;
mod binding;
mod meetings;
mod roles;
mod treatment;

use stadga_model::{Body, Id, Near, Period, Term};
use stadga_organisation::{Assignment, Unit};
use stadga_testkit::rules::revision;
pub use stadga_testkit::rules::{check, check_change, id, near};

/// A closed period.
pub fn period(from: &str, to: &str) -> Period {
    Period { from: from.parse().unwrap(), to: to.parse().ok() }
}

/// One linked record of which only the state matters.
pub fn near_in_state(id: Id, kind: &str, state: &str) -> Near {
    let mut linked = revision(id, kind, Body::new());
    linked.head.state = Some(state.to_owned());
    Near { up: vec![linked.into()], down: Vec::new() }
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
        purpose: None,
        follow_up: None,
        unclear: None,
        partner_type: None,
        responsibilities: Vec::new(),
    }
}

/// Someone who holds a role since 2020.
pub fn person_role(role: &str) -> Assignment {
    Assignment {
        scope: Vec::new(),
        records: Vec::new(),
        within: Vec::new(),
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
        from_directory: false,
    }
}
