//! Forums: where people meet to prepare, steer or inform each other.

use serde::{Deserialize, Serialize};
use stadga_model::{Around, Choice, Finding, Id, Period, Prose, Record, Row, Term};

use crate::{Person, Unit};

/// A forum (forum, råd, styrgrupp): ORG-18.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(kind = "forum", prefix = "FOR", title = "name", unit = "unit")]
pub struct Forum {
    /// What it is called (namn).
    #[field(list, sort, search)]
    #[serde(default)]
    pub name: String,
    /// What sort of forum (typ).
    #[field(list, filter, scale = "forum-type")]
    #[serde(default)]
    pub forum_type: Term,
    /// What it is for (syfte).
    #[field(search)]
    #[serde(default)]
    pub purpose: Prose,
    /// The body it belongs to and reports to (hör till).
    #[field(list, filter)]
    pub unit: Id<Unit>,
    /// When it exists (giltig).
    pub period: Period,
    /// When it meets (mötesplan).
    #[field(group = "meetings")]
    pub meeting_plan: Option<Prose>,
    /// Who sits in it (ledamöter).
    #[field(group = "meetings")]
    #[serde(default)]
    pub members: Vec<Member>,
}

/// A seat in a forum: a person, or a role whoever holds it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Member {
    /// What the member does there (uppgift).
    pub part: Part,
    /// The role that the seat belongs to (roll).
    #[field(scale = "role")]
    pub role: Option<Term>,
    /// The person in the seat (person).
    pub person: Option<Id<Person>>,
}

/// What a member does in a forum.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// Leads it (ordförande).
    Chair,
    /// Takes part in what it decides (ledamot).
    #[default]
    Member,
    /// Stands in for a member (ersättare).
    Deputy,
    /// Writes the notes (sekreterare).
    Secretary,
    /// Is there when asked (adjungerad).
    CoOpted,
}

/// What a forum is held to.
pub fn rules(forum: &Forum, around: &Around) -> Vec<Finding> {
    let mut findings: Vec<_> =
        crate::person::ends_before_it_starts("ORG-18", &forum.period).into_iter().collect();
    findings.extend(empty_seats(forum));
    let chaired = forum.members.iter().any(|member| member.part == Part::Chair);
    if forum.period.holds(around.today()) && !chaired {
        findings.push(Finding::warning("ORG-18").variant("chair").on("members"));
    }
    findings
}

/// ORG-18: a seat belongs to a role or to a person.
fn empty_seats(forum: &Forum) -> impl Iterator<Item = Finding> {
    let empty = |member: &Member| member.role.is_none() && member.person.is_none();
    let seats = forum.members.iter().enumerate().filter(move |(_, member)| empty(member));
    seats
        .map(|(at, _)| Finding::blocking("ORG-18").variant("seat").on(format!("members.{at}.role")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check, near};
    use stadga_model::Instant;

    fn forum(members: Vec<Member>) -> Forum {
        Forum {
            name: "Informationssäkerhetsrådet".into(),
            forum_type: Term::from("council"),
            purpose: "Samordnar arbetet med informationssäkerhet.".into(),
            unit: Id::new(Instant::UNIX_EPOCH),
            period: Period { from: "2020-01-01".parse().unwrap(), to: None },
            meeting_plan: None,
            members,
        }
    }

    #[test]
    fn org_18_a_forum_has_a_chair() {
        assert_eq!(check(rules, &forum(Vec::new()), &near(&[])), ["finding-org-18-chair"]);
        let chair =
            Member { part: Part::Chair, role: Some(Term::from("it-manager")), person: None };
        assert!(check(rules, &forum(vec![chair]), &near(&[])).is_empty());
    }

    #[test]
    fn org_18_a_seat_belongs_to_a_role_or_a_person() {
        let seat = Member { part: Part::Chair, role: None, person: None };
        assert_eq!(check(rules, &forum(vec![seat]), &near(&[])), ["finding-org-18-seat"]);
    }
}
