//! What stays as it was once the board has decided: the answer's content, its parts, its signatures (SEC-11, AUD-17).

use super::{Answer, Signature, State};
use crate::answer_item::AnswerItem;
use stadga_model::{Around, Finding, Near, Record, body_of};

/// The fields of an answer that can still be written; all of them until the board has decided.
pub fn open_fields(answer: &Answer, _: &Near) -> Option<&'static [&'static str]> {
    match answer.state {
        State::Preparation | State::Review => None,
        State::Decided | State::Signed => {
            Some(&["owner", "signatures", "dispatched_on", "dispatched_to"])
        }
        State::Dispatched => Some(&[]),
    }
}

/// SEC-11: what the board decided on stays as it was; then signatures and dispatch are added, and nothing is taken away.
pub(super) fn rewritten(answer: &Answer, around: &Around) -> Vec<Finding> {
    let Some(before) = earlier::<Answer>(around) else { return Vec::new() };
    let Some(open) = open_fields(&before, around.near) else { return Vec::new() };
    let withdrawn = answer.state == State::Preparation;
    let open = open.iter().copied().chain(withdrawn.then_some("decision")).chain(["state"]);
    let open: Vec<&str> = open.collect();
    let mut findings = changed(&before, answer, &open, "answer");
    if withdrawn {
        findings.extend(remains_of_decision(answer));
    } else if !keeps(&before.signatures, &answer.signatures) {
        findings.push(Finding::blocking("SEC-11").variant("answer-signature").on("signatures"));
    }
    findings
}

/// A withdrawn answer goes to the board anew: neither its old decision nor its signatures may stand under the new text.
fn remains_of_decision(answer: &Answer) -> Vec<Finding> {
    let fault = |field: &str| Finding::blocking("SEC-11").variant("withdrawn").on(field);
    // Lines that nobody has signed yet are no signatures.
    let signed = answer.signatures.iter().any(|line| line.date.is_some());
    let remains = [("decision", answer.decision.is_some()), ("signatures", signed)];
    remains.into_iter().filter(|(_, there)| *there).map(|(field, _)| fault(field)).collect()
}

/// Whether every signature that was given is still there, word for word.
fn keeps(before: &[Signature], now: &[Signature]) -> bool {
    before.iter().filter(|line| line.date.is_some()).all(|line| now.contains(line))
}

/// SEC-11: a part stays with its answer, and stays as it is once that is decided.
pub fn rewritten_part(item: &AnswerItem, around: &Around) -> Vec<Finding> {
    let Some(before) = earlier::<AnswerItem>(around) else { return Vec::new() };
    if before.answer != item.answer {
        return vec![Finding::blocking("SEC-11").variant("moved").on("answer")];
    }
    match open_part(item, around.near) {
        Some(open) => changed(&before, item, open, "answer-item"),
        None => Vec::new(),
    }
}

/// SEC-11: a decided answer gets no new part; its document would leave it out. What is written together with its answer,
/// as when a whole history is brought in, belongs to what was decided.
pub fn added_part(item: &AnswerItem, around: &Around) -> Option<Finding> {
    let answer = around.near.up.iter().find(|up| up.head.id == item.answer.cast());
    let together = answer.is_some_and(|answer| answer.head.at == around.now);
    let settled = open_part(item, around.near).is_some();
    (around.new && settled && !together)
        .then(|| Finding::blocking("SEC-11").variant("added").on("answer"))
}

/// The fields of a part that can still be written; all of them until its answer is decided.
pub fn open_part(item: &AnswerItem, near: &Near) -> Option<&'static [&'static str]> {
    near.linked(item.answer).is_some_and(|answer| answer.is_settled()).then_some(&[])
}

/// The record before the change, where there was one that can be read.
fn earlier<R: Record>(around: &Around) -> Option<R> {
    serde_json::from_value(serde_json::Value::Object(around.before?.clone())).ok()
}

/// A fault on each field that differs and is not open.
fn changed<R: Record>(before: &R, now: &R, open: &[&str], variant: &'static str) -> Vec<Finding> {
    let (Ok(old), Ok(new)) = (body_of(before), body_of(now)) else { return Vec::new() };
    let closed = R::SPEC.fields.iter().filter(|field| !open.contains(&field.name));
    let differs = closed.filter(|field| old.get(field.name) != new.get(field.name));
    differs.map(|field| Finding::blocking("SEC-11").variant(variant).on(field.name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::given::{Given, codes, id, record};
    use serde_json::{Value, json};

    fn answer(more: Value) -> Answer {
        let body = json!({"title": "Svar", "audit": id(1), "unit": id(5), "decision": id(7)});
        record(body, more)
    }

    /// What is wrong with going from one answer to another: variant and field.
    fn told(before: Value, after: Value) -> Vec<String> {
        let (before, given) = (body_of(&answer(before)).unwrap(), Given::on("2026-03-01"));
        let around = Around { before: Some(&before), ..given.around() };
        let found = rewritten(&answer(after), &around);
        codes(&found);
        let words = |f: &Finding| {
            format!("{} {}", f.variant.unwrap_or_default(), f.field.clone().unwrap_or_default())
        };
        found.iter().map(words).collect()
    }

    fn chair() -> Value {
        json!({"role": "chair", "function": "Ordförande", "date": "2026-02-20"})
    }

    #[test]
    fn sec_11_a_decided_answer_is_not_rewritten() {
        for state in ["decided", "signed", "dispatched"] {
            let changed = json!({"state": state, "title": "Annat", "introduction": "Ny text"});
            let found = told(json!({"state": state}), changed);
            assert_eq!(found, ["answer title", "answer introduction"], "{state}");
        }
        assert!(told(json!({"state": "review"}), json!({"title": "Annat"})).is_empty());
    }

    #[test]
    fn sec_11_signature_and_dispatch_are_added_and_no_signature_goes() {
        let signed = json!({"state": "signed", "signatures": [chair()]});
        assert!(told(json!({"state": "decided"}), signed.clone()).is_empty());
        let sent = json!({"state": "dispatched", "signatures": [chair()],
            "dispatched_on": "2026-02-22", "dispatched_to": "Revisorerna"});
        assert!(told(signed.clone(), sent.clone()).is_empty());
        let bare = told(signed, json!({"state": "signed"}));
        assert_eq!(bare, ["answer-signature signatures"]);
        let mut later = sent.clone();
        later["dispatched_on"] = json!("2026-02-23");
        assert_eq!(told(sent, later), ["answer dispatched_on"]);
    }

    #[test]
    fn sec_11_an_undated_line_is_no_signature_yet() {
        let waiting = json!({"role": "director", "function": "Direktör"});
        let mut dated = waiting.clone();
        dated["date"] = json!("2026-02-21");
        let before = json!({"state": "decided", "signatures": [chair(), waiting]});
        assert!(
            told(before, json!({"state": "signed", "signatures": [chair(), dated]})).is_empty()
        );
    }

    #[test]
    fn aud_17_a_withdrawn_answer_leaves_its_decision_and_signatures_behind() {
        let decided = json!({"state": "decided", "signatures": [chair()]});
        let kept = json!({"state": "preparation", "signatures": [chair()]});
        assert_eq!(told(decided.clone(), kept), ["withdrawn decision", "withdrawn signatures"]);
        assert!(told(decided, json!({"state": "preparation", "decision": null})).is_empty());
    }

    #[test]
    fn sec_11_a_decided_answer_gets_no_new_part() {
        let found = |state: &str, new: bool| {
            let body = json!({"title": "Svar", "audit": id(9), "state": state});
            let given = Given::on("2026-03-01").up(id(1), "answer", body);
            let around = Around { new, ..given.around() };
            codes(added_part(&part(json!({})), &around).as_slice()).len()
        };
        assert_eq!((found("decided", true), found("dispatched", true)), (1, 1));
        assert_eq!((found("review", true), found("dispatched", false)), (0, 0));
    }

    fn part(more: Value) -> AnswerItem {
        let body = json!({"answer": id(1), "recommendation": id(2), "subject": "Rutiner"});
        record(body, more)
    }

    #[test]
    fn sec_11_a_part_of_a_decided_answer_is_not_rewritten() {
        let before = body_of(&part(json!({"done": "Rutin antagen"}))).unwrap();
        let found = |state: &str, after: Value| {
            let body = json!({"title": "Svar", "audit": id(9), "state": state});
            let given = Given::on("2026-03-01").up(id(1), "answer", body);
            let around = Around { before: Some(&before), ..given.around() };
            let found = rewritten_part(&part(after), &around);
            codes(&found);
            found.into_iter().filter_map(|finding| finding.field).collect::<Vec<_>>()
        };
        let other = json!({"done": "Något annat"});
        assert_eq!(found("dispatched", other.clone()), ["done"]);
        assert!(found("review", other).is_empty());
        let handed_on = json!({"done": "Rutin antagen", "owner": id(8)});
        assert_eq!(found("decided", handed_on), ["owner"]);
        let moved = json!({"done": "Rutin antagen", "answer": id(3)});
        assert_eq!(found("preparation", moved), ["answer"]);
    }
}
