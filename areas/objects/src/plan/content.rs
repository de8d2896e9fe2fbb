//! The rows that a maintenance plan is made of.

use serde::{Deserialize, Serialize};
use stadga_model::{Choice, Date, Id, Money, Row, Term};
use stadga_systems::{ConfigurationItem, Service};

use crate::Need;

/// Something that a plan starts from: PM3-17.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Input {
    /// What sort (typ).
    #[field(scale = "plan-input")]
    #[serde(default)]
    pub sort: Term,
    /// What it says for the object (innebörd).
    #[serde(default)]
    pub text: String,
    /// Where it stands: a document, a coming law, a mandate … (källa).
    pub source: Option<Id>,
}

/// A component of the infrastructure that the object uses: R-4 (a).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct CallOff {
    /// The component (komponent).
    pub component: Id<ConfigurationItem>,
    /// The system that uses it (system).
    pub system: Option<Id<ConfigurationItem>>,
    /// How much (antal).
    pub quantity: Option<i64>,
    /// What else there is to say (anteckning).
    pub note: Option<String>,
}

/// An integration or transfer that the object depends on: R-4 (a).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Dependence {
    /// Which (integration).
    #[field(to("integration", "transfer"))]
    pub flow: Id,
    /// What happens without it (betydelse).
    pub note: Option<String>,
}

/// A change in the period: R-4 (b) and (c), PM3-18, AUT-17.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Change {
    /// What is done, in short (förändring).
    #[serde(default)]
    pub title: String,
    /// Whether it keeps what is there stable or develops it (syfte): PM3-18.
    pub nature: Nature,
    /// Whether it is carried out within maintenance or as a project (genomförs): PM3-31.
    #[serde(default)]
    pub way: Way,
    /// It touches what law demands (rör regelverk): R-4 (b).
    #[serde(default)]
    pub regulation: bool,
    /// It touches the IT infrastructure (rör infrastruktur): R-4 (b).
    #[serde(default)]
    pub infrastructure: bool,
    /// It may hinder the operation's part in other prioritised changes (rör andra förändringar): R-4 (c).
    #[serde(default)]
    pub others: bool,
    /// What that means and how it has been looked into (konsekvens): R-4.
    pub consequence: Option<String>,
    /// When it is to be done (klart senast).
    pub due: Option<Date>,
    /// What it costs (kostnad).
    pub cost: Option<Money>,
    /// The need that it answers to (behov).
    pub need: Option<Id<Need>>,
}

impl Change {
    /// Whether the steering group must decide on it before anybody begins.
    pub fn is_gated(&self) -> bool {
        self.regulation || self.infrastructure || self.others
    }
}

/// What a change is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum Nature {
    /// What is there goes on working (stabilitet).
    Stability,
    /// There is more than there was (utveckling).
    Development,
}

/// How a change is carried out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    /// Within maintenance (inom förvaltningen).
    #[default]
    Maintenance,
    /// As a project (som projekt).
    Project,
}

/// What is agreed of one service: PM3-27.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Level {
    /// What it is about (vad).
    #[serde(default)]
    pub what: String,
    /// The level (servicenivå).
    #[field(scale = "service-level")]
    pub level: Option<Term>,
    /// What is agreed, in figures (överenskommet).
    pub agreed: Option<String>,
}

/// What is expected to be used of one service.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Consumed {
    /// The service (tjänst).
    pub service: Id<Service>,
    /// How much in the period (antal).
    pub quantity: Option<i64>,
    /// The price of each (pris).
    pub price: Option<Money>,
}

impl Consumed {
    /// What it costs; nothing, where quantity or price is not known.
    pub fn cost(&self) -> Money {
        let quantity = self.quantity.unwrap_or_default();
        Money(self.price.unwrap_or_default().0.saturating_mul(quantity))
    }
}

/// A post of the budget.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Post {
    /// What for (post).
    #[field(scale = "budget-post")]
    #[serde(default)]
    pub post: Term,
    /// Whose money (sida).
    pub side: Side,
    /// How much (belopp).
    pub amount: Money,
    /// What else there is to say (anteckning).
    pub note: Option<String>,
}

/// Whose money it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// The operation's (verksamhet).
    Business,
    /// IT's (it).
    It,
}
