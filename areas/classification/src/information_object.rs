//! Information objects: information that is classified as one, with its owner and where it occurs.

use serde::{Deserialize, Serialize};
use stadga_documents::Document;
use stadga_model::{Choice, Date, Id, Lifecycle, Move, Prose, Record, Term};
use stadga_objects::Object;
use stadga_organisation::{Person, Unit};
use stadga_systems::ConfigurationItem;

mod rules;

pub use rules::rules;

/// An information object (informationsobjekt): CLS-01, CLS-03, CLS-06.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "information-object",
    prefix = "INF",
    title = "name",
    state = "state",
    unit = "unit",
    owner = "owner"
)]
pub struct InformationObject {
    /// What it is called (namn).
    #[field(list, sort, search)]
    #[serde(default)]
    pub name: String,
    /// Whether it is used, gone, or a matter that is kept elsewhere (läge).
    #[field(list, filter, fixed)]
    #[serde(default)]
    pub state: State,
    /// What sort of information: like ones are told when it is classified (område).
    #[field(list, filter, sort, scale = "information-category")]
    pub category: Option<Term>,
    /// What it is, so that everybody means the same (beskrivning).
    #[field(search)]
    pub description: Option<Prose>,
    /// It tells of persons (personuppgifter).
    #[field(filter, group = "nature")]
    #[serde(default)]
    pub personal_data: bool,
    /// Secrecy most often applies by law (sekretess gäller oftast).
    #[field(filter, group = "nature")]
    #[serde(default)]
    pub secret: bool,
    /// Its K-value may be read without signing in, where the organisation allows that at all (publiceras öppet): REP-11.
    #[field(filter, group = "nature")]
    #[serde(default)]
    pub published: bool,
    /// The processes that it occurs in (processer).
    #[field(search, group = "where")]
    #[serde(default)]
    pub processes: Vec<String>,
    /// The systems that it occurs in: they inherit its class (system).
    #[field(filter, within, group = "where")]
    #[serde(default)]
    pub in_systems: Vec<Id<ConfigurationItem>>,
    /// The maintenance objects that it occurs in, beside those of its systems (förvaltningsobjekt).
    #[field(filter, within, group = "where")]
    #[serde(default)]
    pub in_objects: Vec<Id<Object>>,
    /// The documents that it occurs in (dokument).
    #[field(group = "where")]
    #[serde(default)]
    pub in_documents: Vec<Id<Document>>,
    /// The information objects that are gathered in it: it is never lower than they (samlar).
    #[field(group = "where")]
    #[serde(default)]
    pub gathers: Vec<Id<InformationObject>>,
    /// By when the owner must have classified it (klassas senast): CLS-06.
    #[field(list, filter, sort, group = "who")]
    pub classify_by: Option<Date>,
    /// The unit that it belongs to (enhet).
    #[field(list, filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// The information owner, on the level of a director (informationsägare): CLS-01.
    #[field(list, filter, group = "who")]
    pub owner: Option<Id<Person>>,
    /// Where a matter of protective security is kept and whom to ask; never what it is (hänvisning): NIS-05.
    #[field(fixed, group = "who")]
    pub reference: Option<String>,
}

/// Whether it is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Used (används).
    #[default]
    Active,
    /// A matter of protective security, which is kept elsewhere (hanteras på annat håll).
    Referred,
    /// No longer (upphört).
    Ended,
}

/// Its way.
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "active",
    moves: &[
        Move { name: "end", from: &["active", "referred"], to: "ended" },
        Move { name: "refer", from: &["active"], to: "referred" },
        Move { name: "restore", from: &["ended", "referred"], to: "active" },
    ],
    back: &["end", "refer", "restore"],
};

impl InformationObject {
    /// Whether it is there to be classified.
    pub fn is_active(&self) -> bool {
        self.state == State::Active
    }

    /// Takes away everything that tells what it is: of a matter of protective security only a reference is kept (NIS-05).
    pub fn hide(&mut self) {
        self.state = State::Referred;
        self.description = None;
        self.published = false;
        self.processes.clear();
        self.in_systems.clear();
        self.in_objects.clear();
        self.in_documents.clear();
        self.gathers.clear();
        self.classify_by = None;
    }

    /// Whether anything is left that tells more than a reference.
    fn tells_more(&self) -> bool {
        let written = self.description.as_ref().is_some_and(|text| !text.0.trim().is_empty());
        let placed =
            [self.in_systems.is_empty(), self.in_objects.is_empty(), self.in_documents.is_empty()];
        written
            || self.published
            || placed.contains(&false)
            || !self.processes.is_empty()
            || !self.gathers.is_empty()
    }

    /// Whether it is told where it occurs.
    fn occurs(&self) -> bool {
        !(self.processes.is_empty()
            && self.in_systems.is_empty()
            && self.in_objects.is_empty()
            && self.in_documents.is_empty()
            && self.gathers.is_empty())
    }
}
