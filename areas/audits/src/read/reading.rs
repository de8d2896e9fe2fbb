//! What a report or an answer was found to say: the documented public form of a reading.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

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

/// A date and what it is the date of.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq)]
pub struct Dated {
    /// `fixed`, `decided` or `dated`.
    pub what: String,
    /// The date.
    pub date: Date,
    /// The words.
    #[serde(flatten)]
    pub said: Said,
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

/// One part that an answer must have.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq, Eq)]
pub struct RequestedPart {
    /// `done`, `planned`, `timetable` or `views`.
    pub key: String,
    /// The words.
    #[serde(flatten)]
    pub said: Said,
}

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
    /// The board's position.
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

/// The parts of a consultant's review.
#[derive(Serialize, Deserialize, Clone, Debug, Default, PartialEq)]
pub struct Review {
    /// The assignment.
    pub assignment: Vec<Said>,
    /// Categories of questions.
    pub categories: Vec<Category>,
    /// The parts of the gap analysis.
    pub gap: Vec<Said>,
    /// The phases.
    pub phases: Vec<Said>,
}

/// A category of questions in a review.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq, Eq)]
pub struct Category {
    /// Its name.
    pub name: String,
    /// Its questions.
    pub questions: Vec<Said>,
    /// Where.
    pub lines: Lines,
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
