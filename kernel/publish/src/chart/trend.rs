//! Lines over time: how a figure or a grade has gone from period to period, with the level that it is held to (CTL-11).

use super::Table;
use super::axis::{Axis, is_drawn, periods};
use super::draw::{Anchor, Svg, on_two_lines, width};
use super::number::{of_all, value as written};
use super::trace::{self, Trace, UNLIKE, mark, sample, stroke};
use crate::document::Language;

const WIDTH: f64 = 720.0;
/// The plot is so high; where the names beside it need more, as high as they.
const HEIGHT: f64 = 200.0;
/// Above the plot, where nothing else stands there.
const TOP: f64 = 12.0;
const BELOW: f64 = 30.0;
const SIZE: f64 = 12.0;
/// So many lines bear their names at their ends; what more there is stands in a legend.
const NAMED: usize = 12;
/// The room for a name beside the plot, from one of its lines to the next, and between two names.
const NAME: f64 = 190.0;
const LINE: f64 = 14.0;
const APART: f64 = 5.0;
/// From the plot's edge to the first and the last period, at least.
const EDGE: f64 = 24.0;
/// From the plot to a line's sample, and from there to its name.
const LEADER: f64 = 14.0;
const BESIDE: f64 = 32.0;

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
    /// What the values are counted in, above their axis; empty where it is plain.
    pub unit: String,
    /// The language that numbers are written in.
    pub language: Language,
    /// The lines, the weightiest first, with a value for each period; none where nothing was measured. As many are drawn as can be
    /// told apart without colour, thirty-two; all stand in the table.
    pub traces: Vec<Trace>,
    /// A level that the values are held to, with its name.
    pub level: Option<(String, f64)>,
}

/// Where things stand.
struct Plan {
    left: f64,
    right: f64,
    /// Where the first period lies, and how far it is to the next.
    first: f64,
    step: f64,
    top: f64,
    foot: f64,
    axis: Axis,
    names: Vec<Name>,
}

/// A name beside the plot.
struct Name {
    /// The line's number; none is the level.
    number: Option<usize>,
    /// Its words, on one line or two.
    lines: Vec<String>,
    /// Where its line ends: in which period and at which value.
    end: (Option<usize>, f64),
    /// Its upper edge.
    y: f64,
}

impl Name {
    fn height(&self) -> f64 {
        self.lines.len() as f64 * LINE + APART
    }

    fn middle(&self) -> f64 {
        self.y + self.height() / 2.0
    }
}

impl Trend {
    /// The chart as SVG.
    pub fn svg(&self) -> String {
        let plan = self.plan();
        let height = plan.foot + BELOW;
        let mut svg = Svg::new(&self.id, WIDTH, height, &self.title, &self.description);
        trace::legend(&mut svg, &self.unnamed(), [TOP, SIZE, WIDTH]);
        if !self.unit.is_empty() {
            svg.text([0.0, plan.top - 14.0], SIZE, Anchor::Start, &self.unit);
        }
        for value in plan.axis.ticks() {
            let y = plan.y(value);
            svg.line(
                "chart-grid",
                [plan.left, plan.right, y],
                if value == 0.0 { 0.9 } else { 0.2 },
            );
            let words = written(self.language, value, plan.axis.decimals);
            svg.text([plan.left - 8.0, y + 4.0], SIZE, Anchor::End, &words);
        }
        if let Some((_, value)) = self.level() {
            let (left, right, y) = (plan.left, plan.right, plan.y(value));
            svg.raw(&dashed(&format!("M{left:.1} {y:.1}H{right:.1}")));
        }
        for (number, trace) in self.drawn() {
            self.line(&mut svg, &plan, (number, trace));
        }
        plan.names.iter().for_each(|name| self.name(&mut svg, &plan, name));
        let (left, foot) = (plan.first - plan.step / 2.0, plan.foot + 20.0);
        periods(&mut svg, &self.periods, [left, plan.step, foot], SIZE);
        svg.finish()
    }

    /// The chart's numbers, a row for each period; a dash where nothing was measured.
    pub fn table(&self) -> Table {
        let titles = [&self.period_title, &self.unit].into_iter().filter(|title| !title.is_empty());
        let mut header = vec![titles.cloned().collect::<Vec<_>>().join(" / ")];
        header.extend(self.traces.iter().map(|trace| trace.name.clone()));
        let decimals = self.decimals();
        let row = |(at, period): (usize, &String)| {
            let told = |trace: &Trace| match value(trace, at) {
                Some(value) => written(self.language, value, decimals),
                None => "–".to_owned(),
            };
            std::iter::once(period.clone()).chain(self.traces.iter().map(told)).collect()
        };
        Table { header, rows: self.periods.iter().enumerate().map(row).collect() }
    }

    /// The lines that are drawn, with their numbers.
    fn drawn(&self) -> impl Iterator<Item = (usize, &Trace)> {
        self.traces.iter().enumerate().take(UNLIKE)
    }

    /// Where a line ends: the last period in which something was measured, and what.
    fn end(&self, trace: &Trace) -> Option<(usize, f64)> {
        (0..self.periods.len()).rev().find_map(|at| Some((at, value(trace, at)?)))
    }

    fn is_named(&self, (number, trace): (usize, &Trace)) -> bool {
        number < NAMED && self.end(trace).is_some()
    }

    /// The lines that stand in the legend: those beyond what there is room for, and those without any value.
    fn unnamed(&self) -> Vec<(usize, &str)> {
        let others = self.drawn().filter(|line| !self.is_named(*line));
        others.map(|(number, trace)| (number, trace.name.as_str())).collect()
    }

    fn level(&self) -> Option<(&str, f64)> {
        let (name, value) = self.level.as_ref()?;
        is_drawn(value).then_some((name.as_str(), *value))
    }

    /// A line with a mark at each value, broken where nothing was measured.
    fn line(&self, svg: &mut Svg, plan: &Plan, (number, trace): (usize, &Trace)) {
        let mut path = String::new();
        let mut marks = String::new();
        let mut drawn = false;
        for at in 0..self.periods.len() {
            let Some(value) = value(trace, at) else {
                drawn = false;
                continue;
            };
            let (x, y) = (plan.x(at), plan.y(value));
            path.push_str(&format!("{}{x:.1} {y:.1}", if drawn { 'L' } else { 'M' }));
            marks.push_str(&mark(number, [x, y]));
            drawn = true;
        }
        svg.raw(&stroke(number, &path));
        svg.raw(&marks);
    }

    /// A name beside the plot, with the way from its line's end to it.
    fn name(&self, svg: &mut Svg, plan: &Plan, name: &Name) {
        let (at, value) = name.end;
        let from = at.map_or(plan.right, |at| plan.x(at) + 6.0);
        let (x, y, end) = (plan.right + LEADER, name.middle(), plan.y(value));
        svg.raw(&format!(
            "<path class=\"chart-leader\" d=\"M{from:.1} {end:.1}H{:.1}L{:.1} {y:.1}\" fill=\"none\" \
             stroke=\"currentColor\" stroke-opacity=\"0.35\"/>",
            plan.right.max(from),
            x - 2.0
        ));
        match name.number {
            Some(number) => svg.raw(&sample(number, [x, y])),
            None => svg.raw(&dashed(&format!("M{x:.1} {y:.1}h26"))),
        }
        for (nth, words) in name.lines.iter().enumerate() {
            let foot = name.y + APART / 2.0 + (nth + 1) as f64 * LINE - 3.0;
            svg.text([x + BESIDE, foot], SIZE, Anchor::Start, words);
        }
    }

    fn values(&self) -> impl Iterator<Item = f64> {
        let drawn = self.drawn().flat_map(|(_, trace)| trace.values.iter().copied().flatten());
        drawn.filter(is_drawn).chain(self.level().map(|(_, value)| value))
    }

    /// As many decimals as the values need: all are written alike.
    fn decimals(&self) -> usize {
        of_all(self.values())
    }

    fn plan(&self) -> Plan {
        let (axis, names) = (Axis::over(self.values()), self.names());
        let rows = trace::rows(&trace::places(&self.unnamed(), SIZE, WIDTH));
        let unit = if self.unit.is_empty() { 0.0 } else { 16.0 };
        let top = TOP + rows * trace::ROW + unit;
        let foot = top + names.iter().map(Name::height).sum::<f64>().max(HEIGHT);
        let words = names.iter().flat_map(|name| &name.lines);
        let wide = words.map(|words| width(words, SIZE)).fold(0.0, f64::max);
        let room = if names.is_empty() { 0.0 } else { LEADER + BESIDE + wide };
        let numbers = axis.ticks().map(|value| written(self.language, value, axis.decimals));
        let left = numbers.map(|words| width(&words, SIZE)).fold(0.0, f64::max) + 12.0;
        let right = WIDTH - room;
        let [first, step] = self.across([left, right]);
        let mut plan = Plan { left, right, first, step, top, foot, axis, names: vec![] };
        plan.names = plan.spread(names);
        plan
    }

    /// The names beside the plot, each with what its line came to last.
    fn names(&self) -> Vec<Name> {
        let decimals = self.decimals();
        let called = |number, name: &str, end: (Option<usize>, f64)| {
            let told = format!(":\u{a0}{}", written(self.language, end.1, decimals));
            // The name is cut where there is no room for it, the value never.
            let mut lines = on_two_lines(name, SIZE, NAME - width(&told, SIZE));
            if let Some(last) = lines.last_mut() {
                last.push_str(&told);
            }
            Name { number, lines, end, y: 0.0 }
        };
        let named = self.drawn().filter(|line| self.is_named(*line));
        let lines = named.filter_map(|(number, trace)| {
            let (at, value) = self.end(trace)?;
            Some(called(Some(number), &trace.name, (Some(at), value)))
        });
        let level = self.level().map(|(name, value)| called(None, name, (None, value)));
        lines.chain(level).collect()
    }

    /// Where the first period lies, and how far it is to the next: from edge to edge, as near them as the names have room.
    fn across(&self, [left, right]: [f64; 2]) -> [f64; 2] {
        let (wide, count) = (right - left, self.periods.len().max(1) as f64);
        let widest = self.periods.iter().map(|name| width(name, SIZE)).fold(0.0, f64::max);
        if count < 2.0 {
            return [left + wide / 2.0, wide];
        }
        let edge = (widest / 2.0 + 4.0).max(EDGE).min(wide / count / 2.0);
        [left + edge, (wide - 2.0 * edge) / (count - 1.0)]
    }
}

impl Plan {
    fn x(&self, at: usize) -> f64 {
        self.first + at as f64 * self.step
    }

    fn y(&self, value: f64) -> f64 {
        self.foot - (self.foot - self.top) * self.axis.share(value)
    }

    /// Each name as near its line's end as it can stand without covering another; all of them beside the plot.
    fn spread(&self, mut names: Vec<Name>) -> Vec<Name> {
        names.sort_by(|one, other| other.end.1.total_cmp(&one.end.1));
        let mut edge = self.top;
        for name in &mut names {
            name.y = (self.y(name.end.1) - name.height() / 2.0).max(edge);
            edge = name.y + name.height();
        }
        let mut edge = self.foot;
        for name in names.iter_mut().rev() {
            name.y = name.y.min(edge - name.height());
            edge = name.y;
        }
        names
    }
}

/// What was measured in a period, where it can be drawn.
fn value(trace: &Trace, at: usize) -> Option<f64> {
    trace.values.get(at).copied().flatten().filter(is_drawn)
}

/// The stroke of the level that values are held to.
fn dashed(path: &str) -> String {
    format!(
        "<path class=\"chart-line\" d=\"{path}\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.5\" \
         stroke-dasharray=\"6 4\"/>"
    )
}

#[cfg(test)]
mod tests;
