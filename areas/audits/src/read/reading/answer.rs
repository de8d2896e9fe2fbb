//! What an answer is found to say: positions, parts and promises (AUD-15, AUD-16, AUD-19).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Grade, Lines, RequestedPart, Said};

/// The answer to one question or recommendation.
#[derive(Serialize, Deserialize, Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// `question` or `recommendation`.
    pub to: String,
    /// Its number.
    pub number: Option<String>,
    /// What is answered, as the answer repeats it.
    pub subject: Said,
    /// The auditors' view, as the answer repeats it.
    pub auditors: Option<Said>,
    /// The board's position; `not-stated` where a recommendation is answered without one, which is asked about as well.
    pub position: Option<Grade>,
    /// Positions on parts of it (AUD-15).
    pub claims: Vec<Claim>,
    /// The answer's parts: `done`, `planned`, `timetable`, `views` or `answer`.
    pub parts: Vec<RequestedPart>,
    /// The whole answer's lines.
    pub lines: Lines,
}

/// The board's position on a part of a recommendation.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq)]
pub struct Claim {
    /// What is claimed.
    pub claim: String,
    /// The position.
    pub position: Grade,
}

/// A promise with a time.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq)]
pub struct Promise {
    /// The answer that it stands in, counted from 0.
    pub answer: Option<usize>,
    /// The words for the time.
    pub words: String,
    /// The first day that the words can mean.
    pub earliest: Option<Date>,
    /// The last day that the words can mean.
    pub latest: Option<Date>,
    /// The sentence.
    #[serde(flatten)]
    pub said: Said,
}
