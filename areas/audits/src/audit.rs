//! An audit (granskning): who examined what, for whom and when, and what they ask the answer to contain.

use crate::audit_plan::AuditPlan;
use serde::{Deserialize, Serialize};
use stadga_decisions::Decision;
use stadga_model::{Choice, Date, FileId, Id, Lifecycle, Move, Period, Prose, Record, Term};
use stadga_organisation::{Person, Unit};

mod rows;
mod rules;

pub use rows::{
    Attachment, Criterion, Dispatch, FactCheck, Gap, Interview, Observation, Phase, RequestedPart,
    Role, SeenDocument,
};
pub use rules::{rules, sent_on};

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
    /// Who ordered it in the report's own words; all there is, where it is no unit here.
    #[field(search, group = "identity")]
    pub client_words: Option<String>,
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
    pub planned_in: Option<Id<AuditPlan>>,
    /// For a pre-study: whether it leads to a deeper audit, AUD-02.
    #[field(group = "plan")]
    pub deepened: Option<Deepened>,
    /// The decision of that.
    #[field(group = "plan")]
    pub deepening: Option<Id<Decision>>,
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
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize, Choice,
)]
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

/// From the report's arrival to its closing.
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "registered",
    moves: &[
        Move { name: "answer", from: &["registered"], to: "answering" },
        Move { name: "send", from: &["answering"], to: "answered" },
        Move { name: "follow-up", from: &["answered"], to: "followed-up" },
        Move {
            name: "close",
            from: &["registered", "answering", "answered", "followed-up"],
            to: "closed",
        },
        Move { name: "reopen", from: &["closed", "answered"], to: "answering" },
    ],
    back: &["reopen"],
};

impl Audit {
    /// What the assessment is about, in the report's own words ("november 2023"), else as a date (AUD-11).
    pub fn assessed(&self) -> Option<String> {
        self.assessed_as_written.clone().or_else(|| self.assessed_on.map(|date| date.to_string()))
    }

    /// Who ordered it: the unit's name where it is one here, else the report's words (AUD-03).
    pub fn ordered_by(&self, unit: Option<&str>) -> Option<String> {
        unit.or(self.client_words.as_deref()).map(str::to_owned)
    }

    /// Whether the auditors still wait for an answer to it.
    pub fn awaits_answer(&self) -> bool {
        matches!(self.state, State::Registered | State::Answering)
    }

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
