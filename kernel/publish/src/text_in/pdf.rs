//! Text out of PDF: letters by their places, put together into lines and paragraphs.

use std::panic::{AssertUnwindSafe, catch_unwind};

use pdf_extract::{
    ColorSpace, Document, MediaBox, OutputDev, OutputError, Path, Transform, output_doc_page,
};

use super::dots::Dots;
use super::layout::{self, Letter, Set};
use super::{Lines, TextError, widths};
use crate::sniff::holds;

/// A gap wider than this part of the letters' size parts two words.
const WORD_GAP: f64 = 0.15;
/// A step in height of more than this part of the size begins a line; a raised note mark stays.
const LINE_STEP: f64 = 0.5;
/// A step down of more than this part of the size leaves a blank line: a new paragraph.
const PARAGRAPH_STEP: f64 = 1.75;
/// No page of text is longer than this; one that is, says the same thing over and over.
const LONGEST_PAGE: usize = 2 * 1024 * 1024;

/// Reads the pages of a PDF. A page that cannot be read is named in [`Lines::unread`].
pub(super) fn read(bytes: &[u8]) -> Result<Lines, TextError> {
    let broken =
        || if holds(bytes, b"/Encrypt") { TextError::Encrypted } else { TextError::Broken };
    let mut document = Document::load_mem(bytes).map_err(|_| broken())?;
    if document.is_encrypted() && document.decrypt("").is_err() {
        return Err(TextError::Encrypted);
    }
    let pages = document.get_pages();
    if pages.is_empty() {
        return Err(broken());
    }
    widths::mend(&mut document);
    let mut lines = Lines::default();
    let mut ended = Set::default();
    for number in pages.into_keys() {
        lines.page();
        let mut page = Page::default();
        // The reader panics on pages that it does not know; the other pages may still be good.
        let read = catch_unwind(AssertUnwindSafe(|| output_doc_page(&document, &mut page, number)));
        if !matches!(read, Ok(Ok(()))) {
            lines.unread.push(usize::try_from(number).unwrap_or_default());
        }
        page.lay_out();
        // What stands in the middle of a sentence when the page ends goes on without a blank line.
        let goes_on = page.lines.first().is_some_and(|first| first.goes_on_from(&ended));
        lines.add(if goes_on { "" } else { "\n" });
        lines.add(&page.text());
        ended = page.lines.pop().unwrap_or_default();
    }
    Ok(lines)
}

/// A page under reading.
#[derive(Default)]
struct Page {
    lines: Vec<Set>,
    /// How many bytes of text there are.
    length: usize,
    /// The last letter's right edge, baseline and size; none before the first.
    last: Option<Letter>,
    /// Whether the next letter is the first of what the page shows in one go.
    fresh: bool,
    /// The bullets that are drawn.
    dots: Dots,
}

impl Page {
    /// Begins a line, or parts two words, where the letter stands apart from the last one.
    fn part(&mut self, letter: Letter) {
        let Some(last) = self.last else { return self.lines.push(Set::default()) };
        let size = letter.size.max(last.size);
        let down = last.baseline - letter.baseline;
        if down.abs() > size * LINE_STEP {
            let parted = !(0.0..=size * PARAGRAPH_STEP).contains(&down);
            self.lines.push(Set::begun(parted));
        } else if letter.left > last.right + size * WORD_GAP
            && let Some(line) = self.lines.last_mut().filter(|line| !line.text.ends_with(' '))
        {
            line.text.push(' ');
        }
    }

    /// Finds the bullets and what begins anew.
    fn lay_out(&mut self) {
        self.dots.mark(&mut self.lines);
        layout::part(&mut self.lines);
    }

    /// The page's text, with a blank line before what begins anew.
    fn text(&self) -> String {
        let mut text = String::with_capacity(self.length + self.lines.len() * 2);
        for (nth, line) in self.lines.iter().enumerate() {
            let between = if line.parted { "\n\n" } else { "\n" };
            text.push_str(if nth == 0 { "" } else { between });
            text.push_str(&line.text);
        }
        text
    }
}

impl OutputDev for Page {
    fn begin_page(
        &mut self,
        _number: u32,
        _media: &MediaBox,
        _art: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        place: &Transform,
        width: f64,
        spacing: f64,
        font_size: f64,
        letter: &str,
    ) -> Result<(), OutputError> {
        if self.length > LONGEST_PAGE {
            return Err(OutputError::FormatError(std::fmt::Error));
        }
        let across = place.m11.hypot(place.m12);
        let upright = (place.m21.hypot(place.m22) * font_size).abs();
        let at = Letter {
            left: place.m31,
            right: place.m31 + (width * font_size.abs() + spacing) * across,
            baseline: place.m32,
            size: upright,
        };
        if std::mem::take(&mut self.fresh) || self.last.is_none() {
            self.part(at);
        }
        self.length += letter.len();
        if let Some(line) = self.lines.last_mut() {
            line.add(letter, at);
        }
        self.last = Some(at);
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        self.fresh = true;
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn fill(
        &mut self,
        place: &Transform,
        _space: &ColorSpace,
        _color: &[f64],
        path: &Path,
    ) -> Result<(), OutputError> {
        self.dots.drawn(place, path);
        Ok(())
    }
}
