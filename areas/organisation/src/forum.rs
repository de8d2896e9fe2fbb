//! Forums: where people meet to prepare, steer or inform each other.

use serde::{Deserialize, Serialize};
use stadga_model::{Around, Choice, Finding, Id, Period, Prose, Record, Row, Term};

use crate::{Meeting, Person, Unit, meeting::State};

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
    /// What comes to it (underlag): ORG-18.
    #[field(group = "meetings")]
    pub inputs: Option<Prose>,
    /// What it decides itself (beslutar om): ORG-18.
    #[field(group = "meetings")]
    pub decides: Option<Prose>,
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
    /// For whom the member sits there (företräder): ORG-24.
    #[field(scale = "party")]
    pub party: Option<Term>,
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
    findings.extend(is_unrepresented(forum, around));
    let chaired = forum.members.iter().any(|member| member.part == Part::Chair);
    if forum.period.holds(around.today()) && !chaired {
        findings.push(Finding::warning("ORG-18").variant("chair").on("members"));
    }
    findings
}

/// The type of a forum that others hold.
pub const EXTERNAL: &str = "external";

/// ORG-19: in a forum of others somebody sits for us, and was there the last time.
fn is_unrepresented(forum: &Forum, around: &Around) -> Option<Finding> {
    if forum.forum_type.0 != EXTERNAL || !forum.period.holds(around.today()) {
        return None;
    }
    if forum.members.is_empty() {
        return Some(Finding::warning("ORG-19").variant("nobody").on("members"));
    }
    let held = around.near.pointing::<Meeting>().map(|(_, meeting)| meeting);
    let last = held.filter(|meeting| meeting.state == State::Held).max_by_key(|m| m.date)?;
    let missed = Finding::warning("ORG-19").variant("missed").with("date", last.date);
    (!last.anyone_came()).then_some(missed)
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
    use stadga_testkit::rules::pointing;

    fn forum(members: Vec<Member>) -> Forum {
        Forum {
            name: "Informationssäkerhetsrådet".into(),
            forum_type: Term::from("council"),
            purpose: "Samordnar arbetet med informationssäkerhet.".into(),
            unit: Id::new(Instant::UNIX_EPOCH),
            period: Period { from: "2020-01-01".parse().unwrap(), to: None },
            inputs: None,
            decides: None,
            meeting_plan: None,
            members,
        }
    }

    #[test]
    fn org_18_a_forum_has_a_chair() {
        assert_eq!(check(rules, &forum(Vec::new()), &near(&[])), ["finding-org-18-chair"]);
        let chair = Member {
            part: Part::Chair,
            role: Some(Term::from("it-manager")),
            person: None,
            party: None,
        };
        assert!(check(rules, &forum(vec![chair]), &near(&[])).is_empty());
    }

    #[test]
    fn org_18_a_seat_belongs_to_a_role_or_a_person() {
        let seat = Member { part: Part::Chair, role: None, person: None, party: None };
        assert_eq!(check(rules, &forum(vec![seat]), &near(&[])), ["finding-org-18-seat"]);
    }

    #[test]
    fn org_19_a_forum_of_others_has_someone_of_ours_who_was_there_last() {
        let mut outside = forum(Vec::new());
        outside.forum_type = Term::from(EXTERNAL);
        assert!(check(rules, &outside, &near(&[])).contains(&"finding-org-19-nobody".to_owned()));
        let seat = Member {
            part: Part::Chair,
            role: Some(Term::from("it-manager")),
            person: None,
            party: None,
        };
        outside.members = vec![seat];
        let held = |date: &str, came: &str| -> Meeting {
            serde_json::from_value(
                serde_json::json!({"title": "Möte", "state": "held", "date": date,
                "body": Id::<Forum>::new(Instant::UNIX_EPOCH),
                "attendance": [{"role": "it-manager", "came": came}]}),
            )
            .unwrap()
        };
        let (then, now) = (held("2023-03-01", "present"), held("2023-10-01", "absent"));
        let found = check(rules, &outside, &pointing("body", &[then.clone(), now]));
        assert_eq!(found, ["finding-org-19-missed"]);
        let later = held("2023-11-01", "deputy");
        assert!(check(rules, &outside, &pointing("body", &[then, later])).is_empty());
    }
}
