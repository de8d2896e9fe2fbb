//! What a management review is held to: held in its part of the year, with material, with outcomes that lead somewhere.

use stadga_model::{Around, Body, Finding};

use super::{ManagementReview, State};
use crate::occasion::Slot;

/// The scale of the standing items.
pub const ITEMS: &str = "review-item";

/// What stays as it was when the review was held: ISM-03.
const FIXED: [&str; 6] = ["level", "year", "part", "held", "unit", "comments"];

/// Everything that the rules say of a review.
pub fn rules(review: &ManagementReview, around: &Around) -> Vec<Finding> {
    let mut findings = misplaced(review, around);
    findings.extend(match review.state {
        State::Planned => waiting(review, around),
        State::Prepared => {
            waiting(review, around).into_iter().chain(unsaid(review, around)).collect()
        }
        State::Held => held(review, around),
        State::FollowedUp => {
            held(review, around).into_iter().chain(followed(review, around)).collect()
        }
    });
    findings.extend(rewritten(review, around));
    findings
}

/// ISM-04: a review belongs to a part of the year that its level has.
fn misplaced(review: &ManagementReview, around: &Around) -> Vec<Finding> {
    let level = around.near.linked(review.level);
    let parts = level.as_ref().map_or(12, |level| level.parts());
    let Some(slot) = Slot::numbered(review.year, review.part, parts) else {
        let fault = Finding::blocking("ISM-04").variant("part").on("part");
        return vec![fault.with("parts", parts)];
    };
    if level.is_none() {
        return Vec::new();
    }
    let outside = review.planned.is_some_and(|day| day < slot.from() || slot.to() < day);
    let unit = level.is_some_and(|level| review.unit.is_some_and(|unit| unit != level.unit));
    let told = Finding::warning("ISM-04").variant("outside").on("planned");
    [
        (outside && !review.is_held())
            .then(|| told.with("from", slot.from()).with("to", slot.to())),
        unit.then(|| Finding::blocking("ISM-04").variant("unit").on("unit")),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// ISM-02: a review that is to come has a day, and is held on it.
fn waiting(review: &ManagementReview, around: &Around) -> Vec<Finding> {
    let told = |variant| Finding::warning("ISM-02").variant(variant).on("planned");
    match review.planned {
        None => vec![told("undated")],
        Some(day) if day < around.today() => vec![told("late").with("date", day)],
        Some(_) => Vec::new(),
    }
}

/// ISM-03: somebody has said something of each standing item.
fn unsaid(review: &ManagementReview, around: &Around) -> Option<Finding> {
    let scale = around.scales.get(ITEMS)?;
    let items = scale.on(around.today());
    let count = items.filter(|step| review.said_of(&step.key).next().is_none()).count();
    let told = Finding::warning("ISM-03").variant("unsaid").on("comments");
    (count > 0).then(|| told.with("count", count))
}

/// ISM-02: what was held says when, and what came of it; each outcome leads to a decision or a measure.
fn held(review: &ManagementReview, around: &Around) -> Vec<Finding> {
    let today = around.today();
    let fault = |variant| Finding::blocking("ISM-02").variant(variant).on("held");
    let told = |variant| Finding::warning("ISM-02").variant(variant).on("outcomes");
    let planned = review.planned.filter(|day| *day <= today).unwrap_or(today);
    let loose = review
        .outcomes
        .iter()
        .filter(|one| one.decision.is_none() && one.measure.is_none())
        .count();
    [
        review.held.is_none().then(|| fault("held").beginning("held", planned)),
        review.held.is_some_and(|day| day > today).then(|| fault("future")),
        review.outcomes.is_empty().then(|| told("nothing")),
        (loose > 0).then(|| told("loose").with("count", loose)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// ISM-02: a follow-up says what became of the outcomes, and when.
fn followed(review: &ManagementReview, around: &Around) -> Vec<Finding> {
    let today = around.today();
    let silent = review.follow_up.as_ref().is_none_or(|text| text.0.trim().is_empty());
    let fault = |variant, field: &str| Finding::blocking("ISM-02").variant(variant).on(field);
    [
        review
            .followed
            .is_none()
            .then(|| fault("followed", "followed").beginning("followed", today)),
        review.followed.is_some_and(|day| day > today).then(|| fault("future", "followed")),
        silent.then(|| fault("result", "follow_up")),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// ISM-03: what a review was held on is not written anew afterwards.
fn rewritten(review: &ManagementReview, around: &Around) -> Vec<Finding> {
    let was_held = |body: &&Body| {
        let state = body.get("state").and_then(|state| state.as_str());
        matches!(state, Some("held" | "followed-up"))
    };
    let Some(before) = around.before.filter(was_held) else { return Vec::new() };
    let Ok(now) = stadga_model::body_of(review) else { return Vec::new() };
    let changed = |name: &&&str| {
        before.get(**name).is_some_and(|value| !value.is_null() && now.get(**name) != Some(value))
    };
    let fault = |name: &&str| Finding::blocking("ISM-03").variant("rewritten").on(*name);
    FIXED.iter().filter(changed).map(fault).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check, id, level, near, review, scales, up};
    use stadga_model::Term;
    use stadga_testkit::rules::check_by;

    #[test]
    fn ism_02_a_coming_review_has_a_day_in_its_half_year() {
        let mut coming = review("planned");
        (coming.year, coming.planned) = (2024, None);
        assert_eq!(check(rules, &coming, &near()), ["finding-ism-02-undated"]);
        coming.planned = "2024-01-23".parse().ok();
        assert_eq!(check(rules, &coming, &near()), ["finding-ism-02-late"]);
        coming.planned = "2024-07-01".parse().ok();
        let around = up(&[(id(1), &level())]);
        assert_eq!(check(rules, &coming, &around), ["finding-ism-04-outside"]);
        coming.part = 3;
        assert!(check(rules, &coming, &around).contains(&"finding-ism-04-part".to_owned()));
        coming.part = 13;
        assert!(check(rules, &coming, &near()).contains(&"finding-ism-04-part".to_owned()));
        coming.part = 1;
        coming.unit = Some(id(99));
        let told = check(rules, &coming, &around);
        assert!(told.contains(&"finding-ism-04-unit".to_owned()), "{told:?}");
    }

    #[test]
    fn ism_02_what_was_held_has_a_day_and_outcomes_that_lead_somewhere() {
        let mut held = review("held");
        held.held = None;
        let told = ["finding-ism-02-held", "finding-ism-02-nothing"];
        assert_eq!(check(rules, &held, &near()), told);
        held.held = "2024-01-25".parse().ok();
        let outcome = crate::management_review::Outcome {
            sort: Term::from("improve"),
            text: "Fler övningar".into(),
            decision: None,
            measure: None,
        };
        held.outcomes = vec![outcome];
        let told = ["finding-ism-02-future", "finding-ism-02-loose"];
        assert_eq!(check(rules, &held, &near()), told);
        held.held = "2024-01-24".parse().ok();
        held.outcomes[0].measure = Some(id(4));
        assert!(check(rules, &held, &near()).is_empty());
    }

    #[test]
    fn ism_02_a_follow_up_says_what_became_of_it() {
        let mut done = review("followed-up");
        done.outcomes = vec![
            serde_json::from_value(serde_json::json!(
                {"sort": "improve", "text": "Övning", "measure": id::<()>(4)}
            ))
            .unwrap(),
        ];
        let told = ["finding-ism-02-followed", "finding-ism-02-result"];
        assert_eq!(check(rules, &done, &near()), told);
    }

    #[test]
    fn ism_03_all_standing_items_are_spoken_of() {
        let mut ready = review("prepared");
        (ready.year, ready.planned) = (2024, "2024-02-01".parse().ok());
        assert_eq!(check(rules, &ready, &near()), ["finding-ism-03-unsaid"]);
        let scales = scales();
        let all = scales.get(ITEMS).unwrap().steps.iter();
        ready.comments = all
            .map(|step| super::super::Comment { item: Term(step.key.clone()), text: "Ja.".into() })
            .collect();
        assert!(check(rules, &ready, &near()).is_empty());
    }

    #[test]
    fn ism_03_what_a_review_was_held_on_stays() {
        let (scales, mut later) = (scales(), review("held"));
        later.outcomes = vec![
            serde_json::from_value(serde_json::json!(
                {"sort": "improve", "text": "Övning", "measure": id::<()>(4)}
            ))
            .unwrap(),
        ];
        let before = later.clone();
        let told = |now: &ManagementReview| check_by(&scales, rules, Some(&before), now, &near());
        later.conclusion = Some("Vi går vidare.".into());
        assert!(told(&later).is_empty(), "the outcome can be completed");
        later.held = "2023-04-21".parse().ok();
        assert_eq!(told(&later), ["finding-ism-03-rewritten"]);
        let earlier = ManagementReview { state: State::Prepared, ..before.clone() };
        let now = check_by(&scales, rules, Some(&earlier), &later, &near());
        assert!(now.is_empty(), "until then all can be written: {now:?}");
    }
}
