//! Grouped bars per period, such as inflow, closed and overdue per quarter (ISM-07).

use super::Table;
use super::draw::{Anchor, Svg, fitted, width};
use super::palette::{patterns, series_fill};

const WIDTH: f64 = 720.0;
const PLOT_HEIGHT: f64 = 200.0;
const SIZE: f64 = 12.0;
const LEGEND_ROW: f64 = 22.0;
const BELOW: f64 = 30.0;
/// The part of a period's room that is left free between its bars and the next one's.
const GAP: f64 = 0.3;
/// No bar is wider than this, however few there are.
const WIDEST: f64 = 40.0;

/// One series: a number for each period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// What is counted.
    pub name: String,
    /// The counts, in the order of the periods.
    pub values: Vec<u64>,
}

/// A chart of grouped bars.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bars {
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
    /// Up to four series.
    pub series: Vec<Series>,
}

/// Where things stand.
struct Plan {
    left: f64,
    top: f64,
    /// The value at the top of the plot and the step between lines.
    highest: u64,
    step: u64,
    legend: Vec<[f64; 2]>,
    bars: Vec<Bar>,
}

/// One bar.
struct Bar {
    series: usize,
    value: u64,
    x: f64,
    y: f64,
    width: f64,
}

impl Bars {
    /// The chart as SVG.
    pub fn svg(&self) -> String {
        let plan = self.plan();
        let floor = plan.top + PLOT_HEIGHT;
        let mut svg = Svg::new(&self.id, WIDTH, floor + BELOW, &self.title, &self.description);
        svg.raw(&patterns(&self.id, self.series.len()));
        for ((number, series), [x, y]) in self.series.iter().enumerate().zip(&plan.legend) {
            let fill = series_fill(&self.id, number);
            svg.rect(&format!("chart-series-{}", number + 1), [*x, y - 10.0, 12.0, 12.0], &fill);
            svg.text(
                [x + 18.0, *y],
                SIZE,
                Anchor::Start,
                &fitted(&series.name, SIZE, WIDTH - 20.0),
            );
        }
        for value in (0..=plan.highest).step_by(usize::try_from(plan.step).unwrap_or(1)) {
            let y = plan.y(value);
            let opacity = if value == 0 { 0.9 } else { 0.2 };
            svg.line("chart-grid", [plan.left, WIDTH, y], opacity);
            svg.text([plan.left - 8.0, y + 4.0], SIZE, Anchor::End, &value.to_string());
        }
        self.draw_bars(&mut svg, &plan);
        let room = self.room(&plan);
        for (number, period) in self.periods.iter().enumerate() {
            let middle = plan.left + (number as f64 + 0.5) * room;
            let words = fitted(period, SIZE, room - 4.0);
            svg.text([middle, floor + 20.0], SIZE, Anchor::Middle, &words);
        }
        svg.finish()
    }

    /// The chart's numbers, a row for each period.
    pub fn table(&self) -> Table {
        let mut header = vec![self.period_title.clone()];
        header.extend(self.series.iter().map(|series| series.name.clone()));
        let row = |(number, period): (usize, &String)| {
            let value =
                |series: &Series| series.values.get(number).copied().unwrap_or(0).to_string();
            std::iter::once(period.clone()).chain(self.series.iter().map(value)).collect()
        };
        Table { header, rows: self.periods.iter().enumerate().map(row).collect() }
    }

    fn draw_bars(&self, svg: &mut Svg, plan: &Plan) {
        // Numbers over the bars only where all of them have room: else some would lack theirs.
        let fits = |bar: &Bar| width(&bar.value.to_string(), SIZE - 1.0) <= bar.width + 2.0;
        let numbers = plan.bars.iter().all(fits);
        for bar in &plan.bars {
            let class = format!("chart-series-{}", bar.series + 1);
            let fill = series_fill(&self.id, bar.series);
            let floor = plan.top + PLOT_HEIGHT;
            svg.rect(&class, [bar.x, bar.y, bar.width, floor - bar.y], &fill);
            if numbers {
                let at = [bar.x + bar.width / 2.0, bar.y - 4.0];
                svg.text(at, SIZE - 1.0, Anchor::Middle, &bar.value.to_string());
            }
        }
    }

    fn plan(&self) -> Plan {
        let most = self.series.iter().flat_map(|series| &series.values).max().copied().unwrap_or(0);
        let (highest, step) = scale(most);
        let (legend, legend_rows) = self.legend();
        let mut plan = Plan {
            left: width(&highest.to_string(), SIZE) + 12.0,
            top: legend_rows * LEGEND_ROW + 16.0,
            highest,
            step,
            legend,
            bars: Vec::new(),
        };
        plan.bars = self.bars(&plan);
        plan
    }

    /// Where each legend entry stands, and how many rows they take.
    fn legend(&self) -> (Vec<[f64; 2]>, f64) {
        let (mut x, mut rows) = (0.0, 1.0);
        let mut places = Vec::new();
        for series in &self.series {
            let room = 18.0 + width(&series.name, SIZE).min(WIDTH - 20.0);
            if x > 0.0 && x + room > WIDTH {
                (x, rows) = (0.0, rows + 1.0);
            }
            places.push([x, rows * LEGEND_ROW - 8.0]);
            x += room + 24.0;
        }
        (places, rows)
    }

    /// How much room each period has.
    fn room(&self, plan: &Plan) -> f64 {
        (WIDTH - plan.left) / self.periods.len().max(1) as f64
    }

    fn bars(&self, plan: &Plan) -> Vec<Bar> {
        let count = self.series.len().max(1) as f64;
        let room = self.room(plan);
        let step = (room * (1.0 - GAP) / count).min(WIDEST + 3.0);
        let width = step - (step * 0.12).min(3.0);
        let mut bars = Vec::new();
        for number in 0..self.periods.len() {
            let middle = plan.left + (number as f64 + 0.5) * room;
            for (series, values) in self.series.iter().enumerate() {
                let value = values.values.get(number).copied().unwrap_or(0);
                let x = middle + (series as f64 - count / 2.0) * step;
                bars.push(Bar { series, value, x, y: plan.y(value), width });
            }
        }
        bars
    }
}

impl Plan {
    /// The height at which `value` stands.
    fn y(&self, value: u64) -> f64 {
        self.top + PLOT_HEIGHT * (1.0 - value as f64 / self.highest as f64)
    }
}

/// A round number not below `most`, and the step of some five lines up to it.
fn scale(most: u64) -> (u64, u64) {
    let steps = (0..18).flat_map(|power| [1, 2, 5].map(|step| step * 10_u64.pow(power)));
    let step = steps.into_iter().find(|step| most.div_ceil(*step) <= 5).unwrap_or(u64::MAX);
    (most.div_ceil(step).max(1).saturating_mul(step), step)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(periods: usize, values: [u64; 3]) -> Bars {
        let series = |name: &str, value: u64| Series {
            name: name.to_owned(),
            values: (0..periods as u64).map(|number| value + number).collect(),
        };
        Bars {
            id: "kvartal".into(),
            title: "Åtgärder per kvartal".into(),
            description: "Inkomna, avslutade och försenade åtgärder.".into(),
            period_title: "Kvartal".into(),
            periods: (0..periods).map(|number| format!("kv {} 2025", number + 1)).collect(),
            series: vec![
                series("Inkomna", values[0]),
                series("Avslutade inom utlovad tid enligt åtgärdsplanen", values[1]),
                series("Försenade", values[2]),
            ],
        }
    }

    #[test]
    fn ism_07_bars_stand_within_the_plot_and_apart() {
        for (periods, values) in [(1, [0, 0, 0]), (4, [9, 7, 120]), (24, [1, 99_999, 3])] {
            let chart = chart(periods, values);
            let plan = chart.plan();
            assert_eq!(plan.bars.len(), periods * 3);
            for bar in &plan.bars {
                assert!(bar.x >= plan.left && bar.x + bar.width <= WIDTH);
                assert!(bar.y >= plan.top && bar.y <= plan.top + PLOT_HEIGHT && bar.width > 0.0);
            }
            for pair in plan.bars.windows(2) {
                assert!(pair[0].x + pair[0].width <= pair[1].x, "{periods} periods overlap");
            }
        }
    }

    #[test]
    fn legend_entries_do_not_overlap() {
        let mut chart = chart(2, [1, 2, 3]);
        for series in &mut chart.series {
            series.name = "Åtgärder som har avslutats inom utlovad tid enligt planen".into();
        }
        let (places, rows) = chart.legend();
        assert_eq!(rows, 3.0);
        assert!(places.windows(2).all(|pair| pair[0][1] < pair[1][1]));
    }

    #[test]
    fn scales_are_round_and_hold_the_highest_value() {
        assert_eq!(
            [0, 3, 5, 6, 11, 120, 999].map(scale),
            [(1, 1), (3, 1), (5, 1), (6, 2), (15, 5), (150, 50), (1000, 200)]
        );
    }

    #[test]
    fn ism_07_the_table_tells_what_the_bars_show() {
        let table = chart(2, [4, 2, 0]).table();
        assert_eq!(table.header[0], "Kvartal");
        assert_eq!(table.rows[1], ["kv 2 2025", "5", "3", "1"]);
    }

    #[test]
    fn ism_07_the_picture_is_kept() {
        insta::assert_snapshot!(chart(4, [9, 7, 2]).svg().replace("><", ">\n<"));
    }
}
