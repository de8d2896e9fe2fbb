//! A deviation from an external audit (avvikelse): its cause, its actions, and the control that they work.

use crate::audit::Audit;
use serde::{Deserialize, Serialize};
use stadga_measures::Measure;
use stadga_model::{Around, Choice, Date, Finding, Id, Lifecycle, Move, Prose, Record, Row, Term};
use stadga_organisation::{Person, Unit};

/// A deviation found by a certification or trust audit (AUD-29, T25).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "deviation",
    prefix = "AVV",
    title = "title",
    state = "state",
    unit = "unit",
    owner = "owner"
)]
pub struct Deviation {
    /// What deviates.
    #[serde(default)]
    #[field(list, search, sort)]
    pub title: String,
    /// The audit that found it.
    #[field(list, filter)]
    pub audit: Id<Audit>,
    /// How grave it is.
    #[serde(default)]
    #[field(list, filter, sort, scale = "deviation-severity")]
    pub severity: Term,
    /// How far it has come.
    #[serde(default)]
    #[field(list, filter, sort, fixed)]
    pub state: State,
    /// The unit where it was found.
    #[field(list, filter)]
    pub unit: Option<Id<Unit>>,
    /// The person who answers for it.
    #[field(list, filter)]
    pub owner: Option<Id<Person>>,
    /// The requirement that is not met.
    #[field(list, search)]
    pub requirement: Option<String>,
    /// What was seen.
    #[field(search)]
    pub description: Option<Prose>,
    /// The root cause (rotorsak).
    #[field(search, group = "plan")]
    pub root_cause: Option<Prose>,
    /// What is done about it.
    #[serde(default)]
    #[field(group = "plan")]
    pub actions: Vec<Action>,
    /// When its actions are to be done.
    #[field(list, sort, group = "plan")]
    pub due: Option<Date>,
    /// When the on-site control (kontroll på plats) was made.
    #[field(sort, group = "control")]
    pub controlled_on: Option<Date>,
    /// What it showed.
    #[field(search, group = "control")]
    pub control_result: Option<Prose>,
}

/// A deviation's states.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Choice,
)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Received.
    #[default]
    Open,
    /// The cause is known and actions are planned.
    Planned,
    /// The actions are done and controlled on site.
    Controlled,
    /// Accepted by the auditor.
    Closed,
}

/// One action against a deviation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Action {
    /// What kind of action.
    #[serde(default)]
    #[field(scale = "deviation-action")]
    pub action: Term,
    /// What is done.
    #[serde(default)]
    pub text: String,
    /// By when.
    pub due: Option<Date>,
    /// When it was done.
    pub done_on: Option<Date>,
    /// The measure that carries it.
    pub measure: Option<Id<Measure>>,
}

/// From receipt to acceptance.
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "open",
    moves: &[
        Move { name: "plan", from: &["open"], to: "planned" },
        Move { name: "control", from: &["planned"], to: "controlled" },
        Move { name: "close", from: &["controlled"], to: "closed" },
        Move { name: "reopen", from: &["controlled", "closed"], to: "planned" },
    ],
    back: &["reopen"],
};

/// All rules of a deviation.
pub fn rules(deviation: &Deviation, around: &Around) -> Vec<Finding> {
    let mut findings = unplanned(deviation);
    findings.extend(kinds_lacking(deviation, around));
    findings.extend(uncontrolled(deviation));
    findings.extend(actions_late(deviation, around.today()));
    findings
}

fn unplanned(deviation: &Deviation) -> Vec<Finding> {
    let planned = deviation.state >= State::Planned;
    let lacking = [
        ("root_cause", "cause", deviation.root_cause.is_none()),
        ("actions", "actions", deviation.actions.is_empty()),
    ];
    let lacking = lacking.into_iter().filter(|(_, _, lacks)| planned && *lacks);
    lacking.map(|(field, why, _)| Finding::blocking("AUD-29").variant(why).on(field)).collect()
}

/// T25: a plan holds an action of every kind in use; told, not stopped, since a slight deviation may need fewer.
fn kinds_lacking(deviation: &Deviation, around: &Around) -> Vec<Finding> {
    let Some(scale) = around.scales.get("deviation-action") else { return Vec::new() };
    if deviation.state != State::Planned || deviation.actions.is_empty() {
        return Vec::new();
    }
    let has = |key: &str| deviation.actions.iter().any(|row| row.action.0 == key);
    let lacking = scale.on(around.today()).filter(|step| !has(&step.key));
    let finding = |step: &stadga_model::Step| {
        let finding = Finding::warning("AUD-29").variant("kind").on("actions");
        finding.with("kind", &step.sv).with("kind_en", &step.en)
    };
    lacking.map(finding).collect()
}

fn uncontrolled(deviation: &Deviation) -> Option<Finding> {
    let controlled = deviation.controlled_on.is_some() && deviation.control_result.is_some();
    (deviation.state >= State::Controlled && !controlled)
        .then(|| Finding::blocking("AUD-29").variant("control").on("control_result"))
}

fn actions_late(deviation: &Deviation, today: Date) -> Vec<Finding> {
    let rows = deviation.actions.iter().enumerate();
    let late =
        rows.filter(|(_, row)| row.done_on.is_none() && row.due.is_some_and(|due| due < today));
    late.map(|(at, row)| {
        let finding = Finding::warning("AUD-29").variant("late");
        finding.on(format!("actions.{at}.done_on")).with("action", &row.text)
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::given::{Given, id, record};
    use serde_json::{Value, json};

    fn found(more: Value) -> Vec<Finding> {
        let body = json!({"audit": id(1), "title": "Kvittenser saknas", "severity": "minor"});
        rules(&record(body, more), &Given::on("2025-02-01").around())
    }

    fn actions() -> Value {
        json!([{"action": "routine", "text": "Rutinen ses över"},
            {"action": "information", "text": "Utbildning"}, {"action": "control", "text": "Besök"}])
    }

    #[test]
    fn aud_29_a_plan_has_cause_and_actions() {
        assert!(found(json!({})).is_empty());
        let bare = found(json!({"state": "planned"}));
        assert_eq!(
            bare.iter().map(|f| f.variant).collect::<Vec<_>>(),
            [Some("cause"), Some("actions")]
        );
        let whole =
            json!({"state": "planned", "root_cause": "Handpåläggning", "actions": actions()});
        assert!(found(whole).is_empty());
    }

    #[test]
    fn t25_three_kinds_of_action_then_the_control_on_site() {
        let one = json!([{"action": "routine", "text": "Rutinen ses över"}]);
        let short = found(json!({"state": "planned", "root_cause": "x", "actions": one}));
        assert_eq!(short.len(), 2);
        assert!(short.iter().all(|finding| !finding.is_blocking()));
        let mut closed = json!({"state": "closed", "root_cause": "x", "actions": actions()});
        assert_eq!(found(closed.clone())[0].variant, Some("control"));
        closed["controlled_on"] = json!("2025-01-20");
        closed["control_result"] = json!("Rutinen följs");
        assert!(found(closed).is_empty());
    }

    #[test]
    fn aud_29_an_action_past_its_date_is_told() {
        let late = json!([{"action": "routine", "text": "a", "due": "2025-01-31"}]);
        assert_eq!(found(json!({"actions": late}))[0].variant, Some("late"));
    }
}
