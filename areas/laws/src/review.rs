//! Yearly follow-ups of how a law is complied with, first of all of data protection, with what adapting would cost.

use serde::{Deserialize, Serialize};
use stadga_decisions::Decision;
use stadga_measures::Measure;
use stadga_model::{Around, Date, Finding, Id, Money, Prose, Record, Term};
use stadga_organisation::{Person, Unit};

use crate::Law;

/// The outcome that says that nothing was found, a key of the scale `legal-outcome`.
const CLEAN: &str = "no-deviation";

/// A yearly follow-up (efterlevnadsuppföljning): NIS-07.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(kind = "legal-review", prefix = "EUF", title = "title", unit = "unit", owner = "owner")]
pub struct LegalReview {
    /// What was followed up (rubrik).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// The law (lag).
    #[field(list, filter)]
    pub law: Id<Law>,
    /// The year (år).
    #[field(list, filter, sort)]
    pub year: i64,
    /// The unit that was followed up (enhet).
    #[field(list, filter)]
    pub unit: Option<Id<Unit>>,
    /// When it was done (gjord).
    #[field(filter, sort, group = "result")]
    pub done: Option<Date>,
    /// What came out (utfall).
    #[field(list, filter, scale = "legal-outcome", group = "result")]
    pub outcome: Option<Term>,
    /// How many deviations were found (antal avvikelser).
    #[field(list, sort, group = "result")]
    pub deviations: Option<i64>,
    /// What was found (iakttagelser).
    #[field(search, group = "result")]
    pub summary: Option<Prose>,
    /// What it would cost to adapt (medelsbehov för anpassning).
    #[field(list, sort, filter, group = "money")]
    pub need: Option<Money>,
    /// For what (medel för).
    #[field(group = "money")]
    pub need_for: Option<String>,
    /// The board's decision on the internal control (beslut).
    #[field(filter, group = "result")]
    pub decision: Option<Id<Decision>>,
    /// Who did it (ansvarig).
    #[field(list, filter, group = "who")]
    pub owner: Option<Id<Person>>,
}

/// What a follow-up is held to: NIS-07.
pub fn rules(review: &LegalReview, around: &Around) -> Vec<Finding> {
    let fault = |variant, field: &str| Finding::blocking("NIS-07").variant(variant).on(field);
    let warning = |variant, field: &str| Finding::warning("NIS-07").variant(variant).on(field);
    let found = review.deviations.unwrap_or_default();
    let clean = review.outcome.as_ref().is_some_and(|outcome| outcome.0 == CLEAN);
    let today = around.today();
    let measured = around.near.pointing::<Measure>().next().is_some();
    let amount = review.need.map_or(0, |need| need.0);
    let over = i64::from(today.year()) > review.year;
    let checks = [
        (found < 0, fault("numbers", "deviations")),
        (amount < 0, fault("amount", "need")),
        (clean && found > 0, fault("clean", "outcome")),
        (review.done.is_some_and(|done| done > today), fault("future", "done")),
        (over && review.outcome.is_none(), warning("missed", "outcome")),
        (found > 0 && !measured, warning("measure", "deviations")),
        (amount > 0 && !measured, warning("budget", "need")),
    ];
    checks.into_iter().filter_map(|(amiss, finding)| amiss.then_some(finding)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check, id, measure, near, pointing};

    #[test]
    fn nis_07_what_deviates_or_costs_has_a_measure_and_a_year_that_is_over_an_outcome() {
        let json = serde_json::json!({"title": "Dataskydd 2022", "law": id::<Law>(1), "year": 2022,
            "outcome": "no-deviation", "deviations": 0});
        let clean: LegalReview = serde_json::from_value(json).unwrap();
        assert!(check(rules, &clean, &near()).is_empty());
        let missed = LegalReview { outcome: None, ..clean.clone() };
        assert_eq!(check(rules, &missed, &near()), ["finding-nis-07-missed"]);
        let now = LegalReview { year: 2024, ..missed };
        assert!(check(rules, &now, &near()).is_empty());
        let both = LegalReview { deviations: Some(2), ..clean.clone() };
        let told = ["finding-nis-07-clean", "finding-nis-07-measure"];
        assert_eq!(check(rules, &both, &near()), told);
        let found = LegalReview { outcome: Some(Term::from("deviation")), ..both };
        assert!(check(rules, &found, &pointing("causes", &[measure()])).is_empty());
        let costs = LegalReview { need: Some(Money(30_000_000)), ..clean };
        assert_eq!(check(rules, &costs, &near()), ["finding-nis-07-budget"]);
    }
}
