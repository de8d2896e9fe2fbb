//! Sources of risks: files of another tool or template, with the saved meaning of their columns (INT-13).

use serde::{Deserialize, Serialize};
use stadga_model::{Around, Date, Finding, Id, Prose, Record, Row, Term};
use stadga_organisation::{Person, Unit};
use std::collections::BTreeSet;

/// A source that risks are read from (källa för risker): INT-13.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(kind = "risk-source", prefix = "RKK", title = "name", unit = "unit", owner = "owner")]
pub struct RiskSource {
    /// What it is called (namn).
    #[field(list, sort, search)]
    #[serde(default)]
    pub name: String,
    /// The method of risks that are read into no analysis (annars metod).
    #[field(list, filter, scale = "risk-method")]
    pub method: Option<Term>,
    /// Its columns, where their heads do not say it (kolumner).
    #[field(group = "columns")]
    #[serde(default)]
    pub columns: Vec<ColumnMeans>,
    /// The unit of risks that the file gives none for (annars enhet).
    #[field(group = "else")]
    pub risk_unit: Option<Id<Unit>>,
    /// How the file is taken out (hur filen tas ut).
    pub instruction: Option<Prose>,
    /// When it was last read (senast läst).
    #[field(list, sort, fixed)]
    pub read_on: Option<Date>,
    /// The unit that answers for it (enhet).
    #[field(list, filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Who answers for it (ansvarig).
    #[field(filter, group = "who")]
    pub owner: Option<Id<Person>>,
}

/// What a column means.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct ColumnMeans {
    /// What its head says (rubrik).
    #[serde(default)]
    pub head: String,
    /// What stands in it (betyder).
    #[field(scale = "risk-column")]
    #[serde(default)]
    pub part: Term,
}

/// The part of a column that is not read.
pub const NOTHING: &str = "nothing";

/// What a source is held to: no head that means two things.
pub fn rules(source: &RiskSource, _: &Around) -> Vec<Finding> {
    let heads: BTreeSet<String> =
        source.columns.iter().map(|row| row.head.to_lowercase()).collect();
    let twice = heads.len() < source.columns.len();
    twice
        .then(|| Finding::blocking("INT-13").variant("columns").on("columns"))
        .into_iter()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check, near};

    #[test]
    fn int_13_a_head_of_a_source_means_one_thing() {
        let body = serde_json::json!({"name": "Avvikelsesystemet", "columns": [{"head": "Vad", "part": "title"}]});
        let mut source: RiskSource = serde_json::from_value(body).unwrap();
        assert!(check(rules, &source, &near()).is_empty());
        source.columns.push(ColumnMeans { head: "VAD".into(), part: Term::from("description") });
        assert_eq!(check(rules, &source, &near()), ["finding-int-13-columns"]);
    }
}
