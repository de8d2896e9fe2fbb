//! A text that lost its line breaks: finds them again where they are certain, and keeps each place's own line.

use serde_json::Value;

use super::reading::{Ask, Identity, Lines, Reading};
use super::words::Words;

/// A line longer than this is no line of a page, nor a common paragraph.
const LONG: usize = 1000;
/// No title has more words.
const TITLE: usize = 8;

/// A text with its lines found again.
pub struct Unfolded {
    /// The text, line by line.
    pub text: String,
    /// For each of its lines the line in the text as given.
    pub given: Vec<usize>,
}

/// The text with its lines found again, where most of it stands in lines that no page has.
pub fn unfold(text: &str, words: &Words) -> Option<Unfolded> {
    let long: usize = text.split('\n').map(str::len).filter(|length| *length > LONG).sum();
    if long * 2 < text.len() || text.len() > super::lines::LONGEST {
        return None;
    }
    let mut unfolded = Unfolded { text: String::new(), given: Vec::new() };
    for (at, line) in text.split('\n').enumerate() {
        for piece in pieces(line, words) {
            unfolded.add(&piece, at + 1);
        }
    }
    (!unfolded.given.is_empty()).then_some(unfolded)
}

impl Unfolded {
    /// Adds a line that stands at the line `given` of the text as given.
    pub fn add(&mut self, line: &str, given: usize) {
        self.text.push_str(line);
        self.text.push('\n');
        self.given.push(given);
    }

    /// What is certain of the reading, with its places in the text as given, and the user told of the loss.
    pub fn lost(&self, reading: Reading) -> Reading {
        let about = self.text.chars().take(80).collect();
        let lost = Ask { what: "lines-lost".to_owned(), about, lines: Lines(1, self.given.len()) };
        let mut certain = certain(reading);
        certain.asks.insert(0, lost);
        self.placed(&certain)
    }

    /// The reading with its places in the text as given.
    pub fn placed(&self, reading: &Reading) -> Reading {
        let placed = serde_json::to_value(reading).and_then(|mut value| {
            self.place(&mut value);
            serde_json::from_value(value)
        });
        placed.unwrap_or_default()
    }

    fn place(&self, value: &mut Value) {
        match value {
            Value::Object(fields) => fields.values_mut().for_each(|field| self.place(field)),
            Value::Array(items) => match items.as_mut_slice() {
                [Value::Number(from), Value::Number(to)] => {
                    let line = |number: &serde_json::Number| {
                        let nth = number.as_u64().and_then(|n| usize::try_from(n).ok());
                        let nth = nth.unwrap_or(1).clamp(1, self.given.len());
                        self.given.get(nth - 1).copied().unwrap_or(1)
                    };
                    let (first, last) = (line(from), line(to));
                    (*from, *to) = (first.min(last).into(), first.max(last).into());
                }
                items => items.iter_mut().for_each(|item| self.place(item)),
            },
            _ => {}
        }
    }
}

/// Only what sentences, bullets and question marks tell; what the setting of a page tells is lost.
fn certain(mut reading: Reading) -> Reading {
    let Identity { client, performer, period, assessed, .. } = reading.identity;
    reading.identity = Identity { client, performer, period, assessed, ..Identity::default() };
    let whole = |text: &str| !mixed(&text.split_whitespace().collect::<Vec<_>>());
    reading.questions.retain(|question| whole(&question.said.as_written));
    reading.recommendations.retain(|one| whole(&one.said.as_written));
    reading.verdicts.retain(|verdict| verdict.grade.is_some());
    reading.criteria.retain(|criterion| !criterion.laws.is_empty());
    for place in reading.recommendations.iter_mut().flat_map(|one| &mut one.places) {
        (place.section, place.title) = (None, None);
    }
    let kept = ["lines-lost", "kind", "grade-", "verdict-", "position", "promise-date"];
    reading.asks.retain(|ask| kept.iter().any(|what| ask.what.starts_with(what)));
    Reading {
        delimitations: Vec::new(),
        methods: Vec::new(),
        documents: Vec::new(),
        interviews: Vec::new(),
        observations: Vec::new(),
        remarks: Vec::new(),
        strengths: Vec::new(),
        fact_checks: Vec::new(),
        follow_ups: Vec::new(),
        review: None,
        ..reading
    }
}

/// A line cut before headings, bullets and numbers, and after sentences.
fn pieces(line: &str, words: &Words) -> Vec<String> {
    let tokens: Vec<&str> = line.split_whitespace().collect();
    let mut found: Vec<String> = Vec::new();
    let mut piece: Vec<&str> = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let before = at.checked_sub(1).and_then(|at| tokens.get(at)).copied();
        let title = title(&tokens, at, before, words);
        if title > 0
            || opens_item(&tokens, at, before, &piece)
            || new_sentence(token, before, words)
        {
            flush(&mut found, &mut piece);
        }
        if title > 0 {
            let heading = tokens.get(at..at + title).unwrap_or(&[]);
            found.extend([heading.join(" "), String::new()]);
            at += title;
        } else {
            piece.push(token);
            at += 1;
        }
    }
    flush(&mut found, &mut piece);
    found
}

/// Ends a piece. An item or a question in which another sentence begins unmarked cannot be told apart from it, and goes.
fn flush(found: &mut Vec<String>, piece: &mut Vec<&str>) {
    let item = piece.first().is_some_and(|first| is_bullet(first) || number(first).is_some());
    let mixed = mixed(piece.get(usize::from(item)..).unwrap_or(&[]));
    let asks = piece.last().is_some_and(|last| last.ends_with('?'));
    if !piece.is_empty() && !(mixed && (item || asks)) {
        found.extend([piece.join(" "), String::new()]);
    }
    piece.clear();
}

/// Whether a sentence seems to begin where none ended: a name does so too, and then less is found.
fn mixed(words: &[&str]) -> bool {
    words.windows(2).any(|pair| {
        let [before, after] = pair else { return false };
        capital(after) && !before.ends_with([',', ':', ';', '.', '?', '!', '-', '–', '/'])
    })
}

/// How many words from here are a heading: known by its words, or begun by a number with a point in it.
fn title(tokens: &[&str], at: usize, before: Option<&str>, words: &Words) -> usize {
    let numbered = tokens.get(at).is_some_and(|token| section_number(token));
    let free =
        before.is_none_or(|before| ended(before) || before.ends_with(|c: char| c.is_ascii_digit()));
    let first = at + usize::from(numbered);
    if !tokens.get(first).is_some_and(|token| capital(token)) || !(free || numbered) {
        return 0;
    }
    let closes = |end: usize| {
        tokens.get(end).is_none_or(|next| capital(next) || is_bullet(next) || section_number(next))
    };
    let known = |end: &usize| {
        let title = tokens.get(first..*end).unwrap_or(&[]).join(" ").to_lowercase();
        let label = title.contains(' ') && words.is_label(&title);
        closes(*end) && (label || words.heading(&title).is_some())
    };
    let end = (first + 1..=first + TITLE).find(known);
    let dotted = numbered && tokens.get(at).is_some_and(|n| n.trim_end_matches('.').contains('.'));
    let end = end.or_else(|| {
        let all = first + 1..=first + TITLE;
        all.take_while(|end| tokens.get(end - 1).is_some_and(|last| !ended(last)))
            .find(|end| dotted && tokens.get(*end).is_some_and(|next| capital(next)))
    });
    end.map_or(0, |end| end - at)
}

/// Whether an item begins: at a bullet, or at a number that a stop parts from what precedes or that is next in its list.
fn opens_item(tokens: &[&str], at: usize, before: Option<&str>, piece: &[&str]) -> bool {
    let (Some(token), Some(next)) = (tokens.get(at), tokens.get(at + 1)) else { return false };
    let parted = before.is_none_or(|b| {
        b.ends_with([':', ',', ';']) || ended(b) || matches!(b, "att" | "samt" | "och")
    });
    let dash = matches!(*token, "-" | "–" | "—" | "o" | "*" | "·");
    let follows = || {
        let value = |token: &str| number(token).and_then(|number| number.parse::<u8>().ok());
        let last = piece.first().and_then(|first| value(first));
        last.is_some_and(|last| value(token) == last.checked_add(1))
    };
    let bullet = is_bullet(token) && (!dash || parted);
    next.starts_with(char::is_alphabetic)
        && (bullet || number(token).is_some() && (parted || follows()))
}

fn new_sentence(token: &str, before: Option<&str>, words: &Words) -> bool {
    let Some(before) = before else { return false };
    let dated = before.len() == 10 && before.parse::<jiff::civil::Date>().is_ok();
    let bare = before.trim_end_matches('.').to_lowercase();
    let short = words.abbreviations.contains(&bare)
        || bare.chars().count() == 1
        || number(before).is_some();
    capital(token) && (dated || ended(before) && !short)
}

fn ended(token: &str) -> bool {
    token.trim_end_matches(['”', '"', ')']).ends_with(['.', '?', '!'])
}

fn capital(token: &str) -> bool {
    let mut chars = token.trim_start_matches(['”', '"', '(']).chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_some_and(char::is_lowercase)
}

fn is_bullet(token: &str) -> bool {
    super::lines::unbullet(&format!("{token} ")).0
}

/// The number of an item (`1.`, `b)`).
fn number(token: &str) -> Option<&str> {
    let number = token.strip_suffix(['.', ')'])?;
    let digits = number.len() < 3 && number.parse::<u8>().is_ok();
    let letter =
        token.ends_with(')') && number.len() == 1 && number.starts_with(char::is_lowercase);
    (digits || letter).then_some(number)
}

/// The number of a section (`2`, `2.1`, `2.1.`).
fn section_number(token: &str) -> bool {
    let parts = token.trim_end_matches('.').split('.');
    token.len() < 9
        && parts.clone().count() < 5
        && parts.into_iter().all(|part| part.len() < 3 && part.parse::<u8>().is_ok())
}
