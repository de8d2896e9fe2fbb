//! Joins lines to paragraphs and list items, also over page breaks and where blank lines are lost.

use super::line::{Line, Page, Role};
use super::patterns::Lazy;
use super::reading::{Lines, Said};
use super::repair;
use super::sections::{Section, ended};
use super::words::Words;

/// What a block is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A heading, by its index among the sections.
    Heading(usize),
    /// A paragraph.
    Paragraph,
    /// An item of a list, with its number where it has one.
    Item(Option<String>),
}

/// A heading, paragraph or list item.
#[derive(Clone, Debug)]
pub struct Block {
    /// What it is.
    pub shape: Shape,
    /// Its words, joined.
    pub text: String,
    /// Where each line's words begin in `text`: offset and line.
    starts: Vec<(usize, usize)>,
}

impl Block {
    fn begin(shape: Shape, text: &str, line: &Line) -> Self {
        let mut joined = String::new();
        repair::join(&mut joined, text);
        Self { shape, text: joined, starts: vec![(0, line.no)] }
    }

    fn add(&mut self, line: &Line) {
        repair::join(&mut self.text, &line.text);
        let first = line.text.split_whitespace().collect::<Vec<_>>().join(" ");
        self.starts.push((self.text.len() - first.len().min(self.text.len()), line.no));
    }

    /// Its lines.
    pub fn lines(&self) -> Lines {
        let first = self.starts.first().map_or(0, |(_, line)| *line);
        Lines(first, self.starts.last().map_or(first, |(_, line)| *line))
    }

    /// The lines of a part of its text.
    pub fn lines_of(&self, from: usize, to: usize) -> Lines {
        let line = |offset: usize| {
            let after = self.starts.partition_point(|(start, _)| *start <= offset);
            self.starts.get(after.saturating_sub(1)).map_or(0, |(_, line)| *line)
        };
        Lines(line(from), line(to.saturating_sub(1).max(from)))
    }

    /// A part of its text, trimmed, with its lines.
    pub fn said(&self, from: usize, to: usize) -> Said {
        let part = self.text.get(from..to).unwrap_or("");
        let lead = part.len() - part.trim_start().len();
        let trimmed = part.trim();
        Said {
            as_written: trimmed.to_owned(),
            lines: self.lines_of(from + lead, from + lead + trimmed.len()),
        }
    }

    /// All its words with its lines.
    pub fn whole(&self) -> Said {
        Said { as_written: self.text.clone(), lines: self.lines() }
    }

    /// Whether it is a list item.
    pub fn is_item(&self) -> bool {
        matches!(self.shape, Shape::Item(_))
    }

    /// Whether it is a heading.
    pub fn is_heading(&self) -> bool {
        matches!(self.shape, Shape::Heading(_))
    }
}

/// All blocks, in order.
pub fn blocks(page: &Page, sections: &[Section], words: &Words) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    let mut next_section = 0usize;
    let mut before: Option<&Line> = None;
    for (at, line) in page.lines.iter().enumerate() {
        if line.role != Role::Body {
            continue;
        }
        let width = local_width(page, at);
        if sections.get(next_section).is_some_and(|section| section.at == at) {
            found.push(Block::begin(Shape::Heading(next_section), &line.text, line));
            next_section += 1;
        } else if let Some((number, text)) = item(line, before, found.last(), width, words) {
            found.push(Block::begin(Shape::Item(number), &text, line));
        } else {
            match found.last_mut() {
                Some(last) if continues(last, before, line, width, words) => last.add(line),
                _ => found.push(Block::begin(Shape::Paragraph, &line.text, line)),
            }
        }
        before = Some(line);
    }
    found
}

/// All footnotes, each as one block that begins with its number.
pub fn notes(page: &Page) -> Vec<Block> {
    let mut found: Vec<(u32, Block)> = Vec::new();
    for line in &page.lines {
        let Role::Note(number) = line.role else { continue };
        match found.last_mut() {
            Some((last, block)) if *last == number => block.add(line),
            _ => {
                let shape = Shape::Item(Some(number.to_string()));
                found.push((number, Block::begin(shape, &line.text, line)));
            }
        }
    }
    found.into_iter().map(|(_, block)| block).collect()
}

fn item(
    line: &Line,
    before: Option<&Line>,
    last: Option<&Block>,
    width: usize,
    words: &Words,
) -> Option<(Option<String>, String)> {
    let numbered = |pattern: &Lazy| {
        let found = pattern.captures(&line.text)?;
        let (number, rest) = (found.get(1)?.as_str(), found.get(2)?.as_str());
        let opens = line.bullet
            || line.gap
            || before.is_none_or(|before| ended(before, width))
            || last.is_some_and(|last| follows(number, last));
        (opens && !rest.is_empty()).then(|| (Some(number.to_owned()), rest.to_owned()))
    };
    let starts_so = line.text.starts_with(|c: char| c.is_ascii_digit() || c.is_alphabetic());
    let found = starts_so.then(|| {
        numbered(&words.fixed.short_number)
            .or_else(|| {
                // "Rekommendation 1 och 2 riktas till …" speaks of them and is none of them.
                let labelled = numbered(&words.fixed.label_number);
                labelled.filter(|(_, rest)| !words.fixed.not_labelled.is_match(rest))
            })
            .or_else(|| numbered(&words.fixed.list_number))
    });
    found.flatten().or_else(|| line.bullet.then(|| (None, line.text.clone())))
}

/// Whether a number is the first after the words that lead a list in, or the next in its list.
fn follows(number: &str, last: &Block) -> bool {
    let value = |number: &str| match number.trim_start_matches(['R', 'F', ' ']).parse::<u32>() {
        Ok(value) => Some(value),
        Err(_) => number.chars().next().filter(|_| number.len() == 1).map(|c| u32::from(c) - 96),
    };
    match &last.shape {
        Shape::Item(Some(before)) => value(before).is_some_and(|n| value(number) == Some(n + 1)),
        Shape::Paragraph => value(number) == Some(1) && last.text.ends_with(" att"),
        _ => false,
    }
}

fn continues(
    block: &Block,
    before: Option<&Line>,
    line: &Line,
    width: usize,
    words: &Words,
) -> bool {
    let small = line.text.starts_with(|c: char| c.is_lowercase());
    let labelled =
        !small && line.text.split_once(':').is_some_and(|(label, _)| words.is_label(label));
    if block.is_heading() || labelled || words.answers.takes_stand.is_match(&line.text) && !small {
        return false;
    }
    let finished = block.text.trim_end_matches(['”', '"', ')']).ends_with(['.', '?', '!', ':'])
        && !open_bracket(&block.text);
    let begins_list = block.text.ends_with(':') && !line.gap;
    // "att …," again and again is a list; the last but one may end in "samt".
    let again = line.text.starts_with("att ")
        && (block.text.ends_with(':')
            || block.text.starts_with("att ")
                && (block.text.ends_with([',', ';', '.'])
                    || [" samt", " och"].iter().any(|tie| block.text.ends_with(tie))));
    let label = finished && label_alone(&line.text, words);
    if again || label || finished && !small && (begins_list || words.is_label(&line.text)) {
        return false;
    }
    let length = before.map_or(0, |before| before.text.chars().count());
    let first = line.text.split(' ').next().map_or(0, |word| word.chars().count());
    if line.gap {
        let loose = line.text.starts_with(|c: char| c.is_ascii_digit() || c == '(')
            && (block.is_item() || block.text.ends_with('-'));
        // A name goes on with the sentence where the page before ended in a full line.
        let over = line.turned && length + first + 1 >= width && block.text.contains(' ');
        let on = small || loose || over || only_begun(&block.text) || open_bracket(&block.text);
        return !finished && on;
    }
    // A wrapped line leaves no room for the next word; letters differ in width, so some slack is left.
    let slack = if block.text.ends_with([')', '.', '?', ':']) { 1 } else { 7 };
    let had_room = length + first + slack < width && !open_bracket(&block.text);
    let bound = block.text.ends_with(" samt") || block.text.ends_with(" och");
    let word = line.text.split(' ').next().unwrap_or("");
    let advice = &words.recommendation;
    let verb = advice.infinitive.is_match(word) && !advice.no_verb.is_match(word);
    let tied = block.text.ends_with(',') || bound && verb;
    let listed = tied && !block.is_item() && length + first + 7 < width && length * 4 < width * 3;
    let new_item = finished && length * 4 < width * 3 && block.text.ends_with('.');
    if small {
        !new_item && !listed
    } else {
        !had_room || !finished && begins_with_year(&line.text)
    }
}

/// Whether words end with one or two of a new sentence, which no paragraph does.
fn only_begun(text: &str) -> bool {
    let last = text.rsplit_once(". ").map_or("", |(_, last)| last);
    !last.is_empty() && last.starts_with(char::is_uppercase) && last.split(' ').count() < 3
}

/// Whether a line begins with a year in the middle of a sentence ("2021 till och med …").
fn begins_with_year(text: &str) -> bool {
    let (year, rest) = text.split_at_checked(5).unwrap_or((text, ""));
    let year = year.strip_suffix(' ').filter(|year| year.bytes().all(|b| b.is_ascii_digit()));
    year.is_some_and(|year| year.starts_with("19") || year.starts_with("20"))
        && rest.starts_with(char::is_lowercase)
}

/// Whether a line is the label of what stands below it ("Rekommendation 2").
fn label_alone(text: &str, words: &Words) -> bool {
    let found = words.fixed.label_number.captures(text);
    found.and_then(|found| found.get(2)).is_some_and(|rest| rest.as_str().is_empty())
}

/// The longest line around this one: what its column is set to.
fn local_width(page: &Page, at: usize) -> usize {
    let near = page
        .lines
        .iter()
        .skip(at.saturating_sub(12))
        .take(25)
        .filter(|line| line.role == Role::Body);
    near.map(|line| line.text.chars().count()).max().unwrap_or(page.width).min(page.width)
}

fn open_bracket(text: &str) -> bool {
    match (text.rfind('('), text.rfind(')')) {
        (Some(open), Some(close)) => open > close && text.len() - open < 80,
        (Some(open), None) => text.len() - open < 80,
        _ => false,
    }
}
