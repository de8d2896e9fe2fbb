//! The crate as its callers use it: documents out, text and sheets in.

#![expect(clippy::unwrap_used, reason = "a test that cannot make its files has failed")]

mod answer;
mod documents;
mod files;
mod open_extract;
mod sheets;
mod text_in;
