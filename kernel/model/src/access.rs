//! Who asks, and what they may do: deny unless a grant says yes.

use crate::{Head, Id, Spec};
use serde::{Deserialize, Serialize};

/// What an actor can want to do with a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// See it.
    Read,
    /// Make a new one.
    Create,
    /// Change it.
    Change,
}

impl Action {
    /// All actions, in the order that tables show them.
    pub const ALL: [Self; 3] = [Self::Read, Self::Create, Self::Change];
}

/// How far a grant reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// The whole organisation.
    Everywhere,
    /// Records of these units (a unit and all below it are listed).
    Units(Vec<Id>),
    /// These records (INC-06).
    Records(Vec<Id>),
    /// An object or an object family, with what lies within it (SEC-08).
    Within {
        /// It and all that lies within it, in the order of their ids.
        records: Vec<Id>,
        /// Of them those of these units alone, where the role is narrowed to units as well.
        units: Option<Vec<Id>>,
    },
    /// What the actor owns.
    Own,
}

/// A right to do something with records of a kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Right {
    /// What.
    pub action: Action,
    /// With which kind; `*` stands for every kind.
    pub kind: String,
    /// In which states; in all, when absent.
    pub states: Option<Vec<String>>,
}

impl Right {
    /// A right that holds in every state.
    pub fn to(action: Action, kind: impl Into<String>) -> Self {
        Self { action, kind: kind.into(), states: None }
    }

    /// Whether it is about this.
    pub fn covers(&self, action: Action, kind: &str) -> bool {
        self.action == action && (self.kind == "*" || self.kind == kind)
    }

    fn holds_in(&self, state: Option<&str>) -> bool {
        let states = self.states.as_ref();
        states.is_none_or(|states| states.iter().any(|known| Some(known.as_str()) == state))
    }
}

/// What a role lets its holder do, and how far.
#[derive(Clone, Debug)]
pub struct Grant {
    /// The role's key in `content/roles.toml`; empty for what follows from owning a record.
    pub role: String,
    /// What.
    pub may: Vec<Right>,
    /// Where.
    pub reach: Reach,
}

/// What a record that is written lies within, and what comes to lie within it (SEC-08).
#[derive(Clone, Copy, Debug, Default)]
pub struct Lies<'a> {
    /// What it lies within.
    pub within: &'a [Id],
    /// What it holds that it did not hold before.
    pub holding: &'a [Id],
}

/// Who asks: a signed-in person or a job of the program itself.
#[derive(Clone, Debug)]
pub struct Actor {
    /// Shown in histories: the person's record number or the job's name.
    pub name: String,
    /// The person's record, if the actor is a person.
    pub person: Option<Id>,
    /// What the actor's roles grant today.
    pub grants: Vec<Grant>,
}

impl Actor {
    /// The program itself (imports at set-up, sweeps): may do everything, and is named in the history.
    pub fn program(name: &str) -> Self {
        let may = Action::ALL.map(|action| Right::to(action, "*")).to_vec();
        let grant = Grant { role: "program".into(), may, reach: Reach::Everywhere };
        Self { name: name.to_owned(), person: None, grants: vec![grant] }
    }

    /// The rights that let the actor do `action` with records of `kind`, each with its reach.
    pub fn rights(&self, action: Action, kind: &str) -> impl Iterator<Item = (&Reach, &Right)> {
        let grants = self.grants.iter();
        let rights = grants.flat_map(|grant| grant.may.iter().map(|right| (&grant.reach, right)));
        rights.filter(move |(_, right)| right.covers(action, kind))
    }

    /// Where a role lets the actor do `action` with some records of `kind`: nowhere (`None`), or the widest reach. What
    /// the actor owns is not told here.
    pub fn reach(&self, action: Action, kind: &str) -> Option<Reach> {
        let mut units = Vec::new();
        let mut any = false;
        for (reach, _) in self.rights(action, kind) {
            match reach {
                Reach::Everywhere => return Some(Reach::Everywhere),
                Reach::Units(more) => {
                    any = true;
                    units.extend(more.iter().copied());
                }
                Reach::Records(_) | Reach::Within { .. } => any = true,
                Reach::Own => {}
            }
        }
        any.then_some(Reach::Units(units))
    }

    /// Whether the actor may do `action` with this record.
    pub fn may(&self, action: Action, spec: &Spec, head: &Head) -> bool {
        let permitted = |(reach, right): (&Reach, &Right)| {
            right.holds_in(head.state.as_deref()) && self.reaches(reach, head)
        };
        self.may_know_of(head) && self.rights(action, spec.kind).any(permitted)
    }

    /// Whether the actor may write this record, which is to lie within some others and newly to hold some. A role for an
    /// object lets one make what lies within it, and never widens itself: what it newly holds lies within it already.
    pub fn may_write(&self, action: Action, spec: &Spec, head: &Head, lies: &Lies<'_>) -> bool {
        let makes = action == Action::Create;
        let permitted = |(reach, right): (&Reach, &Right)| {
            let made = makes && lies_within(reach, head.unit, lies.within);
            right.holds_in(head.state.as_deref())
                && (made || self.reaches(reach, head))
                && may_hold(reach, lies.holding)
        };
        self.may_know_of(head) && self.rights(action, spec.kind).any(permitted)
    }

    /// Whether the actor may make a record of `kind` that belongs to this unit, or to none.
    pub fn may_make(&self, kind: &str, unit: Option<Id>) -> bool {
        self.may_make_in(kind, unit, &[])
    }

    /// The same for one that is to lie within these others.
    pub fn may_make_in(&self, kind: &str, unit: Option<Id>, places: &[Id]) -> bool {
        self.rights(Action::Create, kind).any(|(reach, _)| match reach {
            Reach::Everywhere => true,
            Reach::Units(units) => unit.is_some_and(|unit| units.contains(&unit)),
            Reach::Within { .. } => lies_within(reach, unit, places),
            Reach::Records(_) | Reach::Own => false,
        })
    }

    fn may_know_of(&self, head: &Head) -> bool {
        let hidden = head.withheld.as_ref().is_some_and(|withheld| withheld.hidden);
        !hidden || self.cleared(head)
    }

    /// Whether the marks on this record let the actor read what they withhold (SEC-04): by name, or by a role that
    /// reaches the record. No right does; where nothing is withheld, nothing stands in the way.
    pub fn cleared(&self, head: &Head) -> bool {
        let Some(withheld) = &head.withheld else { return true };
        let named = self.person.is_some_and(|person| withheld.readers.persons.contains(&person));
        named
            || self.grants.iter().any(|grant| {
                withheld.readers.roles.contains(&grant.role) && self.reaches(&grant.reach, head)
            })
    }

    fn reaches(&self, reach: &Reach, head: &Head) -> bool {
        match reach {
            Reach::Everywhere => true,
            Reach::Units(units) => head.unit.is_some_and(|unit| units.contains(&unit)),
            Reach::Records(records) => records.contains(&head.id),
            Reach::Within { units, .. } => {
                is_of(units.as_deref(), head.unit) && is_among(reach, head.id)
            }
            Reach::Own => self.person.is_some() && head.owner == self.person,
        }
    }
}

/// Whether what is to be made lies within what an object's role reaches.
fn lies_within(reach: &Reach, unit: Option<Id>, places: &[Id]) -> bool {
    let Reach::Within { units, .. } = reach else { return false };
    is_of(units.as_deref(), unit) && places.iter().any(|place| is_among(reach, *place))
}

/// Whether what is reached so may come to hold these.
fn may_hold(reach: &Reach, held: &[Id]) -> bool {
    !matches!(reach, Reach::Within { .. }) || held.iter().all(|id| is_among(reach, *id))
}

/// Whether a record is among those of an object's role.
fn is_among(reach: &Reach, id: Id) -> bool {
    matches!(reach, Reach::Within { records, .. } if records.binary_search(&id).is_ok())
}

/// Whether a unit is one of these, where it must be.
fn is_of(units: Option<&[Id]>, unit: Option<Id>) -> bool {
    units.is_none_or(|units| unit.is_some_and(|unit| units.contains(&unit)))
}
