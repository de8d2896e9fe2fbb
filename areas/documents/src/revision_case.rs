//! Revision cases: from a need to a new version that takes the place of the old one, in order of priority.

use serde::{Deserialize, Serialize};
use stadga_decisions::{Decision, Delegation, decision::Right};
use stadga_model::{Date, Id, Near, Prose, Record, Row, Term};
use stadga_organisation::{Assignment, Person, Unit};

use crate::{Document, Version};

mod rules;
mod state;

pub use rules::{right_faults, rules};
pub use state::{LIFECYCLE, State};

/// A revision of a document, or the writing of a new one (revideringsärende): DOC-05, DOC-06, T32.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "revision-case",
    prefix = "REV",
    title = "title",
    state = "state",
    unit = "unit",
    owner = "owner"
)]
pub struct RevisionCase {
    /// What is to be done, in short (rubrik).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// How far it has come (läge).
    #[field(list, filter, sort, fixed)]
    #[serde(default)]
    pub state: State,
    /// The document; none, when a new one is written (dokument).
    #[field(list, filter)]
    pub document: Option<Id<Document>>,
    /// Why it is needed (behov).
    #[field(search)]
    #[serde(default)]
    pub need: Prose,
    /// Where the need comes from: recommendations, coming laws, shortcomings, referrals (orsak).
    #[field(filter)]
    #[serde(default)]
    pub causes: Vec<Id>,
    /// What has to change, and what that takes (analys): DOC-06.
    #[field(search, group = "priority")]
    pub analysis: Option<Prose>,
    /// How it ranks among other cases (prioritet): DOC-06.
    #[field(list, filter, scale = "priority", group = "priority")]
    pub priority: Option<Term>,
    /// When the decision is planned (planerat beslut): DOC-05.
    #[field(list, filter, sort, group = "priority")]
    pub planned_decision: Option<Date>,
    /// The body that decides; that of the document, when empty (beslutande organ).
    #[field(filter, to("unit", "forum"), group = "right")]
    pub body: Option<Id>,
    /// Who decides for the body, if someone does (delegat).
    #[field(filter, group = "right")]
    pub delegate: Option<Id<Assignment>>,
    /// The entry of the delegation register that gives the right (delegation).
    #[field(group = "right")]
    pub delegation: Option<Id<Delegation>>,
    /// What sort of matter, which the delegation register goes by (ärendetyp).
    #[field(filter, scale = "decision-subject", group = "right")]
    pub subject: Option<Term>,
    /// Who is asked for their opinion, and what they said (remissinstanser): DOC-05.
    #[field(group = "referral")]
    #[serde(default)]
    pub consulted: Vec<Consulted>,
    /// The decision (beslut).
    #[field(filter, group = "end")]
    pub decision: Option<Id<Decision>>,
    /// The new version (ny version).
    #[field(filter, group = "end")]
    pub version: Option<Id<Version>>,
    /// The version that it takes the place of (ersatt version).
    #[field(group = "end")]
    pub replaced: Option<Id<Version>>,
    /// Why it was dropped (skäl).
    #[field(group = "end")]
    pub reason: Option<Prose>,
    /// The unit that writes (enhet).
    #[field(list, filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Who sees to it (ansvarig).
    #[field(list, filter, group = "who")]
    pub owner: Option<Id<Person>>,
}

/// Someone who is asked for an opinion.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Consulted {
    /// Who (remissinstans).
    pub unit: Id<Unit>,
    /// By when (svar senast).
    pub due: Option<Date>,
    /// When the opinion came (svarade).
    pub answered: Option<Date>,
    /// What it says (synpunkter).
    pub opinion: Option<String>,
}

impl RevisionCase {
    /// With which right it is to be decided: the body named here, else that of the document.
    pub fn right(&self, near: &Near) -> Right<'_> {
        let document = self.document.and_then(|document| near.linked(document));
        Right {
            body: self.body.or_else(|| document?.body),
            delegate: self.delegate,
            delegation: self.delegation,
            subject: self.subject.as_ref(),
        }
    }

    /// Whether somebody has said what has to change and how it ranks (DOC-06).
    pub fn is_analysed(&self) -> bool {
        let said = self.analysis.as_ref().is_some_and(|text| !text.0.trim().is_empty());
        said && self.priority.is_some()
    }
}
