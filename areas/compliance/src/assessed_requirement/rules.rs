//! What an assessed requirement is held to: motives, reasons, the answers to its questions, what shows it, what is done about it, and when it is closed.

use stadga_model::{Around, Date, Finding, Id, Prose};

use super::AssessedRequirement;
use crate::{
    Assessment,
    weights::{MUST, NOT_APPLICABLE, weights},
};

/// What an assessed requirement is held to.
pub fn rules(answer: &AssessedRequirement, around: &Around) -> Vec<Finding> {
    let assessment = around.near.linked::<Assessment>(answer.assessment);
    let findings = [
        settled(answer, assessment.as_ref(), around),
        no_reason(answer),
        otherwise(answer),
        no_motive(answer, assessment.as_ref()),
        nothing_shows_it(answer),
        evidence_ended(answer, around),
        no_action(answer),
        target_missed(answer, around.today()),
    ];
    findings.into_iter().flatten().collect()
}

/// Whether something is said.
fn said(text: Option<&Prose>) -> bool {
    text.is_some_and(|text| !text.0.trim().is_empty())
}

/// CTL-01: what was settled stays as it was.
fn settled(
    answer: &AssessedRequirement,
    assessment: Option<&Assessment>,
    around: &Around,
) -> Option<Finding> {
    let body = stadga_model::body_of(answer).ok();
    let changed = around.new || around.before.is_some_and(|before| Some(before) != body.as_ref());
    let closed = assessment.is_some_and(|assessment| !assessment.is_open());
    (changed && closed).then(|| Finding::blocking("CTL-01").variant("settled"))
}

/// CTL-01: what does not apply here says why.
fn no_reason(answer: &AssessedRequirement) -> Option<Finding> {
    let outside = answer.grade.as_ref().is_some_and(|grade| grade.0 == NOT_APPLICABLE);
    (outside && !said(answer.reason.as_ref()))
        .then(|| Finding::blocking("CTL-01").variant("reason").on("reason"))
}

/// CTL-17: a grade that is another than the answers to the questions come to says why.
fn otherwise(answer: &AssessedRequirement) -> Option<Finding> {
    let (grade, computed) = (answer.grade.as_ref()?, answer.computed.as_ref()?);
    (grade != computed && !said(answer.deviation.as_ref()))
        .then(|| Finding::blocking("CTL-17").variant("deviation").on("deviation"))
}

/// CTL-02: a lower priority has its own motive; what must be met has one too, its own or that of the assessment.
fn no_motive(answer: &AssessedRequirement, assessment: Option<&Assessment>) -> Option<Finding> {
    let priority = answer.priority.as_ref()?;
    if said(answer.motive.as_ref()) {
        return None;
    }
    if priority.0 != MUST {
        return Some(Finding::blocking("CTL-02").variant("lower").on("motive"));
    }
    let shared = assessment.is_some_and(|assessment| said(assessment.motive.as_ref()));
    (!shared).then(|| Finding::warning("CTL-02").variant("must").on("motive"))
}

/// CTL-01: what is said to be met is shown by something.
fn nothing_shows_it(answer: &AssessedRequirement) -> Option<Finding> {
    let shown =
        !answer.controls.is_empty() || !answer.evidence.is_empty() || !answer.documents.is_empty();
    let weight = weights().grade_weight(answer.grade.as_ref()?)?;
    (weight > 0 && !shown).then(|| Finding::warning("CTL-01").variant("evidence").on("evidence"))
}

/// CTL-01: evidence shows something as long as it holds.
fn evidence_ended(answer: &AssessedRequirement, around: &Around) -> Option<Finding> {
    let today = around.today();
    let holds = |id: &Id<_>| {
        around.near.linked(*id).is_none_or(|one: stadga_measures::Evidence| one.holds(today))
    };
    let ended = !answer.evidence.is_empty() && !answer.evidence.iter().any(holds);
    ended.then(|| Finding::warning("CTL-01").variant("ended").on("evidence"))
}

/// CTL-03: what must be met and is not has something done about it.
fn no_action(answer: &AssessedRequirement) -> Option<Finding> {
    let lacking = weights().is_gap(answer.grade.as_ref());
    let must = answer.priority.as_ref().is_none_or(|priority| priority.0 == MUST);
    (lacking && must && answer.measures.is_empty())
        .then(|| Finding::warning("CTL-03").variant("action").on("measures"))
}

/// CTL-03: a target that has passed is seen.
fn target_missed(answer: &AssessedRequirement, today: Date) -> Option<Finding> {
    let by = answer.target_by.filter(|by| *by < today)?;
    let weight = |grade| weights().grade_weight(grade).unwrap_or_default();
    let (grade, target) = (answer.grade.as_ref()?, answer.target.as_ref()?);
    (weight(grade) < weight(target))
        .then(|| Finding::warning("CTL-03").variant("target").on("target_by").with("date", by))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        assessment::State,
        tests::{and, answer, assessment, check, check_change, id, near},
    };

    fn found(one: &AssessedRequirement) -> Vec<String> {
        check(rules, one, &and(near(&[]), id(1), &assessment()))
    }

    #[test]
    fn ctl_01_what_does_not_apply_says_why() {
        let mut one = answer(Some("not-applicable"));
        assert_eq!(found(&one), ["finding-ctl-01-reason"]);
        one.reason = Some("Ingen utveckling sker här.".into());
        assert!(found(&one).is_empty());
    }

    #[test]
    fn ctl_17_a_grade_that_is_another_than_the_answers_come_to_says_why() {
        let mut one = answer(Some("not-met"));
        (one.computed, one.measures) = (Some("not-met".into()), vec![id(8)]);
        assert!(found(&one).is_empty());
        one.computed = Some("partly".into());
        assert_eq!(found(&one), ["finding-ctl-17-deviation"]);
        one.deviation = Some("Svaren gäller bara halva driften.".into());
        assert!(found(&one).is_empty());
        (one.grade, one.deviation) = (None, None);
        assert!(found(&one).is_empty(), "nobody has judged it");
    }

    #[test]
    fn ctl_02_a_lower_priority_has_a_motive_and_must_has_one_of_its_own_or_the_assessments() {
        let mut one = answer(Some("met"));
        one.documents = vec![id(9)];
        one.priority = Some("lower".into());
        assert_eq!(found(&one), ["finding-ctl-02-lower"]);
        one.motive = Some("Få berörs.".into());
        assert!(found(&one).is_empty());
        one.motive = None;
        one.priority = Some(MUST.into());
        assert_eq!(found(&one), ["finding-ctl-02-must"]);
        let shared = Assessment { motive: Some("Lagkrav.".into()), ..assessment() };
        assert!(check(rules, &one, &and(near(&[]), id(1), &shared)).is_empty());
    }

    #[test]
    fn ctl_03_a_gap_has_an_action_unless_it_is_of_lower_priority() {
        let mut one = answer(Some("not-met"));
        assert_eq!(found(&one), ["finding-ctl-03-action"]);
        one.priority = Some("lower".into());
        one.motive = Some("Få berörs.".into());
        assert!(found(&one).is_empty());
        (one.target, one.target_by) = (Some("met".into()), "2024-01-23".parse().ok());
        assert_eq!(found(&one), ["finding-ctl-03-target"]);
    }

    #[test]
    fn ctl_01_what_is_met_is_shown_and_what_is_settled_stays() {
        let one = answer(Some("met"));
        assert_eq!(found(&one), ["finding-ctl-01-evidence"]);
        let closed = Assessment { state: State::Settled, ..assessment() };
        let around = and(near(&[]), id(1), &closed);
        let other = AssessedRequirement { documents: vec![id(9)], ..one.clone() };
        assert_eq!(check_change(rules, &one, &other, &around), ["finding-ctl-01-settled"]);
        assert!(check_change(rules, &other, &other, &around).is_empty());
    }
}
