//! Briefings: what management or a body was told outside its minutes, when and by whom.

use serde::{Deserialize, Serialize};
use stadga_model::{Around, Date, Finding, Id, Prose, Record, Term};
use stadga_organisation::{Assignment, Unit};

/// A briefing given (föredragning, information): ISM-18.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(kind = "briefing", prefix = "INFO", title = "title", unit = "unit")]
pub struct Briefing {
    /// What it was on (rubrik).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// When (datum).
    #[field(list, sort, filter)]
    pub date: Date,
    /// Who was told: units and forums (mottagare).
    #[field(list, filter, to("unit", "forum"))]
    #[serde(default)]
    pub receivers: Vec<Id>,
    /// In which role someone told them (föredragande).
    #[field(list, filter)]
    pub speaker: Option<Id<Assignment>>,
    /// The unit that it came from (enhet).
    #[field(filter)]
    pub unit: Option<Id<Unit>>,
    /// What area it concerned (område).
    #[field(list, filter, scale = "subject-area")]
    pub area: Option<Term>,
    /// What it was about: any records (avser).
    #[serde(default)]
    pub about: Vec<Id>,
    /// What was said and how it was received (innehåll).
    #[field(search)]
    pub text: Option<Prose>,
}

/// What a briefing is held to: someone was told, and it has been.
pub fn rules(briefing: &Briefing, around: &Around) -> Vec<Finding> {
    let fault = |variant, field: &str| Finding::blocking("ISM-18").variant(variant).on(field);
    let nobody = briefing.receivers.is_empty().then(|| fault("receivers", "receivers"));
    let future = (briefing.date > around.today()).then(|| fault("future", "date"));
    [nobody, future].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check, id, near};

    #[test]
    fn ism_18_a_briefing_was_given_to_someone() {
        let mut briefing = Briefing {
            title: "Läget i arbetet med informationssäkerhet".into(),
            date: "2024-01-25".parse().unwrap(),
            receivers: Vec::new(),
            speaker: None,
            unit: None,
            area: None,
            about: Vec::new(),
            text: None,
        };
        let found = check(rules, &briefing, &near(&[]));
        assert_eq!(found, ["finding-ism-18-receivers", "finding-ism-18-future"]);
        briefing.receivers.push(id(1));
        briefing.date = "2024-01-24".parse().unwrap();
        assert!(check(rules, &briefing, &near(&[])).is_empty());
    }
}
