//! Reference controls and threats of libraries: what usually meets a requirement, and what it stands against.

use crate::rows::{Kept, Translation};
use serde::{Deserialize, Serialize};
use stadga_model::{Around, Finding, Prose, Record, Term};

/// A control that usually meets a requirement (referenskontroll): CTL-05.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, Record)]
#[record(kind = "reference-control", prefix = "REFK", title = "title")]
pub struct ReferenceControl {
    /// What it is called (namn).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// Its short name (beteckning).
    #[field(list, sort, search)]
    pub reference: Option<String>,
    /// What is done (beskrivning).
    #[field(search)]
    pub text: Option<Prose>,
    /// Policy, process, technical … (slag).
    #[field(list, filter, scale = "control-category")]
    pub category: Option<Term>,
    /// The function of NIST CSF that it serves: R-3.
    #[field(list, filter, scale = "csf-function")]
    pub function: Option<Term>,
    /// What helps to understand it (vägledning).
    pub guidance: Option<Prose>,
    /// What usually shows that it is there (typiska underlag).
    #[serde(default)]
    pub evidence: Vec<String>,
    /// Who gives it out (utgivare).
    #[field(list, filter)]
    pub provider: Option<String>,
    /// The language of its texts (språk).
    pub language: Option<String>,
    /// Its name in the world (urn).
    #[field(search)]
    pub urn: Option<String>,
    /// Its words in other languages.
    #[field(fixed, group = "file")]
    #[serde(default)]
    pub translations: Vec<Translation>,
    /// What the file says besides.
    #[field(fixed, group = "file")]
    #[serde(default)]
    pub kept: Vec<Kept>,
}

/// A threat of a library (hot ur bibliotek).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, Record)]
#[record(kind = "library-threat", prefix = "BHOT", title = "title")]
pub struct Threat {
    /// What it is called (namn).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// Its short name (beteckning).
    #[field(list, sort, search)]
    pub reference: Option<String>,
    /// What it is (beskrivning).
    #[field(search)]
    pub text: Option<Prose>,
    /// What helps to understand it (vägledning).
    pub guidance: Option<Prose>,
    /// Who gives it out (utgivare).
    #[field(list, filter)]
    pub provider: Option<String>,
    /// The language of its texts (språk).
    pub language: Option<String>,
    /// Its name in the world (urn).
    #[field(search)]
    pub urn: Option<String>,
    /// Its words in other languages.
    #[field(fixed, group = "file")]
    #[serde(default)]
    pub translations: Vec<Translation>,
    /// What the file says besides.
    #[field(fixed, group = "file")]
    #[serde(default)]
    pub kept: Vec<Kept>,
}

/// What a reference control is held to: nothing but its form.
pub fn rules(_: &ReferenceControl, _: &Around) -> Vec<Finding> {
    Vec::new()
}

/// What a threat is held to: nothing but its form.
pub fn threat_rules(_: &Threat, _: &Around) -> Vec<Finding> {
    Vec::new()
}
