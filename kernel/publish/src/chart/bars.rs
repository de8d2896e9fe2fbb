//! Grouped bars per period, such as inflow, closed and overdue per quarter (ISM-07).

use super::Table;
use super::axis::periods;
use super::draw::{Anchor, Svg, fitted, width};
use super::number::count;
use super::palette::{patterns, series_fill};
use crate::document::Language;

const WIDTH: f64 = 720.0;
const PLOT_HEIGHT: f64 = 200.0;
const SIZE: f64 = 12.0;
const LEGEND_ROW: f64 = 22.0;
const BELOW: f64 = 30.0;
/// The part of a period's room that is left free between its bars and the next one's.
const GAP: f64 = 0.3;
/// The same where bars lead on and are wide for it.
const NARROW: f64 = 0.15;
/// No bar is wider than this, however few there are.
const WIDEST: f64 = 40.0;
/// What leads on is so wide and high at least that a finger finds it (WCAG 2.5.8).
const REACH: f64 = 24.0;
/// Above a bar, where its number stands.
const NUMBER: f64 = 16.0;

/// One series: a number for each period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Series {
    /// What is counted.
    pub name: String,
    /// The counts, in the order of the periods.
    pub values: Vec<u64>,
    /// Where each count leads: the very records that were counted. Empty, or none, where no list can be asked for them.
    pub hrefs: Vec<Option<String>>,
}

/// A chart of grouped bars.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bars {
    /// Unlike that of any other chart on the page.
    pub id: String,
    /// What the chart is called.
    pub title: String,
    /// What it shows, in a sentence or two.
    pub description: String,
    /// The heading of the table's first column, such as "Quarter".
    pub period_title: String,
    /// The language that numbers are written in.
    pub language: Language,
    /// The periods from left to right.
    pub periods: Vec<String>,
    /// Up to four series.
    pub series: Vec<Series>,
}

/// Where things stand.
struct Plan {
    left: f64,
    right: f64,
    top: f64,
    /// The value at the top of the plot and the step between lines.
    highest: u64,
    step: u64,
    legend: Vec<[f64; 2]>,
    bars: Vec<Bar>,
}

/// One bar.
struct Bar {
    period: usize,
    series: usize,
    value: u64,
    x: f64,
    y: f64,
    width: f64,
}

impl Bars {
    /// The chart as SVG. Where bars lead on it is a group and no image.
    pub fn svg(&self) -> String {
        let plan = self.plan();
        let floor = plan.top + PLOT_HEIGHT;
        let size = [plan.right, floor + BELOW];
        let mut svg = match self.leads_on() {
            true => Svg::group(&self.id, size, &self.title, &self.description),
            false => Svg::new(&self.id, size[0], size[1], &self.title, &self.description),
        };
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
            svg.line("chart-grid", [plan.left, plan.right, y], opacity);
            let words = count(self.language, value);
            svg.text([plan.left - 8.0, y + 4.0], SIZE, Anchor::End, &words);
        }
        self.draw_bars(&mut svg, &plan);
        periods(&mut svg, &self.periods, [plan.left, self.room(&plan), floor + 20.0], SIZE);
        svg.finish()
    }

    /// The chart's numbers, a row for each period.
    pub fn table(&self) -> Table {
        let mut header = vec![self.period_title.clone()];
        header.extend(self.series.iter().map(|series| series.name.clone()));
        let row = |(number, period): (usize, &String)| {
            let value = |series: &Series| {
                count(self.language, series.values.get(number).copied().unwrap_or(0))
            };
            std::iter::once(period.clone()).chain(self.series.iter().map(value)).collect()
        };
        Table { header, rows: self.periods.iter().enumerate().map(row).collect() }
    }

    fn draw_bars(&self, svg: &mut Svg, plan: &Plan) {
        // Numbers over the bars only where all of them have room: else some would lack theirs.
        let fits = |bar: &Bar| width(&self.told(bar), SIZE - 1.0) <= bar.width + 2.0;
        let numbers = plan.bars.iter().all(fits);
        let floor = plan.top + PLOT_HEIGHT;
        for bar in &plan.bars {
            let draw = |svg: &mut Svg| {
                let class = format!("chart-series-{}", bar.series + 1);
                let fill = series_fill(&self.id, bar.series);
                svg.rect(&class, [bar.x, bar.y, bar.width, floor - bar.y], &fill);
                if numbers {
                    let at = [bar.x + bar.width / 2.0, bar.y - 4.0];
                    svg.text(at, SIZE - 1.0, Anchor::Middle, &self.told(bar));
                }
            };
            match self.href(bar) {
                Some(href) => svg.link(href, &self.named(bar), |svg| {
                    let wide = bar.width.max(REACH);
                    let top = (bar.y - NUMBER).min(floor - REACH);
                    svg.reach([bar.x - (wide - bar.width) / 2.0, top, wide, floor - top]);
                    draw(svg);
                }),
                None => draw(svg),
            }
        }
    }

    fn told(&self, bar: &Bar) -> String {
        count(self.language, bar.value)
    }

    /// What a bar that leads on is called for those who do not see where it stands.
    fn named(&self, bar: &Bar) -> String {
        let series = self.series.get(bar.series).map(|series| series.name.as_str());
        let period = self.periods.get(bar.period).map(String::as_str);
        let [series, period] = [series, period].map(Option::unwrap_or_default);
        format!("{series}, {period}: {}", self.told(bar))
    }

    /// Where a bar leads; where nothing was counted there is nothing to see.
    fn href(&self, bar: &Bar) -> Option<&str> {
        let href = self.series.get(bar.series)?.hrefs.get(bar.period)?.as_deref();
        href.filter(|_| bar.value > 0)
    }

    fn leads_on(&self) -> bool {
        self.series.iter().any(|series| {
            series
                .hrefs
                .iter()
                .zip(&series.values)
                .any(|(href, value)| href.is_some() && *value > 0)
        })
    }

    /// Where the plot ends: bars that lead on are not narrower than a finger.
    fn right(&self, left: f64) -> f64 {
        let bars = (self.series.len() * self.periods.len()) as f64;
        let wanted = left + bars * REACH / (1.0 - NARROW);
        if self.leads_on() { wanted.max(WIDTH) } else { WIDTH }
    }

    fn gap(&self) -> f64 {
        if self.leads_on() { NARROW } else { GAP }
    }

    fn plan(&self) -> Plan {
        let most = self.series.iter().flat_map(|series| &series.values).max().copied().unwrap_or(0);
        let (highest, step) = scale(most);
        let (legend, legend_rows) = self.legend();
        let left = width(&count(self.language, highest), SIZE) + 12.0;
        let mut plan = Plan {
            left,
            right: self.right(left),
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
        (plan.right - plan.left) / self.periods.len().max(1) as f64
    }

    fn bars(&self, plan: &Plan) -> Vec<Bar> {
        let side_by_side = self.series.len().max(1) as f64;
        let room = self.room(plan);
        let step = (room * (1.0 - self.gap()) / side_by_side).min(WIDEST + 3.0);
        let width = step - (step * 0.12).min(3.0);
        let mut bars = Vec::new();
        for number in 0..self.periods.len() {
            let middle = plan.left + (number as f64 + 0.5) * room;
            for (series, values) in self.series.iter().enumerate() {
                let value = values.values.get(number).copied().unwrap_or(0);
                let x = middle + (series as f64 - side_by_side / 2.0) * step;
                bars.push(Bar { period: number, series, value, x, y: plan.y(value), width });
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
mod tests;
