//! Governing documents: what steers the organisation, in which order, decided by whom, and the sources beside them.

use serde::{Deserialize, Serialize};
use stadga_model::{Choice, Date, Id, Lifecycle, Move, Prose, Record, Row, Scales, Term};
use stadga_organisation::{Person, Unit};

mod rules;

pub use rules::{needs_revision, rules};

/// The type of what is filled in again and again (mall).
const TEMPLATE: &str = "template";
/// The scale whose steps are the types that a board is expected to decide: DOC-04.
const STRATEGIC: &str = "document-strategic";

/// A governing document (styrande dokument), or a political or annual source: DOC-01, DOC-13, DOC-15.
///
/// What it says and when it holds stands in its versions ([`crate::Version`]).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "document",
    prefix = "DOK",
    title = "title",
    state = "state",
    unit = "unit",
    owner = "owner"
)]
pub struct Document {
    /// What it is called (titel).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// Whether it is still used (läge).
    #[field(list, filter, fixed)]
    #[serde(default)]
    pub state: State,
    /// Its place in the order of documents: policy, guideline, instruction … (typ).
    #[field(list, filter, sort, scale = "document-type")]
    pub document_type: Option<Term>,
    /// What it is where it does not govern: a political or annual document (källa): DOC-13.
    #[field(filter, scale = "source-type")]
    pub source_type: Option<Term>,
    /// What it says, in short (om dokumentet).
    #[field(search)]
    pub description: Option<Prose>,
    /// The document above it (överordnat dokument).
    #[field(filter, group = "place")]
    pub parent: Option<Id<Document>>,
    /// The body whose right it is to decide on it (beslutande organ).
    #[field(list, filter, to("unit", "forum"), group = "place")]
    pub body: Option<Id>,
    /// The document that it was made after (förebild): DOC-16.
    #[field(filter, group = "place")]
    pub model: Option<Id<Document>>,
    /// The process that it is filled in for (process): DOC-15.
    #[field(filter, scale = "document-process", group = "place")]
    pub process: Option<Term>,
    /// Where it gives whom responsibility (ansvarsområden): DOC-07.
    #[field(group = "content")]
    #[serde(default)]
    pub areas: Vec<Area>,
    /// The unit that keeps it (förvaltande enhet).
    #[field(list, filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Who sees to it that it is kept up (ansvarig).
    #[field(list, filter, group = "who")]
    pub owner: Option<Id<Person>>,
    /// When it was last looked through (senast genomgången): DOC-06.
    #[field(filter, sort, group = "review")]
    pub reviewed: Option<Date>,
    /// When it is to be looked through (nästa genomgång): DOC-06.
    #[field(filter, sort, group = "review")]
    pub review_by: Option<Date>,
    /// From when it is no longer used (upphävt från): DOC-02.
    #[field(filter, sort, group = "review")]
    pub withdrawn_from: Option<Date>,
    /// May be read without signing in, where the organisation allows that at all (publiceras öppet): DOC-08.
    #[field(filter, group = "publication")]
    #[serde(default)]
    pub published: bool,
}

/// An area that a document speaks of, and to whom it gives the responsibility.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Area {
    /// The area (område).
    #[field(scale = "subject-area")]
    #[serde(default)]
    pub area: Term,
    /// The role that answers for it (ansvarig roll).
    #[field(scale = "role")]
    pub role: Option<Term>,
    /// Where it stands (avsnitt).
    pub section: Option<String>,
}

/// Whether a document is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Used (används).
    #[default]
    InUse,
    /// No longer used (upphävt).
    Withdrawn,
}

/// The way of a document; that of its versions is another.
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "in-use",
    moves: &[
        Move { name: "withdraw", from: &["in-use"], to: "withdrawn" },
        Move { name: "restore", from: &["withdrawn"], to: "in-use" },
    ],
    back: &["withdraw", "restore"],
};

impl Document {
    /// Whether it governs, and is no political or annual source.
    pub fn governs(&self) -> bool {
        self.source_type.is_none()
    }

    /// Whether it is used.
    pub fn is_used(&self) -> bool {
        self.state == State::InUse
    }

    /// Whether it was used on `day`.
    pub fn is_used_on(&self, day: Date) -> bool {
        self.is_used() || self.withdrawn_from.is_some_and(|from| from > day)
    }

    /// Whether it is of a type that boards are expected to decide: DOC-04.
    pub fn is_strategic(&self, scales: &Scales) -> bool {
        let strategic = scales.get(STRATEGIC);
        let is_one = |of: &Term| strategic.is_some_and(|scale| scale.step(&of.0).is_some());
        self.governs() && self.document_type.as_ref().is_some_and(is_one)
    }

    /// Whether it speaks of an area.
    pub fn speaks_of(&self, area: &Term) -> bool {
        self.areas.iter().any(|row| row.area == *area)
    }
}

/// A document of which only the title is known, its type told by how the title begins: `Rutin för …` is a routine.
pub fn named(title: &str, scales: &Scales) -> Document {
    let told = |scale: &str| {
        let words = title.to_lowercase();
        let steps = scales.get(scale).into_iter().flat_map(|scale| &scale.steps);
        let fits = |step: &&stadga_model::Step| words.starts_with(&step.sv.to_lowercase());
        steps.filter(fits).max_by_key(|step| step.sv.len()).map(|step| Term(step.key.clone()))
    };
    let source_type = told("source-type");
    let document_type = if source_type.is_none() { told("document-type") } else { None };
    Document {
        title: title.to_owned(),
        state: State::InUse,
        document_type,
        source_type,
        description: None,
        parent: None,
        body: None,
        model: None,
        process: None,
        areas: Vec::new(),
        unit: None,
        owner: None,
        reviewed: None,
        review_by: None,
        withdrawn_from: None,
        published: false,
    }
}
