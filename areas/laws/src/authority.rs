//! Authorities: what they do, how they are reached, when they were there, and who came after them.

use serde::{Deserialize, Serialize};
use stadga_model::{Around, Date, Finding, Id, Record, Row, Term};
use stadga_organisation::{Person, Unit};

use crate::law::{Standing, standing};

/// An authority (myndighet): NIS-09.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(kind = "authority", prefix = "MYN", title = "name", unit = "unit", owner = "owner")]
pub struct Authority {
    /// What it is called (namn).
    #[field(list, sort, search)]
    #[serde(default)]
    pub name: String,
    /// What it is called for short (kortnamn).
    #[field(list, filter, search)]
    pub short: Option<String>,
    /// What it does that concerns us (roller).
    #[field(list)]
    #[serde(default)]
    pub roles: Vec<AuthorityRole>,
    /// How it is reached (kontaktvägar).
    #[field(group = "contact")]
    #[serde(default)]
    pub contacts: Vec<Contact>,
    /// From when it has been there, or been called this (från).
    #[field(filter, sort, group = "period")]
    pub from: Option<Date>,
    /// Its last day (till och med).
    #[field(list, filter, sort, group = "period")]
    pub to: Option<Date>,
    /// Who came after it (efterträdare).
    #[field(list, filter, group = "period")]
    pub successor: Option<Id<Authority>>,
    /// Where the facts come from (källa).
    #[field(group = "sure")]
    pub source: Option<String>,
    /// How sure they are (säkerhet i uppgiften).
    #[field(filter, scale = "fact-grade", group = "sure")]
    pub grade: Option<Term>,
    /// They must be checked before anybody relies on them (ska verifieras).
    #[field(filter, group = "sure")]
    #[serde(default)]
    pub verify: bool,
    /// When somebody last checked them (verifierad).
    #[field(filter, sort, group = "sure")]
    pub verified: Option<Date>,
    /// The unit that keeps the contact (enhet).
    #[field(filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Who keeps the contact (ansvarig).
    #[field(filter, group = "who")]
    pub owner: Option<Id<Person>>,
}

/// Something that an authority does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct AuthorityRole {
    /// What: supervises, gives regulations, takes reports … (roll).
    #[field(scale = "authority-role")]
    #[serde(default)]
    pub role: Term,
    /// In what (avser).
    pub about: Option<String>,
}

/// A way to reach it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Contact {
    /// What for (ärende).
    #[serde(default)]
    pub what: String,
    /// Address, portal, telephone (väg).
    #[serde(default)]
    pub route: String,
}

impl Authority {
    /// Whether it is there on `day`; also where nobody has entered since when.
    pub fn is_there(&self, day: Date) -> bool {
        matches!(standing(self.from, self.to, day), Standing::InForce | Standing::Unknown)
    }
}

/// What an authority is held to: NIS-09.
pub fn rules(authority: &Authority, around: &Around) -> Vec<Finding> {
    let today = around.today();
    let warning = |variant, field: &str| Finding::warning("NIS-09").variant(variant).on(field);
    let backwards = authority.from.zip(authority.to).is_some_and(|(from, to)| to < from);
    let mute = authority.is_there(today) && authority.contacts.is_empty();
    let gone = authority.to.is_some_and(|to| to < today) && authority.successor.is_none();
    [
        backwards.then(|| Finding::blocking("NIS-09").variant("backwards").on("to")),
        mute.then(|| warning("contact", "contacts")),
        gone.then(|| warning("successor", "successor")),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{authority, check, id, near};

    #[test]
    fn nis_09_an_authority_can_be_reached_and_says_who_came_after_it() {
        assert!(check(rules, &authority(), &near()).is_empty());
        let mute = Authority { contacts: Vec::new(), ..authority() };
        assert_eq!(check(rules, &mute, &near()), ["finding-nis-09-contact"]);
        let gone = Authority { to: "2023-12-31".parse().ok(), ..mute };
        assert_eq!(check(rules, &gone, &near()), ["finding-nis-09-successor"]);
        let followed = Authority { successor: Some(id(3)), ..gone.clone() };
        assert!(check(rules, &followed, &near()).is_empty());
        let wrong = Authority { from: "2024-06-01".parse().ok(), ..followed };
        assert_eq!(check(rules, &wrong, &near()), ["finding-nis-09-backwards"]);
    }
}
