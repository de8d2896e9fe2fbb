//! How surely it is known who has signed in, and of whom more is asked than a password.

use serde::{Deserialize, Serialize};
use stadga_model::Grant;
use std::str::FromStr;

/// How surely it is known who has signed in; a later one is higher.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// By a password, or by less than two factors at the organisation's own sign-in service.
    #[default]
    Password,
    /// By two factors: a password and a code, a passkey that asks for a PIN or a finger, or what the organisation's
    /// sign-in service says is as good.
    TwoFactor,
}

/// Who must sign in with two factors.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum SecondFactor {
    /// Nobody must; everybody may.
    #[default]
    Nobody,
    /// Whoever has one of these roles, by their keys.
    Roles(Vec<String>),
    /// Everybody.
    Everyone,
}

impl SecondFactor {
    /// Whether it is asked of someone with these grants.
    pub fn is_asked_of(&self, grants: &[Grant]) -> bool {
        match self {
            Self::Nobody => false,
            Self::Roles(roles) => grants.iter().any(|grant| roles.contains(&grant.role)),
            Self::Everyone => true,
        }
    }

    /// The roles that it names.
    pub fn roles(&self) -> &[String] {
        match self {
            Self::Roles(roles) => roles,
            Self::Nobody | Self::Everyone => &[],
        }
    }
}

/// `nobody`, `everyone`, or role keys with commas between.
impl FromStr for SecondFactor {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(match text.trim() {
            "nobody" | "" => Self::Nobody,
            "everyone" => Self::Everyone,
            roles => Self::Roles(roles.split(',').map(|role| role.trim().to_owned()).collect()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use stadga_model::Reach;

    #[test]
    fn sec_08_a_second_factor_is_asked_of_those_whom_the_setting_names() {
        let grant = |role: &str| Grant { role: role.into(), may: vec![], reach: Reach::Everywhere };
        let asked = |setting: &str, role: &str| {
            setting.parse::<SecondFactor>().unwrap().is_asked_of(&[grant(role)])
        };
        assert!(!asked("nobody", "administrator") && !asked("", "administrator"));
        assert!(asked("everyone", "employee"));
        assert!(asked("administrator, registrar", "registrar"));
        assert!(!asked("administrator, registrar", "employee"));
    }

    #[test]
    fn two_factors_are_more_than_one() {
        assert!(Level::TwoFactor > Level::Password);
    }
}
