//! The board's answers: what is answered, its position, and the answer's parts (AUD-15, AUD-16).

use super::blocks::{Block, Shape};
use super::likeness::Stems;
use super::reading::{Answer, Lines, RequestedPart, Said};
use super::sheet::Sheet;
use super::tables::Table;
use super::words::Words;

/// All answers, in order, in the formats in use: question, auditors' view, answer; four headings; recommendation and answer.
pub fn answers(sheet: &Sheet, words: &Words) -> Vec<Answer> {
    let advice = advice(sheet, words);
    let mut reader = Reader { sheet, words, advice, found: Vec::new(), part: Part::Outside };
    for at in 0..sheet.blocks.len() {
        reader.block(at);
    }
    let mut found = reader.found;
    found.extend(sheet.tables.iter().flat_map(|table| rows(table, words)));
    found.retain(|answer| !answer.subject.as_written.is_empty() && !answer.parts.is_empty());
    found.sort_by_key(|answer| answer.lines);
    found
}

/// The parts of an answer that has four headings, in their order.
const PARTS: [&str; 4] = ["done", "planned", "timetable", "views"];

/// Where in an answer the reader stands.
#[derive(Clone, Debug, PartialEq)]
enum Part {
    Outside,
    Subject,
    Auditors,
    Own(String),
}

struct Reader<'a> {
    sheet: &'a Sheet,
    words: &'a Words,
    /// What a list at the beginning repeats of the recommendations.
    advice: Vec<Stems>,
    found: Vec<Answer>,
    part: Part,
}

/// A block that begins a part: which, with the number and the words after it.
struct Label<'a> {
    key: String,
    name: String,
    number: Option<String>,
    rest: &'a str,
}

impl Reader<'_> {
    fn block(&mut self, at: usize) {
        let Some(block) = self.sheet.blocks.get(at) else { return };
        if let Some(label) = self.label(block) {
            return self.begin(block, &label);
        }
        if self.words.answers.closing.is_match(&block.text) {
            self.part = Part::Outside;
            return;
        }
        if let Some(number) = self.opens(at, block) {
            let title = match block.shape {
                Shape::Heading(nth) => {
                    self.sheet.sections.get(nth).map(|section| section.title.clone())
                }
                _ => None,
            };
            let said = Said {
                as_written: title.unwrap_or_else(|| block.text.clone()),
                lines: block.lines(),
            };
            let to = if said.as_written.ends_with('?') { "question" } else { "recommendation" };
            return self.start(to, number, said, Part::Subject);
        }
        let strong = matches!(block.shape, Shape::Heading(nth) if self.sheet.sections.get(nth).is_some_and(|s| s.key.is_some() || s.level < 3 && s.number.is_some()));
        if strong {
            self.part = Part::Outside;
        } else {
            self.add(block.whole());
        }
    }

    /// The label that a block is, or begins with.
    fn label<'b>(&self, block: &'b Block) -> Option<Label<'b>> {
        let text = block.text.trim();
        let named = |name: &str| {
            let name = name.trim().trim_end_matches([':', '.', '–', '-']).trim().to_lowercase();
            let key = self
                .words
                .answers
                .label
                .iter()
                .find(|label| label.patterns.is_match(&name))?
                .key
                .clone();
            Some((key, name))
        };
        let number_of = |name: &str| {
            name.split(' ')
                .next_back()
                .filter(|last| last.starts_with(|c: char| c.is_ascii_digit()))
                .map(str::to_owned)
        };
        if let Some(line) = self.sheet.line(block.lines().0)
            && let Shape::Item(Some(number)) = &block.shape
            && !line.text.starts_with(|c: char| c.is_ascii_digit())
            && let Some((key, name)) = named(line.text.split(number.as_str()).next().unwrap_or(""))
        {
            return Some(Label { key, name, number: Some(number.clone()), rest: text });
        }
        if text.chars().count() < 90
            && let Some((key, name)) = named(text)
        {
            let number = number_of(&name);
            return Some(Label { key, name, number, rest: "" });
        }
        let (before, rest) = text.split_once(": ").or_else(|| text.split_once(" – "))?;
        if before.chars().count() > 60 {
            return None;
        }
        let (key, name) = named(before)?;
        let number = number_of(&name);
        Some(Label { key, name, number, rest: rest.trim() })
    }

    fn begin(&mut self, block: &Block, label: &Label) {
        let lines = block.lines_of(block.text.len() - label.rest.len(), block.text.len());
        let said = Said { as_written: label.rest.to_owned(), lines };
        if label.key == "subject" {
            let to = if label.name.contains("fråga") || said.as_written.ends_with('?') {
                "question"
            } else {
                "recommendation"
            };
            let said = if said.as_written.is_empty() { Said::default() } else { said };
            self.start(to, label.number.clone(), said, Part::Subject);
            if let Some(answer) = self.found.last_mut() {
                answer.lines = block.lines();
            }
            return;
        }
        // "1. Revisorernas slutsats: …" is what is answered.
        if let (Shape::Item(Some(number)), "auditors") = (&block.shape, label.key.as_str())
            && !said.as_written.is_empty()
        {
            return self.start("recommendation", Some(number.clone()), said, Part::Subject);
        }
        let Some(last) = self.found.last() else { return };
        // Further views after a plain answer are the whole letter's.
        let plain =
            last.parts.iter().all(|part| matches!(part.key.as_str(), "answer" | "responsible"));
        if label.key == "views" && plain && block.is_heading() {
            self.part = Part::Outside;
            return;
        }
        self.part =
            if label.key == "auditors" { Part::Auditors } else { Part::Own(label.key.clone()) };
        if let Some(answer) = self.found.last_mut() {
            answer.lines.1 = answer.lines.1.max(block.lines().1);
        }
        if !said.as_written.is_empty() {
            self.add(said);
        }
    }

    /// Whether a block without a label is what is answered: a question or recommendation with an answer after it.
    fn opens(&self, at: usize, block: &Block) -> Option<Option<String>> {
        let text = block.text.as_str();
        let next = self.sheet.blocks.get(at + 1)?;
        let label = self.label(next);
        if label.as_ref().is_some_and(|label| self.in_turn(&label.key)) {
            return None;
        }
        let labelled =
            label.is_some_and(|label| label.key != "subject" && label.key != "responsible");
        let repeats = !matches!(self.part, Part::Subject);
        let number = match &block.shape {
            Shape::Item(number) => number.clone(),
            Shape::Heading(nth) => self
                .sheet
                .sections
                .get(*nth)
                .filter(|s| {
                    block.text.starts_with(|c: char| c.is_ascii_digit()) && s.number.is_some()
                })
                .and_then(|s| s.number.clone()),
            Shape::Paragraph => None,
        };
        let words = &self.words.recommendation;
        let first = text
            .trim_start_matches(|c: char| !c.is_alphabetic())
            .split(' ')
            .next()
            .unwrap_or("")
            .to_lowercase();
        let rule =
            words.infinitive.is_match(&first) || first == "att" || words.should.is_match(text);
        let known = matches!(block.shape, Shape::Heading(nth) if self.sheet.sections.get(nth).is_some_and(|s| s.key.is_some()));
        let question = text.ends_with('?') && text.chars().count() < 400;
        // In a list that only repeats what was recommended, one item follows the other.
        let before = at.checked_sub(1).and_then(|before| self.sheet.blocks.get(before));
        let listed = before.is_some_and(|block| matches!(block.shape, Shape::Item(Some(_))));
        let repeating = block.is_item() && before.is_some_and(Block::is_item);
        let numbered = !listed && number.is_some() && next.shape == Shape::Paragraph && rule;
        let long = text.chars().count() > 15 && text.chars().count() < 600;
        let advised = self.words.answers.takes_stand.is_match(&next.text)
            && (words.leads.iter().any(|lead| lead.is_match(text)) || number.is_some() && rule);
        let leads = || words.leads.iter().any(|lead| lead.is_match(text));
        let opens = long
            && (!known || advised)
            && repeats
            && ((labelled
                && !repeating
                && (question || rule || number.is_some() || block.is_heading() || leads()))
                || numbered
                || advised
                || self.put_again(block)
                || (question && number.is_some()));
        opens.then_some(number)
    }

    /// Whether a label is the next part of the answer that is read: then what stands before it belongs to this answer.
    fn in_turn(&self, next: &str) -> bool {
        let Part::Own(own) = &self.part else { return false };
        let turn = |key: &str| PARTS.iter().position(|part| *part == key);
        let later = turn(next).is_some_and(|next| turn(own).is_some_and(|own| own < next));
        let parts = self.found.last().map_or(&[][..], |answer| &answer.parts);
        later && !parts.iter().any(|part| part.key == next)
    }

    /// Whether a line by itself says again what the list at the beginning says.
    fn put_again(&self, block: &Block) -> bool {
        let short = !block.is_item() && block.text.chars().count() < 250;
        short && {
            let own = Stems::of(&block.text, self.words);
            own.len() > 1 && self.advice.iter().any(|known| known.like(&own) >= 0.9)
        }
    }

    fn start(&mut self, to: &str, number: Option<String>, subject: Said, part: Part) {
        let lines = subject.lines;
        self.part = part;
        self.found.push(Answer { to: to.to_owned(), number, subject, lines, ..Answer::default() });
    }

    fn add(&mut self, said: Said) {
        let part = self.part.clone();
        let Some(answer) = self.found.last_mut().filter(|_| part != Part::Outside) else { return };
        answer.lines = if answer.lines == Lines::default() {
            said.lines
        } else {
            answer.lines.with(said.lines)
        };
        match part {
            Part::Subject if answer.subject.as_written.is_empty() => answer.subject = said,
            Part::Subject | Part::Outside => {
                self.part = Part::Own("answer".to_owned());
                extend(&mut answer.parts, "answer", said);
            }
            Part::Auditors => match &mut answer.auditors {
                Some(known) => append(known, &said),
                none => *none = Some(said),
            },
            Part::Own(key) => extend(&mut answer.parts, &key, said),
        }
    }
}

/// The recommendations that a list repeats before they are answered one by one.
fn advice(sheet: &Sheet, words: &Words) -> Vec<Stems> {
    let blocks = sheet.blocks.iter().enumerate();
    let leads = blocks.filter(|(_, block)| {
        !block.is_item()
            && block.text.ends_with([':', 't'])
            && words.recommendation.telling.is_match(&block.text)
    });
    let items =
        leads.flat_map(|(at, _)| sheet.blocks.iter().skip(at + 1).take_while(|b| b.is_item()));
    items.map(|item| Stems::of(&item.text, words)).collect()
}

fn extend(parts: &mut Vec<RequestedPart>, key: &str, said: Said) {
    match parts.iter_mut().find(|part| part.key == key) {
        Some(part) => append(&mut part.said, &said),
        None => parts.push(RequestedPart { key: key.to_owned(), said }),
    }
}

pub fn append(known: &mut Said, more: &Said) {
    known.as_written.push(' ');
    known.as_written.push_str(&more.as_written);
    known.lines = known.lines.with(more.lines);
}

/// A table of answers: one row each.
fn rows(table: &Table, words: &Words) -> Vec<Answer> {
    let Some(subject) = table.column(&words.tables.answered) else {
        return Vec::new();
    };
    let key = |column: &str| {
        words
            .answers
            .label
            .iter()
            .find(|label| label.key != "subject" && label.patterns.is_match(column))
            .map(|label| label.key.clone())
    };
    let keys: Vec<Option<String>> = table.columns.iter().map(|column| key(column)).collect();
    let first = table.rows.first().and_then(|row| row.cells.get(subject));
    let all_numbered = first.is_some_and(|said| numbered(said, words).0.is_some());
    let mut found = Vec::new();
    for row in &table.rows {
        let Some(said) = row.cells.get(subject) else { continue };
        let (number, said) = numbered(said, words);
        // Where rows have numbers, one without is what broken lines left of others.
        if number.is_none() && all_numbered {
            continue;
        }
        let mut parts = Vec::new();
        for (cell, key) in row.cells.iter().zip(&keys) {
            // A dash says that nothing is said.
            let told = cell.as_written.contains(char::is_alphanumeric);
            if let (Some(key), true) = (key, told) {
                extend(&mut parts, key, cell.clone());
            }
        }
        let to = if said.as_written.ends_with('?') { "question" } else { "recommendation" };
        found.push(Answer {
            to: to.to_owned(),
            number,
            subject: said,
            parts,
            lines: row.lines,
            ..Answer::default()
        });
    }
    found
}

/// What is answered without the number before it in its cell, and the number.
fn numbered(said: &Said, words: &Words) -> (Option<String>, Said) {
    let found = words.fixed.list_number.captures(&said.as_written);
    let parts = found.and_then(|found| Some((found.get(1)?, found.get(2)?)));
    match parts {
        Some((number, rest)) => {
            let subject = Said { as_written: rest.as_str().to_owned(), lines: said.lines };
            (Some(number.as_str().to_owned()), subject)
        }
        None => (None, said.clone()),
    }
}
