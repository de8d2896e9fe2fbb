//! What a classification is held to: whole, by a method of its day, following its answers or saying why not, by its owner,
//! never rewritten, and never of what is protective security.

use stadga_model::{Around, Body, Finding, body_of};

use super::Classification;
use crate::{
    class::{Aspect, Levels},
    limits::Limits,
    standing,
};

/// What stays as it was established.
const FIXED: [&str; 10] = [
    "information",
    "confidentiality",
    "integrity",
    "availability",
    "traceability",
    "answers",
    "deviations",
    "method",
    "date",
    "original",
];

/// Everything that the rules say of a classification.
pub fn rules(one: &Classification, around: &Around) -> Vec<Finding> {
    let mut findings = ends_here(one, around);
    findings.extend(future(one, around));
    findings.extend(period(one));
    findings.extend(departs(one, around));
    findings.extend(rewritten(one, around));
    if one.is_established() {
        findings.extend(incomplete(one));
        findings.extend(owner(one, around));
        findings.extend(method(one, around));
    }
    findings
}

/// NIS-05: a level that means protective security is not kept here.
fn ends_here(one: &Classification, around: &Around) -> Vec<Finding> {
    let (levels, limits) = (Levels::of(around.scales), Limits::of(around.scales));
    let over = |rank: Option<u8>| rank.is_some_and(|rank| rank >= limits.protective);
    let class = one.class(&levels);
    let mut findings: Vec<Finding> = Aspect::ALL
        .into_iter()
        .filter(|aspect| over(class.get(*aspect)))
        .map(|aspect| Finding::blocking("NIS-05").variant("level").on(aspect.key()))
        .collect();
    if findings.is_empty() && over(one.answered(&levels).highest()) {
        findings.push(Finding::blocking("NIS-05").variant("level").on("answers"));
    }
    findings
}

/// CLS-02: an established class has confidentiality, integrity and availability.
fn incomplete(one: &Classification) -> Option<Finding> {
    let lacking = Aspect::ALWAYS.into_iter().find(|aspect| one.level(*aspect).is_none())?;
    Some(Finding::blocking("CLS-02").variant("whole").on(lacking.key()))
}

/// CLS-06: the owner of the information establishes.
fn owner(one: &Classification, around: &Around) -> Option<Finding> {
    // What was read from another tool's list was established there.
    let info = around.near.linked(one.information).filter(|_| one.original.is_empty())?;
    // What is established stays so when the information gets another owner.
    let fresh = around.new || before_state(around.before) != Some("established");
    (fresh && around_is_written(around) && (info.owner.is_none() || one.owner != info.owner))
        .then(|| Finding::blocking("CLS-06").variant("owner").on("owner"))
}

/// Whether a write is looked at, and not a record as it stands.
fn around_is_written(around: &Around) -> bool {
    around.new || around.before.is_some()
}

fn before_state(before: Option<&Body>) -> Option<&str> {
    before?.get("state")?.as_str()
}

/// CLS-05: the method was in use on the day.
fn method(one: &Classification, around: &Around) -> Option<Finding> {
    (!standing::method_holds(one, around.scales, one.date))
        .then(|| Finding::blocking("CLS-05").variant("method").on("method"))
}

/// CLS-02: another level than the answers give has a reason.
fn departs(one: &Classification, around: &Around) -> Option<Finding> {
    let levels = Levels::of(around.scales);
    let (class, answered) = (one.class(&levels), one.answered(&levels));
    let said = |aspect: Aspect| {
        let rows = one.deviations.iter().filter(|row| row.aspect.0 == aspect.key());
        rows.into_iter().any(|row| !row.why.trim().is_empty())
    };
    let silent = |aspect: &Aspect| {
        answered.get(*aspect).is_some_and(|rank| class.get(*aspect) != Some(rank)) && !said(*aspect)
    };
    let aspect = Aspect::ALL.into_iter().find(silent)?;
    Some(Finding::blocking("CLS-02").variant("deviation").on(aspect.key()))
}

/// CLS-05: nobody has classified tomorrow.
fn future(one: &Classification, around: &Around) -> Option<Finding> {
    (one.date > around.today()).then(|| Finding::blocking("CLS-05").variant("future").on("date"))
}

/// CLS-03: it holds at least from the day it was made.
fn period(one: &Classification) -> Option<Finding> {
    let order = one.valid_to.is_some_and(|to| to < one.date);
    order.then(|| Finding::blocking("CLS-03").variant("period").on("valid_to"))
}

/// CLS-05: what was established stays as it was; who classifies anew makes a new one.
fn rewritten(one: &Classification, around: &Around) -> Option<Finding> {
    let before =
        around.before.filter(|before| before_state(Some(before)) == Some("established"))?;
    let now = body_of(one).ok()?;
    let field = FIXED.into_iter().find(|field| before.get(*field) != now.get(*field))?;
    Some(Finding::blocking("CLS-05").variant("rewritten").on(field))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        InformationObject,
        classification::{Answer, Deviation, State},
        tests::{and, check, check_change, classification, id, information, near},
    };
    use stadga_model::{Near, Term};

    fn around(owner: u32) -> Near {
        let info = InformationObject { owner: Some(id(owner)), ..information() };
        and(near(), id(1), &info)
    }

    fn told(one: &Classification) -> Vec<String> {
        check(rules, one, &around(7))
    }

    #[test]
    fn cls_02_an_established_class_is_whole() {
        assert!(told(&classification("322")).is_empty());
        let part = Classification { integrity: None, ..classification("322") };
        assert_eq!(told(&part), ["finding-cls-02-whole"]);
        let proposed = Classification { state: State::Proposed, ..part };
        assert!(told(&proposed).is_empty(), "it may come in parts until it is established");
    }

    #[test]
    fn cls_02_a_deviation_from_the_answers_has_a_reason() {
        let answer = |question: &str, level: &str| Answer {
            question: question.into(),
            level: Term::from(level),
        };
        let mut one = classification("322");
        one.answers =
            vec![answer("confidentiality-person", "2"), answer("confidentiality-law", "3")];
        assert!(told(&one).is_empty(), "the highest answer wins");
        one.confidentiality = Some(Term::from("2"));
        assert_eq!(told(&one), ["finding-cls-02-deviation"]);
        one.deviations = vec![Deviation {
            aspect: Term::from("confidentiality"),
            instead_of: Some(Term::from("3")),
            why: "Uppgifterna är avidentifierade.".into(),
        }];
        assert!(told(&one).is_empty());
    }

    #[test]
    fn nis_05_the_level_that_ends_is_kept_nowhere() {
        assert_eq!(told(&classification("422")), ["finding-nis-05-level"]);
        let mut hidden = classification("322");
        hidden.answers =
            vec![Answer { question: "integrity-society".into(), level: Term::from("4") }];
        assert!(told(&hidden).contains(&"finding-nis-05-level".to_owned()));
    }

    #[test]
    fn cls_05_the_method_was_in_use_on_the_day_and_old_results_are_history() {
        let mut one = classification("322");
        one.method = Term::from("bits");
        assert_eq!(told(&one), ["finding-cls-05-method"]);
        one.date = "2015-05-05".parse().unwrap();
        assert!(told(&one).is_empty());
        one.date = "2024-01-25".parse().unwrap();
        one.method = Term::from("klassa-4");
        assert_eq!(told(&one), ["finding-cls-05-future", "finding-cls-03-period"]);
    }

    #[test]
    fn cls_05_what_was_established_is_not_rewritten() {
        let before = classification("322");
        let after = Classification { availability: Some(Term::from("3")), ..before.clone() };
        assert_eq!(check_change(rules, &before, &after, &around(7)), ["finding-cls-05-rewritten"]);
        let longer = Classification { valid_to: "2027-01-01".parse().ok(), ..before.clone() };
        assert!(
            check_change(rules, &before, &longer, &around(8)).is_empty(),
            "also by a new owner"
        );
        let proposed = Classification { state: State::Proposed, ..before.clone() };
        assert!(check_change(rules, &proposed, &after, &around(7)).is_empty());
    }

    #[test]
    fn cls_06_the_owner_of_the_information_establishes() {
        let proposed = Classification { state: State::Proposed, ..classification("322") };
        let mine = classification("322");
        assert!(check_change(rules, &proposed, &mine, &around(7)).is_empty());
        assert_eq!(check_change(rules, &proposed, &mine, &around(8)), ["finding-cls-06-owner"]);
    }
}
