//! Assessed requirements: how one requirement of a framework stands in one assessment, why, by what, and what is done about it.

use serde::{Deserialize, Serialize};
use stadga_documents::Document;
use stadga_frameworks::FrameworkRequirement;
use stadga_measures::{Evidence, Measure};
use stadga_model::{Date, Id, Prose, Record, Row, Term};
use stadga_organisation::{Person, Unit};

use crate::{Assessment, Control};

mod rules;

pub use rules::rules;

/// A requirement as it was assessed (bedömt krav): CTL-01, CTL-02, CTL-03, CTL-17.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "assessed-requirement",
    prefix = "BKR",
    title = "title",
    unit = "unit",
    owner = "owner"
)]
pub struct AssessedRequirement {
    /// The requirement's number and title (krav).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// The assessment that it belongs to (bedömning).
    #[field(list, filter, count, within)]
    pub assessment: Id<Assessment>,
    /// The requirement of the framework (krav i ramverket).
    #[field(filter)]
    pub requirement: Id<FrameworkRequirement>,
    /// How it is complied with; empty until somebody has looked (efterlevnad).
    #[field(list, filter, sort, count, scale = "compliance-grade")]
    pub grade: Option<Term>,
    /// Why it does not apply here (skäl att kravet inte är tillämpligt).
    pub reason: Option<Prose>,
    /// Why the grade is another than the one that the answers to the questions come to (skäl till annan grad): CTL-17.
    pub deviation: Option<Prose>,
    /// When it was assessed (bedömt).
    #[field(list, filter, sort)]
    pub assessed: Option<Date>,
    /// Must be met, or of lower priority (prioritet): CTL-02.
    #[field(list, filter, sort, count, scale = "requirement-priority", group = "priority")]
    pub priority: Option<Term>,
    /// Why it has that priority (motiv): CTL-02.
    #[field(group = "priority")]
    pub motive: Option<Prose>,
    /// How it is today (nuläge): CTL-03.
    #[field(search, group = "gap")]
    pub situation: Option<Prose>,
    /// What is lacking (behov): CTL-03.
    #[field(search, group = "gap")]
    pub need: Option<Prose>,
    /// What is done about it (åtgärder): CTL-03.
    #[field(filter, group = "gap")]
    #[serde(default)]
    pub measures: Vec<Id<Measure>>,
    /// How it is to be complied with (mål).
    #[field(filter, scale = "compliance-grade", group = "gap")]
    pub target: Option<Term>,
    /// By when (mål nås senast).
    #[field(filter, sort, group = "gap")]
    pub target_by: Option<Date>,
    /// The controls that show it (kontroller).
    #[field(filter, group = "shown")]
    #[serde(default)]
    pub controls: Vec<Id<Control>>,
    /// The evidence that shows it (underlag).
    #[field(filter, group = "shown")]
    #[serde(default)]
    pub evidence: Vec<Id<Evidence>>,
    /// The governing documents that say how it is met here (styrande dokument): DOC-10.
    #[field(filter, group = "shown")]
    #[serde(default)]
    pub documents: Vec<Id<Document>>,
    /// What was answered to the framework's questions (svar på frågorna): CTL-17.
    #[field(fixed, group = "questions")]
    #[serde(default)]
    pub replies: Vec<Reply>,
    /// What the answers come to in the framework's points (poäng).
    #[field(fixed, group = "questions", follows("replies"))]
    pub score: Option<i64>,
    /// The grade that the answers come to (räknat ur svaren).
    #[field(fixed, scale = "compliance-grade", group = "questions", follows("replies"))]
    pub computed: Option<Term>,
    /// The unit that meets it (enhet).
    #[field(list, filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Who answers for it (ansvarig).
    #[field(list, filter, group = "who")]
    pub owner: Option<Id<Person>>,
}

/// What was answered to one question of the framework (svar), in the words that it had then.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Row)]
pub struct Reply {
    /// What was asked (fråga).
    #[serde(default)]
    pub asked: Prose,
    /// What was answered (svar).
    #[serde(default)]
    pub said: Prose,
    /// The question's key (frågans nyckel).
    #[serde(default)]
    pub question: String,
    /// The keys of the answers that were chosen; what was written, where none can be chosen (svarens nycklar).
    #[serde(default)]
    pub answers: Vec<String>,
}

impl AssessedRequirement {
    /// A requirement that nobody has looked at yet.
    pub fn new(
        title: String,
        assessment: Id<Assessment>,
        requirement: Id<FrameworkRequirement>,
    ) -> Self {
        Self {
            title,
            assessment,
            requirement,
            grade: None,
            reason: None,
            deviation: None,
            assessed: None,
            priority: None,
            motive: None,
            situation: None,
            need: None,
            measures: Vec::new(),
            target: None,
            target_by: None,
            controls: Vec::new(),
            evidence: Vec::new(),
            documents: Vec::new(),
            replies: Vec::new(),
            score: None,
            computed: None,
            unit: None,
            owner: None,
        }
    }

    /// The same requirement in a later assessment: what is still true of it is taken along, the judgement is made anew. What was
    /// answered to its questions stands there to be looked through; what it comes to is worked out when it is kept again.
    #[must_use]
    pub fn carried(&self, into: Self) -> Self {
        let said = self.clone();
        Self {
            priority: said.priority,
            motive: said.motive,
            situation: said.situation,
            need: said.need,
            measures: said.measures,
            target: said.target,
            target_by: said.target_by,
            controls: said.controls,
            evidence: said.evidence,
            documents: said.documents,
            replies: said.replies,
            unit: said.unit,
            owner: said.owner,
            ..into
        }
    }
}
