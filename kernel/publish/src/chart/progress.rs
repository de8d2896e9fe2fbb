//! A small bar that fills: how far a measure has come.

use super::Table;
use super::draw::{Anchor, Svg};
use super::palette::grade;
use crate::document::{Colour, Language};

const WIDTH: f64 = 160.0;
const BAR: f64 = 112.0;
const HEIGHT: f64 = 16.0;

/// A progress bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Unlike that of any other chart on the page.
    pub id: String,
    /// What has come so far.
    pub title: String,
    /// How far, in whole percent; over 100 counts as 100.
    pub percent: u8,
    /// The language that the number is written in.
    pub language: Language,
}

impl Progress {
    /// The bar as SVG, with its number beside it.
    pub fn svg(&self) -> String {
        let mut svg = Svg::small(&self.id, [WIDTH, HEIGHT], &self.title, &self.words());
        let frame = "fill=\"none\" stroke=\"currentColor\" stroke-opacity=\"0.7\" rx=\"2\"";
        svg.rect("chart-frame", [0.5, 2.5, BAR, 11.0], frame);
        let length = (BAR - 4.0) * f64::from(self.shown()) / 100.0;
        let fill = format!("fill=\"{}\"", grade(Colour::Green));
        svg.rect("chart-done", [2.5, 4.5, length, 7.0], &fill);
        svg.text([WIDTH, 12.5], 12.0, Anchor::End, &self.words());
        svg.finish()
    }

    /// The number as a table of one cell.
    pub fn table(&self) -> Table {
        Table { header: vec![self.title.clone()], rows: vec![vec![self.words()]] }
    }

    fn shown(&self) -> u8 {
        self.percent.min(100)
    }

    fn words(&self) -> String {
        match self.language {
            Language::Swedish => format!("{}\u{a0}%", self.shown()),
            Language::English => format!("{}%", self.shown()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_fills_its_frame_at_most() {
        let bar = |percent| Progress {
            id: "p".into(),
            title: "Åtgärd <1>".into(),
            percent,
            language: Language::Swedish,
        };
        assert!(bar(0).svg().contains("width=\"0\""));
        assert!(bar(250).svg().contains("width=\"108\"") && bar(250).svg().contains("100\u{a0}%"));
        assert!(bar(50).svg().contains("<title id=\"p-title\">Åtgärd &lt;1&gt;</title>"));
        assert_eq!(bar(7).table().rows, [["7\u{a0}%"]]);
        assert!(super::super::keeps_size(&bar(7).svg()), "it is not blown up to the page's width");
    }
}
