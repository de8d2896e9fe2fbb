//! Persons: who can hold a role, own a measure and sign in.

use serde::{Deserialize, Serialize};
use stadga_model::{Around, Finding, Id, Period, Record};

use crate::{Assignment, Unit};

/// A person (person). What the person may do follows from the roles, not from here.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(kind = "person", prefix = "PER", title = "name", unit = "unit")]
pub struct Person {
    /// What the person is called here (namn).
    #[field(list, sort, search)]
    #[serde(default)]
    pub name: String,
    /// Where mail is sent (e-post).
    #[field(list, search)]
    pub email: Option<String>,
    /// Where the person is employed (hemvist); roles are held regardless of it (ORG-12).
    #[field(list, filter)]
    pub unit: Option<Id<Unit>>,
    /// When the person is here (anställd).
    pub period: Period,
}

/// What a person is held to.
pub fn rules(person: &Person, around: &Around) -> Vec<Finding> {
    let mail = person.email.as_deref().unwrap_or_default().trim();
    let wrong_mail = !mail.is_empty() && !looks_like_mail(mail);
    [
        ends_before_it_starts("ORG-12", &person.period),
        wrong_mail.then(|| Finding::blocking("ORG-12").variant("email").on("email")),
        too_much(around),
        both_sides(around),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// ORG-12: nobody has more than all of their time.
fn too_much(around: &Around) -> Option<Finding> {
    let shares = held(around).filter_map(|held| held.share);
    let share: i64 = shares.filter(|share| (1..=100).contains(share)).sum();
    (share > 100).then(|| Finding::warning("ORG-12").variant("sum").with("share", share))
}

/// Who orders and who carries out are two (ORG-11).
const APART: [&str; 2] = ["system-owner", "system-administrator"];

/// ORG-11: of one thing, the owner and the administrator are two persons.
fn both_sides(around: &Around) -> Option<Finding> {
    let all: Vec<Assignment> = held(around).filter(|held| held.about.is_some()).collect();
    let about =
        |role: &'static str| all.iter().filter(move |held| held.role.0 == role).map(|h| h.about);
    let mixed = about(APART[0]).any(|thing| about(APART[1]).any(|other| other == thing));
    mixed.then(|| Finding::warning("ORG-11").variant("apart"))
}

/// The person's assignments that hold today.
fn held(around: &Around) -> impl Iterator<Item = Assignment> {
    let today = around.today();
    let all = around.near.pointing::<Assignment>().map(|(_, held)| held);
    all.filter(move |held| held.period.holds(today))
}

/// Only what a slip of the finger breaks: one @ with something on both sides and no space.
fn looks_like_mail(text: &str) -> bool {
    let sides = text.split_once('@');
    sides.is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !host.contains('@') && !text.contains(' ')
    })
}

/// The finding `{code}-period` when a period's end lies before its start.
pub(crate) fn ends_before_it_starts(code: &'static str, period: &Period) -> Option<Finding> {
    let wrong = period.to.is_some_and(|to| to < period.from);
    wrong.then(|| Finding::blocking(code).variant("period").on("period"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check, near};
    use stadga_testkit::rules::{id, pointing};

    fn person(email: Option<&str>) -> Person {
        Person {
            name: "IT-chef".into(),
            email: email.map(Into::into),
            unit: None,
            period: Period { from: "2020-01-01".parse().unwrap(), to: None },
        }
    }

    #[test]
    fn org_12_a_mail_address_is_written_as_one() {
        for right in [None, Some(""), Some("it-chef@region.example")] {
            assert!(check(rules, &person(right), &near(&[])).is_empty(), "{right:?}");
        }
        for wrong in ["it-chef", "@region.example", "it chef@region.example", "it@chef@region.se"] {
            assert_eq!(check(rules, &person(Some(wrong)), &near(&[])), ["finding-org-12-email"]);
        }
    }

    fn role(role: &str, about: u32, share: i64) -> Assignment {
        let json = serde_json::json!({"title": role, "role": role, "unit": id::<()>(1), "share": share,
            "about": id::<()>(about), "period": {"from": "2020-01-01"}});
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn org_12_nobody_has_more_than_all_of_their_time() {
        let found = |shares: [i64; 2]| {
            let roles = shares.map(|share| role("it-manager", 7, share));
            check(rules, &person(None), &pointing("person", &roles))
        };
        assert_eq!(found([60, 50]), ["finding-org-12-sum"]);
        assert!(found([50, 50]).is_empty());
    }

    #[test]
    fn org_11_owner_and_administrator_of_one_thing_are_two() {
        let found = |about: [u32; 2]| {
            let [owner, other] = about;
            let roles = [role("system-owner", owner, 10), role("system-administrator", other, 10)];
            check(rules, &person(None), &pointing("person", &roles))
        };
        assert_eq!(found([7, 7]), ["finding-org-11-apart"]);
        assert!(found([7, 8]).is_empty());
    }
}
