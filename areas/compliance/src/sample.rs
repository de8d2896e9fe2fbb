//! Drawing by lot where a random check is made: nobody chooses, and anybody can draw again and see that it was so (CTL-14).

/// The places, among so many, that are drawn for this seed, in order.
pub fn drawn(seed: &str, among: usize, wanted: usize) -> Vec<usize> {
    let mut places: Vec<usize> = (0..among).collect();
    let mut lot = seed.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |lot, byte| {
        (lot ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    for last in (1..among).rev() {
        lot = next(lot);
        let place = usize::try_from(lot % (last as u64 + 1)).unwrap_or_default();
        places.swap(last, place);
    }
    places.truncate(wanted);
    places.sort_unstable();
    places
}

/// The next lot (splitmix64).
const fn next(lot: u64) -> u64 {
    let lot = lot.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mixed = (lot ^ (lot >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ctl_14_the_lot_falls_evenly_and_otherwise_another_day() {
        let mut times = [0_u32; 10];
        for day in 0..1_000 {
            drawn(&format!("KTR-2026-0001 {day}"), 10, 3).into_iter().for_each(|at| times[at] += 1);
        }
        assert!(times.iter().all(|times| (240..360).contains(times)), "{times:?}");
        let days: std::collections::BTreeSet<_> =
            (1..=28).map(|day| drawn(&format!("KTR-2026-0001 2026-02-{day:02}"), 10, 3)).collect();
        assert!(days.len() > 20);
    }

    proptest! {
        #[test]
        fn ctl_14_as_many_are_drawn_as_were_wanted_each_once_and_again_the_same(
            seed in ".{0,20}", among in 0..50_usize, wanted in 0..60_usize,
        ) {
            let lot = drawn(&seed, among, wanted);
            prop_assert_eq!(lot.len(), wanted.min(among));
            prop_assert!(lot.windows(2).all(|two| two[0] < two[1]) && lot.iter().all(|at| *at < among));
            prop_assert_eq!(lot, drawn(&seed, among, wanted));
        }
    }
}
