//! The crate as its callers use it: documents out, text and sheets in.

mod answer;
mod documents;
mod files;
mod sheets;
mod text_in;
