//! Lines over time: how a figure or a grade has gone from period to period, with the level that it is held to (CTL-11).

use super::Table;
use super::draw::{Anchor, Svg, fitted, width};
use super::radar::{Trace, mark, stroke, told};

const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 200.0;
const TOP: f64 = 36.0;
const BELOW: f64 = 30.0;
const SIZE: f64 = 12.0;
/// So many lines across, at most.
const LINES: f64 = 5.0;

/// A chart of lines over time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trend {
    /// Unlike that of any other chart on the page.
    pub id: String,
    /// What the chart is called.
    pub title: String,
    /// What it shows, in a sentence or two.
    pub description: String,
    /// The heading of the table's first column, such as "Quarter".
    pub period_title: String,
    /// The periods from left to right.
    pub periods: Vec<String>,
    /// Up to four lines, with a value for each period; none where nothing was measured.
    pub traces: Vec<Trace>,
    /// A level that the values are held to, with its name.
    pub level: Option<(String, f64)>,
}

/// Where values lie.
struct Plan {
    left: f64,
    low: f64,
    step: f64,
    high: f64,
}

impl Trend {
    /// The chart as SVG.
    pub fn svg(&self) -> String {
        let plan = self.plan();
        let height = TOP + HEIGHT + BELOW;
        let mut svg = Svg::new(&self.id, WIDTH, height, &self.title, &self.description);
        self.legend(&mut svg);
        let mut value = plan.low;
        while value <= plan.high + plan.step / 2.0 {
            let y = plan.y(value);
            svg.line("chart-grid", [plan.left, WIDTH, y], 0.2);
            svg.text([plan.left - 8.0, y + 4.0], SIZE, Anchor::End, &told(value));
            value += plan.step;
        }
        if let Some((name, value)) = &self.level {
            let y = plan.y(*value);
            svg.raw(&format!(
                "<path class=\"chart-line\" d=\"M{:.1} {y:.1}H{WIDTH}\" stroke=\"currentColor\" stroke-width=\"1.5\" \
                 stroke-dasharray=\"6 4\"/>",
                plan.left
            ));
            svg.text(
                [WIDTH, y - 5.0],
                SIZE - 1.0,
                Anchor::End,
                &fitted(name, SIZE - 1.0, WIDTH / 3.0),
            );
        }
        let room = self.room(&plan);
        for (number, trace) in self.traces.iter().enumerate() {
            self.line(&mut svg, &plan, (number, trace));
        }
        for (at, period) in self.periods.iter().enumerate() {
            let words = fitted(period, SIZE, room - 4.0);
            svg.text([self.x(&plan, at), TOP + HEIGHT + 20.0], SIZE, Anchor::Middle, &words);
        }
        svg.finish()
    }

    /// The chart's numbers, a row for each period; a dash where nothing was measured.
    pub fn table(&self) -> Table {
        let mut header = vec![self.period_title.clone()];
        header.extend(self.traces.iter().map(|trace| trace.name.clone()));
        let row = |(at, period): (usize, &String)| {
            let value = |trace: &Trace| {
                trace.values.get(at).copied().flatten().map_or_else(|| "–".to_owned(), told)
            };
            std::iter::once(period.clone()).chain(self.traces.iter().map(value)).collect()
        };
        Table { header, rows: self.periods.iter().enumerate().map(row).collect() }
    }

    fn legend(&self, svg: &mut Svg) {
        let mut x = 0.0;
        for (number, trace) in self.traces.iter().enumerate() {
            let words = fitted(&trace.name, SIZE, WIDTH / 3.0);
            svg.raw(&stroke(number, &format!("M{x} 12h26")));
            svg.raw(&mark(number, [x + 13.0, 12.0]));
            svg.text([x + 34.0, 16.0], SIZE, Anchor::Start, &words);
            x += 34.0 + width(&words, SIZE) + 24.0;
        }
    }

    /// A line with a mark at each value, broken where nothing was measured.
    fn line(&self, svg: &mut Svg, plan: &Plan, (number, trace): (usize, &Trace)) {
        let mut path = String::new();
        let mut marks = String::new();
        let mut drawn = false;
        for at in 0..self.periods.len() {
            let Some(value) = trace.values.get(at).copied().flatten() else {
                drawn = false;
                continue;
            };
            let (x, y) = (self.x(plan, at), plan.y(value));
            path.push_str(&format!("{}{x:.1} {y:.1}", if drawn { 'L' } else { 'M' }));
            marks.push_str(&mark(number, [x, y]));
            drawn = true;
        }
        svg.raw(&stroke(number, &path));
        svg.raw(&marks);
    }

    fn values(&self) -> impl Iterator<Item = f64> {
        let level = self.level.iter().map(|(_, value)| *value);
        self.traces.iter().flat_map(|trace| trace.values.iter().copied().flatten()).chain(level)
    }

    /// Round steps from nothing, or from below it, to above the highest value.
    fn plan(&self) -> Plan {
        let most = self.values().fold(0.0, f64::max);
        let least = self.values().fold(0.0, f64::min);
        let rough = ((most - least) / LINES).max(f64::EPSILON);
        let ten = 10_f64.powf(rough.log10().floor());
        let step = [1.0, 2.0, 5.0, 10.0].map(|by| by * ten).into_iter().find(|step| *step >= rough);
        let step = step.filter(|_| most > least).unwrap_or(1.0);
        let (low, high) = ((least / step).floor() * step, ((most / step).ceil() * step).max(step));
        let widest = [low, high].iter().map(|value| width(&told(*value), SIZE)).fold(0.0, f64::max);
        Plan { left: widest + 12.0, low, step, high }
    }

    fn room(&self, plan: &Plan) -> f64 {
        (WIDTH - plan.left) / self.periods.len().max(1) as f64
    }

    fn x(&self, plan: &Plan, at: usize) -> f64 {
        plan.left + (at as f64 + 0.5) * self.room(plan)
    }
}

impl Plan {
    fn y(&self, value: f64) -> f64 {
        TOP + HEIGHT - HEIGHT * (value - self.low) / (self.high - self.low)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn trend(values: Vec<Option<f64>>) -> Trend {
        Trend {
            id: "trend".into(),
            title: "Oanvända konton".into(),
            description: "Fyra kvartal.".into(),
            period_title: "Kvartal".into(),
            periods: (1..=values.len()).map(|at| format!("K{at}")).collect(),
            traces: vec![Trace { name: "Konton".into(), values }],
            level: Some(("Högst 10".into(), 10.0)),
        }
    }

    #[test]
    fn a_gap_breaks_the_line_and_is_a_dash_in_the_table() {
        let trend = trend(vec![Some(12.0), None, Some(9.5), Some(8.0)]);
        let svg = trend.svg();
        assert_eq!(svg.matches("class=\"chart-mark\"").count(), 3 + 1);
        assert_eq!(trend.table().rows[1], ["K2", "–"]);
        assert_eq!(trend.table().rows[2], ["K3", "9,5"]);
        assert!(svg.contains(">Högst 10</text>"));
    }

    #[test]
    fn nothing_measured_is_an_empty_picture() {
        let svg = Trend { level: None, ..trend(vec![None, None]) }.svg();
        assert!(!svg.contains("NaN") && !svg.contains("inf"));
    }

    proptest! {
        #[test]
        fn every_value_lies_in_the_picture(values in prop::collection::vec(prop::option::of(-1e6..1e6_f64), 1..12)) {
            let trend = trend(values);
            let plan = trend.plan();
            for value in trend.values() {
                let y = plan.y(value);
                prop_assert!((TOP - 0.01..=TOP + HEIGHT + 0.01).contains(&y), "{value}: {y}");
            }
            prop_assert!((plan.high - plan.low) / plan.step <= 12.0);
        }
    }
}
