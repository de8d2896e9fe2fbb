//! Maintenance plans: what an object is to give, takes and changes in a period; the order of IT and the ground of its budget.

use serde::{Deserialize, Serialize};
use stadga_decisions::Decision;
use stadga_measures::Measure;
use stadga_model::{Choice, FileId, Id, Lifecycle, Money, Move, Near, Period, Prose, Record};
use stadga_organisation::{Forum, Person, Unit};

use crate::{Need, Object, ObjectFamily};

mod content;
mod part;
mod rules;

pub use content::{CallOff, Change, Consumed, Dependence, Input, Level, Nature, Post, Side, Way};
pub use part::{Part, lacks};
pub use rules::rules;

/// A maintenance plan (förvaltningsplan): PM3-10, PM3-11, PM3-13, PM3-15…19, R-4.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "maintenance-plan",
    prefix = "FPL",
    title = "title",
    state = "state",
    unit = "unit",
    owner = "owner"
)]
pub struct MaintenancePlan {
    /// What it is called (rubrik).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// How far it has come (läge).
    #[field(list, filter, sort, fixed)]
    #[serde(default)]
    pub state: State,
    /// The object (objekt).
    #[field(list, filter, within)]
    pub object: Id<Object>,
    /// The period that it is for (period).
    #[field(list, sort)]
    pub period: Period,
    /// Its version: 1, then one more for each time that it was changed in the period (version): PM3-16.
    #[field(list, fixed, optional)]
    #[serde(default = "first")]
    pub edition: i64,
    /// What the object is to give in the period (mål).
    #[field(search, group = "goals")]
    pub purpose: Option<Prose>,
    /// What it starts from (underlag): PM3-17.
    #[field(group = "goals")]
    #[serde(default)]
    pub inputs: Vec<Input>,
    /// What its systems use of the infrastructure (avrop): R-4 (a).
    #[field(group = "today")]
    #[serde(default)]
    pub calloffs: Vec<CallOff>,
    /// Why it uses nothing, where it does not (inga avrop).
    #[field(group = "today")]
    pub calloffs_none: Option<Prose>,
    /// The integrations that it depends on (integrationer): R-4 (a).
    #[field(group = "today")]
    #[serde(default)]
    pub dependences: Vec<Dependence>,
    /// Why it depends on none, where it does not (inga integrationer).
    #[field(group = "today")]
    pub dependences_none: Option<Prose>,
    /// What is to be changed (förändringar): R-4 (b) and (c), PM3-18.
    #[field(group = "changes")]
    #[serde(default)]
    pub changes: Vec<Change>,
    /// Why nothing touches law or infrastructure, where nothing does (inget rör regelverk eller infrastruktur): R-4 (b).
    #[field(group = "changes")]
    pub ground_none: Option<Prose>,
    /// Why nothing hinders the operation's part in other changes, where nothing does (inget hindrar andra): R-4 (c).
    #[field(group = "changes")]
    pub others_none: Option<Prose>,
    /// Measures for security that are carried out in the period (säkerhetsåtgärder): PM3-19.
    #[field(filter, holds, group = "security")]
    #[serde(default)]
    pub measures: Vec<Id<Measure>>,
    /// How the object's information is kept safe otherwise (informationssäkerhet): PM3-19, PM3-30.
    #[field(group = "security")]
    pub security: Option<Prose>,
    /// What is agreed of service (servicenivåer): PM3-27.
    #[field(group = "level")]
    #[serde(default)]
    pub levels: Vec<Level>,
    /// What is expected to be used of services, and what that costs (förväntad förbrukning).
    #[field(group = "money")]
    #[serde(default)]
    pub consumption: Vec<Consumed>,
    /// What else it costs (budget): R-4, PM3-10.
    #[field(group = "money")]
    #[serde(default)]
    pub budget: Vec<Post>,
    /// The technical plan of a large object (teknisk plan): PM3-11.
    #[field(group = "technical")]
    pub technical: Option<Prose>,
    /// The technical plan as a file (teknisk plan som fil): PM3-11.
    #[field(group = "technical")]
    pub technical_file: Option<FileId>,
    /// The object's family when it was written (objektfamilj).
    #[field(filter, group = "decision")]
    pub family: Option<Id<ObjectFamily>>,
    /// Who decides on it: the family's steering group (styrgrupp): PM3-15.
    #[field(filter, group = "decision")]
    pub steering: Option<Id<Forum>>,
    /// The decision (beslut): PM3-15.
    #[field(filter, group = "decision")]
    pub decision: Option<Id<Decision>>,
    /// The version that it takes the place of (ersätter): PM3-16.
    #[field(group = "decision")]
    pub replaces: Option<Id<MaintenancePlan>>,
    /// The need that it was changed for (behov): PM3-16, R-5.
    #[field(filter, group = "decision")]
    pub because: Option<Id<Need>>,
    /// Why it was changed, where no need tells it (skäl).
    #[field(group = "decision")]
    pub reason: Option<Prose>,
    /// The unit that it belongs to (enhet).
    #[field(list, filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Who writes it (ansvarig).
    #[field(list, filter, group = "who")]
    pub owner: Option<Id<Person>>,
}

const fn first() -> i64 {
    1
}

/// How far a plan has come.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Choice,
)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Being written (utkast).
    #[default]
    Draft,
    /// With the steering group (hos styrgruppen).
    Submitted,
    /// Decided (beslutad).
    Decided,
    /// A newer version holds instead (ersatt).
    Replaced,
    /// Not taken further (utgått).
    Withdrawn,
}

impl State {
    /// Its name in the texts' keys.
    pub fn key(self) -> &'static str {
        Self::VALUES.get(self as usize).copied().unwrap_or_default()
    }
}

/// A plan's way.
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "draft",
    moves: &[
        Move { name: "submit", from: &["draft"], to: "submitted" },
        Move { name: "decide", from: &["submitted"], to: "decided" },
        Move { name: "return", from: &["submitted"], to: "draft" },
        Move { name: "supersede", from: &["decided"], to: "replaced" },
        Move { name: "withdraw", from: &["draft", "submitted"], to: "withdrawn" },
    ],
    back: &["return", "supersede", "withdraw"],
};

/// The fields that live on when a plan comes before the steering group.
const UNDER_DECISION: &[&str] = &["decision", "owner"];

impl MaintenancePlan {
    /// Whether the steering group has said yes and no newer version holds.
    pub fn is_decided(&self) -> bool {
        self.state == State::Decided
    }

    /// Whether it is on its way.
    pub fn is_open(&self) -> bool {
        matches!(self.state, State::Draft | State::Submitted)
    }

    /// What it costs in all: what is expected to be used, and the budget.
    pub fn cost(&self) -> Money {
        let used: i64 = self.consumption.iter().map(|row| row.cost().0).sum();
        Money(used + self.budget.iter().map(|post| post.amount.0).sum::<i64>())
    }

    /// What its changes cost that are carried out in this way (PM3-31).
    pub fn change_cost(&self, way: Way) -> Money {
        let fits = self.changes.iter().filter(|change| change.way == way);
        Money(fits.filter_map(|change| change.cost).map(|cost| cost.0).sum())
    }
}

/// The fields that can still be written: all of a draft, hardly any of what the steering group has before it (PM3-16).
pub fn open_fields(plan: &MaintenancePlan, _: &Near) -> Option<&'static [&'static str]> {
    match plan.state {
        State::Draft => None,
        State::Submitted => Some(UNDER_DECISION),
        _ => Some(&[]),
    }
}
