//! Bullets that a PDF draws instead of writing them: small filled shapes right before a line's words.

use pdf_extract::{Path, PathOp, Transform};

use super::layout::Set;

/// How wide and high a bullet is at least and at most, as parts of the letters' size.
const SIZES: (f64, f64) = (0.12, 0.6);
/// A bullet is at most so many times as wide as high, or as high as wide.
const LONGEST: f64 = 1.5;
/// How far before the words it stands at most, and how far over their baseline, as parts of the size.
const BEFORE: f64 = 2.5;
const OVER: (f64, f64) = (0.0, 0.8);
/// No page of text has more bullets.
const MOST: usize = 5000;

/// The small shapes of a page.
#[derive(Default)]
pub(super) struct Dots(Vec<Dot>);

/// A shape: its edges.
#[derive(Clone, Copy)]
struct Dot {
    left: f64,
    right: f64,
    bottom: f64,
    top: f64,
}

impl Dots {
    /// Takes note of a filled shape. What the reader leaves of shapes before it is not looked at.
    pub(super) fn drawn(&mut self, place: &Transform, path: &Path) {
        let begins = |op: &PathOp| matches!(op, PathOp::MoveTo(..) | PathOp::Rect(..));
        let Some(from) = path.ops.iter().rposition(begins) else { return };
        let points = path.ops.iter().skip(from).flat_map(points);
        let placed = points.map(|(x, y)| {
            (place.m11 * x + place.m21 * y + place.m31, place.m12 * x + place.m22 * y + place.m32)
        });
        let none = Dot {
            left: f64::INFINITY,
            right: f64::NEG_INFINITY,
            bottom: f64::INFINITY,
            top: f64::NEG_INFINITY,
        };
        let dot = placed.fold(none, |dot, (x, y)| Dot {
            left: dot.left.min(x),
            right: dot.right.max(x),
            bottom: dot.bottom.min(y),
            top: dot.top.max(y),
        });
        let (width, height) = (dot.right - dot.left, dot.top - dot.bottom);
        let round = width <= height * LONGEST && height <= width * LONGEST;
        if round && width > 0.0 && self.0.len() < MOST {
            self.0.push(dot);
        }
    }

    /// Puts a bullet before each line that one is drawn before.
    pub(super) fn mark(&mut self, lines: &mut [Set]) {
        self.0.sort_by(|one, other| one.bottom.total_cmp(&other.bottom));
        for line in lines.iter_mut() {
            let (left, baseline, size) = line.before();
            let low = baseline + OVER.0 * size;
            let from = self.0.partition_point(|dot| dot.bottom < low);
            let near = self.0.iter().skip(from);
            let mut near = near.take_while(|dot| dot.bottom < baseline + OVER.1 * size);
            let fits = |length: f64| (SIZES.0 * size..=SIZES.1 * size).contains(&length);
            let bullet = |dot: &Dot| {
                let apart = left - dot.right;
                fits(dot.right - dot.left)
                    && fits(dot.top - dot.bottom)
                    && (0.0..=BEFORE * size).contains(&apart)
                    && dot.top <= baseline + OVER.1 * size
            };
            if near.any(bullet) {
                line.mark();
            }
        }
    }
}

/// The points that a step of a path names.
fn points(op: &PathOp) -> Vec<(f64, f64)> {
    match *op {
        PathOp::MoveTo(x, y) | PathOp::LineTo(x, y) => vec![(x, y)],
        PathOp::CurveTo(a, b, c, d, x, y) => vec![(a, b), (c, d), (x, y)],
        PathOp::Rect(x, y, width, height) => vec![(x, y), (x + width, y + height)],
        PathOp::Close => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::layout::Letter;
    use super::*;

    fn line(words: &str, left: f64, baseline: f64) -> Set {
        let mut set = Set::default();
        for (at, letter) in words.chars().enumerate() {
            let left = left + 5.0 * f64::from(u32::try_from(at).unwrap());
            set.add(&letter.to_string(), Letter { left, right: left + 5.0, baseline, size: 10.0 });
        }
        set
    }

    fn square(dots: &mut Dots, x: f64, y: f64, side: f64) {
        let path = Path { ops: vec![PathOp::Rect(x, y, side, side)] };
        dots.drawn(&Transform::identity(), &path);
    }

    #[test]
    fn a_drawn_dot_before_the_words_is_a_bullet() {
        let mut dots = Dots::default();
        square(&mut dots, 10.0, 102.0, 3.0);
        // Too large, too far, at another height, after the words: none of these is one.
        square(&mut dots, 10.0, 81.0, 9.0);
        square(&mut dots, -60.0, 62.0, 3.0);
        square(&mut dots, 10.0, 50.0, 3.0);
        square(&mut dots, 90.0, 22.0, 3.0);
        let mut lines: Vec<Set> =
            [100.0, 80.0, 60.0, 40.0, 20.0].map(|at| line("öva planen", 20.0, at)).into();
        dots.mark(&mut lines);
        let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        let plain = "öva planen";
        assert_eq!(texts, ["• öva planen", plain, plain, plain, plain]);
    }

    #[test]
    fn only_the_last_shape_of_a_path_is_looked_at() {
        let mut dots = Dots::default();
        let ops = vec![
            PathOp::Rect(0.0, 0.0, 500.0, 700.0),
            PathOp::MoveTo(10.0, 103.5),
            PathOp::CurveTo(10.0, 105.0, 13.0, 105.0, 13.0, 103.5),
            PathOp::CurveTo(13.0, 102.0, 10.0, 102.0, 10.0, 103.5),
        ];
        dots.drawn(&Transform::identity(), &Path { ops });
        let mut lines = [line("öva planen", 20.0, 100.0)];
        dots.mark(&mut lines);
        assert_eq!(lines[0].text, "• öva planen");
    }
}
