//! Charts as SVG: the same picture on a page and in a document, each with its table beside it.
//!
//! A chart has no script and no style of its own: its colours stand out from a light and a dark
//! page alike (3:1, WCAG 1.4.11), its words take the colour of the text around it, and what colour
//! tells is told by pattern and label too. Classes begin with `chart-` for pages that want more.

mod axis;
mod bars;
mod draw;
mod graph;
mod grid;
mod map;
mod number;
mod palette;
mod progress;
mod radar;
mod stacked;
mod trace;
mod trend;
mod wheel;

pub use bars::{Bars, Series};
pub use graph::{Graph, Mark, Node};
pub use grid::{Cell, Grid, GridRow};
pub use map::{Band, Map, Shade, Tile, Tone};
pub use progress::Progress;
pub use radar::Radar;
pub use stacked::{Part, Stacked};
pub use trace::Trace;
pub use trend::Trend;
pub use wheel::{Ring, Spoke, Wheel};

/// Whether a picture keeps its size: one whose parts lead on, for a finger must find them, and one that is small by nature. A page
/// lets one scroll to its ends. Others are as wide as their place.
pub fn keeps_size(svg: &str) -> bool {
    svg.split('>').next().is_some_and(|head| head.contains(" width=\""))
}

/// A chart's numbers as a table: the text alternative to stand beside the picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The header cells.
    pub header: Vec<String>,
    /// The rows; the first cell of each names the row.
    pub rows: Vec<Vec<String>>,
}
