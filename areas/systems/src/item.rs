//! Configuration items: systems, platforms, servers, networks and all else that services stand on, with what they need.

use serde::{Deserialize, Serialize};
use stadga_model::{Choice, Date, Id, Lifecycle, Move, Prose, Record, Row, Term};
use stadga_organisation::{Person, Unit};

use crate::Standard;

mod rules;

pub use rules::rules;

/// A configuration item (konfigurationsenhet): CMDB-01, CMDB-04, CMDB-08, CMDB-13, CMDB-14, CMDB-18.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "configuration-item",
    prefix = "KE",
    title = "name",
    state = "state",
    unit = "unit",
    owner = "owner"
)]
pub struct ConfigurationItem {
    /// What it is called (namn).
    #[field(list, sort, search)]
    #[serde(default)]
    pub name: String,
    /// What sort of thing it is (typ).
    #[field(list, filter, sort, scale = "item-type")]
    #[serde(default)]
    pub item_type: Term,
    /// Whether it is planned, in use, on its way out or gone (läge).
    #[field(list, filter, sort, fixed)]
    #[serde(default)]
    pub state: State,
    /// What it does, and for whom (beskrivning).
    #[field(search)]
    pub description: Option<Prose>,
    /// The layer of delivery (lager): CMDB-13, R-12.
    #[field(list, filter, sort, scale = "delivery-layer", group = "what")]
    pub layer: Option<Term>,
    /// What sort of application, which says what its maintenance must do (applikationstyp): CMDB-08, R-12.
    #[field(filter, scale = "application-type", group = "what")]
    pub application_type: Option<Term>,
    /// Who delivers it: ourselves, others, or ourselves on rented premises (leveransform): CMDB-13.
    #[field(filter, scale = "delivery-form", group = "what")]
    pub delivery: Option<Term>,
    /// How soon it is mended (servicenivå): CMDB-13.
    #[field(filter, scale = "service-level", group = "what")]
    pub level: Option<Term>,
    /// Production, test, training (miljö).
    #[field(filter, scale = "environment", group = "what")]
    pub environment: Option<Term>,
    /// How much depends on it (kritikalitet).
    #[field(list, filter, sort, scale = "criticality", group = "what")]
    pub criticality: Option<Term>,
    /// Which of the tools of steering it is (styrverktyg): CMDB-12.
    #[field(filter, scale = "steering-tool", group = "what")]
    pub tool: Option<Term>,
    /// Its version or model (version).
    #[field(group = "what")]
    pub version: Option<String>,
    /// The unit that answers for it (enhet).
    #[field(list, filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// The person who keeps it and its entry up to date (ansvarig): CMDB-03.
    #[field(list, filter, group = "who")]
    pub owner: Option<Id<Person>>,
    /// The units that work with it and are told when it falls (används av).
    #[field(filter, group = "who")]
    #[serde(default)]
    pub used_by: Vec<Id<Unit>>,
    /// Who supplies it (leverantör).
    #[field(filter, group = "who")]
    pub supplier: Option<Id<Unit>>,
    /// Where the service desk sends matters first (andra linjen): CMDB-02.
    #[field(filter, group = "who")]
    pub second_line: Option<Id<Unit>>,
    /// Where they go from there (tredje linjen): CMDB-02.
    #[field(filter, group = "who")]
    pub third_line: Option<Id<Unit>>,
    /// What it runs on (körs på): CMDB-04.
    #[field(group = "relations")]
    #[serde(default)]
    pub runs_on: Vec<Id<ConfigurationItem>>,
    /// What it is made of (består av).
    #[field(group = "relations")]
    #[serde(default)]
    pub consists_of: Vec<Id<ConfigurationItem>>,
    /// What else it cannot do without (behöver): databases, storage, networks, platforms.
    #[field(group = "relations")]
    #[serde(default)]
    pub uses: Vec<Id<ConfigurationItem>>,
    /// What people sign in to it through (inloggning genom): CMDB-05.
    #[field(group = "relations")]
    #[serde(default)]
    pub signs_in_through: Vec<Id<ConfigurationItem>>,
    /// Several of which one is enough (något av): CMDB-14.
    #[field(group = "relations")]
    #[serde(default)]
    pub either_of: Vec<Id<ConfigurationItem>>,
    /// What it does worse without, but does without (har hjälp av).
    #[field(group = "relations")]
    #[serde(default)]
    pub helped_by: Vec<Id<ConfigurationItem>>,
    /// The availability that is agreed (tillgänglighet): CMDB-14.
    #[field(group = "build")]
    pub availability: Option<String>,
    /// How it is doubled (redundans): CMDB-14.
    #[field(filter, scale = "redundancy", group = "build")]
    pub redundancy: Option<Term>,
    /// What one must keep to in order to connect to it (anslutningsvillkor): CMDB-14.
    #[field(group = "build")]
    pub conditions: Option<Prose>,
    /// The standards and principles that it follows (följer): CMDB-14, CMDB-15.
    #[field(filter, group = "build")]
    #[serde(default)]
    pub follows: Vec<Id<Standard>>,
    /// Why it was chosen, with what departs from principles (vägval): CMDB-15.
    #[field(search, group = "build")]
    pub choice: Option<Prose>,
    /// How each duty of its maintenance is seen to (förvaltningens plikter): CMDB-08.
    #[field(group = "duties")]
    #[serde(default)]
    pub duties: Vec<Fulfilled>,
    /// When it was taken in use (tagen i bruk).
    #[field(sort, filter, group = "life")]
    pub taken_in_use: Option<Date>,
    /// When its maker stops mending it (supporten upphör): CMDB-18.
    #[field(sort, filter, group = "life")]
    pub support_ends: Option<Date>,
    /// Whether it fits what the organisation builds on now (arv): CMDB-18.
    #[field(filter, scale = "legacy-state", group = "life")]
    pub legacy: Option<Term>,
    /// What it takes the place of (ersätter): CMDB-18.
    #[field(group = "life")]
    #[serde(default)]
    pub replaces: Vec<Id<ConfigurationItem>>,
    /// When it is to be gone (avvecklas senast): CMDB-18.
    #[field(sort, filter, group = "life")]
    pub retire_by: Option<Date>,
    /// How it is replaced, or why it is not (plan för ersättning): CMDB-18.
    #[field(group = "life")]
    pub replacement: Option<Prose>,
    /// When someone last said that all this is right (bekräftad): CMDB-03, T19.
    #[field(list, sort, filter, group = "upkeep")]
    pub confirmed: Option<Date>,
    /// The source that it is read from, by its short name (källa).
    #[field(filter, group = "upkeep")]
    pub source: Option<String>,
    /// What the source calls it (nyckel i källan).
    #[field(search, group = "upkeep")]
    pub source_key: Option<String>,
    /// What readings from the source leave as it is here (låsta fält).
    #[field(group = "upkeep")]
    #[serde(default)]
    pub locks: Vec<Lock>,
}

/// How one duty is seen to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Fulfilled {
    /// The duty (plikt).
    #[field(scale = "application-duty")]
    #[serde(default)]
    pub duty: Term,
    /// How it is seen to (hur).
    #[serde(default)]
    pub how: String,
}

/// A field that readings from the source leave alone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Lock {
    /// The field (fält).
    pub field: Part,
    /// Why (skäl).
    pub why: Option<String>,
}

/// The parts of an item that can be read from elsewhere.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Choice,
)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// What the source calls it (nyckel).
    SourceKey,
    /// Its name (namn).
    Name,
    /// Its type (typ).
    ItemType,
    /// Its state (läge).
    State,
    /// What it does (beskrivning).
    Description,
    /// Its layer (lager).
    Layer,
    /// What sort of application (applikationstyp).
    ApplicationType,
    /// Who delivers it (leveransform).
    Delivery,
    /// Its level (servicenivå).
    Level,
    /// Its environment (miljö).
    Environment,
    /// How much depends on it (kritikalitet).
    Criticality,
    /// Its version (version).
    Version,
    /// Its unit (enhet).
    Unit,
    /// Its owner (ansvarig).
    Owner,
    /// Its supplier (leverantör).
    Supplier,
    /// Where matters go first (andra linjen).
    SecondLine,
    /// Where they go from there (tredje linjen).
    ThirdLine,
    /// When it was taken in use (tagen i bruk).
    TakenInUse,
    /// When support ends (supporten upphör).
    SupportEnds,
    /// When it is to be gone (avvecklas senast).
    RetireBy,
    /// What it runs on (körs på).
    RunsOn,
    /// What it is made of (består av).
    ConsistsOf,
    /// What it cannot do without (behöver).
    Uses,
    /// What people sign in through (inloggning genom).
    SignsInThrough,
    /// Of what one is enough (något av).
    EitherOf,
    /// What it does worse without (har hjälp av).
    HelpedBy,
}

impl Part {
    /// Every part.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::VALUES.iter().filter_map(|value| serde_json::from_value((*value).into()).ok())
    }

    /// Its name among choices.
    pub fn key(self) -> &'static str {
        Self::VALUES.get(self as usize).copied().unwrap_or_default()
    }

    /// The item's field.
    pub fn field(self) -> &'static str {
        let name = self.key().replace('-', "_");
        let fields = ConfigurationItem::SPEC.fields.iter();
        fields.map(|field| field.name).find(|field| *field == name).unwrap_or_default()
    }
}

/// Where an item is in its life.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Not there yet (planerad).
    #[default]
    Planned,
    /// In use (i bruk).
    InUse,
    /// On its way out (avvecklas).
    PhasingOut,
    /// Gone (avvecklad).
    Retired,
}

impl State {
    /// Whether people rely on it today.
    pub fn is_used(self) -> bool {
        matches!(self, Self::InUse | Self::PhasingOut)
    }
}

/// An item's way.
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "planned",
    moves: &[
        Move { name: "take", from: &["planned"], to: "in-use" },
        Move { name: "phase-out", from: &["in-use"], to: "phasing-out" },
        Move { name: "keep", from: &["phasing-out"], to: "in-use" },
        Move { name: "retire", from: &["planned", "in-use", "phasing-out"], to: "retired" },
    ],
    back: &["keep", "retire"],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cmdb_01_what_can_be_read_from_elsewhere_is_a_field_of_an_item() {
        for part in Part::all() {
            assert_eq!(part.field(), part.key().replace('-', "_"));
        }
        assert_eq!(Part::all().count(), Part::VALUES.len());
    }
}
