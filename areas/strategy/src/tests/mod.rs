//! Tests of the area as a whole; and what its kinds' unit tests share: a record checked by its rules on a set day.

mod area;
mod pages;

use stadga_model::{Around, Finding, Id, Near, Record, Scales};
use stadga_testkit::rules::{and, check_by};
pub use stadga_testkit::rules::{id, pointing};

/// The texts' keys of what the rules say of a record by the area's own scales.
pub fn check<R: Record>(
    rules: fn(&R, &Around) -> Vec<Finding>,
    record: &R,
    near: &Near,
) -> Vec<String> {
    let scales = Scales::read(crate::SCALES.iter().copied()).unwrap();
    check_by(&scales, rules, None, record, near)
}

/// Nothing around.
pub fn near() -> Near {
    Near::default()
}

/// Records of one kind that the checked one links to.
pub fn up<R: Record>(records: &[(Id<R>, &R)]) -> Near {
    records.iter().fold(near(), |around, (id, record)| and(around, id.cast(), *record))
}
