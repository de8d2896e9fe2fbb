//! Secrecy marks and the readings of what they withhold: records like all others, so that the log proves them.

use crate::{Any, Around, Choice, Date, Finding, Id, Prose, Record, Row, Term};
use serde::{Deserialize, Serialize};

/// A secrecy mark (sekretessmarkering) on a record or some of its fields (SEC-03, TF 2 kap. 20 §, OSL 5 kap. 5 §).
#[derive(Clone, Debug, Serialize, Deserialize, Record)]
#[record(
    kind = "mark",
    prefix = "SEK",
    title = "about",
    state = "state",
    unit = "unit",
    owner = "owner"
)]
pub struct Mark {
    /// The number of the record that it sits on.
    #[field(list, search, fixed)]
    pub about: String,
    /// That record.
    #[field(fixed, within)]
    pub of: Id,
    /// Whether it stands.
    #[field(list, filter, fixed)]
    pub state: MarkState,
    /// The fields that it withholds, by name; the whole record, when empty.
    #[field(fixed)]
    #[serde(default)]
    pub fields: Vec<String>,
    /// The ground: chapter and section of the Public Access to Information and Secrecy Act.
    #[field(list, filter, scale = "secrecy-ground")]
    pub ground: Term,
    /// Why the ground applies here.
    pub reason: Prose,
    /// When it is to be tried anew (omprövning).
    #[field(list, sort, filter)]
    pub review: Date,
    /// The persons who may read what is withheld.
    #[field(to("person"), group = "readers")]
    #[serde(default)]
    pub readers: Vec<Id>,
    /// The roles whose holders may, where they hold them for the record's unit.
    #[field(group = "readers")]
    #[serde(default)]
    pub roles: Vec<ReaderRole>,
    /// Nobody else is even shown that the record exists (INC-09).
    #[field(group = "readers")]
    #[serde(default)]
    pub hidden: bool,
    /// The record's unit.
    #[field(list, filter, fixed, to("unit"))]
    pub unit: Option<Id>,
    /// Who answers for its review.
    #[field(list, filter, to("person"))]
    pub owner: Option<Id>,
}

/// A role whose holders may read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Row)]
pub struct ReaderRole {
    /// The role.
    #[field(scale = "role")]
    pub role: Term,
}

/// Whether a mark stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum MarkState {
    /// It withholds.
    #[default]
    Active,
    /// It was lifted (hävd): the content is open again.
    Lifted,
}

impl Mark {
    /// What a mark is held to: nobody could read what nobody is named for, and a review that has passed is due.
    pub fn rules(&self, around: &Around) -> Vec<Finding> {
        let mut findings = Vec::new();
        if self.state == MarkState::Lifted {
            return findings;
        }
        if self.readers.is_empty() && self.roles.is_empty() {
            findings.push(Finding::blocking("SEC-04").on("readers"));
        }
        if self.reason.0.trim().is_empty() {
            findings.push(Finding::blocking("SEC-03").variant("reason").on("reason"));
        }
        if self.review <= around.today() {
            let due = if around.before.is_none() { Finding::blocking } else { Finding::warning };
            findings.push(due("SEC-03").variant("review").on("review").with("date", self.review));
        }
        findings
    }
}

/// One reading of what a mark withholds (SEC-05, HSLF-FS 2016:40): who, what, when and what for.
#[derive(Clone, Debug, Serialize, Deserialize, Record)]
#[record(kind = "reading", prefix = "LÄS", title = "about", unit = "unit")]
pub struct Reading {
    /// The number of the record that was read.
    #[field(list, search, fixed)]
    pub about: String,
    /// That record.
    #[field(list, filter, fixed)]
    pub of: Id<Any>,
    /// Who read it.
    #[field(list, filter, fixed, to("person"))]
    pub person: Option<Id>,
    /// What for, in the reader's words; empty where the organisation does not ask.
    #[field(list, search, fixed)]
    pub purpose: Option<String>,
    /// The fields that were shown.
    #[field(fixed)]
    #[serde(default)]
    pub fields: Vec<String>,
    /// The record's unit.
    #[field(list, filter, fixed, to("unit"))]
    pub unit: Option<Id>,
}
