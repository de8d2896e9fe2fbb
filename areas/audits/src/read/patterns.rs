//! The patterns of the wording files: each made ready when it is first used, and small letters for those without case.
//!
//! Making a pattern ready costs more than reading a report with it: most of it goes to letters that no report has, such
//! as the other cases of every letter in every script. So a pattern that begins with `(?i)` is made for small letters and
//! tried on the text in small letters, and a letter is one of the Latin alphabet.

use std::cell::RefCell;
use std::ops::Range;
use std::sync::OnceLock;

use regex::Regex;
use serde::Deserialize;

/// What stands in a pattern for letters, words and space, and what is meant in reports.
const CLASSES: [(&str, &str); 5] = [
    (r"\p{Lu}", "[A-ZÀ-ÖØ-Þ]"),
    (r"\p{L}", "[A-Za-zÀ-ÖØ-öø-ÿ]"),
    (r"\w", "[0-9A-Za-zÀ-ÖØ-öø-ÿ_]"),
    (r"\d", "[0-9]"),
    (r"\s", r"[\t-\r\x20]"),
];

thread_local! {
    /// The text that was tried last, and the same in small letters: many patterns are tried on one sentence.
    static LAST: RefCell<(String, String)> = RefCell::default();
}

/// A pattern as written, made ready once.
#[derive(Clone, Debug)]
pub struct Lazy {
    written: String,
    /// Whether all of it is without case.
    without_case: bool,
    ready: OnceLock<Regex>,
}

/// Words that a pattern fits.
#[derive(Clone, Copy, Debug)]
pub struct Found<'t> {
    text: &'t str,
    from: usize,
    to: usize,
}

/// Words that a pattern fits, with those that its groups fit.
#[derive(Debug)]
pub struct Parts<'p, 't> {
    pattern: &'p Regex,
    groups: Vec<Option<Found<'t>>>,
}

impl<'t> Found<'t> {
    /// The words, as they stand in the text.
    pub fn as_str(&self) -> &'t str {
        self.text.get(self.from..self.to).unwrap_or("")
    }

    /// Where they begin.
    pub fn start(&self) -> usize {
        self.from
    }

    /// Where they end.
    pub fn end(&self) -> usize {
        self.to
    }

    /// From where to where.
    pub fn range(&self) -> Range<usize> {
        self.from..self.to
    }
}

impl<'t> Parts<'_, 't> {
    /// The words of a group by its number; 0 is the whole.
    pub fn get(&self, group: usize) -> Option<Found<'t>> {
        self.groups.get(group).copied().flatten()
    }

    /// The words of a group by its name.
    pub fn name(&self, name: &str) -> Option<Found<'t>> {
        self.get(self.pattern.capture_names().position(|known| known == Some(name))?)
    }
}

impl Lazy {
    fn new(written: String) -> Self {
        let without_case = written.contains("(?i)") && !written.contains("(?-i");
        Self { written, without_case, ready: OnceLock::new() }
    }

    /// Whether it fits somewhere in a text.
    pub fn is_match(&self, text: &str) -> bool {
        self.seen(text, |pattern, seen| pattern.is_match(seen))
    }

    /// Where it first fits.
    pub fn find<'t>(&self, text: &'t str) -> Option<Found<'t>> {
        let found = self.seen(text, |pattern, seen| Some(pattern.find(seen)?.range()));
        found.map(|at| Found { text, from: at.start, to: at.end })
    }

    /// All that it fits, one after the other.
    pub fn find_iter<'t>(&self, text: &'t str) -> std::vec::IntoIter<Found<'t>> {
        let place = |at: regex::Match| Found { text, from: at.start(), to: at.end() };
        let all = |pattern: &Regex, seen: &str| pattern.find_iter(seen).map(place).collect();
        let found: Vec<_> = self.seen(text, all);
        found.into_iter()
    }

    /// Where it first fits, with its groups.
    pub fn captures<'t>(&self, text: &'t str) -> Option<Parts<'_, 't>> {
        self.seen(text, |pattern, seen| {
            pattern.captures(seen).map(|found| self.parts(text, &found))
        })
    }

    /// All that it fits with its groups, one after the other.
    pub fn captures_iter<'t>(&self, text: &'t str) -> std::vec::IntoIter<Parts<'_, 't>> {
        let found: Vec<_> = self.seen(text, |pattern, seen| {
            pattern.captures_iter(seen).map(|found| self.parts(text, &found)).collect()
        });
        found.into_iter()
    }

    fn parts<'t>(&self, text: &'t str, found: &regex::Captures) -> Parts<'_, 't> {
        let place = |group: regex::Match| Found { text, from: group.start(), to: group.end() };
        Parts { pattern: self.regex(), groups: found.iter().map(|g| g.map(place)).collect() }
    }

    #[expect(clippy::panic, reason = "the files are part of the program; a test makes all ready")]
    fn regex(&self) -> &Regex {
        let fault = |fault| panic!("content/reading: {}: {fault}", self.written);
        self.ready.get_or_init(|| self.made().unwrap_or_else(fault))
    }

    fn made(&self) -> Result<Regex, regex::Error> {
        let mut pattern = self.written.clone();
        if self.without_case {
            pattern = small_pattern(&pattern).replace("(?i)", "");
        }
        for (class, letters) in CLASSES {
            pattern = pattern.replace(class, letters);
        }
        Regex::new(&pattern)
    }

    /// Tries it on a text, in small letters where it is without case: each is as long as the letter, so that places hold.
    fn seen<T>(&self, text: &str, tried: impl FnOnce(&Regex, &str) -> T) -> T {
        if !self.without_case {
            return tried(self.regex(), text);
        }
        LAST.with_borrow_mut(|(last, seen)| {
            if last != text {
                last.clear();
                last.push_str(text);
                seen.clear();
                seen.extend(text.chars().map(small));
            }
            tried(self.regex(), seen)
        })
    }
}

/// A Latin letter as a small one.
fn small(letter: char) -> char {
    match letter {
        '×' => letter,
        'À'..='Þ' => char::from_u32(u32::from(letter) + 0x20).unwrap_or(letter),
        _ => letter.to_ascii_lowercase(),
    }
}

/// A pattern in small letters; what comes after a backslash and the names of groups keep their case.
fn small_pattern(pattern: &str) -> String {
    let (mut out, mut before) = (String::with_capacity(pattern.len()), ' ');
    for letter in pattern.chars() {
        let kept = before == '\\' || out.ends_with("(?") || out.ends_with(r"\p{");
        out.push(if kept { letter } else { small(letter) });
        before = if before == '\\' { ' ' } else { letter };
    }
    out
}

/// What holds patterns.
pub trait Patterns {
    /// Makes all of them ready.
    ///
    /// # Errors
    /// When one is none.
    fn ready(&self) -> Result<(), regex::Error>;
}

impl Patterns for Lazy {
    fn ready(&self) -> Result<(), regex::Error> {
        self.made().map(|made| drop(self.ready.set(made)))
    }
}

impl<T: Patterns> Patterns for Vec<T> {
    fn ready(&self) -> Result<(), regex::Error> {
        self.iter().try_for_each(T::ready)
    }
}

impl<T: Patterns> Patterns for Option<T> {
    fn ready(&self) -> Result<(), regex::Error> {
        self.iter().try_for_each(T::ready)
    }
}

macro_rules! no_patterns {
    ($($plain:ty),*) => {$(
        impl Patterns for $plain {
            fn ready(&self) -> Result<(), regex::Error> {
                Ok(())
            }
        }
    )*};
}

no_patterns!(String, bool, i16);

macro_rules! patterns {
    ($($(#[$doc:meta])* $name:ident from $of:literal as $list:ty, $form:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Deserialize)]
        #[serde(from = $of)]
        pub struct $name(Lazy);

        impl From<$list> for $name {
            fn from(written: $list) -> Self {
                let form: fn($list) -> String = $form;
                Self(Lazy::new(form(written)))
            }
        }

        impl Patterns for $name {
            fn ready(&self) -> Result<(), regex::Error> {
                self.0.ready()
            }
        }

        impl std::ops::Deref for $name {
            type Target = Lazy;
            fn deref(&self) -> &Lazy {
                &self.0
            }
        }
    )*};
}

patterns! {
    /// One pattern.
    Pattern from "String" as String, |written| written;
    /// Patterns of which one must be the whole text.
    Whole from "Vec<String>" as Vec<String>, |written| format!("^(?i)(?:{})$", written.join("|"));
    /// Patterns of which one must open the text.
    Opening from "Vec<String>" as Vec<String>, |written| format!("^(?i)(?:{})", written.join("|"));
    /// Patterns of which one must stand somewhere in the text.
    AnyOf from "Vec<String>" as Vec<String>, |written| format!("(?i)(?:{})", written.join("|"));
    /// Names that must stand as whole words.
    Named from "Vec<String>" as Vec<String>, |written| format!(r"(?i)\b(?:{})\b", written.join("|"));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pattern(written: &str) -> Pattern {
        Pattern::from(written.to_owned())
    }

    #[test]
    fn a_pattern_without_case_finds_the_words_as_they_stand() {
        let any = pattern(r"(?i)\b(?P<who>RÄK\p{L}+)[^.]*[”–]");
        let parts = any.captures("Att RÄKNA 漢字 OCH Så – så").unwrap();
        assert_eq!(parts.get(0).unwrap().as_str(), "RÄKNA 漢字 OCH Så –");
        assert_eq!(parts.name("who").unwrap().as_str(), "RÄKNA");
        assert!(!any.is_match("återräknax –"));
    }

    #[test]
    fn a_pattern_with_case_keeps_it() {
        let named = pattern(r"(?P<who>\p{Lu}\w+)");
        assert_eq!(named.find_iter("av Örebro och Åre").last().unwrap().as_str(), "Åre");
        assert!(!named.is_match("örebro"));
        assert!(pattern(r"(?i)\b(?:kommunallag|(?-i:KL))\b").is_match("enligt KL"));
        assert!(!pattern(r"(?i)\b(?:kommunallag|(?-i:KL))\b").is_match("kl 10"));
    }

    #[test]
    fn what_is_no_pattern_is_told() {
        assert!(pattern("(inte").ready().is_err());
        assert!(pattern("inte").ready().is_ok());
    }
}
