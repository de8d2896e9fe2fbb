//! Tests of the area as a whole; and what its kinds' unit tests share: records in order, checked on a set day.

mod answering;
mod area;
mod assessing;
mod checking;
mod figures;
mod secrecy;

use serde_json::json;
use stadga_model::Scales;
pub use stadga_testkit::rules::{and, check, check_change, id, near, pointing};

use crate::{
    AssessedRequirement, Assessment, Control, ControlCheck, Indicator, IndicatorValue,
    InternalControlPlan, internal_control_plan,
};

/// The area's own scales.
pub fn scales() -> Scales {
    Scales::read(crate::SCALES.iter().copied()).unwrap()
}

/// An assessment that is under way.
pub fn assessment() -> Assessment {
    serde_json::from_value(json!({
        "title": "ISO 27001 för regionen", "state": "ongoing", "framework": id::<Assessment>(2),
        "scope": id::<Assessment>(3), "period": { "from": "2024-01-01", "to": "2024-12-31" },
    }))
    .unwrap()
}

/// A requirement of the assessment 1 with this grade.
pub fn answer(grade: Option<&str>) -> AssessedRequirement {
    serde_json::from_value(json!({
        "title": "A.5.1 Styrande dokument", "assessment": id::<Assessment>(1), "requirement": id::<Assessment>(10),
        "grade": grade,
    }))
    .unwrap()
}

/// A control in place, made each month, owned by both.
pub fn control() -> Control {
    serde_json::from_value(json!({
        "title": "Överföringar", "state": "active", "requirements": [id::<Assessment>(10)], "method": "planned",
        "frequency": "monthly", "owner": id::<Assessment>(50), "it_owner": id::<Assessment>(51),
    }))
    .unwrap()
}

/// A check of the control 1 that was signed on this day and found nothing.
pub fn check_record(day: &str) -> ControlCheck {
    serde_json::from_value(json!({
        "title": "Överföringar", "state": "signed", "control": id::<Assessment>(1), "method": "planned",
        "level": "none", "role": "operations-manager", "signed": day,
    }))
    .unwrap()
}

/// A plan of internal control with one point, controlled and in order.
pub fn plan(state: internal_control_plan::State) -> InternalControlPlan {
    serde_json::from_value(json!({
        "title": "Internkontrollplan", "state": state, "period": { "from": "2024-01-01" },
        "decision": id::<Assessment>(5),
        "points": [{ "what": "Behörigheter", "result": "Alla var aktuella.", "level": "no-deviation" }],
    }))
    .unwrap()
}

/// A figure in per cent, weighed together, of which more is better.
pub fn indicator() -> Indicator {
    serde_json::from_value(json!({
        "title": "Utbildade", "sort": "own", "definition": "Andel.", "source": "Systemet", "frequency": "quarterly",
        "counted_in": "percent", "better": "higher", "level": "95", "alarm": "80", "upward": "weighted",
        "owner": id::<Assessment>(50),
    }))
    .unwrap()
}

/// A value of the indicator 1.
pub fn value(date: &str, unit: u32, value: &str, based_on: Option<i64>) -> IndicatorValue {
    serde_json::from_value(json!({
        "title": "Utbildade", "indicator": id::<Assessment>(1), "unit": id::<Assessment>(unit), "date": date,
        "value": value, "based_on": based_on,
    }))
    .unwrap()
}
