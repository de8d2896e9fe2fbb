//! Programmes that bring the organisation to what a law asks: why, under which decision, until they are ordinary work.

use serde::{Deserialize, Serialize};
use stadga_decisions::Decision;
use stadga_documents::ComingLaw;
use stadga_model::{Around, Choice, Date, Finding, Id, Lifecycle, Move, Prose, Record};
use stadga_organisation::{Person, Unit};

use crate::{Law, Part, order};

/// A programme for a law (lagprogram): NIS-03, R-9.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "law-programme",
    prefix = "LPR",
    title = "title",
    state = "state",
    unit = "unit",
    owner = "owner"
)]
pub struct Programme {
    /// What it is called (namn).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// How far it has come (läge).
    #[field(list, filter, fixed)]
    #[serde(default)]
    pub state: State,
    /// What it is to reach (syfte).
    #[field(search)]
    pub purpose: Option<Prose>,
    /// The laws that it is for (lagar).
    #[field(list, filter)]
    #[serde(default)]
    pub laws: Vec<Id<Law>>,
    /// The coming laws that it is for (kommande lagar).
    #[field(filter)]
    #[serde(default)]
    pub coming: Vec<Id<ComingLaw>>,
    /// When it begins (start).
    #[field(list, filter, sort, group = "when")]
    pub start: Option<Date>,
    /// When it is to have become ordinary improvement work (ordinarie arbete från).
    #[field(list, filter, sort, group = "when")]
    pub ordinary_from: Option<Date>,
    /// The body that it is reported to (rapporteras till).
    #[field(filter, to("unit", "forum"), group = "steering")]
    pub body: Option<Id>,
    /// The decision behind it (beslut).
    #[field(filter, group = "steering")]
    pub decision: Option<Id<Decision>>,
    /// The unit that runs it (enhet).
    #[field(list, filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Who leads it (ansvarig).
    #[field(list, filter, group = "who")]
    pub owner: Option<Id<Person>>,
}

/// How far it has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Not begun (planerat).
    #[default]
    Planned,
    /// It runs (pågår).
    Running,
    /// What is left is ordinary improvement work (ordinarie arbete).
    Ordinary,
    /// It was given up (avbrutet).
    Dropped,
}

/// Its way.
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "planned",
    moves: &[
        Move { name: "start", from: &["planned"], to: "running" },
        Move { name: "hand-over", from: &["running"], to: "ordinary" },
        Move { name: "drop", from: &["planned", "running"], to: "dropped" },
        Move { name: "reopen", from: &["ordinary", "dropped"], to: "running" },
    ],
    back: &["drop", "reopen"],
};

/// What a programme is held to: NIS-03.
pub fn rules(programme: &Programme, around: &Around) -> Vec<Finding> {
    let warning = |variant, field: &str| Finding::warning("NIS-03").variant(variant).on(field);
    let parts: Vec<(Id<Part>, Part)> =
        around.near.pointing::<Part>().map(|(own, part)| (own.head.id.cast(), part)).collect();
    let left = parts.iter().filter(|(_, part)| part.state.is_open()).count();
    let mut findings: Vec<Finding> = round(&parts, around).into_iter().collect();
    match programme.state {
        State::Running => {
            let undecided = programme.decision.is_none();
            findings.extend(undecided.then(|| warning("decision", "decision")));
            findings.extend(parts.is_empty().then(|| Finding::warning("NIS-03").variant("parts")));
            let over = programme.ordinary_from.filter(|day| *day <= around.today() && left > 0);
            findings.extend(over.map(|day| {
                warning("ordinary", "ordinary_from").with("count", left).with("date", day)
            }));
        }
        State::Ordinary => {
            let fault = Finding::blocking("NIS-03").variant("left").on("state").with("count", left);
            findings.extend((left > 0).then_some(fault));
        }
        State::Planned | State::Dropped => {}
    }
    let aimless = programme.laws.is_empty() && programme.coming.is_empty();
    findings.extend(aimless.then(|| warning("aim", "laws")));
    findings
}

/// NIS-03: parts that wait for each other never begin.
fn round(parts: &[(Id<Part>, Part)], around: &Around) -> Option<Finding> {
    let circle = order::circle(parts);
    let own =
        around.near.pointing::<Part>().filter(|(own, _)| circle.contains(&own.head.id.cast()));
    let names: Vec<String> = own.map(|(own, _)| format!("”{}”", own.title(Part::SPEC))).collect();
    let finding = || Finding::warning("NIS-03").variant("circle").with("parts", names.join(", "));
    (!names.is_empty()).then(finding)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::part;
    use crate::tests::{check, id, near, part, pointing};

    #[test]
    fn nis_03_a_programme_has_a_law_a_decision_and_parts_and_ends_when_they_have() {
        let json = serde_json::json!({"title": "NIS2", "state": "running", "laws": [id::<Law>(1)]});
        let running: Programme = serde_json::from_value(json).unwrap();
        let told = ["finding-nis-03-decision", "finding-nis-03-parts"];
        assert_eq!(check(rules, &running, &near()), told);
        let decided = Programme { decision: Some(id(7)), ..running };
        let open = pointing("programme", &[part(part::State::Running)]);
        assert!(check(rules, &decided, &open).is_empty());
        let over = Programme { ordinary_from: "2024-01-01".parse().ok(), ..decided.clone() };
        assert_eq!(check(rules, &over, &open), ["finding-nis-03-ordinary"]);
        let ordinary = Programme { state: State::Ordinary, ..decided.clone() };
        assert_eq!(check(rules, &ordinary, &open), ["finding-nis-03-left"]);
        let done = pointing("programme", &[part(part::State::Done)]);
        assert!(check(rules, &ordinary, &done).is_empty());
        // The set records that point have the numbers 100 and 101.
        let waits = |other: u32| Part { after: vec![id(other)], ..part(part::State::Running) };
        let round = pointing("programme", &[waits(101), waits(100)]);
        assert_eq!(check(rules, &decided, &round), ["finding-nis-03-circle"]);
        let aimless = Programme { laws: Vec::new(), ..ordinary };
        assert_eq!(check(rules, &aimless, &done), ["finding-nis-03-aim"]);
    }
}
