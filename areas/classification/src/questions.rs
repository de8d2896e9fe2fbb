//! The questions of a classification, four for each aspect, and the answers to them: `content/classification/questions.toml`
//! (CLS-02, CLS-12).

use serde::Deserialize;
use stadga_model::Language;
use std::sync::LazyLock;

use crate::class::{Aspect, Levels};

/// An area that a consequence is in; its answers are the same for all aspects.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Area {
    /// Its key.
    pub key: String,
    sv: String,
    en: String,
    /// Its answers, the mildest first.
    #[serde(rename = "answer")]
    pub answers: Vec<Answer>,
}

/// An answer: what would follow, and its level.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// The level's key.
    pub level: String,
    sv: String,
    en: String,
}

/// The page of an aspect.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    key: String,
    /// Whether the aspect may be left out.
    #[serde(default)]
    pub optional: bool,
    lead_sv: String,
    lead_en: String,
    #[serde(rename = "question")]
    questions: Vec<Asked>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    area: String,
    sv: String,
    en: String,
    care_sv: String,
    care_en: String,
    admin_sv: String,
    admin_en: String,
}

/// What is known of information, and the level that it suggests at least.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hint {
    /// What is known.
    pub flag: String,
    aspect: String,
    level: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "source")]
    _source: String,
    #[serde(rename = "verify")]
    _verify: bool,
    #[serde(rename = "area")]
    areas: Vec<Area>,
    #[serde(rename = "aspect")]
    sheets: Vec<Sheet>,
    #[serde(rename = "hint")]
    hints: Vec<Hint>,
}

static FILE: LazyLock<File> = LazyLock::new(|| {
    stadga_model::shipped(
        "content/classification/questions.toml",
        include_str!("../../../content/classification/questions.toml"),
    )
});

/// A question on a page.
pub struct Question<'a> {
    /// Tells it from all others: `confidentiality-person`.
    pub key: String,
    /// The area of the consequence.
    pub area: &'a Area,
    asked: &'a Asked,
}

fn said<'a>(language: Language, sv: &'a str, en: &'a str) -> &'a str {
    match language {
        Language::Swedish => sv,
        Language::English => en,
    }
}

/// The pages, one for each aspect, in order.
pub fn sheets() -> &'static [Sheet] {
    &FILE.sheets
}

/// What is known of information, with the level that it suggests for an aspect.
pub fn hints(aspect: Aspect, levels: &Levels) -> Vec<(&'static str, u8)> {
    let of = FILE.hints.iter().filter(|hint| hint.aspect == aspect.key());
    let rank = |hint: &Hint| levels.rank(&hint.level.as_str().into());
    of.filter_map(|hint| Some((hint.flag.as_str(), rank(hint)?))).collect()
}

impl Area {
    /// What it is called.
    pub fn label(&self, language: Language) -> &str {
        said(language, &self.sv, &self.en)
    }
}

impl Answer {
    /// What would follow.
    pub fn label(&self, language: Language) -> &str {
        said(language, &self.sv, &self.en)
    }
}

impl Sheet {
    /// The aspect that it is about.
    pub fn aspect(&self) -> Aspect {
        Aspect::of(&self.key).unwrap_or(Aspect::Confidentiality)
    }

    /// What one is to imagine.
    pub fn lead(&self, language: Language) -> &str {
        said(language, &self.lead_sv, &self.lead_en)
    }

    /// Its questions.
    pub fn questions(&self) -> Vec<Question<'_>> {
        let area = |asked: &Asked| FILE.areas.iter().find(|area| area.key == asked.area);
        let question = |asked| {
            let area = area(asked)?;
            Some(Question { key: format!("{}-{}", self.key, area.key), area, asked })
        };
        self.questions.iter().filter_map(question).collect()
    }
}

impl Question<'_> {
    /// What is asked.
    pub fn label(&self, language: Language) -> &str {
        said(language, &self.asked.sv, &self.asked.en)
    }

    /// An example from care and one from administration.
    pub fn examples(&self, language: Language) -> [&str; 2] {
        let asked = self.asked;
        [
            said(language, &asked.care_sv, &asked.care_en),
            said(language, &asked.admin_sv, &asked.admin_en),
        ]
    }
}

/// The words of a question by its key, for what was answered before; nothing where it is no longer asked.
pub fn told(key: &str, language: Language) -> Option<String> {
    let all = FILE.sheets.iter().flat_map(Sheet::questions);
    let mut found = all.filter(|question| question.key == key);
    found.next().map(|question| question.label(language).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{limits::Limits, tests::scales};

    #[test]
    fn cls_12_each_aspect_has_four_questions_with_two_examples_and_answers_in_order() {
        let (levels, limits) = (Levels::of(&scales()), Limits::of(&scales()));
        let aspects: Vec<Aspect> = sheets().iter().map(Sheet::aspect).collect();
        assert_eq!(aspects, Aspect::ALL);
        for sheet in sheets() {
            let questions = sheet.questions();
            assert_eq!(questions.len(), 4, "{}", sheet.key);
            for question in questions {
                assert!(question.examples(Language::Swedish).iter().all(|text| !text.is_empty()));
                let ranks: Vec<u8> = question
                    .area
                    .answers
                    .iter()
                    .map(|answer| levels.rank(&answer.level.as_str().into()).unwrap())
                    .collect();
                assert!(ranks.is_sorted() && ranks.len() > 3, "{}", question.key);
                assert_eq!(
                    told(&question.key, Language::English).as_deref(),
                    Some(question.label(Language::English))
                );
            }
        }
        let ends = |sheet: &Sheet| {
            sheet.questions().iter().any(|question| {
                question.area.answers.iter().any(|answer| {
                    levels.rank(&answer.level.as_str().into()) == Some(limits.protective)
                })
            })
        };
        assert!(sheets().iter().all(ends), "each page can end the classification");
    }

    #[test]
    fn cls_12_what_is_known_suggests_a_level() {
        let levels = Levels::of(&scales());
        assert_eq!(hints(Aspect::Confidentiality, &levels), [("personal-data", 1), ("secret", 3)]);
        assert!(hints(Aspect::Availability, &levels).is_empty());
    }
}
