//! Tests of the area as a whole; and what its kinds' unit tests share: a record checked by its rules on a set day.

mod area;
mod board;
mod roles;

use crate::{Evidence, Measure, measure::State};
use stadga_model::Term;
pub use stadga_testkit::rules::{check, id, near, pointing};

/// A measure about which nothing is known but its state.
pub fn measure(state: State) -> Measure {
    let body = serde_json::json!({ "title": "Följ upp behörigheter", "state": state });
    serde_json::from_value(body).unwrap()
}

/// Evidence of 2023-01-01, valid to a day or always.
pub fn evidence(valid_to: Option<&str>) -> Evidence {
    Evidence {
        title: "Granskningsprotokoll".into(),
        evidence_type: Term::from("protocol"),
        measures: vec![id(1)],
        file: None,
        reference: Some("Dnr 2023-0117".into()),
        date: "2023-01-01".parse().unwrap(),
        valid_from: None,
        valid_to: valid_to.map(|date| date.parse().unwrap()),
        unit: None,
        holder: None,
        description: None,
    }
}
