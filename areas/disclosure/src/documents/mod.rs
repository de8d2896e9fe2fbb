//! What is sent to whoever asks: the copy, and the decision to refuse with how to appeal.

mod copy;
mod refusal;

pub(crate) use copy::{copy, data, sheets};
pub(crate) use refusal::{Decided, named, refusal};
