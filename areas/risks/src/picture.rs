//! The risk picture: risks counted by cell, by level and by unit; the same numbers on page, in document and in chapter (RSK-06).

use stadga_model::{Date, Head, Id, Scales};
use stadga_organisation::{Unit, unit::with_all_below};
use std::collections::{BTreeMap, BTreeSet};

use crate::{
    Risk, RiskAcceptance,
    method::Moment,
    risk::{is_withheld, rank},
};

/// A risk with its head.
pub type Seen = (Head, Risk);

/// How a risk counts at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Counted {
    /// At this place of the scale of levels, the lowest first.
    Level(usize),
    /// Nobody has assessed it for that moment.
    Unassessed,
    /// How great it is is withheld from the reader.
    Withheld,
}

/// How a risk counts.
pub fn counted((head, risk): &Seen, moment: Moment, scales: &Scales) -> Counted {
    if is_withheld(head) {
        return Counted::Withheld;
    }
    let steps = scales.get("risk-level").map(|scale| scale.steps.as_slice()).unwrap_or_default();
    let level = risk.level(moment);
    let place = level.and_then(|level| steps.iter().position(|step| step.key == level));
    place.map_or(Counted::Unassessed, Counted::Level)
}

/// How many risks count how.
pub fn by_level<'a>(
    risks: impl IntoIterator<Item = &'a Seen>,
    moment: Moment,
    scales: &Scales,
) -> BTreeMap<Counted, usize> {
    let mut counts = BTreeMap::new();
    for seen in risks {
        *counts.entry(counted(seen, moment, scales)).or_default() += 1;
    }
    counts
}

/// How many risks stand in each cell of a method's matrix, by likelihood and consequence. A risk stands in one cell; one that
/// is assessed by another method of the same family, too, where it has that cell.
pub fn by_cell<'a>(
    risks: impl IntoIterator<Item = &'a Seen>,
    family: &str,
    moment: Moment,
) -> BTreeMap<(i64, i64), Vec<Id>> {
    let mut cells: BTreeMap<(i64, i64), Vec<Id>> = BTreeMap::new();
    for (head, risk) in risks {
        let fits = risk.by().is_some_and(|by| by.family() == family) && !is_withheld(head);
        if let Some(rating) = risk.rating(moment).filter(|_| fits) {
            cells.entry((rating.likelihood, rating.consequence)).or_default().push(head.id);
        }
    }
    cells
}

/// A unit with the risks of itself and all below it.
#[derive(Debug, PartialEq)]
pub struct OfUnit {
    /// The unit.
    pub id: Id<Unit>,
    /// How many count how.
    pub counts: BTreeMap<Counted, usize>,
    /// How many in all.
    pub all: usize,
}

/// The units that have risks of their own or below, with those: `of` says for which units.
pub fn by_unit(
    risks: &[Seen],
    units: &[(Id<Unit>, Unit)],
    of: &[Id<Unit>],
    moment: Moment,
    scales: &Scales,
) -> Vec<OfUnit> {
    let count = |id: &Id<Unit>| {
        let within = with_all_below(*id, units);
        let own: Vec<_> = risks.iter().filter(|(head, _)| is_in(head, &within)).collect();
        let all = own.len();
        OfUnit { id: *id, counts: by_level(own, moment, scales), all }
    };
    of.iter().map(count).filter(|one| one.all > 0).collect()
}

/// Whether a record's unit is among these.
pub fn is_in(head: &Head, within: &BTreeSet<Id<Unit>>) -> bool {
    head.unit.is_some_and(|unit| within.contains(&unit.cast()))
}

/// Which acceptance of each risk holds on a day, by its place: the one that holds longest.
pub fn borne(acceptances: &[(Head, RiskAcceptance)], day: Date) -> BTreeMap<Id, usize> {
    let mut borne: BTreeMap<Id, (Option<Date>, usize)> = BTreeMap::new();
    for (place, (_, acceptance)) in acceptances.iter().enumerate() {
        if acceptance.holds(day) {
            let known = borne.entry(acceptance.risk.cast()).or_insert((acceptance.until, place));
            *known = (*known).max((acceptance.until, place));
        }
    }
    borne.into_iter().map(|(risk, (_, place))| (risk, place)).collect()
}

/// Whether a risk is greater now than may be borne freely, and no decision that holds bears as much (RSK-09); `borne` is the
/// acceptance that holds, if there is one.
pub fn is_exceeded((head, risk): &Seen, borne: Option<&(Head, RiskAcceptance)>) -> bool {
    let Some((by, level)) = risk.by().zip(risk.level(Moment::Current)) else { return false };
    let covers = |(head, acceptance): &(Head, RiskAcceptance)| {
        // A level that is withheld is unknown: that it is too low cannot be told.
        head.withholds("level") || rank(&acceptance.level.0) >= rank(level)
    };
    !is_withheld(head) && !by.is_free(level) && !borne.is_some_and(covers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{acceptance, day, head, head_in, id, risk, scales, unit};
    use proptest::prelude::*;
    use stadga_model::Withheld;

    fn rated(number: u32, unit: u32, likelihood: i64, consequence: i64) -> Seen {
        let mut one = risk();
        one.likelihood = Some(likelihood);
        one.consequences[0].current = Some(consequence);
        (head_in(number, id(unit)), one)
    }

    #[test]
    fn rsk_06_a_unit_has_its_own_risks_and_those_of_all_below() {
        let below = Unit { parent: Some(id(1)), ..unit("operative") };
        let units = [(id(1), unit("administration")), (id(2), below), (id(3), unit("staff"))];
        let risks = [rated(10, 1, 1, 1), rated(11, 2, 4, 4), rated(12, 2, 2, 2)];
        let of: Vec<Id<Unit>> = vec![id(1), id(2), id(3)];
        let found = by_unit(&risks, &units, &of, Moment::Current, &scales());
        assert_eq!(found.iter().map(|one| one.all).collect::<Vec<_>>(), [3, 2]);
        assert_eq!(found[0].counts[&Counted::Level(2)], 1);
        assert!(!found[1].counts.contains_key(&Counted::Level(0)));
    }

    #[test]
    fn rsk_06_sec_01_what_is_withheld_is_unknown_and_stands_in_no_cell() {
        let (mut seen, one) = rated(10, 1, 4, 4);
        let withheld = serde_json::json!({ "likelihood": { "ground": "18:8" } });
        seen.withheld = serde_json::from_value::<Box<Withheld>>(withheld).ok();
        let all = [(seen, one)];
        assert_eq!(counted(&all[0], Moment::Current, &scales()), Counted::Withheld);
        assert!(by_cell(&all, "skr", Moment::Current).is_empty());
    }

    #[test]
    fn rsk_09_what_no_decision_bears_at_its_level_is_above_what_is_accepted() {
        let high = rated(10, 1, 3, 4);
        let borne = (head(2), acceptance());
        let lower = RiskAcceptance { level: "medium".into(), ..acceptance() };
        assert!(is_exceeded(&high, None) && is_exceeded(&high, Some(&(head(2), lower))));
        assert!(!is_exceeded(&high, Some(&borne)));
        assert!(!is_exceeded(&rated(10, 1, 1, 1), None), "low is borne freely");
        let unknown = Risk { likelihood: None, ..risk() };
        assert!(!is_exceeded(&(head(1), unknown), None));
    }

    #[test]
    fn rsk_09_the_acceptance_that_holds_longest_counts() {
        let longer = RiskAcceptance { until: Some(day("2025-06-30")), ..acceptance() };
        let all = [(head(1), acceptance()), (head(2), longer)];
        let found = borne(&all, day("2024-06-01"));
        assert_eq!(found.into_values().collect::<Vec<_>>(), [1]);
        assert!(borne(&all, day("2026-01-01")).is_empty());
    }

    proptest! {
        /// Whatever the units and steps: nothing is lost or counted twice, by level or by cell, and a whole is the sum of
        /// its parts.
        #[test]
        fn rsk_06_counts_add_up(steps in proptest::collection::vec((1u32..4, 1i64..5, 1i64..5), 0..30)) {
            let risks: Vec<_> = (10..).zip(&steps).map(|(n, (u, l, c))| rated(n, *u, *l, *c)).collect();
            let all = by_level(&risks, Moment::Current, &scales());
            prop_assert_eq!(all.values().sum::<usize>(), risks.len());
            let cells = by_cell(&risks, "skr", Moment::Current);
            prop_assert_eq!(cells.values().map(Vec::len).sum::<usize>(), risks.len());
            let below = |parent| Unit { parent: Some(id(parent)), ..unit("operative") };
            let units = [(id(9), unit("administration")), (id(1), below(9)), (id(2), below(9)), (id(3), below(9))];
            let of = |ids: &[u32]| {
                let ids: Vec<Id<Unit>> = ids.iter().map(|n| id(*n)).collect();
                by_unit(&risks, &units, &ids, Moment::Current, &scales())
            };
            let whole = of(&[9]).first().map_or(0, |one| one.all);
            prop_assert_eq!(whole, of(&[1, 2, 3]).iter().map(|one| one.all).sum::<usize>());
            prop_assert_eq!(whole, risks.len());
        }
    }
}
