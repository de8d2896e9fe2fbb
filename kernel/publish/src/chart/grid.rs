//! A grid of cells in rows and columns: a risk matrix that one can click, a heat map of units and areas.

use std::collections::BTreeSet;

use super::Table;
use super::draw::{Anchor, Svg, escape, fitted, on_two_lines, width};
use super::map::Shade;

const CELL: [f64; 2] = [92.0, 52.0];
const GAP: f64 = 3.0;
const EDGE: f64 = 4.0;
const SIZE: f64 = 12.0;
/// The room for the rows' names: as wide as they are, up to this; what is longer goes on below.
const NAMES: f64 = 176.0;
/// From one line of a name to the next.
const BELOW: f64 = 14.0;
/// The foot of the columns' names, and of the axes' titles.
const HEAD: f64 = 22.0;
const LINE: f64 = 22.0;

/// A cell: what stands in it, what its colour means and where it leads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// What stands in it: a number, a level; empty where there is nothing.
    pub text: String,
    /// Its colour: a place among the grid's shades; none where nothing is known.
    pub shade: Option<usize>,
    /// Where it leads, if anywhere.
    pub href: Option<String>,
}

/// A row with its cells, one for each column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GridRow {
    /// What the row is called.
    pub label: String,
    /// Its cells from left to right.
    pub cells: Vec<Cell>,
}

/// A grid.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    /// Unlike that of any other chart on the page.
    pub id: String,
    /// What it shows.
    pub title: String,
    /// What it says, for those who do not see it.
    pub description: String,
    /// What the rows are and what the columns are: "Sannolikhet", "Konsekvens".
    pub axes: [String; 2],
    /// The columns' names.
    pub columns: Vec<String>,
    /// The rows, from top to bottom.
    pub rows: Vec<GridRow>,
    /// What the colours mean.
    pub shades: Vec<Shade>,
}

impl Grid {
    /// The picture as SVG. Where cells are links it is a group and no image.
    pub fn svg(&self) -> String {
        let left = self.left();
        let right = left + self.columns.len() as f64 * (CELL[0] + GAP) + EDGE;
        let mut body = Svg::part();
        let top = self.legend(&mut body, right);
        let first = self.heads(&mut body, left, top) + 8.0;
        for (number, row) in self.rows.iter().enumerate() {
            let y = first + number as f64 * (CELL[1] + GAP);
            let name = on_two_lines(&row.label, SIZE, NAMES);
            let foot = y + CELL[1] / 2.0 + 4.0 - (name.len() - 1) as f64 * BELOW / 2.0;
            for (nth, words) in name.iter().enumerate() {
                let foot = foot + nth as f64 * BELOW;
                body.text([left - 8.0, foot], SIZE, Anchor::End, words);
            }
            for (at, cell) in row.cells.iter().take(self.columns.len()).enumerate() {
                let name = self.named(&row.label, at, cell);
                self.cell(&mut body, (&name, cell), [left + at as f64 * (CELL[0] + GAP), y]);
            }
        }
        let bottom = first + self.rows.len() as f64 * (CELL[1] + GAP) + EDGE;
        let links = self.cells().any(|cell| cell.href.is_some());
        let mut svg = match links {
            true => Svg::group(&self.id, [right, bottom], &self.title, &self.description),
            false => Svg::new(&self.id, right, bottom, &self.title, &self.description),
        };
        svg.raw(&body.taken());
        svg.finish()
    }

    /// The grid as a table: each cell's text with what its colour means.
    pub fn table(&self) -> Table {
        let mut header = vec![self.axes.join(" / ")];
        header.extend(self.columns.iter().cloned());
        let row = |row: &GridRow| {
            let cells = row.cells.iter().map(|cell| self.told(cell));
            std::iter::once(row.label.clone()).chain(cells).collect()
        };
        Table { header, rows: self.rows.iter().map(row).collect() }
    }

    /// What a cell tells: its text, and what its colour means.
    fn told(&self, cell: &Cell) -> String {
        let shade = cell.shade.and_then(|at| self.shades.get(at));
        let meaning = shade.map(|shade| shade.label.as_str()).unwrap_or_default();
        let parts = [cell.text.as_str(), meaning].into_iter().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(" · ")
    }

    /// What a cell that leads somewhere is called for those who do not see where it lies.
    fn named(&self, row: &str, at: usize, cell: &Cell) -> String {
        let column = self.columns.get(at).map(String::as_str).unwrap_or_default();
        format!("{row}, {column}: {}", self.told(cell))
    }

    fn cells(&self) -> impl Iterator<Item = &Cell> {
        self.rows.iter().flat_map(|row| &row.cells)
    }

    /// Where the first column begins.
    fn left(&self) -> f64 {
        let names = self.rows.iter().flat_map(|row| on_two_lines(&row.label, SIZE, NAMES));
        let widest = names.map(|words| width(&words, SIZE)).fold(0.0, f64::max);
        EDGE + widest.max(width(&self.axes[0], SIZE)) + 8.0
    }

    /// The colours that are there with their meanings; gives where it ends.
    fn legend(&self, out: &mut Svg, right: f64) -> f64 {
        let used: BTreeSet<usize> = self.cells().filter_map(|cell| cell.shade).collect();
        let (mut x, mut y) = (EDGE, EDGE + 14.0);
        for shade in used.iter().filter_map(|at| self.shades.get(*at)) {
            let words = format!("{} {}", shade.sign, shade.label);
            let room = 20.0 + width(&words, SIZE) + 18.0;
            if x > EDGE && x + room > right {
                (x, y) = (EDGE, y + LINE);
            }
            out.rect("chart-key", [x, y - 11.0, 14.0, 14.0], &fill(shade));
            out.text([x + 20.0, y], SIZE, Anchor::Start, &words);
            x += room;
        }
        if used.is_empty() { EDGE } else { y + 10.0 }
    }

    /// The axes' titles and the columns' names; gives their foot.
    fn heads(&self, out: &mut Svg, left: f64, top: f64) -> f64 {
        let across = self.columns.len() as f64 * (CELL[0] + GAP) - GAP;
        out.text([left + across / 2.0, top + HEAD - 6.0], SIZE, Anchor::Middle, &self.axes[1]);
        let names = self.columns.iter().map(|name| on_two_lines(name, SIZE - 1.0, CELL[0]));
        let names: Vec<Vec<String>> = names.collect();
        let lines = names.iter().map(Vec::len).max().unwrap_or(1);
        let foot = top + 2.0 * HEAD + (lines - 1) as f64 * BELOW;
        out.text([left - 8.0, foot], SIZE, Anchor::End, &self.axes[0]);
        for (at, name) in names.iter().enumerate() {
            let middle = left + at as f64 * (CELL[0] + GAP) + CELL[0] / 2.0;
            for (nth, words) in name.iter().rev().enumerate() {
                let foot = foot - nth as f64 * BELOW;
                out.text([middle, foot], SIZE - 1.0, Anchor::Middle, words);
            }
        }
        foot
    }

    /// A cell: a frame in its colour with a bar on its left, its sign and its text; the words keep the page's colour.
    fn cell(&self, out: &mut Svg, (name, cell): (&str, &Cell), [x, y]: [f64; 2]) {
        let [wide, high] = CELL;
        let shade = cell.shade.and_then(|at| self.shades.get(at));
        if let Some(href) = &cell.href {
            let (href, name) = (escape(href), escape(name));
            out.raw(&format!("<a href=\"{href}\" aria-label=\"{name}\">"));
        }
        let colour = shade.map_or("currentColor", |shade| shade.tone.colour());
        let strength = if shade.is_some() { 1.0 } else { 0.25 };
        out.raw(&format!(
            "<path class=\"chart-box\" d=\"M{x} {y}h{wide}v{high}h-{wide}z\" fill=\"none\" pointer-events=\"all\" \
             stroke=\"{colour}\" stroke-opacity=\"{strength}\" stroke-width=\"1.5\"/>"
        ));
        if let Some(shade) = shade {
            out.rect("chart-tone", [x, y, 9.0, high], &fill(shade));
            out.text([x + 20.0, y + high / 2.0 + 4.0], SIZE, Anchor::Middle, shade.sign);
        }
        let text = fitted(&cell.text, SIZE + 2.0, wide - 34.0);
        out.text([x + wide / 2.0 + 10.0, y + high / 2.0 + 5.0], SIZE + 2.0, Anchor::Middle, &text);
        if cell.href.is_some() {
            out.raw("</a>");
        }
    }
}

fn fill(shade: &Shade) -> String {
    format!("fill=\"{}\"", shade.tone.colour())
}

#[cfg(test)]
mod tests {
    use super::super::Tone;
    use super::*;
    use crate::document::Colour;

    fn grid(href: Option<&str>) -> Grid {
        let shade = |label: &str, sign, colour| Shade {
            label: label.into(),
            sign,
            tone: Tone::Grade(colour),
        };
        let cell =
            |text: &str, shade| Cell { text: text.into(), shade, href: href.map(str::to_owned) };
        Grid {
            id: "matris".into(),
            title: "Risker".into(),
            description: "Två risker, en hög.".into(),
            axes: ["Sannolikhet".into(), "Konsekvens".into()],
            columns: vec!["Liten".into(), "Stor <".into()],
            rows: vec![
                GridRow {
                    label: "Ofta".into(),
                    cells: vec![cell("", Some(0)), cell("1", Some(1))],
                },
                GridRow {
                    label: "Sällan".into(), cells: vec![cell("1", Some(0)), cell("", None)]
                },
            ],
            shades: vec![
                shade("Låg", "●", Colour::Green),
                shade("Hög", "○", Colour::Red),
                shade("Aldrig", "–", Colour::White),
            ],
        }
    }

    #[test]
    fn cells_that_lead_somewhere_make_it_a_group() {
        let svg = grid(Some("/risk?a=1&b=2")).svg();
        assert!(super::super::keeps_size(&svg) && svg.contains("href=\"/risk?a=1&amp;b=2\""));
        assert!(svg.contains("aria-label=\"Ofta, Liten: Låg\""), "a cell without words has a name");
        let svg = grid(None).svg();
        assert!(svg.contains("role=\"img\"") && !svg.contains("<a ") && svg.contains("Stor &lt;"));
    }

    #[test]
    fn long_names_are_told_whole() {
        let mut grid = grid(None);
        grid.rows[0].label = "Regionens samordnande utvecklingsförvaltning".into();
        grid.columns[1] = "Behörigheter och åtkomst".into();
        let (svg, left) = (grid.svg(), grid.left());
        for words in
            ["Regionens samordnande", "utvecklingsförvaltning", "Behörigheter", "och åtkomst"]
        {
            assert!(svg.contains(&format!(">{words}</text>")), "{words}");
        }
        assert!(left <= EDGE + NAMES + 8.0);
    }

    #[test]
    fn only_colours_that_are_there_are_explained() {
        let svg = grid(None).svg();
        assert!(svg.contains("● Låg") && svg.contains("○ Hög") && !svg.contains("Aldrig"));
    }

    #[test]
    fn the_table_says_what_the_colours_say() {
        let table = grid(None).table();
        assert_eq!(table.header, ["Sannolikhet / Konsekvens", "Liten", "Stor <"]);
        assert_eq!(table.rows[0], ["Ofta", "Låg", "1 · Hög"]);
        assert_eq!(table.rows[1], ["Sällan", "1 · Låg", ""]);
    }
}
