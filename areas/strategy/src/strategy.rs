//! Strategies: core strategies that say what is to be reached, and those of support functions that serve them.

use serde::{Deserialize, Serialize};
use stadga_decisions::Decision;
use stadga_documents::{Document, Goal};
use stadga_model::{Around, Choice, Finding, Id, Period, Prose, Record, Row, Term};
use stadga_organisation::{Person, Unit};

/// A strategy (strategi): STR-02, STR-03, STR-05.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(kind = "strategy", prefix = "STRA", title = "title", unit = "unit", owner = "owner")]
pub struct Strategy {
    /// What it is called (rubrik).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// Whether it is a core strategy or one of a support function (slag).
    #[field(list, filter)]
    #[serde(default)]
    pub sort: Sort,
    /// The support function whose it is (stödfunktion).
    #[field(list, filter, scale = "support-function")]
    pub function: Option<Term>,
    /// What it wants, in short (i korthet).
    #[field(search)]
    pub description: Option<Prose>,
    /// Its areas, each with what is to be reached (områden): STR-02.
    #[serde(default)]
    pub areas: Vec<Area>,
    /// The core strategies that it serves (tjänar): STR-03.
    #[field(list, filter, group = "thread")]
    #[serde(default)]
    pub core: Vec<Id<Strategy>>,
    /// The goals that it sets (mål): STR-06.
    #[field(filter, group = "thread")]
    #[serde(default)]
    pub goals: Vec<Id<Goal>>,
    /// The document that holds its text (dokument).
    #[field(filter, group = "ground")]
    pub document: Option<Id<Document>>,
    /// The decision that adopted it (beslut).
    #[field(filter, group = "ground")]
    pub decision: Option<Id<Decision>>,
    /// When it holds (gäller).
    #[field(list, group = "ground")]
    pub period: Period,
    /// The unit that keeps it (förvaltas av).
    #[field(filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Who answers for it (ansvarig).
    #[field(list, filter, group = "who")]
    pub owner: Option<Id<Person>>,
}

/// An area of a strategy.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Area {
    /// What it is called (område).
    #[serde(default)]
    pub title: String,
    /// What is to be reached (ska uppnås).
    pub aim: Option<String>,
}

/// Whether a strategy is a core strategy or serves one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    /// What the organisation is for (kärnstrategi).
    #[default]
    Core,
    /// What a support function does for it (stödstrategi).
    Support,
}

/// What a strategy is held to: STR-02, STR-03, STR-05.
pub fn rules(strategy: &Strategy, around: &Around) -> Vec<Finding> {
    let order = strategy.period.to.is_some_and(|to| to < strategy.period.from);
    let mut findings = Vec::new();
    if order {
        findings.push(Finding::blocking("STR-02").variant("order").on("period"));
    }
    let holds = strategy.period.holds(around.today());
    match strategy.sort {
        Sort::Core => {
            if !strategy.core.is_empty() {
                findings.push(Finding::blocking("STR-03").variant("core").on("core"));
            }
            findings.extend(is_unserved(around).filter(|_| holds));
        }
        Sort::Support => {
            if strategy.function.is_none() {
                findings.push(Finding::blocking("STR-03").variant("function").on("function"));
            }
            findings.extend(stands_free(strategy, around).filter(|_| holds));
        }
    }
    findings
}

/// STR-03: a support function's strategy serves a core strategy that holds.
fn stands_free(strategy: &Strategy, around: &Around) -> Option<Finding> {
    if strategy.core.is_empty() {
        return Some(Finding::warning("STR-03").variant("free").on("core"));
    }
    let served: Vec<Strategy> =
        strategy.core.iter().filter_map(|core| around.near.linked(*core)).collect();
    let over = |core: &Strategy| !core.period.holds(around.today());
    (!served.is_empty() && served.iter().all(over))
        .then(|| Finding::warning("STR-03").variant("over").on("core"))
}

/// STR-05, T7: a core strategy that no support function serves is told.
fn is_unserved(around: &Around) -> Option<Finding> {
    let today = around.today();
    let serves = |one: &Strategy| one.sort == Sort::Support && one.period.holds(today);
    let served = around.near.pointing::<Strategy>().any(|(_, one)| serves(&one));
    (!served).then(|| Finding::warning("STR-05").variant("unserved"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check, id, near, pointing, up};
    use serde_json::json;

    pub fn strategy(sort: &str, to: Option<&str>) -> Strategy {
        let json = json!({"title": "S", "sort": sort, "function": "it", "period": {"from": "2020-01-01", "to": to}});
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn str_03_a_support_strategy_serves_a_core_strategy_that_holds() {
        let mut support = strategy("support", None);
        assert_eq!(check(rules, &support, &near()), ["finding-str-03-free"]);
        support.core = vec![id(1)];
        let holds = up(&[(id(1), &strategy("core", None))]);
        assert!(check(rules, &support, &holds).is_empty());
        let over = up(&[(id(1), &strategy("core", Some("2023-12-31")))]);
        assert_eq!(check(rules, &support, &over), ["finding-str-03-over"]);
        support.function = None;
        assert_eq!(check(rules, &support, &holds), ["finding-str-03-function"]);
    }

    #[test]
    fn t7_str_05_a_core_strategy_that_no_support_strategy_serves_is_told() {
        let core = strategy("core", None);
        assert_eq!(check(rules, &core, &near()), ["finding-str-05-unserved"]);
        let over = strategy("support", Some("2023-12-31"));
        assert_eq!(check(rules, &core, &pointing("core", &[over])), ["finding-str-05-unserved"]);
        assert!(check(rules, &core, &pointing("core", &[strategy("support", None)])).is_empty());
        let old = strategy("core", Some("2023-12-31"));
        assert!(check(rules, &old, &near()).is_empty());
    }

    #[test]
    fn str_02_a_strategy_has_areas_and_does_not_end_before_it_begins() {
        let mut core = strategy("core", Some("2019-12-31"));
        assert_eq!(check(rules, &core, &near()), ["finding-str-02-order"]);
        core.period.to = "2020-01-01".parse().ok();
        assert!(check(rules, &core, &near()).is_empty());
        let areas =
            json!([{ "title": "Samhälle" }, { "title": "Patient", "aim": "Vård i rätt tid" }]);
        core.areas = serde_json::from_value(areas).unwrap();
        let kept = stadga_model::body_of(&core).unwrap();
        assert_eq!(kept["areas"][1]["aim"], "Vård i rätt tid");
    }
}
