//! The rows of an audit: criteria, documents, interviews, observations, fact checks, dispatches, gaps and phases.

use super::Part;
use serde::{Deserialize, Serialize};
use stadga_documents::Document;
use stadga_model::{Date, FileId, Id, Row, Term};

/// A role in the assignment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Role {
    /// Project leader, expert, quality reviewer …
    #[serde(default)]
    pub role: String,
    /// Whose: a function or a firm, never a person's name.
    pub function: Option<String>,
}

/// What is judged against (AUD-05).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Criterion {
    /// The criterion.
    #[serde(default)]
    pub name: String,
    /// The law it refers to (lagrum), such as `2017:725 6:6`.
    pub law: Option<String>,
}

/// A document that the auditors saw (AUD-06).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct SeenDocument {
    /// Its title.
    #[serde(default)]
    pub title: String,
    /// Its year.
    pub year: Option<i64>,
    /// The last day it is valid.
    pub valid_to: Option<Date>,
    /// Whether it carries no date.
    #[serde(default)]
    pub undated: bool,
    /// The document in the register that it is (T23).
    pub document: Option<Id<Document>>,
}

/// A function that was interviewed (AUD-06).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Interview {
    /// The function.
    #[serde(default)]
    pub function: String,
    /// For whom: the operations, elected members, a union (företräder): ORG-24.
    #[field(scale = "party")]
    pub party: Option<Term>,
    /// When.
    pub date: Option<Date>,
}

/// A page that was observed (AUD-06).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Observation {
    /// The page.
    #[serde(default)]
    pub page: String,
    /// When.
    pub date: Option<Date>,
}

/// A remark from the fact check (AUD-08).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct FactCheck {
    /// The passage it is about.
    #[serde(default)]
    pub passage: String,
    /// The remark.
    #[serde(default)]
    pub remark: String,
    /// The function that made it.
    pub function: Option<String>,
    /// When.
    pub date: Option<Date>,
}

/// A part that the answer must have (AUD-14).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct RequestedPart {
    /// Which.
    pub part: Part,
    /// In the auditors' words.
    pub words: Option<String>,
}

/// A sending of the report or its cover letter (AUD-32).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Dispatch {
    /// To which body.
    #[serde(default)]
    pub to: String,
    /// When.
    pub date: Date,
    /// What was sent, attachments named.
    #[serde(default)]
    pub what: String,
}

/// Present, need and action in a consultant's review (AUD-30).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Gap {
    /// How it is (nuläge).
    #[serde(default)]
    pub present: String,
    /// What is needed (behov).
    #[serde(default)]
    pub need: String,
    /// What is proposed (åtgärd).
    pub action: Option<String>,
}

/// A phase of a review (AUD-30).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Phase {
    /// What it is called.
    #[serde(default)]
    pub name: String,
    /// What is done in it.
    pub content: Option<String>,
}

/// A file that came with the report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Attachment {
    /// What it is called.
    #[serde(default)]
    pub name: String,
    /// The file.
    pub file: Option<FileId>,
}
