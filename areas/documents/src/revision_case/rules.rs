//! What a revision case is held to on its way: analysed before it begins, decided by those who may, published, replaced.

use stadga_decisions::postponement::is_blank;
use stadga_model::{Around, Date, Finding, Near, Severity};

use super::{RevisionCase, State};

/// Everything that the rules say of a revision case.
pub fn rules(case: &RevisionCase, around: &Around) -> Vec<Finding> {
    let today = around.today();
    let mut findings = Vec::new();
    if !matches!(case.state, State::Need | State::Dropped) {
        findings.extend(not_analysed(case));
    }
    if case.state.is_open() {
        findings.extend(not_on_time(case, today));
        findings.extend(no_right(case, around));
    }
    match case.state {
        State::Referral => findings.extend(referral(case, today)),
        State::Published | State::Replaced => findings.extend(decided(case, around.near)),
        State::Dropped if is_blank(case.reason.as_ref()) => {
            findings.push(Finding::blocking("DOC-05").variant("dropped").on("reason"));
        }
        _ => {}
    }
    if case.state == State::Replaced {
        findings.extend(replaced(case, around.near));
    }
    findings
}

/// DOC-06: what has to change is said, and how it ranks, before anybody begins to write.
fn not_analysed(case: &RevisionCase) -> Vec<Finding> {
    let fault = |variant, field: &str| Finding::blocking("DOC-06").variant(variant).on(field);
    let analysis = is_blank(case.analysis.as_ref()).then(|| fault("analysis", "analysis"));
    let priority = case.priority.is_none().then(|| fault("priority", "priority"));
    [analysis, priority].into_iter().flatten().collect()
}

/// DOC-05: the decision is planned, and the day has not passed.
fn not_on_time(case: &RevisionCase, today: Date) -> Option<Finding> {
    let finding = |variant| Finding::warning("DOC-05").variant(variant).on("planned_decision");
    match case.planned_decision {
        None => Some(finding("unplanned")),
        Some(day) if day < today => Some(finding("late").with("date", day)),
        Some(_) => None,
    }
}

/// T32, ORG-05: who is to decide has the right to on the planned day. It is told from the beginning, and stops the case
/// when it comes to those who decide.
fn no_right(case: &RevisionCase, around: &Around) -> Vec<Finding> {
    let mut faults = right_faults(case, around.near, around.today());
    if case.state != State::Decision {
        faults.iter_mut().for_each(|fault| fault.severity = Severity::Warning);
    }
    faults
}

/// What is wrong with the right to decide the case on its planned day, or today where that has passed or is not set.
pub fn right_faults(case: &RevisionCase, near: &Near, today: Date) -> Vec<Finding> {
    let day = case.planned_decision.filter(|day| *day > today).unwrap_or(today);
    case.right(near).faults(day, near)
}

/// DOC-05: a referral is sent to somebody, who answers in time.
fn referral(case: &RevisionCase, today: Date) -> Vec<Finding> {
    if case.consulted.is_empty() {
        return vec![Finding::blocking("DOC-05").variant("nobody").on("consulted")];
    }
    let rows = case.consulted.iter().enumerate();
    let late =
        rows.filter(|(_, row)| row.answered.is_none() && row.due.is_some_and(|due| due < today));
    let finding = |at| {
        let field = format!("consulted.{at}.answered");
        Finding::warning("DOC-05").variant("unanswered").on(field)
    };
    late.map(|(at, _)| finding(at)).collect()
}

/// DOC-05: what is published was decided with a yes, and is an adopted version by that decision.
fn decided(case: &RevisionCase, near: &Near) -> Vec<Finding> {
    let fault = |variant, field: &str| Finding::blocking("DOC-05").variant(variant).on(field);
    let mut faults = Vec::new();
    match case.decision {
        None => faults.push(fault("no-decision", "decision")),
        Some(decision) => {
            let decision = near.linked(decision);
            if decision.is_some_and(|decision| !(decision.is_taken() && decision.is_yes())) {
                faults.push(fault("no-yes", "decision"));
            }
        }
    }
    let Some(version) = case.version else {
        return [faults, vec![fault("no-version", "version")]].concat();
    };
    if let Some(version) = near.linked(version) {
        if !version.is_adopted() {
            faults.push(fault("draft", "version"));
        }
        if version.decision.is_some() && version.decision != case.decision {
            faults.push(fault("other-decision", "version"));
        }
    }
    faults
}

/// DOC-05: the old version ends before the new one begins.
fn replaced(case: &RevisionCase, near: &Near) -> Option<Finding> {
    let fault = |variant| Some(Finding::blocking("DOC-05").variant(variant).on("replaced"));
    let Some(replaced) = case.replaced else { return fault("nothing-replaced") };
    let end = near.linked(replaced)?.valid_to;
    let begin = near.linked(case.version?)?.from();
    if end.is_none() || begin.is_some_and(|begin| end >= Some(begin)) {
        fault("goes-on")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Version,
        tests::{and, case, check, decision, delegation, document, id, near, role, up, version},
    };
    use stadga_model::Term;

    /// A case of a document that body 9 decides.
    fn around_document() -> Near {
        up(&[(id(1), &document(Some(id(9))))])
    }

    #[test]
    fn t32_a_case_is_analysed_and_ranked_before_it_begins() {
        let bare = RevisionCase { analysis: None, priority: None, ..case(State::Need) };
        assert!(check(rules, &bare, &around_document()).is_empty(), "the need may wait");
        let begun = RevisionCase { state: State::Draft, ..bare };
        assert_eq!(
            check(rules, &begun, &around_document()),
            ["finding-doc-06-analysis", "finding-doc-06-priority"]
        );
    }

    #[test]
    fn t32_who_is_to_decide_has_the_right_to() {
        let nobody = RevisionCase { document: None, ..case(State::Draft) };
        assert_eq!(check(rules, &nobody, &near()), ["finding-org-05-nobody"]);
        let by = |subject: &str, role_key: &str| {
            let delegated = RevisionCase {
                delegate: Some(id(5)),
                delegation: Some(id(6)),
                subject: Some(Term::from(subject)),
                ..case(State::Decision)
            };
            let around = and(around_document(), id(5), &role(role_key));
            check(rules, &delegated, &and(around, id(6), &delegation()))
        };
        assert!(by("instruction", "security-manager").is_empty());
        assert_eq!(by("policy", "security-manager"), ["finding-org-05-subject"]);
        assert_eq!(by("instruction", "it-manager"), ["finding-org-05-role"]);
    }

    #[test]
    fn t32_a_right_that_has_ended_on_the_planned_day_stops_the_case_before_the_decision() {
        let mut ended = RevisionCase {
            delegate: Some(id(5)),
            delegation: Some(id(6)),
            subject: Some(Term::from("instruction")),
            planned_decision: "2027-01-15".parse().ok(),
            ..case(State::Draft)
        };
        let around = and(around_document(), id(5), &role("security-manager"));
        let around = and(around, id(6), &delegation());
        let severities = |case: &RevisionCase| {
            let scales = stadga_model::Scales::default();
            let now = "2024-01-24T11:00:00Z".parse().unwrap();
            let around = Around { now, before: None, new: false, near: &around, scales: &scales };
            let found = rules(case, &around);
            found.iter().map(|f| (f.text_key(), f.is_blocking())).collect::<Vec<_>>()
        };
        assert_eq!(severities(&ended), [("finding-org-05-time".to_owned(), false)]);
        ended.state = State::Decision;
        assert_eq!(severities(&ended), [("finding-org-05-time".to_owned(), true)]);
    }

    #[test]
    fn doc_05_the_decision_is_planned_and_not_late() {
        let unplanned = RevisionCase { planned_decision: None, ..case(State::Need) };
        assert_eq!(check(rules, &unplanned, &around_document()), ["finding-doc-05-unplanned"]);
        let late =
            RevisionCase { planned_decision: "2024-01-23".parse().ok(), ..case(State::Need) };
        assert_eq!(check(rules, &late, &around_document()), ["finding-doc-05-late"]);
    }

    #[test]
    fn doc_05_a_referral_goes_to_somebody_who_answers_in_time() {
        let mut referred = case(State::Referral);
        assert_eq!(check(rules, &referred, &around_document()), ["finding-doc-05-nobody"]);
        let due = "2024-01-23".parse().ok();
        let row = super::super::Consulted { unit: id(3), due, answered: None, opinion: None };
        referred.consulted = vec![row];
        assert_eq!(check(rules, &referred, &around_document()), ["finding-doc-05-unanswered"]);
        referred.consulted[0].answered = due;
        assert!(check(rules, &referred, &around_document()).is_empty());
    }

    #[test]
    fn doc_05_publishing_needs_a_yes_and_an_adopted_version_by_that_decision() {
        let mut published = case(State::Published);
        let found = check(rules, &published, &around_document());
        assert_eq!(found, ["finding-doc-05-no-decision", "finding-doc-05-no-version"]);
        (published.decision, published.version) = (Some(id(2)), Some(id(4)));
        let with = |taken: bool, by: u32| {
            let new = Version { decision: Some(id(by)), ..version(Some("2024-01-01"), None) };
            let around = and(around_document(), id(2), &decision(id(9), taken));
            check(rules, &published, &and(around, id(4), &new))
        };
        assert!(with(true, 2).is_empty());
        assert_eq!(with(false, 2), ["finding-doc-05-no-yes"]);
        assert_eq!(with(true, 7), ["finding-doc-05-other-decision"]);
    }

    #[test]
    fn doc_05_replaced_means_that_the_old_version_has_ended() {
        let mut done = case(State::Replaced);
        (done.decision, done.version, done.replaced) = (Some(id(2)), Some(id(4)), Some(id(3)));
        let with = |end: Option<&str>| {
            let new = Version { decision: Some(id(2)), ..version(Some("2024-01-01"), None) };
            let around = and(around_document(), id(2), &decision(id(9), true));
            let around = and(around, id(3), &version(Some("2018-01-01"), end));
            check(rules, &done, &and(around, id(4), &new))
        };
        assert!(with(Some("2023-12-31")).is_empty());
        assert_eq!(with(None), ["finding-doc-05-goes-on"]);
        assert_eq!(with(Some("2024-01-01")), ["finding-doc-05-goes-on"]);
    }

    #[test]
    fn doc_05_what_is_dropped_says_why() {
        assert_eq!(check(rules, &case(State::Dropped), &near()), ["finding-doc-05-dropped"]);
    }
}
