//! The auditors' plan (revisionsplan): which areas they mean to examine, and on what ground.

use crate::audit::Audit;
use serde::{Deserialize, Serialize};
use stadga_model::{Around, Date, FileId, Finding, Id, Record, Row, Term};
use stadga_organisation::Unit;

/// A plan for a year or a term, area by area with risk and materiality (AUD-26).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(kind = "audit-plan", prefix = "RPL", title = "title", unit = "unit")]
pub struct AuditPlan {
    /// What it is called.
    #[serde(default)]
    #[field(list, sort, search)]
    pub title: String,
    /// The year it is for.
    #[serde(default)]
    #[field(list, filter, sort)]
    pub year: i64,
    /// Whose plan it is.
    #[field(list, filter)]
    pub unit: Option<Id<Unit>>,
    /// When it was fixed.
    #[field(list, sort)]
    pub fixed_on: Option<Date>,
    /// The areas to be examined.
    #[serde(default)]
    pub areas: Vec<PlannedArea>,
    /// The plan as it came.
    pub source: Option<FileId>,
}

/// An area in the plan with its ground (AUD-26).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct PlannedArea {
    /// The area.
    #[serde(default)]
    pub area: String,
    /// How great the risk is.
    #[field(scale = "audit-weight")]
    pub risk: Option<Term>,
    /// How material it is (väsentlighet).
    #[field(scale = "audit-weight")]
    pub materiality: Option<Term>,
    /// The ground in words.
    pub ground: Option<String>,
    /// The audit that came of it.
    pub audit: Option<Id<Audit>>,
}

/// All rules of a plan.
pub fn rules(plan: &AuditPlan, _: &Around) -> Vec<Finding> {
    let rows = plan.areas.iter().enumerate();
    let groundless = rows.filter(|(_, row)| {
        row.ground.is_none() && (row.risk.is_none() || row.materiality.is_none())
    });
    groundless
        .map(|(at, row)| {
            Finding::warning("AUD-26").on(format!("areas.{at}.ground")).with("area", &row.area)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::given::{Given, record};
    use serde_json::json;

    #[test]
    fn aud_26_each_area_has_its_ground() {
        let plan: AuditPlan = record(
            json!({"title": "Plan 2026", "year": 2026, "areas": [
                {"area": "Upphandling", "risk": "high", "materiality": "medium"},
                {"area": "Beredskap", "risk": "high"}
            ]}),
            json!({}),
        );
        let findings = rules(&plan, &Given::on("2026-01-01").around());
        assert_eq!(findings[0].field.as_deref(), Some("areas.1.ground"));
        assert_eq!(findings.len(), 1);
    }
}
