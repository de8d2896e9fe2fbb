//! Tests of the area as a whole: its texts, its kinds, its fixtures.

mod area;
mod dead_ends;
mod fixtures;
mod prepared;
mod settled;
mod signers;
mod texts;
pub mod world;
