//! Tests of the area as a whole; and what its kinds' unit tests share: a record checked by its rules on a set day.

mod area;
mod pages;
mod roles;

pub use stadga_testkit::rules::{check, near};
