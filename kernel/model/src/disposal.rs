//! Disposal (gallring): an archival decision that takes values away for good, kept as a record so that the log proves it.

use crate::{Around, Choice, Finding, Id, Prose, Record, Term};
use serde::{Deserialize, Serialize};

/// A disposal (gallring) of what records hold (arkivlagen 1990:782, 10 §).
#[derive(Clone, Debug, Serialize, Deserialize, Record)]
#[record(
    kind = "disposal",
    prefix = "GAL",
    title = "about",
    state = "state",
    unit = "unit",
    owner = "owner"
)]
pub struct Disposal {
    /// What is disposed of, in a few words that may stay.
    #[field(list, search)]
    pub about: String,
    /// Whether it has been carried out.
    #[field(list, filter)]
    pub state: DisposalState,
    /// The records whose content goes.
    #[serde(default)]
    pub records: Vec<Id>,
    /// The fields that go, by name; all content, when empty. Number, kind, state, unit, owner and dates always stay.
    #[serde(default)]
    pub fields: Vec<String>,
    /// What allows it: the organisation's plan, a regulation.
    #[field(list, filter, scale = "disposal-ground")]
    pub ground: Term,
    /// The place in the plan or regulation.
    pub point: Option<String>,
    /// The decision by whoever has the right to take it.
    #[field(to("decision"), group = "decision")]
    pub decision: Option<Id>,
    /// Where such a decision is kept elsewhere: body, date and diary number.
    #[field(search, group = "decision")]
    pub reference: Option<String>,
    /// What else there is to say.
    pub note: Option<Prose>,
    /// Where it belongs.
    #[field(list, filter, to("unit"))]
    pub unit: Option<Id>,
    /// Who answers for it.
    #[field(list, filter, to("person"))]
    pub owner: Option<Id>,
}

/// How far a disposal has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum DisposalState {
    /// Proposed; nothing is gone.
    #[default]
    Proposed,
    /// Carried out: it cannot be undone.
    Done,
    /// Given up.
    Dropped,
}

impl Disposal {
    /// What a disposal is held to: an administrator's approval is no authority, so that it needs the decision; what has
    /// been carried out stays as it was.
    pub fn rules(&self, around: &Around) -> Vec<Finding> {
        let mut findings = Vec::new();
        let blank =
            |text: &Option<String>| text.as_deref().is_none_or(|text| text.trim().is_empty());
        if self.state == DisposalState::Done && self.decision.is_none() && blank(&self.reference) {
            findings.push(Finding::blocking("SEC-11").variant("disposal").on("decision"));
        }
        if self.records.is_empty() {
            findings.push(Finding::blocking("SEC-11").variant("disposal-records").on("records"));
        }
        let before = around
            .before
            .filter(|before| before.get("state").and_then(|state| state.as_str()) == Some("done"));
        for field in ["records", "fields", "decision", "reference", "ground"] {
            let now = serde_json::to_value(self).unwrap_or_default();
            if before.is_some_and(|before| before.get(field) != now.get(field)) {
                findings.push(Finding::blocking("SEC-11").variant("disposal-done").on(field));
            }
        }
        findings
    }
}
