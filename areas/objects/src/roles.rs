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
    /// Whether its holder answers for the object, its classification, risks and requirements (PM3-30).
    #[serde(default)]
    pub answers: bool,
    /// Whether its holder writes plans and prepares needs (PM3-10, PM3-21).
    #[serde(default)]
    pub leads: bool,
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
    system_owner: String,
    compiles: String,
    role: Vec<Role>,
}

static FILE: LazyLock<File> = LazyLock::new(|| {
    stadga_model::shipped(
        "content/objects/roles.toml",
        include_str!("../../../content/objects/roles.toml"),
    )
});

/// All roles of the model, the deciding ones first.
pub fn all() -> &'static [Role] {
    &FILE.role
}

/// The keys of the roles that answer for an object, by themselves or with others.
pub fn answering() -> impl Iterator<Item = &'static str> {
    all().iter().filter(|role| role.answers).map(|role| role.key.as_str())
}

/// The keys of the roles that write plans and prepare needs, the nearest first.
pub fn leading() -> impl Iterator<Item = &'static str> {
    all().iter().filter(|role| role.leads).map(|role| role.key.as_str())
}

/// The key of the role that gives a single system an owner of its own (PM3-14).
pub fn system_owner() -> &'static str {
    &FILE.system_owner
}

/// The key of the role that compiles all plans for the leadership (PM3-15).
pub fn compiles() -> &'static str {
    &FILE.compiles
}

impl Role {
    /// Whether somebody must hold it in an object of this mode.
    pub fn is_required(&self, mode: Option<&Term>) -> bool {
        mode.is_some_and(|mode| self.required.contains(&mode.0))
    }
}

/// Of the assignments about an object, each with its id, those whose role counts on a day: a deputy's only while it stands in
/// for somebody (ORG-13). Whom it stands in for is one of them, else it does not count.
pub fn counting<'a>(
    held: impl IntoIterator<Item = (Id, &'a Assignment)>,
    day: Date,
) -> Vec<&'a Assignment> {
    let held: Vec<(Id, &Assignment)> = held.into_iter().collect();
    let other = |id: Id<Assignment>| held.iter().find(|(own, _)| *own == id.cast());
    let counts = |one: &&Assignment| match one.deputy_for {
        None => one.counts_on(day, None),
        Some(id) => other(id).is_some_and(|(_, other)| one.counts_on(day, Some(other))),
    };
    held.iter().map(|(_, one)| *one).filter(counts).collect()
}

/// The roles that must be held in this mode and that nobody holds, `held` being the assignments about the object that count.
pub fn vacant<'a>(
    mode: Option<&Term>,
    held: impl IntoIterator<Item = &'a Assignment>,
) -> Vec<&'static Role> {
    let held: Vec<&Assignment> = held.into_iter().filter(|held| held.person.is_some()).collect();
    let is_held = |role: &Role| held.iter().any(|assignment| assignment.role.0 == role.key);
    all().iter().filter(|role| role.is_required(mode) && !is_held(role)).collect()
}

/// Who holds a role, the first named first, `held` being the assignments that count.
pub fn holders<'a>(role: &str, held: impl IntoIterator<Item = &'a Assignment>) -> Vec<Id<Person>> {
    let held = held.into_iter().filter(|held| held.role.0 == role);
    held.filter_map(|assignment| assignment.person).collect()
}

/// Who answers for an object by a role in it, `held` being the assignments that count (PM3-30).
pub fn answer(held: &[&Assignment]) -> Vec<Id<Person>> {
    answering().flat_map(|role| holders(role, held.iter().copied())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{held, id, scales};

    fn day() -> Date {
        "2024-01-24".parse().unwrap()
    }

    #[test]
    fn pm3_07_what_the_mode_demands_and_nobody_holds_is_vacant() {
        let mode = Term::from("full");
        let keys = |held: &[Assignment]| -> Vec<&str> {
            let held = (1..).map(id).zip(held);
            let vacant = vacant(Some(&mode), counting(held, day()));
            vacant.iter().map(|role| role.key.as_str()).collect()
        };
        let all =
            ["object-owner", "object-owner-it", "maintenance-leader", "maintenance-leader-it"];
        assert_eq!(keys(&[]), all);
        let mut some = vec![held("object-owner"), held("maintenance-leader")];
        assert_eq!(keys(&some), ["object-owner-it", "maintenance-leader-it"]);
        some[0].period.to = "2024-01-23".parse().ok();
        some[1].person = None;
        assert_eq!(keys(&some), all);
        assert!(vacant(None, &some).is_empty(), "no mode demands nothing yet");
        let minimum = Term::from("minimum");
        assert_eq!(vacant(Some(&minimum), &[]).len(), 2);
    }

    #[test]
    fn org_13_pm3_07_a_deputy_holds_a_role_only_while_it_stands_in() {
        let mut owner = held("object-owner");
        let deputy = Assignment { deputy_for: Some(id(1)), ..held("object-owner") };
        let count = |owner: &Assignment| {
            let both = [(id(1), owner), (id(2), &deputy)];
            counting(both, day()).len()
        };
        assert_eq!(count(&owner), 1, "the owner is there");
        assert_eq!(counting([(id(2), &deputy)], day()).len(), 0, "nobody knows for whom");
        owner.person = None;
        let both = [(id(1), &owner), (id(2), &deputy)];
        let light = Term::from("light");
        let keys: Vec<_> =
            vacant(Some(&light), counting(both, day())).iter().map(|role| &role.key).collect();
        assert_eq!(keys, ["maintenance-leader"], "the deputy owns it meanwhile");
        owner.period.to = "2024-01-23".parse().ok();
        assert_eq!(count(&owner), 1, "and when the owner has gone");
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
