//! Values of an indicator period by period, put together upward over the units (CTL-11).

use stadga_model::{Date, Head, Id};
use stadga_organisation::Unit;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::{
    Indicator, IndicatorValue,
    indicator::{Better, Upward},
    number::Number,
};

/// What units reported for one period.
pub type Reported = BTreeMap<Id<Unit>, (Number, Option<i64>)>;

/// The organisation as a tree: which units lie right below which.
#[derive(Clone, Debug, Default)]
pub struct Below(HashMap<Id<Unit>, Vec<Id<Unit>>>);

impl Below {
    /// Of these units.
    pub fn of(units: &[(Id<Unit>, Unit)]) -> Self {
        let mut below = HashMap::<_, Vec<_>>::new();
        for (id, unit) in units {
            if let Some(parent) = unit.parent {
                below.entry(parent).or_default().push(*id);
            }
        }
        Self(below)
    }

    fn children(&self, unit: Id<Unit>) -> &[Id<Unit>] {
        self.0.get(&unit).map_or(&[], Vec::as_slice)
    }
}

/// What is added up before anything is rounded, so that the way in which units are grouped changes nothing.
#[derive(Clone, Copy, Debug)]
struct Sum {
    total: i128,
    weight: i128,
    worst: i64,
    parts: usize,
}

/// A value of a unit, its own or put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Value {
    /// The value.
    pub number: Number,
    /// Of how many units it was put together; one, where it is the unit's own.
    pub parts: usize,
}

/// The value of a unit: its own, or what the units below it come to together; none, where nobody reported or where values
/// are not put together.
pub fn upward(
    indicator: &Indicator,
    reported: &Reported,
    below: &Below,
    unit: Id<Unit>,
) -> Option<Value> {
    let sum = summed(indicator, reported, below, (unit, &mut BTreeSet::new()))?;
    let number = match indicator.upward {
        _ if sum.parts == 1 && reported.contains_key(&unit) => reported.get(&unit)?.0,
        Upward::Sum => Number(i64::try_from(sum.total).ok()?),
        Upward::Mean | Upward::Weighted => Number::mean(sum.total, sum.weight)?,
        Upward::Worst => Number(sum.worst),
        Upward::Apart => return None,
    };
    Some(Value { number, parts: sum.parts })
}

fn summed(
    indicator: &Indicator,
    reported: &Reported,
    below: &Below,
    (unit, seen): (Id<Unit>, &mut BTreeSet<Id<Unit>>),
) -> Option<Sum> {
    // Units that lie below themselves end nothing.
    if !seen.insert(unit) {
        return None;
    }
    if let Some((number, based_on)) = reported.get(&unit) {
        let weight = match indicator.upward {
            Upward::Weighted => i128::from(based_on.unwrap_or(1).max(0)),
            _ => 1,
        };
        let total = i128::from(number.0) * if indicator.upward == Upward::Sum { 1 } else { weight };
        return Some(Sum { total, weight, worst: number.0, parts: 1 });
    }
    let parts = below.children(unit).iter();
    let parts = parts.filter_map(|child| summed(indicator, reported, below, (*child, &mut *seen)));
    parts.reduce(|one, other| Sum {
        total: one.total + other.total,
        weight: one.weight + other.weight,
        worst: match indicator.better {
            Better::Higher => one.worst.min(other.worst),
            Better::Lower => one.worst.max(other.worst),
        },
        parts: one.parts + other.parts,
    })
}

/// An indicator's values by period. What is withheld from the reader is not there, and nothing is put together of a period of
/// which something is withheld: `None` stands for that.
pub fn periods(values: &[(Head, IndicatorValue)]) -> BTreeMap<Date, Option<Reported>> {
    let mut periods: BTreeMap<Date, Option<Reported>> = BTreeMap::new();
    for (head, value) in values {
        let period = periods.entry(value.date).or_insert_with(|| Some(Reported::new()));
        let withheld = ["value", "unit", "based_on"].iter().any(|field| head.withholds(field));
        match (value.unit, value.number()) {
            _ if withheld => *period = None,
            (Some(unit), Some(number)) => {
                if let Some(reported) = period {
                    reported.insert(unit, (number, value.based_on));
                }
            }
            _ => {}
        }
    }
    periods
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{id, indicator};
    use proptest::prelude::*;

    /// 1 over 2 and 3; 2 over 4, 5 and 6.
    fn below() -> Below {
        let of = |parent: u32, children: &[u32]| {
            (id(parent), children.iter().map(|child| id(*child)).collect())
        };
        Below(HashMap::from([of(1, &[2, 3]), of(2, &[4, 5, 6])]))
    }

    fn one(upward: Upward) -> Indicator {
        Indicator { upward, ..indicator() }
    }

    fn reported(values: &[(u32, i64, i64)]) -> Reported {
        values
            .iter()
            .map(|(unit, value, base)| (id(*unit), (Number(*value), Some(*base))))
            .collect()
    }

    #[test]
    fn ctl_11_values_are_put_together_upward_each_in_its_way() {
        let values = reported(&[(3, 90_000, 100), (4, 60_000, 300), (5, 80_000, 100)]);
        let of = |way| upward(&one(way), &values, &below(), id(1)).map(|value| value.number.0);
        assert_eq!(of(Upward::Sum), Some(230_000));
        assert_eq!(of(Upward::Mean), Some(76_667));
        assert_eq!(of(Upward::Weighted), Some(70_000));
        assert_eq!(of(Upward::Worst), Some(60_000));
        assert_eq!(of(Upward::Apart), None);
        let own = upward(&one(Upward::Apart), &values, &below(), id(3)).unwrap();
        assert_eq!((own.number.0, own.parts), (90_000, 1), "its own is always there");
        assert_eq!(upward(&one(Upward::Sum), &values, &below(), id(6)), None, "nobody reported");
    }

    #[test]
    fn ctl_11_a_unit_that_reports_itself_is_not_counted_twice() {
        let values = reported(&[(2, 50_000, 10), (4, 10_000, 10), (3, 70_000, 10)]);
        let sum = upward(&one(Upward::Sum), &values, &below(), id(1)).unwrap();
        assert_eq!((sum.number.0, sum.parts), (120_000, 2));
        let round = Below(HashMap::from([(id(1), vec![id(2)]), (id(2), vec![id(1)])]));
        assert_eq!(upward(&one(Upward::Sum), &Reported::new(), &round, id(1)), None, "and ends");
    }

    proptest! {
        #[test]
        fn ctl_11_how_units_are_grouped_changes_nothing_and_means_lie_between(
            values in prop::collection::vec((-1_000_000_i64..1_000_000, 1..1_000_i64), 4),
            way in 0..4_usize,
        ) {
            let way = [Upward::Sum, Upward::Mean, Upward::Weighted, Upward::Worst][way];
            let given: Vec<_> = [3, 4, 5, 6].into_iter().zip(&values).map(|(unit, (value, base))| (unit, *value, *base)).collect();
            let reported = reported(&given);
            let flat = Below(HashMap::from([(id(1), [3, 4, 5, 6].map(id).to_vec())]));
            let deep = upward(&one(way), &reported, &below(), id(1)).unwrap();
            prop_assert_eq!(deep, upward(&one(way), &reported, &flat, id(1)).unwrap());
            if way != Upward::Sum {
                let least = values.iter().map(|(value, _)| *value).min().unwrap();
                let most = values.iter().map(|(value, _)| *value).max().unwrap();
                prop_assert!(least <= deep.number.0 && deep.number.0 <= most);
            }
        }
    }
}
