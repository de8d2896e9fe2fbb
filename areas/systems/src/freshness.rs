//! How long an item's entry counts as right before its owner is asked anew (CMDB-03, T19).

use jiff::ToSpan as _;
use serde::Deserialize;
use stadga_model::Date;
use std::{collections::BTreeMap, sync::LazyLock};

use crate::ConfigurationItem;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Days {
    #[serde(rename = "source")]
    _source: String,
    #[serde(rename = "verify")]
    _verify: bool,
    /// For what has no criticality.
    days: i32,
    /// By criticality.
    criticality: BTreeMap<String, i32>,
}

static DAYS: LazyLock<Days> = LazyLock::new(read);

fn read() -> Days {
    stadga_model::shipped(
        "content/systems/freshness.toml",
        include_str!("../../../content/systems/freshness.toml"),
    )
}

/// The last day on which what was confirmed counts; none where nothing ever was.
pub fn due(item: &ConfigurationItem) -> Option<Date> {
    let of = |term: &stadga_model::Term| DAYS.criticality.get(&term.0).copied();
    let days = item.criticality.as_ref().and_then(of).unwrap_or(DAYS.days);
    Some(item.confirmed?.saturating_add(days.days()))
}

/// Whether an item that is in use has to be confirmed by a day.
pub fn is_asked(item: &ConfigurationItem, by: Date) -> bool {
    item.state.is_used() && due(item).is_none_or(|due| due < by)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::item;
    use stadga_model::Term;

    #[test]
    fn cmdb_03_what_is_critical_is_confirmed_more_often() {
        let confirmed = "2024-01-01".parse().ok();
        let usual = ConfigurationItem { confirmed, ..item("Server") };
        let critical =
            ConfigurationItem { criticality: Some(Term::from("critical")), ..usual.clone() };
        assert!(due(&critical) < due(&usual));
        assert!(due(&item("Ny")).is_none() && is_asked(&item("Ny"), "2024-01-01".parse().unwrap()));
        let last = due(&usual).unwrap();
        assert!(!is_asked(&usual, last) && is_asked(&usual, last.tomorrow().unwrap()));
    }
}
