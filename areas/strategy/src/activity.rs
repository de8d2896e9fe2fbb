//! Activities: what a plan has done in its year, with a done-mark that all see and a detail that can be withheld.

use serde::{Deserialize, Serialize};
use stadga_documents::Goal;
use stadga_measures::Measure;
use stadga_model::{Around, Choice, Date, Finding, Id, Lifecycle, Move, Prose, Record};
use stadga_organisation::{Person, Unit};

use crate::{Guideline, Plan};

/// An activity of a plan (aktivitet): STR-06, STR-07, T21.
///
/// Its detail can bear a secrecy mark: title, state and days are then seen by all, the detail by those whom the mark names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "activity",
    prefix = "AKT",
    title = "title",
    state = "state",
    unit = "unit",
    owner = "owner"
)]
pub struct Activity {
    /// What is done, in words that all may read (rubrik).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// How far it has come (läge).
    #[field(list, filter, fixed)]
    #[serde(default)]
    pub state: State,
    /// How it is done, step by step (detaljplan): STR-07.
    #[field(search)]
    pub detail: Option<Prose>,
    /// The plan that it belongs to (plan).
    #[field(list, filter, group = "thread")]
    pub plan: Option<Id<Plan>>,
    /// The guidelines that it carries out (riktlinjer): STR-06.
    #[field(filter, group = "thread")]
    #[serde(default)]
    pub guidelines: Vec<Id<Guideline>>,
    /// The goals that it leads to (mål): STR-06.
    #[field(filter, group = "thread")]
    #[serde(default)]
    pub goals: Vec<Id<Goal>>,
    /// The measures that it consists of, where they are kept as such (åtgärder).
    #[field(filter, group = "thread")]
    #[serde(default)]
    pub measures: Vec<Id<Measure>>,
    /// When it begins (start).
    #[field(sort, group = "when")]
    pub start: Option<Date>,
    /// When it is to be done (klart senast).
    #[field(list, sort, filter, group = "when")]
    pub due: Option<Date>,
    /// When it was marked as done (klarmarkerad).
    #[field(list, sort, filter, group = "when")]
    pub done_on: Option<Date>,
    /// What it gave (utfall).
    #[field(group = "when")]
    pub outcome: Option<Prose>,
    /// The unit that does it (enhet).
    #[field(list, filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Who sees to it (ansvarig).
    #[field(list, filter, group = "who")]
    pub owner: Option<Id<Person>>,
}

/// How far an activity has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Not begun (planerad).
    #[default]
    Planned,
    /// Under way (pågår).
    Ongoing,
    /// Done (klar).
    Done,
    /// Will not be done (utgår).
    Dropped,
}

/// The way of an activity.
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "planned",
    moves: &[
        Move { name: "start", from: &["planned"], to: "ongoing" },
        Move { name: "finish", from: &["planned", "ongoing"], to: "done" },
        Move { name: "reopen", from: &["done"], to: "ongoing" },
        Move { name: "drop", from: &["planned", "ongoing"], to: "dropped" },
    ],
    back: &["reopen", "drop"],
};

impl Activity {
    /// Whether it is still to be done.
    pub fn is_open(&self) -> bool {
        matches!(self.state, State::Planned | State::Ongoing)
    }
}

/// What an activity is held to: STR-01, STR-06, STR-07.
pub fn rules(activity: &Activity, around: &Around) -> Vec<Finding> {
    let (today, done) = (around.today(), activity.state == State::Done);
    let undated = done && activity.done_on.is_none();
    let future = activity.done_on.is_some_and(|day| day > today);
    let late = activity.due.filter(|due| activity.is_open() && *due < today);
    let free = activity.is_open() && activity.guidelines.is_empty() && activity.goals.is_empty();
    let order = activity.start.is_some_and(|start| activity.due.is_some_and(|due| due < start));
    [
        order.then(|| Finding::blocking("STR-07").variant("order").on("due")),
        undated.then(|| Finding::blocking("STR-07").variant("undated").on("done_on")),
        future.then(|| Finding::blocking("STR-07").variant("future").on("done_on")),
        late.map(|due| Finding::warning("STR-07").variant("late").on("due").with("date", due)),
        (activity.is_open() && activity.plan.is_none())
            .then(|| Finding::warning("STR-01").variant("plan").on("plan")),
        free.then(|| Finding::warning("STR-06").variant("free").on("guidelines")),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check, id, near};

    fn activity(state: &str) -> Activity {
        let json = serde_json::json!({"title": "A", "state": state, "plan": id::<()>(1), "guidelines": [id::<()>(2)],
            "due": "2024-01-23"});
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn str_07_a_done_mark_has_a_day_that_has_been() {
        let mut done = activity("done");
        assert_eq!(check(rules, &done, &near()), ["finding-str-07-undated"]);
        done.done_on = "2024-01-25".parse().ok();
        assert_eq!(check(rules, &done, &near()), ["finding-str-07-future"]);
        done.done_on = "2024-01-24".parse().ok();
        assert!(check(rules, &done, &near()).is_empty());
        assert_eq!(check(rules, &activity("ongoing"), &near()), ["finding-str-07-late"]);
    }

    #[test]
    fn str_06_an_activity_leads_to_a_guideline_or_a_goal() {
        let mut loose = activity("planned");
        (loose.due, loose.plan) = (None, None);
        loose.guidelines.clear();
        assert_eq!(check(rules, &loose, &near()), ["finding-str-01-plan", "finding-str-06-free"]);
        loose.state = State::Dropped;
        assert!(check(rules, &loose, &near()).is_empty());
    }
}
