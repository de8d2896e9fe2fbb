//! Requests for public documents: what is asked for, never why and never necessarily by whom (TF 2 kap. 15–18 §§).

use serde::{Deserialize, Serialize};
use stadga_decisions::Decision;
use stadga_model::{Choice, Date, Id, Instant, Lifecycle, Move, Prose, Record, Scales, Term};
use stadga_organisation::{Person, Unit};

mod rules;

pub use rules::rules;

/// A request for public documents (begäran om utlämnande): SEC-07.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "disclosure-request",
    prefix = "UTL",
    title = "title",
    state = "state",
    unit = "unit",
    owner = "owner"
)]
pub struct DisclosureRequest {
    /// What it is about, in few words (rubrik).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// How far it has come (läge).
    #[field(list, filter, fixed)]
    #[serde(default)]
    pub state: State,
    /// What is asked for, in the words of whoever asks (begäran).
    #[serde(default)]
    pub asked: Prose,
    /// When it came (inkom).
    #[field(list, sort)]
    pub received: Instant,
    /// How it came (inkom genom).
    #[field(filter, scale = "disclosure-way")]
    pub way: Option<Term>,
    /// The records that it covers (omfattar).
    #[field(group = "covers")]
    #[serde(default)]
    pub covers: Vec<Id>,
    /// A list that it covers, by its address: a compilation by routine means (sammanställning), TF 2 kap. 6 §.
    #[field(group = "covers")]
    pub compilation: Option<String>,
    /// The day as of which it is answered; today's, where none is given (per datum).
    #[field(group = "covers")]
    pub as_of: Option<Date>,
    /// Who asks, if they have said so: nobody may be made to (begäran från), TF 2 kap. 18 §.
    #[field(group = "asker")]
    pub requester: Option<String>,
    /// Where the answer goes (svaret lämnas till).
    #[field(group = "asker")]
    pub contact: Option<String>,
    /// Who examines it (handläggare).
    #[field(list, filter, group = "who")]
    pub owner: Option<Id<Person>>,
    /// The unit that holds what is asked for (enhet).
    #[field(list, filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// When it was answered (besvarad).
    #[field(list, sort, group = "answer")]
    pub answered: Option<Instant>,
    /// What came of it (utfall).
    #[field(list, filter, group = "answer")]
    pub outcome: Option<Outcome>,
    /// The formal decision to refuse, where one was asked for (beslut).
    #[field(group = "answer")]
    pub decision: Option<Id<Decision>>,
    /// The court that the decision can be appealed to (kammarrätt).
    #[field(scale = "appeal-court", group = "answer")]
    pub court: Option<Term>,
    /// What else is good to know (anteckning).
    #[field(group = "answer")]
    pub note: Option<Prose>,
}

/// How far a request has come.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Choice,
)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It has come (inkommen).
    #[default]
    Received,
    /// Someone examines it (under prövning).
    Examined,
    /// Whoever asked has the answer (besvarad).
    Answered,
    /// A formal decision has been asked for (beslut begärt).
    DecisionRequested,
    /// It has been decided to refuse (beslutad).
    Decided,
    /// The decision has been appealed (överklagad).
    Appealed,
    /// Nothing more is to be done (avslutad).
    Closed,
}

/// What came of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// All of it was given out (helt).
    Whole,
    /// Part of it (delvis).
    Part,
    /// None of it (inte alls).
    Refused,
    /// There is no such document here (finns inte).
    NotHeld,
}

/// The way of a request.
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "received",
    moves: &[
        Move { name: "examine", from: &["received"], to: "examined" },
        Move { name: "answer", from: &["examined"], to: "answered" },
        Move { name: "ask-decision", from: &["answered"], to: "decision-requested" },
        Move { name: "decide", from: &["decision-requested"], to: "decided" },
        Move { name: "appeal", from: &["decided"], to: "appealed" },
        Move { name: "close", from: &["answered", "decided", "appealed"], to: "closed" },
        Move { name: "reopen", from: &["closed"], to: "examined" },
    ],
    back: &["reopen"],
};

/// The scale of times: a step's symbol is a number.
const TIMES: &str = "disclosure-time";

/// A number of the scale of times: `target` in hours, `appeal` in weeks.
pub fn time(scales: &Scales, key: &str) -> Option<i64> {
    scales.get(TIMES)?.step(key)?.symbol.as_deref()?.parse().ok()
}

impl DisclosureRequest {
    /// Whether somebody waits for an answer or a decision.
    pub fn is_waiting(&self) -> bool {
        matches!(self.state, State::Received | State::Examined | State::DecisionRequested)
    }

    /// Whole hours from when it came to its answer, or until now.
    pub fn hours(&self, now: Instant) -> i64 {
        let end = self.answered.unwrap_or(now);
        end.duration_since(self.received).as_hours().max(0)
    }
}
