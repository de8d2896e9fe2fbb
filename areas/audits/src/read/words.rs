//! The wording that reports use, as data: parsed from `content/reading`.

use std::sync::LazyLock;

use serde::Deserialize;

pub use super::patterns::Pattern;
use super::patterns::{AnyOf, Named, Opening, Patterns, Whole};

/// The wording files could not be used.
#[derive(Debug, thiserror::Error)]
#[error("wording file {file}: {cause}")]
pub struct Unusable {
    file: &'static str,
    cause: String,
}

macro_rules! group {
    ($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $field:ident: $type:ty),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Deserialize)]
        pub struct $name { $($(#[$of])* pub $field: $type),* }

        impl Patterns for $name {
            fn ready(&self) -> Result<(), regex::Error> {
                $(self.$field.ready()?;)*
                Ok(())
            }
        }
    };
}

group!(/// A kind of heading: what the section is about, and the titles that mean it.
    Heading { key: String, titles: Whole });
group!(/// Wordings of one grade: those that open an answer, and those inside an assessing sentence.
    GradeWords { scale: String, key: String,
        /// Whether the wording can be read in more than one way.
        #[serde(default)]
        verify: bool,
        starts: Option<Opening>, within: Option<AnyOf> });
group!(/// A law: its number in the code of statutes and its names.
    LawWords { sfs: String, names: Named });
group!(/// A key with its pattern.
    Keyed { key: String, pattern: Pattern });
group!(/// A part of an answer and its labels.
    Label { key: String, patterns: Whole });
group!(/// Marks of pages, lists and numbers.
    Fixed { page_number: Pattern, contents_line: Pattern, contents_heading: Pattern, contents_entry: Pattern,
        number: Pattern, label_number: Pattern, not_labelled: Pattern, short_number: Pattern, list_number: Pattern, sentence: Pattern, appendix: Pattern });
group!(/// How columns of tables begin.
    Columns { asked: Vec<String>, marks: Vec<String>, beside: Vec<String>, given: Vec<String>, verdict: Vec<String>, advice: Vec<String>, followed: Vec<String>,
        answered: Vec<String> });
group!(/// What likeness of wordings is measured by.
    Likeness { small: Vec<String>, endings: Vec<String> });
group!(/// What tells a document's kind.
    KindWords { report_needed: Pattern, never: Pattern, extract: Pattern, letter: AnyOf, sends: Pattern, sender: Pattern, audited: Pattern, reports: Pattern, answer: AnyOf, answer_evidence: Vec<Pattern>, review: AnyOf, report: AnyOf,
        report_evidence: Vec<Pattern>, other: AnyOf });
group!(/// What tells who, when and what.
    IdentityWords { diary_number: Pattern, bare_diary_number: Pattern, report_number: Pattern,
        bare_report_number: Pattern, title_generic: Pattern, title: Pattern, client: Vec<Pattern>,
        performer: Vec<Pattern>, firms: Named, addressee: Vec<Pattern>, period: Pattern, period_sentence: Pattern,
        assessed: Vec<Pattern>, roles: Named, role_sentence: Pattern });
group!(/// What stands before a date.
    DateWords { fixed: Pattern, decided: Pattern, dated: Pattern, month: Pattern });
group!(/// How purpose and questions are led in.
    PurposeWords { sentence: Pattern, overall_lead: Pattern, overall_asks: Pattern, questions_lead: Pattern, stated: Pattern, judged_lead: Pattern, lead_verb: Pattern, own: Pattern });
group!(/// How assessments are led in.
    AssessmentWords { open_question: Pattern, verdict: Pattern, sentence: Pattern, numbered: Pattern, copula: Pattern, the_question: Pattern, concluding: Pattern, others: Pattern, conditions: Pattern, summed_up: Pattern, summed_up_that: Pattern, contrast: Pattern,
        negation: Pattern });
group!(/// How recommendations are led in.
    RecommendationWords { telling: Pattern, leads: Vec<Pattern>, should: Pattern, should_also: Pattern, should_not: Pattern, openers: Vec<String>,
        given_to: Pattern, given_after: Pattern, given_before: Pattern, given: Pattern, given_numbers: Pattern, counts: Vec<String>,
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
group!(/// How evidence is listed, and what of it steers.
    EvidenceWords { governing: Pattern, not_governing: Pattern, documents_lead: Pattern, not_documents: Pattern, interviews_lead: Pattern, interviews_sentence: Pattern,
        table_header: Pattern, table_caption: Pattern, year: Pattern, trailing_year: Pattern, any_year: Pattern, year_range: Pattern,
        valid_to: Pattern, undated: Pattern, observation: Pattern, observed_page: Pattern,
        function_words: Named, group_words: Named, surnames: Whole });
group!(/// How older recommendations are followed up.
    FollowUpWords { headed: Pattern, list_lead: Pattern, colours: Pattern, end: Pattern, replaced: Vec<Pattern>,
        introduced: Pattern });
group!(/// How a review tells of its parts.
    ReviewWords { categories: Pattern, gap: Pattern, phases: Pattern });
group!(/// How positions on parts are worded.
    ClaimWords { cuts: Pattern, parts_nothing: Pattern, own: Pattern, other: Pattern, about: Pattern });
group!(/// How running text names a recommendation.
    ProseWords { opens: Pattern, number: Pattern, subject: Pattern, verb: Pattern, ends: Pattern, repeated: Pattern,
        asked: Pattern, apart: Pattern });
group!(/// How laws are referred to.
    ReferenceWords { number: Pattern, chapter: Pattern, section: Pattern, short: Pattern, other_series: Pattern });
group!(/// What makes a sentence a promise.
    PromiseWords { cuts: Pattern, since: Pattern, future: Vec<Pattern>, past: Vec<Pattern>, not_times: Vec<Pattern> });
group!(/// Words that limit a time.
    LimitWords { earliest: Vec<String>, apart: Pattern, before: Vec<String>, latest: Vec<String>, between: Vec<String> });
group!(/// A time told from the day of writing.
    Relative { words: Vec<String>, years: i16 });
group!(/// A time counted in months from the day of writing.
    Within { words: Vec<String>, months: i16 });
group!(/// A part of the year.
    Season { words: Vec<String>, from: String, to: String });
group!(/// The file `wording.toml`.
    Wording { abbreviations: Vec<String>, whole: Vec<String>, columns: Vec<String>, likeness: Likeness, tables: Columns, fixed: Fixed, kinds: KindWords, identity: IdentityWords,
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
    Answers { label: Vec<Label>, claims: ClaimWords, takes_stand: Pattern, closing: Pattern, prose: ProseWords });
group!(/// The file `times.toml`.
    Times { months: Vec<String>, short_months: Vec<String>, season: Vec<Season>, relative: Vec<Relative>, within: Vec<Within>, limits: LimitWords,
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
    pub when: Pattern,
}

impl std::ops::Deref for Words {
    type Target = Wording;
    fn deref(&self) -> &Wording {
        &self.wording
    }
}

fn parsed<T: for<'a> Deserialize<'a>>(file: &'static str, text: &str) -> Result<T, Unusable> {
    toml::from_str(text).map_err(|cause| Unusable { file, cause: cause.to_string() })
}

impl Words {
    /// The wording from the texts of the six files in `content/reading`.
    ///
    /// # Errors
    /// When a file is not of its form. A pattern that is none is found when it is first used: see [`Self::ready`].
    pub fn parse(texts: [&str; 6]) -> Result<Self, Unusable> {
        let [wording, headings, grades, laws, answers, times] = texts;
        let bodies: Bodies = parsed("wording.toml", wording)?;
        let named = |text: &str| text.replace("BODY", &bodies.body);
        let times: Times = parsed("times.toml", times)?;
        let when = super::times::pattern(&times).into();
        Ok(Self {
            wording: parsed("wording.toml", &named(wording))?,
            headings: parsed::<Headings>("headings.toml", headings)?.heading,
            grades: parsed::<Grades>("grades.toml", grades)?.grade,
            laws: parsed("laws.toml", laws)?,
            answers: parsed("answers.toml", &named(answers))?,
            times,
            when,
        })
    }

    /// Makes every pattern ready, as reading does with each that it needs.
    ///
    /// # Errors
    /// When a file holds a pattern that is none.
    pub fn ready(&self) -> Result<(), Unusable> {
        let of = |file, patterns: &dyn Patterns| {
            patterns.ready().map_err(|cause| Unusable { file, cause: cause.to_string() })
        };
        of("wording.toml", &self.wording)?;
        of("headings.toml", &self.headings)?;
        of("grades.toml", &self.grades)?;
        of("laws.toml", &self.laws)?;
        of("answers.toml", &self.answers)?;
        of("times.toml", &self.times)?;
        of("times.toml", &self.when)
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
