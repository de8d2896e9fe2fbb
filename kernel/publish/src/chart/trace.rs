//! Lines that are told apart without colour: each with its own dashes and its own mark.

use super::draw::{Anchor, Svg, fitted, width};
use super::palette::series;

/// Solid, dashed, dotted, dash and dot.
const DASHES: [&str; 4] = ["", "8 4", "2 4", "10 3 2 3"];
/// The shapes of marks: round, square, diamond, up, down, plus, cross, ring.
const SHAPES: usize = 8;
/// So many lines differ in dashes or mark.
pub(super) const UNLIKE: usize = DASHES.len() * SHAPES;
/// How wide a line's sample is beside its name.
const SAMPLE: f64 = 26.0;
const BESIDE: f64 = 34.0;
const BETWEEN: f64 = 24.0;
/// From one row of a legend to the next.
pub(super) const ROW: f64 = 22.0;

/// One measurement: a value for each spoke or period, none where it was not measured.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trace {
    /// What was measured.
    pub name: String,
    /// The values, in the order of the spokes or periods.
    pub values: Vec<Option<f64>>,
}

/// A line's own stroke along a path.
pub(super) fn stroke(number: usize, path: &str) -> String {
    // Moved on by one for each round of the shapes, so that no two lines have both in common.
    let dashes = DASHES.get((number + number / SHAPES) % DASHES.len()).copied().unwrap_or_default();
    format!(
        "<path class=\"chart-trace\" d=\"{path}\" fill=\"none\" stroke=\"{}\" stroke-width=\"2\" \
         stroke-dasharray=\"{dashes}\"/>",
        series(number)
    )
}

/// A line's own mark.
pub(super) fn mark(number: usize, [x, y]: [f64; 2]) -> String {
    let shape = match number % SHAPES {
        0 => format!("M{:.1} {y:.1}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z", x - 4.0),
        1 => format!("M{:.1} {:.1}h7v7h-7z", x - 3.5, y - 3.5),
        2 => format!("M{x:.1} {:.1}l5 5l-5 5l-5 -5z", y - 5.0),
        3 => format!("M{x:.1} {:.1}l5 9h-10z", y - 5.0),
        4 => format!("M{x:.1} {:.1}l5 -9h-10z", y + 5.0),
        5 => format!("M{:.1} {:.1}h3v3.5h3.5v3h-3.5v3.5h-3v-3.5h-3.5v-3h3.5z", x - 1.5, y - 5.0),
        6 => format!(
            "M{:.1} {:.1}l2 -2l3 3l3 -3l2 2l-3 3l3 3l-2 2l-3 -3l-3 3l-2 -2l3 -3z",
            x - 5.0,
            y - 3.0
        ),
        _ => format!(
            "M{:.1} {y:.1}a5 5 0 1 0 10 0a5 5 0 1 0 -10 0zM{:.1} {y:.1}a2.5 2.5 0 1 1 5 0a2.5 2.5 0 1 1 -5 0z",
            x - 5.0,
            x - 2.5
        ),
    };
    format!(
        "<path class=\"chart-mark\" d=\"{shape}\" fill=\"{}\" fill-rule=\"evenodd\"/>",
        series(number)
    )
}

/// A piece of line `number` with its mark, as it stands before a name: from `x` on, around `y`.
pub(super) fn sample(number: usize, [x, y]: [f64; 2]) -> String {
    let line = stroke(number, &format!("M{x:.1} {y:.1}h{SAMPLE}"));
    format!("{line}{}", mark(number, [x + SAMPLE / 2.0, y]))
}

/// Where each entry of a legend begins, in rows that are `room` wide: from the left and in which row.
pub(super) fn places(names: &[(usize, &str)], size: f64, room: f64) -> Vec<[f64; 2]> {
    let (mut x, mut row) = (0.0, 0.0);
    let mut places = Vec::new();
    for (_, name) in names {
        let wide = BESIDE + width(name, size).min(room - BESIDE);
        if x > 0.0 && x + wide > room {
            (x, row) = (0.0, row + 1.0);
        }
        places.push([x, row]);
        x += wide + BETWEEN;
    }
    places
}

/// How many rows a legend has.
pub(super) fn rows(places: &[[f64; 2]]) -> f64 {
    places.last().map_or(0.0, |[_, row]| row + 1.0)
}

/// Lines with their names, in rows from `top` on.
pub(super) fn legend(svg: &mut Svg, names: &[(usize, &str)], [top, size, room]: [f64; 3]) {
    for ((number, name), [x, row]) in names.iter().zip(places(names, size, room)) {
        let y = top + row * ROW;
        svg.raw(&sample(*number, [x, y]));
        let words = fitted(name, size, room - BESIDE);
        svg.text([x + BESIDE, y + 4.0], size, Anchor::Start, &words);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn ctl_11_lines_are_told_apart_without_colour() {
        let looks = |number: usize| {
            let drawn = sample(number, [0.0, 0.0]);
            // What is left is shape and dashes.
            drawn.replace(series(number), "")
        };
        let all: BTreeSet<String> = (0..UNLIKE).map(looks).collect();
        assert_eq!(all.len(), UNLIKE);
    }

    #[test]
    fn entries_of_a_legend_do_not_overlap() {
        let name = "Hälso- och sjukvårdsförvaltningen";
        let names: Vec<(usize, &str)> = (0..9).map(|number| (number, name)).collect();
        let places = places(&names, 12.0, 640.0);
        assert!(rows(&places) > 1.0);
        for pair in places.windows(2) {
            let beside = pair[0][0] + BESIDE + width(name, 12.0) <= pair[1][0];
            assert!(beside || pair[0][1] < pair[1][1]);
        }
    }
}
