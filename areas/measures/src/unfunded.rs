//! What there is no money for, summed by unit, for the budget's preparation (ISM-09, T5).

use std::collections::BTreeMap;

use stadga_model::{Id, Money};
use stadga_organisation::Unit;

use crate::{Measure, measure::Funding};

/// A unit's needs without money.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Need {
    /// How many measures.
    pub measures: usize,
    /// What they lack together.
    pub lacking: Money,
    /// How many of them have no cost yet, so that the sum is too small.
    pub unknown: usize,
}

/// Sums what lacks money, by unit; measures without a unit are summed under none.
pub fn needs<'a>(
    measures: impl IntoIterator<Item = &'a Measure>,
) -> BTreeMap<Option<Id<Unit>>, Need> {
    let mut needs = BTreeMap::<_, Need>::new();
    for measure in measures.into_iter().filter(|measure| lacks_money(measure)) {
        let need = needs.entry(measure.unit).or_default();
        need.measures += 1;
        need.lacking = Money(need.lacking.0.saturating_add(measure.unfunded().0));
        need.unknown += usize::from(measure.cost.is_none());
    }
    needs
}

/// Whether a measure that is still to be done lacks money, in whole or in part.
pub fn lacks_money(measure: &Measure) -> bool {
    !measure.state.has_ended() && matches!(measure.funding, Some(Funding::Unfunded | Funding::Part))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::State;
    use crate::tests::{id, measure};
    use proptest::prelude::*;

    fn unfunded(unit: Option<Id<Unit>>, cost: Option<i64>) -> Measure {
        let cost = cost.map(Money::kronor);
        Measure { unit, cost, funding: Some(Funding::Unfunded), ..measure(State::Proposed) }
    }

    #[test]
    fn ism_09_t5_what_lacks_money_is_summed_by_unit() {
        let (it, care) = (Some(id(1)), Some(id(2)));
        let mut part = unfunded(it, Some(100));
        (part.funding, part.granted) = (Some(Funding::Part), Some(Money::kronor(30)));
        let ended = Measure { state: State::Stopped, ..unfunded(it, Some(500)) };
        let funded = Measure { funding: Some(Funding::Funded), ..unfunded(it, Some(900)) };
        let sums = needs(&[unfunded(it, Some(200)), part, ended, funded, unfunded(care, None)]);
        let it = Need { measures: 2, lacking: Money::kronor(270), unknown: 0 };
        let care_need = Need { measures: 1, lacking: Money::default(), unknown: 1 };
        assert_eq!(sums, BTreeMap::from([(Some(id(1)), it), (care, care_need)]));
    }

    proptest! {
        #[test]
        fn ism_09_the_units_sums_are_the_whole(
            costs in proptest::collection::vec((0..4_u32, 0..1_000_000_i64), 0..30),
        ) {
            let measures: Vec<_> =
                costs.iter().map(|(unit, cost)| unfunded(Some(id(*unit)), Some(*cost))).collect();
            let by_unit: i64 = needs(&measures).values().map(|need| need.lacking.0).sum();
            prop_assert_eq!(by_unit, measures.iter().map(|measure| measure.unfunded().0).sum::<i64>());
        }
    }
}
