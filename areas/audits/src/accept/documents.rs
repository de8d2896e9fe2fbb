//! Documents that the auditors saw, for the register of documents: what was valid, expired or undated is asked there (T23).

use crate::{audit::Audit, read::Reading};
use stadga_documents::{Version, document::named, version::State};
use stadga_model::{Draft, Id, Refusal};
use std::collections::BTreeSet;

use super::{Choices, Target};

/// A document and a version of each that is taken and not in the register yet. The audit's own record keeps what the
/// report says; the register is where it is kept up from now on.
pub fn seen(
    audit: Id<Audit>,
    reading: &Reading,
    choices: &Choices,
    target: &Target,
) -> Result<Vec<Draft>, Refusal> {
    let mut known: BTreeSet<String> = target.documents.clone();
    let mut drafts = Vec::new();
    for (path, found) in choices.taken("documents", &reading.documents) {
        let Some(title) = choices.text(&format!("{path}.text"), Some(&found.name)) else {
            continue;
        };
        if !known.insert(title.to_lowercase()) {
            continue;
        }
        let document = Id::new(target.now);
        let mut made = named(&title, &target.scales);
        made.unit = target.unit;
        drafts.push(Draft::new(document, &made)?);
        let valid_to = choices.date(&format!("{path}.valid_to"), found.valid_to);
        let version = Version {
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
        };
        drafts.push(Draft::new(Id::new(target.now), &version)?);
    }
    Ok(drafts)
}
