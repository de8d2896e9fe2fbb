//! Coming laws: what they are about, when they come into force, and which documents they touch.

use serde::{Deserialize, Serialize};
use stadga_model::{Around, Date, Finding, Id, Prose, Record, Row, Term};
use stadga_organisation::{Person, Unit};

use crate::{Document, RevisionCase};

/// A coming law (kommande lag): DOC-17.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(kind = "coming-law", prefix = "KLAG", title = "title", unit = "unit", owner = "owner")]
pub struct ComingLaw {
    /// What it is called (benämning).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// Its number: directive, bill, SFS (beteckning).
    #[field(list, search)]
    pub reference: Option<String>,
    /// How far the legislator has come (status).
    #[field(list, filter, scale = "law-status")]
    #[serde(default)]
    pub status: Term,
    /// When it comes into force (ikraftträdande).
    #[field(list, filter, sort)]
    pub in_force: Option<Date>,
    /// What it asks for, in short (innebörd).
    #[field(search)]
    pub summary: Option<Prose>,
    /// The areas that it is about (områden).
    #[field(group = "touches")]
    #[serde(default)]
    pub areas: Vec<LawArea>,
    /// The documents that it touches, as somebody has judged (berör).
    #[field(list, group = "touches")]
    #[serde(default)]
    pub affects: Vec<Affected>,
    /// The unit that follows it (enhet).
    #[field(filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Who follows it (ansvarig).
    #[field(list, filter, group = "who")]
    pub owner: Option<Id<Person>>,
}

/// An area that a law is about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct LawArea {
    /// The area (område).
    #[field(scale = "subject-area")]
    #[serde(default)]
    pub area: Term,
}

/// A document that a law touches.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Affected {
    /// The document (dokument).
    pub document: Id<Document>,
    /// What has to change in it (hur).
    pub how: Option<String>,
}

impl ComingLaw {
    /// Whether a document speaks of an area that the law is about, and nobody has judged it yet.
    pub fn may_affect(&self, id: Id<Document>, document: &Document) -> bool {
        let judged = self.affects.iter().any(|row| row.document == id);
        let about = self.areas.iter().any(|row| document.speaks_of(&row.area));
        about && !judged && document.is_used() && document.governs()
    }
}

/// What a coming law is held to: DOC-17.
pub fn rules(law: &ComingLaw, around: &Around) -> Vec<Finding> {
    let finding = |variant| Finding::warning("DOC-17").variant(variant).on("affects");
    if law.affects.is_empty() {
        return vec![finding("none")];
    }
    let cases: Vec<RevisionCase> = around.near.pointing().map(|(_, case)| case).collect();
    let revised = |id| cases.iter().any(|case| case.document == Some(id));
    let left = law.affects.iter().filter(|row| !revised(row.document)).count();
    let late = law.in_force.is_some_and(|day| day < around.today());
    let variant = if late { "late" } else { "left" };
    (left > 0).then(|| finding(variant).with("count", left)).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        document, revision_case,
        tests::{case, check, id, near, pointing},
    };

    fn law() -> ComingLaw {
        ComingLaw {
            title: "Cybersäkerhetslag".into(),
            reference: None,
            status: Term::from("proposed"),
            in_force: "2026-01-15".parse().ok(),
            summary: None,
            areas: vec![LawArea { area: Term::from("incidents") }],
            affects: Vec::new(),
            unit: None,
            owner: None,
        }
    }

    #[test]
    fn doc_17_each_document_that_a_law_touches_is_revised_for_it() {
        let mut coming = law();
        assert_eq!(check(rules, &coming, &near()), ["finding-doc-17-none"]);
        coming.affects = vec![Affected { document: id(1), how: None }];
        assert_eq!(check(rules, &coming, &near()), ["finding-doc-17-left"]);
        let revised = pointing("causes", &[case(revision_case::State::Need)]);
        assert!(check(rules, &coming, &revised).is_empty());
        coming.in_force = "2024-01-23".parse().ok();
        assert_eq!(check(rules, &coming, &near()), ["finding-doc-17-late"]);
    }

    #[test]
    fn doc_17_documents_of_the_same_area_are_proposed_until_they_are_judged() {
        let mut coming = law();
        let mut routine = crate::tests::document(None);
        assert!(!coming.may_affect(id(1), &routine));
        let area = Term::from("incidents");
        routine.areas = vec![document::Area { area, role: None, section: None }];
        assert!(coming.may_affect(id(1), &routine));
        coming.affects = vec![Affected { document: id(1), how: None }];
        assert!(!coming.may_affect(id(1), &routine));
    }
}
