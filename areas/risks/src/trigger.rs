//! What asks for an analysis, and what must have one: `content/risks/triggers.toml` (R-7, RSK-03, RSK-08).

use serde::Deserialize;
use std::sync::LazyLock;

/// What asks for an analysis.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trigger {
    /// Its key in the scale `risk-trigger`.
    pub key: String,
    /// It asks twice: before the decision, and before the implementation.
    #[serde(default)]
    pub twice: bool,
    /// It comes back after so many months.
    pub months: Option<i32>,
}

/// Records that must have an analysis.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Demanded {
    /// Their kind.
    pub kind: String,
    /// Their types; all, where none is named.
    #[serde(default)]
    pub types: Vec<String>,
    /// How much depends on them; no matter, where nothing is named.
    #[serde(default)]
    pub criticality: Vec<String>,
    /// An analysis holds for so many months.
    pub months: i32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "source")]
    _source: String,
    #[serde(rename = "verify")]
    _verify: bool,
    trigger: Vec<Trigger>,
    subject: Vec<Demanded>,
}

static FILE: LazyLock<File> = LazyLock::new(|| {
    stadga_model::shipped(
        "content/risks/triggers.toml",
        include_str!("../../../content/risks/triggers.toml"),
    )
});

/// The trigger with this key.
pub fn trigger(key: &str) -> Option<&'static Trigger> {
    FILE.trigger.iter().find(|trigger| trigger.key == key)
}

/// The records of a kind that must have an analysis.
pub fn demanded(kind: &str) -> Option<&'static Demanded> {
    FILE.subject.iter().find(|subject| subject.kind == kind)
}

impl Demanded {
    /// Whether a record of this type, on which so much depends, is meant.
    pub fn means(&self, of: &str, criticality: Option<&str>) -> bool {
        let typed = self.types.is_empty() || self.types.iter().any(|one| one == of);
        let critical = self.criticality.is_empty()
            || criticality.is_some_and(|of| self.criticality.iter().any(|one| one == of));
        typed && critical
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::scales;

    #[test]
    fn rsk_03_each_trigger_of_the_scale_says_what_it_asks_for() {
        let scales = scales();
        let steps = &scales.get("risk-trigger").unwrap().steps;
        assert!(steps.iter().all(|step| trigger(&step.key).is_some()));
        assert_eq!(steps.len(), FILE.trigger.len());
        assert!(trigger("change").unwrap().twice);
        assert_eq!(trigger("nis").unwrap().months, Some(12));
    }

    #[test]
    fn rsk_08_a_critical_application_must_have_an_analysis_and_a_printer_need_not() {
        let items = demanded("configuration-item").unwrap();
        assert!(items.means("application", Some("critical")));
        assert!(!items.means("application", Some("normal")) && !items.means("application", None));
        assert!(!items.means("workplace", Some("critical")));
        assert!(demanded("object").unwrap().means("", None) && demanded("person").is_none());
    }
}
