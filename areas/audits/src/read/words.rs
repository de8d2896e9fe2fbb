//! The wording that reports use, as data: parsed from `content/reading`.

use std::sync::LazyLock;

use regex::Regex;
use serde::Deserialize;

/// The wording files could not be used.
#[derive(Debug, thiserror::Error)]
#[error("wording file {file}: {cause}")]
pub struct Unusable {
    file: &'static str,
    cause: Box<toml::de::Error>,
}

/// One pattern.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "String")]
pub struct Pattern(Regex);

impl TryFrom<String> for Pattern {
    type Error = regex::Error;
    fn try_from(pattern: String) -> Result<Self, regex::Error> {
        Regex::new(&pattern).map(Self)
    }
}

impl std::ops::Deref for Pattern {
    type Target = Regex;
    fn deref(&self) -> &Regex {
        &self.0
    }
}

/// Patterns of which one must be the whole text.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "Vec<String>")]
pub struct Whole(Regex);

/// Patterns of which one must open the text.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "Vec<String>")]
pub struct Opening(Regex);

/// Patterns of which one must stand somewhere in the text.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "Vec<String>")]
pub struct AnyOf(Regex);

macro_rules! patterns {
    ($($name:ident $form:literal),*) => {$(
        impl TryFrom<Vec<String>> for $name {
            type Error = regex::Error;
            fn try_from(patterns: Vec<String>) -> Result<Self, regex::Error> {
                Regex::new(&$form.replace("PATTERNS", &patterns.join("|"))).map(Self)
            }
        }
        impl std::ops::Deref for $name {
            type Target = Regex;
            fn deref(&self) -> &Regex {
                &self.0
            }
        }
    )*};
}

patterns!(Whole "^(?i)(?:PATTERNS)$", Opening "^(?i)(?:PATTERNS)", AnyOf "(?i)(?:PATTERNS)");

/// A kind of heading and the titles that mean it.
#[derive(Clone, Debug, Deserialize)]
pub struct Heading {
    /// What the section is about.
    pub key: String,
    /// Its titles.
    pub titles: Whole,
}

/// Wordings of one grade.
#[derive(Clone, Debug, Deserialize)]
pub struct GradeWords {
    /// The scale.
    pub scale: String,
    /// The value.
    pub key: String,
    /// Whether the wording can be read in more than one way.
    #[serde(default)]
    pub verify: bool,
    /// Wordings that open an answer.
    pub starts: Option<Opening>,
    /// Wordings inside an assessing sentence.
    pub within: Option<AnyOf>,
}

/// A law by name.
#[derive(Clone, Debug, Deserialize)]
pub struct LawWords {
    /// Its number in the code of statutes.
    pub sfs: String,
    /// Its names.
    pub names: Named,
}

/// Names that must stand as whole words.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "Vec<String>")]
pub struct Named(Regex);
patterns!(Named r"(?i)\b(?:PATTERNS)\b");

/// A key with its pattern.
#[derive(Clone, Debug, Deserialize)]
pub struct Keyed {
    /// The key.
    pub key: String,
    /// The pattern.
    pub pattern: Pattern,
}

/// A label of an answer's part.
#[derive(Clone, Debug, Deserialize)]
pub struct Label {
    /// The part.
    pub key: String,
    /// Its labels.
    pub patterns: Whole,
}

macro_rules! group {
    ($(#[$doc:meta])* $name:ident { $($field:ident: $type:ty),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Deserialize)]
        pub struct $name { $(pub $field: $type),* }
    };
}

group!(/// Marks of pages, lists and numbers.
    Fixed { page_number: Pattern, contents_line: Pattern, contents_heading: Pattern, contents_entry: Pattern,
        number: Pattern, label_number: Pattern, short_number: Pattern, list_number: Pattern, sentence: Pattern, appendix: Pattern });
group!(/// How columns of tables begin.
    Columns { asked: Vec<String>, verdict: Vec<String>, advice: Vec<String>, followed: Vec<String>,
        answered: Vec<String> });
group!(/// What likeness of wordings is measured by.
    Likeness { small: Vec<String>, endings: Vec<String> });
group!(/// What tells a document's kind.
    KindWords { letter: AnyOf, answer: AnyOf, answer_evidence: Vec<Pattern>, review: AnyOf, report: AnyOf,
        report_evidence: Vec<Pattern>, other: AnyOf });
group!(/// What tells who, when and what.
    IdentityWords { diary_number: Pattern, bare_diary_number: Pattern, report_number: Pattern,
        bare_report_number: Pattern, title_generic: Pattern, title: Pattern, client: Vec<Pattern>,
        performer: Vec<Pattern>, firms: Named, addressee: Vec<Pattern>, period: Pattern, period_sentence: Pattern,
        assessed: Vec<Pattern>, roles: Named, role_sentence: Pattern });
group!(/// What stands before a date.
    DateWords { fixed: Pattern, decided: Pattern, dated: Pattern, month: Pattern });
group!(/// How purpose and questions are led in.
    PurposeWords { sentence: Pattern, overall_lead: Pattern, overall_asks: Pattern, questions_lead: Pattern, stated: Pattern, lead_verb: Pattern, own: Pattern });
group!(/// How assessments are led in.
    AssessmentWords { sentence: Pattern, others: Pattern, conditions: Pattern, summed_up: Pattern, summed_up_that: Pattern, contrast: Pattern,
        negation: Pattern });
group!(/// How recommendations are led in.
    RecommendationWords { leads: Vec<Pattern>, should: Pattern, should_not: Pattern, openers: Vec<String>,
        infinitive: Pattern, obliges: Pattern, no_verb: Pattern, not_leads: Pattern, recommend: Pattern, recommenders: Pattern, gives: Pattern, told_advice: Pattern,
        turn: Pattern });
group!(/// The name of a body, for the patterns that speak of one.
    Bodies { body: String });
group!(/// How remarks are led in.
    RemarkWords { noted: Pattern, strength: Pattern, not_strength: Pattern, fact_check: Pattern });
group!(/// How the answer is asked for.
    RequestWords { auditors: Pattern, told: Pattern, sentence: Pattern, from: Pattern, from_other: Pattern, by: Pattern, parts_lead: Pattern,
        checkpoint: Pattern, part: Vec<Keyed> });
group!(/// Ways of working.
    MethodWords { method: Vec<Keyed>, done_by: Pattern });
group!(/// How evidence is listed.
    EvidenceWords { documents_lead: Pattern, not_documents: Pattern, interviews_lead: Pattern, interviews_sentence: Pattern,
        table_header: Pattern, table_caption: Pattern, year: Pattern, trailing_year: Pattern, any_year: Pattern, year_range: Pattern,
        valid_to: Pattern, undated: Pattern, observation: Pattern, observed_page: Pattern,
        function_words: Named, group_words: Named, surnames: Whole });
group!(/// How older recommendations are followed up.
    FollowUpWords { list_lead: Pattern, colours: Pattern, end: Pattern, replaced: Vec<Pattern>,
        introduced: Pattern });
group!(/// How a review tells of its parts.
    ReviewWords { categories: Pattern, gap: Pattern, phases: Pattern });
group!(/// How positions on parts are worded.
    ClaimWords { cuts: Pattern, about: Pattern });
group!(/// How laws are referred to.
    ReferenceWords { number: Pattern, chapter: Pattern, section: Pattern, short: Pattern, other_series: Pattern });
group!(/// What makes a sentence a promise.
    PromiseWords { cuts: Pattern, since: Pattern, future: Vec<Pattern>, past: Vec<Pattern>, not_times: Vec<Pattern> });
group!(/// Words that limit a time.
    LimitWords { earliest: Vec<String>, before: Vec<String>, latest: Vec<String>, between: Vec<String> });
group!(/// A time told from the day of writing.
    Relative { words: Vec<String>, years: i16 });
group!(/// A part of the year.
    Season { words: Vec<String>, from: String, to: String });
group!(/// The file `wording.toml`.
    Wording { abbreviations: Vec<String>, columns: Vec<String>, likeness: Likeness, tables: Columns, fixed: Fixed, kinds: KindWords, identity: IdentityWords,
        dates: DateWords, purpose: PurposeWords, assessment: AssessmentWords, recommendation: RecommendationWords,
        remarks: RemarkWords, request: RequestWords, methods: MethodWords, evidence: EvidenceWords,
        follow_up: FollowUpWords, review: ReviewWords, });
group!(/// The file `headings.toml`.
    Headings { heading: Vec<Heading> });
group!(/// The file `grades.toml`.
    Grades { grade: Vec<GradeWords> });
group!(/// The file `laws.toml`.
    Laws { law: Vec<LawWords>, reference: ReferenceWords });
group!(/// The file `answers.toml`.
    Answers { label: Vec<Label>, claims: ClaimWords, takes_stand: Pattern, closing: Pattern });
group!(/// The file `times.toml`.
    Times { months: Vec<String>, short_months: Vec<String>, season: Vec<Season>, relative: Vec<Relative>, limits: LimitWords,
        promise: PromiseWords });

/// All wording, ready for use.
#[derive(Clone, Debug)]
pub struct Words {
    wording: Wording,
    /// Headings by what their section is about.
    pub headings: Vec<Heading>,
    /// Grades by their wordings, narrow before wide.
    pub grades: Vec<GradeWords>,
    /// Laws and references to them.
    pub laws: Laws,
    /// Labels and positions in answers.
    pub answers: Answers,
    /// Times in promises.
    pub times: Times,
    /// Finds every time in a text; made from `times`.
    pub when: Regex,
}

impl std::ops::Deref for Words {
    type Target = Wording;
    fn deref(&self) -> &Wording {
        &self.wording
    }
}

fn parsed<T: for<'a> Deserialize<'a>>(file: &'static str, text: &str) -> Result<T, Unusable> {
    toml::from_str(text).map_err(|cause| Unusable { file, cause: Box::new(cause) })
}

impl Words {
    /// The wording from the texts of the six files in `content/reading`.
    ///
    /// # Errors
    /// When a file is not of its form or holds a pattern that is none.
    pub fn parse(texts: [&str; 6]) -> Result<Self, Unusable> {
        let [wording, headings, grades, laws, answers, times] = texts;
        let bodies: Bodies = parsed("wording.toml", wording)?;
        let named = |text: &str| text.replace("BODY", &bodies.body);
        // Making patterns ready is most of what reading a report costs; the largest file is one half of it.
        std::thread::scope(|both| {
            let largest = both.spawn(|| parsed("wording.toml", &named(wording)));
            let times: Times = parsed("times.toml", times)?;
            let when = super::times::pattern(&times).map_err(|cause| Unusable {
                file: "times.toml",
                cause: Box::new(serde::de::Error::custom(cause)),
            })?;
            let headings = parsed::<Headings>("headings.toml", headings)?.heading;
            let grades = parsed::<Grades>("grades.toml", grades)?.grade;
            let laws = parsed("laws.toml", laws)?;
            let answers = parsed("answers.toml", &named(answers))?;
            let wording =
                largest.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
            Ok(Self { wording, headings, grades, laws, answers, times, when })
        })
    }

    /// The wording that comes with Stadga, made ready once.
    #[must_use]
    pub fn shipped() -> &'static Self {
        static SHIPPED: LazyLock<Words> = LazyLock::new(shipped);
        &SHIPPED
    }

    /// Whether a word names a column of a table of questions, recommendations or answers.
    #[must_use]
    pub fn is_column(&self, word: &str) -> bool {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        self.wording.columns.contains(&word)
    }

    /// Whether words are the label of an answer's or assessment's part (`Bedömning`, `Svar`).
    #[must_use]
    pub fn is_label(&self, text: &str) -> bool {
        let text = text.trim().to_lowercase();
        let named = |label: &Label| label.key != "subject" && label.patterns.is_match(&text);
        let short = !text.is_empty() && text.chars().count() < 60;
        short
            && (self.answers.label.iter().any(named)
                || text.split_whitespace().all(|word| self.is_column(word)))
    }

    /// What a section with this title is about.
    #[must_use]
    pub fn heading(&self, title: &str) -> Option<&str> {
        self.headings
            .iter()
            .find(|heading| heading.titles.is_match(title))
            .map(|heading| heading.key.as_str())
    }
}

#[expect(clippy::expect_used, reason = "the files are part of the program; a test parses them")]
fn shipped() -> Words {
    Words::parse([
        include_str!("../../../../content/reading/wording.toml"),
        include_str!("../../../../content/reading/headings.toml"),
        include_str!("../../../../content/reading/grades.toml"),
        include_str!("../../../../content/reading/laws.toml"),
        include_str!("../../../../content/reading/answers.toml"),
        include_str!("../../../../content/reading/times.toml"),
    ])
    .expect("the wording in content/reading can be parsed")
}
