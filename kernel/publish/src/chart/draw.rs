//! The few marks that charts are drawn with, and how wide words are.

use std::fmt::Write;

/// The fonts of charts: the document's first, then what a reader's machine has.
const FONTS: &str = "Noto Sans, system-ui, sans-serif";

/// An SVG under drawing.
pub(super) struct Svg {
    out: String,
}

/// On which side of its point a text stands.
#[derive(Clone, Copy)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

impl Svg {
    /// A picture of `width` by `height` units, named by `title` and `description`. `id` must be
    /// unlike that of any other picture on the page.
    pub(super) fn new(id: &str, width: f64, height: f64, title: &str, description: &str) -> Self {
        Self::open(id, ["img", &format!("viewBox=\"0 0 {width} {height}\"")], title, description)
    }

    /// The same where parts of the picture are links; it keeps its size, and the page lets one scroll to its ends.
    pub(super) fn group(id: &str, size: [f64; 2], title: &str, description: &str) -> Self {
        Self::open(id, ["group", &sized(size)], title, description)
    }

    /// The same of a picture that is small by nature and keeps its size.
    pub(super) fn small(id: &str, size: [f64; 2], title: &str, description: &str) -> Self {
        Self::open(id, ["img", &sized(size)], title, description)
    }

    fn open(id: &str, [role, size]: [&str; 2], title: &str, description: &str) -> Self {
        let id = escape(id);
        let mut out = String::new();
        let _ = write!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" role=\"{role}\" \
             aria-labelledby=\"{id}-title {id}-desc\" {size} \
             font-family=\"{FONTS}\" fill=\"currentColor\">\
             <title id=\"{id}-title\">{}</title><desc id=\"{id}-desc\">{}</desc>",
            escape(title),
            escape(description),
        );
        Self { out }
    }

    /// Marks without a frame, to be put into a picture later.
    pub(super) fn part() -> Self {
        Self { out: String::new() }
    }

    /// The marks as they are.
    pub(super) fn taken(self) -> String {
        self.out
    }

    /// Adds SVG that was written before.
    pub(super) fn raw(&mut self, svg: &str) {
        self.out.push_str(svg);
    }

    /// A box filled with `fill`.
    pub(super) fn rect(&mut self, class: &str, [x, y, width, height]: [f64; 4], fill: &str) {
        let _ = write!(
            self.out,
            "<rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" {fill}/>",
            short(x),
            short(y),
            short(width),
            short(height),
        );
    }

    /// A level line.
    pub(super) fn line(&mut self, class: &str, [left, right, y]: [f64; 3], opacity: f64) {
        let _ = write!(
            self.out,
            "<line class=\"{class}\" x1=\"{}\" x2=\"{}\" y1=\"{y}\" y2=\"{y}\" \
             stroke=\"currentColor\" stroke-opacity=\"{opacity}\"/>",
            short(left),
            short(right),
            y = short(y),
        );
    }

    /// Words with their foot at `y`.
    pub(super) fn text(&mut self, [x, y]: [f64; 2], size: f64, anchor: Anchor, words: &str) {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let _ = write!(
            self.out,
            "<text x=\"{}\" y=\"{}\" font-size=\"{size}\" text-anchor=\"{anchor}\">{}</text>",
            short(x),
            short(y),
            escape(words),
        );
    }

    /// What leads on: `marks` as a link that is called `name`.
    pub(super) fn link(&mut self, href: &str, name: &str, marks: impl FnOnce(&mut Self)) {
        let (href, name) = (escape(href), escape(name));
        let _ = write!(self.out, "<a class=\"chart-link\" href=\"{href}\" aria-label=\"{name}\">");
        marks(self);
        self.out.push_str("</a>");
    }

    /// Room around marks that a pointer finds them in; nothing is seen of it.
    pub(super) fn reach(&mut self, place: [f64; 4]) {
        self.rect("chart-reach", place, "fill=\"none\" pointer-events=\"all\"");
    }

    /// The finished picture.
    pub(super) fn finish(mut self) -> String {
        self.out.push_str("</svg>");
        self.out
    }
}

/// The attributes of a picture that is so wide and so high wherever it stands.
fn sized([width, height]: [f64; 2]) -> String {
    let (width, height) = (short(width), short(height));
    format!("width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\"")
}

/// A length with at most two decimals.
fn short(length: f64) -> f64 {
    (length * 100.0).round() / 100.0
}

/// Text as SVG holds it.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            letter if letter.is_control() => out.push(' '),
            letter => out.push(letter),
        }
    }
    out
}

/// How wide `text` is at `size`: rough, and rather too wide than too narrow.
pub(super) fn width(text: &str, size: f64) -> f64 {
    let parts = |letter: char| match letter {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '|' | '!' | '\'' | ' ' | '\u{a0}' => 0.3,
        'f' | 'r' | 't' | '(' | ')' | '-' => 0.42,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 0.95,
        letter if letter.is_uppercase() => 0.72,
        _ => 0.6,
    };
    text.chars().map(parts).sum::<f64>() * size
}

/// `text` cut to fit in `room`, with an ellipsis where something was cut.
pub(super) fn fitted(text: &str, size: f64, room: f64) -> String {
    if width(text, size) <= room {
        return text.to_owned();
    }
    let mut kept = String::new();
    for letter in text.chars() {
        if width(&kept, size) + width(&format!("{letter}…"), size) > room {
            break;
        }
        kept.push(letter);
    }
    kept.truncate(kept.trim_end().len());
    kept.push('…');
    kept
}

/// `text` on one line, or broken at a space where it needs two; what does not fit then is cut.
pub(super) fn on_two_lines(text: &str, size: f64, room: f64) -> Vec<String> {
    let text = text.trim();
    let mut breaks = text.match_indices(' ').map(|(at, _)| text.split_at(at));
    let found = match width(text, size) <= room {
        true => None,
        false => breaks.rfind(|(first, _)| width(first, size) <= room),
    };
    match found {
        Some((first, rest)) => vec![first.to_owned(), fitted(rest.trim_start(), size, room)],
        None => vec![fitted(text, size, room)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_go_on_below() {
        let lines = |text| on_two_lines(text, 12.0, 120.0);
        assert_eq!(lines(" Hälso- och sjukvården "), ["Hälso- och", "sjukvården"]);
        assert_eq!(lines("Kort namn"), ["Kort namn"]);
        assert_eq!(lines(""), [""]);
        let long = lines("Regionens samordnare för informationssäkerhet och dataskydd");
        assert!(long.len() == 2 && long[1].ends_with('…'));
        assert_eq!(lines("Informationssäkerhetssamordnarutbildning").len(), 1);
    }

    #[test]
    fn words_that_do_not_fit_are_cut_within_the_room() {
        let long = "Informationssäkerhetssamordnarutbildning";
        let cut = fitted(long, 12.0, 120.0);
        assert!(cut.ends_with('…') && width(&cut, 12.0) <= 120.0 && cut.chars().count() > 10);
        assert_eq!(fitted("Kort", 12.0, 120.0), "Kort");
    }
}
