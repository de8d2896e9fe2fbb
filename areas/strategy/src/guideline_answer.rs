//! Answers to guidelines: what the support function will do, by what, or why not.

use serde::{Deserialize, Serialize};
use stadga_model::{Around, Date, Finding, Id, Prose, Record};
use stadga_organisation::{Person, Unit};

use crate::Guideline;

/// An answer to a guideline (svar på planeringsriktlinje): STR-04.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "guideline-answer",
    prefix = "RSV",
    title = "title",
    unit = "unit",
    owner = "owner"
)]
pub struct GuidelineAnswer {
    /// The answer in short (rubrik).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// What it answers (riktlinje).
    #[field(list, filter)]
    pub guideline: Id<Guideline>,
    /// When it was given (datum).
    #[field(list, sort, filter)]
    pub date: Date,
    /// What will be done and what will not (svar).
    #[field(search)]
    #[serde(default)]
    pub text: Prose,
    /// The plans, activities and measures that carry it out (genomförs genom): STR-06.
    #[field(list, to("plan", "activity", "measure"))]
    #[serde(default)]
    pub carried_by: Vec<Id>,
    /// The unit that answers (enhet).
    #[field(filter)]
    pub unit: Option<Id<Unit>>,
    /// Who answers (svarar).
    #[field(filter)]
    pub owner: Option<Id<Person>>,
}

/// What an answer is held to: STR-04.
pub fn rules(answer: &GuidelineAnswer, around: &Around) -> Vec<Finding> {
    let fault = |variant, field: &str| Finding::blocking("STR-04").variant(variant).on(field);
    let empty = answer.text.0.trim().is_empty();
    let future = answer.date > around.today();
    let found = [empty.then(|| fault("empty", "text")), future.then(|| fault("future", "date"))];
    found.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check, id, near};

    #[test]
    fn str_04_an_answer_says_something_and_has_been_given() {
        let json =
            serde_json::json!({"title": "S", "guideline": id::<()>(1), "date": "2024-01-25"});
        let mut answer: GuidelineAnswer = serde_json::from_value(json).unwrap();
        let found = check(rules, &answer, &near());
        assert_eq!(found, ["finding-str-04-empty", "finding-str-04-future"]);
        (answer.text, answer.date) = ("Vi gör så här.".into(), "2024-01-24".parse().unwrap());
        assert!(check(rules, &answer, &near()).is_empty());
    }
}
