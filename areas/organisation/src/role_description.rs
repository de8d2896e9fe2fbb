//! Role descriptions: what a role answers for, on which level, under whom, and how one grows into it.

use serde::{Deserialize, Serialize};
use stadga_model::{Around, Finding, Id, Period, Prose, Record, Row, Term};

use crate::Unit;

/// What a role is (rollbeskrivning): ORG-07, ORG-14, ORG-15, ORG-17.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(kind = "role-description", prefix = "RBE", title = "title", unit = "unit")]
pub struct RoleDescription {
    /// What it is called (benämning).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// The role that it describes (roll).
    #[field(list, filter, scale = "role")]
    #[serde(default)]
    pub role: Term,
    /// Where between board and employee it stands (nivå): ORG-07.
    #[field(list, filter, sort, scale = "responsibility-level")]
    #[serde(default)]
    pub level: Term,
    /// Whether it stands near the operations or near the technology (sida): ORG-14.
    #[field(list, filter, scale = "role-side")]
    pub side: Option<Term>,
    /// What it is for, in one or two sentences (i korthet).
    #[field(search)]
    #[serde(default)]
    pub purpose: Prose,
    /// What its holder does (uppgifter).
    #[serde(default)]
    pub duties: Vec<String>,
    /// The role above it (svarar inför).
    #[field(list, filter)]
    pub reports_to: Option<Id<RoleDescription>>,
    /// The unit that keeps the description (förvaltas av).
    #[field(filter)]
    pub unit: Option<Id<Unit>>,
    /// When it holds (gäller).
    pub period: Period,
    /// Rules and support for the holder (regler och stöd): ORG-17.
    #[field(to("document"), group = "support")]
    #[serde(default)]
    pub documents: Vec<Id>,
    /// Whether somebody must be able to stand in at once (behöver ersättare): ORG-13.
    #[field(filter, group = "support")]
    #[serde(default)]
    pub needs_deputy: bool,
    /// What a new holder goes through, in order (introduktion): ORG-15.
    #[field(group = "introduction")]
    #[serde(default)]
    pub introduction: Vec<Lesson>,
    /// Within how many days a new holder is done with it (klar inom, dagar).
    #[field(group = "introduction")]
    pub within_days: Option<i64>,
}

/// One step of an introduction.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Lesson {
    /// What is done (moment).
    #[serde(default)]
    pub title: String,
    /// How, with whom (så går det till).
    pub how: Option<String>,
    /// The record to read or look at (läs).
    pub link: Option<Id>,
}

impl RoleDescription {
    /// The words of its duties that are not blank.
    pub fn tasks(&self) -> impl Iterator<Item = &str> {
        self.duties.iter().map(|duty| duty.trim()).filter(|duty| !duty.is_empty())
    }
}

/// What a role description is held to: ORG-07, ORG-15.
pub fn rules(description: &RoleDescription, around: &Around) -> Vec<Finding> {
    let days = description.within_days.is_some_and(|days| !(1..=730).contains(&days));
    [
        crate::person::ends_before_it_starts("ORG-07", &description.period),
        days.then(|| Finding::blocking("ORG-15").variant("days").on("within_days")),
        description
            .tasks()
            .next()
            .is_none()
            .then(|| Finding::warning("ORG-07").variant("duties").on("duties")),
        stands_under_lower(description, around),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The scale of the levels, the highest first.
pub const LEVELS: &str = "responsibility-level";

/// ORG-07: whom a role answers to stands above it.
fn stands_under_lower(description: &RoleDescription, around: &Around) -> Option<Finding> {
    let above: RoleDescription = around.near.linked(description.reports_to?)?;
    let scale = around.scales.get(LEVELS)?;
    let place = |level: &Term| scale.steps.iter().position(|step| step.key == level.0);
    (place(&above.level)? > place(&description.level)?).then(|| {
        Finding::warning("ORG-07").variant("level").on("reports_to").with("above", above.title)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use stadga_model::{Scales, body_of};
    use stadga_testkit::rules::{check_by, id, near};

    fn description(level: &str) -> RoleDescription {
        let json = serde_json::json!({"title": "Strateg", "role": "employee", "level": level,
            "duties": ["Sammanställer"], "period": {"from": "2020-01-01"}});
        serde_json::from_value(json).unwrap()
    }

    fn check(one: &RoleDescription, near: &stadga_model::Near) -> Vec<String> {
        let scales = Scales::read(crate::SCALES.iter().copied()).unwrap();
        check_by(&scales, rules, None, one, near)
    }

    #[test]
    fn org_07_a_role_has_duties_and_answers_upwards() {
        let mut strategist = description("manages");
        strategist.reports_to = Some(id(1));
        let above =
            |level| near(&[(id(1), RoleDescription::KIND, body_of(&description(level)).unwrap())]);
        assert!(check(&strategist, &above("body")).is_empty());
        assert_eq!(check(&strategist, &above("everyone")), ["finding-org-07-level"]);
        strategist.duties = vec![" ".into()];
        assert_eq!(check(&strategist, &above("body")), ["finding-org-07-duties"]);
    }

    #[test]
    fn org_15_an_introduction_takes_days_and_not_years() {
        let mut one = description("manages");
        one.within_days = Some(0);
        assert_eq!(check(&one, &near(&[])), ["finding-org-15-days"]);
    }
}
