//! A layered picture of what depends on what: boxes in columns by their distance, lines between them.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::Table;
use super::draw::{Anchor, Svg, escape, fitted};
use super::palette::grade;
use crate::document::Colour;

const WIDTH: f64 = 208.0;
const HEIGHT: f64 = 44.0;
const GAP: f64 = 14.0;
const LANE: f64 = 72.0;
const EDGE: f64 = 8.0;
/// How often columns are put in order by their neighbours; more changes little.
const SWEEPS: usize = 4;

/// How a box stands in the picture; each has a sign and a line of its own besides its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// What is asked about.
    Origin,
    /// What is hit hard.
    Hard,
    /// What is hit a little.
    Soft,
    /// What is simply there.
    Plain,
}

impl Mark {
    fn sign(self) -> &'static str {
        match self {
            Self::Origin => "◆",
            Self::Hard => "●",
            Self::Soft => "◐",
            Self::Plain => "○",
        }
    }

    fn line(self) -> String {
        let (colour, width) = match self {
            Self::Origin => ("#2b7cb3", 3.0),
            Self::Hard => (grade(Colour::Red), 2.0),
            Self::Soft => (grade(Colour::Yellow), 1.5),
            Self::Plain => (grade(Colour::Neutral), 1.5),
        };
        format!(
            "fill=\"none\" pointer-events=\"all\" stroke=\"{colour}\" stroke-width=\"{width}\" rx=\"6\""
        )
    }
}

/// A box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// What it is called.
    pub label: String,
    /// What else is said of it, under its name.
    pub note: String,
    /// Where it leads.
    pub href: String,
    /// How it stands.
    pub mark: Mark,
    /// Its column, from 0.
    pub column: usize,
    /// Whether it is not there yet: its line is broken.
    pub planned: bool,
}

/// A layered picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Graph {
    /// Unlike that of any other chart on the page.
    pub id: String,
    /// What it shows.
    pub title: String,
    /// What it says, for those who do not see it.
    pub description: String,
    /// What the columns of its table are called: name, note, step.
    pub header: [String; 3],
    /// The boxes.
    pub nodes: Vec<Node>,
    /// The lines, from one box to another by their places.
    pub lines: Vec<(usize, usize)>,
}

impl Graph {
    /// The picture as SVG. Its boxes are links, so that it is a group and no image.
    pub fn svg(&self) -> String {
        let places = self.places();
        let right = places.iter().map(|[x, _]| *x).fold(0.0, f64::max) + WIDTH + EDGE;
        let foot = places.iter().map(|[_, y]| *y).fold(0.0, f64::max) + HEIGHT + EDGE;
        let mut svg = Svg::group(&self.id, [right, foot], &self.title, &self.description);
        for (from, to) in &self.lines {
            if let (Some(from), Some(to)) = (places.get(*from), places.get(*to)) {
                svg.raw(&line(*from, *to));
            }
        }
        for (node, [x, y]) in self.nodes.iter().zip(&places) {
            svg.raw(&format!("<a href=\"{}\">", escape(&node.href)));
            let broken = if node.planned { " stroke-dasharray=\"5 4\"" } else { "" };
            svg.rect(
                "chart-box",
                [*x, *y, WIDTH, HEIGHT],
                &format!("{}{broken}", node.mark.line()),
            );
            let room = WIDTH - 20.0;
            let label = format!("{} {}", node.mark.sign(), node.label);
            svg.text([x + 10.0, y + 18.0], 12.0, Anchor::Start, &fitted(label.trim(), 12.0, room));
            svg.text([x + 10.0, y + 35.0], 11.0, Anchor::Start, &fitted(&node.note, 11.0, room));
            svg.raw("</a>");
        }
        svg.finish()
    }

    /// The boxes as a table: name, note, step.
    pub fn table(&self) -> Table {
        let row =
            |node: &Node| vec![node.label.clone(), node.note.clone(), node.column.to_string()];
        Table { header: self.header.to_vec(), rows: self.nodes.iter().map(row).collect() }
    }

    /// Where each box has its upper left corner; what is asked about stands at the top, where one begins to read.
    fn places(&self) -> Vec<[f64; 2]> {
        let columns = self.ordered();
        let mut places = vec![[EDGE, EDGE]; self.nodes.len()];
        for (number, column) in columns.iter().enumerate() {
            for (row, node) in column.iter().enumerate() {
                if let Some(place) = places.get_mut(*node) {
                    let x = EDGE + number as f64 * (WIDTH + LANE);
                    *place = [x, EDGE + row as f64 * (HEIGHT + GAP)];
                }
            }
        }
        places
    }

    /// The boxes of each column from top to bottom, each near those that it is tied to in the columns before.
    fn ordered(&self) -> Vec<Vec<usize>> {
        let count = self.nodes.iter().map(|node| node.column + 1).max().unwrap_or_default();
        let mut columns = vec![Vec::new(); count];
        for (place, node) in self.nodes.iter().enumerate() {
            if let Some(column) = columns.get_mut(node.column) {
                column.push(place);
            }
        }
        let mut tied: HashMap<usize, Vec<usize>> = HashMap::new();
        for (from, to) in &self.lines {
            tied.entry(*from).or_default().push(*to);
            tied.entry(*to).or_default().push(*from);
        }
        let mut height: HashMap<usize, f64> = HashMap::new();
        for _ in 0..SWEEPS {
            for column in &mut columns {
                let middle = |node: &usize| {
                    let near = tied.get(node).map(Vec::as_slice).unwrap_or_default();
                    let known: Vec<f64> =
                        near.iter().filter_map(|n| height.get(n)).copied().collect();
                    let sum: f64 = known.iter().sum();
                    if known.is_empty() { 0.0 } else { sum / known.len() as f64 }
                };
                column.sort_by(|one, other| middle(one).total_cmp(&middle(other)));
                let heights = column.iter().enumerate();
                height.extend(heights.map(|(row, node)| (*node, row as f64)));
            }
        }
        columns
    }
}

/// A line from one box to another: from side to side, or in a bow where both stand in one column.
fn line([from_x, from_y]: [f64; 2], [to_x, to_y]: [f64; 2]) -> String {
    let (from_y, to_y) = (from_y + HEIGHT / 2.0, to_y + HEIGHT / 2.0);
    let (start, end, bend) = match to_x.total_cmp(&from_x) {
        std::cmp::Ordering::Greater => (from_x + WIDTH, to_x, LANE / 2.0),
        std::cmp::Ordering::Less => (from_x, to_x + WIDTH, -LANE / 2.0),
        std::cmp::Ordering::Equal => (from_x + WIDTH, to_x + WIDTH, LANE / 2.0),
    };
    let back = if (to_x - from_x).abs() < 1.0 { bend } else { -bend };
    let mut path = String::new();
    let _ = write!(
        path,
        "<path class=\"chart-line\" d=\"M{start} {from_y}C{} {from_y} {} {to_y} {end} {to_y}\" \
         fill=\"none\" stroke=\"currentColor\" stroke-opacity=\"0.45\"/>",
        start + bend,
        end + back,
    );
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(label: &str, column: usize, mark: Mark) -> Node {
        Node {
            label: label.into(),
            note: "Server".into(),
            href: "/thing/1".into(),
            mark,
            column,
            planned: false,
        }
    }

    fn graph(nodes: Vec<Node>, lines: Vec<(usize, usize)>) -> Graph {
        let header = ["Namn", "Typ", "Steg"].map(String::from);
        Graph { id: "g".into(), title: "T".into(), header, nodes, lines, ..Graph::default() }
    }

    #[test]
    fn boxes_are_links_with_signs_and_names_are_escaped() {
        let mut planned = node("<b>&", 1, Mark::Soft);
        planned.planned = true;
        let graph = graph(vec![node("Labb", 0, Mark::Origin), planned], vec![(0, 1)]);
        let svg = graph.svg();
        assert!(svg.contains("role=\"group\"") && svg.contains("<a href=\"/thing/1\">"));
        assert!(svg.contains("◆ Labb") && svg.contains("◐ &lt;b&gt;&amp;") && !svg.contains("<b>"));
        assert!(svg.contains("stroke-dasharray"));
        assert_eq!(graph.table().rows[1], ["<b>&", "Server", "1"]);
    }

    #[test]
    fn boxes_stand_near_what_they_are_tied_to() {
        let column = |column| move |name: &&str| node(name, column, Mark::Hard);
        let mut nodes: Vec<_> = ["a", "b", "c"].iter().map(column(0)).collect();
        nodes.extend(["to c", "to b", "to a"].iter().map(column(1)));
        let graph = graph(nodes, vec![(0, 5), (1, 4), (2, 3)]);
        assert_eq!(graph.ordered(), [vec![0, 1, 2], vec![5, 4, 3]]);
        let places = graph.places();
        assert!(places.iter().enumerate().all(|(n, one)| !places[..n].contains(one)));
    }

    #[test]
    fn two_hundred_boxes_are_drawn_at_once_and_none_covers_another() {
        let nodes: Vec<_> = (0..200).map(|n| node("Ruta", n / 25, Mark::Hard)).collect();
        let lines = (25..200).flat_map(|n| [(n - 25, n), ((n * 7) % 25, n)]).collect();
        let graph = graph(nodes, lines);
        let mut places = graph.places();
        places.sort_by(|one, other| one[0].total_cmp(&other[0]).then(one[1].total_cmp(&other[1])));
        for pair in places.windows(2) {
            assert!(pair[0][0] + WIDTH < pair[1][0] || pair[0][1] + HEIGHT < pair[1][1]);
        }
        assert_eq!(graph.svg().matches("<a href").count(), 200);
    }

    #[test]
    fn nothing_at_all_is_drawn_too() {
        assert!(Graph::default().svg().ends_with("</svg>"));
    }
}
