//! What owners are asked of their preconditions: `content/classification/survey.toml` (CLS-13, T4).

use serde::Deserialize;
use stadga_model::Language;
use stadga_objects::{ObjectSurvey, SurveyAnswer};
use std::sync::LazyLock;

/// A sentence that is more or less true.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Its key.
    pub key: String,
    sv: String,
    en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "source")]
    _source: String,
    #[serde(rename = "verify")]
    _verify: bool,
    #[serde(rename = "question")]
    questions: Vec<Question>,
}

static FILE: LazyLock<File> = LazyLock::new(|| {
    stadga_model::shipped(
        "content/classification/survey.toml",
        include_str!("../../../content/classification/survey.toml"),
    )
});

/// The questions, in order.
pub fn questions() -> &'static [Question] {
    &FILE.questions
}

impl Question {
    /// The sentence.
    pub fn text(&self, language: Language) -> &str {
        match language {
            Language::Swedish => &self.sv,
            Language::English => &self.en,
        }
    }

    /// Whether a sentence is this one, in either language.
    fn is(&self, text: &str) -> bool {
        self.sv == text || self.en == text
    }

    /// The grade that somebody has given it.
    pub fn grade(&self, answer: &SurveyAnswer) -> Option<i64> {
        let graded = answer.answers.iter().find(|graded| self.is(&graded.question))?;
        graded.grade.0.parse().ok()
    }
}

/// Whether a survey asks owners of their preconditions.
pub fn is_ours(survey: &ObjectSurvey) -> bool {
    survey.questions.iter().any(|asked| questions().iter().any(|one| one.is(&asked.text)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use stadga_model::Id;

    #[test]
    fn cls_13_answers_are_found_by_their_questions_in_either_language() {
        let time = &questions()[0];
        let survey = |text: &str| -> ObjectSurvey {
            serde_json::from_value(json!({"title": "Enkät", "questions": [{"text": text}]}))
                .unwrap()
        };
        assert!(is_ours(&survey(time.text(Language::English))));
        assert!(!is_ours(&survey("Annat.")));
        let answer: SurveyAnswer = serde_json::from_value(json!({
            "title": "Enkät", "survey": Id::<ObjectSurvey>::NONE, "owner": Id::<()>::NONE,
            "answers": [{"question": time.text(Language::Swedish), "grade": "4"}],
        }))
        .unwrap();
        assert_eq!(time.grade(&answer), Some(4));
        assert_eq!(questions()[1].grade(&answer), None);
    }
}
