//! A text as clean lines: page marks, contents lists and footnotes set apart, bullets taken off.

use super::footnotes;
use super::line::{Line, Page, Role};
use super::margins;
use super::repair;
use super::sections;
use super::words::Words;

/// A longer text is read up to here; the rest is asked about.
pub const LONGEST: usize = 6_000_000;

/// Cleans a text into lines.
pub fn lines(text: &str, words: &Words) -> Page {
    let (text, cut) = cap(text);
    let mut lines: Vec<Line> =
        text.split('\n').enumerate().map(|(at, raw)| line(at + 1, raw)).collect();
    let base = lines
        .iter()
        .filter(|line| line.role == Role::Body)
        .map(|line| line.indent)
        .min()
        .unwrap_or(0);
    for line in &mut lines {
        line.indent = line.indent.saturating_sub(base);
    }
    lone_bullets(&mut lines);
    lost_bullets(&mut lines, words);
    margins::mark(&mut lines, words);
    repair::odd_spacing(&mut lines, &words.whole);
    let width = width(&lines);
    let spaced = spaced_out(&lines);
    footnotes::mark(&mut lines, width, spaced, words);
    gaps(&mut lines, spaced);
    Page { lines, width, cut }
}

fn cap(text: &str) -> (&str, bool) {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    (text.get(..end).unwrap_or(text), end < text.len())
}

fn line(no: usize, raw: &str) -> Line {
    let page = raw.contains('\u{c}');
    let raw = repair::characters(raw);
    let indent = raw.chars().take_while(|c| c.is_whitespace()).count();
    let (marked, words) = unmark(raw.trim());
    let (bullet, words) = unbullet(words);
    let text = repair::letterspaced(words);
    let role = if text.is_empty() && !bullet { Role::Blank } else { Role::Body };
    Line { no, text, raw, indent, bullet, marked, gap: false, page, turned: false, role }
}

fn unmark(text: &str) -> (bool, &str) {
    let hashes = text.trim_start_matches('#');
    if hashes.len() < text.len() && hashes.starts_with(' ') {
        return (true, hashes.trim().trim_matches('*'));
    }
    match text
        .strip_prefix("**")
        .and_then(|rest| rest.strip_suffix("**").or_else(|| rest.strip_suffix("**:")))
    {
        Some(inner) if !inner.contains("**") => (true, inner.trim()),
        _ => (false, text),
    }
}

/// Takes a bullet off; private-use characters are bullets of symbol fonts lost in conversion.
pub fn unbullet(text: &str) -> (bool, &str) {
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return (false, text) };
    let rest = chars.as_str();
    // Bullets, arrows, shapes and dingbats; and what symbol fonts leave behind.
    let sure = matches!(first, '•' | '‣' | '\u{2190}'..='\u{21ff}' | '\u{25a0}'..='\u{25ff}' | '\u{2700}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{e000}'..='\u{f8ff}');
    let spaced = matches!(first, '-' | '–' | '—' | '‒' | '―' | '−' | '─' | '*' | 'o' | '·' | '>');
    if sure
        || (spaced && (rest.starts_with(char::is_whitespace) || (rest.is_empty() && first != 'o')))
    {
        return (true, rest.trim());
    }
    (false, text)
}

/// A bullet alone on its line belongs to the next line with words.
fn lone_bullets(lines: &mut [Line]) {
    let mut waiting = false;
    for line in lines {
        if line.bullet && line.text.is_empty() {
            (line.role, line.bullet, waiting) = (Role::Blank, false, true);
        } else if line.role == Role::Body {
            line.bullet |= waiting;
            waiting = false;
        }
    }
}

/// Where no bullet at all came through, a blank that begins a line is what is left of one.
///
/// Some programs set the bullet in a font that cannot be read: the letter is lost, its room stays.
fn lost_bullets(lines: &mut [Line], words: &Words) {
    let body = || lines.iter().filter(|line| line.role == Role::Body);
    let left = body().filter(|line| line.indent == 1).count();
    let flush = body().filter(|line| line.indent == 0).count();
    let deeper = body().filter(|line| line.indent > 2).count();
    if left < 3 || left > flush || deeper > left || body().any(|line| line.bullet) {
        return;
    }
    let mut before = String::new();
    for line in lines.iter_mut().filter(|line| line.role == Role::Body) {
        if words.fixed.page_number.is_match(&line.text) {
            continue;
        }
        // A sentence may go on with a blank at the top of a page.
        let goes_on = line.text.starts_with(char::is_lowercase) && !leads_item(&before);
        let title = line.text.chars().count() < 60 && sections::known(&line.text, words).is_some();
        line.bullet = line.indent == 1 && !title && !goes_on;
        before.clone_from(&line.text);
    }
}

/// Whether an item may stand after a line: it ends a sentence or an item, or leads in what follows.
fn leads_item(before: &str) -> bool {
    let ties = [" att", " och", " samt", " eller"];
    before.ends_with(['.', ':', ';', ',', '?', '!', ')'])
        || ties.iter().any(|tie| before.ends_with(tie))
}

/// Whether blank lines stand between nearly all lines, and so part nothing.
fn spaced_out(lines: &[Line]) -> bool {
    let (mut body, mut after_blank, mut blank) = (0usize, 0usize, false);
    for line in lines {
        match line.role {
            Role::Blank => blank = true,
            Role::Body => {
                body += 1;
                after_blank += usize::from(blank);
                blank = false;
            }
            _ => {}
        }
    }
    let long = lines.iter().any(|line| line.text.chars().count() > 400);
    !long && body > 30 && after_blank * 100 > body * 92
}

/// Marks the lines that blank lines part from what precedes.
fn gaps(lines: &mut [Line], spaced: bool) {
    let (mut blank, mut turned) = (true, false);
    for line in lines {
        match line.role {
            Role::Blank => blank = true,
            Role::Body => {
                line.gap = line.page && line.indent > 0 || (blank && !spaced);
                line.turned = turned || line.page;
                (blank, turned) = (false, false);
            }
            _ => {
                blank = blank || matches!(line.role, Role::Note(_));
                turned = true;
            }
        }
    }
}

/// The length that nine lines of ten do not pass.
fn width(lines: &[Line]) -> usize {
    let mut lengths: Vec<usize> = lines
        .iter()
        .filter(|l| l.role == Role::Body)
        .map(|l| l.text.chars().count())
        .filter(|n| *n > 25)
        .collect();
    lengths.sort_unstable();
    lengths.get(lengths.len() * 9 / 10).copied().unwrap_or(80)
}
