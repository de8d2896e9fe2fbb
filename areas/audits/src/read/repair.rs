//! Mends what conversion breaks: characters, hyphens at line ends, words with space inside them.

use std::collections::HashMap;

use super::line::{Line, Role};

/// One line's characters as they were meant: hard spaces, ligatures, letters with loose accents.
pub fn characters(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    for c in raw.trim_end().chars() {
        match c {
            '\u{feff}' | '\u{200b}' | '\u{c}' | '\u{0}' => {}
            '\u{ad}' => out.push('\u{ad}'),
            '\u{a0}' | '\u{2007}' | '\u{202f}' => out.push(' '),
            '\u{fb00}' => out.push_str("ff"),
            '\u{fb01}' => out.push_str("fi"),
            '\u{fb02}' => out.push_str("fl"),
            '\u{2010}' | '\u{2011}' => out.push('-'),
            '\u{30a}' | '\u{308}' | '\u{301}' => accent(&mut out, c),
            _ => out.push(c),
        }
    }
    let soft_end = out.ends_with('\u{ad}');
    let mut out = unstarred(&out.replace('\u{ad}', "").replace("**", ""));
    if soft_end {
        out.push('-');
    }
    out
}

/// Without the stars that conversion sets around what was slanted or bold: `*Mall för system*`.
fn unstarred(text: &str) -> String {
    let mut parts = text.split('*').peekable();
    let mut out = parts.next().unwrap_or_default().to_owned();
    while let Some(part) = parts.next() {
        let opens = part.starts_with(char::is_alphanumeric) && !part.ends_with(' ');
        match parts.peek() {
            Some(_) if opens => {
                out.push_str(part);
                out.push_str(parts.next().unwrap_or_default());
            }
            _ => {
                out.push('*');
                out.push_str(part);
            }
        }
    }
    out
}

fn accent(out: &mut String, accent: char) {
    let Some(letter) = out.pop() else { return };
    let whole = match (letter, accent) {
        ('a', '\u{30a}') => 'å',
        ('A', '\u{30a}') => 'Å',
        ('a', '\u{308}') => 'ä',
        ('A', '\u{308}') => 'Ä',
        ('o', '\u{308}') => 'ö',
        ('O', '\u{308}') => 'Ö',
        ('e', '\u{301}') => 'é',
        ('E', '\u{301}') => 'É',
        _ => letter,
    };
    out.push(whole);
}

/// `S y f t e` is a word set with space between its letters; two spaces part words.
pub fn letterspaced(text: &str) -> String {
    let single = |part: &str| part.chars().count() == 1 && part.chars().all(char::is_alphabetic);
    let run = text.split(' ').fold((0usize, 0usize), |(longest, now), part| {
        let now = if single(part) { now + 1 } else { 0 };
        (longest.max(now), now)
    });
    if run.0 < 4 {
        return text.to_owned();
    }
    let words = text.split("  ").map(|word| {
        let spaced = word.split_whitespace().count() > 1 && word.split_whitespace().all(single);
        if spaced { word.split_whitespace().collect() } else { word.trim().to_owned() }
    });
    words.filter(|word: &String| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// How many parts a word is found in at most.
const PARTS: usize = 4;

/// Joins `infor mation` where the text has the whole word elsewhere, or the field does, and one of the parts nowhere but
/// beside the other.
pub fn odd_spacing(lines: &mut [Line], whole: &[String]) {
    let mut seen: HashMap<String, u32> = HashMap::new();
    let mut beside: HashMap<(String, String), u32> = HashMap::new();
    for line in lines.iter().filter(|l| l.role == Role::Body) {
        let words: Vec<String> = line.text.split_whitespace().map(bare).collect();
        for pair in words.windows(2) {
            if let [left, right] = pair {
                *beside.entry((left.clone(), right.clone())).or_default() += 1;
            }
        }
        words.into_iter().for_each(|word| *seen.entry(word).or_default() += 1);
    }
    let times = |word: &str| seen.get(word).copied().unwrap_or(0);
    // A part that stands nowhere but beside the other.
    let torn = |pair: &[String]| {
        let [left, right] = pair else { return false };
        let together = beside.get(&(left.clone(), right.clone())).copied().unwrap_or(0);
        together > 0 && (times(left) == together || times(right) == together)
    };
    // The whole word, or of a verb another of its forms (`sam ordna` where `samordnar` stands).
    let inflected = |word: &str| {
        word.len() > 6
            && word.ends_with('a')
            && ["r", "s", "t", "d", "de"].iter().any(|ending| times(&format!("{word}{ending}")) > 0)
    };
    let known =
        |word: &str| times(word) > 0 || inflected(word) || whole.iter().any(|known| known == word);
    let is_one = |parts: &[&str]| {
        let bares: Vec<String> = parts.iter().map(|part| bare(part)).collect();
        let broken = parts.windows(2).all(|pair| {
            let [left, right] = pair else { return false };
            left.ends_with(char::is_alphabetic) && right.starts_with(char::is_lowercase)
        });
        broken
            && bares.windows(2).any(torn)
            && bares.iter().any(|part| part.len() > 2)
            && known(&bares.concat())
    };
    for line in lines.iter_mut().filter(|line| line.role == Role::Body) {
        let words: Vec<&str> = line.text.split_whitespace().collect();
        let mut kept: Vec<String> = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let one = |count: &usize| words.get(at..at + count).is_some_and(is_one);
            let count = (2..=PARTS).rev().find(one).unwrap_or(1);
            kept.push(words.get(at..at + count).unwrap_or(&[]).concat());
            at += count;
        }
        if !line.text.contains("  ") || kept.len() < words.len() {
            line.text = kept.join(" ");
        }
    }
}

fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// Appends the next line to a text, with the hyphen at the line's end kept or dropped as Swedish has it.
pub fn join(text: &mut String, next: &str) {
    let squeezed = next.split_whitespace().collect::<Vec<_>>().join(" ");
    let first = squeezed.split(' ').next().unwrap_or("");
    if text.ends_with('-') && !squeezed.is_empty() {
        let stump = text
            .trim_end_matches('-')
            .rsplit(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or("")
            .to_owned();
        let goes_on = first.starts_with(char::is_lowercase)
            && !matches!(first, "och" | "eller" | "samt" | "respektive" | "till");
        let digits = stump.ends_with(|c: char| c.is_ascii_digit())
            && first.starts_with(|c: char| c.is_ascii_digit());
        if goes_on && !stump.is_empty() {
            let abbreviation = stump.chars().count() < 2
                || stump.chars().all(|c| !c.is_lowercase())
                || matches!(stump.as_str(), "it" | "hr" | "vd");
            if !abbreviation {
                text.pop();
            }
        }
        if !((goes_on || digits) && !stump.is_empty()) {
            text.push(' ');
        }
    } else if !text.is_empty() && !squeezed.is_empty() {
        text.push(' ');
    }
    text.push_str(&squeezed);
}

/// Tells each number that hangs on a word or its stop, as a footnote mark does (`behövs.1`, `Cosmic5`).
pub fn note_marks(text: &str, mut found: impl FnMut(u32)) {
    each_mark(text, |_, _, number| found(number));
}

/// The text without the mark of one footnote.
pub fn without_mark(text: &str, number: u32) -> String {
    let mut out = text.to_owned();
    each_mark(text, |from, to, found| {
        if found == number {
            out = format!("{}{}", text.get(..from).unwrap_or(""), text.get(to..).unwrap_or(""));
        }
    });
    out
}

fn each_mark(text: &str, mut found: impl FnMut(usize, usize, u32)) {
    let mut before = (' ', ' ');
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c.is_ascii_digit() && !before.1.is_ascii_digit() {
            let mut end = at + 1;
            while chars.peek().is_some_and(|(_, next)| next.is_ascii_digit()) {
                chars.next();
                end += 1;
            }
            let hangs = before.1.is_lowercase()
                || (matches!(before.1, '.' | ',' | ';' | ')' | '”' | '"')
                    && (before.0.is_lowercase() || before.0 == ')'));
            let alone =
                !chars.peek().is_some_and(|(_, next)| next.is_alphanumeric() || *next == ':');
            let digits = text.get(at..end).unwrap_or("");
            if hangs && alone {
                for cut in 0..digits.len().min(2) {
                    if let Some(Ok(number)) = digits.get(cut..).map(str::parse::<u32>) {
                        found(at + cut, end, number);
                    }
                }
            }
            before = ('0', '0');
        } else {
            before = (before.1, c);
        }
    }
}
