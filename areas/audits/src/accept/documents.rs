//! Documents that the auditors saw, for the register of documents: what was valid, expired or undated is asked there (T23).

use crate::{
    audit::Audit,
    read::{self, Reading, Words, is_governing},
};
use stadga_documents::{Document, Version, document::named, version::State};
use stadga_model::{Draft, Id, Record as _, Refusal};

use super::{Choices, Target};

/// A document and a version of each that is taken, reads as a governing document of one's own, and is not in the register
/// yet; none, where the user wants none there. The audit's own record keeps all that the report says.
pub fn seen(
    audit: Id<Audit>,
    reading: &Reading,
    choices: &Choices,
    target: &Target,
) -> Result<Vec<Draft>, Refusal> {
    let mut known = target.documents.clone();
    let mut drafts = Vec::new();
    for (path, found) in choices.taken("documents", &reading.documents) {
        let title = choices.text(&format!("{path}.text"), Some(&found.name)).unwrap_or_default();
        let new = !known.contains_key(&title.to_lowercase());
        if !(target.register && new && is_governing(&title, Words::shipped())) {
            continue;
        }
        let document = Id::new(target.now);
        known.insert(title.to_lowercase(), document);
        let mut made = named(&title, &target.scales);
        made.unit = target.unit;
        drafts.push(Draft::new(document, &made)?);
        let made = version((audit, document), title, &path, found, choices, target);
        drafts.push(Draft::new(Id::new(target.now), &made)?);
    }
    Ok(drafts)
}

/// The same target, that also knows of the documents that these drafts make.
pub fn knowing(target: &Target, drafts: &[Draft]) -> Target {
    let mut target = target.clone();
    for draft in drafts.iter().filter(|draft| draft.kind == Document::KIND) {
        if let Some(title) = draft.body.get("title").and_then(|title| title.as_str()) {
            target.documents.insert(title.to_lowercase(), draft.id.cast());
        }
    }
    target
}

fn version(
    (audit, document): (Id<Audit>, Id<Document>),
    title: String,
    path: &str,
    found: &read::Document,
    choices: &Choices,
    target: &Target,
) -> Version {
    let valid_to = choices.date(&format!("{path}.valid_to"), found.valid_to);
    Version {
        title,
        state: State::Adopted,
        document,
        changes: None,
        source: Some(audit.cast()),
        unit: target.unit,
        decision: None,
        decided: None,
        diary_number: None,
        replaces: None,
        valid_from: None,
        valid_to,
        year: found.year.map(i64::from),
        undated: found.undated && valid_to.is_none(),
        text: None,
        file: None,
        reference: None,
    }
}
