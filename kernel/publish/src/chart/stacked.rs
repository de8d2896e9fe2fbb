//! One bar in parts: how many of each grade.

use super::Table;
use super::draw::{Anchor, Svg, escape, fitted, width};
use super::number::count;
use super::palette::grade_fill;
use crate::document::{Grade, Language};

const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 30.0;
const SIZE: f64 = 12.0;
/// So high that a finger finds an entry that leads on (WCAG 2.5.8).
const LEGEND_ROW: f64 = 24.0;
/// The widest words of a legend entry, beside their box and symbol.
const WIDEST: f64 = WIDTH - 40.0;
/// The room between two parts.
const GAP: f64 = 2.0;

/// One part of the bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The grade: its symbol and word are shown beside its colour.
    pub grade: Grade,
    /// How many have it.
    pub count: u64,
    /// Where they are: a list of those very records. None where no list can be asked for them.
    pub href: Option<String>,
}

/// A stacked bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stacked {
    /// Unlike that of any other chart on the page.
    pub id: String,
    /// What the chart is called.
    pub title: String,
    /// What it shows, in a sentence or two.
    pub description: String,
    /// The language that numbers are written in.
    pub language: Language,
    /// The headings of the table: what the grades are, what is counted.
    pub header: [String; 2],
    /// The parts from left to right.
    pub parts: Vec<Part>,
}

impl Stacked {
    /// The chart as SVG: the bar, and below it each grade's symbol, word and count. Where parts lead on it is a group and no
    /// image.
    pub fn svg(&self) -> String {
        let (legend, rows) = self.legend();
        let size = [WIDTH, HEIGHT + 14.0 + rows * LEGEND_ROW];
        let mut svg = match self.parts.iter().any(|part| href(part).is_some()) {
            true => Svg::group(&self.id, size, &self.title, &self.description),
            false => Svg::new(&self.id, size[0], size[1], &self.title, &self.description),
        };
        if self.parts.iter().all(|part| part.count == 0) {
            let frame = "fill=\"none\" stroke=\"currentColor\" stroke-opacity=\"0.5\" stroke-dasharray=\"3 2\"";
            svg.rect("chart-frame", [0.5, 0.5, WIDTH - 1.0, HEIGHT - 1.0], frame);
        }
        for (part, [x, width]) in self.parts.iter().zip(self.segments()) {
            if part.count > 0 {
                let inset = if width > 2.0 { 0.5 } else { 0.0 };
                let place = [x + inset, 0.5, width - 2.0 * inset, HEIGHT - 1.0];
                segment(&mut svg, part, place);
            }
        }
        for (part, place) in self.parts.iter().zip(legend) {
            self.entry(&mut svg, part, place);
        }
        svg.finish()
    }

    /// The chart's numbers, a row for each grade.
    pub fn table(&self) -> Table {
        let row = |part: &Part| vec![part.grade.word.clone(), count(self.language, part.count)];
        Table { header: self.header.to_vec(), rows: self.parts.iter().map(row).collect() }
    }

    /// A grade's word and count, which lead to what is counted.
    fn entry(&self, svg: &mut Svg, part: &Part, [x, y]: [f64; 2]) {
        let words = self.words(part);
        let draw = |svg: &mut Svg| {
            svg.rect(class(part), [x + 0.5, y - 10.0, 12.0, 12.0], &grade_fill(part.grade.colour));
            // Apart, since a font without the symbol would change the words' font too.
            svg.text([x + 24.0, y], SIZE, Anchor::Middle, &part.grade.symbol);
            svg.text([x + 34.0, y], SIZE, Anchor::Start, &fitted(&words, SIZE, WIDEST));
        };
        match href(part) {
            Some(href) => svg.link(href, &words, |svg| {
                let wide = 34.0 + width(&words, SIZE).min(WIDEST);
                svg.reach([x, y - 16.0, wide, LEGEND_ROW]);
                draw(svg);
            }),
            None => draw(svg),
        }
    }

    fn words(&self, part: &Part) -> String {
        format!("{}: {}", part.grade.word, count(self.language, part.count))
    }

    /// Each part's left edge and width.
    fn segments(&self) -> Vec<[f64; 2]> {
        let sum: u64 = self.parts.iter().map(|part| part.count).sum();
        let shown = self.parts.iter().filter(|part| part.count > 0).count();
        let room = WIDTH - GAP * shown.saturating_sub(1) as f64;
        let mut x = 0.0;
        let place = |part: &Part| {
            let width = room * part.count as f64 / sum.max(1) as f64;
            let left = x;
            x += if part.count > 0 { width + GAP } else { 0.0 };
            [left, width]
        };
        self.parts.iter().map(place).collect()
    }

    /// Where each legend entry stands, and how many rows they take.
    fn legend(&self) -> (Vec<[f64; 2]>, f64) {
        let (mut x, mut rows) = (0.0, 1.0);
        let mut places = Vec::new();
        for part in &self.parts {
            let room = 34.0 + width(&self.words(part), SIZE).min(WIDEST);
            if x > 0.0 && x + room > WIDTH {
                (x, rows) = (0.0, rows + 1.0);
            }
            places.push([x, HEIGHT + rows * LEGEND_ROW]);
            x += room + 24.0;
        }
        (places, rows)
    }
}

/// Where a part leads; where nothing was counted there is nothing to see.
fn href(part: &Part) -> Option<&str> {
    part.href.as_deref().filter(|_| part.count > 0)
}

/// A part of the bar. The words below it lead to the same place, and are those that are reached by key and read aloud.
fn segment(svg: &mut Svg, part: &Part, place: [f64; 4]) {
    if let Some(href) = href(part) {
        let href = escape(href);
        svg.raw(&format!(
            "<a class=\"chart-link\" href=\"{href}\" tabindex=\"-1\" aria-hidden=\"true\">"
        ));
    }
    svg.rect(class(part), place, &grade_fill(part.grade.colour));
    if href(part).is_some() {
        svg.raw("</a>");
    }
}

fn class(part: &Part) -> &'static str {
    use crate::document::Colour;
    match part.grade.colour {
        Colour::Green => "chart-green",
        Colour::Yellow => "chart-yellow",
        Colour::Red => "chart-red",
        Colour::White => "chart-white",
        Colour::Neutral => "chart-neutral",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Colour;

    fn chart(counts: [u64; 4]) -> Stacked {
        let grades = [
            ("●", "Uppfylld", Colour::Green),
            ("◐", "Delvis uppfylld", Colour::Yellow),
            ("○", "Ej uppfylld", Colour::Red),
            ("–", "Inte längre aktuell", Colour::White),
        ];
        let part = |((symbol, word, colour), count): ((&str, &str, Colour), u64)| Part {
            grade: Grade { symbol: symbol.into(), word: word.into(), colour },
            count,
            href: None,
        };
        Stacked {
            id: "betyg".into(),
            title: "Bedömningar".into(),
            description: "Tio uppfyllda, en delvis.".into(),
            language: Language::Swedish,
            header: ["Bedömning".into(), "Antal".into()],
            parts: grades.into_iter().zip(counts).map(part).collect(),
        }
    }

    #[test]
    fn parts_fill_the_bar_and_do_not_overlap() {
        for counts in [[10, 1, 0, 3], [0, 0, 0, 1], [1, 1, 1, 1]] {
            let places = chart(counts).segments();
            let shown: Vec<&[f64; 2]> = places.iter().filter(|place| place[1] > 0.0).collect();
            let end = shown.last().map(|place| place[0] + place[1]).unwrap();
            assert!((end - WIDTH).abs() < 0.01);
            assert!(
                shown.windows(2).all(|pair| pair[0][0] + pair[0][1] + GAP <= pair[1][0] + 0.01)
            );
        }
        assert!(chart([0; 4]).segments().iter().all(|place| place[1] == 0.0));
    }

    #[test]
    fn each_grade_is_told_by_word_and_symbol_too() {
        let svg = chart([10, 1, 0, 3]).svg();
        assert!(svg.contains(">◐</text>") && svg.contains(">Ej uppfylld: 0</text>"));
        assert_eq!(chart([10, 1, 0, 3]).table().rows[3], ["Inte längre aktuell", "3"]);
    }

    #[test]
    fn rep_04_parts_lead_to_what_they_count() {
        let mut linked = chart([1200, 1, 0, 12_345]);
        for (at, part) in linked.parts.iter_mut().enumerate() {
            part.href = (at != 1).then(|| format!("/requirement?grade={at}&of=\"x\""));
        }
        let svg = linked.svg();
        assert!(super::super::keeps_size(&svg));
        let named =
            |name: &str| svg.contains(&format!("&amp;of=&quot;x&quot;\" aria-label=\"{name}\""));
        assert!(named("Uppfylld: 1200") && named("Inte längre aktuell: 12\u{a0}345"));
        assert!(!named("Ej uppfylld: 0") && !named("Delvis uppfylld: 1"));
        assert_eq!(svg.matches("aria-hidden=\"true\"").count(), 2, "each is read once");
        assert_eq!(svg.matches("</a>").count(), 4);
        let english = Stacked { language: Language::English, ..linked };
        assert_eq!(english.table().rows[3][1], "12,345");
    }

    #[test]
    fn nothing_counted_is_an_empty_frame() {
        let mut none = chart([0; 4]);
        none.parts.iter_mut().for_each(|part| part.href = Some("/requirement".into()));
        let svg = none.svg();
        assert!(
            svg.contains("chart-frame") && svg.contains("role=\"img\"") && !svg.contains("<a ")
        );
        assert!(!chart([1, 0, 0, 0]).svg().contains("chart-frame"));
    }

    #[test]
    fn the_picture_is_kept() {
        insta::assert_snapshot!(chart([10, 1, 0, 3]).svg().replace("><", ">\n<"));
    }
}
