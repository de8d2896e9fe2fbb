//! Tests of the area as a whole; and what its kinds' unit tests share: records in order, checked on a set day.

mod answering;
mod area;
mod choosing;
mod results;
mod roles;

use serde_json::json;
use stadga_measures::Measure;
use stadga_model::Scales;
pub use stadga_testkit::rules::{and, check, check_change, id, near, pointing};

use crate::{MaturityAssessment, MaturityChoice, MaturityRound, Model};

/// The area's own scales.
pub fn scales() -> Scales {
    Scales::read(crate::SCALES.iter().copied()).unwrap()
}

/// A round by the model of six levels in the unit 3, to be answered after the day of the tests.
pub fn round(state: &str) -> MaturityRound {
    serde_json::from_value(json!({
        "title": "Mognad 2024", "state": state, "year": 2024, "model": "levels",
        "units": [id::<Measure>(3)], "period": { "from": "2024-03-01", "to": "2024-05-31" },
    }))
    .unwrap()
}

/// An assessment of the unit 3 in the round 1, each sentence answered with 2.
pub fn assessment(state: &str) -> MaturityAssessment {
    let model = Model::named("levels").unwrap();
    let answers: Vec<_> = model
        .areas
        .iter()
        .flat_map(|area| area.statements.iter().map(move |one| (area, one)))
        .map(|(area, one)| json!({ "area": area.key, "statement": one.key, "level": 2 }))
        .collect();
    serde_json::from_value(json!({
        "title": "Mognad 2024", "state": state, "round": id::<Measure>(1), "unit": id::<Measure>(3),
        "model": "levels", "owner": id::<Measure>(50), "answers": answers,
        "needed": [{ "area": "access", "what": "Gå igenom behörigheter" }],
    }))
    .unwrap()
}

/// A choice of the three lowest areas of the round 1 in the council 2, each with the measure 70.
pub fn choice(state: &str) -> MaturityChoice {
    let areas = ["classification", "access", "continuity"];
    let mut ranking: Vec<_> =
        areas.iter().map(|key| json!({ "area": key, "level": "1,5", "proposed": true })).collect();
    ranking.push(json!({ "area": "risk", "level": "2,0" }));
    let work = areas.map(|key| json!({ "area": key, "measure": id::<Measure>(70) }));
    serde_json::from_value(json!({
        "title": "Områden 2023", "state": state, "year": 2023, "round": id::<Measure>(1),
        "ranking": ranking, "areas": areas.map(|key| json!({ "area": key })), "work": work,
        "body": id::<Measure>(2), "date": "2023-03-10", "participants": [id::<Measure>(50)],
    }))
    .unwrap()
}

/// A measure that goes on, with reports and measurings on these days.
pub fn measure(progress: &[&str], effects: &[&str]) -> Measure {
    let progress: Vec<_> = progress
        .iter()
        .map(|date| json!({ "date": date, "percent": 10, "text": "Läget" }))
        .collect();
    let effects: Vec<_> = effects
        .iter()
        .map(|date| json!({ "date": date, "what": "Konton", "value": "12" }))
        .collect();
    serde_json::from_value(json!({
        "title": "Gå igenom behörigheter", "state": "in-progress", "progress": progress,
        "effects": effects,
    }))
    .unwrap()
}
