//! Inheritance: what carries something has at least its class, through as many steps as there are; the highest wins, and a
//! deviation holds in its place (CLS-02). Pure, and the same for gatherings of information and for systems.

use std::collections::{BTreeMap, BTreeSet};

use crate::class::Class;

/// The class of everything that has one of its own, carries something, or deviates.
///
/// `own` is what things hold themselves; each of `carried` says that the first rests on the second; `set` is what stands
/// in the place of what is inherited. Things that carry each other in a ring get the same class.
pub fn inherit<K: Ord + Copy>(
    own: &BTreeMap<K, Class>,
    carried: &[(K, K)],
    set: &BTreeMap<K, Class>,
) -> BTreeMap<K, Class> {
    let mut carriers = BTreeMap::<K, Vec<K>>::new();
    for (what, on) in carried {
        carriers.entry(*what).or_default().push(*on);
    }
    let mut gathered = own.clone();
    let mut waiting: BTreeSet<K> = own.keys().chain(set.keys()).copied().collect();
    let stands = |gathered: &BTreeMap<K, Class>, key: &K| {
        let class = gathered.get(key).copied().unwrap_or_default();
        class.overridden(set.get(key).copied().unwrap_or_default())
    };
    // Each round raises something or ends: classes are finite and only grow.
    while let Some(key) = waiting.pop_first() {
        let class = stands(&gathered, &key);
        for on in carriers.get(&key).into_iter().flatten() {
            let before = gathered.get(on).copied().unwrap_or_default();
            let joined = before.join(class);
            if joined != before {
                gathered.insert(*on, joined);
                waiting.insert(*on);
            }
        }
    }
    let keys: BTreeSet<K> = gathered.keys().chain(set.keys()).copied().collect();
    keys.into_iter().map(|key| (key, stands(&gathered, &key))).collect()
}

/// What so many together weigh: where at least `enough` stand on the highest level that any has, one level more, short of
/// the level `ceiling` that ends a classification. Nothing where they weigh no more than each (CLS-02: aggregation).
pub fn together(ranks: &[u8], enough: usize, ceiling: u8) -> Option<u8> {
    let highest = ranks.iter().copied().max().filter(|rank| *rank > 0)?;
    let there = ranks.iter().filter(|rank| **rank == highest).count();
    let raised = highest + 1;
    (enough > 1 && there >= enough && raised < ceiling).then_some(raised)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        class::Aspect,
        tests::{any_class, class},
    };
    use proptest::{collection::vec, prelude::*};

    fn graph() -> impl Strategy<Value = (BTreeMap<u8, Class>, Vec<(u8, u8)>)> {
        let own = vec((0..12_u8, any_class()), 0..8).prop_map(|all| all.into_iter().collect());
        (own, vec((0..12_u8, 0..12_u8), 0..20))
    }

    #[test]
    fn cls_02_a_system_inherits_the_highest_of_its_information_through_what_it_runs_on() {
        let own = BTreeMap::from([(1, class("321")), (2, class("133"))]);
        let carried = [(1, 10), (2, 10), (10, 20)];
        let none = BTreeMap::new();
        let found = inherit(&own, &carried, &none);
        assert_eq!(found[&10], class("333"));
        assert_eq!(found[&20], class("333"), "what it runs on");
        // Encrypted there: the deviation holds in its place and is what goes on.
        let set = BTreeMap::from([(10, class("1"))]);
        let found = inherit(&own, &carried, &set);
        assert_eq!((found[&10], found[&20]), (class("133"), class("133")));
    }

    #[test]
    fn cls_02_many_together_weigh_more_but_never_end_a_classification() {
        assert_eq!(together(&[2, 2, 2, 1], 3, 4), Some(3));
        assert_eq!(together(&[2, 2, 3], 2, 4), None, "the one above them decides");
        assert_eq!(together(&[3, 3, 3], 2, 4), None, "the next level is not for here");
        assert_eq!(together(&[0, 0, 0], 2, 4), None, "nothing, however often, is nothing");
        assert_eq!(together(&[2], 1, 4), None);
    }

    proptest! {
        #[test]
        fn cls_02_inheritance_ends_and_each_carrier_covers_what_it_carries((own, carried) in graph()) {
            let found = inherit(&own, &carried, &BTreeMap::new());
            for (key, class) in &own {
                prop_assert!(found[key].covers(*class));
            }
            for (what, on) in carried.iter().filter(|(what, _)| found.contains_key(what)) {
                prop_assert!(found.get(on).copied().unwrap_or_default().covers(found[what]));
            }
        }

        #[test]
        fn cls_02_inheritance_is_idempotent((own, carried) in graph()) {
            let once = inherit(&own, &carried, &BTreeMap::new());
            prop_assert_eq!(&inherit(&once, &carried, &BTreeMap::new()), &once);
        }

        #[test]
        fn cls_02_inheritance_is_monotone((own, carried) in graph(), key in 0..12_u8, more in any_class()) {
            let mut raised = own.clone();
            let slot = raised.entry(key).or_default();
            *slot = slot.join(more);
            let (before, after) = (inherit(&own, &carried, &BTreeMap::new()), inherit(&raised, &carried, &BTreeMap::new()));
            for (key, class) in &before {
                prop_assert!(after[key].covers(*class));
            }
        }

        #[test]
        fn cls_02_no_class_comes_from_nowhere((own, carried) in graph()) {
            for class in inherit(&own, &carried, &BTreeMap::new()).values() {
                for aspect in Aspect::ALL {
                    let rank = class.get(aspect);
                    prop_assert!(rank.is_none() || own.values().any(|one| one.get(aspect) == rank));
                }
            }
        }

        #[test]
        fn cls_02_aggregation_never_lowers_nor_reaches_what_ends(mut ranks in vec(0..4_u8, 0..9), enough in 0..5_usize) {
            let said = together(&ranks, enough, 4);
            if let Some(raised) = said {
                prop_assert!(ranks.iter().all(|rank| *rank < raised) && raised < 4);
            }
            ranks.reverse();
            prop_assert_eq!(together(&ranks, enough, 4), said);
        }
    }
}
