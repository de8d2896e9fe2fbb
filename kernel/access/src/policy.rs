//! What roles grant: read from `content/roles.toml`, turned into an actor's grants, printed as a table.

use serde::Deserialize;
use stadga_model::{Action, Grant, Id, Language, Reach, Scale, Step};
use std::collections::BTreeMap;

/// All roles and what they let their holders do. What is not listed is denied.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    roles: BTreeMap<String, Role>,
}

/// A role.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// Its key in role assignments.
    pub key: String,
    /// What it is called in Swedish.
    pub sv: String,
    /// What it is called in English.
    pub en: String,
    /// Where the facts come from.
    pub source: String,
    /// Not certain: shown as such until someone has verified it.
    #[serde(default)]
    pub verify: bool,
    /// How far its rights reach.
    reach: RoleReach,
    #[serde(default)]
    may: Vec<May>,
}

impl Role {
    /// What it is called.
    pub fn name(&self, language: Language) -> &str {
        match language {
            Language::Swedish => &self.sv,
            Language::English => &self.en,
        }
    }

    fn rights(&self) -> impl Iterator<Item = (Action, &str)> {
        self.may.iter().flat_map(|may| {
            may.actions
                .iter()
                .flat_map(|action| may.kinds.iter().map(|kind| (*action, kind.as_str())))
        })
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum RoleReach {
    Everywhere,
    Unit,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct May {
    actions: Vec<Action>,
    kinds: Vec<String>,
}

/// A file of roles that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PolicyFault {
    /// It is no TOML, or has a field or an action that does not exist.
    #[error("{0}")]
    Shape(#[from] toml::de::Error),
    /// Two roles have the same key.
    #[error("the role {0} is there twice")]
    Twice(String),
    /// A role has a right to a kind that no area has.
    #[error("the role {role} names the kind {kind}, which does not exist")]
    UnknownKind {
        /// The role.
        role: String,
        /// The kind.
        kind: String,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    role: Vec<Role>,
}

impl Policy {
    /// Reads the text of `content/roles.toml`.
    ///
    /// # Errors
    /// Names the line with an unknown field or action, or the role that is there twice.
    pub fn read(text: &str) -> Result<Self, PolicyFault> {
        let mut roles = BTreeMap::new();
        for role in toml::from_str::<File>(text)?.role {
            if let Some(before) = roles.insert(role.key.clone(), role) {
                return Err(PolicyFault::Twice(before.key));
            }
        }
        Ok(Self { roles })
    }

    /// Refuses rights to kinds that are not among `known`: a misspelt kind would silently grant nothing.
    ///
    /// # Errors
    /// Names the first role and kind.
    pub fn with_kinds(self, known: &[&str]) -> Result<Self, PolicyFault> {
        let rights =
            self.roles.values().flat_map(|role| role.rights().map(move |(_, k)| (role, k)));
        let unknown = rights.into_iter().find(|(_, kind)| *kind != "*" && !known.contains(kind));
        match unknown {
            Some((role, kind)) => {
                Err(PolicyFault::UnknownKind { role: role.key.clone(), kind: kind.to_owned() })
            }
            None => Ok(self),
        }
    }

    /// The role with this key.
    pub fn role(&self, key: &str) -> Option<&Role> {
        self.roles.get(key)
    }

    /// All roles, by key.
    pub fn roles(&self) -> impl Iterator<Item = &Role> {
        self.roles.values()
    }

    /// The roles as the scale `role`, for fields that choose one.
    pub fn scale(&self) -> Scale {
        let step = |role: &Role| Step {
            key: role.key.clone(),
            sv: role.sv.clone(),
            en: role.en.clone(),
            colour: None,
            symbol: None,
            valid: None,
        };
        Scale {
            key: "role".into(),
            source: "content/roles.toml".into(),
            verify: self.roles.values().any(|role| role.verify),
            steps: self.roles.values().map(step).collect(),
        }
    }

    /// What the held roles grant; each comes with the units that it is held for. An unknown role grants nothing.
    pub fn grants<'a>(&self, held: impl IntoIterator<Item = (&'a str, &'a [Id])>) -> Vec<Grant> {
        let grant = |(key, units): (&str, &[Id])| {
            let role = self.role(key)?;
            let reach = match role.reach {
                RoleReach::Everywhere => Reach::Everywhere,
                RoleReach::Unit => Reach::Units(units.to_vec()),
            };
            let may = role.rights().map(|(action, kind)| (action, kind.to_owned())).collect();
            Some(Grant { role: role.key.clone(), may, reach })
        };
        held.into_iter().filter_map(grant).collect()
    }
}

/// Roles × kinds as text, one line each: `R` read, `C` create, `W` change (write); capitals everywhere, small in own units.
pub fn matrix(policy: &Policy, kinds: &[&str]) -> String {
    let mut lines = Vec::new();
    for role in policy.roles() {
        lines.push(format!("{} ({})", role.key, role.name(Language::Swedish)));
        for kind in kinds {
            let rights: String = Action::ALL.iter().map(|a| letter(role, *a, kind)).collect();
            if rights != "---" {
                lines.push(format!("  {rights} {kind}"));
            }
        }
    }
    lines.join("\n")
}

fn letter(role: &Role, action: Action, kind: &str) -> char {
    if !role.rights().any(|(a, k)| a == action && (k == "*" || k == kind)) {
        return '-';
    }
    let letter = match action {
        Action::Read => 'R',
        Action::Create => 'C',
        Action::Change => 'W',
    };
    if role.reach == RoleReach::Everywhere { letter } else { letter.to_ascii_lowercase() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use stadga_model::{Actor, Instant};

    const ROLES: &str = r#"
        [[role]]
        key = "auditor"
        sv = "Revisor"
        en = "Auditor"
        source = "SEC-10"
        reach = "everywhere"
        may = [{ actions = ["read"], kinds = ["*"] }]
        [[role]]
        key = "system-owner"
        sv = "Systemägare"
        en = "System owner"
        source = "ORG-11"
        reach = "unit"
        may = [{ actions = ["create", "change"], kinds = ["measure", "evidence"] }]
    "#;

    fn actor(held: &[(&str, Vec<Id>)]) -> Actor {
        let policy = Policy::read(ROLES).unwrap();
        let grants = policy.grants(held.iter().map(|(role, units)| (*role, units.as_slice())));
        Actor { name: "P-1".into(), person: None, grants }
    }

    #[test]
    fn sec_08_what_no_role_grants_is_denied() {
        let unit: Id = Id::new(Instant::from_second(1).unwrap());
        let actor = actor(&[("system-owner", vec![unit]), ("unheard-of", vec![unit])]);
        assert_eq!(actor.reach(Action::Change, "measure"), Some(Reach::Units(vec![unit])));
        assert_eq!(actor.reach(Action::Read, "measure"), None);
        assert_eq!(actor.reach(Action::Change, "audit"), None);
    }

    #[test]
    fn sec_10_the_auditor_reads_everything_and_changes_nothing() {
        let actor = actor(&[("auditor", Vec::new())]);
        assert_eq!(actor.reach(Action::Read, "anything"), Some(Reach::Everywhere));
        assert_eq!(actor.reach(Action::Change, "anything"), None);
    }

    #[test]
    fn sec_08_misspelt_actions_and_kinds_are_refused() {
        let misspelt = ROLES.replace("\"change\"", "\"chnage\"");
        assert!(Policy::read(&misspelt).unwrap_err().to_string().contains("chnage"));
        let policy = Policy::read(ROLES).unwrap();
        let fault = policy.with_kinds(&["measure"]).unwrap_err();
        assert!(matches!(fault, PolicyFault::UnknownKind { kind, .. } if kind == "evidence"));
        let twice = format!("{ROLES}{ROLES}");
        assert!(matches!(Policy::read(&twice), Err(PolicyFault::Twice(key)) if key == "auditor"));
    }

    #[test]
    fn org_07_roles_can_be_chosen_in_a_field() {
        let scale = Policy::read(ROLES).unwrap().scale();
        assert_eq!(scale.step("auditor").map(|s| s.label(Language::Swedish)), Some("Revisor"));
        assert_eq!(scale.steps.len(), 2);
    }

    #[test]
    fn sec_08_rights_are_printed_as_a_table() {
        insta::assert_snapshot!(matrix(&Policy::read(ROLES).unwrap(), &["audit", "measure"]), @r"
        auditor (Revisor)
          R-- audit
          R-- measure
        system-owner (Systemägare)
          -cw measure
        ");
    }
}
