//! Mandates: what a body or a superior has told a named function to do, and why if it was not done.

use serde::{Deserialize, Serialize};
use stadga_model::{Around, Choice, Date, Finding, Id, Lifecycle, Move, Prose, Record};
use stadga_organisation::{Assignment, Person, Unit};

use crate::postponement::{Postponement, is_blank};

/// A mandate (uppdrag): ORG-26, ISM-10, ISM-12.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "mandate",
    prefix = "UPD",
    title = "title",
    state = "state",
    unit = "unit",
    owner = "owner"
)]
pub struct Mandate {
    /// What is to be done, in short (rubrik).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// How far it has come (läge).
    #[field(list, filter, fixed)]
    #[serde(default)]
    pub state: State,
    /// What is to be done (beskrivning).
    #[field(search)]
    pub description: Option<Prose>,
    /// Where it was given: a decision, a minute (ges i).
    #[field(to("decision", "minute"), group = "given")]
    pub ground: Option<Id>,
    /// The body that gave it (givet av).
    #[field(list, filter, group = "given")]
    pub body: Option<Id<Unit>>,
    /// The function that it was given to (givet till).
    #[field(list, filter, group = "given")]
    pub assignee: Option<Id<Assignment>>,
    /// The person who sees to it now (ansvarig).
    #[field(list, filter, group = "given")]
    pub owner: Option<Id<Person>>,
    /// The unit that sees to it (enhet).
    #[field(filter, group = "given")]
    pub unit: Option<Id<Unit>>,
    /// Its place among the assignee's mandates, the first being 1 (turordning): ORG-10.
    #[field(list, filter, sort, group = "given")]
    pub priority: Option<i64>,
    /// When it was given (gavs).
    #[field(sort, group = "given")]
    pub given: Option<Date>,
    /// When it is to be done (klart senast).
    #[field(list, sort, filter, group = "given")]
    pub due: Option<Date>,
    /// The earlier mandate that it takes up again (följer på): ISM-12.
    #[field(group = "heritage")]
    pub follows: Option<Id<Mandate>>,
    /// Risks, deficiencies and proposals of earlier work that it must heed (ska beakta): ISM-12.
    #[field(group = "heritage")]
    #[serde(default)]
    pub heeds: Vec<Id>,
    /// What came of it (resultat).
    #[field(search, group = "outcome")]
    pub result: Option<Prose>,
    /// Why it was not carried out, or was postponed (skäl).
    #[field(group = "outcome")]
    pub reason: Option<Prose>,
    /// What must be so before it goes on (villkor för att återuppta).
    #[field(group = "outcome")]
    pub condition: Option<Prose>,
    /// When to look again (ny prövning).
    #[field(sort, group = "outcome")]
    pub look_again: Option<Date>,
    /// The record that it waits for (väntar på).
    #[field(group = "outcome")]
    pub waits_for: Option<Id>,
}

/// How far a mandate has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Given, not begun (givet).
    #[default]
    Given,
    /// Being carried out (pågår).
    Ongoing,
    /// Put off until something has come (skjutet på framtiden).
    Postponed,
    /// Carried out (utfört).
    Done,
    /// Not carried out, with a reason (inte utfört).
    NotCarriedOut,
}

/// The way of a mandate. The likeliest move stands first: its button is the plain one.
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "given",
    moves: &[
        Move { name: "start", from: &["given"], to: "ongoing" },
        Move { name: "complete", from: &["given", "ongoing"], to: "done" },
        Move { name: "resume", from: &["postponed"], to: "ongoing" },
        Move { name: "postpone", from: &["given", "ongoing"], to: "postponed" },
        Move { name: "abandon", from: &["given", "ongoing", "postponed"], to: "not-carried-out" },
    ],
    back: &["postpone", "abandon"],
};

/// What a mandate is held to.
pub fn rules(mandate: &Mandate, around: &Around) -> Vec<Finding> {
    let mut findings = match mandate.state {
        State::Given | State::Ongoing => waiting(mandate, around),
        State::Postponed => mandate.postponement().findings(around),
        State::Done => Vec::new(),
        State::NotCarriedOut => without_reason(mandate).into_iter().collect(),
    };
    findings.extend(forgotten_heritage(mandate, around));
    let place = mandate.priority.is_some_and(|place| place < 1);
    findings.extend(place.then(|| Finding::blocking("ORG-10").on("priority")));
    findings
}

impl Mandate {
    /// What it says of why it waits.
    fn postponement(&self) -> Postponement<'_> {
        Postponement {
            reason: self.reason.as_ref(),
            condition: self.condition.as_ref(),
            look_again: self.look_again,
            waits_for: self.waits_for,
        }
    }
}

/// ORG-26: a mandate goes to a named function and is carried out in time.
fn waiting(mandate: &Mandate, around: &Around) -> Vec<Finding> {
    let mut findings = Vec::new();
    if mandate.assignee.is_none() && mandate.owner.is_none() {
        findings.push(Finding::warning("ORG-26").variant("nobody").on("assignee"));
    }
    if let Some(due) = mandate.due.filter(|due| *due < around.today()) {
        findings.push(Finding::warning("ORG-26").variant("overdue").on("due").with("date", due));
    }
    findings
}

/// ORG-26: what was not carried out has a reason.
fn without_reason(mandate: &Mandate) -> Option<Finding> {
    is_blank(mandate.reason.as_ref())
        .then(|| Finding::blocking("ORG-26").variant("reason").on("reason"))
}

/// ISM-12: what the earlier mandate was to heed is carried into the later one.
fn forgotten_heritage(mandate: &Mandate, around: &Around) -> Option<Finding> {
    let earlier = around.near.linked(mandate.follows?)?;
    let forgotten = earlier.heeds.iter().filter(|id| !mandate.heeds.contains(id)).count();
    (forgotten > 0).then(|| Finding::warning("ISM-12").on("heeds").with("count", forgotten))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check, id, near, near_in_state};
    use stadga_model::body_of;

    fn mandate(state: State) -> Mandate {
        Mandate {
            title: "Se över förvaltningsmodellen".into(),
            state,
            description: None,
            ground: None,
            body: None,
            assignee: Some(id(1)),
            owner: None,
            unit: None,
            priority: None,
            given: None,
            due: None,
            follows: None,
            heeds: Vec::new(),
            result: None,
            reason: None,
            condition: None,
            look_again: None,
            waits_for: None,
        }
    }

    fn postponed() -> Mandate {
        Mandate {
            reason: Some("Två tjänster är vakanta.".into()),
            condition: Some("Tjänsterna är tillsatta.".into()),
            look_again: "2024-06-01".parse().ok(),
            ..mandate(State::Postponed)
        }
    }

    #[test]
    fn ism_10_t6_postponing_needs_reason_condition_and_a_day_to_look_again() {
        let found = check(rules, &mandate(State::Postponed), &near(&[]));
        assert_eq!(
            found,
            ["finding-ism-10-reason", "finding-ism-10-condition", "finding-ism-10-look-again"]
        );
        assert!(check(rules, &postponed(), &near(&[])).is_empty());
    }

    #[test]
    fn org_10_the_first_place_is_one() {
        let first = Mandate { priority: Some(0), ..mandate(State::Given) };
        assert_eq!(check(rules, &first, &near(&[])), ["finding-org-10"]);
        assert!(check(rules, &Mandate { priority: Some(1), ..first }, &near(&[])).is_empty());
    }

    #[test]
    fn ism_10_t6_the_reminder_fires_on_the_day() {
        let due = Mandate { look_again: "2024-01-24".parse().ok(), ..postponed() };
        assert_eq!(check(rules, &due, &near(&[])), ["finding-ism-10-due"]);
    }

    #[test]
    fn ism_10_t6_the_reminder_fires_when_what_was_waited_for_has_come() {
        let waiting = Mandate { waits_for: Some(id(5)), ..postponed() };
        let ongoing = near_in_state(id(5), Mandate::KIND, "ongoing");
        assert!(check(rules, &waiting, &ongoing).is_empty());
        let done = near_in_state(id(5), Mandate::KIND, "done");
        assert_eq!(check(rules, &waiting, &done), ["finding-ism-10-met"]);
    }

    #[test]
    fn org_26_what_was_not_carried_out_has_a_reason() {
        let found = check(rules, &mandate(State::NotCarriedOut), &near(&[]));
        assert_eq!(found, ["finding-org-26-reason"]);
    }

    #[test]
    fn org_26_a_mandate_has_a_named_function_and_is_seen_when_late() {
        let late =
            Mandate { assignee: None, due: "2024-01-23".parse().ok(), ..mandate(State::Given) };
        let found = check(rules, &late, &near(&[]));
        assert_eq!(found, ["finding-org-26-nobody", "finding-org-26-overdue"]);
    }

    #[test]
    fn ism_12_what_the_earlier_mandate_was_to_heed_is_carried_over() {
        let earlier = Mandate { heeds: vec![id(7), id(8)], ..mandate(State::Postponed) };
        let around = near(&[(id(6), Mandate::KIND, body_of(&earlier).unwrap())]);
        let mut later =
            Mandate { follows: Some(id(6)), heeds: vec![id(7)], ..mandate(State::Given) };
        assert_eq!(check(rules, &later, &around), ["finding-ism-12"]);
        later.heeds.push(id(8));
        assert!(check(rules, &later, &around).is_empty());
    }
}
