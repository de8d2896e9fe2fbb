//! Checks: one time that a control was carried out: where, by which checklist, with what result, signed by whom and when.

use serde::{Deserialize, Serialize};
use stadga_measures::{Evidence, Measure};
use stadga_model::{
    Around, Choice, Date, Finding, Id, Lifecycle, Move, Near, Prose, Record, Row, Term,
};
use stadga_organisation::{Person, Unit};

use crate::{Control, weights::weights};

/// A check (kontrolltillfälle): CTL-08, CTL-14, CTL-15, CTL-19.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "control-check",
    prefix = "KTF",
    title = "title",
    state = "state",
    unit = "unit",
    owner = "owner"
)]
pub struct ControlCheck {
    /// What is checked, in short (rubrik).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// Whether it is signed (läge).
    #[field(list, filter, fixed)]
    #[serde(default)]
    pub state: State,
    /// The control (kontroll).
    #[field(list, filter)]
    pub control: Id<Control>,
    /// How it is done: planned, at random, on site, by checklist (sätt): CTL-14.
    #[field(list, filter, scale = "control-method")]
    #[serde(default)]
    pub method: Term,
    /// When it is to be done (planerat).
    #[field(list, sort, filter)]
    pub due: Option<Date>,
    /// Where it is done (hos): CTL-19.
    #[field(list, filter, to("unit", "object", "configuration-item", "transfer", "service"))]
    #[serde(default)]
    pub places: Vec<Id>,
    /// How the places were chosen (urval): CTL-14.
    pub drawn: Option<String>,
    /// Done by the organisation's own staff (egen personal): CTL-19.
    #[field(filter)]
    #[serde(default)]
    pub own_staff: bool,
    /// The checklist as it was filled in (checklista): CTL-15.
    #[field(group = "result")]
    #[serde(default)]
    pub lines: Vec<Line>,
    /// How many were looked at (antal granskade).
    #[field(group = "result")]
    pub looked_at: Option<i64>,
    /// How many of them deviated (antal avvikande).
    #[field(group = "result")]
    pub deviating: Option<i64>,
    /// How far it deviates (avvikelsenivå): R-2.
    #[field(list, filter, sort, scale = "deviation-level", group = "result")]
    pub level: Option<Term>,
    /// What was found (resultat).
    #[field(search, group = "result")]
    pub result: Option<Prose>,
    /// What shows it (underlag).
    #[field(filter, group = "result")]
    #[serde(default)]
    pub evidence: Vec<Id<Evidence>>,
    /// What is done about what deviates (åtgärder).
    #[field(filter, group = "result")]
    #[serde(default)]
    pub measures: Vec<Id<Measure>>,
    /// The role of who signed (signerat som): CTL-14, CTL-15.
    #[field(list, filter, scale = "role", group = "who")]
    pub role: Option<Term>,
    /// When it was signed (signerat).
    #[field(list, sort, filter, group = "who")]
    pub signed: Option<Date>,
    /// The unit that does it (enhet).
    #[field(filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Who does it and signs (kontrollant).
    #[field(list, filter, group = "who")]
    pub owner: Option<Id<Person>>,
}

/// A line of the checklist.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Line {
    /// What is looked at (kontrollera att).
    #[serde(default)]
    pub what: String,
    /// Whether it is so (svar).
    #[field(scale = "checklist-answer")]
    pub answer: Option<Term>,
    /// What there is to say (anteckning).
    pub note: Option<String>,
}

/// Whether a check is signed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// To be done (planerat).
    #[default]
    Planned,
    /// Done and signed (signerat).
    Signed,
    /// Will not be done (inställt).
    Cancelled,
}

/// The way of a check.
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "planned",
    moves: &[
        Move { name: "sign", from: &["planned"], to: "signed" },
        Move { name: "cancel", from: &["planned"], to: "cancelled" },
    ],
    back: &["cancel"],
};

impl ControlCheck {
    /// Whether it counts: it is signed.
    pub fn is_signed(&self) -> bool {
        self.state == State::Signed
    }

    /// The day on which it was made, if it was.
    pub fn made(&self) -> Option<Date> {
        self.signed.filter(|_| self.is_signed())
    }
}

/// The fields that a signed check leaves open: what comes after it.
pub fn open_fields(check: &ControlCheck, _: &Near) -> Option<&'static [&'static str]> {
    (check.state != State::Planned).then_some(&["measures", "evidence"])
}

/// What a check is held to.
pub fn rules(check: &ControlCheck, around: &Around) -> Vec<Finding> {
    let mut findings: Vec<Finding> =
        [rewritten(check, around), numbers(check)].into_iter().flatten().collect();
    match check.state {
        State::Signed => {
            let told = [unsigned(check, around.today()), unlevelled(check), unfilled(check)];
            findings.extend(told.into_iter().flatten());
            findings.extend(unmended(check));
        }
        State::Planned => {
            let late = check.due.filter(|due| *due < around.today());
            let told =
                |due| Finding::warning("CTL-14").variant("check").on("due").with("date", due);
            findings.extend(late.map(told));
        }
        State::Cancelled => {}
    }
    findings
}

/// CTL-14: what was signed is not rewritten.
fn rewritten(check: &ControlCheck, around: &Around) -> Option<Finding> {
    let before: ControlCheck =
        serde_json::from_value(serde_json::Value::Object(around.before?.clone())).ok()?;
    let (measures, evidence) = (check.measures.clone(), check.evidence.clone());
    let kept = ControlCheck { measures, evidence, ..before.clone() };
    (before.state != State::Planned && kept != *check)
        .then(|| Finding::blocking("CTL-14").variant("signed"))
}

/// CTL-14, CTL-15: a signature has a role and a day that has come.
fn unsigned(check: &ControlCheck, today: Date) -> Option<Finding> {
    let fault = |variant, field: &str| Some(Finding::blocking("CTL-14").variant(variant).on(field));
    match check.signed {
        _ if check.role.is_none() => fault("role", "role"),
        None => fault("day", "signed"),
        Some(day) if day > today => fault("future", "signed"),
        Some(_) => None,
    }
}

/// a signed check says how far it deviates.
fn unlevelled(check: &ControlCheck) -> Option<Finding> {
    let none = check.level.is_none();
    none.then(|| Finding::blocking("CTL-14").variant("level").on("level"))
}

/// CTL-15: every line of a signed checklist is answered.
fn unfilled(check: &ControlCheck) -> Option<Finding> {
    let at = check.lines.iter().position(|line| line.answer.is_none())?;
    Some(Finding::blocking("CTL-15").variant("line").on(format!("lines.{at}.answer")))
}

/// CTL-14: no more deviate than were looked at.
fn numbers(check: &ControlCheck) -> Option<Finding> {
    let wrong = match (check.looked_at, check.deviating) {
        (Some(all), Some(some)) => some < 0 || some > all,
        (Some(all), None) => all < 0,
        (None, Some(_)) => true,
        (None, None) => false,
    };
    wrong.then(|| Finding::blocking("CTL-14").variant("numbers").on("deviating"))
}

/// CTL-14: what deviates has something done about it.
fn unmended(check: &ControlCheck) -> Option<Finding> {
    let deviates = check.level.as_ref().is_some_and(|level| weights().deviates(level));
    (deviates && check.measures.is_empty())
        .then(|| Finding::warning("CTL-14").variant("measure").on("measures"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check, check_change, check_record, near};

    #[test]
    fn ctl_14_a_check_is_signed_with_role_day_and_level() {
        let mut one = check_record("2024-01-20");
        assert!(check(rules, &one, &near(&[])).is_empty());
        (one.role, one.level) = (None, None);
        let found = check(rules, &one, &near(&[]));
        assert_eq!(found, ["finding-ctl-14-role", "finding-ctl-14-level"]);
        let late = ControlCheck { signed: "2024-01-25".parse().ok(), ..check_record("2024-01-20") };
        assert_eq!(check(rules, &late, &near(&[])), ["finding-ctl-14-future"]);
    }

    #[test]
    fn ctl_15_every_line_of_a_signed_checklist_is_answered() {
        let mut one = check_record("2024-01-20");
        one.lines = vec![Line { what: "Filen kom fram".into(), answer: None, note: None }];
        assert_eq!(check(rules, &one, &near(&[])), ["finding-ctl-15-line"]);
    }

    #[test]
    fn ctl_14_what_deviates_has_a_measure_and_what_was_signed_stays() {
        let one = ControlCheck { level: Some("minor".into()), ..check_record("2024-01-20") };
        assert_eq!(check(rules, &one, &near(&[])), ["finding-ctl-14-measure"]);
        let mended = ControlCheck { measures: vec![crate::tests::id(3)], ..one.clone() };
        assert!(check_change(rules, &one, &mended, &near(&[])).is_empty());
        let other = ControlCheck { level: Some("none".into()), ..mended };
        assert_eq!(check_change(rules, &one, &other, &near(&[])), ["finding-ctl-14-signed"]);
        let wrong =
            ControlCheck { looked_at: Some(3), deviating: Some(4), ..check_record("2024-01-20") };
        assert_eq!(check(rules, &wrong, &near(&[])), ["finding-ctl-14-numbers"]);
    }
}
