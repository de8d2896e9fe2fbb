//! What a measure is held to: its plan, its follow-up, and how it ends.

use stadga_decisions::postponement::is_blank;
use stadga_model::{Around, Date, Finding};

use super::{Measure, State, follow_up, plan};
use crate::Evidence;

/// Everything that the rules say of a measure.
pub fn rules(measure: &Measure, around: &Around) -> Vec<Finding> {
    let today = around.today();
    let mut findings = plan::faults(measure, today);
    findings.extend(follow_up::faults(measure, today));
    findings.extend(match measure.state {
        State::Proposed => Vec::new(),
        State::Decided | State::InProgress => follow_up::silences(measure, today),
        State::Postponed => measure.postponement().findings(around),
        State::Done => done(measure, around),
        State::Closed => [done(measure, around), closed(measure)].concat(),
        State::Stopped => stopped(measure, today),
    });
    findings
}

/// What is done has an end, is wholly reported or motivated (ISM-16), and has evidence that holds (AUD-24).
fn done(measure: &Measure, around: &Around) -> Vec<Finding> {
    let mut findings: Vec<_> = end(measure, around.today()).into_iter().collect();
    findings.extend(unreported(measure, around.today()));
    let undone = measure.shares.iter().filter(|share| share.is_left()).count();
    if undone > 0 {
        let left = Finding::blocking("ISM-17").variant("left").on("shares");
        findings.push(left.with("count", undone));
    }
    findings.extend(unproven(around));
    findings
}

/// ISM-16: done is all reported, or motivated. Who has reported nothing yet is asked for the one report that says it.
fn unreported(measure: &Measure, today: Date) -> Option<Finding> {
    let fault = |variant, field: &str| Finding::blocking("ISM-16").variant(variant).on(field);
    let last = measure.latest_progress();
    let settled =
        last.is_some_and(|report| report.percent == 100) || !is_blank(measure.done_motive.as_ref());
    match last {
        _ if settled => None,
        Some(_) => Some(fault("whole", "done_motive")),
        None => {
            let fault = fault("unreported", "progress");
            Some(fault.beginning("date", today).beginning("percent", 100))
        }
    }
}

/// AUD-24: what is done is proven by evidence that is valid today.
fn unproven(around: &Around) -> Option<Finding> {
    let today = around.today();
    let mut evidence = around.near.pointing::<Evidence>().peekable();
    if evidence.peek().is_none() {
        return Some(Finding::warning("AUD-24").variant("none"));
    }
    (!evidence.any(|(_, evidence)| evidence.holds(today)))
        .then(|| Finding::warning("AUD-24").variant("expired"))
}

/// ISM-16: closing means that the effect has been judged.
fn closed(measure: &Measure) -> Vec<Finding> {
    let judged = measure.effect.is_some();
    (!judged)
        .then(|| Finding::blocking("ISM-16").variant("effect").on("effect"))
        .into_iter()
        .collect()
}

/// ISM-10: what is stopped says why, and when.
fn stopped(measure: &Measure, today: Date) -> Vec<Finding> {
    let mut findings: Vec<_> = end(measure, today).into_iter().collect();
    if is_blank(measure.reason.as_ref()) && measure.carried_to.is_none() {
        findings.push(Finding::blocking("ISM-10").variant("stopped").on("reason"));
    }
    findings
}

/// ISM-07: what has ended says when, or the pace of closing cannot be told.
fn end(measure: &Measure, today: Date) -> Option<Finding> {
    let fault = |variant| Some(Finding::blocking("ISM-07").variant(variant).on("ended"));
    match measure.ended_on() {
        None => fault("ended"),
        Some(ended) if ended > today => fault("future"),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Progress, Share, ShareState};
    use super::*;
    use crate::tests::{check, evidence, id, measure, near, pointing};
    use stadga_model::{Prose, Term};

    fn report(date: &str, percent: i64) -> Progress {
        Progress { date: date.parse().unwrap(), percent, text: "Läget".into() }
    }

    /// A measure that was done on 2023-11-30 and is proven.
    fn finished() -> Measure {
        Measure { progress: vec![report("2023-11-30", 100)], ..measure(State::Done) }
    }

    fn proven() -> stadga_model::Near {
        pointing("measures", &[evidence(None)])
    }

    #[test]
    fn ism_16_done_needs_all_reported_or_a_motive() {
        assert!(check(rules, &finished(), &proven()).is_empty());
        let mut part = Measure { progress: vec![report("2023-11-30", 80)], ..finished() };
        assert_eq!(check(rules, &part, &proven()), ["finding-ism-16-whole"]);
        part.done_motive = Some("Resten gäller ett system som har avvecklats.".into());
        assert!(check(rules, &part, &proven()).is_empty());
    }

    #[test]
    fn ism_16_who_has_reported_nothing_is_asked_for_the_one_report_of_all() {
        let ended = "2024-01-20".parse().ok();
        let silent = Measure { ended, ..measure(State::Done) };
        assert_eq!(check(rules, &silent, &proven()), ["finding-ism-16-unreported"]);
        let asked = unreported(&silent, "2024-01-24".parse().unwrap()).unwrap();
        assert_eq!(asked.field.as_deref(), Some("progress"));
        let motivated = Measure { done_motive: Some("Klar i januari.".into()), ..silent };
        assert!(check(rules, &motivated, &proven()).is_empty());
    }

    #[test]
    fn ism_07_an_ended_measure_says_when() {
        let without = Measure { done_motive: Some("Klar".into()), ..measure(State::Done) };
        assert_eq!(check(rules, &without, &proven()), ["finding-ism-07-ended"]);
        let tomorrow = Measure { ended: "2024-01-25".parse().ok(), ..finished() };
        assert_eq!(check(rules, &tomorrow, &proven()), ["finding-ism-07-future"]);
    }

    #[test]
    fn aud_24_done_is_proven_by_evidence_that_is_valid_today() {
        assert_eq!(check(rules, &finished(), &near(&[])), ["finding-aud-24-none"]);
        let old = pointing("measures", &[evidence(Some("2024-01-23"))]);
        assert_eq!(check(rules, &finished(), &old), ["finding-aud-24-expired"]);
        let both =
            pointing("measures", &[evidence(Some("2024-01-23")), evidence(Some("2024-01-24"))]);
        assert!(check(rules, &finished(), &both).is_empty());
    }

    #[test]
    fn ism_16_t33_closing_needs_the_effect_judged() {
        let mut closed = Measure { state: State::Closed, ..finished() };
        assert_eq!(check(rules, &closed, &proven()), ["finding-ism-16-effect"]);
        closed.effect = Some(Term::from("achieved"));
        assert!(check(rules, &closed, &proven()).is_empty());
    }

    #[test]
    fn ism_17_a_shared_measure_is_done_when_every_administration_is() {
        let share = |state| Share { unit: id(1), state, note: None };
        let mut shared = finished();
        shared.shares = vec![share(ShareState::Done), share(ShareState::InProgress)];
        assert_eq!(check(rules, &shared, &proven()), ["finding-ism-17-left"]);
        shared.shares = vec![share(ShareState::Done), share(ShareState::NotConcerned)];
        assert!(check(rules, &shared, &proven()).is_empty());
    }

    #[test]
    fn ism_10_stopping_needs_a_reason_or_a_heir() {
        let ended = "2024-01-10".parse().ok();
        let mut stopped = Measure { ended, ..measure(State::Stopped) };
        assert_eq!(check(rules, &stopped, &near(&[])), ["finding-ism-10-stopped"]);
        stopped.reason = Some(Prose::from("Systemet avvecklas."));
        assert!(check(rules, &stopped, &near(&[])).is_empty());
    }

    #[test]
    fn aud_23_what_is_carried_to_a_replacement_may_be_stopped_without_more_words() {
        let ended = "2024-01-10".parse().ok();
        let carried = Measure { ended, carried_to: Some(id(2)), ..measure(State::Stopped) };
        assert!(check(rules, &carried, &near(&[])).is_empty());
    }

    #[test]
    fn ism_10_t6_postponing_needs_reason_condition_and_a_day() {
        assert_eq!(
            check(rules, &measure(State::Postponed), &near(&[])),
            ["finding-ism-10-reason", "finding-ism-10-condition", "finding-ism-10-look-again"]
        );
    }
}
