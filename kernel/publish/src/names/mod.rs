//! Names of people in a text, each with what the person is in its place: for extracts that are open to all (SEC-07, T40).
//!
//! A name is known however it is written: in any case, its parts in any order, with initials, in the genitive, as a mail
//! address, with its letters put together from parts. Whoever is named in full somewhere is known by one name alone there.

mod edit;
mod pattern;
mod word;

pub use edit::Edit;
pub(crate) use edit::edited;

use pattern::{Pattern, Sort};
use std::collections::{BTreeSet, HashMap};
use word::{Word, words};

/// Somebody who may be named.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// What the person is called.
    pub name: String,
    /// The person's mail address.
    pub email: Option<String>,
    /// What the person is, in the organisation's own words; not used where a name stands in it.
    pub title: Option<String>,
    /// What the person is, in words that name nobody: what the role is called.
    pub role: String,
}

/// People whose names are put out of texts.
#[derive(Debug, Default)]
pub struct Names {
    patterns: HashMap<String, Vec<Pattern>>,
    functions: Vec<String>,
    /// What stands for one of several people of different functions.
    anybody: String,
    /// Those who have been named in full, and so are known by one of their names alone.
    known: BTreeSet<usize>,
}

/// What was found at a place: of whom, and how far it goes.
struct Found {
    whose: BTreeSet<usize>,
    /// The number of the first word after it.
    next: usize,
    /// Whether the name stands in the genitive.
    genitive: bool,
}

impl Names {
    /// The names of these people; `anybody` stands for one of whom it cannot be told which.
    pub fn new(people: &[Named], anybody: &str) -> Self {
        let mut names = Self { anybody: anybody.to_owned(), ..Self::default() };
        for (whose, person) in people.iter().enumerate() {
            for pattern in pattern::of(whose, person) {
                let first = pattern.words.first().cloned().unwrap_or_default();
                names.patterns.entry(first).or_default().push(pattern);
            }
        }
        names.known = (0..people.len()).collect();
        names.functions = people.iter().map(|person| names.function(person)).collect();
        names.known.clear();
        names
    }

    /// The title, unless somebody is named in it; else the role.
    fn function(&self, person: &Named) -> String {
        let title = person.title.as_deref().map(str::trim).filter(|title| !title.is_empty());
        let nameless = title.filter(|title| self.found(title).is_empty());
        nameless.unwrap_or(&person.role).to_owned()
    }

    /// The same, where whoever is named in full in these texts is known by one of their names alone too.
    pub fn knowing<'t>(&self, texts: impl IntoIterator<Item = &'t str>) -> Self {
        let known = texts.into_iter().flat_map(|text| self.found(text)).collect();
        Self {
            patterns: self.patterns.clone(),
            functions: self.functions.clone(),
            anybody: self.anybody.clone(),
            known,
        }
    }

    /// Who is named in a text, by their place among the people.
    pub fn found(&self, text: &str) -> BTreeSet<usize> {
        let words = words(text);
        let mut all = BTreeSet::new();
        let mut at = 0;
        while at < words.len() {
            match self.at(text, &words, at) {
                Some(found) => {
                    at = found.next.max(at + 1);
                    all.extend(found.whose);
                }
                None => at += 1,
            }
        }
        all
    }

    /// What is to be changed in a text so that nobody is named in it, from its beginning to its end.
    pub fn edits(&self, text: &str) -> Vec<Edit> {
        let words = words(text);
        let mut edits: Vec<Edit> = Vec::new();
        let mut at = 0;
        while let Some(first) = words.get(at) {
            let Some(found) = self.at(text, &words, at) else {
                at += 1;
                continue;
            };
            at = found.next.max(at + 1);
            let end = words.get(at - 1).map_or(first.end, |word| word.end);
            let (start, end) = edit::whole_address(text, first.start, end);
            edits.retain(|edit| edit.end <= start);
            edits.push(Edit { start, end, with: self.instead(&found) });
            at += words.iter().skip(at).take_while(|word| word.start < end).count();
        }
        edits
    }

    /// The text with functions in the place of names.
    pub fn replaced(&self, text: &str) -> String {
        edited(text, &self.edits(text))
    }

    fn instead(&self, found: &Found) -> String {
        let functions: BTreeSet<&str> = found
            .whose
            .iter()
            .filter_map(|at| self.functions.get(*at))
            .map(String::as_str)
            .collect();
        let function = match functions.iter().collect::<Vec<_>>().as_slice() {
            [one] if !one.is_empty() => one,
            _ => self.anybody.as_str(),
        };
        let ends = function.ends_with(['s', 'x', 'z', 'S', 'X', 'Z']);
        format!("{function}{}", if found.genitive && !ends { "s" } else { "" })
    }

    /// The longest name that begins with the word at `at`.
    fn at(&self, text: &str, words: &[Word], at: usize) -> Option<Found> {
        let first = words.get(at)?;
        let genitive = first.folded.strip_suffix('s').and_then(|stem| self.patterns.get(stem));
        let fitting = self.patterns.get(&first.folded).into_iter().chain(genitive).flatten();
        let mut best: Option<Found> = None;
        for pattern in fitting.filter(|pattern| self.counts(pattern)) {
            let Some((next, genitive)) = pattern.fits(text, words, at) else { continue };
            match &mut best {
                Some(found) if found.next == next => drop(found.whose.insert(pattern.whose)),
                Some(found) if found.next > next => {}
                _ => best = Some(Found { whose: BTreeSet::from([pattern.whose]), next, genitive }),
            }
        }
        best
    }

    fn counts(&self, pattern: &Pattern) -> bool {
        pattern.sort != Sort::Alone || self.known.contains(&pattern.whose)
    }
}

#[cfg(test)]
mod tests;
