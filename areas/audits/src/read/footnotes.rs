//! Sets footnotes apart from the text that refers to them.

use std::collections::HashMap;

use super::line::{Line, Role};
use super::repair;
use super::words::Words;

/// Sets footnotes apart: they come in order, and each is referred to by a mark before it.
pub fn mark(lines: &mut [Line], width: usize, spaced: bool, words: &Words) {
    let mut marks: HashMap<u32, usize> = HashMap::new();
    let mut note: Option<Note> = None;
    let (mut last, mut blank) = (0u32, false);
    // Whether the text before a footnote ended its sentence: else what follows goes on with it.
    let mut ended = false;
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
            note = Some(Note { number, indent: line.indent, closed: false, open: false });
            strike(lines, marks.get(&number).copied(), number);
        } else if !note.as_ref().is_some_and(|note| {
            note.goes_on(line, words) && (!blank || ended && note.in_sentence(line))
        }) {
            note = None;
            let text = line.text.trim_end_matches(|c: char| c.is_ascii_digit());
            ended = text.ends_with(['.', '?', '!', ':']);
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
            note.open = !room && !line.text.ends_with(['.', '?', '!', ':', ']', ')']);
        }
    }
}

/// A footnote while its lines are read.
struct Note {
    number: u32,
    indent: usize,
    /// Whether its last line ended a sentence with room left.
    closed: bool,
    /// Whether its last line is full and ends no sentence.
    open: bool,
}

impl Note {
    /// Whether a line after a blank one goes on with its sentence.
    fn in_sentence(&self, line: &Line) -> bool {
        self.open && line.text.starts_with(char::is_lowercase)
    }

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
