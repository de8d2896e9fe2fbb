//! Handling rules: what one may do with information of each K-level in one situation, in the organisation's own words.

use serde::{Deserialize, Serialize};
use stadga_model::{Around, Choice, Finding, Id, Record, Row, Term};
use stadga_organisation::{Person, Unit};
use std::collections::BTreeSet;

/// A handling rule (hanteringsregel): CLS-04, REP-11.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(kind = "handling-rule", prefix = "HRE", title = "title", unit = "unit", owner = "owner")]
pub struct HandlingRule {
    /// What it is called (rubrik).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// What one wants to do (situation).
    #[field(list, filter, sort, scale = "handling-situation")]
    #[serde(default)]
    pub situation: Term,
    /// What holds for each level (nivåer).
    #[serde(default)]
    pub levels: Vec<AtLevel>,
    /// The unit that keeps it (enhet).
    #[field(list, filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Who keeps it (ansvarig).
    #[field(filter, group = "who")]
    pub owner: Option<Id<Person>>,
}

/// What holds on one level.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct AtLevel {
    /// The K-level (nivå).
    #[field(scale = "protection-level")]
    #[serde(default)]
    pub level: Term,
    /// Whether one may (får man).
    #[serde(default)]
    pub allowed: Allowed,
    /// How (så gör du).
    #[serde(default)]
    pub text: String,
}

/// Whether one may.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum Allowed {
    /// Yes (ja).
    Yes,
    /// With care (med villkor).
    #[default]
    Care,
    /// No (nej).
    No,
}

impl Allowed {
    /// Its name in texts' keys.
    pub fn key(self) -> &'static str {
        Self::VALUES.get(self as usize).copied().unwrap_or_default()
    }
}

/// What a handling rule is held to: each level once, and words for it.
pub fn rules(rule: &HandlingRule, _: &Around) -> Vec<Finding> {
    let fault = |variant| Finding::blocking("CLS-04").variant(variant).on("levels");
    let keys: BTreeSet<&str> = rule.levels.iter().map(|row| row.level.0.as_str()).collect();
    let silent = rule.levels.iter().any(|row| row.text.trim().is_empty());
    [
        (keys.len() < rule.levels.len()).then(|| fault("twice")),
        silent.then(|| fault("silent")),
        rule.levels.is_empty().then(|| Finding::warning("CLS-04").variant("empty").on("levels")),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check, near};
    use serde_json::json;

    #[test]
    fn cls_04_a_rule_speaks_of_each_level_once() {
        let rule = |rows: serde_json::Value| -> HandlingRule {
            serde_json::from_value(json!({"title": "E-post", "situation": "mail", "levels": rows}))
                .unwrap()
        };
        let told = |rows| check(rules, &rule(rows), &near());
        let row = json!({"level": "1", "allowed": "yes", "text": "Fritt."});
        assert!(told(json!([row])).is_empty());
        assert_eq!(told(json!([row, row])), ["finding-cls-04-twice"]);
        assert_eq!(told(json!([{"level": "1"}])), ["finding-cls-04-silent"]);
        assert_eq!(told(json!([])), ["finding-cls-04-empty"]);
    }
}
