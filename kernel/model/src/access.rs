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
}

/// What a role lets its holder do, and how far.
#[derive(Clone, Debug)]
pub struct Grant {
    /// The role's key in `content/roles.toml`.
    pub role: String,
    /// Action and kind; the kind `*` stands for every kind.
    pub may: Vec<(Action, String)>,
    /// Where.
    pub reach: Reach,
}

impl Grant {
    fn allows(&self, action: Action, kind: &str) -> bool {
        self.may.iter().any(|(a, k)| *a == action && (k == "*" || k == kind))
    }
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
        let may = Action::ALL.map(|action| (action, "*".to_owned())).to_vec();
        let grant = Grant { role: "program".into(), may, reach: Reach::Everywhere };
        Self { name: name.to_owned(), person: None, grants: vec![grant] }
    }

    /// Where the actor may do `action` with records of `kind`: nowhere (`None`), or the widest reach of the grants.
    pub fn reach(&self, action: Action, kind: &str) -> Option<Reach> {
        let mut units = Vec::new();
        let mut any = false;
        for grant in self.grants.iter().filter(|grant| grant.allows(action, kind)) {
            any = true;
            match &grant.reach {
                Reach::Everywhere => return Some(Reach::Everywhere),
                Reach::Units(more) => units.extend(more.iter().copied()),
            }
        }
        any.then_some(Reach::Units(units))
    }

    /// Whether the actor may do `action` with this record. Whoever owns a record may read and change it.
    pub fn may(&self, action: Action, spec: &Spec, head: &Head) -> bool {
        if head.withheld.as_ref().is_some_and(|withheld| withheld.hidden) && !self.cleared(head) {
            return false;
        }
        let owns = self.person.is_some() && head.owner == self.person;
        if owns && action != Action::Create {
            return true;
        }
        match self.reach(action, spec.kind) {
            None => false,
            Some(reach) => reach.covers(head.unit),
        }
    }

    /// Whether the marks on this record let the actor read what they withhold (SEC-04): by name, or by a role that
    /// reaches the record's unit. No right of a role does; where nothing is withheld, nothing stands in the way.
    pub fn cleared(&self, head: &Head) -> bool {
        let Some(withheld) = &head.withheld else { return true };
        let named = self.person.is_some_and(|person| withheld.readers.persons.contains(&person));
        named
            || self.grants.iter().any(|grant| {
                withheld.readers.roles.contains(&grant.role) && grant.reach.covers(head.unit)
            })
    }
}

impl Reach {
    fn covers(&self, unit: Option<Id>) -> bool {
        match self {
            Self::Everywhere => true,
            Self::Units(units) => unit.is_some_and(|unit| units.contains(&unit)),
        }
    }
}
