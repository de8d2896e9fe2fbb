//! The roles of pm3: their side, their level, in which modes they must be held, and what they are in ITIL (PM3-07, PM3-09).

use serde::Deserialize;
use stadga_model::{Date, Id, Term};
use stadga_organisation::{Assignment, Person};
use std::sync::LazyLock;

/// A role of the model.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// Its key in `content/roles.toml`.
    pub key: String,
    /// Its side.
    pub side: Side,
    /// Its level.
    pub level: Level,
    /// The modes in which somebody must hold it.
    #[serde(default)]
    pub required: Vec<String>,
    /// The ITIL roles that go with it.
    #[serde(default)]
    pub itil: Vec<String>,
}

/// The two sides of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// The operation (verksamhet).
    Business,
    /// IT.
    It,
}

/// The three levels of steering (PM3-08).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Decides (strategisk).
    Strategic,
    /// Leads (taktisk).
    Tactical,
    /// Works (operativ).
    Operative,
}

impl Level {
    /// Its name in the texts' keys.
    pub fn key(self) -> &'static str {
        match self {
            Self::Strategic => "strategic",
            Self::Tactical => "tactical",
            Self::Operative => "operative",
        }
    }
}

impl Side {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Business, Self::It];

    /// Its name in the texts' keys.
    pub fn key(self) -> &'static str {
        match self {
            Self::Business => "business",
            Self::It => "it",
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "source")]
    _source: String,
    role: Vec<Role>,
}

#[expect(clippy::expect_used, reason = "the file is part of the program; a test reads it")]
static FILE: LazyLock<File> = LazyLock::new(|| {
    let text = include_str!("../../../content/objects/roles.toml");
    toml::from_str(text).expect("content/objects/roles.toml can be read")
});

/// All roles of the model, the deciding ones first.
pub fn all() -> &'static [Role] {
    &FILE.role
}

impl Role {
    /// Whether somebody must hold it in an object of this mode.
    pub fn is_required(&self, mode: Option<&Term>) -> bool {
        mode.is_some_and(|mode| self.required.contains(&mode.0))
    }
}

/// The roles that must be held in this mode and that nobody holds on the day, `held` being the assignments about the object.
pub fn vacant<'a>(
    mode: Option<&Term>,
    held: impl IntoIterator<Item = &'a Assignment>,
    day: Date,
) -> Vec<&'static Role> {
    let holds = |a: &&Assignment| a.person.is_some() && a.period.holds(day);
    let held: Vec<&Assignment> = held.into_iter().filter(holds).collect();
    let is_held = |role: &Role| held.iter().any(|assignment| assignment.role.0 == role.key);
    all().iter().filter(|role| role.is_required(mode) && !is_held(role)).collect()
}

/// Who holds a role on the day, the first named first.
pub fn holders<'a>(
    role: &str,
    held: impl IntoIterator<Item = &'a Assignment>,
    day: Date,
) -> Vec<Id<Person>> {
    let fits = |a: &&Assignment| a.role.0 == role && a.period.holds(day);
    held.into_iter().filter(fits).filter_map(|assignment| assignment.person).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{held, scales};

    fn day() -> Date {
        "2024-01-24".parse().unwrap()
    }

    #[test]
    fn pm3_07_what_the_mode_demands_and_nobody_holds_is_vacant() {
        let mode = Term::from("full");
        let keys = |held: &[Assignment]| -> Vec<&str> {
            vacant(Some(&mode), held, day()).iter().map(|role| role.key.as_str()).collect()
        };
        let all =
            ["object-owner", "object-owner-it", "maintenance-leader", "maintenance-leader-it"];
        assert_eq!(keys(&[]), all);
        let mut some = vec![held("object-owner"), held("maintenance-leader")];
        assert_eq!(keys(&some), ["object-owner-it", "maintenance-leader-it"]);
        some[0].period.to = "2024-01-23".parse().ok();
        some[1].person = None;
        assert_eq!(keys(&some), all);
        assert!(vacant(None, &some, day()).is_empty(), "no mode demands nothing yet");
        let minimum = Term::from("minimum");
        assert_eq!(vacant(Some(&minimum), &[], day()).len(), 2);
    }

    #[test]
    fn pm3_09_the_leader_on_the_it_side_is_service_owner_and_delivery_manager() {
        let leader = all().iter().find(|role| role.key == "maintenance-leader-it").unwrap();
        assert_eq!(leader.itil, ["service-owner", "service-delivery-manager"]);
        assert_eq!(leader.side, Side::It);
    }

    #[test]
    fn pm3_07_pm3_09_every_role_is_one_that_people_can_hold() {
        let text = include_str!("../../../content/roles.toml");
        let known = |key: &str| text.contains(&format!("key = \"{key}\""));
        for role in all() {
            assert!(known(&role.key), "{}", role.key);
            assert_eq!(role.itil.iter().find(|key| !known(key)), None);
            let modes = scales();
            let modes = modes.get("management-mode").unwrap();
            assert_eq!(role.required.iter().find(|mode| modes.step(mode).is_none()), None);
        }
    }
}
