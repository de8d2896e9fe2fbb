//! Colours that stand out from light and dark pages alike, and the patterns that go with them.

use super::draw::escape;
use crate::document::Colour;

/// The colours of series, in order.
const SERIES: [&str; 8] =
    ["#2b7cb3", "#b8660f", "#c2453d", "#6f7a3a", "#7f6bd1", "#16877f", "#b9509f", "#8a6d4b"];
/// How many ways there are to fill a bar: solid, striped, dotted, crossed.
const FILLS: usize = 4;

/// The attributes that fill series `number` of the chart `id`: solid, striped, dotted, crossed.
pub(super) fn series_fill(id: &str, number: usize) -> String {
    match number % FILLS {
        0 => format!("fill=\"{}\"", series(0)),
        number => format!(
            "fill=\"url(#{}-pattern-{number})\" stroke=\"{}\" stroke-width=\"1\"",
            escape(id),
            series(number)
        ),
    }
}

/// The attributes that fill something of series `number` in one colour, where words stand on it and tell it apart.
pub(super) fn plain_fill(number: usize) -> String {
    format!("fill=\"{}\"", series(number))
}

/// The patterns of the chart `id` for so many series.
pub(super) fn patterns(id: &str, count: usize) -> String {
    let marks = [
        "",
        "<path d=\"M-2 2L2 -2M0 8L8 0M6 10L10 6\" stroke=\"#fff\" stroke-width=\"2\"/>",
        "<circle cx=\"2\" cy=\"2\" r=\"1.3\" fill=\"#fff\"/><circle cx=\"6\" cy=\"6\" r=\"1.3\" fill=\"#fff\"/>",
        "<path d=\"M0 4H8M4 0V8\" stroke=\"#fff\" stroke-width=\"1.6\"/>",
    ];
    let id = escape(id);
    let patterns: String = marks
        .iter()
        .enumerate()
        .take(count)
        .skip(1)
        .map(|(number, marks)| {
            format!(
                "<pattern id=\"{id}-pattern-{number}\" width=\"8\" height=\"8\" \
                 patternUnits=\"userSpaceOnUse\"><rect width=\"8\" height=\"8\" fill=\"{}\"/>\
                 {marks}</pattern>",
                series(number)
            )
        })
        .collect();
    if patterns.is_empty() { patterns } else { format!("<defs>{patterns}</defs>") }
}

/// The colour of series `number`.
pub(super) fn series(number: usize) -> &'static str {
    SERIES.get(number % SERIES.len()).copied().unwrap_or("#2b7cb3")
}

/// The attributes that fill a part with the colour of a grade; white is an outline.
pub(super) fn grade_fill(colour: Colour) -> String {
    match colour {
        Colour::White => {
            "fill=\"none\" stroke=\"currentColor\" stroke-width=\"1\" stroke-dasharray=\"3 2\""
                .to_owned()
        }
        _ => format!("fill=\"{}\"", grade(colour)),
    }
}

/// The middle tone of a grade.
pub(super) fn grade(colour: Colour) -> &'static str {
    match colour {
        Colour::Green => "#2f8a4c",
        Colour::Yellow => "#a87400",
        Colour::Red => "#cc453b",
        Colour::White | Colour::Neutral => "#6d7b87",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(colour: &str) -> f64 {
        let part = |at: usize| {
            let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
    }

    fn contrast(one: &str, other: &str) -> f64 {
        let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
        one.max(other) / one.min(other)
    }

    #[test]
    fn colours_stand_out_from_light_and_dark_pages() {
        let grades = [Colour::Green, Colour::Yellow, Colour::Red, Colour::Neutral].map(grade);
        for colour in SERIES.into_iter().chain(grades) {
            for page in ["#ffffff", "#f4f6f8", "#1b2127", "#121417"] {
                let contrast = contrast(colour, page);
                assert!(contrast >= 3.0, "{colour} on {page}: {contrast:.2}");
            }
        }
    }
}
