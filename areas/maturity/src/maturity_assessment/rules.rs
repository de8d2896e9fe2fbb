//! What an assessment is held to: answers of its model, all of them when it is submitted, none changed when the round is closed.

use std::collections::BTreeSet;

use stadga_model::{Around, Body, Finding, Term};

use super::{AFTERWARDS, MaturityAssessment, State};
use crate::{
    MaturityRound, Model,
    changed::{changed, earlier},
    maturity_round,
};

/// Everything that the rules say of an assessment.
pub fn rules(assessment: &MaturityAssessment, around: &Around) -> Vec<Finding> {
    let round: Option<MaturityRound> = around.near.linked(assessment.round);
    let mut findings = Vec::new();
    findings.extend(round.iter().filter_map(|round| of_the_round(assessment, round)));
    findings.extend(answers(assessment));
    if assessment.state == State::Submitted {
        findings.extend(whole(assessment));
    }
    let state = round.as_ref().map(|round| round.state);
    if state == Some(maturity_round::State::Closed) {
        findings.extend(frozen(assessment, around));
    } else {
        findings.extend(moved(assessment, around.before));
    }
    if state == Some(maturity_round::State::Open) {
        findings.extend(waited_for(assessment, around));
    }
    findings
}

fn fault(variant: &'static str, field: &str) -> Finding {
    Finding::blocking("CTL-06").variant(variant).on(field)
}

fn warning(variant: &'static str, field: &str) -> Finding {
    Finding::warning("CTL-06").variant(variant).on(field)
}

/// CTL-06: it measures by the round's model, and is answered when the round is open.
fn of_the_round(assessment: &MaturityAssessment, round: &MaturityRound) -> Option<Finding> {
    if assessment.model != round.model {
        return Some(fault("other-model", "model"));
    }
    let planned = round.state == maturity_round::State::Planned;
    (planned && assessment.state != State::Waiting).then(|| fault("early", "state"))
}

/// CTL-06: each answer is of a sentence of the model, given once, and one that the model knows.
fn answers(assessment: &MaturityAssessment) -> Vec<Finding> {
    let Some(model) = assessment.model() else { return Vec::new() };
    let mut seen = BTreeSet::new();
    let rows = assessment.answers.iter().enumerate();
    let wrong = rows.filter(|(_, one)| {
        let area = model.area(&one.area.0);
        let known =
            area.is_some_and(|area| area.statements.iter().any(|of| of.key == one.statement.0));
        !known || model.answer(one.level).is_none() || !seen.insert(&one.statement)
    });
    wrong.map(|(at, _)| fault("answer", &format!("answers.{at}.level"))).collect()
}

/// CTL-06: what is submitted is whole; what is high is shown by something, what is low leads to something.
fn whole(assessment: &MaturityAssessment) -> Vec<Finding> {
    let Some(model) = assessment.model() else { return Vec::new() };
    let left = assessment.left();
    let (bare, idle) = (unshown(assessment, model), idle(assessment, model));
    [
        (left, fault("unanswered", "answers")),
        (bare, warning("evidence", "answers")),
        (idle, warning("needed", "needed")),
    ]
    .into_iter()
    .filter_map(|(count, finding)| (count > 0).then(|| finding.with("count", count)))
    .collect()
}

/// How many high answers nothing is said to show.
fn unshown(assessment: &MaturityAssessment, model: &Model) -> usize {
    let blank = |text: &Option<String>| text.as_ref().is_none_or(|text| text.trim().is_empty());
    let high = assessment.answers.iter().filter(|one| one.level >= model.evidence_from);
    high.filter(|one| blank(&one.evidence)).count()
}

/// How many low areas have nothing that must be introduced; a short survey does not ask for it.
fn idle(assessment: &MaturityAssessment, model: &Model) -> usize {
    if model.one_page {
        return 0;
    }
    let levels = assessment.levels(model);
    let low =
        model.areas.iter().zip(levels).filter(|(_, level)| level.is_some_and(|l| l < model.low));
    low.filter(|(area, _)| !assessment.needed.iter().any(|one| one.area.0 == area.key)).count()
}

/// CTL-06: what is measured, in which round, stays as it was asked.
fn moved(assessment: &MaturityAssessment, before: Option<&Body>) -> Vec<Finding> {
    let changed = changed(assessment, before).into_iter();
    let moved = changed.filter(|name| ["round", "unit", "model"].contains(name));
    moved.map(|name| fault("moved", name)).collect()
}

/// CTL-06, SEC-11: the results of a closed round are fixed, and nobody is asked any more. What must be introduced can
/// still become a measure.
fn frozen(assessment: &MaturityAssessment, around: &Around) -> Vec<Finding> {
    if around.new {
        return vec![fault("shut", "round")];
    }
    let Some(was) = earlier::<MaturityAssessment>(around.before) else { return Vec::new() };
    let mut names = changed(assessment, around.before);
    names.retain(|name| !AFTERWARDS.contains(name));
    if wanted(&was) != wanted(assessment) {
        names.push("needed");
    }
    names.into_iter().map(|name| fault("frozen", name)).collect()
}

/// What must be introduced, whatever has become of it.
fn wanted(assessment: &MaturityAssessment) -> Vec<(&Term, &str)> {
    assessment.needed.iter().map(|one| (&one.area, one.what.as_str())).collect()
}

/// CTL-06: somebody answers, in time.
fn waited_for(assessment: &MaturityAssessment, around: &Around) -> Vec<Finding> {
    if assessment.state == State::Submitted {
        return Vec::new();
    }
    let nobody = assessment.owner.is_none().then(|| warning("nobody", "owner"));
    let due = assessment.due.filter(|due| *due < around.today());
    let late = due.map(|due| warning("late", "due").with("date", due));
    nobody.into_iter().chain(late).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::maturity_assessment::{Answered, complete};
    use crate::tests::{and, assessment, check, check_change, id, near, round};
    use stadga_model::Near;

    fn of(state: &str) -> Near {
        and(near(&[]), id(1), &round(state))
    }

    #[test]
    fn ctl_06_what_is_submitted_is_whole_shown_and_leads_to_something() {
        let mut whole = assessment("submitted");
        complete(&mut whole);
        assert!(check(rules, &whole, &of("open")).is_empty());
        let mut part = whole.clone();
        part.answers.pop();
        assert_eq!(check(rules, &part, &of("open")), ["finding-ctl-06-unanswered"]);
        part.state = State::Ongoing;
        assert!(check(rules, &part, &of("open")).is_empty(), "kept as one goes");
        let mut high = whole.clone();
        high.answers[0].level = 3;
        assert_eq!(check(rules, &high, &of("open")), ["finding-ctl-06-evidence"]);
        high.answers[0].evidence = Some("Protokoll från ledningsgruppen.".into());
        assert!(check(rules, &high, &of("open")).is_empty());
        let mut low = whole;
        low.answers[0].level = 0;
        complete(&mut low);
        assert_eq!(check(rules, &low, &of("open")), ["finding-ctl-06-needed"]);
    }

    #[test]
    fn ctl_06_an_answer_is_of_the_model_and_given_once() {
        let mut wrong = assessment("ongoing");
        wrong.answers[0].level = 6;
        let twice = wrong.answers[1].clone();
        wrong.answers.push(twice);
        let strange = Answered { area: Term::from("risk"), ..wrong.answers[2].clone() };
        wrong.answers[2] = strange;
        assert_eq!(check(rules, &wrong, &of("open")), ["finding-ctl-06-answer"; 3]);
        let other = MaturityAssessment { model: Term::from("cumulative"), ..assessment("waiting") };
        assert!(check(rules, &other, &of("open")).contains(&"finding-ctl-06-other-model".into()));
        assert_eq!(check(rules, &assessment("ongoing"), &of("planned")), ["finding-ctl-06-early"]);
    }

    #[test]
    fn ctl_06_the_results_of_a_closed_round_are_fixed() {
        let before = assessment("submitted");
        let told = |after: &MaturityAssessment| check_change(rules, &before, after, &of("closed"));
        assert!(told(&before).is_empty());
        let mut after = before.clone();
        after.answers[0].level = 5;
        after.answers[0].evidence = Some("Nu är det bra.".into());
        assert_eq!(told(&after), ["finding-ctl-06-frozen"]);
        let back = MaturityAssessment { state: State::Ongoing, ..before.clone() };
        assert_eq!(told(&back), ["finding-ctl-06-frozen"]);
        let mut linked = before.clone();
        linked.needed[0].measure = Some(id(70));
        assert!(told(&linked).is_empty(), "what must be introduced becomes a measure");
        linked.needed[0].what = "Något annat".into();
        assert_eq!(told(&linked), ["finding-ctl-06-frozen"]);
        let open = open_fields_of(&before);
        assert!(open.is_some_and(|open| open == ["needed", "owner"]));
    }

    fn open_fields_of(assessment: &MaturityAssessment) -> Option<&'static [&'static str]> {
        super::super::open_fields(assessment, &of("closed"))
    }

    #[test]
    fn ctl_06_what_is_asked_is_not_moved_and_somebody_answers_in_time() {
        let before = assessment("waiting");
        let after = MaturityAssessment { unit: id(9), ..before.clone() };
        assert_eq!(check_change(rules, &before, &after, &of("open")), ["finding-ctl-06-moved"]);
        let due = "2024-01-23".parse().ok();
        let late = MaturityAssessment { owner: None, due, ..before };
        let told = check(rules, &late, &of("open"));
        assert_eq!(told, ["finding-ctl-06-nobody", "finding-ctl-06-late"]);
        assert!(check(rules, &late, &of("closed")).is_empty());
    }
}
