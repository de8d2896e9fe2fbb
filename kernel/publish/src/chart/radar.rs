//! A radar: one spoke for each area, one line for each measurement, such as maturity this year and last (CTL-06).

use std::f64::consts::{PI, TAU};
use std::fmt::Write as _;

use super::Table;
use super::draw::{Anchor, Svg, fitted};
use super::number::{decimals, value as written};
use super::trace::{self, Trace, mark, stroke};
use crate::document::Language;

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 460.0;
const MIDDLE: [f64; 2] = [WIDTH / 2.0, 220.0];
const RADIUS: f64 = 165.0;
const SIZE: f64 = 12.0;
/// The room for a spoke's name beside the circle.
const NAME: f64 = 132.0;
/// From the rim to the spokes' names.
const BEYOND: f64 = 18.0;
/// The foot of the legend's first row.
const LEGEND: f64 = HEIGHT - 14.0;

/// A radar chart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Radar {
    /// Unlike that of any other chart on the page.
    pub id: String,
    /// What the chart is called.
    pub title: String,
    /// What it shows, in a sentence or two.
    pub description: String,
    /// The heading of the table's first column, such as "Area".
    pub spoke_title: String,
    /// The spokes' names, clockwise from the top. A radar has at least three.
    pub spokes: Vec<String>,
    /// The language that numbers are written in.
    pub language: Language,
    /// The lowest and the highest value: the middle and the rim.
    pub scale: [f64; 2],
    /// Up to four measurements.
    pub traces: Vec<Trace>,
}

impl Radar {
    /// The chart as SVG.
    pub fn svg(&self) -> String {
        let names: Vec<(usize, &str)> =
            self.traces.iter().map(|trace| trace.name.as_str()).enumerate().collect();
        let rows = trace::rows(&trace::places(&names, SIZE, WIDTH));
        let height = HEIGHT + (rows - 1.0).max(0.0) * trace::ROW;
        let mut svg = Svg::new(&self.id, WIDTH, height, &self.title, &self.description);
        self.web(&mut svg);
        for (number, trace) in self.traces.iter().enumerate() {
            svg.raw(&self.line(number, trace));
        }
        trace::legend(&mut svg, &names, [LEGEND, SIZE, WIDTH]);
        svg.finish()
    }

    /// The chart's numbers, a row for each spoke; a dash where nothing was measured.
    pub fn table(&self) -> Table {
        let mut header = vec![self.spoke_title.clone()];
        header.extend(self.traces.iter().map(|trace| trace.name.clone()));
        let row = |(number, spoke): (usize, &String)| {
            let value = |trace: &Trace| {
                let value = trace.values.get(number).copied().flatten();
                value.map_or_else(|| "–".to_owned(), |value| self.told(value))
            };
            std::iter::once(spoke.clone()).chain(self.traces.iter().map(value)).collect()
        };
        Table { header, rows: self.spokes.iter().enumerate().map(row).collect() }
    }

    /// The rings of the whole steps, the spokes and their names.
    fn web(&self, svg: &mut Svg) {
        let [low, high] = self.scale;
        let mut lines = String::new();
        let steps = (high - low).round().clamp(1.0, 10.0);
        for step in 1..=steps as u8 {
            let value = low + (high - low) * f64::from(step) / steps;
            let ring = (0..self.spokes.len()).map(|at| self.place(at, value));
            let _ = write!(
                lines,
                "<path d=\"{}\" fill=\"none\" stroke=\"currentColor\" stroke-opacity=\"0.2\"/>",
                path(ring)
            );
            let [x, y] = self.place(0, value);
            svg.text([x + 4.0, y + 4.0], SIZE - 2.0, Anchor::Start, &self.told(value));
        }
        for (at, name) in self.spokes.iter().enumerate() {
            let ([x, y], [u, v]) = (MIDDLE, self.place(at, high));
            let _ = write!(
                lines,
                "<path d=\"M{x} {y}L{u:.1} {v:.1}\" stroke=\"currentColor\" stroke-opacity=\"0.2\"/>"
            );
            let turn = self.turn(at);
            let (x, y) = (
                MIDDLE[0] + (RADIUS + BEYOND) * turn.sin(),
                MIDDLE[1] - (RADIUS + BEYOND) * turn.cos(),
            );
            let anchor = match turn.sin() {
                side if side > 0.1 => Anchor::Start,
                side if side < -0.1 => Anchor::End,
                _ => Anchor::Middle,
            };
            svg.text([x, y + 4.0], SIZE, anchor, &fitted(name, SIZE, NAME));
        }
        svg.raw(&lines);
    }

    /// A measurement's line, broken where nothing was measured, with a mark at each value.
    fn line(&self, number: usize, trace: &Trace) -> String {
        let places: Vec<Option<[f64; 2]>> = (0..self.spokes.len())
            .map(|at| trace.values.get(at).copied().flatten().map(|value| self.place(at, value)))
            .collect();
        let mut out = match places.iter().all(Option::is_some) {
            true => stroke(number, &path(places.iter().flatten().copied())),
            false => {
                let next = places.iter().cycle().skip(1);
                let pieces =
                    places.iter().zip(next).filter_map(|(one, other)| Some(((*one)?, (*other)?)));
                let pieces = pieces.map(|([x, y], [u, v])| format!("M{x:.1} {y:.1}L{u:.1} {v:.1}"));
                stroke(number, &pieces.collect::<String>())
            }
        };
        places.iter().flatten().for_each(|place| out.push_str(&mark(number, *place)));
        out
    }

    /// A value with as few decimals as tell it.
    fn told(&self, value: f64) -> String {
        written(self.language, value, decimals(value))
    }

    fn turn(&self, at: usize) -> f64 {
        TAU * at as f64 / self.spokes.len().max(1) as f64
    }

    /// Where a value of a spoke lies; what is off the scale lies at its end.
    fn place(&self, at: usize, value: f64) -> [f64; 2] {
        let [low, high] = self.scale;
        let far = RADIUS * ((value - low) / (high - low).max(f64::EPSILON)).clamp(0.0, 1.0);
        let turn = self.turn(at);
        [MIDDLE[0] + far * turn.sin(), MIDDLE[1] + far * (turn + PI).cos()]
    }
}

/// A closed way through the places.
fn path(places: impl Iterator<Item = [f64; 2]>) -> String {
    let mut out = String::new();
    for (at, [x, y]) in places.enumerate() {
        let _ = write!(out, "{}{x:.1} {y:.1}", if at == 0 { 'M' } else { 'L' });
    }
    out.push('Z');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn radar(values: [Option<f64>; 4]) -> Radar {
        Radar {
            id: "mognad".into(),
            title: "Mognad".into(),
            description: "Fyra områden.".into(),
            spoke_title: "Område".into(),
            language: Language::Swedish,
            spokes: ["Styrning", "Risk & <", "Åtkomst", "Kontinuitet"].map(Into::into).to_vec(),
            scale: [0.0, 5.0],
            traces: vec![
                Trace { name: "2026".into(), values: values.to_vec() },
                Trace { name: "2025".into(), values: vec![Some(1.0); 4] },
            ],
        }
    }

    #[test]
    fn values_lie_between_the_middle_and_the_rim() {
        let radar = radar([Some(0.0), Some(5.0), Some(9.0), Some(-1.0)]);
        let far = |at, value| {
            let [x, y] = radar.place(at, value);
            (x - MIDDLE[0]).hypot(y - MIDDLE[1])
        };
        assert!(far(0, 0.0) < 0.01 && far(3, -1.0) < 0.01);
        assert!((far(1, 5.0) - RADIUS).abs() < 0.01 && (far(2, 9.0) - RADIUS).abs() < 0.01);
        let ([x, y], top) = (radar.place(0, 5.0), MIDDLE[1] - RADIUS);
        assert!(
            (x - MIDDLE[0]).abs() < 0.01 && (y - top).abs() < 0.01,
            "the first spoke points up"
        );
    }

    #[test]
    fn what_was_not_measured_leaves_a_gap() {
        let whole = radar([Some(1.0); 4]).svg();
        assert_eq!(whole.matches("class=\"chart-mark\"").count(), 8 + 2);
        let radar = radar([Some(1.0), None, Some(2.5), Some(3.0)]);
        let svg = radar.svg();
        assert_eq!(svg.matches("class=\"chart-mark\"").count(), 7 + 2);
        assert!(svg.contains("Risk &amp; &lt;"));
        let rows = radar.table().rows;
        assert_eq!((rows[1][1].as_str(), rows[2][1].as_str()), ("–", "2,5"));
        let english = Radar { language: Language::English, ..radar };
        assert_eq!(english.table().rows[2][1], "2.5");
    }

    #[test]
    fn a_legend_without_room_goes_on_below() {
        let mut radar = radar([Some(1.0); 4]);
        let height = |radar: &Radar| radar.svg().contains("viewBox=\"0 0 640 460\"");
        assert!(height(&radar));
        radar.traces.iter_mut().for_each(|trace| {
            trace.name = "Mognadsmätning hos alla förvaltningar tillsammans".into()
        });
        assert!(!height(&radar));
    }
}
