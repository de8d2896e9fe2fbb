//! Guidelines of a core strategy to a support function: given, answered, and gone on with until both agree.

use serde::{Deserialize, Serialize};
use stadga_documents::Goal;
use stadga_measures::Measure;
use stadga_model::{Around, Choice, Date, Finding, Id, Lifecycle, Move, Prose, Record, Term};
use stadga_organisation::{Person, Unit};

use crate::{Activity, GuidelineAnswer, Strategy};

/// A guideline to a support function (planeringsriktlinje): STR-04, STR-06, R-15.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "guideline",
    prefix = "RLJ",
    title = "title",
    state = "state",
    unit = "unit",
    owner = "owner"
)]
pub struct Guideline {
    /// What is asked for, in short (rubrik).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// How far it has come (läge).
    #[field(list, filter, fixed)]
    #[serde(default)]
    pub state: State,
    /// What is asked for (riktlinje).
    #[field(search)]
    pub text: Option<Prose>,
    /// The core strategy that it comes from (ur strategi).
    #[field(list, filter, group = "thread")]
    pub strategy: Option<Id<Strategy>>,
    /// The strategic goals that it leads to (mål): STR-06.
    #[field(filter, group = "thread")]
    #[serde(default)]
    pub goals: Vec<Id<Goal>>,
    /// The guideline of an earlier round that it goes on from (följer på).
    #[field(filter, group = "thread")]
    pub follows: Option<Id<Guideline>>,
    /// The support function that is asked (till stödfunktion).
    #[field(list, filter, scale = "support-function", group = "who")]
    #[serde(default)]
    pub function: Term,
    /// The unit that answers (enhet).
    #[field(filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Who sees to it that it is answered (ska svara).
    #[field(list, filter, group = "who")]
    pub owner: Option<Id<Person>>,
    /// When it was given (gavs).
    #[field(sort, filter, group = "when")]
    pub given: Option<Date>,
    /// When an answer is needed (svar senast).
    #[field(list, sort, filter, group = "when")]
    pub due: Option<Date>,
}

/// How far a guideline has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Waits for an answer (given).
    #[default]
    Given,
    /// Has an answer to look at (besvarad).
    Answered,
    /// Both agree (överenskommen).
    Agreed,
    /// No longer asked for (utgått).
    Dropped,
}

/// The way of a guideline: answered as often as is needed.
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "given",
    moves: &[
        Move { name: "answer", from: &["given"], to: "answered" },
        Move { name: "agree", from: &["answered"], to: "agreed" },
        Move { name: "ask-again", from: &["answered", "agreed"], to: "given" },
        Move { name: "drop", from: &["given", "answered", "agreed"], to: "dropped" },
    ],
    back: &["ask-again", "drop"],
};

/// What a guideline is held to: STR-04, STR-06.
pub fn rules(guideline: &Guideline, around: &Around) -> Vec<Finding> {
    let told = |variant, field: &str| Finding::warning("STR-04").variant(variant).on(field);
    if guideline.state == State::Dropped {
        return Vec::new();
    }
    let waits = guideline.state == State::Given;
    let late = guideline.due.filter(|due| waits && *due < around.today());
    let answered = around.near.pointing::<GuidelineAnswer>().next().is_some();
    let silent = matches!(guideline.state, State::Answered | State::Agreed) && !answered;
    [
        guideline.strategy.is_none().then(|| told("strategy", "strategy")),
        guideline.goals.is_empty().then(|| Finding::warning("STR-06").variant("goal").on("goals")),
        late.map(|due| told("late", "due").with("date", due)),
        silent.then(|| Finding::blocking("STR-04").variant("answer")),
        nothing_done(guideline, around),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// STR-06: what both agree on is carried out: an answer names by what, or an activity or a measure points here.
fn nothing_done(guideline: &Guideline, around: &Around) -> Option<Finding> {
    let mut answers = around.near.pointing::<GuidelineAnswer>();
    let named = answers.any(|(_, one)| !one.carried_by.is_empty());
    let pointed = around.near.pointing::<Activity>().next().is_some();
    let measured = around.near.pointing::<Measure>().next().is_some();
    (guideline.state == State::Agreed && !named && !pointed && !measured)
        .then(|| Finding::warning("STR-06").variant("nothing"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check, id, near, pointing};
    use serde_json::json;

    fn guideline(state: &str) -> Guideline {
        let json = json!({"title": "R", "state": state, "strategy": id::<()>(1), "goals": [id::<()>(2)], "function": "it",
            "due": "2024-01-23"});
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn str_04_a_guideline_is_answered_in_time_and_agreed_only_when_answered() {
        assert_eq!(check(rules, &guideline("given"), &near()), ["finding-str-04-late"]);
        assert_eq!(check(rules, &guideline("answered"), &near()), ["finding-str-04-answer"]);
        let answer = json!({"title": "S", "guideline": id::<()>(3), "date": "2024-01-10", "text": "Vi gör så här."});
        let answer: GuidelineAnswer = serde_json::from_value(answer).unwrap();
        let found = |state, answer: &GuidelineAnswer| {
            check(rules, &guideline(state), &pointing("guideline", std::slice::from_ref(answer)))
        };
        assert!(found("answered", &answer).is_empty());
        assert_eq!(found("agreed", &answer), ["finding-str-06-nothing"]);
        assert!(found("agreed", &GuidelineAnswer { carried_by: vec![id(7)], ..answer }).is_empty());
    }

    #[test]
    fn str_06_a_guideline_comes_from_a_strategy_and_leads_to_a_goal() {
        let mut loose = guideline("given");
        (loose.strategy, loose.due) = (None, None);
        loose.goals.clear();
        assert_eq!(
            check(rules, &loose, &near()),
            ["finding-str-04-strategy", "finding-str-06-goal"]
        );
        loose.state = State::Dropped;
        assert!(check(rules, &loose, &near()).is_empty());
    }
}
