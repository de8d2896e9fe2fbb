//! Risks read from files in SKR's and others' layouts: columns are guessed, each row is held against what is here, and all
//! good rows are written together (INT-13). Pure but for `gather`.

mod columns;
mod gather;
mod known;
mod measures;
mod plan;
mod row;

pub use columns::{Column, Guess, guess, parts};
pub use gather::{Agreed, Keeping, Target, look, take};
pub use measures::Made;
pub use plan::{Fault, Outcome, Plan, Planned};
