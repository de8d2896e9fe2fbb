//! What roles permit: written in Cedar, asked once for each role, and kept as rights that a list can hold in its query.

use crate::roles::{self, Role, RoleReach};
use crate::ruling::{Ruling, Subject};
use stadga_model::{Action, Grant, Id, Kinds, Language, Reach, Right, Scale};
use std::{
    collections::BTreeMap,
    sync::{Arc, OnceLock},
};

/// A kind of thing that rights are about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sort {
    /// Its name in the policy: `Kind::"measure"`.
    pub kind: String,
    /// The states that its records can be in, if it has any.
    pub states: Vec<String>,
}

impl Sort {
    /// All kinds of records, and these besides, which are none.
    pub fn all(kinds: &Kinds, besides: &[&str]) -> Vec<Self> {
        let own = kinds.iter().map(|kind| Self {
            kind: kind.spec.kind.to_owned(),
            states: kind.spec.states().map(str::to_owned).collect(),
        });
        let besides =
            besides.iter().map(|kind| Self { kind: (*kind).to_owned(), states: Vec::new() });
        own.chain(besides).collect()
    }
}

/// A role as someone holds it: where, by the assignment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// The role's key in `content/roles.toml`.
    pub role: String,
    /// The units that it is held for: the assignment's unit and all below it.
    pub units: Vec<Id>,
    /// These units and no others, even where the role reaches everywhere (SEC-10).
    pub narrowed: bool,
    /// These records and no others (INC-06).
    pub records: Vec<Id>,
    /// These records and no others, and what is made to lie within them: an object or a family with all that lies within
    /// it. Where the role is narrowed to units, it counts for those of them alone (SEC-08).
    pub within: Vec<Id>,
}

/// All roles and what they let their holders do. What is not permitted is denied. Cheap to clone.
#[derive(Clone)]
pub struct Policy(Arc<Inner>);

struct Inner {
    roles: BTreeMap<String, Role>,
    sorts: Vec<Sort>,
    ruling: Ruling,
    /// What each role permits, asked when it is first needed; under no name, what owning permits.
    rights: BTreeMap<String, OnceLock<Vec<Right>>>,
}

/// A policy that cannot be used; says what and where.
#[derive(Debug, thiserror::Error)]
#[error("{file}: {fault}")]
pub struct PolicyFault {
    /// The file.
    pub file: &'static str,
    /// What is wrong with it.
    pub fault: String,
}

impl Policy {
    /// Reads `content/roles.toml` and `content/policy.cedar`, held against the kinds that there are: what is misspelt would
    /// silently permit nothing.
    ///
    /// # Errors
    /// Names the file and its fault: bad syntax, a type error, an unknown role, kind, action or attribute.
    pub fn read(roles: &str, policy: &str, sorts: Vec<Sort>) -> Result<Self, PolicyFault> {
        let roles = roles::read(roles)
            .map_err(|fault| PolicyFault { file: "content/roles.toml", fault })?;
        let names: Vec<&str> = roles.keys().map(String::as_str).collect();
        let kinds: Vec<&str> = sorts.iter().map(|sort| sort.kind.as_str()).collect();
        let ruling = Ruling::read(policy, &names, &kinds)
            .map_err(|fault| PolicyFault { file: "content/policy.cedar", fault })?;
        let owning = std::iter::once(String::new());
        let rights =
            roles.keys().cloned().chain(owning).map(|role| (role, OnceLock::new())).collect();
        Ok(Self(Arc::new(Inner { roles, sorts, ruling, rights })))
    }

    /// The role with this key.
    pub fn role(&self, key: &str) -> Option<&Role> {
        self.0.roles.get(key)
    }

    /// All roles, by key.
    pub fn roles(&self) -> impl Iterator<Item = &Role> {
        self.0.roles.values()
    }

    /// The roles as the scale `role`, for fields that choose one.
    pub fn scale(&self) -> Scale {
        roles::scale(self.0.roles.values())
    }

    /// What the held roles grant, and what follows from owning a record. An unknown role grants nothing, and who holds no
    /// role owns nothing any more.
    pub fn grants<'a>(&self, held: impl IntoIterator<Item = &'a Held>) -> Vec<Grant> {
        let grant = |held: &Held| {
            let role = self.role(&held.role)?;
            let reach = match role.reach {
                _ if !held.records.is_empty() => Reach::Records(held.records.clone()),
                _ if !held.within.is_empty() => within(held),
                RoleReach::Everywhere if !held.narrowed => Reach::Everywhere,
                RoleReach::Everywhere | RoleReach::Unit => Reach::Units(held.units.clone()),
            };
            Some(Grant { role: role.key.clone(), may: self.rights(&role.key).to_vec(), reach })
        };
        let mut grants: Vec<Grant> = held.into_iter().filter_map(grant).collect();
        if !grants.is_empty() {
            let may = self.rights("").to_vec();
            grants.push(Grant { role: String::new(), may, reach: Reach::Own });
        }
        grants
    }

    /// What a role permits where it reaches; under no name, what owning a record permits.
    pub fn rights(&self, role: &str) -> &[Right] {
        let Some(rights) = self.0.rights.get(role) else { return &[] };
        rights.get_or_init(|| {
            let asked = Action::ALL.into_iter().flat_map(|action| {
                self.0.sorts.iter().filter_map(move |sort| self.right(role, action, sort))
            });
            asked.collect()
        })
    }

    fn right(&self, role: &str, action: Action, sort: &Sort) -> Option<Right> {
        let permits = |state: Option<&str>| {
            let subject = Subject { kind: &sort.kind, state, owned: role.is_empty() };
            self.permits(&[role], action, subject)
        };
        let stateless = permits(None);
        if !self.0.ruling.speaks_of_state() || sort.states.is_empty() {
            return stateless.then(|| Right::to(action, &sort.kind));
        }
        let states: Vec<String> =
            sort.states.iter().filter(|state| permits(Some(state))).cloned().collect();
        match states.len() {
            0 => None,
            n if n == sort.states.len() && stateless => Some(Right::to(action, &sort.kind)),
            _ => Some(Right { states: Some(states), ..Right::to(action, &sort.kind) }),
        }
    }

    /// Asks the policy itself about one case: whoever holds these roles for the record, and this record.
    pub fn permits(&self, roles: &[&str], action: Action, subject: Subject<'_>) -> bool {
        let roles: Vec<&str> = roles.iter().copied().filter(|role| !role.is_empty()).collect();
        self.0.ruling.permits(&roles, action, subject)
    }
}

/// What lies within an object, and in these units where the role is narrowed to some.
fn within(held: &Held) -> Reach {
    let mut records = held.within.clone();
    records.sort_unstable();
    Reach::Within { records, units: held.narrowed.then(|| held.units.clone()) }
}

/// Roles × kinds as text, one line each: `R` read, `C` create, `W` change (write), `r`, `c`, `w` in some states only; after
/// the role, where it reaches.
pub fn matrix(policy: &Policy, kinds: &[&str]) -> String {
    let mut lines = Vec::new();
    let named = policy.roles().map(|role| {
        let reach = if role.reach == RoleReach::Everywhere { "everywhere" } else { "own units" };
        (role.key.as_str(), format!("{} ({}), {reach}", role.key, role.name(Language::Swedish)))
    });
    for (key, title) in named.chain([("", "whoever owns the record".to_owned())]) {
        lines.push(title);
        for kind in kinds {
            let rights: String =
                Action::ALL.iter().map(|a| letter(policy.rights(key), *a, kind)).collect();
            if rights != "---" {
                lines.push(format!("  {rights} {kind}"));
            }
        }
    }
    lines.join("\n")
}

fn letter(rights: &[Right], action: Action, kind: &str) -> char {
    let letter = match action {
        Action::Read => 'R',
        Action::Create => 'C',
        Action::Change => 'W',
    };
    match rights.iter().find(|right| right.covers(action, kind)) {
        None => '-',
        Some(right) if right.states.is_none() => letter,
        Some(_) => letter.to_ascii_lowercase(),
    }
}

#[cfg(test)]
mod tests;
