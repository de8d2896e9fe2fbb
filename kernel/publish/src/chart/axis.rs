//! An axis of values in round steps, and which of the periods below it have room for their names.

use super::draw::{Anchor, Svg, fitted, width};

/// So many steps up the axis, about.
const STEPS: f64 = 5.0;
/// Steps are no finer than this.
const FINEST: f64 = 1e-4;
/// Beyond this a number's digits are no longer exact: it is not drawn.
const LARGEST: f64 = 1e15;
/// A period's name has this much room, if it needs it; what is longer is cut.
const ENOUGH: f64 = 80.0;
/// The room between two names.
const APART: f64 = 4.0;

/// An axis in steps of 1, 2 or 5, from nothing or from below it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Axis {
    /// The step.
    step: f64,
    /// The lowest and the highest line, in steps from nothing.
    ends: [f64; 2],
    /// How many decimals its numbers have.
    pub decimals: usize,
}

impl Axis {
    /// The axis that covers these values.
    pub(super) fn over(values: impl Iterator<Item = f64>) -> Self {
        let (least, most) = values
            .fold((0.0_f64, 0.0_f64), |(least, most), value| (least.min(value), most.max(value)));
        if least == most {
            return Self { step: 1.0, ends: [0.0, 1.0], decimals: 0 };
        }
        let rough = ((most - least) / STEPS).max(FINEST);
        let power = rough.log10().floor();
        let fits = |by: &f64| by * 10_f64.powf(power) >= rough;
        let found = [1.0, 2.0, 5.0].into_iter().find(fits);
        // Where five does not do, the next power's one does.
        let power = if found.is_some() { power } else { power + 1.0 };
        let step = found.unwrap_or(1.0) * 10_f64.powf(power);
        let ends = [(least / step).floor(), (most / step).ceil()];
        Self { step, ends, decimals: (-power).max(0.0) as usize }
    }

    /// The values of its lines, from the lowest.
    pub(super) fn ticks(&self) -> impl Iterator<Item = f64> {
        let (step, [first, last]) = (self.step, self.ends);
        (0..=(last - first) as u32).map(move |at| (first + f64::from(at)) * step)
    }

    /// How far up the axis a value lies: 0 at its foot, 1 at its top.
    pub(super) fn share(&self, value: f64) -> f64 {
        let [first, last] = self.ends;
        (value / self.step - first) / (last - first)
    }
}

/// Whether a number can be drawn.
pub(super) fn is_drawn(value: &f64) -> bool {
    value.is_finite() && value.abs() <= LARGEST
}

/// The names of periods below a plot, each in the middle of its `room` from `left` on. Where they are too many, every other or
/// every third is left out, and so on; the newest always stands.
pub(super) fn periods(svg: &mut Svg, names: &[String], [left, room, y]: [f64; 3], size: f64) {
    let every = every(names, room, size);
    for (at, name) in names.iter().enumerate() {
        if (names.len() - 1 - at).is_multiple_of(every) {
            let words = fitted(name, size, room * every as f64 - APART);
            svg.text([left + (at as f64 + 0.5) * room, y], size, Anchor::Middle, &words);
        }
    }
}

/// Each how manieth name there is room for.
fn every(names: &[String], room: f64, size: f64) -> usize {
    let widest = names.iter().map(|name| width(name, size)).fold(0.0, f64::max).min(ENOUGH);
    (((widest + APART) / room).ceil() as usize).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn axis(values: &[f64]) -> Vec<f64> {
        Axis::over(values.iter().copied()).ticks().collect()
    }

    #[test]
    fn ctl_11_steps_are_round() {
        assert_eq!(axis(&[0.0, 93.0]), [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
        assert_eq!(axis(&[-3.0, 6.0]), [-4.0, -2.0, 0.0, 2.0, 4.0, 6.0]);
        assert_eq!(axis(&[0.0, 2.1]), [0.0, 0.5, 1.0, 1.5, 2.0, 2.5]);
        assert_eq!(axis(&[7.0, 7.0]), [0.0, 2.0, 4.0, 6.0, 8.0]);
        assert_eq!(axis(&[]), [0.0, 1.0]);
        assert_eq!(axis(&[0.0, 0.0]), [0.0, 1.0]);
        let decimals = |most: f64| Axis::over([most].into_iter()).decimals;
        assert_eq!([1e6, 40.0, 2.1, 0.3, 0.03].map(decimals), [0, 0, 1, 1, 2]);
    }

    #[test]
    fn crowded_periods_keep_the_newest_name() {
        let names: Vec<String> = (1..=60).map(|at| format!("2026-{at:02}")).collect();
        let mut svg = Svg::part();
        periods(&mut svg, &names, [30.0, 11.0, 0.0], 12.0);
        let out = svg.taken();
        assert!(out.contains(">2026-60</text>") && !out.contains('…') && !out.contains("2026-59"));
        assert_eq!(every(&names, 57.0, 12.0), 1);
    }

    proptest! {
        #[test]
        fn ctl_11_lines_cover_all_values(
            values in prop::collection::vec(prop_oneof![-1e9..1e9_f64, -1.0..1.0_f64], 1..20),
        ) {
            let axis = Axis::over(values.iter().copied());
            let ticks: Vec<f64> = axis.ticks().collect();
            let (low, high) = (ticks[0], ticks[ticks.len() - 1]);
            let slack = (high - low) * 1e-9;
            for value in &values {
                prop_assert!(low - slack <= *value && *value <= high + slack, "{value} in {ticks:?}");
                prop_assert!((-1e-9..=1.0 + 1e-9).contains(&axis.share(*value)));
            }
            prop_assert!((2..=8).contains(&ticks.len()), "{ticks:?}");
            prop_assert!(ticks.contains(&0.0), "nothing has its line");
        }

        #[test]
        fn ctl_11_names_of_periods_do_not_overlap(count in 1_usize..200, room in 3.0..400.0_f64, length in 1_usize..40) {
            let names = vec!["m".repeat(length); count];
            let every = every(&names, room, 12.0);
            let words = fitted(&names[0], 12.0, room * every as f64 - APART);
            prop_assert!(width(&words, 12.0) <= (room * every as f64).max(12.0));
        }
    }
}
