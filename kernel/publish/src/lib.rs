//! Documents out and text in: PDF, Word, Excel, charts as SVG, and the text of uploaded files.
//!
//! Areas build a [`Document`] from plain blocks; [`pdf`] and [`word`] set it with the same content.
//! Setting takes the processor for a moment: call it from `spawn_blocking`.
//!
//! ```
//! use jiff::civil::date;
//! use stadga_publish::document::{Colour, Labels, Language, Table, cell, column, grade, heading, narrow, paragraph};
//! use stadga_publish::{Document, pdf, word};
//!
//! # let labels = Labels { page: "Page".into(), of: "of".into(), ..Labels::default() };
//! let mut answer = Document::new(Language::English, "Region", "Answer", date(2026, 3, 17), labels);
//! answer.push(heading(1, "Questions"));
//! answer.push(paragraph("The board agrees with the auditors."));
//! answer.push(
//!     Table::new("Questions and grades", [column("Question", 3), narrow("Grade")])
//!         .row_header()
//!         .row([cell("Are there routines?"), grade("◐", "Partly", Colour::Yellow)]),
//! );
//! assert!(pdf(&answer)?.starts_with(b"%PDF-1.7"));
//! assert!(word(&answer)?.starts_with(b"PK"));
//! # Ok::<(), stadga_publish::PublishError>(())
//! ```

mod archive;
pub mod calendar;
pub mod chart;
pub mod document;
mod error;
pub mod names;
#[cfg(feature = "set")]
mod pdf;
pub mod sheet;
mod sniff;
pub mod text_in;
#[cfg(feature = "set")]
mod word;
mod xml_in;

pub use document::Document;
pub use error::PublishError;
#[cfg(feature = "set")]
pub use pdf::pdf;
#[cfg(feature = "set")]
pub use word::word;
