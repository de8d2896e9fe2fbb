//! What an answer is held to on its way to the auditors (AUD-14, AUD-16, AUD-17, ORG-25).

use super::{Answer, State, settled};
use crate::{answer_item::AnswerItem, audit::Part};
use stadga_decisions::Decision;
use stadga_model::{Around, Date, Finding, Step};

/// All rules of an answer.
pub fn rules(answer: &Answer, around: &Around) -> Vec<Finding> {
    let mut findings = settled::rewritten(answer, around);
    findings.extend(lacking_parts(answer, around));
    findings.extend(undecided(answer, around));
    findings.extend(unsigned(answer, around));
    findings.extend(not_sent(answer, around));
    findings.extend(out_of_order(answer, around));
    findings.extend(late(answer, around));
    findings
}

/// AUD-14: every part that the form asks for is there before review.
fn lacking_parts(answer: &Answer, around: &Around) -> Vec<Finding> {
    if answer.state == State::Preparation {
        return Vec::new();
    }
    let audit = around.near.linked(answer.audit);
    let parts = audit.map_or_else(|| Part::ALL.to_vec(), |audit| audit.parts());
    let items: Vec<_> = around.near.pointing::<AnswerItem>().map(|(_, item)| item).collect();
    if items.is_empty() {
        return vec![Finding::blocking("AUD-16").variant("empty").on("state")];
    }
    let lacking = items.iter().flat_map(|item| item.lacking(answer.format, &parts));
    lacking.map(|finding| finding.on("state")).collect()
}

/// AUD-17: the body that answers has decided: taken, with a yes, by itself or by one with the right to.
fn undecided(answer: &Answer, around: &Around) -> Vec<Finding> {
    if !answer.is_settled() {
        return Vec::new();
    }
    let fault = |variant| Finding::blocking("AUD-17").variant(variant).on("decision");
    let nobody = Finding::blocking("AUD-17").variant("no-body").on("unit");
    let mut findings: Vec<_> = answer.unit.is_none().then_some(nobody).into_iter().collect();
    let Some(decision) = answer.decision else {
        let undecided = fault("undecided");
        findings.push(match taken_on_it(around) {
            Some(id) => undecided.beginning("decision", id),
            None => undecided,
        });
        return findings;
    };
    let Some(decision) = around.near.linked(decision) else { return findings };
    if !decision.is_taken() {
        findings.push(fault("not-taken"));
        return findings;
    }
    if !decision.is_yes() {
        findings.push(fault("no"));
    }
    findings.extend(without_paragraph(&decision));
    findings.extend(by_another(answer, &decision, around));
    findings.extend(of_another_matter(answer, &decision, around));
    findings
}

/// AUD-16: what the board decided is told by date and paragraph (§); a delegate's decision may have none.
fn without_paragraph(decision: &Decision) -> Option<Finding> {
    let bare = decision.paragraph.as_deref().is_none_or(|text| text.trim().is_empty());
    (bare && decision.delegate.is_none())
        .then(|| Finding::warning("AUD-16").variant("paragraph").on("decision"))
}

/// The newest decision that names the answer and is taken.
fn taken_on_it(around: &Around) -> Option<stadga_model::Id> {
    let naming = around.near.pointing::<Decision>();
    let taken = naming.filter(|(_, decision)| decision.is_taken() && decision.is_yes());
    taken.max_by_key(|(_, decision)| decision.date).map(|(revision, _)| revision.head.id)
}

/// A decision that is about something else decides nothing here; one that says nothing of what it is about may.
fn of_another_matter(answer: &Answer, decision: &Decision, around: &Around) -> Option<Finding> {
    if is_about(answer, decision, around) {
        return None;
    }
    Some(match decision.about.is_empty() {
        true => Finding::warning("AUD-17").variant("no-matter").on("decision"),
        false => Finding::blocking("AUD-17").variant("other-matter").on("decision"),
    })
}

/// Whether a decision names the audit, or this very answer, which it then links to.
fn is_about(answer: &Answer, decision: &Decision, around: &Around) -> bool {
    let mut naming = around.near.pointing::<Decision>().map(|(revision, _)| revision.head.id);
    decision.about.contains(&answer.audit.cast())
        || naming.any(|id| answer.decision.is_some_and(|decision| decision.cast() == id))
}

/// A decision binds the body that answers when that body, or the one above it, took it, or it says that it binds it. A
/// delegate decides for the body that the decision names; that the delegation held that day is the decision's own rule
/// (ORG-05).
fn by_another(answer: &Answer, decision: &Decision, around: &Around) -> Option<Finding> {
    let unit = answer.unit?;
    let known = around.near.linked(unit);
    let above = known.as_ref().and_then(|unit| unit.parent);
    let own =
        |body: stadga_model::Id| body == unit.cast() || Some(body) == above.map(|id| id.cast());
    let bound = decision.body.is_some_and(own) || decision.binds.contains(&unit);
    let name = known.map(|unit| unit.name).unwrap_or_default();
    let finding = || Finding::blocking("AUD-17").variant("other-body").on("decision");
    (!bound).then(|| finding().with("unit", name))
}

/// ORG-25: chair and director, or whoever acts for them, have signed.
fn unsigned(answer: &Answer, around: &Around) -> Vec<Finding> {
    if answer.state < State::Signed {
        return Vec::new();
    }
    let Some(scale) = around.scales.get("signing-role") else { return Vec::new() };
    let lacking = scale.on(around.today()).filter(|step| !answer.is_signed_as(&step.key));
    let finding = |step: &Step| {
        Finding::blocking("ORG-25")
            .variant("answer")
            .on("signatures.date")
            .with("role", &step.sv)
            .with("role_en", &step.en)
            .beginning("role", &step.key)
            .beginning("function", &step.sv)
            .beginning("date", around.today())
    };
    lacking.map(finding).collect()
}

/// AUD-17: what is marked as sent says when and to whom.
fn not_sent(answer: &Answer, around: &Around) -> Vec<Finding> {
    if answer.state != State::Dispatched {
        return Vec::new();
    }
    let to = answer.dispatched_to.as_deref().unwrap_or_default().trim();
    let fault = |variant, field: &str| Finding::blocking("AUD-17").variant(variant).on(field);
    let today = around.today();
    let when = || fault("sent-when", "dispatched_on").beginning("dispatched_on", today);
    let when = answer.dispatched_on.is_none().then(when);
    let to = to.is_empty().then(|| fault("sent-to", "dispatched_to"));
    when.into_iter().chain(to).collect()
}

/// AUD-17: report, decision, signatures and dispatch come in that order, and none of them tomorrow.
fn out_of_order(answer: &Answer, around: &Around) -> Vec<Finding> {
    let reported = around.near.linked(answer.audit).and_then(|audit| audit.fixed_on);
    let decision = answer.decision.and_then(|id| around.near.linked(id));
    let decided = decision.and_then(|decision| decision.date);
    let mut days = vec![("decision".to_owned(), "before-report", decided, reported)];
    for (at, line) in answer.signatures.iter().enumerate() {
        days.push((format!("signatures.{at}.date"), "early", line.date, decided));
    }
    let signed = answer.signatures.iter().filter_map(|line| line.date).max();
    let ready = signed.max(decided).max(reported);
    days.push(("dispatched_on".to_owned(), "sent-early", answer.dispatched_on, ready));
    let today = around.today();
    days.into_iter()
        .filter_map(|(field, early, day, after)| ill_timed(field, early, day?, after, today))
        .collect()
}

/// A day that has not come yet, or that comes before what must come first.
fn ill_timed(
    field: String,
    early: &'static str,
    day: Date,
    after: Option<Date>,
    today: Date,
) -> Option<Finding> {
    let fault = |variant| Finding::blocking("AUD-17").variant(variant).with("day", day);
    if day > today {
        return Some(fault("future").on(field));
    }
    let first = after.filter(|first| day < *first)?;
    Some(fault(early).on(field).with("first", first))
}

/// AUD-14: it should have been sent by now.
fn late(answer: &Answer, around: &Around) -> Option<Finding> {
    let due = around.near.linked(answer.audit)?.answer_due?;
    (answer.state < State::Dispatched && due < around.today())
        .then(|| Finding::warning("AUD-14").variant("late").on("state").with("due", due))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::given::{Given, codes, id, record};
    use serde_json::{Value, json};

    /// The board (5) under the assembly (6) answers audit 1.
    fn answer(more: Value) -> Answer {
        record(json!({"title": "Svar", "audit": id(1), "unit": id(5)}), more)
    }

    fn whole_item() -> Value {
        json!({"answer": id(2), "recommendation": id(3), "subject": "Rek 1", "position": "agrees",
            "done": "Rutin antagen", "planned": "Utbildning", "timetable": "2026", "views": "Inga"})
    }

    fn given() -> Given {
        let audit = json!({"title": "a", "category": "deep", "state": "answering", "fixed_on": "2026-02-01"});
        let board = json!({"name": "Regionstyrelsen", "unit_type": "board", "parent": id(6),
            "period": {"from": "2011-01-01"}});
        Given::on("2026-03-01").up(id(1), "audit", audit).up(id(5), "unit", board).down(
            "answer",
            "answer-item",
            whole_item(),
        )
    }

    /// With the decision (7): taken by the board on 2026-02-24, but for what differs.
    fn decided(more: Value) -> Given {
        let mut body = json!({"title": "Svar", "state": "decided", "date": "2026-02-24",
            "outcome": "approved", "body": id(5), "about": [id(1)], "paragraph": "§ 12"});
        for (name, value) in more.as_object().cloned().unwrap_or_default() {
            body[name] = value;
        }
        given().up(id(7), "decision", body)
    }

    fn signatures(second: Value) -> Value {
        json!([{"role": "chair", "function": "Ordförande", "date": "2026-02-25"}, second])
    }

    fn director(date: &str) -> Value {
        json!({"role": "director", "function": "Direktör", "date": date})
    }

    /// What stops an answer that rests on the decision, by variant.
    fn stops(body: Value, given: &Given) -> Vec<&'static str> {
        let mut answer = answer(json!({"decision": id(7)}));
        let whole = stadga_model::body_of(&answer).unwrap();
        answer = record(Value::Object(whole), body);
        let found = rules(&answer, &given.around());
        codes(&found);
        found.iter().filter(|f| f.is_blocking()).filter_map(|f| f.variant).collect()
    }

    #[test]
    fn aud_14_answer_has_four_parts_before_review() {
        let mut item = whole_item();
        item["timetable"] = json!(" ");
        let given = given().down("answer", "answer-item", item);
        assert!(rules(&answer(json!({})), &given.around()).is_empty());
        let findings = rules(&answer(json!({"state": "review"})), &given.around());
        assert_eq!(codes(&findings), ["AUD-14"]);
        assert!(findings[0].is_blocking());
        assert_eq!(findings[0].variant, Some("timetable"));
    }

    #[test]
    fn aud_16_an_empty_answer_is_not_reviewed() {
        let given = Given::on("2026-03-01");
        assert_eq!(codes(&rules(&answer(json!({"state": "review"})), &given.around())), ["AUD-16"]);
    }

    #[test]
    fn aud_17_decided_means_a_decision_that_is_taken() {
        let bare = answer(json!({"state": "decided"}));
        assert_eq!(codes(&rules(&bare, &given().around())), ["AUD-17"]);
        assert!(stops(json!({"state": "decided"}), &decided(json!({}))).is_empty());
        let coming = decided(json!({"state": "draft"}));
        assert_eq!(stops(json!({"state": "decided"}), &coming), ["not-taken"]);
        let rejected = decided(json!({"outcome": "remitted"}));
        assert_eq!(stops(json!({"state": "decided"}), &rejected), ["no"]);
    }

    #[test]
    fn aud_17_the_body_that_answers_decides_or_the_one_above_it() {
        let state = json!({"state": "decided"});
        let by = |more: Value| stops(state.clone(), &decided(more));
        assert_eq!(by(json!({"body": id(9)})), ["other-body"]);
        assert_eq!(by(json!({"body": null})), ["other-body"]);
        assert!(by(json!({"body": id(6)})).is_empty());
        assert!(by(json!({"body": id(9), "binds": [id(5)]})).is_empty());
        let delegate = json!({"delegate": id(20), "delegation": id(21)});
        assert!(by(delegate).is_empty());
        let nobody = json!({"state": "decided", "unit": null});
        assert_eq!(stops(nobody, &decided(json!({}))), ["no-body"]);
    }

    #[test]
    fn aud_17_a_decision_about_something_else_decides_nothing_here() {
        let state = json!({"state": "decided"});
        assert_eq!(stops(state.clone(), &decided(json!({"about": [id(9)]}))), ["other-matter"]);
        assert!(stops(state, &decided(json!({"about": [id(1)]}))).is_empty());
        let answer = answer(json!({"state": "decided", "decision": id(7)}));
        let unsaid = rules(&answer, &decided(json!({"about": []})).around());
        assert_eq!((unsaid[0].variant, unsaid[0].is_blocking()), (Some("no-matter"), false));
    }

    #[test]
    fn aud_16_a_board_s_decision_without_paragraph_is_told_and_a_delegate_s_is_not() {
        let told = |more: Value| {
            let answer = answer(json!({"state": "decided", "decision": id(7)}));
            let found = rules(&answer, &decided(more).around());
            codes(&found);
            let found = found.into_iter().map(|f| (f.code, f.variant, f.is_blocking()));
            found.collect::<Vec<_>>()
        };
        assert_eq!(told(json!({"paragraph": " "})), [("AUD-16", Some("paragraph"), false)]);
        assert_eq!(told(json!({"paragraph": null})), [("AUD-16", Some("paragraph"), false)]);
        assert!(told(json!({})).is_empty());
        assert!(told(json!({"paragraph": null, "delegate": id(20)})).is_empty());
    }

    #[test]
    fn aud_17_the_decision_that_names_the_answer_is_proposed() {
        let mut body = json!({"title": "Svar", "state": "decided", "date": "2026-02-24",
            "outcome": "approved", "body": id(5), "about": [id(2)]});
        let undecided = answer(json!({"state": "decided"}));
        let proposed = |body: &Value| {
            let given = given().down("about", "decision", body.clone());
            rules(&undecided, &given.around())[0].begins.clone()
        };
        assert_eq!(proposed(&body).len(), 1);
        body["outcome"] = json!("remitted");
        assert!(proposed(&body).is_empty());
    }

    #[test]
    fn org_25_chair_and_director_sign_also_when_acting() {
        let mut acting = json!({"role": "director", "function": "Regiondirektör", "acting": true});
        let body =
            json!({"state": "signed", "decision": id(7), "signatures": signatures(acting.clone())});
        let findings = rules(&answer(body), &decided(json!({})).around());
        assert_eq!(codes(&findings), ["ORG-25"]);
        assert!(findings[0].values.contains(&("role", "Direktör".into())));
        acting["date"] = json!("2026-02-25");
        let signed = json!({"state": "signed", "signatures": signatures(acting)});
        assert!(stops(signed, &decided(json!({}))).is_empty());
    }

    #[test]
    fn aud_17_nothing_is_sent_before_it_is_signed() {
        let sent = json!({"state": "dispatched", "decision": id(7), "dispatched_on": "2026-02-26"});
        let found = rules(&answer(sent), &decided(json!({})).around());
        assert_eq!(codes(&found), ["ORG-25", "ORG-25", "AUD-17"]);
        assert_eq!(found[2].field.as_deref(), Some("dispatched_to"));
    }

    #[test]
    fn aud_17_a_dispatch_asks_for_day_and_receiver_each_in_its_own_words_and_proposes_today() {
        let signed = json!({"state": "dispatched", "decision": id(7),
            "signatures": signatures(director("2026-02-25"))});
        let found = rules(&answer(signed), &decided(json!({})).around());
        let told: Vec<_> = found.iter().map(|f| (f.variant, f.field.as_deref())).collect();
        let expected =
            [(Some("sent-when"), Some("dispatched_on")), (Some("sent-to"), Some("dispatched_to"))];
        assert_eq!(told, expected);
        assert_eq!(found[0].begins, [("dispatched_on", "2026-03-01".to_owned())]);
    }

    #[test]
    fn aud_17_report_decision_signature_and_dispatch_come_in_that_order() {
        let decision = |date: &str| decided(json!({"date": date}));
        let state = json!({"state": "decided"});
        assert_eq!(stops(state, &decision("2026-01-31")), ["before-report"]);
        let signed = |date| json!({"state": "signed", "signatures": signatures(director(date))});
        assert_eq!(stops(signed("2026-02-23"), &decision("2026-02-24")), ["early"]);
        assert!(stops(signed("2026-02-24"), &decision("2026-02-24")).is_empty());
        let sent = |date: &str| {
            let mut body = signed("2026-02-26");
            body["state"] = json!("dispatched");
            body["dispatched_on"] = json!(date);
            body["dispatched_to"] = json!("Revisorerna");
            body
        };
        assert_eq!(stops(sent("2026-02-25"), &decision("2026-02-24")), ["sent-early"]);
        assert!(stops(sent("2026-02-26"), &decision("2026-02-24")).is_empty());
    }

    #[test]
    fn aud_17_nothing_is_signed_or_sent_tomorrow() {
        let body = json!({"state": "signed", "signatures": signatures(director("2026-03-02"))});
        let found = rules(
            &record(
                json!({"title": "Svar", "audit": id(1), "unit": id(5), "decision": id(7)}),
                body,
            ),
            &decided(json!({})).around(),
        );
        assert_eq!(
            (found[0].variant, found[0].field.as_deref()),
            (Some("future"), Some("signatures.1.date"))
        );
        let sent = json!({"state": "preparation", "dispatched_on": "2026-03-02"});
        assert_eq!(stops(sent, &decided(json!({}))), ["future"]);
    }
}
