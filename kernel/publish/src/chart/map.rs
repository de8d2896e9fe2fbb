//! A map: bands of boxes, each with its colour, its sign and as many dots as it holds things.

use std::fmt::Write as _;

use super::Table;
use super::draw::{Anchor, Svg, escape, fitted};
use super::palette::{grade, series};
use crate::document::Colour;

const WIDTH: f64 = 216.0;
const HEAD: f64 = 56.0;
const GAP: f64 = 12.0;
const EDGE: f64 = 8.0;
/// Boxes beside each other.
const ACROSS: usize = 4;
/// Dots: their side, the way from one to the next, how many stand in a row.
const DOT: f64 = 5.0;
const STEP: f64 = 8.0;
const DOTS: usize = 24;
const LINE: f64 = 22.0;

/// A colour of the map; each has its sign besides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// One of four that tell no better or worse, from 0.
    Plain(usize),
    /// One that does.
    Grade(Colour),
}

impl Tone {
    pub(super) fn colour(self) -> &'static str {
        match self {
            Self::Plain(number) => series(number),
            Self::Grade(colour) => grade(colour),
        }
    }
}

/// What a colour means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shade {
    /// In words.
    pub label: String,
    /// The sign that tells it without colour.
    pub sign: &'static str,
    /// The colour.
    pub tone: Tone,
}

/// A box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tile {
    /// What it is called.
    pub label: String,
    /// What else is said of it, under its name.
    pub note: String,
    /// Where it leads.
    pub href: String,
    /// Its colour: a place among the map's shades.
    pub shade: usize,
    /// How many things it holds.
    pub dots: usize,
}

/// Boxes under a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// The heading.
    pub label: String,
    /// Where it leads, if anywhere.
    pub href: Option<String>,
    /// The boxes.
    pub tiles: Vec<Tile>,
}

/// A map.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Map {
    /// Unlike that of any other chart on the page.
    pub id: String,
    /// What it shows.
    pub title: String,
    /// What it says, for those who do not see it.
    pub description: String,
    /// What the columns of its table are called: heading, box, colour, note.
    pub header: [String; 4],
    /// The bands, from top to bottom.
    pub bands: Vec<Band>,
    /// What the colours mean.
    pub shades: Vec<Shade>,
}

impl Map {
    /// The picture as SVG. Its boxes are links, so that it is a group and no image.
    pub fn svg(&self) -> String {
        let (mut body, mut y) = (Svg::part(), EDGE);
        y = self.legend(&mut body, y);
        for band in self.bands.iter().filter(|band| !band.tiles.is_empty()) {
            y = self.band(&mut body, band, y + GAP);
        }
        let right = EDGE + ACROSS as f64 * (WIDTH + GAP) - GAP + EDGE;
        let mut svg = Svg::group(&self.id, [right, y + EDGE], &self.title, &self.description);
        svg.raw(&body.taken());
        svg.finish()
    }

    /// The boxes as a table: heading, box, what the colour means, note.
    pub fn table(&self) -> Table {
        let rows = self.bands.iter().flat_map(|band| {
            band.tiles.iter().map(|tile| {
                let shade = self.shades.get(tile.shade);
                let meaning = shade.map(|shade| shade.label.clone()).unwrap_or_default();
                vec![band.label.clone(), tile.label.clone(), meaning, tile.note.clone()]
            })
        });
        Table { header: self.header.to_vec(), rows: rows.collect() }
    }

    /// The colours that are there with their meanings; gives where it ends.
    fn legend(&self, out: &mut Svg, y: f64) -> f64 {
        let used =
            |at: usize| self.bands.iter().flat_map(|band| &band.tiles).any(|tile| tile.shade == at);
        let shown: Vec<&Shade> =
            self.shades.iter().enumerate().filter(|(at, _)| used(*at)).map(|(_, s)| s).collect();
        for (at, shade) in shown.iter().enumerate() {
            let (x, y) =
                (EDGE + (at % ACROSS) as f64 * (WIDTH + GAP), y + (at / ACROSS) as f64 * LINE);
            let colour = shade.tone.colour();
            out.raw(&format!("<path d=\"M{x} {}h14v14h-14z\" fill=\"{colour}\"/>", y + 2.0));
            let words = fitted(&format!("{} {}", shade.sign, shade.label), 12.0, WIDTH - 24.0);
            out.text([x + 20.0, y + 13.0], 12.0, Anchor::Start, &words);
        }
        y + shown.len().div_ceil(ACROSS) as f64 * LINE
    }

    /// A band under its heading; gives where it ends.
    fn band(&self, out: &mut Svg, band: &Band, y: f64) -> f64 {
        let open = band.href.as_ref().map(|href| format!("<a href=\"{}\">", escape(href)));
        out.raw(open.as_deref().unwrap_or_default());
        named(out, [EDGE, y + 16.0], 14.0, &band.label);
        out.raw(if open.is_some() { "</a>" } else { "" });
        let mut y = y + 26.0;
        for row in band.tiles.chunks(ACROSS) {
            let lines = row.iter().map(|tile| tile.dots.div_ceil(DOTS)).max().unwrap_or_default();
            let height = HEAD + if lines == 0 { 0.0 } else { lines as f64 * STEP + 4.0 };
            for (at, tile) in row.iter().enumerate() {
                self.tile(out, tile, [EDGE + at as f64 * (WIDTH + GAP), y], height);
            }
            y += height + GAP;
        }
        y
    }

    fn tile(&self, out: &mut Svg, tile: &Tile, [x, y]: [f64; 2], height: f64) {
        let shade = self.shades.get(tile.shade);
        let colour = shade.map_or("currentColor", |shade| shade.tone.colour());
        let sign = shade.map_or("", |shade| shade.sign);
        out.raw(&format!(
            "<a href=\"{}\"><path class=\"chart-box\" d=\"M{x} {y}h{WIDTH}v{height}h-{WIDTH}z\" fill=\"none\" \
             pointer-events=\"all\" stroke=\"{colour}\" stroke-width=\"1.5\"/>\
             <path d=\"M{x} {y}h7v{height}h-7z\" fill=\"{colour}\"/>",
            escape(&tile.href),
        ));
        let room = WIDTH - 26.0;
        named(out, [x + 16.0, y + 22.0], 13.0, &fitted(&tile.label, 13.5, room));
        let note = format!("{sign} {}", tile.note);
        out.text([x + 16.0, y + 41.0], 11.0, Anchor::Start, &fitted(note.trim(), 11.0, room));
        if tile.dots > 0 {
            out.raw(&format!("<path fill=\"{colour}\" d=\"{}\"/>", dots(tile.dots, [x, y])));
        }
        out.raw("</a>");
    }
}

/// A name: stronger than what is said of it.
fn named(out: &mut Svg, at: [f64; 2], size: f64, words: &str) {
    out.raw("<g class=\"chart-name\" font-weight=\"600\">");
    out.text(at, size, Anchor::Start, words);
    out.raw("</g>");
}

/// One path for all dots of a box, so that thousands weigh little.
fn dots(count: usize, [x, y]: [f64; 2]) -> String {
    let mut path = String::new();
    for at in 0..count {
        let (x, y) =
            (x + 16.0 + (at % DOTS) as f64 * STEP, y + HEAD - 2.0 + (at / DOTS) as f64 * STEP);
        let _ = write!(path, "M{x} {y}h{DOT}v{DOT}h-{DOT}z");
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tile(label: &str, shade: usize, dots: usize) -> Tile {
        let (label, note) = (label.into(), "Anpassad pm3".into());
        Tile { label, note, href: "/object/1".into(), shade, dots }
    }

    fn map(tiles: Vec<Tile>) -> Map {
        let shade = |label: &str, sign, tone| Shade { label: label.into(), sign, tone };
        Map {
            id: "m".into(),
            title: "T".into(),
            bands: vec![Band { label: "Vård".into(), href: None, tiles }],
            shades: vec![
                shade("Ja", "●", Tone::Grade(Colour::Green)),
                shade("Nej", "○", Tone::Grade(Colour::Red)),
            ],
            ..Map::default()
        }
    }

    #[test]
    fn boxes_are_links_with_signs_and_names_are_escaped() {
        let map = map(vec![tile("<b>&", 1, 3)]);
        let svg = map.svg();
        assert!(svg.contains("role=\"group\"") && svg.contains("<a href=\"/object/1\">"));
        assert!(svg.contains("&lt;b&gt;&amp;") && !svg.contains("<b>"));
        assert!(svg.contains("○ Nej") && !svg.contains("● Ja"), "only what is there is explained");
        assert!(svg.contains("○ Anpassad pm3"));
        assert_eq!(map.table().rows, [["Vård", "<b>&", "Nej", "Anpassad pm3"]]);
    }

    #[test]
    fn thousands_of_dots_weigh_little() {
        let tiles = (0..60).map(|at| tile("Ett objekt med ett namn", at % 2, 50)).collect();
        let svg = map(tiles).svg();
        assert!(svg.len() < 110_000, "{} bytes", svg.len());
        assert_eq!(svg.matches("h5v5h-5z").count(), 3_000);
    }

    #[test]
    fn no_box_covers_another() {
        let svg = map((0..9).map(|at| tile("Ruta", 0, at * 20)).collect()).svg();
        let place = |part: &str| {
            let (x, rest) = part.split_once(' ').unwrap();
            let (y, rest) = rest.split_once('h').unwrap();
            let height = rest.split_once('v').unwrap().1.split('h').next().unwrap();
            [x, y, height].map(|number| number.parse::<f64>().unwrap())
        };
        let boxes: Vec<_> = svg.split("class=\"chart-box\" d=\"M").skip(1).map(place).collect();
        assert_eq!(boxes.len(), 9);
        for (at, [x, y, height]) in boxes.iter().enumerate() {
            let apart = |[left, top, high]: &[f64; 3]| {
                (x - left).abs() >= WIDTH || top + high <= *y || y + height <= *top
            };
            assert!(boxes[at + 1..].iter().all(apart));
        }
    }

    #[test]
    fn nothing_at_all_is_drawn_too() {
        assert!(Map::default().svg().ends_with("</svg>"));
    }
}
