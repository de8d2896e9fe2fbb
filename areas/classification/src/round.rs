//! Rounds: classification asked of a part of the organisation by a day, as an introduction that is handed over to those who
//! go on with it.

use serde::{Deserialize, Serialize};
use stadga_model::{Around, Choice, Date, Finding, Id, Lifecycle, Move, Prose, Record, Term};
use stadga_organisation::{Person, Unit};

/// A round of classification (klassningsomgång): CLS-06, CLS-09, CLS-10.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "classification-round",
    prefix = "KLO",
    title = "title",
    state = "state",
    unit = "unit",
    owner = "owner"
)]
pub struct ClassificationRound {
    /// What it is called (rubrik).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// How far it has come (läge).
    #[field(list, filter, fixed)]
    #[serde(default)]
    pub state: State,
    /// What it is to reach, and how (syfte och arbetssätt).
    #[field(search)]
    pub purpose: Option<Prose>,
    /// The units whose information is classified; all, where none is named (enheter).
    #[field(filter)]
    #[serde(default)]
    pub units: Vec<Id<Unit>>,
    /// The method and its version (metod): CLS-05.
    #[field(list, filter, scale = "classification-method")]
    pub method: Option<Term>,
    /// When it begins (start).
    #[field(list, filter, sort, group = "when")]
    pub start: Option<Date>,
    /// By when owners must have classified (klart senast): CLS-06.
    #[field(list, filter, sort, group = "when")]
    pub due: Option<Date>,
    /// The unit that goes on with the work (lämnas över till): CLS-10.
    #[field(filter, group = "handover")]
    pub handed_to: Option<Id<Unit>>,
    /// When it was handed over (överlämnad): CLS-10.
    #[field(filter, sort, group = "handover")]
    pub handed_on: Option<Date>,
    /// What was handed over, and what is left (överlämning): CLS-10.
    #[field(search, group = "handover")]
    pub handover: Option<Prose>,
    /// The unit that runs it (enhet).
    #[field(list, filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Who runs it (ansvarig).
    #[field(list, filter, group = "who")]
    pub owner: Option<Id<Person>>,
}

/// How far a round has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Not begun (planerad).
    #[default]
    Planned,
    /// Owners classify (pågår).
    Ongoing,
    /// The line goes on with it (överlämnad till förvaltning).
    HandedOver,
    /// Was not to be (avbruten).
    Stopped,
}

/// A round's way.
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "planned",
    moves: &[
        Move { name: "begin", from: &["planned"], to: "ongoing" },
        Move { name: "hand-over", from: &["ongoing"], to: "handed-over" },
        Move { name: "stop", from: &["planned", "ongoing"], to: "stopped" },
    ],
    back: &["stop"],
};

impl ClassificationRound {
    /// Whether it is about what belongs to a unit; `above` is the unit and all above it.
    pub fn covers(&self, above: &[Id<Unit>]) -> bool {
        self.units.is_empty() || self.units.iter().any(|unit| above.contains(unit))
    }

    /// Whether it asks owners in a unit to classify; `above` is the unit and all above it.
    pub fn asks(&self, above: &[Id<Unit>]) -> bool {
        self.state == State::Ongoing && self.covers(above)
    }
}

/// What a round is held to.
pub fn rules(round: &ClassificationRound, around: &Around) -> Vec<Finding> {
    let today = around.today();
    let (begun, over) = (round.state == State::Ongoing, round.state == State::HandedOver);
    let blank = |text: Option<&Prose>| text.is_none_or(|text| text.0.trim().is_empty());
    let hand = |variant, field: &str| Finding::blocking("CLS-10").variant(variant).on(field);
    let order = round.start.zip(round.due).is_some_and(|(start, due)| due < start);
    [
        order.then(|| Finding::blocking("CLS-06").variant("order").on("due")),
        (begun && round.due.is_none())
            .then(|| Finding::blocking("CLS-06").variant("due").on("due")),
        (begun && round.due.is_some_and(|due| due < today))
            .then(|| Finding::warning("CLS-06").variant("round").on("due")),
        (over && round.handed_to.is_none()).then(|| hand("to", "handed_to")),
        (over && round.handed_on.is_none()).then(|| hand("on", "handed_on")),
        (over && blank(round.handover.as_ref())).then(|| hand("what", "handover")),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check, id, near};
    use serde_json::json;

    fn round(state: &str, due: Option<&str>) -> ClassificationRound {
        let body = json!({"title": "Införande", "state": state, "due": due, "start": "2024-01-01"});
        serde_json::from_value(body).unwrap()
    }

    fn told(round: &ClassificationRound) -> Vec<String> {
        check(rules, round, &near())
    }

    #[test]
    fn cls_06_a_round_asks_its_units_while_it_is_on() {
        let mut on = round("ongoing", Some("2024-06-30"));
        assert!(on.asks(&[id(1)]), "everybody");
        on.units = vec![id(2)];
        assert!(on.asks(&[id(3), id(2)]) && !on.asks(&[id(1)]));
        let planned = ClassificationRound { state: State::Planned, ..on };
        assert!(!planned.asks(&[id(2)]) && planned.covers(&[id(2)]) && !planned.covers(&[]));
    }

    #[test]
    fn cls_06_a_round_has_a_day_and_a_late_one_is_told() {
        assert!(told(&round("ongoing", Some("2024-06-30"))).is_empty());
        assert_eq!(told(&round("ongoing", None)), ["finding-cls-06-due"]);
        assert_eq!(told(&round("ongoing", Some("2024-01-23"))), ["finding-cls-06-round"]);
        assert_eq!(told(&round("planned", Some("2023-12-31"))), ["finding-cls-06-order"]);
    }

    #[test]
    fn cls_10_an_introduction_is_handed_over_to_somebody_with_what_is_left() {
        let mut over = round("handed-over", Some("2024-01-23"));
        let all = ["finding-cls-10-to", "finding-cls-10-on", "finding-cls-10-what"];
        assert_eq!(told(&over), all);
        over.handed_to = Some(id(4));
        over.handed_on = "2024-01-20".parse().ok();
        over.handover = Some("Objektägarna klassar om varje år.".into());
        assert!(told(&over).is_empty());
    }
}
