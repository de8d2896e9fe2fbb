//! What relations mean: who falls with whom, and who only does worse.

use stadga_model::Id;
use stadga_store::Edge;

/// How much the one depends on the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// It falls with the other (behöver).
    Needs,
    /// It falls when all of several are gone (något av).
    OneOf,
    /// It does worse without (har hjälp av).
    Leans,
}

/// Fields by which a record depends on what it links to.
pub const TO_SOURCE: [&str; 9] = [
    "runs_on",
    "consists_of",
    "uses",
    "signs_in_through",
    "either_of",
    "helped_by",
    "delivered_by",
    "sender",
    "carried_by",
];
/// Fields by which what a record links to depends on the record: who receives does worse when nothing comes.
pub const TO_TARGET: [&str; 1] = ["receivers"];

/// The kinds that fall and stand together.
pub const KINDS: [&str; 4] = ["configuration-item", "service", "integration", "transfer"];

/// One record's dependence on another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dependence {
    /// What is depended on.
    pub on: Id,
    /// What depends.
    pub who: Id,
    /// How much.
    pub strength: Strength,
}

impl Dependence {
    /// What a walked link means; nothing, where it means no dependence.
    pub fn of(edge: &Edge) -> Option<Self> {
        let field = edge.field.as_str();
        if TO_TARGET.contains(&field) {
            return Some(Self { on: edge.source, who: edge.target, strength: Strength::Leans });
        }
        let strength = match field {
            "either_of" => Strength::OneOf,
            "helped_by" => Strength::Leans,
            field if TO_SOURCE.contains(&field) => Strength::Needs,
            _ => return None,
        };
        Some(Self { on: edge.target, who: edge.source, strength })
    }
}
