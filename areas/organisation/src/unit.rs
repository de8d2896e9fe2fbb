//! Units: political bodies, auditors, administrations, staff, operative units and outside parties, each in its time.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use stadga_model::{Around, Finding, Id, Period, Prose, Record, Row, Term};

use crate::Assignment;

mod responsibilities;

/// A body or unit (organ, enhet): ORG-01.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(kind = "unit", prefix = "ENH", title = "name", unit = "parent")]
pub struct Unit {
    /// What it is called (namn).
    #[field(list, sort, search)]
    #[serde(default)]
    pub name: String,
    /// What it is called for short (kortnamn): "RS".
    #[field(list, search)]
    pub short: Option<String>,
    /// What it is: political body, administration, staff … (typ).
    #[field(list, filter, sort, scale = "unit-type")]
    #[serde(default)]
    pub unit_type: Term,
    /// What sort of partner an outside party is (typ av part): ORG-20.
    #[field(filter, scale = "partner-type")]
    pub partner_type: Option<Term>,
    /// What it is part of (överordnad).
    #[field(list, filter)]
    pub parent: Option<Id<Unit>>,
    /// When it exists (giltig).
    #[field(group = "time")]
    pub period: Period,
    /// Why it ended (motiv till omorganisation): ORG-02.
    #[field(group = "time")]
    pub ended_because: Option<Prose>,
    /// What took over its tasks (ersatt av): ORG-02.
    #[field(group = "time")]
    pub succeeded_by: Option<Id<Unit>>,
    /// Its assignment in words (uppdrag): ORG-27.
    #[field(search, group = "responsibility")]
    pub assignment: Option<Prose>,
    /// What the assignment is to lead to (syfte): ORG-27.
    #[field(group = "responsibility")]
    pub purpose: Option<Prose>,
    /// How one sees that it is carried out (uppföljning): ORG-27.
    #[field(group = "responsibility")]
    pub follow_up: Option<Prose>,
    /// What is unclear in it, where something is (oklart i uppdraget): ORG-27.
    #[field(group = "responsibility")]
    pub unclear: Option<Prose>,
    /// What it answers for, and which regulation says so (ansvar enligt reglemente): ORG-03.
    #[field(group = "responsibility")]
    #[serde(default)]
    pub responsibilities: Vec<Responsibility>,
}

/// One responsibility with its source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Responsibility {
    /// The subject area (område).
    #[field(scale = "subject-area")]
    #[serde(default)]
    pub area: Term,
    /// The regulation and its paragraph (reglemente).
    #[field(optional)]
    #[serde(default)]
    pub source: String,
    /// The regulation in the register of documents (reglementet).
    #[field(to("document"))]
    pub regulation: Option<Id>,
    /// Which part of the area, where it is shared with others (del av området): ORG-09.
    pub part: Option<String>,
}

/// A unit and all units below it, found among `units` by their parents.
pub fn with_all_below(top: Id<Unit>, units: &[(Id<Unit>, Unit)]) -> BTreeSet<Id<Unit>> {
    let mut found = BTreeSet::from([top]);
    loop {
        let below =
            units.iter().filter(|(_, unit)| unit.parent.is_some_and(|p| found.contains(&p)));
        let more: Vec<_> = below.map(|(id, _)| *id).filter(|id| !found.contains(id)).collect();
        if more.is_empty() {
            return found;
        }
        found.extend(more);
    }
}

/// What a unit is held to.
pub fn rules(unit: &Unit, around: &Around) -> Vec<Finding> {
    [
        crate::person::ends_before_it_starts("ORG-01", &unit.period),
        ended_without_motive(unit),
        lives_longer_than_its_parent(unit, around),
        has_no_assignment(unit, around),
        is_unclear(unit),
        has_no_coordinator(unit, around),
    ]
    .into_iter()
    .flatten()
    .chain(responsibilities::faults(unit, around))
    .collect()
}

/// ORG-02: a reorganisation has a date and a motive.
fn ended_without_motive(unit: &Unit) -> Option<Finding> {
    let motive = unit.ended_because.as_ref().is_some_and(|why| !why.0.trim().is_empty());
    (unit.period.to.is_some() && !motive)
        .then(|| Finding::blocking("ORG-02").variant("motive").on("ended_because"))
}

/// ORG-02: a unit that lives on needs a parent that does.
fn lives_longer_than_its_parent(unit: &Unit, around: &Around) -> Option<Finding> {
    let parent = around.near.linked(unit.parent?)?;
    let today = around.today();
    (unit.period.holds(today) && !parent.period.holds(today)).then(|| {
        Finding::warning("ORG-02").variant("parent").on("parent").with("parent", parent.name)
    })
}

/// ORG-27: a unit's assignment is in writing. What lies outside the region has none to write.
fn has_no_assignment(unit: &Unit, around: &Around) -> Option<Finding> {
    let lives = unit.period.holds(around.today());
    (lives && unit.unit_type.0 != EXTERNAL && unit.assignment.is_none())
        .then(|| Finding::warning("ORG-27").on("assignment"))
}

/// ORG-27: what is unclear in an assignment is seen until it is not.
fn is_unclear(unit: &Unit) -> Option<Finding> {
    let unclear = unit.unclear.as_ref().filter(|unclear| !unclear.0.trim().is_empty());
    unclear.map(|_| Finding::warning("ORG-27").variant("unclear").on("unclear"))
}

/// ORG-09: each administration has its coordinator of information security.
fn has_no_coordinator(unit: &Unit, around: &Around) -> Option<Finding> {
    let today = around.today();
    let concerned = unit.unit_type.0 == ADMINISTRATION && unit.period.holds(today);
    let held = |one: &Assignment| one.role.0 == COORDINATOR && one.period.holds(today);
    let there = around.near.pointing::<Assignment>().any(|(_, one)| held(&one));
    (concerned && !there).then(|| Finding::warning("ORG-09").variant("coordinator"))
}

/// The type of what lies outside the region.
pub const EXTERNAL: &str = "external";
/// The type of what carries out a board's tasks.
pub const ADMINISTRATION: &str = "administration";
/// The types of political bodies: what answers for an area towards the assembly (ORG-03, T31).
pub const BODIES: [&str; 3] = ["assembly", "board", "committee"];
/// The role that coordinates an administration's information security.
pub const COORDINATOR: &str = "information-security-coordinator";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check, near};
    use stadga_model::{Instant, body_of};
    use stadga_testkit::rules::pointing;

    pub(super) fn unit(from: &str, to: Option<&str>) -> Unit {
        Unit {
            name: "IT-avdelningen".into(),
            short: None,
            unit_type: Term::from("operative"),
            parent: None,
            period: Period {
                from: from.parse().unwrap(),
                to: to.map(|date| date.parse().unwrap()),
            },
            ended_because: None,
            succeeded_by: None,
            assignment: Some("Driver regionens IT.".into()),
            purpose: None,
            follow_up: None,
            unclear: None,
            partner_type: None,
            responsibilities: Vec::new(),
        }
    }

    #[test]
    fn org_01_a_unit_cannot_end_before_it_starts() {
        let mut wrong = unit("2023-01-01", Some("2022-12-31"));
        wrong.ended_because = Some("Sammanslagning".into());
        assert_eq!(check(rules, &wrong, &near(&[])), ["finding-org-01-period"]);
    }

    #[test]
    fn org_02_an_end_needs_a_motive() {
        let mut ended = unit("2015-01-01", Some("2022-12-31"));
        assert_eq!(check(rules, &ended, &near(&[])), ["finding-org-02-motive"]);
        ended.ended_because = Some("IT blev en regionövergripande avdelning.".into());
        assert!(check(rules, &ended, &near(&[])).is_empty());
    }

    #[test]
    fn org_02_a_unit_under_an_ended_one_is_shown() {
        let id: Id<Unit> = Id::new(Instant::UNIX_EPOCH);
        let mut child = unit("2015-01-01", None);
        child.parent = Some(id);
        let mut parent = unit("2015-01-01", Some("2022-12-31"));
        parent.ended_because = Some("Nedlagd".into());
        let around = near(&[(id.cast(), Unit::KIND, body_of(&parent).unwrap())]);
        assert_eq!(check(rules, &child, &around), ["finding-org-02-parent"]);
    }

    #[test]
    fn sec_08_what_is_below_is_found_level_by_level_and_never_round_and_round() {
        let id = |second| Id::<Unit>::new(Instant::from_second(second).unwrap());
        let [top, middle, low, other] = [1, 2, 3, 4].map(id);
        let under = |parent| Unit { parent: Some(parent), ..unit("2015-01-01", None) };
        let units = [
            (low, under(middle)),
            (middle, under(top)),
            (top, under(low)),
            (other, unit("2015-01-01", None)),
        ];
        assert_eq!(with_all_below(top, &units), BTreeSet::from([top, middle, low]));
        assert_eq!(with_all_below(other, &units), BTreeSet::from([other]));
    }

    #[test]
    fn org_09_an_administration_has_a_coordinator() {
        let mut unit = unit("2015-01-01", None);
        unit.unit_type = Term::from(ADMINISTRATION);
        assert_eq!(check(rules, &unit, &near(&[])), ["finding-org-09-coordinator"]);
        let json = serde_json::json!({"title": "S", "role": COORDINATOR,
            "unit": Id::<Unit>::new(Instant::UNIX_EPOCH), "period": {"from": "2020-01-01"}});
        let coordinator: Assignment = serde_json::from_value(json).unwrap();
        assert!(check(rules, &unit, &pointing("unit", &[coordinator])).is_empty());
    }

    #[test]
    fn org_27_what_is_unclear_is_seen() {
        let mut unit = unit("2015-01-01", None);
        unit.unclear = Some("Vem som prioriterar.".into());
        assert_eq!(check(rules, &unit, &near(&[])), ["finding-org-27-unclear"]);
    }

    #[test]
    fn org_27_a_unit_without_written_assignment_is_shown_unless_it_is_external() {
        let mut unit = unit("2015-01-01", None);
        unit.assignment = None;
        assert_eq!(check(rules, &unit, &near(&[])), ["finding-org-27"]);
        unit.unit_type = Term::from(EXTERNAL);
        assert!(check(rules, &unit, &near(&[])).is_empty());
    }
}
