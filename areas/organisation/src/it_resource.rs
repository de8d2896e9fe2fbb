//! Resources for IT that lie outside the IT unit, and those who lead projects: what there is, where, how much.

use serde::{Deserialize, Serialize};
use stadga_model::{Around, Finding, Id, Period, Prose, Record, Term};

use crate::{Person, Unit};

/// A resource outside the IT unit, or a project leader (it-resurs): ORG-21.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(kind = "it-resource", prefix = "RES", title = "title", unit = "unit")]
pub struct ItResource {
    /// What it is called (benämning).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// What sort (typ).
    #[field(list, filter, sort, scale = "it-resource-type")]
    #[serde(default)]
    pub resource_type: Term,
    /// The unit that it belongs to (hör till).
    #[field(list, filter)]
    pub unit: Id<Unit>,
    /// Who, where it is one person (person).
    #[field(list, filter)]
    pub person: Option<Id<Person>>,
    /// How much of a full post, in per cent (omfattning).
    #[field(list)]
    pub share: Option<i64>,
    /// What it does and knows (arbetar med).
    #[field(search)]
    pub covers: Option<Prose>,
    /// When it is there (finns från och till).
    pub period: Period,
}

/// What a resource is held to: ORG-21.
pub fn rules(resource: &ItResource, around: &Around) -> Vec<Finding> {
    let share = resource.share.filter(|share| *share < 1);
    let today = around.today();
    let person = resource.person.and_then(|person| around.near.linked(person));
    let left = person.filter(|person| resource.period.holds(today) && !person.period.holds(today));
    [
        crate::person::ends_before_it_starts("ORG-21", &resource.period),
        share.map(|_| Finding::blocking("ORG-21").variant("share").on("share")),
        left.map(|person| {
            Finding::warning("ORG-21").variant("left").on("person").with("person", person.name)
        }),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check, near};
    use stadga_model::body_of;
    use stadga_testkit::rules::id;

    #[test]
    fn org_21_a_resource_has_a_share_and_someone_who_is_there() {
        let json = serde_json::json!({"title": "Projektledare", "resource_type": "project-leader", "unit": id::<()>(1),
            "person": id::<()>(2), "share": 0, "period": {"from": "2020-01-01"}});
        let mut one: ItResource = serde_json::from_value(json).unwrap();
        let person = serde_json::json!({"name": "Projektledare", "period": {"from": "2020-01-01", "to": "2023-12-31"}});
        let person: Person = serde_json::from_value(person).unwrap();
        let around = near(&[(id(2), Person::KIND, body_of(&person).unwrap())]);
        let found = check(rules, &one, &around);
        assert_eq!(found, ["finding-org-21-share", "finding-org-21-left"]);
        (one.share, one.person) = (Some(50), None);
        assert!(check(rules, &one, &around).is_empty());
    }
}
