//! What a text was found to say: the documented public form of a reading.

mod answer;
mod identity;
mod report;
mod review;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use answer::*;
pub use identity::*;
pub use report::*;
pub use review::*;

/// The first and the last line of a finding, counted from 1 in the text as given.
#[derive(Serialize, Deserialize, Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lines(pub usize, pub usize);

impl Lines {
    /// The lines that hold both.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self(self.0.min(other.0), self.1.max(other.1))
    }

    /// Whether `other` lies wholly within these lines.
    #[must_use]
    pub fn hold(self, other: Self) -> bool {
        self.0 <= other.0 && other.1 <= self.1
    }

    /// Whether `other` and these have lines in common.
    #[must_use]
    pub fn meet(self, other: Self) -> bool {
        self.0 <= other.1 && other.0 <= self.1
    }
}

/// Words as they stand in the text, and where.
#[derive(Serialize, Deserialize, Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// The words, with broken lines joined.
    pub as_written: String,
    /// Where they stand.
    pub lines: Lines,
}

/// What kind of document a text is.
#[derive(Serialize, Deserialize, Clone, Copy, Debug, Default, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// An audit report (granskningsrapport), with or without its cover letter.
    Report,
    /// The auditors' cover letter alone (missiv, revisionsskrivelse).
    CoverLetter,
    /// The audited body's answer (svar, yttrande).
    Answer,
    /// A consultant's review (genomlysning, översyn).
    Review,
    /// None of these, or not told.
    #[default]
    Other,
}

/// A document within the text: a report often comes with its cover letter.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub kind: Kind,
    /// Its lines.
    pub lines: Lines,
}

/// Everything found in one text.
#[derive(Serialize, Deserialize, Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// What kind of document it is.
    pub kind: Kind,
    /// The documents within the text.
    pub parts: Vec<Part>,
    /// Who, when and what (AUD-03, AUD-11).
    pub identity: Identity,
    /// Sentences that give the purpose (AUD-04).
    pub purpose: Vec<Said>,
    /// Overall questions and sub-questions with their grades (AUD-04, AUD-09).
    pub questions: Vec<Question>,
    /// The auditors' summed-up verdicts (AUD-10).
    pub verdicts: Vec<Verdict>,
    /// What is judged against (AUD-05).
    pub criteria: Vec<Criterion>,
    /// What the audit leaves out (AUD-07).
    pub delimitations: Vec<Said>,
    /// How it was done.
    pub methods: Vec<Method>,
    /// Documents seen (AUD-06).
    pub documents: Vec<Document>,
    /// Functions interviewed; never persons (AUD-06, T40).
    pub interviews: Vec<Interviewed>,
    /// Pages observed, with date (AUD-06).
    pub observations: Vec<Observed>,
    /// Remarks that are not recommendations (AUD-13).
    pub remarks: Vec<Remark>,
    /// What works well (AUD-34).
    pub strengths: Vec<Said>,
    /// Remarks from the fact check (AUD-08).
    pub fact_checks: Vec<FactCheck>,
    /// Recommendations, each once (AUD-12).
    pub recommendations: Vec<Recommendation>,
    /// Older recommendations followed up (AUD-21, AUD-22).
    pub follow_ups: Vec<FollowUp>,
    /// What the answer must contain, and by when (AUD-14, AUD-18).
    pub request: Option<Request>,
    /// The board's answers (AUD-15, AUD-16).
    pub answers: Vec<Answer>,
    /// Timed promises (AUD-19).
    pub promises: Vec<Promise>,
    /// The parts of a consultant's review (AUD-30).
    pub review: Option<Review>,
    /// What could not be told and must be asked of the user.
    pub asks: Vec<Ask>,
}

/// A time from a day to a day.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq)]
pub struct Span {
    /// The first day it can mean.
    pub earliest: Option<Date>,
    /// The last day it can mean.
    pub latest: Option<Date>,
    /// The words.
    #[serde(flatten)]
    pub said: Said,
}

/// A judgement in words, mapped to a scale.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq)]
pub struct Grade {
    /// `question`, `follow-up`, `verdict` or `position`.
    pub scale: String,
    /// The value on the scale.
    pub key: String,
    /// The words that decided.
    pub wording: String,
    /// True where the words can be mapped in more than one way.
    pub uncertain: bool,
    /// The sentence.
    #[serde(flatten)]
    pub said: Said,
}

/// One part that an answer must have.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq, Eq)]
pub struct RequestedPart {
    /// `done`, `planned`, `timetable` or `views`.
    pub key: String,
    /// The words.
    #[serde(flatten)]
    pub said: Said,
}

/// Something that the text does not tell and the user is asked.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// What is asked, as a key for the page's text (`follow-up-colour` …).
    pub what: String,
    /// What it is about, in the text's own words.
    pub about: String,
    /// Where.
    pub lines: Lines,
}
