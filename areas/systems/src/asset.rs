//! Assets of the workplace: computers, telephones, licences; their exchange by age, and what was done with them.

use serde::{Deserialize, Serialize};
use stadga_model::{Around, Date, Finding, Id, Prose, Record, Row, Term};
use stadga_organisation::{Person, Unit};

use crate::ConfigurationItem;

/// A lot of equal assets of the workplace (arbetsplatstillgång): CMDB-10, CMDB-11.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(kind = "workplace-asset", prefix = "ARB", title = "name", unit = "unit", owner = "owner")]
pub struct WorkplaceAsset {
    /// What it is (benämning).
    #[field(list, sort, search)]
    #[serde(default)]
    pub name: String,
    /// Computer, screen, telephone, licence … (typ).
    #[field(list, filter, sort, scale = "asset-type")]
    #[serde(default)]
    pub asset_type: Term,
    /// How many there are (antal).
    #[field(list, sort)]
    #[serde(default)]
    pub count: i64,
    /// For licences: how many are used (använda licenser).
    #[field(list)]
    pub used: Option<i64>,
    /// When they were bought (anskaffade).
    #[field(sort, filter, group = "time")]
    pub acquired: Option<Date>,
    /// When they are to be exchanged, or the licence ends (byts eller upphör): CMDB-10.
    #[field(list, sort, filter, group = "time")]
    pub exchange: Option<Date>,
    /// The items that they serve or are licences for (hör till).
    #[field(filter)]
    #[serde(default)]
    pub belongs_to: Vec<Id<ConfigurationItem>>,
    /// The unit that has them (enhet).
    #[field(list, filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Who answers for them (ansvarig).
    #[field(filter, group = "who")]
    pub owner: Option<Id<Person>>,
    /// What was done with them (ändringar): CMDB-11.
    #[field(group = "changes")]
    #[serde(default)]
    pub changes: Vec<Change>,
    /// What else is good to know (anteckning).
    pub note: Option<Prose>,
}

/// One change of the workplace.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Change {
    /// The day (datum).
    pub date: Date,
    /// What was done (vad).
    #[field(scale = "workplace-change")]
    #[serde(default)]
    pub what: Term,
    /// With how many (antal).
    #[serde(default)]
    pub count: i64,
    /// For whom (enhet).
    pub unit: Option<Id<Unit>>,
    /// Matter or remark (ärende, anteckning).
    pub note: Option<String>,
}

/// Changes that take assets back, and the one that makes them safe to give away.
const RETURNED: &str = "returned";
const ERASED: &str = "erased";

/// What a lot of assets is held to.
pub fn rules(asset: &WorkplaceAsset, around: &Around) -> Vec<Finding> {
    let today = around.today();
    let mut findings = Vec::new();
    if asset.count < 0 || asset.used.is_some_and(|used| used < 0) {
        findings.push(Finding::blocking("CMDB-10").variant("count").on("count"));
    }
    if let Some(used) = asset.used.filter(|used| *used > asset.count) {
        let finding = Finding::warning("CMDB-10").variant("licences").on("used");
        findings.push(finding.with("count", used - asset.count));
    }
    if let Some(day) = asset.exchange.filter(|day| *day < today && asset.count > 0) {
        findings.push(Finding::warning("CMDB-10").variant("age").on("exchange").with("date", day));
    }
    if asset.exchange.is_none() && asset.count > 0 {
        findings.push(Finding::warning("CMDB-10").variant("plan").on("exchange"));
    }
    let sum = |what: &str| -> i64 {
        asset.changes.iter().filter(|row| row.what.0 == what).map(|row| row.count).sum()
    };
    let left = sum(RETURNED).saturating_sub(sum(ERASED));
    if left > 0 {
        let finding = Finding::warning("CMDB-11").variant("erased").on("changes");
        findings.push(finding.with("count", left));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check, near};

    fn laptops() -> WorkplaceAsset {
        let body = serde_json::json!({ "name": "Bärbara datorer", "asset_type": "computer", "count": 400,
            "exchange": "2026-06-30" });
        serde_json::from_value(body).unwrap()
    }

    fn told(asset: &WorkplaceAsset) -> Vec<String> {
        check(rules, asset, &near(&[]))
    }

    #[test]
    fn cmdb_10_exchange_by_age_and_licences_are_followed() {
        assert!(told(&laptops()).is_empty());
        let old = WorkplaceAsset { exchange: "2024-01-23".parse().ok(), ..laptops() };
        assert_eq!(told(&old), ["finding-cmdb-10-age"]);
        let plan = WorkplaceAsset { exchange: None, ..laptops() };
        assert_eq!(told(&plan), ["finding-cmdb-10-plan"]);
        let licences = WorkplaceAsset { used: Some(401), ..laptops() };
        assert_eq!(told(&licences), ["finding-cmdb-10-licences"]);
        let wrong = WorkplaceAsset { count: -1, ..laptops() };
        assert_eq!(told(&wrong), ["finding-cmdb-10-count"]);
    }

    #[test]
    fn cmdb_11_what_comes_back_is_erased() {
        let row = |what: &str, count| Change {
            date: "2024-01-10".parse().unwrap(),
            what: Term::from(what),
            count,
            unit: None,
            note: None,
        };
        let mut asset = WorkplaceAsset { changes: vec![row("returned", 12)], ..laptops() };
        assert_eq!(told(&asset), ["finding-cmdb-11-erased"]);
        asset.changes.push(row("erased", 12));
        assert!(told(&asset).is_empty());
    }
}
