//! Families of objects: grouped by what the operation does, each with its steering group.

use serde::{Deserialize, Serialize};
use stadga_model::{Around, Finding, Id, Prose, Record};
use stadga_organisation::{Forum, Person, Unit, forum::Part};

use crate::Portfolio;

/// A family of objects (objektfamilj): PM3-03, PM3-04, PM3-08, PM3-15.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(kind = "family", prefix = "FAM", title = "name", unit = "unit", owner = "owner")]
pub struct ObjectFamily {
    /// What it is called (namn).
    #[field(list, sort, search)]
    #[serde(default)]
    pub name: String,
    /// The portfolio that it is a part of (portfölj).
    #[field(list, filter)]
    pub portfolio: Option<Id<Portfolio>>,
    /// What the operation does with it, which is what holds it together (verksamhetsprocess): PM3-04.
    #[field(list, search)]
    pub process: Option<String>,
    /// What else there is to say (beskrivning).
    #[field(search)]
    pub description: Option<Prose>,
    /// Whether it holds the IT infrastructure (it-infrastruktur): PM3-05.
    #[field(filter)]
    #[serde(default)]
    pub infrastructure: bool,
    /// Who decides on its plans (styrgrupp): PM3-03, PM3-08.
    #[field(list, filter, group = "steering")]
    pub steering: Option<Id<Forum>>,
    /// Who the plans go to from there, on their way to the region's leadership (ledning): PM3-15.
    #[field(filter, to("unit", "forum"), group = "steering")]
    pub leadership: Option<Id>,
    /// Where its work is led day by day, and who works with it (operativa grupper): PM3-08, PM3-29.
    #[field(filter, group = "steering")]
    #[serde(default)]
    pub groups: Vec<Id<Forum>>,
    /// The unit that it belongs to (enhet).
    #[field(list, filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Who keeps it up (ansvarig).
    #[field(filter, group = "who")]
    pub owner: Option<Id<Person>>,
}

/// What a family is held to.
pub fn rules(family: &ObjectFamily, around: &Around) -> Vec<Finding> {
    let mut findings = Vec::new();
    if family.portfolio.is_none() {
        findings.push(Finding::warning("PM3-01").variant("portfolio").on("portfolio"));
    }
    if family.process.as_ref().is_none_or(|process| process.trim().is_empty()) {
        findings.push(Finding::warning("PM3-04").variant("process").on("process"));
    }
    let Some(steering) = family.steering else {
        findings.push(Finding::warning("PM3-03").variant("nobody").on("steering"));
        return findings;
    };
    if let Some(forum) = around.near.linked(steering) {
        let gone = !forum.period.holds(around.today());
        let led = forum.members.iter().any(|member| member.part == Part::Chair);
        let finding = |variant| Finding::warning("PM3-03").variant(variant).on("steering");
        findings.extend(gone.then(|| finding("gone")));
        findings.extend((!gone && !led).then(|| finding("chair")));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{and, check, family, id, near, steering_group};

    #[test]
    fn pm3_03_each_family_has_a_steering_group_that_meets_and_is_led() {
        let bare = ObjectFamily { steering: None, ..family() };
        assert_eq!(check(rules, &bare, &near(&[])), ["finding-pm3-03-nobody"]);
        let mut forum = steering_group();
        assert!(check(rules, &family(), &and(near(&[]), id(2), &forum)).is_empty());
        forum.members.clear();
        let found = check(rules, &family(), &and(near(&[]), id(2), &forum));
        assert_eq!(found, ["finding-pm3-03-chair"]);
        forum.period.to = "2023-12-31".parse().ok();
        let found = check(rules, &family(), &and(near(&[]), id(2), &forum));
        assert_eq!(found, ["finding-pm3-03-gone"]);
    }

    #[test]
    fn pm3_01_pm3_04_a_family_is_in_the_portfolio_and_held_together_by_what_the_operation_does() {
        let lost = ObjectFamily { portfolio: None, process: Some(" ".into()), ..family() };
        let found = check(rules, &lost, &near(&[]));
        assert_eq!(found, ["finding-pm3-01-portfolio", "finding-pm3-04-process"]);
    }
}
