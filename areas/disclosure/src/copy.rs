//! Copies: what was given out, when, by whom, how long it took; and the whole version, sealed (SEC-07).

use crate::DisclosureRequest;
use serde::{Deserialize, Serialize};
use stadga_model::{FileId, Id, Instant, Prose, Record, Row};
use stadga_organisation::{Person, Unit};

/// A copy that was given out (utlämnad kopia). The program writes it when the copy is made; nobody else can.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(kind = "disclosure-copy", prefix = "KOP", title = "about", unit = "unit", owner = "by")]
pub struct DisclosureCopy {
    /// The request's title (gäller).
    #[field(list, sort, search, fixed)]
    pub about: String,
    /// The request (begäran).
    #[field(list, filter, fixed)]
    pub request: Id<DisclosureRequest>,
    /// When it was made (framställd).
    #[field(list, sort, fixed)]
    pub made: Instant,
    /// Who made it (av).
    #[field(list, filter, fixed)]
    pub by: Option<Id<Person>>,
    /// Whole hours from when the request came (timmar från begäran).
    #[field(list, fixed)]
    pub hours: Option<i64>,
    /// How many details are masked in it (maskade uppgifter).
    #[field(list, fixed)]
    pub masked: Option<i64>,
    /// The instant whose content it shows: with it the same can be made again (läget).
    #[field(fixed)]
    pub shows: Instant,
    /// The copy as PDF.
    #[field(fixed, group = "files")]
    pub pdf: Option<FileId>,
    /// The copy as Word.
    #[field(fixed, group = "files")]
    pub word: Option<FileId>,
    /// The copy as Excel.
    #[field(fixed, group = "files")]
    pub sheet: Option<FileId>,
    /// The copy as JSON.
    #[field(fixed, group = "files")]
    pub data: Option<FileId>,
    /// The same without any masking, sealed under a mark from its first moment (omaskerad version).
    #[field(fixed, group = "files")]
    pub original: Option<FileId>,
    /// The files of the records that go with it: whole, or masked copies (bilagor).
    #[field(fixed, group = "files")]
    #[serde(default)]
    pub attachments: Vec<Attachment>,
    /// The records that it shows, each in its revision (innehåll).
    #[field(fixed, group = "contents")]
    #[serde(default)]
    pub contents: Vec<Content>,
    /// The request's unit (enhet).
    #[field(filter, fixed)]
    pub unit: Option<Id<Unit>>,
    /// How it was handed over, and what else is good to know (anteckning).
    pub note: Option<Prose>,
}

/// A record in a copy.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Content {
    /// The record (post).
    pub record: Id,
    /// The revision that was shown (version).
    pub revision: i64,
}

/// A file that goes with a copy.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Attachment {
    /// The file (fil).
    pub file: Option<FileId>,
    /// Whether it is a masked copy (maskad).
    #[serde(default)]
    pub masked: bool,
}
