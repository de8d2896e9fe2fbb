//! Values of indicators: what a unit reported for a period.

use serde::{Deserialize, Serialize};
use stadga_model::{Around, Date, Finding, Id, Prose, Record};
use stadga_organisation::{Person, Unit};

use crate::{Indicator, indicator::Upward, number::Number};

/// A value of an indicator (mätvärde): CTL-11, CTL-13.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(kind = "indicator-value", prefix = "NYV", title = "title", unit = "unit", owner = "owner")]
pub struct IndicatorValue {
    /// The indicator's name and the period (rubrik).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// The indicator (nyckeltal).
    #[field(list, filter)]
    pub indicator: Id<Indicator>,
    /// The unit whose value it is (enhet).
    #[field(list, filter)]
    pub unit: Option<Id<Unit>>,
    /// The last day of the period that it is about (avser perioden till och med).
    #[field(list, sort, filter)]
    pub date: Date,
    /// The value (värde).
    #[field(list)]
    #[serde(default)]
    pub value: String,
    /// On how many it is based (antal som värdet bygger på).
    #[field(list)]
    pub based_on: Option<i64>,
    /// What there is to say of it (kommentar).
    #[field(search)]
    pub note: Option<Prose>,
    /// Who reported it (lämnat av).
    #[field(filter)]
    pub owner: Option<Id<Person>>,
}

impl IndicatorValue {
    /// The value as a number.
    pub fn number(&self) -> Option<Number> {
        Number::read(&self.value)
    }
}

/// What a value is held to: CTL-11.
pub fn rules(value: &IndicatorValue, around: &Around) -> Vec<Finding> {
    let fault = |variant, field: &str| Finding::blocking("CTL-11").variant(variant).on(field);
    let indicator = around.near.linked::<Indicator>(value.indicator);
    let weighted = indicator.is_some_and(|indicator| indicator.upward == Upward::Weighted);
    let unread = value.number().is_none();
    [
        unread.then(|| fault("number", "value").with("text", &value.value)),
        (value.date > around.today()).then(|| fault("future", "date")),
        value.based_on.is_some_and(|count| count < 0).then(|| fault("based", "based_on")),
        (weighted && value.based_on.is_none())
            .then(|| Finding::warning("CTL-11").variant("weight").on("based_on")),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{and, check, id, indicator, near, value};

    #[test]
    fn ctl_11_a_value_is_a_number_of_a_period_that_has_begun() {
        let around = and(near(&[]), id(1), &indicator());
        let mut one = value("2023-12-31", 7, "96,5", Some(200));
        assert!(check(rules, &one, &around).is_empty());
        one.based_on = None;
        assert_eq!(check(rules, &one, &around), ["finding-ctl-11-weight"]);
        let wrong = value("2024-03-31", 7, "många", Some(-1));
        let found = check(rules, &wrong, &around);
        assert_eq!(
            found,
            ["finding-ctl-11-number", "finding-ctl-11-future", "finding-ctl-11-based"]
        );
    }
}
