//! Onboarding: the path that a new holder of a role goes, step by step, until it is gone through.

use jiff::ToSpan;
use serde::{Deserialize, Serialize};
use stadga_model::{Around, Choice, Date, Finding, Id, Lifecycle, Move, Record, Row};

use crate::{Assignment, Person, RoleDescription, Unit};

/// An introduction to a role (introduktion): ORG-15.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "onboarding",
    prefix = "INTRO",
    title = "title",
    state = "state",
    unit = "unit",
    owner = "person"
)]
pub struct Onboarding {
    /// What it is called (rubrik).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// How far it has come (läge).
    #[field(list, filter, fixed)]
    #[serde(default)]
    pub state: State,
    /// The role that is grown into (rolltilldelning).
    #[field(list, filter)]
    pub assignment: Id<Assignment>,
    /// What is gone through, as it was described when it began (rollbeskrivning).
    #[field(filter)]
    pub description: Option<Id<RoleDescription>>,
    /// Who goes through it (ny i rollen).
    #[field(list, filter)]
    pub person: Option<Id<Person>>,
    /// Where the role is held (enhet).
    #[field(list, filter)]
    pub unit: Option<Id<Unit>>,
    /// When it began (började).
    #[field(sort, group = "time")]
    pub started: Date,
    /// When it is to be gone through (klar senast).
    #[field(list, sort, filter, group = "time")]
    pub due: Option<Date>,
    /// The steps (moment).
    #[field(group = "steps")]
    #[serde(default)]
    pub steps: Vec<Step>,
}

/// One step on the way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Step {
    /// What is done (moment).
    #[serde(default)]
    pub title: String,
    /// How, with whom (så går det till).
    pub how: Option<String>,
    /// The record to read or look at (läs).
    pub link: Option<Id>,
    /// When it was done (gjort).
    pub done: Option<Date>,
}

/// How far an introduction has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Being gone through (pågår).
    #[default]
    Ongoing,
    /// Gone through (genomgången).
    Completed,
    /// Ended before that (avbruten).
    Ended,
}

/// The way of an introduction.
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "ongoing",
    moves: &[
        Move { name: "complete", from: &["ongoing"], to: "completed" },
        Move { name: "reopen", from: &["completed"], to: "ongoing" },
        Move { name: "end", from: &["ongoing"], to: "ended" },
    ],
    back: &["reopen", "end"],
};

impl Onboarding {
    /// The introduction that `person` begins on `today`, as the role's description has it.
    pub fn beginning(
        (assignment, held): (Id<Assignment>, &Assignment),
        (description, described): (Id<RoleDescription>, &RoleDescription),
        today: Date,
    ) -> Self {
        let steps = described.introduction.iter().map(|lesson| Step {
            title: lesson.title.clone(),
            how: lesson.how.clone(),
            link: lesson.link,
            done: None,
        });
        let days = described.within_days.unwrap_or(crate::days::days().introduction);
        Self {
            title: held.title.clone(),
            state: State::Ongoing,
            assignment,
            description: Some(description),
            person: held.person,
            unit: Some(held.unit),
            started: today,
            due: today.checked_add(days.days()).ok(),
            steps: steps.collect(),
        }
    }

    /// How many of its steps are done.
    pub fn done(&self) -> usize {
        self.steps.iter().filter(|step| step.done.is_some()).count()
    }
}

/// What an introduction is held to: ORG-15.
pub fn rules(onboarding: &Onboarding, around: &Around) -> Vec<Finding> {
    let left = onboarding.steps.len() - onboarding.done();
    let unfinished = onboarding.state == State::Completed && left > 0;
    let late =
        onboarding.due.filter(|due| onboarding.state == State::Ongoing && *due < around.today());
    let future = onboarding.steps.iter().position(|step| step.done > Some(around.today()));
    [
        unfinished.then(|| Finding::blocking("ORG-15").variant("left").on("steps").with("n", left)),
        future
            .map(|at| Finding::blocking("ORG-15").variant("future").on(format!("steps.{at}.done"))),
        late.map(|due| Finding::warning("ORG-15").variant("late").on("due").with("date", due)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check, near};
    use stadga_testkit::rules::id;

    #[test]
    fn org_15_a_path_is_followed_to_its_end_and_in_time() {
        let held = serde_json::json!({"title": "Objektspecialist", "role": "maintenance-leader", "person": id::<()>(1),
            "unit": id::<()>(2), "period": {"from": "2023-10-01"}});
        let held: Assignment = serde_json::from_value(held).unwrap();
        let described = serde_json::json!({"title": "Förvaltningsledare", "role": "maintenance-leader", "level": "operation",
            "period": {"from": "2020-01-01"}, "within_days": 60, "introduction": [{"title": "Läs"}, {"title": "Möt"}]});
        let described = serde_json::from_value(described).unwrap();
        let started = "2023-10-02".parse().unwrap();
        let mut path = Onboarding::beginning((id(3), &held), (id(4), &described), started);
        assert_eq!(path.due, "2023-12-01".parse().ok());
        assert_eq!(check(rules, &path, &near(&[])), ["finding-org-15-late"]);
        path.state = State::Completed;
        assert_eq!(check(rules, &path, &near(&[])), ["finding-org-15-left"]);
        path.steps.iter_mut().for_each(|step| step.done = Some(started));
        assert!(check(rules, &path, &near(&[])).is_empty());
        path.steps[1].done = "2024-01-25".parse().ok();
        assert_eq!(check(rules, &path, &near(&[])), ["finding-org-15-future"]);
    }
}
