//! What a measure's plan is held to: dates in order, an owner, a decision and money for what is prioritised.

use stadga_model::{Date, Finding, Money};

use super::{Funding, Measure};

/// What is wrong with the plan, seen from `today`.
pub(super) fn faults(measure: &Measure, today: Date) -> Vec<Finding> {
    let mut findings = wrong_dates(measure);
    findings.extend(wrong_money(measure));
    if !measure.state.has_ended() {
        findings.extend(overdue(measure, today));
        findings.extend(unfunded(measure));
        let lacking = lacks(measure);
        findings.extend(lacking.map(|f| Finding::warning("ISM-08").variant(f).on(f)));
    }
    findings
}

/// ISM-08: a time is a start that comes before the end.
fn wrong_dates(measure: &Measure) -> Vec<Finding> {
    let before =
        |date: Option<Date>, limit: Option<Date>| date.zip(limit).is_some_and(|(a, b)| a < b);
    let fault = |field| {
        let order = Finding::blocking("ISM-08").variant("order").on(field);
        order.naming("field", format!("measure-{field}")).naming("start", "measure-start")
    };
    let mut findings = Vec::new();
    if before(measure.due, measure.start) {
        findings.push(fault("due"));
    }
    if before(measure.ended, measure.start) {
        findings.push(fault("ended"));
    }
    findings
}

/// ISM-09: what is granted is a part of a cost; partly funded says how much.
fn wrong_money(measure: &Measure) -> Vec<Finding> {
    let mut findings = Vec::new();
    let below_zero = |money: Option<Money>| money.is_some_and(|money| money < Money::default());
    for (field, money) in [("cost", measure.cost), ("granted", measure.granted)] {
        if below_zero(money) {
            findings.push(Finding::blocking("ISM-09").variant("negative").on(field));
        }
    }
    if measure.granted.zip(measure.cost).is_some_and(|(granted, cost)| granted > cost) {
        findings.push(Finding::blocking("ISM-09").variant("granted").on("granted"));
    }
    if measure.funding == Some(Funding::Part)
        && (measure.cost.is_none() || measure.granted.is_none())
    {
        findings.push(Finding::warning("ISM-09").variant("part").on("granted"));
    }
    findings
}

/// ISM-07: the day has passed.
fn overdue(measure: &Measure, today: Date) -> Option<Finding> {
    let due = measure.due.filter(|due| *due < today)?;
    Some(Finding::warning("ISM-07").variant("overdue").on("due").with("date", due))
}

/// ISM-09, T5: a measure without money is seen as such.
fn unfunded(measure: &Measure) -> Option<Finding> {
    let finding = Finding::warning("ISM-09").on("funding");
    match measure.funding {
        Some(Funding::Unfunded) if measure.cost.is_none() => Some(finding.variant("unknown")),
        Some(Funding::Unfunded | Funding::Part) => Some(finding.variant("unfunded")),
        Some(Funding::Funded | Funding::NotNeeded) | None => None,
    }
}

/// The fields that a prioritised measure still to be done lacks (ISM-08): owner, funding settled, decision, time.
pub fn lacks(measure: &Measure) -> impl Iterator<Item = &'static str> {
    let wanted = measure.prioritised && !measure.state.has_ended();
    let lacking = [
        ("owner", measure.owner.is_none()),
        ("funding", measure.funding.is_none()),
        ("decision", measure.decision.is_none()),
        ("due", measure.due.is_none()),
    ];
    lacking.into_iter().filter(move |(_, lacks)| wanted && *lacks).map(|(field, _)| field)
}

#[cfg(test)]
mod tests {
    use super::super::{State, rules};
    use super::*;
    use crate::tests::{check, id, measure, near};

    #[test]
    fn ism_08_a_prioritised_measure_tells_each_that_lacks() {
        let prioritised = Measure { prioritised: true, ..measure(State::Proposed) };
        assert_eq!(
            check(rules, &prioritised, &near(&[])),
            [
                "finding-ism-08-owner",
                "finding-ism-08-funding",
                "finding-ism-08-decision",
                "finding-ism-08-due"
            ]
        );
        let whole = Measure {
            owner: Some(id(1)),
            funding: Some(Funding::NotNeeded),
            decision: Some(id(2)),
            due: "2024-06-30".parse().ok(),
            ..prioritised
        };
        assert!(check(rules, &whole, &near(&[])).is_empty());
    }

    #[test]
    fn ism_09_t5_a_measure_without_money_is_seen() {
        let mut without = Measure { funding: Some(Funding::Unfunded), ..measure(State::Proposed) };
        assert_eq!(check(rules, &without, &near(&[])), ["finding-ism-09-unknown"]);
        without.cost = Some(Money::kronor(250_000));
        assert_eq!(check(rules, &without, &near(&[])), ["finding-ism-09-unfunded"]);
        assert_eq!(without.unfunded(), Money::kronor(250_000));
    }

    #[test]
    fn ism_09_partly_funded_says_how_much() {
        let mut part = Measure { funding: Some(Funding::Part), ..measure(State::Proposed) };
        let found = check(rules, &part, &near(&[]));
        assert_eq!(found, ["finding-ism-09-part", "finding-ism-09-unfunded"]);
        (part.cost, part.granted) = (Some(Money::kronor(100)), Some(Money::kronor(40)));
        assert_eq!(part.unfunded(), Money::kronor(60));
        part.granted = Some(Money::kronor(140));
        assert!(check(rules, &part, &near(&[])).contains(&"finding-ism-09-granted".into()));
    }

    #[test]
    fn ism_07_an_overdue_measure_is_seen_until_it_has_ended() {
        let mut late = Measure { due: "2024-01-23".parse().ok(), ..measure(State::Proposed) };
        assert_eq!(check(rules, &late, &near(&[])), ["finding-ism-07-overdue"]);
        late.due = "2024-01-24".parse().ok();
        assert!(check(rules, &late, &near(&[])).is_empty());
    }

    #[test]
    fn ism_08_a_measure_does_not_end_before_it_starts() {
        let wrong = Measure {
            start: "2024-03-01".parse().ok(),
            due: "2024-02-29".parse().ok(),
            ..measure(State::Proposed)
        };
        assert_eq!(check(rules, &wrong, &near(&[])), ["finding-ism-08-order"]);
    }
}
