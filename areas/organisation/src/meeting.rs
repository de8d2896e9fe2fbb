//! Meetings: what a body or forum is to take up, who came, and what came of it.

use serde::{Deserialize, Serialize};
use stadga_model::{
    Around, Choice, Date, FileId, Finding, Id, Lifecycle, Move, Prose, Record, Row, Term,
};

use crate::{Forum, Person, Unit, forum::EXTERNAL};

/// A meeting (möte, sammanträde): ORG-18, ORG-19, ORG-24.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "meeting",
    prefix = "MÖTE",
    title = "title",
    state = "state",
    unit = "unit",
    owner = "secretary"
)]
pub struct Meeting {
    /// What it is called (rubrik): "Informationssäkerhetsrådet i december".
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// How far it has come (läge).
    #[field(list, filter, fixed)]
    #[serde(default)]
    pub state: State,
    /// Who meets (organ eller forum).
    #[field(list, filter, to("unit", "forum"))]
    pub body: Id,
    /// The unit that it belongs to (enhet).
    #[field(filter)]
    pub unit: Option<Id<Unit>>,
    /// Who calls it and writes its notes (sekreterare).
    #[field(filter)]
    pub secretary: Option<Id<Person>>,
    /// The day (dag).
    #[field(list, sort, filter, group = "when")]
    pub date: Date,
    /// When it begins, as 09:00 (börjar).
    #[field(list, group = "when")]
    pub starts: Option<String>,
    /// When it ends, as 11:30 (slutar).
    #[field(group = "when")]
    pub ends: Option<String>,
    /// Where (plats).
    #[field(group = "when")]
    pub place: Option<String>,
    /// What is taken up, in order (dagordning).
    #[field(group = "agenda")]
    #[serde(default)]
    pub agenda: Vec<Item>,
    /// Who was there (närvaro).
    #[field(group = "after")]
    #[serde(default)]
    pub attendance: Vec<Attendance>,
    /// What was said (anteckningar).
    #[field(search, group = "after")]
    pub notes: Option<Prose>,
    /// The minutes or notes as a file (protokoll).
    #[field(group = "after")]
    pub file: Option<FileId>,
}

/// An item of the agenda.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Item {
    /// What it is about (ärende).
    #[serde(default)]
    pub title: String,
    /// What is asked of the meeting (mötet ska).
    #[serde(default)]
    pub purpose: Purpose,
    /// The record that it is about (avser).
    pub about: Option<Id>,
    /// How long it takes, in minutes (minuter).
    pub minutes: Option<i64>,
    /// What came of it (utfall).
    pub outcome: Option<String>,
}

/// What an item asks of the meeting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// To decide (besluta).
    #[default]
    Decide,
    /// To prepare a decision that others take (bereda).
    Prepare,
    /// To follow up (följa upp).
    FollowUp,
    /// To be told (informeras).
    BeInformed,
}

/// Somebody who was to come.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Attendance {
    /// In which role (roll).
    #[field(scale = "role")]
    pub role: Option<Term>,
    /// Who (person).
    pub person: Option<Id<Person>>,
    /// For whom (företräder): ORG-24.
    #[field(scale = "party")]
    pub party: Option<Term>,
    /// Whether they came (kom).
    #[serde(default)]
    pub came: Came,
}

/// Whether a member came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum Came {
    /// Was there (närvarande).
    #[default]
    Present,
    /// Someone else came instead (ersättare kom).
    Deputy,
    /// Did not come (frånvarande).
    Absent,
}

/// How far a meeting has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Has its day (planerat).
    #[default]
    Planned,
    /// The members have the agenda (kallat).
    Called,
    /// Has been (hållet).
    Held,
    /// Did not take place (inställt).
    Cancelled,
}

/// The way of a meeting.
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "planned",
    moves: &[
        Move { name: "call", from: &["planned"], to: "called" },
        Move { name: "hold", from: &["called", "planned"], to: "held" },
        Move { name: "cancel", from: &["planned", "called"], to: "cancelled" },
    ],
    back: &["cancel"],
};

impl Meeting {
    /// Whether anybody of ours was there.
    pub fn anyone_came(&self) -> bool {
        self.attendance.iter().any(|row| row.came != Came::Absent)
    }

    /// Whether it is still to come.
    pub fn is_coming(&self) -> bool {
        matches!(self.state, State::Planned | State::Called)
    }

    /// Whether a record stands on the agenda.
    pub fn takes_up(&self, record: Id) -> bool {
        self.agenda.iter().any(|item| item.about == Some(record))
    }
}

/// What a meeting is held to: ORG-18, ORG-19.
pub fn rules(meeting: &Meeting, around: &Around) -> Vec<Finding> {
    let mut findings = wrong_times(meeting);
    let today = around.today();
    match meeting.state {
        State::Held if meeting.date > today => {
            findings.push(Finding::blocking("ORG-18").variant("future").on("date"));
        }
        State::Held => findings.extend(nobody_came(meeting, around)),
        State::Called if meeting.agenda.is_empty() => {
            findings.push(Finding::warning("ORG-18").variant("agenda").on("agenda"));
        }
        _ => {}
    }
    if meeting.is_coming() && meeting.date < today {
        let passed = Finding::warning("ORG-18").variant("passed").on("date");
        findings.push(passed.with("date", meeting.date));
    }
    findings
}

/// ORG-19: of a forum of others it is told that nobody of ours came; of our own, that nobody noted who did.
fn nobody_came(meeting: &Meeting, around: &Around) -> Option<Finding> {
    let forum: Option<Forum> = around.near.linked(meeting.body.cast());
    let outside = forum.is_some_and(|forum| forum.forum_type.0 == EXTERNAL);
    match (outside, meeting.attendance.is_empty()) {
        (true, _) if !meeting.anyone_came() => {
            Some(Finding::warning("ORG-19").variant("unrepresented").on("attendance"))
        }
        (false, true) => Some(Finding::warning("ORG-18").variant("attendance").on("attendance")),
        _ => None,
    }
}

/// ORG-18: times are written as 09:00, and the end comes after the beginning.
fn wrong_times(meeting: &Meeting) -> Vec<Finding> {
    let fault = |variant, field: &str| Finding::blocking("ORG-18").variant(variant).on(field);
    let said = [("starts", &meeting.starts), ("ends", &meeting.ends)];
    let wrong = said.into_iter().filter(|(_, text)| text.is_some() && clock(text).is_none());
    let mut faults: Vec<_> = wrong.map(|(field, _)| fault("clock", field)).collect();
    if let (Some(starts), Some(ends)) = (clock(&meeting.starts), clock(&meeting.ends))
        && ends <= starts
    {
        faults.push(fault("ends", "ends"));
    }
    faults
}

/// Hour and minute of a time that is written as 09:00.
pub fn clock(text: &Option<String>) -> Option<(i8, i8)> {
    let (hour, minute) = text.as_deref()?.trim().split_once(':')?;
    let whole = |part: &str| part.parse().ok().filter(|_| part.len() == 2);
    let (hour, minute): (i8, i8) = (whole(hour)?, whole(minute)?);
    ((0..24).contains(&hour) && (0..60).contains(&minute)).then_some((hour, minute))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check, near};
    use stadga_model::body_of;
    use stadga_testkit::rules::id;

    fn meeting(state: &str, date: &str) -> Meeting {
        let json = serde_json::json!({"title": "Rådet", "state": state, "date": date, "body": id::<()>(1)});
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn org_18_a_meeting_that_was_held_has_been_and_says_who_came() {
        let found = |state, date| check(rules, &meeting(state, date), &near(&[]));
        assert_eq!(found("held", "2024-01-25"), ["finding-org-18-future"]);
        assert_eq!(found("held", "2024-01-24"), ["finding-org-18-attendance"]);
        assert_eq!(found("planned", "2024-01-23"), ["finding-org-18-passed"]);
        assert_eq!(found("called", "2024-02-01"), ["finding-org-18-agenda"]);
        assert!(found("cancelled", "2024-01-23").is_empty());
    }

    #[test]
    fn org_18_times_are_written_as_times_and_go_forward() {
        let mut meeting = meeting("planned", "2024-02-01");
        let mut found = |starts: &str, ends: &str| {
            (meeting.starts, meeting.ends) = (Some(starts.into()), Some(ends.into()));
            check(rules, &meeting, &near(&[]))
        };
        assert!(found("09:00", "11:30").is_empty());
        assert_eq!(found("9:00", "25:00"), ["finding-org-18-clock", "finding-org-18-clock"]);
        assert_eq!(found("09:00", "09:00"), ["finding-org-18-ends"]);
    }

    #[test]
    fn org_19_a_forum_of_others_where_nobody_of_ours_came_is_told() {
        let forum = serde_json::json!({"name": "Kundgrupp", "forum_type": "external", "purpose": "",
            "unit": id::<()>(2), "period": {"from": "2020-01-01"}});
        let forum: Forum = serde_json::from_value(forum).unwrap();
        let around = near(&[(id(1), Forum::KIND, body_of(&forum).unwrap())]);
        let mut held = meeting("held", "2024-01-10");
        assert_eq!(check(rules, &held, &around), ["finding-org-19-unrepresented"]);
        held.attendance =
            vec![Attendance { role: None, person: None, party: None, came: Came::Deputy }];
        assert!(check(rules, &held, &around).is_empty());
    }
}
