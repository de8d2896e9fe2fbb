//! Documents of the audit area: answers in the three forms, tables, and the auditors' package.

mod answer_a;
mod answer_b;
mod answer_c;
mod followup_table;
mod letter;
mod package;
mod question_tables;
mod running_text;

#[cfg(test)]
mod tests;

pub use answer_c::when;
pub use followup_table::followup_document;
pub use package::{package_document, package_json, package_sheets};
pub use question_tables::questions_document;

use crate::{
    answer::{Answer, Format},
    audit::Audit,
    dossier::{Dossier, Kept},
    wording::Wording,
};
use stadga_publish::{
    Document,
    document::{Fact, fact},
};

/// From whom a document comes and from what it was made.
#[derive(Clone, Debug)]
pub struct Sender {
    /// The organisation.
    pub organisation: String,
    /// The instant, and the log's checkpoint where there is one, as it stands at the foot of the pages.
    pub provenance: String,
}

/// The audit's diary number, for the first page: those after it have it at their head.
fn diary_number(audit: &Audit, wording: &Wording) -> Option<Fact> {
    let number = audit.diary_number.as_ref()?;
    Some(fact(wording.t("audit-doc-diary-number"), number.as_str()))
}

/// What a recommendation is called over its chapter: begun with a capital, and without the full stop of a sentence.
fn titled(text: &str) -> String {
    let text = text.trim().trim_end_matches('.');
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// The answer as a document in its form (AUD-16, REP-01).
pub fn answer_document(
    dossier: &Dossier,
    answer: &Kept<Answer>,
    sender: &Sender,
    wording: &Wording,
) -> Document {
    let mut document = letter::open(dossier, answer, sender, wording);
    document.extend(match answer.record.format {
        Format::A => answer_a::blocks(dossier, answer, wording),
        Format::B => answer_b::blocks(dossier, answer, wording),
        Format::C => answer_c::blocks(dossier, answer, wording),
    });
    letter::close(&mut document, dossier, answer, wording);
    document
}
