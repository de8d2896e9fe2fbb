//! Items read from other systems' files: the columns are understood by the source's mapping, each row is held against
//! what is here under its key, and all good rows are written together. Pure but for `gather` and `write`.

mod cell;
mod gather;
mod mapping;
mod plan;
mod relations;
mod rows;
mod shapes;
mod write;

pub use cell::Fault;
pub use gather::{Looked, ids, look, take};
pub use mapping::{Mapping, is_relation, plain};
pub use plan::{Difference, Outcome, Planned, Remark};
pub use write::Agreed;
