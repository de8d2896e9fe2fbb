//! Details: each thing in what a request covers that may have to be masked, and what the officer decided of it.

use crate::DisclosureRequest;
use serde::{Deserialize, Serialize};
use stadga_model::{Around, Choice, FileId, Finding, Id, Prose, Record, Term};
use stadga_organisation::{Person, Unit};

/// What was decided of one detail (uppgift): never of the document as a whole (SEC-07, TF 2 kap. 15 §).
///
/// Only the workbench writes it, for there it is seen what is decided on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(kind = "disclosure-detail", prefix = "UPG", title = "about", unit = "unit")]
pub struct DisclosureDetail {
    /// The number of the record or person that it is about (gäller).
    #[field(list, search, fixed)]
    pub about: String,
    /// The request (begäran).
    #[field(list, filter, fixed)]
    pub request: Id<DisclosureRequest>,
    /// The record that it stands in (post).
    #[field(fixed)]
    pub record: Option<Id>,
    /// The field that it stands in, by name (fält).
    #[field(fixed)]
    pub field: Option<String>,
    /// Whose name it is, wherever it stands (person).
    #[field(fixed)]
    pub person: Option<Id<Person>>,
    /// Why it is looked at (sort).
    #[field(list, filter, fixed)]
    pub sort: Sort,
    /// What was decided (beslut).
    #[field(list, filter, fixed)]
    pub ruling: Ruling,
    /// The ground to mask it (grund).
    #[field(list, filter, fixed, scale = "secrecy-ground")]
    pub ground: Option<Term>,
    /// Why the ground applies, in words that may be told (skäl).
    #[field(fixed)]
    pub reason: Option<Prose>,
    /// The masked copy that stands in the place of a file (maskad kopia).
    #[field(fixed)]
    pub replaced: Option<FileId>,
    /// The record's unit (enhet).
    #[field(filter, fixed)]
    pub unit: Option<Id<Unit>>,
}

/// Why a detail is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    /// A secrecy mark withholds it (markerad).
    Marked,
    /// The officer finds it secret, though no mark says so (egen bedömning).
    Own,
    /// It is a file that belongs to a record (bilaga).
    File,
    /// It is somebody's name (namn).
    Name,
}

/// What is decided of a detail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum Ruling {
    /// It is not given out (maskas).
    Mask,
    /// It is given out (lämnas ut).
    Disclose,
    /// The function stands in the place of the name, where that is enough for whoever asks (funktion).
    Function,
    /// A masked copy stands in the place of the file (maskad kopia).
    Replace,
}

impl Ruling {
    /// Whether something is not given out by it.
    pub const fn masks(self) -> bool {
        matches!(self, Self::Mask | Self::Replace)
    }
}

/// What a detail is held to: what is masked has a ground in law (TF 2 kap. 20 §), and what no mark says has a reason.
pub fn rules(detail: &DisclosureDetail, _: &Around) -> Vec<Finding> {
    let fault = |variant, field: &str| Finding::blocking("SEC-07").variant(variant).on(field);
    let masked = detail.ruling.masks();
    let uncopied = (detail.ruling == Ruling::Replace) != detail.replaced.is_some();
    let reason = detail.reason.as_ref().map_or("", |reason| reason.0.trim());
    let unreasoned = detail.sort != Sort::Marked && reason.is_empty();
    let other = detail.ruling == Ruling::Function && detail.sort != Sort::Name;
    [
        (masked && detail.ground.is_none()).then(|| fault("ground", "ground")),
        (masked && unreasoned).then(|| fault("reason", "reason")),
        other.then(|| fault("function", "ruling")),
        uncopied.then(|| fault("replaced", "replaced")),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{around, detail};
    use stadga_model::Near;

    fn told(detail: &DisclosureDetail) -> Vec<String> {
        let near = Near::default();
        around(&near, |around| rules(detail, around).iter().map(Finding::text_key).collect())
    }

    #[test]
    fn sec_07_nothing_is_masked_without_a_ground_in_law() {
        let masked = DisclosureDetail { ruling: Ruling::Mask, ..detail() };
        assert_eq!(told(&masked), ["finding-sec-07-ground"]);
        let grounded = DisclosureDetail { ground: Some(Term::from("osl-18-8")), ..masked };
        assert!(told(&grounded).is_empty());
        let own = DisclosureDetail { sort: Sort::Own, ..grounded.clone() };
        assert_eq!(told(&own), ["finding-sec-07-reason"]);
        assert!(told(&DisclosureDetail { reason: Some("skäl".into()), ..own }).is_empty());
    }

    #[test]
    fn sec_07_a_masked_copy_stands_for_a_file_with_a_ground() {
        let file = DisclosureDetail { sort: Sort::File, ruling: Ruling::Replace, ..detail() };
        let told_of = told(&file);
        assert_eq!(
            told_of,
            ["finding-sec-07-ground", "finding-sec-07-reason", "finding-sec-07-replaced"]
        );
        let whole = DisclosureDetail {
            ground: Some(Term::from("osl-18-8")),
            reason: Some("skäl".into()),
            replaced: Some(FileId("0".repeat(64))),
            ..file
        };
        assert!(told(&whole).is_empty());
        let kept = DisclosureDetail { ruling: Ruling::Mask, ..whole };
        assert_eq!(
            told(&kept),
            ["finding-sec-07-replaced"],
            "nothing stands in the place of what is kept"
        );
    }

    #[test]
    fn sec_07_a_function_stands_for_a_name_alone() {
        let function = DisclosureDetail { ruling: Ruling::Function, ..detail() };
        assert_eq!(told(&function), ["finding-sec-07-function"]);
        assert!(told(&DisclosureDetail { sort: Sort::Name, ..function }).is_empty());
    }
}
