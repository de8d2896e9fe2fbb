//! Improvement areas: deviations, deficiencies and what could be better, in one register.

use serde::{Deserialize, Serialize};
use stadga_decisions::postponement::is_blank;
use stadga_model::{Around, Choice, Date, Finding, Id, Lifecycle, Move, Prose, Record, Term};
use stadga_organisation::{Person, Unit};

use crate::Measure;

/// An improvement area (förbättringsområde, avvikelse, brist): ISM-05, ISM-06.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "improvement",
    prefix = "FÖR",
    title = "title",
    state = "state",
    unit = "unit",
    owner = "owner"
)]
pub struct Improvement {
    /// What is lacking, in short (rubrik).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// How far it has come (läge).
    #[field(list, filter, fixed)]
    #[serde(default)]
    pub state: State,
    /// What sort: deviation, deficiency, improvement (typ).
    #[field(list, filter, scale = "improvement-type")]
    #[serde(default)]
    pub improvement_type: Term,
    /// What is lacking and what it leads to (beskrivning).
    #[field(search)]
    pub description: Option<Prose>,
    /// What area it concerns (område).
    #[field(list, filter, scale = "subject-area")]
    pub area: Option<Term>,
    /// The record where it was found: an audit, an incident, a review (källa).
    #[field(filter, group = "source")]
    pub source: Option<Id>,
    /// Where it was found, in words (hur den upptäcktes).
    #[field(group = "source")]
    pub found_by: Option<String>,
    /// When it was found (upptäckt).
    #[field(list, sort, filter, group = "source")]
    pub found: Date,
    /// On the board's list of what is most urgent (bevakas särskilt): ISM-06.
    #[field(list, filter, group = "priority")]
    #[serde(default)]
    pub urgent: bool,
    /// What mending it would give (förväntad effekt): AUD-31.
    #[field(filter, scale = "expected-effect", group = "priority")]
    pub expected_effect: Option<Term>,
    /// What mending it would take (resursbehov): AUD-31.
    #[field(filter, scale = "resource-need", group = "priority")]
    pub resource_need: Option<Term>,
    /// Who sees to it (ansvarig).
    #[field(list, filter, group = "who")]
    pub owner: Option<Id<Person>>,
    /// The unit that it concerns (enhet).
    #[field(list, filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Why nothing is done, or what was done (motiv, resultat).
    #[field(search, group = "end")]
    pub result: Option<Prose>,
}

/// How far an improvement area has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Known, nothing decided (öppen).
    #[default]
    Open,
    /// Measures are taken (åtgärdas).
    InProgress,
    /// Mended (åtgärdad).
    Mended,
    /// Left as it is, with a motive (lämnas utan åtgärd).
    Dismissed,
}

/// The way of an improvement area.
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "open",
    moves: &[
        Move { name: "start", from: &["open"], to: "in-progress" },
        Move { name: "mend", from: &["open", "in-progress"], to: "mended" },
        Move { name: "dismiss", from: &["open", "in-progress"], to: "dismissed" },
        Move { name: "reopen", from: &["mended", "dismissed"], to: "open" },
    ],
    back: &["dismiss", "reopen"],
};

/// What an improvement area is held to.
pub fn rules(improvement: &Improvement, around: &Around) -> Vec<Finding> {
    let mut findings = Vec::new();
    if improvement.found > around.today() {
        findings.push(Finding::blocking("ISM-05").variant("future").on("found"));
    }
    let measures: Vec<Measure> = around.near.pointing().map(|(_, measure)| measure).collect();
    match improvement.state {
        State::Open | State::InProgress if improvement.urgent => {
            findings.extend(watched(improvement, &measures));
        }
        State::Open | State::InProgress => {}
        State::Mended => findings.extend(still_at_it(&measures)),
        State::Dismissed => findings.extend(without_motive(improvement)),
    }
    findings
}

/// ISM-06: what the board watches has an owner and a measure.
fn watched(improvement: &Improvement, measures: &[Measure]) -> Vec<Finding> {
    let lacking = |variant, field: &str| Finding::warning("ISM-06").variant(variant).on(field);
    let owner = improvement.owner.is_none().then(|| lacking("owner", "owner"));
    let measure = measures.is_empty().then(|| lacking("measure", "urgent"));
    [owner, measure].into_iter().flatten().collect()
}

/// ISM-05: what is mended has no measure that goes on.
fn still_at_it(measures: &[Measure]) -> Option<Finding> {
    let open = measures.iter().filter(|measure| !measure.state.has_ended()).count();
    (open > 0).then(|| Finding::warning("ISM-05").variant("open").on("state").with("count", open))
}

/// ISM-05: what is left as it is has a motive.
fn without_motive(improvement: &Improvement) -> Option<Finding> {
    is_blank(improvement.result.as_ref())
        .then(|| Finding::blocking("ISM-05").variant("motive").on("result"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure;
    use crate::tests::{check, id, near, pointing};

    fn improvement(state: State) -> Improvement {
        Improvement {
            title: "Behörigheter följs inte upp".into(),
            state,
            improvement_type: Term::from("deficiency"),
            description: None,
            area: None,
            source: None,
            found_by: None,
            found: "2023-11-01".parse().unwrap(),
            urgent: false,
            expected_effect: None,
            resource_need: None,
            owner: None,
            unit: None,
            result: None,
        }
    }

    #[test]
    fn ism_06_what_the_board_watches_has_owner_and_measure() {
        let mut urgent = Improvement { urgent: true, ..improvement(State::Open) };
        let found = check(rules, &urgent, &near(&[]));
        assert_eq!(found, ["finding-ism-06-owner", "finding-ism-06-measure"]);
        urgent.owner = Some(id(1));
        let measured = pointing("causes", &[crate::tests::measure(measure::State::Proposed)]);
        assert!(check(rules, &urgent, &measured).is_empty());
    }

    #[test]
    fn ism_05_what_is_left_as_it_is_has_a_motive() {
        let mut left = improvement(State::Dismissed);
        assert_eq!(check(rules, &left, &near(&[])), ["finding-ism-05-motive"]);
        left.result = Some("Systemet avvecklas i vår.".into());
        assert!(check(rules, &left, &near(&[])).is_empty());
    }

    #[test]
    fn ism_05_what_is_mended_has_no_measure_going_on() {
        let mended = improvement(State::Mended);
        let ongoing = pointing("causes", &[crate::tests::measure(measure::State::InProgress)]);
        assert_eq!(check(rules, &mended, &ongoing), ["finding-ism-05-open"]);
        let done = pointing("causes", &[crate::tests::measure(measure::State::Done)]);
        assert!(check(rules, &mended, &done).is_empty());
    }
}
