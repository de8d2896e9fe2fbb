//! Objects: what is maintained together, with a side in the operation and a side in IT; and the mode that takes.

use serde::{Deserialize, Serialize};
use stadga_decisions::Decision;
use stadga_model::{Choice, Id, Lifecycle, Move, Prose, Record, Row, Term};
use stadga_organisation::{Forum, Person, Unit};
use stadga_systems::{ConfigurationItem, Service};

use crate::ObjectFamily;

mod rules;

pub use rules::rules;

/// A maintenance object (förvaltningsobjekt): PM3-01, PM3-02, PM3-06, PM3-12, PM3-25.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "object",
    prefix = "OBJ",
    title = "name",
    state = "state",
    unit = "unit",
    owner = "owner"
)]
pub struct Object {
    /// What it is called (namn).
    #[field(list, sort, search)]
    #[serde(default)]
    pub name: String,
    /// Whether it is maintained (läge).
    #[field(list, filter, fixed)]
    #[serde(default)]
    pub state: State,
    /// Core, support or IT (klass): PM3-02.
    #[field(list, filter, sort, scale = "object-class")]
    #[serde(default)]
    pub class: Term,
    /// The family that it is a part of (objektfamilj): PM3-01.
    #[field(list, filter, within)]
    pub family: Option<Id<ObjectFamily>>,
    /// What it is for (beskrivning).
    #[field(search)]
    pub description: Option<Prose>,
    /// How actively it is maintained (förvaltningsläge): PM3-12, R-4.
    #[field(list, filter, sort, scale = "management-mode", group = "mode")]
    pub mode: Option<Term>,
    /// The model that it is maintained by today (modell): PM3-25.
    #[field(filter, scale = "governing-model", group = "mode")]
    pub model: Option<Term>,
    /// What was answered to each criterion (bedömning): R-4.
    #[field(group = "mode")]
    #[serde(default)]
    pub criteria: Vec<Answered>,
    /// The decision on the mode (beslut).
    #[field(filter, group = "mode")]
    pub mode_decision: Option<Id<Decision>>,
    /// What it is made of in the operation (verksamhetens komponenter): PM3-06.
    #[field(group = "parts")]
    #[serde(default)]
    pub business: Vec<BusinessPart>,
    /// The systems that belong to it (system): PM3-01, PM3-06.
    #[field(filter, holds, group = "parts")]
    #[serde(default)]
    pub systems: Vec<Id<ConfigurationItem>>,
    /// What the operation has of the service catalogue through it (tjänster).
    #[field(filter, group = "parts")]
    #[serde(default)]
    pub services: Vec<Id<Service>>,
    /// Who works together over it: groups of the operation, of its customers (samverkansgrupper): PM3-29.
    #[field(filter, group = "parts")]
    #[serde(default)]
    pub groups: Vec<Id<Forum>>,
    /// The unit that it belongs to (enhet).
    #[field(list, filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Who keeps it up, most often its maintenance leader (ansvarig).
    #[field(list, filter, group = "who")]
    pub owner: Option<Id<Person>>,
    /// How much work it needs in all, in per cent of a full-time post (behov av arbetstid): PM3-23.
    #[field(group = "who")]
    pub needed: Option<i64>,
}

/// What was answered to one criterion.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Answered {
    /// The criterion (kriterium).
    #[field(scale = "mode-criterion")]
    #[serde(default)]
    pub criterion: Term,
    /// Whether it is so (stämmer).
    #[serde(default)]
    pub applies: bool,
    /// Why (skäl).
    pub why: Option<String>,
}

/// A component in the operation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct BusinessPart {
    /// What it is called (namn).
    #[serde(default)]
    pub name: String,
    /// What sort (typ).
    #[field(scale = "business-part")]
    #[serde(default)]
    pub sort: Term,
}

/// Whether an object is maintained.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Not yet (planerat).
    #[default]
    Planned,
    /// Yes (förvaltas).
    Active,
    /// No longer (avslutat).
    Ended,
}

/// An object's way.
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "planned",
    moves: &[
        Move { name: "begin", from: &["planned", "ended"], to: "active" },
        Move { name: "end", from: &["planned", "active"], to: "ended" },
    ],
    back: &["end"],
};

impl Object {
    /// Whether the chair of its family's steering group owns its systems (PM3-14).
    pub fn is_owned_by_chair(&self) -> bool {
        self.mode.as_ref().is_some_and(crate::mode::is_owned_by_chair)
    }

    /// Whether it is so large that its plan has a technical plan (PM3-11).
    pub fn is_large(&self) -> bool {
        let scope = crate::foa::scope();
        let work = self.needed.is_some_and(|needed| needed >= scope.large_needed);
        work || self.systems.len() >= scope.large_systems
    }
}
