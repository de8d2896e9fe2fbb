//! Sources of classifications: lists of another tool or method, with the saved meaning of their columns and words.

use serde::{Deserialize, Serialize};
use stadga_model::{Around, Choice, Date, Finding, Id, Prose, Record, Row, Term};
use stadga_organisation::{Person, Unit};
use std::collections::BTreeSet;

/// A source that classifications are read from (källa för klassningar): CLS-05.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "classification-source",
    prefix = "KLK",
    title = "name",
    unit = "unit",
    owner = "owner"
)]
pub struct ClassificationSource {
    /// What it is called (namn).
    #[field(list, sort, search)]
    #[serde(default)]
    pub name: String,
    /// The method that its classifications were made by (metod).
    #[field(list, filter, sort, scale = "classification-method")]
    #[serde(default)]
    pub method: Term,
    /// Its columns, where their heads do not say it (kolumner).
    #[field(group = "columns")]
    #[serde(default)]
    pub columns: Vec<ColumnMeans>,
    /// Its words for levels (ord för nivåer).
    #[field(group = "columns")]
    #[serde(default)]
    pub words: Vec<LevelMeans>,
    /// The day of classifications that the list gives none for (annars datum).
    #[field(group = "else")]
    pub date: Option<Date>,
    /// The unit of information that the list gives none for (annars enhet).
    #[field(group = "else")]
    pub information_unit: Option<Id<Unit>>,
    /// What it names that is not here is made here (lägg upp det som saknas).
    #[field(group = "else")]
    #[serde(default)]
    pub makes: bool,
    /// How the list is taken out (hur listan tas ut).
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
    #[serde(default)]
    pub part: Part,
}

/// What a word for a level means.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct LevelMeans {
    /// As the list writes it (i listan).
    #[serde(default)]
    pub written: String,
    /// The level here (nivå).
    #[field(scale = "protection-level")]
    #[serde(default)]
    pub level: Term,
}

/// What can stand in a column.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    Choice,
)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// Nothing that is read (läses inte).
    #[default]
    Nothing,
    /// The information's name (information).
    Information,
    /// The system that it is in (system).
    System,
    /// Who owns it (ägare).
    Owner,
    /// The unit (enhet).
    Unit,
    /// The process (process).
    Process,
    /// The level of confidentiality (konfidentialitet).
    Confidentiality,
    /// The level of integrity (riktighet).
    Integrity,
    /// The level of availability (tillgänglighet).
    Availability,
    /// The level of traceability (spårbarhet).
    Traceability,
    /// The whole class in one cell: 3-2-2 (klass).
    Class,
    /// When it was made (datum).
    Date,
    /// Until when it holds (gäller till).
    ValidTo,
    /// Its number in the list (referens).
    Reference,
}

impl Part {
    /// All, in order.
    pub const ALL: [Self; 14] = [
        Self::Nothing,
        Self::Information,
        Self::System,
        Self::Owner,
        Self::Unit,
        Self::Process,
        Self::Confidentiality,
        Self::Integrity,
        Self::Availability,
        Self::Traceability,
        Self::Class,
        Self::Date,
        Self::ValidTo,
        Self::Reference,
    ];

    /// Its name in forms and in `content/classification/import.toml`.
    pub fn key(self) -> &'static str {
        Self::VALUES.get(self as usize).copied().unwrap_or_default()
    }

    /// The part with this name.
    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.key() == key)
    }
}

/// What a source is held to: no head and no word that means two things.
pub fn rules(source: &ClassificationSource, _: &Around) -> Vec<Finding> {
    let fault = |variant, field: &str| Finding::blocking("CLS-05").variant(variant).on(field);
    let heads: Vec<String> = source.columns.iter().map(|row| row.head.to_lowercase()).collect();
    let words: Vec<String> = source.words.iter().map(|row| row.written.to_lowercase()).collect();
    let twice = |all: &[String]| all.iter().collect::<BTreeSet<_>>().len() < all.len();
    [
        twice(&heads).then(|| fault("columns", "columns")),
        twice(&words).then(|| fault("words", "words")),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check, near};

    #[test]
    fn cls_05_a_word_of_a_source_means_one_thing() {
        let body = serde_json::json!({"name": "Excel", "method": "bits",
            "columns": [{"head": "Objekt", "part": "information"}],
            "words": [{"written": "Bas", "level": "1"}]});
        let mut source: ClassificationSource = serde_json::from_value(body).unwrap();
        assert!(check(rules, &source, &near()).is_empty());
        source.columns.push(ColumnMeans { head: "objekt".into(), part: Part::System });
        source.words.push(LevelMeans { written: "BAS".into(), level: Term::from("2") });
        assert_eq!(
            check(rules, &source, &near()),
            ["finding-cls-05-columns", "finding-cls-05-words"]
        );
        for (part, key) in Part::ALL.iter().zip(Part::VALUES) {
            assert_eq!(part.key(), *key);
            assert_eq!(Part::of(key), Some(*part));
        }
    }
}
