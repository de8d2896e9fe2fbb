//! Reviews of the classification process itself: what works, what does not, and what is done about it.

use serde::{Deserialize, Serialize};
use stadga_measures::Measure;
use stadga_model::{Around, Choice, Date, Finding, Id, Lifecycle, Move, Prose, Record};
use stadga_organisation::{Person, Unit};

/// A review of the process (översyn av klassningsprocessen): CLS-15.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "classification-review",
    prefix = "KGR",
    title = "title",
    state = "state",
    unit = "unit",
    owner = "owner"
)]
pub struct ClassificationReview {
    /// What it is called (rubrik).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// Whether it is done (läge).
    #[field(list, filter, fixed)]
    #[serde(default)]
    pub state: State,
    /// By when (senast).
    #[field(list, filter, sort)]
    pub due: Option<Date>,
    /// What is looked at (frågor).
    #[field(search)]
    pub questions: Option<Prose>,
    /// When it was made (genomförd).
    #[field(list, filter, sort, group = "result")]
    pub date: Option<Date>,
    /// The share that was classified then, in per cent (andel klassat i procent).
    #[field(list, group = "result")]
    pub share: Option<i64>,
    /// What works (fungerar).
    #[field(search, group = "result")]
    pub works: Option<Prose>,
    /// What does not (brister).
    #[field(search, group = "result")]
    pub lacks: Option<Prose>,
    /// What it comes to (slutsats).
    #[field(search, group = "result")]
    pub conclusion: Option<Prose>,
    /// The unit (enhet).
    #[field(list, filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Who reviews (ansvarig).
    #[field(list, filter, group = "who")]
    pub owner: Option<Id<Person>>,
}

/// Whether it is done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Not yet (planerad).
    #[default]
    Planned,
    /// Done (genomförd).
    Done,
}

/// Its way.
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "planned",
    moves: &[
        Move { name: "finish", from: &["planned"], to: "done" },
        Move { name: "reopen", from: &["done"], to: "planned" },
    ],
    back: &["reopen"],
};

/// What a review is held to: made in time, with a conclusion, and its deficiencies acted upon.
pub fn rules(review: &ClassificationReview, around: &Around) -> Vec<Finding> {
    let today = around.today();
    let given = |text: Option<&Prose>| text.is_some_and(|text| !text.0.trim().is_empty());
    let fault = |variant, field: &str| Finding::blocking("CLS-15").variant(variant).on(field);
    let done = review.state == State::Done;
    let late = review.due.filter(|due| !done && *due < today);
    let measured = around.near.pointing::<Measure>().next().is_some();
    [
        (done && review.date.is_none()).then(|| fault("date", "date")),
        (done && !given(review.conclusion.as_ref())).then(|| fault("conclusion", "conclusion")),
        review.share.filter(|share| !(0..=100).contains(share)).map(|_| fault("share", "share")),
        late.map(|due| Finding::warning("CLS-15").variant("late").on("due").with("date", due)),
        (done && given(review.lacks.as_ref()) && !measured)
            .then(|| Finding::warning("CLS-15").variant("measure").on("lacks")),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check, near, pointing};
    use serde_json::json;

    #[test]
    fn cls_15_the_process_is_reviewed_in_time_and_what_lacks_has_a_measure() {
        let review = |more: serde_json::Value| -> ClassificationReview {
            let mut body = json!({"title": "Översyn"});
            body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            serde_json::from_value(body).unwrap()
        };
        let told = |more| check(rules, &review(more), &near());
        assert!(told(json!({"due": "2024-01-24"})).is_empty());
        assert_eq!(told(json!({"due": "2024-01-23"})), ["finding-cls-15-late"]);
        assert_eq!(
            told(json!({"state": "done", "share": 101})),
            ["finding-cls-15-date", "finding-cls-15-conclusion", "finding-cls-15-share"]
        );
        let done = json!({"state": "done", "date": "2024-01-10", "conclusion": "Fortsätt.", "lacks": "Tid."});
        assert_eq!(told(done.clone()), ["finding-cls-15-measure"]);
        let measure: Measure = serde_json::from_value(json!({"title": "Avsätt tid"})).unwrap();
        assert!(check(rules, &review(done), &pointing("causes", &[measure])).is_empty());
    }
}
