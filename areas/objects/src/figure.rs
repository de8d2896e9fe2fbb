//! Figures of an object: service levels as they were, and how far what was delivered is used.

use serde::{Deserialize, Serialize};
use stadga_model::{Around, Choice, Date, Finding, Id, Prose, Record};
use stadga_organisation::{Person, Unit};

use crate::Object;

/// A figure of an object (mätning): PM3-26, PM3-27.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(kind = "object-figure", prefix = "MÄT", title = "title", unit = "unit", owner = "owner")]
pub struct ObjectFigure {
    /// What is measured (vad).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// The object (objekt).
    #[field(list, filter, within)]
    pub object: Id<Object>,
    /// Service or use (typ).
    #[field(list, filter)]
    pub sort: Sort,
    /// When it was measured (datum).
    #[field(list, sort, filter)]
    pub date: Date,
    /// What it was (utfall).
    #[field(list)]
    pub value: i64,
    /// What was agreed or aimed at (mål).
    #[field(list)]
    pub target: Option<i64>,
    /// In what it is counted: per cent, minutes (enhet för måttet).
    #[field(list, optional)]
    #[serde(default)]
    pub measured_in: String,
    /// Whether less is better, as of waiting (lägre är bättre).
    #[serde(default)]
    pub less_is_better: bool,
    /// What there is to say of it (kommentar).
    pub note: Option<Prose>,
    /// The unit (enhet).
    #[field(filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Who measures (ansvarig).
    #[field(filter, group = "who")]
    pub owner: Option<Id<Person>>,
}

/// What a figure is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    /// Of an agreed service level (servicenivå): PM3-27.
    ServiceLevel,
    /// Of how far a function that was delivered is used (användning): PM3-26.
    Usage,
}

impl ObjectFigure {
    /// Whether it is as it was meant to be; unknown, where nothing was.
    pub fn holds(&self) -> Option<bool> {
        let target = self.target?;
        Some(if self.less_is_better { self.value <= target } else { self.value >= target })
    }
}

/// What a figure is held to.
pub fn rules(figure: &ObjectFigure, _: &Around) -> Vec<Finding> {
    let code = match figure.sort {
        Sort::ServiceLevel => "PM3-27",
        Sort::Usage => "PM3-26",
    };
    let missed = figure.holds() == Some(false);
    let target = figure.target.unwrap_or_default();
    let finding = Finding::warning(code).on("value").with("value", figure.value);
    missed.then(|| finding.with("target", target)).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check, id, near};

    fn figure(sort: &str, value: i64, less_is_better: bool) -> ObjectFigure {
        let body = serde_json::json!({
            "title": "Tillgänglighet", "object": id::<Object>(1), "sort": sort, "date": "2024-01-01",
            "value": value, "target": 99, "less_is_better": less_is_better,
        });
        serde_json::from_value(body).unwrap()
    }

    #[test]
    fn pm3_27_pm3_26_what_is_not_as_agreed_is_seen() {
        let told = |sort, value, less| check(rules, &figure(sort, value, less), &near(&[]));
        assert!(told("service-level", 99, false).is_empty());
        assert_eq!(told("service-level", 98, false), ["finding-pm3-27"]);
        assert_eq!(told("usage", 40, false), ["finding-pm3-26"]);
        assert_eq!(told("service-level", 100, true), ["finding-pm3-27"]);
        let open = ObjectFigure { target: None, ..figure("usage", 1, false) };
        assert!(check(rules, &open, &near(&[])).is_empty() && open.holds().is_none());
    }
}
