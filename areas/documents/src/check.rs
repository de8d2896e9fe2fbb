//! Follow-ups of documents: whether what a document says is known and done.

use serde::{Deserialize, Serialize};
use stadga_measures::Measure;
use stadga_model::{Around, Date, Finding, Id, Prose, Record, Term};
use stadga_organisation::{Person, Unit};

use crate::Document;

/// The outcome that says that what the document asks is done.
const FOLLOWED: &str = "followed";

/// A follow-up of a document (efterlevnadskontroll, enkät): DOC-08, DOC-10.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(kind = "document-check", prefix = "EFT", title = "title", unit = "unit", owner = "owner")]
pub struct Check {
    /// What was looked at, in short (rubrik).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// The document (dokument).
    #[field(list, filter)]
    pub document: Id<Document>,
    /// How it was done: sample, survey, interviews … (metod).
    #[field(list, filter, scale = "check-method")]
    #[serde(default)]
    pub method: Term,
    /// When (datum).
    #[field(list, filter, sort)]
    pub date: Date,
    /// How many were asked or looked at (antal granskade).
    #[field(group = "result")]
    pub asked: Option<i64>,
    /// How many of them knew or did what the document says (antal som följer).
    #[field(group = "result")]
    pub fulfilled: Option<i64>,
    /// Whether the document is followed (utfall).
    #[field(list, filter, scale = "document-outcome", group = "result")]
    #[serde(default)]
    pub outcome: Term,
    /// What was found (iakttagelser).
    #[field(search, group = "result")]
    pub summary: Option<Prose>,
    /// When to look again (nästa uppföljning).
    #[field(filter, sort, group = "result")]
    pub next: Option<Date>,
    /// The unit that was looked at (enhet).
    #[field(list, filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Who did it (ansvarig).
    #[field(filter, group = "who")]
    pub owner: Option<Id<Person>>,
}

/// What a follow-up is held to: DOC-10.
pub fn rules(check: &Check, around: &Around) -> Vec<Finding> {
    let fault = |variant, field: &str| Finding::blocking("DOC-10").variant(variant).on(field);
    let future = check.date > around.today();
    let wrong = match (check.asked, check.fulfilled) {
        (Some(asked), Some(fulfilled)) => fulfilled < 0 || fulfilled > asked,
        (Some(asked), None) => asked < 0,
        (None, Some(_)) => true,
        (None, None) => false,
    };
    let followed = check.outcome.0 == FOLLOWED;
    let measured = around.near.pointing::<Measure>().next().is_some();
    [
        future.then(|| fault("future", "date")),
        wrong.then(|| fault("numbers", "fulfilled")),
        (!followed && !measured)
            .then(|| Finding::warning("DOC-10").variant("measure").on("outcome")),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{id, near};

    #[test]
    fn doc_10_what_is_not_followed_has_a_measure_and_numbers_fit() {
        let check = Check {
            title: "Stickprov".into(),
            document: id(1),
            method: Term::from("sample"),
            date: "2024-01-20".parse().unwrap(),
            asked: Some(40),
            fulfilled: Some(36),
            outcome: Term::from(FOLLOWED),
            summary: None,
            next: None,
            unit: None,
            owner: None,
        };
        let told = |check: &Check| crate::tests::check(rules, check, &near());
        assert!(told(&check).is_empty());
        let partly = Check { outcome: Term::from("partly"), ..check.clone() };
        assert_eq!(told(&partly), ["finding-doc-10-measure"]);
        let wrong = Check { fulfilled: Some(41), date: "2024-01-25".parse().unwrap(), ..check };
        assert_eq!(told(&wrong), ["finding-doc-10-future", "finding-doc-10-numbers"]);
    }
}
