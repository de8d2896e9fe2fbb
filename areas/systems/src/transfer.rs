//! Transfers: files and batches that go by themselves, with schedule, alarm and the checks that were made.

use jiff::ToSpan as _;
use serde::{Deserialize, Serialize};
use stadga_model::{Around, Date, Finding, Id, Prose, Record, Row, Term};
use stadga_organisation::{Person, Unit};

use crate::days::days;
use crate::{ConfigurationItem, integration::Running};

/// An automatic transfer (automatisk överföring): CMDB-06.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "transfer",
    prefix = "ÖVF",
    title = "name",
    state = "state",
    unit = "unit",
    owner = "owner"
)]
pub struct Transfer {
    /// What it is called (namn).
    #[field(list, sort, search)]
    #[serde(default)]
    pub name: String,
    /// Whether it runs (läge).
    #[field(list, filter, fixed)]
    #[serde(default)]
    pub state: Running,
    /// What goes, and what for (beskrivning).
    #[field(search)]
    pub description: Option<Prose>,
    /// Where from (från).
    #[field(list, filter, within)]
    pub sender: Id<ConfigurationItem>,
    /// Where to (till).
    #[field(list, filter, within)]
    #[serde(default)]
    pub receivers: Vec<Id<ConfigurationItem>>,
    /// What carries it (går genom).
    #[field(filter)]
    #[serde(default)]
    pub carried_by: Vec<Id<ConfigurationItem>>,
    /// How often (hur ofta).
    #[field(list, filter, scale = "pace", group = "schedule")]
    pub pace: Option<Term>,
    /// At what time (klockslag).
    #[field(group = "schedule")]
    pub time: Option<String>,
    /// Who is told when it fails (larm till).
    #[field(filter, group = "schedule")]
    pub alarm_to: Option<Id<Unit>>,
    /// How they are told (larmväg).
    #[field(group = "schedule")]
    pub alarm: Option<String>,
    /// How often it is checked (kontrolleras).
    #[field(list, filter, scale = "pace", group = "check")]
    pub check_pace: Option<Term>,
    /// What is checked: sums, counts, receipts (kontroll).
    #[field(group = "check")]
    pub check: Option<Prose>,
    /// The checks that were made (gjorda kontroller).
    #[field(group = "check")]
    #[serde(default)]
    pub checks: Vec<Check>,
    /// The unit that answers for it (enhet).
    #[field(filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Who answers for it (ansvarig).
    #[field(filter, group = "who")]
    pub owner: Option<Id<Person>>,
}

/// A check that was made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Check {
    /// The day (datum).
    pub date: Date,
    /// What it showed (utfall).
    #[field(scale = "check-outcome")]
    #[serde(default)]
    pub outcome: Term,
    /// What was done about it (anteckning).
    pub note: Option<String>,
}

/// The outcome that asks for something to be done.
const DEVIATION: &str = "deviation";

/// What a transfer is held to while it runs.
pub fn rules(transfer: &Transfer, around: &Around) -> Vec<Finding> {
    if transfer.state != Running::Active {
        return Vec::new();
    }
    let blank = |text: Option<&String>| text.is_none_or(|text| text.trim().is_empty());
    let warning = |variant, field: &str| Finding::warning("CMDB-06").variant(variant).on(field);
    let alarm = transfer.alarm_to.is_none() || blank(transfer.alarm.as_ref());
    let check =
        transfer.check_pace.is_none() || blank(transfer.check.as_ref().map(|check| &check.0));
    let mut findings = Vec::new();
    findings.extend(transfer.pace.is_none().then(|| warning("schedule", "pace")));
    findings.extend(alarm.then(|| warning("alarm", "alarm_to")));
    findings.extend(check.then(|| warning("check", "check")));
    findings.extend(unchecked(transfer, around.today()));
    findings.extend(unmended(transfer));
    findings
}

/// CMDB-06: the check is made as often as it was said.
fn unchecked(transfer: &Transfer, today: Date) -> Option<Finding> {
    let pace = transfer.check_pace.as_ref()?;
    let days = *days().transfer.get(&pace.0)?;
    let last = transfer.checks.iter().map(|check| check.date).max();
    let late = last.is_none_or(|last| last.saturating_add(days.days()) < today);
    late.then(|| Finding::warning("CMDB-06").variant("unchecked").on("checks"))
}

/// CMDB-06: what the newest check found is told what was done about.
fn unmended(transfer: &Transfer) -> Option<Finding> {
    let last = transfer.checks.iter().max_by_key(|check| check.date)?;
    let silent = last.note.as_ref().is_none_or(|note| note.trim().is_empty());
    (last.outcome.0 == DEVIATION && silent)
        .then(|| Finding::warning("CMDB-06").variant("deviation").on("checks"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check, id, near};

    fn active() -> Transfer {
        let body =
            serde_json::json!({ "name": "Fakturor", "state": "active", "sender": id::<()>(1) });
        Transfer {
            pace: Some(Term::from("daily")),
            alarm_to: Some(id(2)),
            alarm: Some("Larm i övervakningen".into()),
            check_pace: Some(Term::from("monthly")),
            check: Some("Summa mot kvittens".into()),
            checks: vec![checked("2024-01-02", "fine")],
            ..serde_json::from_value(body).unwrap()
        }
    }

    fn checked(date: &str, outcome: &str) -> Check {
        Check { date: date.parse().unwrap(), outcome: Term::from(outcome), note: None }
    }

    fn told(transfer: &Transfer) -> Vec<String> {
        check(rules, transfer, &near(&[]))
    }

    #[test]
    fn cmdb_06_a_transfer_has_schedule_alarm_and_check() {
        assert!(told(&active()).is_empty());
        let bare = Transfer { pace: None, alarm: None, check: None, ..active() };
        let all = ["finding-cmdb-06-schedule", "finding-cmdb-06-alarm", "finding-cmdb-06-check"];
        assert_eq!(told(&bare), all);
    }

    #[test]
    fn cmdb_06_the_check_is_made_daily_or_monthly_as_was_said() {
        let mut late = Transfer { check_pace: Some(Term::from("daily")), ..active() };
        assert_eq!(told(&late), ["finding-cmdb-06-unchecked"]);
        late.checks.push(checked("2024-01-23", "deviation"));
        assert_eq!(told(&late), ["finding-cmdb-06-deviation"]);
        late.checks[1].note = Some("Omkörd".into());
        assert!(told(&late).is_empty());
    }
}
