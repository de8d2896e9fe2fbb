//! Role assignments: who holds which role where, when, with how much of their time; or that nobody does.

use serde::{Deserialize, Serialize};
use stadga_model::{Around, Date, Finding, Id, Period, Prose, Record, Row, Term};

use crate::{Person, Unit};

/// A role given to a person, or vacant (rolltilldelning): ORG-07, ORG-12, ORG-13, ORG-25.
///
/// A person may hold many, whichever unit the person is employed by.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(kind = "assignment", prefix = "ROLL", title = "title", unit = "unit")]
pub struct Assignment {
    /// What it is called (benämning): "Objektägare vårdinformation".
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// The role (roll).
    #[field(list, filter, sort, scale = "role")]
    #[serde(default)]
    pub role: Term,
    /// Who holds it; nobody means vacant (innehavare).
    #[field(list, filter)]
    pub person: Option<Id<Person>>,
    /// Where it is held (enhet).
    #[field(list, filter)]
    pub unit: Id<Unit>,
    /// What it concerns, if one thing: an object, a system (avser).
    pub about: Option<Id>,
    /// Where the role counts, if not all over its unit or the organisation (omfattning): SEC-08, SEC-10.
    #[field(group = "scope")]
    #[serde(default)]
    pub scope: Vec<Id<Unit>>,
    /// The records that it counts for, if for single ones (poster): INC-06.
    #[field(group = "scope", to())]
    #[serde(default)]
    pub records: Vec<Id>,
    /// The objects and object families that it counts for, each with all that lies within it (objekt): SEC-08.
    #[field(group = "scope", to("family", "object", "configuration-item"))]
    #[serde(default)]
    pub within: Vec<Id>,
    /// The sub-area of information security that it answers for (delområde): ORG-08.
    #[field(filter, scale = "subject-area")]
    pub area: Option<Term>,
    /// From when to when (period).
    #[field(group = "time")]
    pub period: Period,
    /// How much of the working time, in per cent (andel av arbetstid).
    #[field(group = "time")]
    pub share: Option<i64>,
    /// Acting until someone is appointed (tillförordnad, tf): ORG-25.
    #[field(list, filter, group = "standing")]
    #[serde(default)]
    pub acting: bool,
    /// The assignment that this one stands in for (ersättare för). A deputy's role counts while nobody holds that one, and
    /// at the times below: ORG-13.
    #[field(group = "standing")]
    pub deputy_for: Option<Id<Assignment>>,
    /// When the deputy serves in the holder's absence (tjänstgör).
    #[field(group = "standing")]
    #[serde(default)]
    pub serves: Vec<Service>,
    /// What else is good to know (anteckning).
    #[field(group = "standing")]
    pub note: Option<Prose>,
    /// Whether the organisation's directory gave it, and may end it (från katalogen).
    #[field(filter, fixed, group = "standing")]
    #[serde(default)]
    pub from_directory: bool,
}

/// A time at which a deputy serves.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Service {
    /// From when to when.
    pub period: Period,
}

/// What a role assignment is held to.
pub fn rules(assignment: &Assignment, around: &Around) -> Vec<Finding> {
    let own = [
        crate::person::ends_before_it_starts("ORG-12", &assignment.period),
        impossible_share(assignment),
        acts_without_person(assignment),
    ];
    let mut findings: Vec<_> = own.into_iter().flatten().collect();
    if assignment.period.holds(around.today()) {
        let today = [
            is_vacant(assignment),
            holder_has_left(assignment, around),
            unit_is_gone(assignment, around),
        ];
        findings.extend(today.into_iter().flatten());
    }
    findings
}

impl Assignment {
    /// Whether its role counts on a day (ORG-12, ORG-13). `stood_in_for` is the assignment that it is a deputy for.
    pub fn counts_on(&self, date: Date, stood_in_for: Option<&Self>) -> bool {
        let serves = self.serves.iter().any(|service| service.period.holds(date));
        let held = |other: &Self| other.person.is_some() && other.period.holds(date);
        self.period.holds(date) && (serves || !stood_in_for.is_some_and(held))
    }
}

/// ORG-12: a share of working time is 1–100 per cent.
fn impossible_share(assignment: &Assignment) -> Option<Finding> {
    let share = assignment.share.filter(|share| !(1..=100).contains(share))?;
    Some(Finding::blocking("ORG-12").variant("share").on("share").with("share", share))
}

/// ORG-25: only someone can be acting.
fn acts_without_person(assignment: &Assignment) -> Option<Finding> {
    (assignment.acting && assignment.person.is_none())
        .then(|| Finding::blocking("ORG-25").variant("nobody").on("acting"))
}

/// ORG-13: a vacancy is seen.
fn is_vacant(assignment: &Assignment) -> Option<Finding> {
    assignment.person.is_none().then(|| Finding::warning("ORG-13").variant("vacant").on("person"))
}

/// ORG-13: the holder has left but the assignment goes on.
fn holder_has_left(assignment: &Assignment, around: &Around) -> Option<Finding> {
    let person = around.near.linked(assignment.person?)?;
    (!person.period.holds(around.today())).then(|| {
        Finding::warning("ORG-13").variant("left").on("person").with("person", person.name)
    })
}

/// ORG-02: the unit has ended but the assignment goes on.
fn unit_is_gone(assignment: &Assignment, around: &Around) -> Option<Finding> {
    let unit = around.near.linked(assignment.unit)?;
    (!unit.period.holds(around.today()))
        .then(|| Finding::warning("ORG-02").variant("unit").on("unit").with("unit", unit.name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check, near};
    use stadga_model::{Instant, body_of};

    fn id<T>(second: i64) -> Id<T> {
        Id::new(Instant::from_second(second).unwrap())
    }

    fn assignment(person: Option<Id<Person>>) -> Assignment {
        Assignment {
            scope: Vec::new(),
            records: Vec::new(),
            within: Vec::new(),
            title: "Informationssäkerhetssamordnare".into(),
            role: Term::from("information-security-strategist"),
            person,
            unit: id(1),
            about: None,
            area: None,
            period: Period { from: "2020-01-01".parse().unwrap(), to: None },
            share: Some(50),
            acting: false,
            deputy_for: None,
            serves: Vec::new(),
            note: None,
            from_directory: false,
        }
    }

    #[test]
    fn org_12_a_share_is_a_part_of_the_working_time() {
        let mut wrong = assignment(Some(id(2)));
        for share in [0, 101, -5] {
            wrong.share = Some(share);
            assert_eq!(check(rules, &wrong, &near(&[])), ["finding-org-12-share"]);
        }
        wrong.share = Some(100);
        assert!(check(rules, &wrong, &near(&[])).is_empty());
    }

    #[test]
    fn org_13_a_vacancy_is_seen_while_it_lasts() {
        let mut vacant = assignment(None);
        assert_eq!(check(rules, &vacant, &near(&[])), ["finding-org-13-vacant"]);
        vacant.period.to = "2021-12-31".parse().ok();
        assert!(check(rules, &vacant, &near(&[])).is_empty());
    }

    #[test]
    fn org_13_a_holder_who_has_left_is_seen() {
        let who: Id<Person> = id(2);
        let left = Person {
            name: "IT-chef".into(),
            email: None,
            unit: None,
            period: Period { from: "2010-01-01".parse().unwrap(), to: "2022-03-31".parse().ok() },
        };
        let around = near(&[(who.cast(), Person::KIND, body_of(&left).unwrap())]);
        assert_eq!(check(rules, &assignment(Some(who)), &around), ["finding-org-13-left"]);
    }

    #[test]
    fn org_13_a_deputy_counts_while_the_place_is_empty_and_when_serving() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let (mut held, mut deputy) = (assignment(Some(id(2))), assignment(Some(id(3))));
        held.period.to = Some(day("2026-05-31"));
        assert!(!deputy.counts_on(day("2026-05-31"), Some(&held)));
        assert!(deputy.counts_on(day("2026-06-01"), Some(&held)));
        let period = Period { from: day("2026-02-01"), to: Some(day("2026-02-07")) };
        deputy.serves.push(Service { period });
        assert!(deputy.counts_on(day("2026-02-07"), Some(&held)));
        assert!(!deputy.counts_on(day("2026-02-08"), Some(&held)));
        deputy.period.to = Some(day("2026-02-03"));
        assert!(
            !deputy.counts_on(day("2026-02-04"), Some(&held)),
            "only as long as one is a deputy"
        );
        held.person = None;
        assert!(deputy.counts_on(day("2026-01-15"), Some(&held)), "nobody holds a vacant role");
        assert!(
            deputy.counts_on(day("2026-01-15"), None),
            "whoever is nobody's deputy simply holds it"
        );
    }

    #[test]
    fn org_25_nobody_cannot_be_acting() {
        let mut acting = assignment(None);
        acting.acting = true;
        let found = check(rules, &acting, &near(&[]));
        assert_eq!(found, ["finding-org-25-nobody", "finding-org-13-vacant"]);
    }
}
