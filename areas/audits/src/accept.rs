//! Makes records of what a reading found, as far as the user accepts it: pure, and nothing is made of what was dropped.

mod answer;
mod audit;
mod choices;
mod documents;
mod report;

#[cfg(test)]
mod tests;

pub use audit::{likely_category, sure};
pub use choices::Choices;
pub use documents::knowing;

use crate::{
    answer::Answer,
    audit::Audit,
    question::AuditQuestion,
    read::{Kind, Reading},
    recommendation::Recommendation,
};
use stadga_documents::Document;
use stadga_model::{Date, Draft, FileId, Finding, Id, Instant, Refusal, Scales};
use stadga_organisation::{Person, Unit};
use std::collections::BTreeMap;

/// Where the records belong, as the user has said.
#[derive(Clone, Debug)]
pub struct Target {
    /// The audit that the text belongs to, where it is here already: a cover letter's report, an answer's audit.
    pub audit: Option<Id<Audit>>,
    /// The recommendations that it has, with number and words.
    pub recommendations: Vec<(Id<Recommendation>, Option<String>, String)>,
    /// The questions that it has, with number and words.
    pub questions: Vec<(Id<AuditQuestion>, Option<String>, String)>,
    /// The register of documents by title in small letters: what is there already is linked and not made again.
    pub documents: BTreeMap<String, Id<Document>>,
    /// Whether governing documents that the auditors saw are put into the register.
    pub register: bool,
    /// The lists that a document's type is told by.
    pub scales: Scales,
    /// The unit that is examined and answers.
    pub unit: Option<Id<Unit>>,
    /// Who ordered the audit.
    pub client: Option<Id<Unit>>,
    /// The person who takes it on.
    pub owner: Option<Id<Person>>,
    /// The text's file, where it is kept.
    pub source: Option<FileId>,
    /// What a new audit is called until a title is accepted: its file's name.
    pub name: String,
    /// Now: ids are made of it.
    pub now: Instant,
    /// What a place in the cover letter is called (missiv).
    pub cover_letter: String,
    /// What a footnote is called (fotnot).
    pub footnote: String,
}

impl Target {
    /// Nothing said yet.
    pub fn new(now: Instant) -> Self {
        Self {
            audit: None,
            recommendations: Vec::new(),
            questions: Vec::new(),
            documents: BTreeMap::new(),
            register: true,
            scales: Scales::default(),
            unit: None,
            client: None,
            owner: None,
            source: None,
            name: String::new(),
            now,
            cover_letter: String::new(),
            footnote: String::new(),
        }
    }
}

/// What was made, in the order in which it is written.
#[derive(Clone, Debug)]
pub struct Accepted {
    /// The audit that everything hangs on.
    pub audit: Id<Audit>,
    /// The answer, where the text is one.
    pub answer: Option<Id<Answer>>,
    /// The records.
    pub drafts: Vec<Draft>,
}

/// Makes the records of a report, a review or an answer (AUD-03…15, AUD-19, AUD-21, AUD-22).
///
/// # Errors
/// Refused, when a mended value cannot be used, or when a point is taken whose grade must be told and was not (AUD-21);
/// each fault names its place. Broken, when a record does not serialise.
pub fn accept(reading: &Reading, choices: &Choices, target: &Target) -> Result<Accepted, Refusal> {
    let mut faults = choices.faults();
    faults.extend(report::ungraded(reading, choices));
    faults.extend(audit::differing(reading, choices));
    if !faults.is_empty() {
        return Err(Refusal::Refused(faults));
    }
    match reading.kind {
        Kind::Answer => answer::records(reading, choices, target),
        Kind::Report | Kind::CoverLetter | Kind::Review | Kind::Other => {
            report::records(reading, choices, target)
        }
    }
}

/// A date that a person has written, or a fault that names where.
fn date(path: &str, text: &str) -> Result<Option<Date>, Box<Finding>> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let fault = || Finding::blocking("AUD-03").variant("date").on(path).with("value", text);
    text.parse().map(Some).map_err(|_| Box::new(fault()))
}
