//! Classifications read from another tool's list: columns are guessed and can be put right, each row is held against what is
//! here, and all good rows are written together (CLS-05). Pure but for `gather`.

mod gather;
mod guess;
mod known;
mod plan;
mod rows;

pub use gather::{Looked, Told, look, take};
pub use guess::Column;
pub use plan::{Fault, Outcome, Planned};
