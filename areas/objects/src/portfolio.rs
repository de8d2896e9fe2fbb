//! Portfolios: the whole of which families of objects are parts, steered by the organisation's leadership.

use serde::{Deserialize, Serialize};
use stadga_model::{Around, Choice, Finding, Id, Prose, Record};
use stadga_organisation::{Forum, Person, Unit};

use crate::ObjectFamily;

/// A portfolio (portfölj): PM3-01, PM3-04, PM3-05, PM3-08, PM3-31.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(kind = "portfolio", prefix = "PF", title = "name", unit = "unit", owner = "owner")]
pub struct Portfolio {
    /// What it is called (namn).
    #[field(list, sort, search)]
    #[serde(default)]
    pub name: String,
    /// What it holds together (beskrivning).
    #[field(search)]
    pub description: Option<Prose>,
    /// Who steers it: the leadership, or a committee (portföljstyrgrupp): PM3-08.
    #[field(list, filter)]
    pub steering: Option<Id<Forum>>,
    /// Whether infrastructure is a family of its own, or components in objects (it-infrastruktur): PM3-05.
    #[field(list, filter)]
    #[serde(default)]
    pub infrastructure: Infrastructure,
    /// How many families the organisation has the strength to steer (högst antal familjer): PM3-04.
    pub capacity: Option<i64>,
    /// The unit that keeps it together (enhet).
    #[field(list, filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Who keeps it up (ansvarig).
    #[field(filter, group = "who")]
    pub owner: Option<Id<Person>>,
}

/// Where infrastructure has its place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum Infrastructure {
    /// In a family of its own (egen familj).
    #[default]
    OwnFamily,
    /// Not in the FOA: components that objects' systems need (komponenter).
    Components,
}

/// What a portfolio is held to.
pub fn rules(portfolio: &Portfolio, around: &Around) -> Vec<Finding> {
    let families: Vec<ObjectFamily> =
        around.near.pointing::<ObjectFamily>().map(|(_, family)| family).collect();
    let unsteered = portfolio.steering.is_none();
    let own = families.iter().any(|family| family.infrastructure);
    let amiss = match portfolio.infrastructure {
        Infrastructure::OwnFamily => (!families.is_empty() && !own).then_some("no-family"),
        Infrastructure::Components => own.then_some("family"),
    };
    [
        unsteered.then(|| Finding::warning("PM3-08").variant("portfolio").on("steering")),
        too_many(portfolio, families.len()),
        amiss.map(|variant| Finding::warning("PM3-05").variant(variant).on("infrastructure")),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// PM3-04: there are no more families than the organisation has the strength to steer.
fn too_many(portfolio: &Portfolio, families: usize) -> Option<Finding> {
    let capacity = portfolio.capacity?;
    let count = i64::try_from(families).unwrap_or(i64::MAX);
    let finding = Finding::warning("PM3-04").variant("many").on("capacity");
    (count > capacity).then(|| finding.with("count", count).with("capacity", capacity))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check, family, id, near, pointing};

    fn portfolio() -> Portfolio {
        let body = serde_json::json!({ "name": "It och digitalisering", "capacity": 2 });
        Portfolio { steering: Some(id(1)), ..serde_json::from_value(body).unwrap() }
    }

    #[test]
    fn pm3_04_families_are_no_more_than_can_be_steered() {
        let it = ObjectFamily { infrastructure: true, ..family() };
        let two = pointing("portfolio", &[it.clone(), family()]);
        assert!(check(rules, &portfolio(), &two).is_empty());
        let three = pointing("portfolio", &[it, family(), family()]);
        assert_eq!(check(rules, &portfolio(), &three), ["finding-pm3-04-many"]);
    }

    #[test]
    fn pm3_05_infrastructure_is_a_family_or_components_and_never_both() {
        let without = pointing("portfolio", &[family()]);
        assert_eq!(check(rules, &portfolio(), &without), ["finding-pm3-05-no-family"]);
        let components = Portfolio { infrastructure: Infrastructure::Components, ..portfolio() };
        assert!(check(rules, &components, &without).is_empty());
        let it = pointing("portfolio", &[ObjectFamily { infrastructure: true, ..family() }]);
        assert_eq!(check(rules, &components, &it), ["finding-pm3-05-family"]);
    }

    #[test]
    fn pm3_08_a_portfolio_is_steered_by_somebody() {
        let nobody = Portfolio { steering: None, ..portfolio() };
        assert_eq!(check(rules, &nobody, &near(&[])), ["finding-pm3-08-portfolio"]);
    }
}
