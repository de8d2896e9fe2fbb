//! Ready rules for handling, used where the organisation has none of its own: `content/classification/handling.toml` (CLS-04).

use serde::Deserialize;
use stadga_model::{Language, Scales, Term};
use std::sync::LazyLock;

use crate::{HandlingRule, handling_rule::Allowed};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "source")]
    _source: String,
    #[serde(rename = "verify")]
    _verify: bool,
    #[serde(rename = "rule")]
    rules: Vec<Ready>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ready {
    situation: String,
    #[serde(rename = "level")]
    levels: Vec<ReadyLevel>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReadyLevel {
    level: String,
    allowed: Allowed,
    sv: String,
    en: String,
}

static FILE: LazyLock<File> = LazyLock::new(|| {
    stadga_model::shipped(
        "content/classification/handling.toml",
        include_str!("../../../content/classification/handling.toml"),
    )
});

/// The scale of situations.
pub const SITUATIONS: &str = "handling-situation";

/// What one may do in a situation on a level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Whether one may.
    pub allowed: Allowed,
    /// How.
    pub text: String,
}

/// What holds in a situation on a level: the organisation's own rule where it speaks of the situation, else the ready one.
pub fn said(
    own: &[HandlingRule],
    situation: &str,
    level: &Term,
    language: Language,
) -> Option<Said> {
    if let Some(rule) = own.iter().find(|rule| rule.situation.0 == situation) {
        let row = rule.levels.iter().find(|row| row.level == *level)?;
        return Some(Said { allowed: row.allowed, text: row.text.clone() });
    }
    let ready = FILE.rules.iter().find(|rule| rule.situation == situation)?;
    let row = ready.levels.iter().find(|row| row.level == level.0)?;
    let text = match language {
        Language::Swedish => &row.sv,
        Language::English => &row.en,
    };
    Some(Said { allowed: row.allowed, text: text.clone() })
}

/// The situations, in the scale's order: their keys.
pub fn situations(scales: &Scales) -> Vec<String> {
    let steps = scales.get(SITUATIONS).into_iter().flat_map(|scale| &scale.steps);
    steps.map(|step| step.key.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{class::Levels, limits::Limits, tests::scales};

    #[test]
    fn cls_04_each_situation_has_words_for_each_level_that_is_kept_here() {
        let (scales, limits) = (scales(), Limits::of(&scales()));
        let levels = Levels::of(&scales);
        for situation in situations(&scales) {
            for rank in 0..limits.protective {
                let level = levels.term(rank).unwrap();
                for language in Language::ALL {
                    assert!(
                        said(&[], &situation, &level, language).is_some(),
                        "{situation} {rank}"
                    );
                }
            }
        }
    }

    #[test]
    fn cls_04_the_organisations_own_words_come_first() {
        let own: HandlingRule = serde_json::from_value(serde_json::json!({
            "title": "E-post", "situation": "mail",
            "levels": [{"level": "3", "allowed": "no", "text": "Använd Säker post."}],
        }))
        .unwrap();
        let found =
            said(std::slice::from_ref(&own), "mail", &Term::from("3"), Language::Swedish).unwrap();
        assert_eq!((found.allowed, found.text.as_str()), (Allowed::No, "Använd Säker post."));
        assert_eq!(said(&[own], "mail", &Term::from("1"), Language::Swedish), None, "it is silent");
    }
}
