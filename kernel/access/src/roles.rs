//! Roles: what they are called and how far they reach, read from `content/roles.toml`.

use serde::Deserialize;
use stadga_model::{Language, Scale, Step};
use std::collections::BTreeMap;

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
    pub(crate) reach: RoleReach,
}

impl Role {
    /// What it is called.
    pub fn name(&self, language: Language) -> &str {
        match language {
            Language::Swedish => &self.sv,
            Language::English => &self.en,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum RoleReach {
    Everywhere,
    Unit,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    role: Vec<Role>,
}

/// Reads the text of `content/roles.toml`: the roles by key.
///
/// # Errors
/// Names the line with an unknown field, or the role that is there twice.
pub(crate) fn read(text: &str) -> Result<BTreeMap<String, Role>, String> {
    let mut roles = BTreeMap::new();
    for role in toml::from_str::<File>(text).map_err(|e| e.to_string())?.role {
        if let Some(before) = roles.insert(role.key.clone(), role) {
            return Err(format!("the role {} is there twice", before.key));
        }
    }
    Ok(roles)
}

/// The roles as the scale `role`, for fields that choose one.
pub(crate) fn scale<'a>(roles: impl Iterator<Item = &'a Role> + Clone) -> Scale {
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
        verify: roles.clone().any(|role| role.verify),
        steps: roles.map(step).collect(),
    }
}
