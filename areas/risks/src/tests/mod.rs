//! Tests of the area as a whole; and what its kinds' unit tests share: records in order, checked on a set day.

mod area;
mod pages;
mod reading;
mod roles;
mod secrecy;
mod told;

use serde_json::json;
use stadga_decisions::Decision;
use stadga_measures::Measure;
use stadga_model::{Around, Date, Finding, Head, Id, Near, Record, Scales, Term, body_of};
use stadga_organisation::{Assignment, Unit};
use stadga_publish::sheet::{ReadSheet, read_csv};
pub use stadga_testkit::rules::{and, id, pointing as pointing_by};
use stadga_testkit::rules::{check_by, revision};

use crate::{Risk, RiskAcceptance, RiskAnalysis, RiskDemand};

/// A date.
pub fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// The area's own scales.
pub fn scales() -> Scales {
    Scales::read(crate::SCALES.iter().copied()).unwrap()
}

/// The texts' keys of what the rules say of a record on 2024-01-24.
pub fn check<R: Record>(
    rules: fn(&R, &Around) -> Vec<Finding>,
    record: &R,
    near: &Near,
) -> Vec<String> {
    check_by(&scales(), rules, None, record, near)
}

/// Nothing around.
pub fn near() -> Near {
    Near::default()
}

/// Records of one kind that link to the checked one.
pub fn pointing<R: Record>(field: &str, records: &[R]) -> Near {
    pointing_by(field, records)
}

/// Records of one kind that the checked one links to.
pub fn up<R: Record>(records: &[(Id<R>, &R)]) -> Near {
    records.iter().fold(near(), |around, (id, record)| and(around, id.cast(), *record))
}

/// The same neighbourhood, with one more record that links to the checked one.
pub fn and_down<R: Record>(mut near: Near, field: &str, record: &R) -> Near {
    let down = revision(id(500), R::KIND, body_of(record).unwrap());
    near.down.push((field.to_owned(), down.into()));
    near
}

/// What is known of a record besides what it says.
pub fn head(number: u32) -> Head {
    revision(id(number), Risk::KIND, serde_json::Map::new()).head
}

/// The same in a unit.
pub fn head_in(number: u32, unit: Id) -> Head {
    Head { unit: Some(unit), ..head(number) }
}

/// A high risk that has been assessed: 3 × 4 by the method of four steps.
pub fn risk() -> Risk {
    serde_json::from_value(json!({
        "title": "Journalen ligger nere", "state": "assessed", "method": "skr-2", "about": [id::<Risk>(20)],
        "likelihood_inherent": 4, "likelihood": 3, "likelihood_target": 2,
        "consequences": [{ "area": "patient", "inherent": 4, "current": 4, "target": 3 }],
        "motive": "Två avbrott i fjol.", "causes": [{ "cause": "technical" }], "treatment": "accept",
    }))
    .unwrap()
}

/// An analysis that is planned, by the method that held at New Year 2024.
pub fn analysis() -> RiskAnalysis {
    serde_json::from_value(json!({
        "title": "Journalsystemet", "analysis_type": "information-security", "method": "skr-1",
        "unit": id::<Unit>(9), "owner": id::<Unit>(5), "begun": "2024-01-10",
    }))
    .unwrap()
}

/// The risk 1 borne until the end of 2024 by whom the decision 7 names: the role 8 for the body 9.
pub fn acceptance() -> RiskAcceptance {
    serde_json::from_value(json!({
        "title": "Bär risken", "state": "accepted", "risk": id::<Risk>(1), "level": "high", "motive": "Byts i år.",
        "until": "2024-12-31", "body": id::<Unit>(9), "role": id::<Unit>(8), "decision": id::<Unit>(7),
    }))
    .unwrap()
}

/// A demand of a sort.
pub fn demand(trigger: &str) -> RiskDemand {
    serde_json::from_value(json!({
        "title": "Byte av version", "trigger": trigger, "about": [id::<Risk>(20)],
    }))
    .unwrap()
}

/// A decision to bear a risk, taken on 2024-01-10 by the role 8 for the body 9.
pub fn decision() -> Decision {
    serde_json::from_value(json!({
        "title": "Acceptans", "state": "decided", "subject": "risk-acceptance", "body": id::<Unit>(9),
        "delegate": id::<Unit>(8), "date": "2024-01-10", "outcome": "approved",
    }))
    .unwrap()
}

/// A measure that is still to be done.
pub fn measure() -> Measure {
    serde_json::from_value(json!({ "title": "Bygg reserv" })).unwrap()
}

/// Somebody in a role since 2020.
pub fn role(key: &str) -> Assignment {
    serde_json::from_value(json!({
        "title": key, "role": key, "person": id::<Unit>(5), "unit": id::<Unit>(9),
        "period": { "from": "2020-01-01" },
    }))
    .unwrap()
}

/// A unit of a type since 2011.
pub fn unit(of: &str) -> Unit {
    let json = json!({ "name": "Enheten", "unit_type": Term::from(of), "period": { "from": "2011-01-01" } });
    serde_json::from_value(json).unwrap()
}

/// A sheet of lines with semicolons.
pub fn sheet(name: &str, lines: &[&str]) -> ReadSheet {
    let read = read_csv(lines.join("\n").as_bytes()).unwrap();
    ReadSheet { name: name.to_owned(), ..read }
}
