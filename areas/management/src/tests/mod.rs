//! Tests of the area as a whole; and what its kinds' unit tests share: a record checked by its rules on a set day.

mod area;
mod chapters;
mod pages;
mod reports;
mod secrecy;

use crate::{ManagementReview, ReviewLevel};
use stadga_model::{Around, Finding, Id, Near, Record, Scales};
use stadga_testkit::rules::{and, check_by};
pub use stadga_testkit::rules::{id, pointing};

/// The area's own scales.
pub fn scales() -> Scales {
    Scales::read(crate::SCALES.iter().copied()).unwrap()
}

/// The texts' keys of what the rules say of a record by the area's own scales.
pub fn check<R: Record>(
    rules: fn(&R, &Around) -> Vec<Finding>,
    record: &R,
    near: &Near,
) -> Vec<String> {
    check_by(&scales(), rules, None, record, near)
}

/// The text of a document of ours, its lines run together.
pub fn flat(ending: &str, bytes: &[u8]) -> String {
    let text = stadga_publish::text_in::text_of(&format!("a.{ending}"), bytes).unwrap().text;
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Nothing around.
pub fn near() -> Near {
    Near::default()
}

/// Records of one kind that the checked one links to.
pub fn up<R: Record>(records: &[(Id<R>, &R)]) -> Near {
    records.iter().fold(near(), |around, (id, record)| and(around, id.cast(), *record))
}

/// A level with a review each half-year from 2024 on.
pub fn level() -> ReviewLevel {
    let json = serde_json::json!({"title": "Regionledningen", "unit": id::<()>(8), "per_year": 2,
        "period": {"from": "2024-01-01"}});
    serde_json::from_value(json).unwrap()
}

/// A review of the first half of 2023 in a state; held in April, if it was.
pub fn review(state: &str) -> ManagementReview {
    let held = ["held", "followed-up"].contains(&state).then_some("2023-04-20");
    let json = serde_json::json!({"title": "Ledningens genomgång", "state": state, "level": id::<()>(1),
        "year": 2023, "part": 1, "held": held});
    serde_json::from_value(json).unwrap()
}
