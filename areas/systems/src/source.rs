//! Import sources: where items are read from, in which shape, and which of its columns are which fields here.

use serde::{Deserialize, Serialize};
use stadga_model::{Around, Choice, Date, Finding, Id, Prose, Record, Row, Term};
use stadga_organisation::{Person, Unit};

use crate::item::Part;

/// A source that items are read from, with its saved column mapping (importkälla): CMDB-01.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(kind = "import-source", prefix = "KÄL", title = "name", unit = "unit", owner = "owner")]
pub struct ImportSource {
    /// What it is called (namn).
    #[field(list, sort, search)]
    #[serde(default)]
    pub name: String,
    /// The short name that its items bear (kortnamn).
    #[field(list, sort, search)]
    #[serde(default)]
    pub code: String,
    /// The shape of its files (form).
    #[field(list, filter)]
    #[serde(default)]
    pub shape: Shape,
    /// Columns that the shape does not know, or knows as something else (kolumner).
    #[field(group = "columns")]
    #[serde(default)]
    pub columns: Vec<Column>,
    /// The source's words for values here (värden).
    #[field(group = "columns")]
    #[serde(default)]
    pub words: Vec<Word>,
    /// The type of items that the source does not tell (annars typ).
    #[field(scale = "item-type", group = "else")]
    pub item_type: Option<Term>,
    /// The layer of items that the source does not tell (annars lager).
    #[field(scale = "delivery-layer", group = "else")]
    pub layer: Option<Term>,
    /// The unit of items that the source does not tell (annars enhet).
    #[field(group = "else")]
    pub items_unit: Option<Id<Unit>>,
    /// When it was last read (senast läst).
    #[field(list, sort, fixed)]
    pub read_on: Option<Date>,
    /// The unit that answers for the source (enhet).
    #[field(list, filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Who answers for it (ansvarig).
    #[field(filter, group = "who")]
    pub owner: Option<Id<Person>>,
    /// How the file is taken out of the source (hur filen tas ut).
    pub instruction: Option<Prose>,
}

/// The shape of a source's files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// iTop's CSV.
    Itop,
    /// GLPI's CSV.
    Glpi,
    /// ServiceNow's tables.
    Servicenow,
    /// LeanIX' Excel.
    Leanix,
    /// Only what the columns say (egen).
    #[default]
    Own,
}

impl Shape {
    /// Its name in `content/systems/shapes.toml`.
    pub fn key(self) -> &'static str {
        Self::VALUES.get(self as usize).copied().unwrap_or_default()
    }
}

/// One column of the source's file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Column {
    /// What its head says (rubrik).
    #[serde(default)]
    pub head: String,
    /// The field here (fält).
    pub part: Part,
    /// Who keeps the field up to date (sköts av).
    #[serde(default)]
    pub upkeep: Upkeep,
}

/// Who keeps a field up to date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum Upkeep {
    /// The source: each reading sets it (källan).
    #[default]
    Source,
    /// Stadga: readings set it only while it is empty (här).
    Here,
}

/// What a word of the source means here.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Word {
    /// The field (fält).
    pub part: Part,
    /// As the source writes it (i källan).
    #[serde(default)]
    pub written: String,
    /// The value's word or key here (här).
    #[serde(default)]
    pub means: String,
}

/// What a source is held to.
pub fn rules(source: &ImportSource, _: &Around) -> Vec<Finding> {
    let fault = |variant, field: &str| Finding::blocking("CMDB-01").variant(variant).on(field);
    let plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
    let keyed = source.columns.iter().any(|column| column.part == Part::SourceKey);
    let named = source.columns.iter().any(|column| column.part == Part::Name);
    let mut findings = Vec::new();
    if source.code.is_empty() || !source.code.chars().all(plain) {
        findings.push(fault("code", "code"));
    }
    if source.shape == Shape::Own && !(keyed && named) {
        findings.push(fault("key", "columns"));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check, near};

    #[test]
    fn cmdb_01_a_source_of_ones_own_names_key_and_name() {
        let body = serde_json::json!({ "name": "Serverlistan", "code": "servrar", "shape": "own" });
        let mut source: ImportSource = serde_json::from_value(body).unwrap();
        let told = |source: &ImportSource| check(rules, source, &near(&[]));
        assert_eq!(told(&source), ["finding-cmdb-01-key"]);
        let column = |head: &str, part| Column { head: head.into(), part, upkeep: Upkeep::Source };
        source.columns = vec![column("Id", Part::SourceKey), column("Namn", Part::Name)];
        assert!(told(&source).is_empty());
        source.code = "server:1".into();
        assert_eq!(told(&source), ["finding-cmdb-01-code"]);
    }
}
