//! A year as a wheel: twelve months round, one ring for each sort of thing, a numbered mark where something takes place.

use std::f64::consts::TAU;
use std::fmt::Write as _;

use jiff::civil::Date;

use super::Table;
use super::draw::{Anchor, Svg, escape};
use super::palette::{grade_fill, plain_fill};
use crate::document::Colour;

const SIZE: f64 = 560.0;
const MIDDLE: f64 = SIZE / 2.0;
/// Where the months stand.
const MONTHS: f64 = 262.0;
/// The outermost ring, and how far in the next one lies.
const OUTER: f64 = 216.0;
const STEP: f64 = 62.0;
/// How large a mark is, and how far in it moves where another one is in its way.
const MARK: f64 = 11.0;
const AWAY: f64 = 24.0;
/// How often a mark moves in before it stays where it is.
const MOVES: u32 = 1;
/// The middle, where the year stands and no line goes.
const HUB: f64 = 40.0;

/// Something that takes place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoke {
    /// The day; only its place in the year counts.
    pub day: Date,
    /// What it is called.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// Whether it has been done or has been.
    pub done: bool,
}

/// A ring of one sort of thing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ring {
    /// What it is called.
    pub label: String,
    /// What takes place, in the order of the days.
    pub spokes: Vec<Spoke>,
}

/// A year as a wheel.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wheel {
    /// Unlike that of any other chart on the page.
    pub id: String,
    /// What it shows.
    pub title: String,
    /// What it says, for those who do not see it.
    pub description: String,
    /// The months' short names, from January.
    pub months: [String; 12],
    /// The year, which stands in the middle.
    pub year: i16,
    /// The day that a hand points to, if it lies in the year.
    pub today: Option<Date>,
    /// What the columns of its table are called: number, day, what, sort.
    pub header: [String; 4],
    /// The rings, the outermost first; at most three.
    pub rings: Vec<Ring>,
}

impl Wheel {
    /// The picture as SVG. Its marks are links, so that it is a group and no image.
    pub fn svg(&self) -> String {
        let mut svg = Svg::group(&self.id, [SIZE, SIZE], &self.title, &self.description);
        self.face(&mut svg);
        if let Some(today) = self.today.filter(|today| today.year() == self.year) {
            let ([x, y], [u, v]) = (point(turn(today), HUB), point(turn(today), OUTER + 24.0));
            svg.raw(&format!(
                "<path class=\"chart-line\" d=\"M{x:.1} {y:.1}L{u:.1} {v:.1}\" stroke=\"currentColor\" \
                 stroke-width=\"2\" stroke-dasharray=\"4 3\"/>"
            ));
        }
        svg.text([MIDDLE, MIDDLE + 7.0], 20.0, Anchor::Middle, &self.year.to_string());
        for (place, number, ring, spoke) in self.marks() {
            svg.raw(&self.mark(place, number, ring, spoke));
        }
        svg.finish()
    }

    /// The months' names and borders, and the rings.
    fn face(&self, svg: &mut Svg) {
        let mut lines = String::new();
        for ring in 0..self.rings.len() {
            let radius = OUTER - ring as f64 * STEP;
            let _ = write!(
                lines,
                "<circle cx=\"{MIDDLE}\" cy=\"{MIDDLE}\" r=\"{radius}\" fill=\"none\" stroke=\"currentColor\" \
                 stroke-opacity=\"0.25\"/>"
            );
        }
        for (month, name) in self.months.iter().enumerate() {
            let border = month as f64 / 12.0;
            let ([x, y], [u, v]) = (point(border, HUB), point(border, MONTHS - 12.0));
            let _ = write!(
                lines,
                "<path d=\"M{x:.1} {y:.1}L{u:.1} {v:.1}\" stroke=\"currentColor\" stroke-opacity=\"0.15\"/>"
            );
            let [x, y] = point(border + 1.0 / 24.0, MONTHS);
            svg.text([x, y + 4.0], 13.0, Anchor::Middle, name);
        }
        svg.raw(&lines);
    }

    /// Each thing with its place, its number and its ring's number.
    fn marks(&self) -> Vec<([f64; 2], usize, usize, &Spoke)> {
        let mut marks: Vec<([f64; 2], usize, usize, &Spoke)> = Vec::new();
        for (ring, spokes) in self.rings.iter().enumerate() {
            for spoke in &spokes.spokes {
                let mut radius = OUTER - ring as f64 * STEP;
                let mut place = point(turn(spoke.day), radius);
                let near = |place: &[f64; 2], other: &[f64; 2]| {
                    (place[0] - other[0]).hypot(place[1] - other[1]) < 2.0 * MARK
                };
                for _ in 0..MOVES {
                    if !marks.iter().any(|(other, ..)| near(&place, other)) {
                        break;
                    }
                    radius -= AWAY;
                    place = point(turn(spoke.day), radius);
                }
                marks.push((place, marks.len() + 1, ring, spoke));
            }
        }
        marks
    }

    /// A mark with its number: round and in its ring's colour while it is to come, square and grey when it is done.
    fn mark(&self, [x, y]: [f64; 2], number: usize, ring: usize, spoke: &Spoke) -> String {
        let (fill, corner) = match spoke.done {
            true => (grade_fill(Colour::Neutral), 2.0),
            false => (plain_fill(ring), MARK),
        };
        let label = escape(&format!("{number}. {} {}", spoke.day, spoke.label));
        format!(
            "<a href=\"{}\"><title>{label}</title><rect class=\"chart-mark\" x=\"{:.1}\" y=\"{:.1}\" width=\"{side}\" height=\"{side}\" rx=\"{corner}\" \
             {fill}/><text class=\"chart-number\" x=\"{x:.1}\" y=\"{:.1}\" font-size=\"11\" font-weight=\"700\" \
             text-anchor=\"middle\" fill=\"#ffffff\">{number}</text></a>",
            escape(&spoke.href),
            x - MARK,
            y - MARK,
            y + 4.0,
            side = 2.0 * MARK,
        )
    }

    /// What takes place as a table: number, day, what, sort.
    pub fn table(&self) -> Table {
        let mut rows = Vec::new();
        for ring in &self.rings {
            for spoke in &ring.spokes {
                let number = (rows.len() + 1).to_string();
                rows.push(vec![
                    number,
                    spoke.day.to_string(),
                    spoke.label.clone(),
                    ring.label.clone(),
                ]);
            }
        }
        Table { header: self.header.to_vec(), rows }
    }
}

/// How far round the year a day lies: 0 at New Year, 1 at the next.
fn turn(day: Date) -> f64 {
    let within = (f64::from(day.day()) - 0.5) / f64::from(day.days_in_month());
    (f64::from(day.month() - 1) + within) / 12.0
}

/// The point at a part of the turn, from the top and clockwise, so far from the middle.
fn point(turn: f64, radius: f64) -> [f64; 2] {
    let angle = turn * TAU;
    [MIDDLE + radius * angle.sin(), MIDDLE - radius * angle.cos()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn wheel(days: &[Date]) -> Wheel {
        let spoke =
            |day: &Date| Spoke { day: *day, label: "<b>".into(), href: "/x/1".into(), done: false };
        let ring = Ring { label: "Planering".into(), spokes: days.iter().map(spoke).collect() };
        Wheel { id: "w".into(), year: 2026, rings: vec![ring], ..Wheel::default() }
    }

    #[test]
    fn the_year_goes_round_from_the_top() {
        let near = |day, [x, y]: [f64; 2]| {
            let [u, v] = point(turn(day), 100.0);
            (u - x).abs() < 9.0 && (v - y).abs() < 9.0
        };
        assert!(near(date(2026, 1, 1), [MIDDLE, MIDDLE - 100.0]));
        assert!(near(date(2026, 4, 1), [MIDDLE + 100.0, MIDDLE]));
        assert!(near(date(2026, 10, 1), [MIDDLE - 100.0, MIDDLE]));
        assert!(turn(date(2028, 2, 29)) < turn(date(2028, 3, 1)));
    }

    #[test]
    fn marks_of_one_day_do_not_cover_each_other_and_lead_on() {
        let wheel = wheel(&[date(2026, 3, 1), date(2026, 3, 2), date(2026, 8, 1)]);
        let marks = wheel.marks();
        assert!((marks[0].0[0] - marks[1].0[0]).hypot(marks[0].0[1] - marks[1].0[1]) >= MARK);
        let svg = wheel.svg();
        assert_eq!(svg.matches("<a href=\"/x/1\">").count(), 3);
        assert!(
            svg.contains("role=\"group\"") && svg.contains("&lt;b&gt;") && !svg.contains("<b>")
        );
        assert_eq!(wheel.table().rows[2][..2], ["3", "2026-08-01"]);
    }
}
