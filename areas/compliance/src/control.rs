//! Controls: what is looked at again and again, for whom, against which requirements, how and how often.

use serde::{Deserialize, Serialize};
use stadga_documents::Document;
use stadga_frameworks::{FrameworkRequirement, ReferenceControl};
use stadga_model::{Around, Choice, Date, Finding, Id, Lifecycle, Move, Prose, Record, Row, Term};
use stadga_organisation::{Person, Unit};

use crate::{ControlCheck, control_check, due, weights::weights};

/// A control of the catalogue (kontroll): CTL-08, CTL-14, CTL-15, CTL-19.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "control",
    prefix = "KTR",
    title = "title",
    state = "state",
    unit = "unit",
    owner = "owner"
)]
pub struct Control {
    /// What is controlled, in short (kontroll).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// Whether it is carried out (läge).
    #[field(list, filter, fixed)]
    #[serde(default)]
    pub state: State,
    /// What is looked at, and what is right (vad som kontrolleras).
    #[field(search)]
    pub description: Option<Prose>,
    /// The subject area (område).
    #[field(list, filter, scale = "subject-area")]
    pub area: Option<Term>,
    /// The control of a framework that it is an instance of (referenskontroll).
    #[field(filter, group = "asked")]
    pub reference: Option<Id<ReferenceControl>>,
    /// The requirements that it shows, in whichever frameworks (visar krav): CTL-08, T35.
    #[field(filter, group = "asked")]
    #[serde(default)]
    pub requirements: Vec<Id<FrameworkRequirement>>,
    /// The governing documents whose following it shows (visar styrande dokument): DOC-10, T35.
    #[field(filter, group = "asked")]
    #[serde(default)]
    pub documents: Vec<Id<Document>>,
    /// Where it is done: units, outside parties, objects, systems, transfers (görs hos): CTL-19.
    #[field(
        filter,
        to("unit", "object", "configuration-item", "transfer", "service"),
        group = "asked"
    )]
    #[serde(default)]
    pub places: Vec<Id>,
    /// How it is done (sätt): CTL-14.
    #[field(list, filter, scale = "control-method", group = "plan")]
    #[serde(default)]
    pub method: Term,
    /// How often (hur ofta).
    #[field(list, filter, scale = "control-frequency", group = "plan")]
    #[serde(default)]
    pub frequency: Term,
    /// When it is to be done the first time (första gången).
    #[field(filter, sort, group = "plan")]
    pub first: Option<Date>,
    /// Of the places, so many are drawn by lot each time (antal som lottas): CTL-14.
    #[field(group = "plan")]
    pub sample: Option<i64>,
    /// What is gone through each time (checklista): CTL-15.
    #[field(group = "plan")]
    #[serde(default)]
    pub points: Vec<Point>,
    /// The unit that does it (enhet).
    #[field(list, filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Who answers for it in information security (ansvarig, informationssäkerhet): CTL-08.
    #[field(list, filter, group = "who")]
    pub owner: Option<Id<Person>>,
    /// Who answers for it in IT security (ansvarig, it-säkerhet): CTL-08.
    #[field(list, filter, group = "who")]
    pub it_owner: Option<Id<Person>>,
    /// The role that signs (signeras av): CTL-14.
    #[field(filter, scale = "role", group = "who")]
    pub role: Option<Term>,
}

/// A point of the checklist.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Point {
    /// What is looked at (kontrollera att).
    #[serde(default)]
    pub what: String,
    /// How one sees it (så här ser du det).
    pub how: Option<String>,
}

/// Whether a control is carried out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Thought of (planerad).
    #[default]
    Planned,
    /// Carried out (införd).
    Active,
    /// No longer (avslutad).
    Ended,
}

/// The way of a control.
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "planned",
    moves: &[
        Move { name: "introduce", from: &["planned", "ended"], to: "active" },
        Move { name: "end", from: &["planned", "active"], to: "ended" },
    ],
    back: &["end"],
};

/// What a control is held to.
pub fn rules(control: &Control, around: &Around) -> Vec<Finding> {
    if control.state != State::Active {
        return Vec::new();
    }
    [
        not_jointly_owned(control),
        shows_nothing(control),
        never_again(control),
        overdue(control, around),
        without_checklist(control),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// CTL-08: information security and IT security own the catalogue together.
fn not_jointly_owned(control: &Control) -> Option<Finding> {
    let field = match (control.owner, control.it_owner) {
        (Some(_), Some(_)) => return None,
        (None, _) => "owner",
        (_, None) => "it_owner",
    };
    Some(Finding::warning("CTL-08").variant("owners").on(field))
}

/// CTL-08, T35: a control shows that something is complied with.
fn shows_nothing(control: &Control) -> Option<Finding> {
    let nothing = control.requirements.is_empty() && control.documents.is_empty();
    nothing.then(|| Finding::warning("CTL-08").variant("requirements").on("requirements"))
}

/// CTL-14: a control is planned.
fn never_again(control: &Control) -> Option<Finding> {
    let known = weights().days_between(&control.frequency).is_some();
    (!known).then(|| Finding::warning("CTL-14").variant("frequency").on("frequency"))
}

/// CTL-14, CTL-15: a check that has not been made in time is seen.
fn overdue(control: &Control, around: &Around) -> Option<Finding> {
    let checks: Vec<ControlCheck> = around.near.pointing().map(|(_, check)| check).collect();
    let due = due::next(control, checks.iter())?;
    let planned = checks.iter().any(|check| check.state == control_check::State::Planned);
    let variant = if planned { "waiting" } else { "late" };
    (due < around.today()).then(|| Finding::warning("CTL-14").variant(variant).with("date", due))
}

/// CTL-15: what is done by checklist has one.
fn without_checklist(control: &Control) -> Option<Finding> {
    let asks = weights().needs_checklist(&control.method);
    (asks && control.points.is_empty())
        .then(|| Finding::blocking("CTL-15").variant("points").on("points"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check, check_record, control, near, pointing};

    #[test]
    fn ctl_08_an_active_control_is_owned_by_both_and_shows_something() {
        let mut one = control();
        assert!(check(rules, &one, &near(&[])).is_empty());
        one.it_owner = None;
        one.requirements.clear();
        let found = check(rules, &one, &near(&[]));
        assert_eq!(found, ["finding-ctl-08-owners", "finding-ctl-08-requirements"]);
        one.state = State::Planned;
        assert!(check(rules, &one, &near(&[])).is_empty());
    }

    #[test]
    fn ctl_15_a_transfer_is_checked_each_month_by_a_checklist() {
        let mut one = control();
        one.method = "checklist".into();
        assert_eq!(check(rules, &one, &near(&[])), ["finding-ctl-15-points"]);
        one.points = vec![Point { what: "Filen kom fram".into(), how: None }];
        one.first = "2023-12-01".parse().ok();
        assert_eq!(check(rules, &one, &near(&[])), ["finding-ctl-14-late"]);
        let done = pointing("control", &[check_record("2024-01-02")]);
        assert!(check(rules, &one, &done).is_empty());
        let old = pointing("control", &[check_record("2023-12-02")]);
        assert_eq!(check(rules, &one, &old), ["finding-ctl-14-late"]);
        let waiting =
            ControlCheck { state: control_check::State::Planned, ..check_record("2024-01-30") };
        let near = pointing("control", &[check_record("2023-12-02"), waiting]);
        assert_eq!(check(rules, &one, &near), ["finding-ctl-14-waiting"], "one is planned already");
    }
}
