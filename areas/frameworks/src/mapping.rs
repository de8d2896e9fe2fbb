//! A mapping (mappning): which requirements of two frameworks answer to each other, and on what ground it is said.

use crate::{
    Framework, FrameworkRequirement,
    rows::{Kept, Translation},
};
use serde::{Deserialize, Serialize};
use stadga_model::{Around, Choice, Date, Finding, Id, Prose, Record, Row};

/// A mapping between two frameworks (mappning): CTL-05.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, Record)]
#[record(kind = "framework-mapping", prefix = "MAPP", title = "title")]
pub struct FrameworkMapping {
    /// What it is called (namn).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// From which framework (från ramverk).
    #[field(list, filter)]
    pub source: Option<Id<Framework>>,
    /// To which framework (till ramverk).
    #[field(list, filter)]
    pub target: Option<Id<Framework>>,
    /// What it is about (beskrivning).
    #[field(search)]
    pub description: Option<Prose>,
    /// On what ground it is said (grund).
    #[field(list, search)]
    pub basis: Option<String>,
    /// Its ground is not certain (ska verifieras).
    #[serde(default)]
    pub verify: bool,
    /// Its short name (beteckning).
    #[field(search, group = "origin")]
    pub reference: Option<String>,
    /// Its version (utgåva).
    #[field(group = "origin")]
    pub version: Option<String>,
    /// Who gives it out (utgivare).
    #[field(filter, group = "origin")]
    pub provider: Option<String>,
    /// When it was given out (utgiven).
    #[field(group = "origin")]
    pub published: Option<Date>,
    /// What may be done with it (licens).
    #[field(group = "origin")]
    pub licence: Option<Prose>,
    /// What must stand where it is shown (källhänvisning).
    #[field(group = "origin")]
    pub attribution: Option<Prose>,
    /// Its name in the world (urn).
    #[field(search, group = "origin")]
    pub urn: Option<String>,
    /// The source framework as the file names it.
    #[field(fixed, group = "origin")]
    pub source_urn: Option<String>,
    /// The target framework as the file names it.
    #[field(fixed, group = "origin")]
    pub target_urn: Option<String>,
    /// What answers to what (par).
    #[field(group = "pairs")]
    #[serde(default)]
    pub pairs: Vec<Pair>,
    /// Its words in other languages.
    #[field(fixed, group = "file")]
    #[serde(default)]
    pub translations: Vec<Translation>,
    /// What the file says besides.
    #[field(fixed, group = "file")]
    #[serde(default)]
    pub kept: Vec<Kept>,
}

/// One requirement beside another (par).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, Row)]
pub struct Pair {
    /// The source framework's requirement (källkrav), where it is here.
    pub source: Option<Id<FrameworkRequirement>>,
    /// The target framework's requirement (målkrav), where it is here.
    pub target: Option<Id<FrameworkRequirement>>,
    /// How they lie to each other (förhållande).
    #[serde(default)]
    pub relationship: Relationship,
    /// How strong it is, 0 to 10 (styrka).
    pub strength: Option<i64>,
    /// On what ground: `semantic`, `ENISA 1.1` (grund).
    pub basis: Option<String>,
    /// What is said besides (anmärkning).
    pub note: Option<Prose>,
    /// The source requirement as the file names it.
    pub source_ref: Option<String>,
    /// The target requirement as the file names it.
    pub target_ref: Option<String>,
}

/// How the source lies to the target, after set theory (NIST IR 8477).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum Relationship {
    /// They ask the same (samma).
    Equal,
    /// The source is part of the target (del av målet).
    Subset,
    /// The source holds all of the target (omfattar målet).
    Superset,
    /// They overlap (överlappar).
    #[default]
    Intersect,
    /// They have nothing in common (ingen koppling).
    NotRelated,
}

impl Relationship {
    /// The same seen from the target.
    pub const fn turned(self) -> Self {
        match self {
            Self::Subset => Self::Superset,
            Self::Superset => Self::Subset,
            same => same,
        }
    }

    /// Whether meeting the source in full meets the target in full.
    pub const fn covers(self) -> bool {
        matches!(self, Self::Equal | Self::Superset)
    }
}

/// What a mapping is held to: CTL-05.
pub fn rules(mapping: &FrameworkMapping, _: &Around) -> Vec<Finding> {
    [same(mapping), strong(mapping), groundless(mapping)].into_iter().flatten().collect()
}

/// It leads from one framework to another.
fn same(mapping: &FrameworkMapping) -> Option<Finding> {
    let same = mapping.source.is_some() && mapping.source == mapping.target;
    same.then(|| Finding::blocking("CTL-05").variant("mapping-same").on("target"))
}

/// A strength lies between 0 and 10.
fn strong(mapping: &FrameworkMapping) -> Option<Finding> {
    let outside = |pair: &Pair| pair.strength.is_some_and(|strength| !(0..=10).contains(&strength));
    let row = mapping.pairs.iter().position(outside)?;
    let field = format!("pairs.{row}.strength");
    Some(Finding::blocking("CTL-05").variant("mapping-strength").on(field).with("row", row + 1))
}

/// It says on what ground it stands: its own, or each pair's.
fn groundless(mapping: &FrameworkMapping) -> Option<Finding> {
    let said = |basis: &Option<String>| basis.as_deref().is_some_and(|b| !b.trim().is_empty());
    let each = !mapping.pairs.is_empty() && mapping.pairs.iter().all(|pair| said(&pair.basis));
    let stands = said(&mapping.basis) || each;
    (!stands).then(|| Finding::warning("CTL-05").variant("mapping-basis").on("basis"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use stadga_model::Near;
    use stadga_testkit::rules::{check, id};

    #[test]
    fn ctl_05_a_mapping_says_its_ground_and_leads_elsewhere() {
        let mut mapping = FrameworkMapping { title: "A till B".into(), ..Default::default() };
        let said = |mapping: &FrameworkMapping| check(rules, mapping, &Near::default());
        assert_eq!(said(&mapping), ["finding-ctl-05-mapping-basis"]);
        mapping.basis = Some("ENISA".into());
        assert!(said(&mapping).is_empty());
        (mapping.source, mapping.target) = (Some(id(1)), Some(id(1)));
        assert_eq!(said(&mapping), ["finding-ctl-05-mapping-same"]);
        mapping.target = Some(id(2));
        mapping.pairs = vec![Pair { strength: Some(11), ..Pair::default() }];
        assert_eq!(said(&mapping), ["finding-ctl-05-mapping-strength"]);
    }

    const ALL: [Relationship; 5] = [
        Relationship::Equal,
        Relationship::Subset,
        Relationship::Superset,
        Relationship::Intersect,
        Relationship::NotRelated,
    ];

    proptest! {
        #[test]
        fn ctl_05_turning_twice_changes_nothing(at in 0usize..5) {
            let one = ALL.get(at).copied().unwrap_or_default();
            prop_assert_eq!(one.turned().turned(), one);
            // Both ways only where they ask the same.
            prop_assert_eq!(one.covers() && one.turned().covers(), one == Relationship::Equal);
        }
    }
}
