//! A text as clean lines: page marks, contents lists and footnotes set apart, bullets taken off.

use std::collections::HashMap;

use super::reading::Lines;
use super::repair;
use super::words::Words;

/// A longer text is read up to here; the rest is asked about.
pub const LONGEST: usize = 6_000_000;

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A line of the text itself.
    Body,
    /// Nothing but space.
    Blank,
    /// A page number, a running header, a line of the list of contents.
    Noise,
    /// A footnote, by its number.
    Note(u32),
    /// A line of a table.
    Cell,
}

/// One line of the text.
#[derive(Clone, Debug)]
pub struct Line {
    /// Counted from 1.
    pub no: usize,
    /// The words, cleaned, without bullet.
    pub text: String,
    /// As given, for columns.
    pub raw: String,
    /// Leading space beyond what all lines have.
    pub indent: usize,
    /// Whether a bullet stood before the words.
    pub bullet: bool,
    /// Whether the text marks it as a heading (markdown, bold).
    pub marked: bool,
    /// Whether blank lines before it part it from what precedes.
    pub gap: bool,
    /// Whether a page begins here.
    pub page: bool,
    /// What it is.
    pub role: Role,
}

impl Line {
    /// Its place.
    pub fn at(&self) -> Lines {
        Lines(self.no, self.no)
    }
}

/// The text's lines and the width that they are set to.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// All lines, in order.
    pub lines: Vec<Line>,
    /// The length of a full line.
    pub width: usize,
    /// Whether the text was longer than what is read.
    pub cut: bool,
}

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
    noise(&mut lines, words);
    repair::odd_spacing(&mut lines);
    let width = width(&lines);
    let spaced = spaced_out(&lines);
    notes(&mut lines, width, spaced, words);
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
    Line { no, text, raw, indent, bullet, marked, gap: false, page, role }
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
fn unbullet(text: &str) -> (bool, &str) {
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return (false, text) };
    let rest = chars.as_str();
    // Bullets, arrows, shapes and dingbats; and what symbol fonts leave behind.
    let sure = matches!(first, '•' | '‣' | '\u{2190}'..='\u{21ff}' | '\u{25a0}'..='\u{25ff}' | '\u{2700}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{e000}'..='\u{f8ff}');
    let spaced = matches!(first, '-' | '–' | '—' | '*' | 'o' | '·' | '>');
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

/// After the word `Innehåll` come its entries, each with a page; one broken over two lines is let through.
fn contents(lines: &mut [Line], words: &Words) {
    let heading = lines.iter().position(|line| words.fixed.contents_heading.is_match(&line.text));
    let Some(from) = heading else { return };
    let entry = |line: &Line| words.fixed.contents_entry.is_match(line.text.trim()) && !line.bullet;
    let body: Vec<usize> = (from + 1..lines.len())
        .filter(|at| lines.get(*at).is_some_and(|line| line.role == Role::Body))
        .take(400)
        .collect();
    let is_entry: Vec<bool> = body.iter().map(|at| lines.get(*at).is_some_and(entry)).collect();
    let broken = |nth: usize| is_entry.get(nth + 1) == Some(&true);
    let end = (0..body.len()).find(|nth| is_entry.get(*nth) == Some(&false) && !broken(*nth));
    for at in body.iter().take(end.unwrap_or(0)) {
        if let Some(line) = lines.get_mut(*at) {
            line.role = Role::Noise;
        }
    }
}

fn noise(lines: &mut [Line], words: &Words) {
    let mut last_number = None;
    for at in 0..lines.len() {
        let Some(line) = lines.get_mut(at) else { continue };
        if line.role != Role::Body {
            continue;
        }
        if words.fixed.page_number.is_match(&line.text) && !line.bullet {
            line.role = Role::Noise;
            last_number = Some(at);
        } else if words.fixed.contents_line.is_match(line.raw.trim()) {
            line.role = Role::Noise;
        }
    }
    contents(lines, words);
    if last_number.is_some() {
        running_headers(lines, words);
    }
}

/// A line in capitals, or one that returns, next to a page number or a page break is a running header.
fn running_headers(lines: &mut [Line], words: &Words) {
    let near: Vec<bool> = (0..lines.len()).map(|at| near_page_mark(lines, at, words)).collect();
    let mut seen: HashMap<String, usize> = HashMap::new();
    for (line, _) in
        lines.iter().zip(&near).filter(|(line, near)| **near && line.role == Role::Body)
    {
        *seen.entry(line.text.clone()).or_default() += 1;
    }
    for (line, _) in
        lines.iter_mut().zip(&near).filter(|(line, near)| **near && line.role == Role::Body)
    {
        let capitals = line.text.chars().any(char::is_alphabetic)
            && !line.text.chars().any(char::is_lowercase);
        let returns = seen.get(&line.text).is_some_and(|times| *times >= 3);
        let known = words.heading(&line.text.to_lowercase()).is_some();
        if !line.bullet && line.text.chars().count() < 80 && (capitals || returns) && !known {
            line.role = Role::Noise;
        }
    }
}

fn near_page_mark(lines: &[Line], at: usize, words: &Words) -> bool {
    let number = &words.fixed.page_number;
    let mark = |line: &&Line| line.role == Role::Noise && number.is_match(&line.text);
    let from = at.saturating_sub(3);
    lines
        .iter()
        .skip(from)
        .take(at - from)
        .rev()
        .take_while(|l| l.role != Role::Body)
        .any(|l| mark(&l))
        || lines.iter().skip(at + 1).take(4).take_while(|l| l.role != Role::Body).any(|l| mark(&l))
}

/// Sets footnotes apart: they come in order, and each is referred to by a mark before it.
fn notes(lines: &mut [Line], width: usize, spaced: bool, words: &Words) {
    let mut marks: HashMap<u32, usize> = HashMap::new();
    let mut note: Option<Note> = None;
    let (mut last, mut blank) = (0u32, false);
    for at in 0..lines.len() {
        let Some(line) = lines.get(at).filter(|line| line.role != Role::Noise) else { continue };
        if line.role == Role::Blank {
            blank = !spaced;
            continue;
        }
        let marked = |n: &u32| marks.get(n).is_some_and(|mark| at - mark <= 150);
        let starts =
            note_number(&line.text).filter(|n| *n == last + 1 && !line.bullet && marked(n));
        if let Some(number) = starts {
            last = number;
            note = Some(Note { number, indent: line.indent, closed: false });
            strike(lines, marks.get(&number).copied(), number);
        } else if !note.as_ref().is_some_and(|note| !blank && note.goes_on(line, words)) {
            note = None;
            repair::note_marks(&line.text, |number| {
                marks.insert(number, at);
            });
        }
        blank = false;
        let next =
            lines.iter().skip(at + 1).find(|line| line.role == Role::Body).map_or(0, first_word);
        if let (Some(note), Some(line)) = (&mut note, lines.get_mut(at)) {
            line.role = Role::Note(note.number);
            let room = line.text.chars().count() + next + 8 < width;
            note.closed = room && line.text.ends_with(['.', ']', ')']);
        }
    }
}

/// A footnote while its lines are read.
struct Note {
    number: u32,
    indent: usize,
    /// Whether its last line ended a sentence with room left.
    closed: bool,
}

impl Note {
    fn goes_on(&self, line: &Line, words: &Words) -> bool {
        let heading = || words.heading(line.text.trim().to_lowercase().as_str()).is_some();
        !self.closed && !line.bullet && line.indent == self.indent && !line.page && !heading()
    }
}

fn first_word(line: &Line) -> usize {
    line.text.split_whitespace().next().map_or(0, |word| word.chars().count())
}

fn note_number(text: &str) -> Option<u32> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = text.get(digits..)?;
    let named = rest.starts_with(' ')
        && rest
            .trim_start()
            .chars()
            .next()
            .is_some_and(|c| c.is_uppercase() || c == '”' || c == '"' || c == 'p');
    if (1..=3).contains(&digits) && named { text.get(..digits)?.parse().ok() } else { None }
}

fn strike(lines: &mut [Line], mark: Option<usize>, number: u32) {
    if let Some(line) = mark.and_then(|at| lines.get_mut(at)) {
        line.text = repair::without_mark(&line.text, number);
    }
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
    let mut blank = true;
    for line in lines {
        match line.role {
            Role::Blank => blank = true,
            Role::Body => {
                line.gap = line.page && line.indent > 0 || (blank && !spaced);
                blank = false;
            }
            _ => blank = blank || matches!(line.role, Role::Note(_)),
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
