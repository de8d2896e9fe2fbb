//! Reading duties: who must have read a document, by when.

use serde::{Deserialize, Serialize};
use stadga_model::{Around, Date, Finding, Id, Record, Term};
use stadga_organisation::{Person, Unit};

use crate::Document;

/// A reading duty (läsplikt): DOC-08.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(kind = "reading-duty", prefix = "LPL", title = "title", unit = "unit", owner = "owner")]
pub struct ReadingDuty {
    /// Who must read what, in short (rubrik).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// The document (dokument).
    #[field(list, filter)]
    pub document: Id<Document>,
    /// Everybody who is employed (alla medarbetare).
    #[field(list, filter, group = "whom")]
    #[serde(default)]
    pub everyone: bool,
    /// Those of these units and all below them (enheter).
    #[field(list, filter, group = "whom")]
    #[serde(default)]
    pub units: Vec<Id<Unit>>,
    /// Those who hold this role (roll).
    #[field(list, filter, scale = "role", group = "whom")]
    pub role: Option<Term>,
    /// From when (från).
    #[field(filter, sort, group = "when")]
    pub from: Date,
    /// By when a version must have been read (läst senast).
    #[field(list, filter, sort, group = "when")]
    pub due: Option<Date>,
    /// About how many minutes it takes (lästid i minuter).
    #[field(group = "when")]
    pub minutes: Option<i64>,
    /// The unit that asks for it (enhet).
    #[field(filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Who follows it up (ansvarig).
    #[field(list, filter, group = "who")]
    pub owner: Option<Id<Person>>,
}

/// What a reading duty is held to: DOC-08.
pub fn rules(duty: &ReadingDuty, around: &Around) -> Vec<Finding> {
    let fault = |variant, field: &str| Finding::blocking("DOC-08").variant(variant).on(field);
    let nobody = !duty.everyone && duty.units.is_empty() && duty.role.is_none();
    let order = duty.due.is_some_and(|due| due < duty.from);
    let minutes = duty.minutes.is_some_and(|minutes| !(1..=600).contains(&minutes));
    let withdrawn = around.near.linked(duty.document).is_some_and(|document| !document.is_used());
    [
        nobody.then(|| fault("nobody", "everyone")),
        order.then(|| fault("order", "due")),
        minutes.then(|| fault("minutes", "minutes")),
        withdrawn.then(|| Finding::warning("DOC-08").variant("withdrawn").on("document")),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check, duty, near};

    #[test]
    fn doc_08_a_duty_is_somebodys_and_ends_after_it_begins() {
        let mut everyone = duty();
        assert!(check(rules, &everyone, &near()).is_empty());
        everyone.everyone = false;
        everyone.due = "2023-12-31".parse().ok();
        everyone.minutes = Some(0);
        assert_eq!(
            check(rules, &everyone, &near()),
            ["finding-doc-08-nobody", "finding-doc-08-order", "finding-doc-08-minutes"]
        );
    }
}
