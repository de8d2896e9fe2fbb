//! What a report is found to say: questions with grades, what they rest on, recommendations (AUD-04 to AUD-14).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Grade, Kind, Lines, RequestedPart, Said, Span};

/// One audit question.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq)]
pub struct Question {
    /// Whether it is an overall question.
    pub overall: bool,
    /// Its number, where it has one.
    pub number: Option<String>,
    /// The group that it stands in.
    pub group: Option<String>,
    /// The words before it that it continues ("Har regionstyrelsen säkerställt att").
    pub lead: Option<String>,
    /// Where else it is put.
    pub also: Vec<Lines>,
    /// The grade that its assessments agree on.
    pub grade: Option<Grade>,
    /// Every assessment found.
    pub assessments: Vec<Grade>,
    /// The words.
    #[serde(flatten)]
    pub said: Said,
}

/// A summed-up verdict.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq)]
pub struct Verdict {
    /// The grade on the verdict scale, where the words carry one.
    pub grade: Option<Grade>,
    /// The words.
    #[serde(flatten)]
    pub said: Said,
}

/// What is judged against.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq)]
pub struct Criterion {
    /// Laws that it names.
    pub laws: Vec<Law>,
    /// The words.
    #[serde(flatten)]
    pub said: Said,
}

/// A reference to a law.
#[derive(Serialize, Deserialize, Clone, Debug, Default, PartialEq, Eq)]
pub struct Law {
    /// Its number in the Swedish code of statutes (SFS).
    pub sfs: String,
    /// The chapter.
    pub chapter: Option<String>,
    /// The section.
    pub section: Option<String>,
}

/// A way of working.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq)]
pub struct Method {
    /// Which, as a key (`documents`, `interviews`, `framework` …).
    pub key: String,
    /// The words.
    #[serde(flatten)]
    pub said: Said,
}

/// A document that the auditors saw.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq)]
pub struct Document {
    /// Its name without year and validity.
    pub name: String,
    /// Its year.
    pub year: Option<i16>,
    /// The last day that it is valid.
    pub valid_to: Option<Date>,
    /// Whether the text says that it has no date.
    pub undated: bool,
    /// The words.
    #[serde(flatten)]
    pub said: Said,
}

impl Document {
    /// Whether its validity had ended on `day`.
    #[must_use]
    pub fn expired(&self, day: Date) -> bool {
        self.valid_to.is_some_and(|end| end < day)
    }
}

/// A function that was interviewed.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq, Eq)]
pub struct Interviewed {
    /// The function; a person's name is left out.
    pub function: String,
    /// Whether the text names a person here, whom the reading leaves out.
    pub person: bool,
    /// Where.
    pub lines: Lines,
}

/// A page that was observed.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq)]
pub struct Observed {
    /// The page's name.
    pub page: String,
    /// The day.
    pub date: Option<Date>,
    /// Where else the same observation is named.
    pub also: Vec<Lines>,
    /// The words.
    #[serde(flatten)]
    pub said: Said,
}

/// A remark that is not a recommendation.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The wording or heading that makes it a remark.
    pub under: String,
    /// Where else it stands.
    pub also: Vec<Lines>,
    /// The words.
    #[serde(flatten)]
    pub said: Said,
}

/// Facts added by the audited in the fact check (sakgranskning), kept apart.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq, Eq)]
pub struct FactCheck {
    /// The footnote's number.
    pub note: u32,
    /// The words.
    #[serde(flatten)]
    pub said: Said,
}

/// A place where a recommendation stands.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The document within the text.
    pub part: Kind,
    /// The section's number.
    pub section: Option<String>,
    /// The section's title.
    pub title: Option<String>,
    /// Where.
    pub lines: Lines,
}

/// A recommendation.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq, Eq)]
pub struct Recommendation {
    /// Its number, where it has one.
    pub number: Option<String>,
    /// The body that it is given to.
    pub addressee: Option<String>,
    /// Every place where it stands.
    pub places: Vec<Place>,
    /// The words.
    #[serde(flatten)]
    pub said: Said,
}

/// An older recommendation followed up.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq)]
pub struct FollowUp {
    /// The older recommendation.
    pub subject: String,
    /// Why it is judged so.
    pub reason: String,
    /// The grade, where the words carry one.
    pub grade: Option<Grade>,
    /// What replaced its subject.
    pub replaced_by: Option<String>,
    /// Where.
    pub lines: Lines,
}

/// What the auditors ask the answer to contain.
#[derive(Serialize, Deserialize, Clone, Debug, Default, PartialEq)]
pub struct Request {
    /// Who is to answer.
    pub from: Option<String>,
    /// The parts asked for per recommendation.
    pub parts: Vec<RequestedPart>,
    /// The latest date.
    pub by: Option<Span>,
    /// The later checkpoint (avstämning) that is announced.
    pub checkpoint: Option<Said>,
    /// The words.
    #[serde(flatten)]
    pub said: Said,
}
