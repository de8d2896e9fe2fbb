//! Tests of the area as a whole: its texts, its kinds, its fixtures.

mod area;
mod fixtures;
mod settled;
mod texts;
pub mod world;
