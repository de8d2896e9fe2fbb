//! Evidence: what shows that a measure is done, as long as it is valid.

use serde::{Deserialize, Serialize};
use stadga_model::{Around, Date, FileId, Finding, Id, Prose, Record, Term};
use stadga_organisation::{Person, Unit};

use crate::Measure;

/// A piece of evidence (underlag, bevis): AUD-24.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(kind = "evidence", prefix = "UND", title = "title", unit = "unit", owner = "holder")]
pub struct Evidence {
    /// What it is (benämning).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// What sort of evidence (typ).
    #[field(list, filter, scale = "evidence-type")]
    #[serde(default)]
    pub evidence_type: Term,
    /// The measures that it proves (visar).
    #[field(list, filter, within)]
    #[serde(default)]
    pub measures: Vec<Id<Measure>>,
    /// The file (fil).
    pub file: Option<FileId>,
    /// Where it is, if it is not here: diary number, address, archive (finns i).
    #[field(search)]
    pub reference: Option<String>,
    /// When it was made (daterat).
    #[field(list, sort, filter)]
    pub date: Date,
    /// From when it holds, if not from its date (giltigt från).
    #[field(group = "validity")]
    pub valid_from: Option<Date>,
    /// To when it holds; always, when empty (giltigt till).
    #[field(list, sort, filter, group = "validity")]
    pub valid_to: Option<Date>,
    /// The unit that it comes from (enhet).
    #[field(filter, group = "holder")]
    pub unit: Option<Id<Unit>>,
    /// Who keeps it up to date (ansvarig).
    #[field(list, filter, group = "holder")]
    pub holder: Option<Id<Person>>,
    /// What it shows, in words (vad det visar).
    #[field(search)]
    pub description: Option<Prose>,
}

impl Evidence {
    /// Whether it is valid on `date`.
    pub fn holds(&self, date: Date) -> bool {
        self.valid_from.unwrap_or(self.date) <= date && self.valid_to.is_none_or(|to| date <= to)
    }
}

/// What evidence is held to.
pub fn rules(evidence: &Evidence, around: &Around) -> Vec<Finding> {
    let today = around.today();
    let fault = |variant, field: &str| Finding::blocking("AUD-24").variant(variant).on(field);
    let warning = |variant, field: &str| Finding::warning("AUD-24").variant(variant).on(field);
    let mut findings = Vec::new();
    let reference = evidence.reference.as_deref().unwrap_or_default().trim();
    if evidence.file.is_none() && reference.is_empty() {
        findings.push(fault("nothing", "file"));
    }
    let from = evidence.valid_from.unwrap_or(evidence.date);
    if evidence.valid_to.is_some_and(|to| to < from) {
        findings.push(fault("period", "valid_to").naming("field", "evidence-valid_to"));
    } else if let Some(to) = evidence.valid_to.filter(|to| *to < today) {
        findings.push(warning("ended", "valid_to").with("date", to));
    }
    // What is not done anything about can still be shown: a requirement, a control, a claim names it then.
    if evidence.measures.is_empty() && around.near.down.is_empty() {
        findings.push(warning("alone", "measures"));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check, evidence, near};
    use stadga_testkit::rules::pointing;

    #[test]
    fn aud_24_evidence_has_its_own_validity() {
        let ended = evidence(Some("2024-01-23"));
        assert_eq!(check(rules, &ended, &near(&[])), ["finding-aud-24-ended"]);
        assert!(check(rules, &evidence(Some("2024-01-24")), &near(&[])).is_empty());
        let date = |text: &str| text.parse::<Date>().unwrap();
        assert!(ended.holds(date("2024-01-23")) && !ended.holds(date("2024-01-24")));
        assert!(!ended.holds(date("2022-12-31")), "not before it was made");
    }

    #[test]
    fn aud_24_evidence_is_a_file_or_says_where_it_is() {
        let mut nowhere = evidence(None);
        nowhere.reference = Some("  ".into());
        assert_eq!(check(rules, &nowhere, &near(&[])), ["finding-aud-24-nothing"]);
        nowhere.file = Some(FileId("ab".into()));
        assert!(check(rules, &nowhere, &near(&[])).is_empty());
    }

    #[test]
    fn aud_24_evidence_that_proves_nothing_is_seen() {
        let mut alone = evidence(None);
        alone.measures.clear();
        assert_eq!(check(rules, &alone, &near(&[])), ["finding-aud-24-alone"]);
        let shown = pointing("evidence", &[evidence(None)]);
        assert!(check(rules, &alone, &shown).is_empty(), "something names it");
    }

    #[test]
    fn aud_24_validity_does_not_end_before_it_starts() {
        assert_eq!(
            check(rules, &evidence(Some("2022-12-31")), &near(&[])),
            ["finding-aud-24-period"]
        );
    }
}
