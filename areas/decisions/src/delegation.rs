//! Delegations: which role may decide what for a body, from when to when, and on what ground.

use serde::{Deserialize, Serialize};
use stadga_model::{Around, Date, Finding, Id, Period, Prose, Record, Row, Term};
use stadga_organisation::Unit;

use crate::Decision;

/// An entry of the delegation register (delegation): ORG-04.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(kind = "delegation", prefix = "DEL", title = "title", unit = "body")]
pub struct Delegation {
    /// The item as the register words it (ärende).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// The sort of matter that it covers (ärendetyp).
    #[field(list, filter, sort, scale = "decision-subject")]
    #[serde(default)]
    pub subject: Term,
    /// The body whose right it is (från).
    #[field(list, filter)]
    pub body: Id<Unit>,
    /// The role that it is given to (delegat).
    #[field(list, filter, scale = "role")]
    #[serde(default)]
    pub role: Term,
    /// Roles that the delegate has given it on to (vidaredelegering).
    #[serde(default)]
    pub onward: Vec<Onward>,
    /// When it holds (gäller).
    pub period: Period,
    /// Its number in the delegation order, and the law (grund).
    #[field(list, search)]
    pub ground: Option<String>,
    /// The decision that gave it (beslut).
    pub decision: Option<Id<Decision>>,
    /// What it is limited by (villkor).
    pub conditions: Option<Prose>,
}

/// A delegation given on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Onward {
    /// To which role (till).
    #[field(scale = "role")]
    #[serde(default)]
    pub role: Term,
    /// When it holds; as long as the delegation itself, when empty (gäller).
    pub period: Option<Period>,
    /// What gives it: the decision on it, its number (grund).
    pub ground: Option<String>,
    /// With what limits (anteckning).
    pub note: Option<String>,
}

impl Onward {
    /// Whether it holds on a day, as far as it says itself.
    pub fn holds(&self, date: Date) -> bool {
        self.period.as_ref().is_none_or(|period| period.holds(date))
    }
}

impl Delegation {
    /// Whether a holder of `role` may use it on a day, directly or by an onward delegation that holds then (ORG-04). Whether
    /// the delegation itself holds is another question.
    pub fn is_for(&self, role: &Term, date: Date) -> bool {
        self.role == *role || self.given_on(role).any(|onward| onward.holds(date))
    }

    /// The onward delegations to a role, whenever they hold.
    pub fn given_on(&self, role: &Term) -> impl Iterator<Item = &Onward> {
        self.onward.iter().filter(move |onward| onward.role == *role)
    }
}

/// What a delegation is held to.
pub fn rules(delegation: &Delegation, _: &Around) -> Vec<Finding> {
    let fault = |variant, field: &str| Finding::blocking("ORG-04").variant(variant).on(field);
    let mut findings = Vec::new();
    if delegation.period.to.is_some_and(|to| to < delegation.period.from) {
        findings.push(fault("period", "period"));
    }
    let to_itself = delegation.onward.iter().position(|onward| onward.role == delegation.role);
    findings.extend(to_itself.map(|at| fault("itself", &format!("onward.{at}.role"))));
    let backwards = delegation.onward.iter().position(|onward| {
        let period = onward.period.as_ref();
        period.is_some_and(|period| period.to.is_some_and(|to| to < period.from))
    });
    findings.extend(backwards.map(|at| fault("period", &format!("onward.{at}.period"))));
    if delegation.ground.as_deref().unwrap_or_default().trim().is_empty() {
        findings.push(Finding::warning("ORG-04").variant("ground").on("ground"));
    }
    findings
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::tests::{check, id, near, period};

    /// The region director may decide instructions for the board, 2020–2026.
    pub fn delegation() -> Delegation {
        Delegation {
            title: "Regiongemensamma instruktioner för informationssäkerhet".into(),
            subject: Term::from("instruction"),
            body: id(9),
            role: Term::from("region-director"),
            onward: Vec::new(),
            period: period("2020-01-01", "2026-12-31"),
            ground: Some("Delegationsordning 4.2".into()),
            decision: None,
            conditions: None,
        }
    }

    /// Given on to a role.
    pub fn onward(role: &str, period: Option<Period>) -> Onward {
        Onward { role: Term::from(role), period, ground: None, note: None }
    }

    #[test]
    fn org_04_a_delegation_has_period_and_ground() {
        assert!(check(rules, &delegation(), &near(&[])).is_empty());
        let mut wrong = delegation();
        (wrong.period, wrong.ground) = (period("2024-01-01", "2023-01-01"), None);
        let found = check(rules, &wrong, &near(&[]));
        assert_eq!(found, ["finding-org-04-period", "finding-org-04-ground"]);
    }

    #[test]
    fn org_04_a_role_does_not_delegate_to_itself() {
        let mut wrong = delegation();
        wrong.onward = vec![onward("region-director", None)];
        assert_eq!(check(rules, &wrong, &near(&[])), ["finding-org-04-itself"]);
    }

    #[test]
    fn org_04_an_onward_delegation_has_a_period_of_its_own() {
        let year = period("2024-01-01", "2024-12-31");
        let given =
            Delegation { onward: vec![onward("security-manager", Some(year))], ..delegation() };
        let on = |day: &str| given.is_for(&Term::from("security-manager"), day.parse().unwrap());
        assert!(on("2024-12-31") && !on("2023-12-31") && !on("2025-01-01"));
        assert!(given.is_for(&given.role, "2023-12-31".parse().unwrap()), "the delegate itself");
        assert!(check(rules, &given, &near(&[])).is_empty());
        let backwards = period("2024-12-31", "2024-01-01");
        let wrong =
            Delegation { onward: vec![onward("security-manager", Some(backwards))], ..given };
        assert_eq!(check(rules, &wrong, &near(&[])), ["finding-org-04-period"]);
    }
}
