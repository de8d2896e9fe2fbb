//! Who, when and what: how a document names itself (AUD-03, AUD-11).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Said, Span};

/// Who, when and what.
#[derive(Serialize, Deserialize, Clone, Debug, Default, PartialEq)]
pub struct Identity {
    /// The title.
    pub title: Option<Said>,
    /// The diary number (diarienummer).
    pub diary_number: Option<Said>,
    /// The report's own number.
    pub report_number: Option<Said>,
    /// Dates with what they are the date of.
    pub dates: Vec<Dated>,
    /// Who ordered it (uppdragsgivare).
    pub client: Option<Said>,
    /// To whom it is sent.
    pub addressee: Option<Said>,
    /// Who did it.
    pub performer: Option<Said>,
    /// Roles in the assignment, as functions; never persons.
    pub roles: Vec<Said>,
    /// When it was done.
    pub period: Option<Span>,
    /// The time that the assessment is about (AUD-11).
    pub assessed: Option<Span>,
}

/// A date, or only a month, and what it is the date of.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq)]
pub struct Dated {
    /// `fixed`, `decided` or `dated`.
    pub what: String,
    /// The day, where the words name one.
    pub date: Option<Date>,
    /// The first day that the words can mean.
    pub earliest: Option<Date>,
    /// The last day that the words can mean.
    pub latest: Option<Date>,
    /// The words.
    #[serde(flatten)]
    pub said: Said,
}
