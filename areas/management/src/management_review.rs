//! Management reviews: a level's leaders look through how the work goes, decide, and see to it that it is done.

use serde::{Deserialize, Serialize};
use stadga_decisions::Decision;
use stadga_measures::Measure;
use stadga_model::{Choice, Date, Id, Lifecycle, Move, Near, Prose, Record, Row, Term};
use stadga_organisation::{Meeting, Person, Unit};

use crate::ReviewLevel;

mod rules;

pub use rules::{ITEMS, rules};

/// A management review (ledningens genomgång): ISM-02, ISM-03, ISM-04.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "management-review",
    prefix = "LGG",
    title = "title",
    state = "state",
    unit = "unit",
    owner = "owner"
)]
pub struct ManagementReview {
    /// What it is called (rubrik).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// How far it has come (läge).
    #[field(list, filter, fixed)]
    #[serde(default)]
    pub state: State,
    /// The level that holds it (nivå).
    #[field(list, filter, group = "when")]
    pub level: Id<ReviewLevel>,
    /// The year (år).
    #[field(list, filter, sort, group = "when")]
    pub year: i64,
    /// Which part of the year: 1 is the first (del av året).
    #[field(list, filter, sort, group = "when")]
    pub part: i64,
    /// The day that it is planned for (planerad).
    #[field(list, filter, sort, group = "when")]
    pub planned: Option<Date>,
    /// The day on which it was held: its material stays as it was then (hållen): ISM-03.
    #[field(list, filter, sort, group = "when")]
    pub held: Option<Date>,
    /// The meeting at which it was held (möte).
    #[field(group = "when")]
    pub meeting: Option<Id<Meeting>>,
    /// The unit that is looked through (enhet).
    #[field(filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Who makes the material and sees to what comes of it (ansvarig).
    #[field(list, filter, group = "who")]
    pub owner: Option<Id<Person>>,
    /// What there is to say of the standing items besides the figures (till punkterna): ISM-03.
    #[field(group = "material")]
    #[serde(default)]
    pub comments: Vec<Comment>,
    /// What the leaders made of it (slutsats).
    #[field(search, group = "outcome")]
    pub conclusion: Option<Prose>,
    /// What was decided, and where that is kept (beslutat): ISM-02.
    #[field(group = "outcome")]
    #[serde(default)]
    pub outcomes: Vec<Outcome>,
    /// When the outcomes were followed up (uppföljd).
    #[field(filter, sort, group = "after")]
    pub followed: Option<Date>,
    /// What became of them (resultat).
    #[field(search, group = "after")]
    pub follow_up: Option<Prose>,
}

/// What there is to say of a standing item.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Comment {
    /// The item (punkt).
    #[field(scale = "review-item")]
    #[serde(default)]
    pub item: Term,
    /// What is said (text).
    #[serde(default)]
    pub text: String,
}

/// One thing that was decided.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Outcome {
    /// What sort of outcome (slag).
    #[field(scale = "review-outcome")]
    #[serde(default)]
    pub sort: Term,
    /// What was decided, in a sentence (vad).
    #[serde(default)]
    pub text: String,
    /// The decision itself (beslut).
    pub decision: Option<Id<Decision>>,
    /// The measure that carries it out (åtgärd).
    pub measure: Option<Id<Measure>>,
}

/// How far a review has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// To be held (planerad).
    #[default]
    Planned,
    /// Its material is looked through and can be read (förberedd).
    Prepared,
    /// Held (hållen).
    Held,
    /// What came of it has been followed up (uppföljd).
    FollowedUp,
}

/// The way of a review.
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "planned",
    moves: &[
        Move { name: "prepare", from: &["planned"], to: "prepared" },
        Move { name: "hold", from: &["planned", "prepared"], to: "held" },
        Move { name: "follow-up", from: &["held"], to: "followed-up" },
        Move { name: "rework", from: &["prepared"], to: "planned" },
        Move { name: "reopen", from: &["followed-up"], to: "held" },
    ],
    back: &["rework", "reopen"],
};

impl ManagementReview {
    /// Whether it has been held.
    pub fn is_held(&self) -> bool {
        matches!(self.state, State::Held | State::FollowedUp)
    }

    /// What there is to say of an item.
    pub fn said_of(&self, item: &str) -> impl Iterator<Item = &str> {
        let own = self.comments.iter().filter(move |one| one.item.0 == item);
        own.map(|one| one.text.trim()).filter(|text| !text.is_empty())
    }
}

/// What can still be written when the review has been held: not what it was held on (ISM-03).
pub fn open_fields(review: &ManagementReview, _: &Near) -> Option<&'static [&'static str]> {
    review.is_held().then_some(&[
        "title",
        "meeting",
        "owner",
        "conclusion",
        "outcomes",
        "followed",
        "follow_up",
    ])
}
