//! Documents out and text in: PDF, Word, Excel, charts as SVG, and the text of uploaded files.
//!
//! Areas build a [`Document`] from plain blocks; [`pdf`] and [`word`] set it with the same content.
//! Setting takes the processor for a moment: call it from `spawn_blocking`.

mod archive;
pub mod chart;
pub mod document;
mod error;
mod pdf;
pub mod sheet;
mod sniff;
pub mod text_in;
mod word;
mod xml_in;

pub use document::Document;
pub use error::PublishError;
pub use pdf::pdf;
pub use word::word;
