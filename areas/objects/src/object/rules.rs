//! What an object is held to: its place, its two sides, its mode with the decision, its roles, its plan.

use stadga_model::{Around, Finding, Near};
use stadga_organisation::Assignment;

use super::{Object, State};
use crate::{MaintenancePlan, mode, roles};

/// Everything that the rules say of an object.
pub fn rules(object: &Object, around: &Around) -> Vec<Finding> {
    let mut findings: Vec<_> = impossible(object).into_iter().collect();
    if object.state != State::Active {
        return findings;
    }
    let held: Vec<_> =
        around.near.pointing().map(|(record, held)| (record.head.id, held)).collect();
    let held = roles::counting(held.iter().map(|(id, held)| (*id, held)), around.today());
    findings.extend(placed(object));
    findings.extend(sides(object));
    findings.extend(moded(object, around));
    findings.extend(manned(object, &held));
    findings.extend(planned(around));
    findings
}

/// PM3-23: a need of work is not less than nothing.
fn impossible(object: &Object) -> Option<Finding> {
    let needed = object.needed.filter(|needed| *needed < 0)?;
    Some(Finding::blocking("PM3-23").variant("negative").on("needed").with("needed", needed))
}

/// PM3-01: nothing is outside the portfolio.
fn placed(object: &Object) -> Option<Finding> {
    object.family.is_none().then(|| Finding::warning("PM3-01").variant("family").on("family"))
}

/// PM3-06: an object has a side in the operation and one in IT.
fn sides(object: &Object) -> Vec<Finding> {
    let finding = |variant, field: &str| Finding::warning("PM3-06").variant(variant).on(field);
    let bare = object.systems.is_empty() && object.services.is_empty();
    [
        object.business.is_empty().then(|| finding("business", "business")),
        bare.then(|| finding("it", "systems")),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// PM3-12, PM3-25, R-4: the mode follows from the criteria and is decided; the model that is followed is known.
fn moded(object: &Object, around: &Around) -> Vec<Finding> {
    let finding = |variant, field: &str| Finding::warning("PM3-12").variant(variant).on(field);
    let mut findings = Vec::new();
    if !mode::is_complete(&object.criteria, around.scales) {
        findings.push(finding("unassessed", "criteria"));
    }
    let suggested = mode::suggested(&object.criteria, around.scales);
    let less = suggested.is_some_and(|suggested| {
        mode::is_active(&suggested) && object.mode.as_ref().is_some_and(|own| !mode::is_active(own))
    });
    if less {
        findings.push(finding("less", "mode"));
    }
    if object.mode.is_none() {
        findings.push(finding("none", "mode"));
    } else if !is_decided(object, around.near) {
        findings.push(finding("undecided", "mode_decision"));
    }
    if object.model.is_none() {
        findings.push(Finding::warning("PM3-25").on("model"));
    }
    findings
}

/// Whether there is a decision on the mode, taken and with a yes; one that the reader may not read is trusted.
fn is_decided(object: &Object, near: &Near) -> bool {
    let Some(decision) = object.mode_decision else { return false };
    near.linked(decision).is_none_or(|decision| decision.is_taken() && decision.is_yes())
}

/// PM3-07, PM3-14, PM3-23, PM3-30: roles that the mode demands are held, by as many hands as the object needs.
fn manned(object: &Object, held: &[&Assignment]) -> Vec<Finding> {
    let vacant = roles::vacant(object.mode.as_ref(), held.iter().copied());
    let mut findings = Vec::new();
    if !vacant.is_empty() {
        findings.push(Finding::warning("PM3-07").on("mode").with("count", vacant.len()));
    }
    let by_chair = object.is_owned_by_chair();
    if by_chair && !roles::holders(roles::system_owner(), held.iter().copied()).is_empty() {
        findings.push(Finding::warning("PM3-14").on("mode"));
    }
    if !by_chair && roles::answer(held).is_empty() {
        findings.push(Finding::warning("PM3-30"));
    }
    let given: i64 =
        held.iter().filter(|held| held.person.is_some()).filter_map(|held| held.share).sum();
    if let Some(needed) = object.needed.filter(|needed| *needed > given) {
        let finding = Finding::warning("PM3-23").variant("short").on("needed");
        findings.push(finding.with("needed", needed).with("given", given));
    }
    findings
}

/// PM3-10, PM3-13: a decided plan holds today; also in the minimum mode.
fn planned(around: &Around) -> Option<Finding> {
    let mut plans = around.near.pointing::<MaintenancePlan>();
    let holds = plans.any(|(_, plan)| plan.is_decided() && plan.period.holds(around.today()));
    (!holds).then(|| Finding::warning("PM3-10").variant("none"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{
        and, and_down, check_by, decision, held, id, near, object, plan, pointing, scales,
    };
    use crate::{object::Answered, plan::State as Plan};
    use stadga_model::Term;

    fn told(object: &Object, near: &Near) -> Vec<String> {
        check_by(&scales(), rules, None, object, near)
    }

    /// A decided plan that holds on the day of the tests.
    fn holding() -> MaintenancePlan {
        let mut plan = MaintenancePlan { state: Plan::Decided, ..plan() };
        plan.period.from = "2024-01-01".parse().unwrap();
        plan
    }

    /// What surrounds an object in order: roles held, a plan that holds, a decision with a yes.
    fn order() -> Near {
        let roles =
            ["object-owner", "object-owner-it", "maintenance-leader", "maintenance-leader-it"];
        let around = pointing("about", &roles.map(held));
        let decided = holding();
        and(and_down(around, "object", &decided), id(7), &decision("approved"))
    }

    #[test]
    fn pm3_01_an_object_outside_the_portfolio_is_seen() {
        assert_eq!(told(&object(), &order()), Vec::<String>::new());
        let lost = Object { family: None, ..object() };
        assert_eq!(told(&lost, &order()), ["finding-pm3-01-family"]);
        let ended = Object { state: State::Ended, ..lost };
        assert!(told(&ended, &near(&[])).is_empty());
    }

    #[test]
    fn pm3_06_an_object_has_two_sides() {
        let flat = Object { business: Vec::new(), systems: Vec::new(), ..object() };
        assert_eq!(told(&flat, &order()), ["finding-pm3-06-business", "finding-pm3-06-it"]);
    }

    #[test]
    fn pm3_12_the_mode_is_assessed_follows_the_criteria_and_is_decided() {
        let mut object = object();
        object.criteria.truncate(4);
        assert_eq!(told(&object, &order()), ["finding-pm3-12-unassessed"]);
        let light = Object { mode: Some(Term::from("light")), ..crate::tests::object() };
        assert_eq!(told(&light, &order()), ["finding-pm3-12-less"]);
        let no: Vec<_> =
            light.criteria.iter().map(|c| Answered { applies: false, ..c.clone() }).collect();
        assert!(told(&Object { criteria: no, ..light }, &order()).is_empty());
        let undecided = Object { mode_decision: None, ..crate::tests::object() };
        assert_eq!(told(&undecided, &order()), ["finding-pm3-12-undecided"]);
        let refused = and(order(), id(8), &decision("rejected"));
        let refused_object = Object { mode_decision: Some(id(8)), ..crate::tests::object() };
        assert_eq!(told(&refused_object, &refused), ["finding-pm3-12-undecided"]);
    }

    #[test]
    fn pm3_07_pm3_30_vacancies_and_an_object_that_nobody_answers_for_are_seen() {
        let plan = holding();
        let around = and_down(pointing("about", &[held("maintenance-leader")]), "object", &plan);
        let object = Object { needed: None, ..object() };
        assert_eq!(told(&object, &around), ["finding-pm3-07", "finding-pm3-30"]);
    }

    #[test]
    fn pm3_14_in_the_minimum_mode_the_chair_owns_the_systems_and_nobody_else() {
        let no =
            object().criteria.iter().map(|c| Answered { applies: false, ..c.clone() }).collect();
        let minimum =
            Object { mode: Some(Term::from("minimum")), criteria: no, needed: None, ..object() };
        let roles = ["system-coordinator", "it-coordinator"];
        let plan = holding();
        let around = |roles: &[&str]| {
            let roles: Vec<_> = roles.iter().map(|role| held(role)).collect();
            and_down(pointing("about", &roles), "object", &plan)
        };
        assert!(told(&minimum, &around(&roles)).is_empty(), "and no object owner is asked for");
        let both = [roles[0], roles[1], "system-owner"];
        assert_eq!(told(&minimum, &around(&both)), ["finding-pm3-14"]);
    }

    #[test]
    fn pm3_23_more_work_than_hands_is_seen() {
        let short = Object { needed: Some(250), ..object() };
        assert_eq!(told(&short, &order()), ["finding-pm3-23-short"]);
        let negative = Object { needed: Some(-1), ..object() };
        assert_eq!(told(&negative, &order()), ["finding-pm3-23-negative"]);
    }

    #[test]
    fn pm3_10_an_object_without_a_plan_that_holds_is_seen() {
        let roles =
            ["object-owner", "object-owner-it", "maintenance-leader", "maintenance-leader-it"];
        let draft = and_down(pointing("about", &roles.map(held)), "object", &plan());
        assert_eq!(told(&object(), &draft), ["finding-pm3-10-none"]);
    }
}
