//! Security requirements: what the management system asks for, by area, and in which documents it stands.

use serde::{Deserialize, Serialize};
use stadga_model::{Around, Finding, Id, Prose, Record, Row, Term};
use stadga_organisation::{Person, Unit};

use crate::Document;

/// A security requirement (säkerhetskrav): DOC-07, DOC-19.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "security-requirement",
    prefix = "KRAV",
    title = "title",
    unit = "unit",
    owner = "owner"
)]
pub struct SecurityRequirement {
    /// What is asked, in short (krav).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// The area of the management system (område): DOC-19.
    #[field(list, filter, sort, scale = "lis-area")]
    #[serde(default)]
    pub area: Term,
    /// What is asked, in words (innebörd).
    #[field(search)]
    pub text: Option<Prose>,
    /// The law, regulation or standard that asks for it (källa).
    #[field(list, search)]
    pub source: Option<String>,
    /// The role that sees to it (ansvarig roll).
    #[field(filter, scale = "role", group = "who")]
    pub role: Option<Term>,
    /// The unit that set it (enhet).
    #[field(filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Who keeps it up (ansvarig).
    #[field(filter, group = "who")]
    pub owner: Option<Id<Person>>,
    /// Where it stands (står i).
    #[field(list, group = "places")]
    #[serde(default)]
    pub places: Vec<Place>,
}

/// A place in a document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Place {
    /// The document (dokument).
    pub document: Id<Document>,
    /// Where in it (avsnitt).
    pub section: Option<String>,
}

/// What a security requirement is held to: DOC-07.
pub fn rules(requirement: &SecurityRequirement, around: &Around) -> Vec<Finding> {
    let finding = |variant| Finding::warning("DOC-07").variant(variant).on("places");
    if requirement.places.is_empty() {
        return vec![finding("nowhere")];
    }
    let used = |place: &Place| around.near.linked(place.document).is_none_or(|d| d.is_used());
    let lost = !requirement.places.iter().any(used);
    lost.then(|| finding("withdrawn")).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        document::State,
        tests::{check, document, id, near, up},
    };

    #[test]
    fn doc_07_a_requirement_in_no_document_is_told() {
        let mut requirement = SecurityRequirement {
            title: "Behörigheter följs upp".into(),
            area: Term::from("access"),
            text: None,
            source: None,
            role: None,
            unit: None,
            owner: None,
            places: Vec::new(),
        };
        assert_eq!(check(rules, &requirement, &near()), ["finding-doc-07-nowhere"]);
        requirement.places = vec![Place { document: id(1), section: None }];
        let used = document(None);
        assert!(check(rules, &requirement, &up(&[(id(1), &used)])).is_empty());
        let withdrawn = Document { state: State::Withdrawn, ..used };
        let found = check(rules, &requirement, &up(&[(id(1), &withdrawn)]));
        assert_eq!(found, ["finding-doc-07-withdrawn"]);
    }
}
