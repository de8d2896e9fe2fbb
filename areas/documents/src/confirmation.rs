//! Reading confirmations: that a person has read a version. Only the page that asks for it writes them.

use serde::{Deserialize, Serialize};
use stadga_model::{Around, Date, Finding, Id, Record};
use stadga_organisation::Person;

use crate::{Document, Version};

/// A reading confirmation (läskvittens): DOC-08.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(kind = "reading-confirmation", prefix = "KVI", title = "title", owner = "person")]
pub struct Confirmation {
    /// What was read (läst).
    #[field(list, sort, search, fixed)]
    pub title: String,
    /// The document (dokument).
    #[field(list, filter, fixed)]
    pub document: Id<Document>,
    /// The version (version).
    #[field(list, filter, fixed)]
    pub version: Id<Version>,
    /// By whom (läst av).
    #[field(list, filter, fixed)]
    pub person: Id<Person>,
    /// When (datum).
    #[field(list, filter, sort, fixed)]
    pub date: Date,
}

/// DOC-08: a confirmation is of a version of the document, and stays as it was given.
pub fn rules(confirmation: &Confirmation, around: &Around) -> Vec<Finding> {
    let version = around.near.linked(confirmation.version);
    let other = version.is_some_and(|version| version.document != confirmation.document);
    let body = stadga_model::body_of(confirmation).ok();
    let changed = around.before.is_some_and(|before| body.as_ref() != Some(before));
    [
        other.then(|| Finding::blocking("DOC-08").variant("other").on("version")),
        changed.then(|| Finding::blocking("DOC-08").variant("changed").on("date")),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check, check_change, id, near, up, version};

    #[test]
    fn doc_08_a_confirmation_is_of_the_documents_version_and_stays() {
        let of = |document| Confirmation {
            title: "Policy 1.0".into(),
            document: id(document),
            version: id(4),
            person: id(7),
            date: "2024-01-20".parse().unwrap(),
        };
        let held = version(Some("2023-01-01"), None);
        let around = up(&[(id(4), &held)]);
        assert!(check(rules, &of(1), &around).is_empty());
        assert_eq!(check(rules, &of(2), &around), ["finding-doc-08-other"]);
        let later = Confirmation { date: "2024-01-21".parse().unwrap(), ..of(1) };
        assert_eq!(check_change(rules, &of(1), &later, &near()), ["finding-doc-08-changed"]);
    }
}
