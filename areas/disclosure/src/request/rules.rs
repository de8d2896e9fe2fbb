//! What a request is held to.

use super::{DisclosureRequest, Outcome, State, time};
use crate::detail::DisclosureDetail;
use stadga_model::{Around, Finding, Id, Mark, MarkState};

/// The subject of the delegation register that decisions on requests belong to.
pub const SUBJECT: &str = "disclosure";

/// All rules of a request.
pub fn rules(request: &DisclosureRequest, around: &Around) -> Vec<Finding> {
    let mut findings = ill_timed(request, around);
    findings.extend(unanswered(request));
    findings.extend(uncovered(request));
    findings.extend(no_list(request));
    findings.extend(hidden(request, around));
    findings.extend(undecided(request, around));
    findings.extend(outcome(request, around));
    findings.extend(slow(request, around));
    findings
}

fn fault(variant: &'static str, field: &str) -> Finding {
    Finding::blocking("SEC-07").variant(variant).on(field)
}

/// Nothing comes or is answered tomorrow, and nothing is answered before it comes.
fn ill_timed(request: &DisclosureRequest, around: &Around) -> Vec<Finding> {
    let future = (request.received > around.now).then(|| fault("future", "received"));
    let answered = request.answered.and_then(|answered| {
        let variant = match answered {
            later if later > around.now => "answered-future",
            early if early < request.received => "answered-early",
            _ => return None,
        };
        Some(fault(variant, "answered"))
    });
    future.into_iter().chain(answered).collect()
}

/// What is answered says when and how it went.
fn unanswered(request: &DisclosureRequest) -> Vec<Finding> {
    if request.state < State::Answered {
        return Vec::new();
    }
    let lacking =
        [("answered", request.answered.is_none()), ("outcome", request.outcome.is_none())];
    let lacking = lacking.into_iter().filter(|(_, lacks)| *lacks);
    lacking.map(|(field, _)| fault("unanswered", field)).collect()
}

/// What was given out, or refused, is named.
fn uncovered(request: &DisclosureRequest) -> Option<Finding> {
    let given = matches!(request.outcome, Some(Outcome::Whole | Outcome::Part | Outcome::Refused));
    let nothing = request.covers.is_empty() && request.compilation.is_none();
    (request.state >= State::Answered && given && nothing).then(|| fault("uncovered", "covers"))
}

/// A compilation is the address of a list: `/measure?state=planned`.
fn no_list(request: &DisclosureRequest) -> Option<Finding> {
    let address = request.compilation.as_deref()?.trim();
    let path = address.split('?').next().unwrap_or_default();
    let kind = path.strip_prefix('/').unwrap_or_default();
    let letters = |c: char| c.is_ascii_lowercase() || c == '-';
    let is_list = !kind.is_empty() && kind.chars().all(letters);
    (!is_list).then(|| fault("list", "compilation"))
}

/// INC-09: a request must not tell that a hidden record exists; it is hidden itself before it names one. One that was hidden
/// later is not spoken of: whoever changes the request may not know of it.
fn hidden(request: &DisclosureRequest, around: &Around) -> Option<Finding> {
    let is_hidden =
        |head: &stadga_model::Head| head.withheld.as_ref().is_some_and(|withheld| withheld.hidden);
    let before = around.before.and_then(|before| before.get("covers")?.as_array());
    let known = |id: &Id| {
        before.is_some_and(|ids| ids.iter().any(|known| *known == id.to_string().as_str()))
    };
    let fresh = |id: &Id| request.covers.contains(id) && !known(id);
    let mut covered = around.near.up.iter().filter(|record| fresh(&record.head.id));
    let names_one = covered.any(|record| is_hidden(&record.head));
    let mut marks = around.near.pointing::<Mark>();
    let marked = marks.any(|(_, mark)| mark.hidden && mark.state == MarkState::Active);
    (names_one && !marked).then(|| Finding::blocking("INC-09").variant("request").on("covers"))
}

/// A refusal that can be appealed is a decision that has been taken, of the subject that the delegation register knows.
fn undecided(request: &DisclosureRequest, around: &Around) -> Option<Finding> {
    if !matches!(request.state, State::Decided | State::Appealed) {
        return None;
    }
    let Some(decision) = request.decision else { return Some(fault("undecided", "decision")) };
    let decision = around.near.linked(decision)?;
    if !decision.is_taken() {
        return Some(fault("not-taken", "decision"));
    }
    let other = decision.subject.as_ref().is_none_or(|subject| subject.0 != SUBJECT);
    other.then(|| fault("other-subject", "decision"))
}

/// What is said of the outcome fits what was decided of each detail.
fn outcome(request: &DisclosureRequest, around: &Around) -> Option<Finding> {
    if request.state < State::Answered {
        return None;
    }
    let mut details = around.near.pointing::<DisclosureDetail>();
    let masked = details.any(|(_, detail)| detail.ruling.masks());
    match request.outcome? {
        Outcome::Whole if masked => Some(fault("not-whole", "outcome")),
        Outcome::Part if !masked => {
            Some(Finding::warning("SEC-07").variant("no-ground").on("outcome"))
        }
        _ => None,
    }
}

/// TF 2 kap. 15 §: at once, or as soon as possible. What takes long is seen.
fn slow(request: &DisclosureRequest, around: &Around) -> Option<Finding> {
    let (hours, target) = (request.hours(around.now), time(around.scales, "target")?);
    let waits = request.answered.is_none() && request.is_waiting();
    if hours <= target || !waits && request.answered.is_none() {
        return None;
    }
    let variant = if waits { "waiting" } else { "slow" };
    let told = Finding::warning("SEC-07").variant(variant).on("received");
    Some(told.with("hours", hours).with("target", target))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detail::Ruling;
    use crate::tests::{around, id, request, revision};
    use stadga_decisions::Decision;
    use stadga_model::{Near, Record as _, Term, body_of};

    fn told(request: &DisclosureRequest, near: &Near) -> Vec<String> {
        around(near, |around| rules(request, around).iter().map(Finding::text_key).collect())
    }

    fn answered() -> DisclosureRequest {
        DisclosureRequest {
            state: State::Answered,
            answered: "2026-11-20T08:00:00Z".parse().ok(),
            outcome: Some(Outcome::Whole),
            covers: vec![id(5)],
            ..request()
        }
    }

    #[test]
    fn sec_07_what_is_answered_says_when_how_and_what() {
        assert!(told(&answered(), &Near::default()).is_empty());
        let bare = DisclosureRequest { answered: None, outcome: None, ..answered() };
        let lacks = "finding-sec-07-unanswered";
        assert_eq!(told(&bare, &Near::default()), [lacks, lacks]);
        let of_nothing = DisclosureRequest { covers: Vec::new(), ..answered() };
        assert_eq!(told(&of_nothing, &Near::default()), ["finding-sec-07-uncovered"]);
        let not_held = DisclosureRequest { outcome: Some(Outcome::NotHeld), ..of_nothing };
        assert!(told(&not_held, &Near::default()).is_empty());
    }

    #[test]
    fn sec_07_nothing_is_answered_before_it_comes_or_tomorrow() {
        let at = |time: &str| DisclosureRequest { answered: time.parse().ok(), ..answered() };
        assert_eq!(
            told(&at("2026-11-19T08:00:00Z"), &Near::default()),
            ["finding-sec-07-answered-early"]
        );
        assert_eq!(
            told(&at("2026-11-21T08:00:00Z"), &Near::default()),
            ["finding-sec-07-answered-future"]
        );
        let mut coming = request();
        coming.received = "2026-11-21T08:00:00Z".parse().unwrap();
        assert_eq!(told(&coming, &Near::default()), ["finding-sec-07-future"]);
    }

    #[test]
    fn sec_07_what_waits_or_took_long_is_seen() {
        let mut old = request();
        old.received = "2026-11-16T08:00:00Z".parse().unwrap();
        assert_eq!(told(&old, &Near::default()), ["finding-sec-07-waiting"]);
        let late = DisclosureRequest { received: old.received, ..answered() };
        assert_eq!(told(&late, &Near::default()), ["finding-sec-07-slow"]);
        assert_eq!(late.hours("2026-11-20T09:00:00Z".parse().unwrap()), 96);
    }

    #[test]
    fn sec_07_a_compilation_is_the_address_of_a_list() {
        for (address, right) in [
            ("/measure?state=planned", true),
            ("/audit-plan", true),
            ("measure", false),
            ("https://stadga.example/measure", false),
            ("/measure/018cc251", false),
        ] {
            let mut one = request();
            one.compilation = Some(address.into());
            assert_eq!(told(&one, &Near::default()).is_empty(), right, "{address}");
        }
    }

    #[test]
    fn sec_07_a_refusal_is_a_decision_that_was_taken_on_disclosure() {
        let mut decided = answered();
        decided.state = State::Decided;
        assert_eq!(told(&decided, &Near::default()), ["finding-sec-07-undecided"]);
        decided.decision = Some(id(7));
        let with = |state: &str, subject: &str| {
            let body = serde_json::json!({"title": "x", "state": state, "subject": subject,
                "date": "2026-11-20", "outcome": "approved"});
            Near { up: vec![revision(id(7), Decision::KIND, body).into()], ..Near::default() }
        };
        assert_eq!(told(&decided, &with("draft", SUBJECT)), ["finding-sec-07-not-taken"]);
        assert_eq!(told(&decided, &with("decided", "plan")), ["finding-sec-07-other-subject"]);
        assert!(told(&decided, &with("decided", SUBJECT)).is_empty());
    }

    #[test]
    fn sec_07_the_outcome_fits_the_details() {
        let detail = DisclosureDetail {
            ruling: Ruling::Mask,
            ground: Some(Term::from("osl-18-8")),
            ..crate::tests::detail()
        };
        let body = serde_json::Value::Object(body_of(&detail).unwrap());
        let masked = revision(id(9), DisclosureDetail::KIND, body);
        let near = Near { down: vec![("request".into(), masked.into())], ..Near::default() };
        assert_eq!(told(&answered(), &near), ["finding-sec-07-not-whole"]);
        let part = DisclosureRequest { outcome: Some(Outcome::Part), ..answered() };
        assert!(told(&part, &near).is_empty());
        assert_eq!(told(&part, &Near::default()), ["finding-sec-07-no-ground"]);
    }

    #[test]
    fn inc_09_a_request_that_names_a_hidden_record_is_hidden_itself() {
        let mut one = request();
        one.covers = vec![id(5)];
        let mut hidden = revision(id(5), "measure", serde_json::json!({}));
        let withheld = stadga_model::Withheld { hidden: true, ..Default::default() };
        hidden.head.withheld = Some(Box::new(withheld));
        let near = Near { up: vec![hidden.into()], ..Near::default() };
        assert_eq!(told(&one, &near), ["finding-inc-09-request"]);
    }
}
