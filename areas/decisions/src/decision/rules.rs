//! What a decision is held to.

use stadga_model::{Around, Body, Finding, Near, Record, Severity, body_of};
use stadga_organisation::{Assignment, Unit, unit::BODIES};

use super::{Decision, Right, State};

/// What a decision is held to when it is taken, and that it stays as it was taken (ORG-05, ORG-25, SEC-11).
pub fn rules(decision: &Decision, around: &Around) -> Vec<Finding> {
    let before = around.before.and_then(earlier);
    let mut findings = Vec::new();
    if decision.is_taken() {
        let mut faults = incomplete(decision, around);
        if let Some(date) = decision.date {
            faults.extend(Right::of(decision).faults(date, around.near));
        }
        // What was right when it was taken must not hinder that it is sent; it is shown instead.
        if before.as_ref().is_some_and(Decision::is_taken) {
            faults.iter_mut().for_each(|fault| fault.severity = Severity::Warning);
        }
        findings.extend(faults);
    }
    findings.extend(wrong_signatures(decision, around));
    findings.extend(never_sent(decision));
    findings.extend(binds_wrongly(decision, around));
    findings.extend(
        before
            .iter()
            .filter(|before| before.is_taken())
            .flat_map(|before| rewritten(decision, before)),
    );
    findings
}

fn earlier(body: &Body) -> Option<Decision> {
    serde_json::from_value(serde_json::Value::Object(body.clone())).ok()
}

/// ORG-05: a decision that is taken has a date that has come, and an outcome.
fn incomplete(decision: &Decision, around: &Around) -> Vec<Finding> {
    let fault = |variant, field: &str| Finding::blocking("ORG-05").variant(variant).on(field);
    let mut faults = Vec::new();
    match decision.date {
        None => faults.push(fault("date", "date")),
        Some(date) if date > around.today() => faults.push(fault("future", "date")),
        Some(_) => {}
    }
    if decision.outcome.is_none() {
        faults.push(fault("outcome", "outcome"));
    }
    faults
}

/// ORG-25: who signs holds the role that day.
fn wrong_signatures(decision: &Decision, around: &Around) -> Vec<Finding> {
    let rows = decision.signatures.iter().enumerate();
    let wrong = rows.filter_map(|(at, signature)| {
        let role: Assignment = around.near.linked(signature.assignment)?;
        (!role.period.holds(signature.date)).then(|| {
            let field = format!("signatures.{at}.date");
            Finding::warning("ORG-25").variant("signature").on(field).with("role", role.title)
        })
    });
    wrong.collect()
}

/// AUD-17: what is marked as sent says when and to whom.
fn never_sent(decision: &Decision) -> Option<Finding> {
    (decision.state == State::Dispatched && decision.dispatches.is_empty())
        .then(|| Finding::blocking("AUD-17").variant("dispatch").on("dispatches"))
}

/// ORG-06: it is other boards that a decision binds; the body that takes it is bound anyway.
fn binds_wrongly(decision: &Decision, around: &Around) -> Vec<Finding> {
    let own = decision.binds.iter().any(|bound| Some(bound.cast()) == decision.body);
    let boards = decision.binds.iter().filter_map(|bound| around.near.linked(*bound));
    let mut others = boards.filter(|unit: &Unit| !BODIES.contains(&unit.unit_type.0.as_str()));
    let told = |variant| Finding::warning("ORG-06").variant(variant).on("binds");
    let other = others.next().map(|unit| told("no-board").with("unit", unit.name));
    [own.then(|| told("itself")), other].into_iter().flatten().collect()
}

/// SEC-11: of a decision that is taken only what happens to it afterwards may change, and signatures only be added.
fn rewritten(decision: &Decision, before: &Decision) -> Vec<Finding> {
    let fault = |field: &str| Finding::blocking("SEC-11").variant("decision").on(field);
    let (Ok(old), Ok(new)) = (body_of(before), body_of(decision)) else { return Vec::new() };
    let changed = Decision::SPEC.fields.iter().filter(|field| {
        field.name != "state"
            && !AFTERWARDS.contains(&field.name)
            && old.get(field.name) != new.get(field.name)
    });
    let mut faults: Vec<_> = changed.map(|field| fault(field.name)).collect();
    if !decision.signatures.starts_with(&before.signatures) {
        faults.push(fault("signatures"));
    }
    faults
}

/// The fields that live on after a decision is taken.
const AFTERWARDS: &[&str] = &["signatures", "dispatches", "minute"];

/// The fields that can still be written: all of them until the decision is taken.
pub fn open_fields(decision: &Decision, _: &Near) -> Option<&'static [&'static str]> {
    decision.is_taken().then_some(AFTERWARDS)
}

#[cfg(test)]
mod tests {
    use super::super::tests::decided;
    use super::*;
    use crate::decision::{Dispatch, Signature};
    use crate::tests::{check, check_change, id, near, period, person_role};

    #[test]
    fn org_06_a_decision_binds_other_boards_and_not_its_own() {
        let mut decision = decided();
        decision.binds = vec![id(9), id(8)];
        let mut staff = crate::tests::unit();
        staff.unit_type = "staff".into();
        let around = near(&[(id(8), Unit::KIND, body_of(&staff).unwrap())]);
        let found = check(rules, &decision, &around);
        assert_eq!(found, ["finding-org-06-itself", "finding-org-06-no-board"]);
        decision.binds = vec![id(7)];
        assert!(
            check(
                rules,
                &decision,
                &near(&[(id(7), Unit::KIND, body_of(&crate::tests::unit()).unwrap())])
            )
            .is_empty()
        );
    }

    #[test]
    fn org_05_a_taken_decision_has_date_and_outcome() {
        let mut decision = decided();
        (decision.date, decision.outcome) = (None, None);
        let found = check(rules, &decision, &near(&[]));
        assert_eq!(found, ["finding-org-05-date", "finding-org-05-outcome"]);
        decision.state = State::Draft;
        assert!(check(rules, &decision, &near(&[])).is_empty());
    }

    #[test]
    fn org_05_a_decision_cannot_be_taken_tomorrow() {
        let mut decision = decided();
        decision.date = "2024-01-25".parse().ok();
        assert_eq!(check(rules, &decision, &near(&[])), ["finding-org-05-future"]);
    }

    #[test]
    fn sec_11_a_taken_decision_stays_as_it_was() {
        let before = decided();
        let mut after = before.clone();
        after.text = Some("Något annat.".into());
        after.paragraph = Some("§ 13".into());
        let found = check_change(rules, &before, &after, &near(&[]));
        assert_eq!(found, ["finding-sec-11-decision", "finding-sec-11-decision"]);
    }

    #[test]
    fn sec_11_sending_and_signing_a_taken_decision_is_allowed_but_no_signature_goes() {
        let before = decided();
        let mut after = before.clone();
        after.state = State::Dispatched;
        let date = "2024-01-12".parse().unwrap();
        after.dispatches = vec![Dispatch { date, to: "Revisorerna".into(), note: None }];
        after.signatures = vec![Signature { assignment: id(1), date }];
        assert!(check_change(rules, &before, &after, &near(&[])).is_empty());
        let unsigned = Decision { signatures: Vec::new(), ..after.clone() };
        let found = check_change(rules, &after, &unsigned, &near(&[]));
        assert_eq!(found, ["finding-sec-11-decision"]);
    }

    #[test]
    fn aud_17_what_is_sent_says_to_whom() {
        let mut decision = decided();
        decision.state = State::Dispatched;
        assert_eq!(check(rules, &decision, &near(&[])), ["finding-aud-17-dispatch"]);
    }

    #[test]
    fn org_25_a_signature_outside_the_role_s_time_is_shown() {
        let mut role = person_role("region-director");
        role.period = period("2019-01-01", "2023-12-31");
        let mut decision = decided();
        decision.signatures =
            vec![Signature { assignment: id(1), date: "2024-01-12".parse().unwrap() }];
        let around = near(&[(id(1), Assignment::KIND, body_of(&role).unwrap())]);
        assert_eq!(check(rules, &decision, &around), ["finding-org-25-signature"]);
    }
}
