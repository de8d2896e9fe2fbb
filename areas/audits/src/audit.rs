//! An audit (granskning): who examined what, for whom and when, and what they ask the answer to contain.

use crate::{audit_plan::AuditPlan, recommendation::Recommendation};
use serde::{Deserialize, Serialize};
use stadga_model::{
    Around, Choice, Date, FileId, Finding, Id, Lifecycle, Move, Period, Prose, Record, Row, Term,
};
use stadga_organisation::{Person, Unit};

/// An audit, from the report's arrival to its last follow-up (AUD-01…08, AUD-11, AUD-14, AUD-18, AUD-30, AUD-32).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "audit",
    prefix = "GRA",
    title = "title",
    state = "state",
    unit = "unit",
    owner = "owner"
)]
pub struct Audit {
    /// What the report is called (rubrik).
    #[serde(default)]
    #[field(list, sort, search)]
    pub title: String,
    /// Kind of audit (granskningstyp), AUD-01.
    #[serde(default)]
    #[field(list, filter, sort, scale = "audit-type")]
    pub category: Term,
    /// How far it has come.
    #[serde(default)]
    #[field(list, filter, sort, fixed)]
    pub state: State,
    /// The unit that is examined and asked to answer (svarande nämnd).
    #[field(list, filter)]
    pub unit: Option<Id<Unit>>,
    /// The person who holds the answer together (handläggare).
    #[field(list, filter)]
    pub owner: Option<Id<Person>>,
    /// Diary number (diarienummer), AUD-03.
    #[field(list, sort, search, group = "identity")]
    pub diary_number: Option<String>,
    /// The report's own number (rapportnummer).
    #[field(sort, search, group = "identity")]
    pub report_number: Option<String>,
    /// When the report was fixed (fastställd).
    #[field(list, sort, group = "identity")]
    pub fixed_on: Option<Date>,
    /// Who ordered it (uppdragsgivare).
    #[field(filter, group = "identity")]
    pub client: Option<Id<Unit>>,
    /// Who did it (utförare): a firm or an office.
    #[field(filter, search, group = "identity")]
    pub performer: Option<String>,
    /// When it was done.
    #[field(group = "identity")]
    pub period: Option<Period>,
    /// Functions to contact.
    #[serde(default)]
    #[field(group = "identity")]
    pub contacts: Vec<String>,
    /// Roles in the assignment, by function and never by name.
    #[serde(default)]
    #[field(group = "identity")]
    pub roles: Vec<Role>,
    /// The date that the assessment is about (bedömningsdatum), AUD-11.
    #[field(sort, group = "identity")]
    pub assessed_on: Option<Date>,
    /// That date in the report's own words.
    #[field(group = "identity")]
    pub assessed_as_written: Option<String>,
    /// What the audit is to find out (syfte), AUD-04.
    #[field(search, group = "content")]
    pub purpose: Option<Prose>,
    /// What is judged against (revisionskriterier), AUD-05.
    #[serde(default)]
    #[field(group = "content")]
    pub criteria: Vec<Criterion>,
    /// What is left out (avgränsningar), AUD-07.
    #[serde(default)]
    #[field(group = "content")]
    pub delimitations: Vec<String>,
    /// How it was done (metod).
    #[serde(default)]
    #[field(group = "content")]
    pub methods: Vec<String>,
    /// Summed-up verdict as the auditors wrote it (samlad bedömning), AUD-10.
    #[field(search, group = "content")]
    pub verdict_as_written: Option<Prose>,
    /// The summed-up verdict on the scale.
    #[field(list, filter, group = "content", scale = "audit-verdict")]
    pub verdict: Option<Term>,
    /// Documents seen (granskade dokument), AUD-06.
    #[serde(default)]
    #[field(group = "evidence")]
    pub documents: Vec<SeenDocument>,
    /// Functions interviewed.
    #[serde(default)]
    #[field(group = "evidence")]
    pub interviews: Vec<Interview>,
    /// Pages observed.
    #[serde(default)]
    #[field(group = "evidence")]
    pub observations: Vec<Observation>,
    /// Earlier audits that this one builds on.
    #[serde(default)]
    #[field(group = "evidence")]
    pub earlier: Vec<Id<Audit>>,
    /// Remarks from the fact check (sakgranskning), kept apart from the auditors' text, AUD-08.
    #[serde(default)]
    #[field(group = "evidence")]
    pub fact_checks: Vec<FactCheck>,
    /// The parts that the answer must have, AUD-14.
    #[serde(default)]
    #[field(group = "request")]
    pub requested_parts: Vec<RequestedPart>,
    /// When the answer is due.
    #[field(list, sort, group = "request")]
    pub answer_due: Option<Date>,
    /// Whether the auditors ask for a later checkpoint (avstämning), AUD-18.
    #[serde(default)]
    #[field(group = "request")]
    pub checkpoint_asked: bool,
    /// To whom report and cover letter went, and when, AUD-32.
    #[serde(default)]
    #[field(group = "request")]
    pub dispatches: Vec<Dispatch>,
    /// Where in the auditors' plan it stands, AUD-26.
    #[field(group = "plan")]
    pub plan: Option<Id<AuditPlan>>,
    /// For a pre-study: whether it leads to a deeper audit, AUD-02.
    #[field(group = "plan")]
    pub deepened: Option<Deepened>,
    /// The decision of that.
    #[field(group = "plan", to("decision"))]
    pub deepening: Option<Id>,
    /// A consultant's assignment (uppdrag), AUD-30.
    #[field(group = "review")]
    pub assignment: Option<Prose>,
    /// What lies between present and need (GAP-analys).
    #[serde(default)]
    #[field(group = "review")]
    pub gaps: Vec<Gap>,
    /// The review's phases.
    #[serde(default)]
    #[field(group = "review")]
    pub phases: Vec<Phase>,
    /// The report as it came.
    #[field(group = "files")]
    pub source: Option<FileId>,
    /// What came with it (bilagor).
    #[serde(default)]
    #[field(group = "files")]
    pub attachments: Vec<Attachment>,
}

/// An audit's states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// The report is here.
    #[default]
    Registered,
    /// The answer is being worked on.
    Answering,
    /// The answer has been sent.
    Answered,
    /// The auditors have followed up.
    FollowedUp,
    /// Nothing more is expected.
    Closed,
}

/// Whether a pre-study (förstudie) leads on (AUD-02).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum Deepened {
    /// To a deeper audit.
    Yes,
    /// It ends here.
    No,
}

/// A part that auditors ask for per recommendation (AUD-14).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// Measures taken so far (hittills vidtagna åtgärder).
    Done,
    /// Measures planned (eventuella planerade åtgärder).
    Planned,
    /// When (tidplan).
    Timetable,
    /// Other views (eventuella andra synpunkter).
    Views,
}

impl Part {
    /// The four, in the order in which they are answered.
    pub const ALL: [Self; 4] = [Self::Done, Self::Planned, Self::Timetable, Self::Views];

    /// Its key in texts.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Planned => "planned",
            Self::Timetable => "timetable",
            Self::Views => "views",
        }
    }
}

/// A role in the assignment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Role {
    /// Project leader, expert, quality reviewer …
    #[serde(default)]
    pub role: String,
    /// Whose: a function or a firm, never a person's name.
    pub function: Option<String>,
}

/// What is judged against (AUD-05).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Criterion {
    /// The criterion.
    #[serde(default)]
    pub name: String,
    /// The law it refers to (lagrum), such as `2017:725 6:6`.
    pub law: Option<String>,
}

/// A document that the auditors saw (AUD-06).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct SeenDocument {
    /// Its title.
    #[serde(default)]
    pub title: String,
    /// Its year.
    pub year: Option<i64>,
    /// The last day it is valid.
    pub valid_to: Option<Date>,
    /// Whether it carries no date.
    #[serde(default)]
    pub undated: bool,
}

/// A function that was interviewed (AUD-06).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Interview {
    /// The function.
    #[serde(default)]
    pub function: String,
    /// When.
    pub date: Option<Date>,
}

/// A page that was observed (AUD-06).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Observation {
    /// The page.
    #[serde(default)]
    pub page: String,
    /// When.
    pub date: Option<Date>,
}

/// A remark from the fact check (AUD-08).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct FactCheck {
    /// The passage it is about.
    #[serde(default)]
    pub passage: String,
    /// The remark.
    #[serde(default)]
    pub remark: String,
    /// The function that made it.
    pub function: Option<String>,
    /// When.
    pub date: Option<Date>,
}

/// A part that the answer must have (AUD-14).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct RequestedPart {
    /// Which.
    pub part: Part,
    /// In the auditors' words.
    pub words: Option<String>,
}

/// A sending of the report or its cover letter (AUD-32).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Dispatch {
    /// To which body.
    #[serde(default)]
    pub to: String,
    /// When.
    pub date: Date,
    /// What was sent, attachments named.
    #[serde(default)]
    pub what: String,
}

/// Present, need and action in a consultant's review (AUD-30).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Gap {
    /// How it is (nuläge).
    #[serde(default)]
    pub present: String,
    /// What is needed (behov).
    #[serde(default)]
    pub need: String,
    /// What is proposed (åtgärd).
    pub action: Option<String>,
}

/// A phase of a review (AUD-30).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Phase {
    /// What it is called.
    #[serde(default)]
    pub name: String,
    /// What is done in it.
    pub content: Option<String>,
}

/// A file that came with the report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Attachment {
    /// What it is called.
    #[serde(default)]
    pub name: String,
    /// The file.
    pub file: Option<FileId>,
}

/// The pre-study's key on the scale `audit-type`.
const PRE_STUDY: &str = "pre-study";

/// From the report's arrival to its closing.
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "registered",
    moves: &[
        Move { name: "answer", from: &["registered"], to: "answering" },
        Move { name: "send", from: &["answering"], to: "answered" },
        Move { name: "follow-up", from: &["answered"], to: "followed-up" },
        Move { name: "close", from: &["registered", "answered", "followed-up"], to: "closed" },
        Move { name: "reopen", from: &["closed", "answered"], to: "answering" },
    ],
};

impl Audit {
    /// Documents seen whose validity had ended on `date` (AUD-06).
    pub fn expired(&self, date: Date) -> impl Iterator<Item = &SeenDocument> {
        self.documents.iter().filter(move |seen| seen.valid_to.is_some_and(|end| end < date))
    }

    /// The parts that an answer must have: those asked for, or all four where the report names none (AUD-14).
    pub fn parts(&self) -> Vec<Part> {
        let asked: Vec<Part> = self.requested_parts.iter().map(|row| row.part).collect();
        if asked.is_empty() {
            return Part::ALL.to_vec();
        }
        Part::ALL.into_iter().filter(|part| asked.contains(part)).collect()
    }
}

/// All rules of an audit.
pub fn rules(audit: &Audit, around: &Around) -> Vec<Finding> {
    let mut findings = undated_with_date(audit);
    findings.extend(pre_study_undecided(audit));
    findings.extend(no_identity(audit));
    findings.extend(no_assessment_date(audit));
    findings.extend(answer_late(audit, around.today()));
    findings.extend(no_checkpoint(audit, around));
    findings.extend(closed_with_open(audit, around));
    findings
}

fn undated_with_date(audit: &Audit) -> Vec<Finding> {
    let rows = audit.documents.iter().enumerate();
    let wrong = rows.filter(|(_, seen)| seen.undated && seen.valid_to.is_some());
    let finding = |(at, seen): (usize, &SeenDocument)| {
        Finding::blocking("AUD-06")
            .on(format!("documents.{at}.undated"))
            .with("document", &seen.title)
    };
    wrong.map(finding).collect()
}

fn pre_study_undecided(audit: &Audit) -> Option<Finding> {
    let ended = matches!(audit.state, State::FollowedUp | State::Closed);
    let undecided = audit.deepened.is_none() || audit.deepening.is_none();
    (audit.category.0 == PRE_STUDY && ended && undecided)
        .then(|| Finding::warning("AUD-02").on("deepened"))
}

fn no_identity(audit: &Audit) -> Option<Finding> {
    let named = audit.diary_number.is_some() || audit.report_number.is_some();
    (!named).then(|| Finding::warning("AUD-03").on("diary_number"))
}

fn no_assessment_date(audit: &Audit) -> Option<Finding> {
    let judged = audit.fixed_on.is_some() || audit.verdict.is_some();
    (judged && audit.assessed_on.is_none()).then(|| Finding::warning("AUD-11").on("assessed_on"))
}

fn answer_late(audit: &Audit, today: Date) -> Option<Finding> {
    let due = audit.answer_due.filter(|due| *due < today)?;
    let waiting = matches!(audit.state, State::Registered | State::Answering);
    waiting.then(|| Finding::warning("AUD-14").variant("late").on("answer_due").with("due", due))
}

fn no_checkpoint(audit: &Audit, around: &Around) -> Option<Finding> {
    let planned = around.near.down.iter().any(|(_, found)| found.head.kind == "checkpoint");
    (audit.checkpoint_asked && audit.state == State::Answered && !planned)
        .then(|| Finding::warning("AUD-18").variant("unplanned").on("checkpoint_asked"))
}

fn closed_with_open(audit: &Audit, around: &Around) -> Option<Finding> {
    let open = around.near.pointing::<Recommendation>().filter(|(_, found)| found.is_open());
    let open = open.count();
    (audit.state == State::Closed && open > 0)
        .then(|| Finding::warning("AUD-21").variant("closed").on("state").with("count", open))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::given::{Given, codes, record};
    use serde_json::json;

    fn audit(more: serde_json::Value) -> Audit {
        let body = json!({"title": "Granskning", "category": "deep", "state": "registered"});
        record(body, more)
    }

    #[test]
    fn aud_02_a_pre_study_ends_with_a_decision() {
        let open = audit(json!({"category": "pre-study", "diary_number": "1"}));
        assert!(codes(&rules(&open, &Given::on("2024-01-01").around())).is_empty());
        let ended =
            audit(json!({"category": "pre-study", "diary_number": "1", "state": "closed"}));
        assert_eq!(codes(&rules(&ended, &Given::on("2024-01-01").around())), ["AUD-02"]);
    }

    #[test]
    fn aud_06_expired_and_undated_documents_are_told_apart() {
        let seen = audit(json!({"documents": [
            {"title": "a", "valid_to": "2024-01-23"}, {"title": "b", "valid_to": "2024-01-24"},
            {"title": "c", "undated": true}
        ]}));
        let date = "2024-01-24".parse().unwrap();
        assert_eq!(seen.expired(date).map(|d| d.title.as_str()).collect::<Vec<_>>(), ["a"]);
        let both =
            audit(json!({"documents": [{"title": "a", "valid_to": "2024-01-23", "undated": true}]}));
        assert!(undated_with_date(&both).iter().all(Finding::is_blocking));
        assert_eq!(undated_with_date(&both).len(), 1);
    }

    #[test]
    fn aud_14_the_parts_asked_for_are_those_of_the_report() {
        assert_eq!(audit(json!({})).parts(), Part::ALL);
        let asked =
            audit(json!({"requested_parts": [{"part": "timetable"}, {"part": "done"}]}));
        assert_eq!(asked.parts(), [Part::Done, Part::Timetable]);
    }

    #[test]
    fn aud_14_a_late_answer_is_flagged_until_it_is_sent() {
        let late = json!({"diary_number": "1", "answer_due": "2024-05-01"});
        let given = Given::on("2024-05-02");
        assert_eq!(codes(&rules(&audit(late.clone()), &given.around())), ["AUD-14"]);
        let mut sent = audit(late);
        sent.state = State::Answered;
        assert!(codes(&rules(&sent, &given.around())).is_empty());
    }

    #[test]
    fn aud_18_a_checkpoint_asked_for_is_planned() {
        let asked =
            audit(json!({"diary_number": "1", "state": "answered", "checkpoint_asked": true}));
        let given = Given::on("2024-05-02");
        assert_eq!(codes(&rules(&asked, &given.around())), ["AUD-18"]);
        let given = given.down("audit", "checkpoint", json!({}));
        assert!(codes(&rules(&asked, &given.around())).is_empty());
    }

    #[test]
    fn aud_11_a_judged_audit_says_what_date_it_is_about() {
        let judged = audit(json!({"diary_number": "1", "fixed_on": "2024-01-24"}));
        assert_eq!(codes(&rules(&judged, &Given::on("2024-01-25").around())), ["AUD-11"]);
    }

    #[test]
    fn aud_01_the_moves_lead_to_known_states() {
        for m in LIFECYCLE.moves {
            let known = |state: &&str| State::VALUES.contains(state);
            assert!(known(&m.to) && m.from.iter().all(known), "{}", m.name);
        }
    }
}
