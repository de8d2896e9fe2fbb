//! What a maintenance plan is held to: whole before it is decided on, decided by the family's steering group, then fixed.

use stadga_decisions::postponement::is_blank;
use stadga_model::{Around, Body, Finding, Record, body_of};

use super::{MaintenancePlan, State, lacks};

/// Everything that the rules say of a plan.
pub fn rules(plan: &MaintenancePlan, around: &Around) -> Vec<Finding> {
    let mut findings: Vec<_> = backwards(plan).into_iter().chain(rewritten(plan, around)).collect();
    let end = plan.period.to;
    match plan.state {
        State::Draft => {
            let late = plan.period.from <= around.today();
            findings.extend(late.then(|| Finding::warning("PM3-10").variant("late").on("period")));
        }
        State::Submitted => {
            findings.extend(lacks(plan));
            findings.extend(untechnical(plan, around));
        }
        State::Decided => {
            findings.extend(lacks(plan));
            findings.extend(untechnical(plan, around));
            findings.extend(undecided(plan, around));
            findings.extend(thin(plan));
        }
        State::Replaced | State::Withdrawn => return findings,
    }
    if end.is_none() {
        findings.push(Finding::blocking("PM3-10").variant("endless").on("period"));
    }
    if plan.edition > 1 && plan.because.is_none() && is_blank(plan.reason.as_ref()) {
        findings.push(Finding::blocking("PM3-16").variant("why").on("reason"));
    }
    findings
}

/// PM3-10: a period does not end before it begins.
fn backwards(plan: &MaintenancePlan) -> Option<Finding> {
    let to = plan.period.to.filter(|to| *to < plan.period.from)?;
    Some(Finding::blocking("PM3-10").variant("backwards").on("period").with("to", to))
}

/// PM3-15: the family's steering group has said yes.
fn undecided(plan: &MaintenancePlan, around: &Around) -> Vec<Finding> {
    let fault = |variant| Finding::blocking("PM3-15").variant(variant).on("decision");
    let Some(decision) = plan.decision else { return vec![fault("undecided")] };
    let Some(decision) = around.near.linked(decision) else { return Vec::new() };
    let yes = decision.is_taken() && decision.is_yes();
    let own = decision.body == plan.steering.map(stadga_model::Id::cast);
    [(!yes, fault("no-yes")), (!own, fault("other-body"))]
        .into_iter()
        .filter_map(|(amiss, fault)| amiss.then_some(fault))
        .collect()
}

/// PM3-10, PM3-17, PM3-19: what a plan ought to say besides the minimum.
fn thin(plan: &MaintenancePlan) -> Vec<Finding> {
    let unsafe_ = plan.measures.is_empty() && is_blank(plan.security.as_ref());
    let checks = [
        (plan.inputs.is_empty(), Finding::warning("PM3-17").on("inputs")),
        (unsafe_, Finding::warning("PM3-19").on("measures")),
        (plan.cost().0 == 0, Finding::warning("PM3-10").variant("budget").on("budget")),
    ];
    checks.into_iter().filter_map(|(amiss, finding)| amiss.then_some(finding)).collect()
}

/// PM3-11: the plan of a large object has a technical plan.
fn untechnical(plan: &MaintenancePlan, around: &Around) -> Option<Finding> {
    let large = around.near.linked(plan.object).is_some_and(|object| object.is_large());
    let told = !is_blank(plan.technical.as_ref()) || plan.technical_file.is_some();
    (large && !told).then(|| Finding::warning("PM3-11").on("technical"))
}

/// PM3-16: what has been decided is not rewritten; a need that comes later makes a new version.
fn rewritten(plan: &MaintenancePlan, around: &Around) -> Vec<Finding> {
    let Some(before) = around.before.and_then(earlier) else { return Vec::new() };
    if !matches!(before.state, State::Decided | State::Replaced) {
        return Vec::new();
    }
    let (Ok(old), Ok(new)) = (body_of(&before), body_of(plan)) else { return Vec::new() };
    let changed = MaintenancePlan::SPEC
        .fields
        .iter()
        .filter(|field| field.name != "state" && old.get(field.name) != new.get(field.name));
    let fault = |name: &str| Finding::blocking("PM3-16").variant("fixed").on(name);
    changed.map(|field| fault(field.name)).collect()
}

fn earlier(body: &Body) -> Option<MaintenancePlan> {
    serde_json::from_value(serde_json::Value::Object(body.clone())).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        plan::{Change, Nature, Part, Post, Side, Way},
        tests::{and, check, check_change, decision, id, near, plan},
    };
    use proptest::prelude::*;
    use stadga_model::{Money, Near, Prose, Term};

    fn yes() -> Near {
        and(near(&[]), id(7), &decision("approved"))
    }

    fn decided() -> MaintenancePlan {
        MaintenancePlan { state: State::Decided, decision: Some(id(7)), ..plan() }
    }

    #[test]
    fn pm3_13_the_minimum_content_is_there_before_anybody_decides() {
        let whole = MaintenancePlan { state: State::Submitted, ..plan() };
        assert!(check(rules, &whole, &near(&[])).is_empty());
        let bare = MaintenancePlan {
            calloffs: Vec::new(),
            calloffs_none: None,
            dependences: Vec::new(),
            dependences_none: Some(" ".into()),
            changes: Vec::new(),
            ground_none: None,
            others_none: None,
            ..whole.clone()
        };
        let told = [
            "finding-pm3-13-calloffs",
            "finding-pm3-13-integrations",
            "finding-pm3-13-ground",
            "finding-pm3-13-others",
            "finding-pm3-18-stability",
            "finding-pm3-18-development",
        ];
        assert_eq!(check(rules, &bare, &near(&[])), told);
        let draft = MaintenancePlan { state: State::Draft, ..bare };
        assert!(check(rules, &draft, &near(&[])).is_empty(), "a draft may be as thin as it likes");
    }

    #[test]
    fn pm3_13_what_touches_others_is_described() {
        let mut silent = MaintenancePlan { state: State::Submitted, ..plan() };
        silent.changes[0].consequence = Some("  ".into());
        assert_eq!(check(rules, &silent, &near(&[])), ["finding-pm3-13-described"]);
    }

    #[test]
    fn pm3_15_the_familys_own_steering_group_decides_with_a_yes() {
        assert!(check(rules, &decided(), &yes()).is_empty());
        let none = MaintenancePlan { decision: None, ..decided() };
        assert_eq!(check(rules, &none, &yes()), ["finding-pm3-15-undecided"]);
        let refused = and(near(&[]), id(7), &decision("rejected"));
        assert_eq!(check(rules, &decided(), &refused), ["finding-pm3-15-no-yes"]);
        let other = MaintenancePlan { steering: Some(id(99)), ..decided() };
        assert_eq!(check(rules, &other, &yes()), ["finding-pm3-15-other-body"]);
        let nobody = MaintenancePlan { state: State::Submitted, steering: None, ..plan() };
        assert_eq!(check(rules, &nobody, &near(&[])), ["finding-pm3-15-steering"]);
    }

    #[test]
    fn pm3_16_a_decided_plan_is_not_rewritten_and_a_new_version_says_why() {
        let changed = MaintenancePlan { purpose: Some("Annat".into()), ..decided() };
        assert_eq!(check_change(rules, &decided(), &changed, &yes()), ["finding-pm3-16-fixed"]);
        let replaced = MaintenancePlan { state: State::Replaced, ..decided() };
        assert!(check_change(rules, &decided(), &replaced, &yes()).is_empty());
        let second = MaintenancePlan { edition: 2, ..plan() };
        assert_eq!(check(rules, &second, &near(&[])), ["finding-pm3-16-why"]);
        let because = MaintenancePlan { because: Some(id(30)), ..second };
        assert!(check(rules, &because, &near(&[])).is_empty());
    }

    #[test]
    fn pm3_17_pm3_19_inputs_security_and_budget_are_missed() {
        let thin = MaintenancePlan {
            inputs: Vec::new(),
            measures: Vec::new(),
            security: None,
            budget: Vec::new(),
            ..decided()
        };
        let told = ["finding-pm3-17", "finding-pm3-19", "finding-pm3-10-budget"];
        assert_eq!(check(rules, &thin, &yes()), told);
    }

    #[test]
    fn pm3_11_the_plan_of_a_large_object_has_a_technical_plan() {
        let large = crate::Object { needed: Some(300), ..crate::tests::object() };
        let around = |object: &crate::Object| and(yes(), id(1), object);
        assert_eq!(check(rules, &decided(), &around(&large)), ["finding-pm3-11"]);
        let told = MaintenancePlan { technical: Some("Byte av databas.".into()), ..decided() };
        assert!(check(rules, &told, &around(&large)).is_empty());
        let small = crate::Object { needed: Some(299), ..large.clone() };
        assert!(check(rules, &decided(), &around(&small)).is_empty());
        let many = crate::Object { systems: (1..=10).map(|n| id(100 + n)).collect(), ..small };
        assert_eq!(check(rules, &decided(), &around(&many)), ["finding-pm3-11"]);
    }

    #[test]
    fn pm3_10_a_plan_has_a_period_with_an_end_and_is_written_before_it_begins() {
        let mut draft = plan();
        draft.period.from = "2024-01-24".parse().unwrap();
        assert_eq!(check(rules, &draft, &near(&[])), ["finding-pm3-10-late"]);
        let mut endless = plan();
        endless.period.to = None;
        assert_eq!(check(rules, &endless, &near(&[])), ["finding-pm3-10-endless"]);
        let mut backwards = plan();
        backwards.period.to = "2024-01-31".parse().ok();
        assert_eq!(check(rules, &backwards, &near(&[])), ["finding-pm3-10-backwards"]);
    }

    #[test]
    fn pm3_13_each_field_of_the_content_is_written_in_one_part() {
        for part in Part::ALL {
            for field in part.fields() {
                assert_eq!(Part::of_field(field), Some(part));
                assert!(MaintenancePlan::SPEC.field(field).is_some(), "{field}");
            }
        }
    }

    fn any_change() -> impl Strategy<Value = Change> {
        let flags = (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>());
        flags.prop_map(|(regulation, infrastructure, others, stable, told)| Change {
            title: "Något".into(),
            nature: if stable { Nature::Stability } else { Nature::Development },
            way: Way::Maintenance,
            regulation,
            infrastructure,
            others,
            consequence: told.then(|| "Utrett.".into()),
            due: None,
            cost: None,
            need: None,
        })
    }

    proptest! {
        #[test]
        fn pm3_13_pm3_18_nothing_is_let_through_that_lacks_the_minimum(
            changes in prop::collection::vec(any_change(), 0..4),
            ground in any::<bool>(),
            others in any::<bool>(),
        ) {
            let why = |given: bool| given.then(|| Prose("Inget planerat.".into()));
            let plan = MaintenancePlan {
                state: State::Submitted,
                changes,
                ground_none: why(ground),
                others_none: why(others),
                ..plan()
            };
            let all = &plan.changes;
            let whole = (ground || all.iter().any(|c| c.regulation || c.infrastructure))
                && (others || all.iter().any(|c| c.others))
                && all.iter().any(|c| c.nature == Nature::Stability)
                && all.iter().any(|c| c.nature == Nature::Development)
                && all.iter().all(|c| !c.is_gated() || c.consequence.is_some());
            prop_assert_eq!(check(rules, &plan, &near(&[])).is_empty(), whole);
        }

        #[test]
        fn fin_14_the_cost_is_the_sum_of_its_posts(amounts in prop::collection::vec(0i64..1_000_000, 0..6)) {
            let post = |amount: &i64| Post {
                post: Term::from("operation"), side: Side::It, amount: Money(*amount), note: None,
            };
            let plan = MaintenancePlan { budget: amounts.iter().map(post).collect(), ..plan() };
            prop_assert_eq!(plan.cost().0, amounts.iter().sum::<i64>());
        }
    }
}
