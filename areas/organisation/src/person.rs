//! Persons: who can hold a role, own a measure and sign in.

use serde::{Deserialize, Serialize};
use stadga_model::{Around, Finding, Id, Period, Record};

use crate::Unit;

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
pub fn rules(person: &Person, _: &Around) -> Vec<Finding> {
    let mail = person.email.as_deref().unwrap_or_default().trim();
    let wrong_mail = !mail.is_empty() && !looks_like_mail(mail);
    [
        ends_before_it_starts("ORG-12", &person.period),
        wrong_mail.then(|| Finding::blocking("ORG-12").variant("email").on("email")),
    ]
    .into_iter()
    .flatten()
    .collect()
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
}
