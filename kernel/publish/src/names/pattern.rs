//! The ways in which a person's name can be written.

use super::{
    Named,
    word::{Word, folded, words},
};
use std::collections::BTreeSet;

/// Words that follow each other and name somebody.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    pub words: Vec<String>,
    /// Whom, by the place among the people.
    pub whose: usize,
    pub sort: Sort,
    /// For a name of one word: just as it is written.
    exact: Option<String>,
}

/// How sure it is that the words are a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sort {
    /// Two names or more, or a mail address: however written.
    Full,
    /// With initials: where they are capitals.
    Initials,
    /// One name of somebody who is named in full elsewhere: where it is a capital.
    Alone,
    /// Somebody who has one name only: where it is written as the name is.
    Single,
}

/// No more than so many letters stand between two words of a name.
const BETWEEN: usize = 4;
/// Small words in family names; nobody is known by them alone.
const PARTICLES: [&str; 9] = ["af", "av", "von", "van", "de", "der", "den", "la", "el"];

/// All ways to write a person's name and mail address.
pub(super) fn of(whose: usize, person: &Named) -> Vec<Pattern> {
    let parts: Vec<String> = words(&person.name).into_iter().map(|word| word.folded).collect();
    let mut all: BTreeSet<(Sort, Vec<String>)> = BTreeSet::new();
    for name in [&parts, &joined(&person.name)] {
        all.extend(full(name).into_iter().map(|words| (Sort::Full, words)));
        all.extend(with_initials(name).into_iter().map(|words| (Sort::Initials, words)));
    }
    let told: Vec<String> = words(&person.role).into_iter().map(|word| word.folded).collect();
    let telling = |word: &&String| word.chars().count() > 1 && !PARTICLES.contains(&word.as_str());
    // Who is called by a role is no one whose words are names by themselves: "Enhetschef drift".
    if parts.len() > 1 && !parts.iter().any(|word| told.contains(word)) {
        let alone = parts.iter().filter(telling).map(|word| (Sort::Alone, vec![word.clone()]));
        all.extend(alone);
        let tied = person.name.split_whitespace().filter(|part| part.contains('-'));
        let tied = tied.map(|part| words(part).into_iter().map(|word| word.folded).collect());
        all.extend(tied.map(|words: Vec<String>| (Sort::Alone, words)));
    }
    let address = person.email.as_deref().filter(|address| address.contains('@'));
    let address = address.map(|address| words(address).into_iter().map(|word| word.folded));
    all.extend(address.map(|words| (Sort::Full, words.collect())));
    let pattern = |(sort, words)| Pattern { words, whose, sort, exact: None };
    let mut patterns: Vec<_> = all.into_iter().map(pattern).collect();
    if let [one] = parts.as_slice() {
        let exact = Some(person.name.trim().to_owned());
        patterns.push(Pattern { words: vec![one.clone()], whose, sort: Sort::Single, exact });
    }
    patterns.retain(|pattern| !pattern.words.is_empty());
    patterns
}

/// The name with names that hang together made one word: `annakarin` for Anna-Karin.
fn joined(name: &str) -> Vec<String> {
    let parts = name.split_whitespace().map(|part| {
        let letters: String = part.chars().filter(|letter| letter.is_alphanumeric()).collect();
        folded(&letters)
    });
    parts.filter(|part| !part.is_empty()).collect()
}

/// In full: in order, family name first, with one of several given names, with a family name of several words as one.
fn full(name: &[String]) -> Vec<Vec<String>> {
    let Some((last, given)) = name.split_last().filter(|(_, given)| !given.is_empty()) else {
        return Vec::new();
    };
    let mut all = vec![name.to_vec()];
    for at in 1..name.len() {
        let (before, family) = name.split_at(at);
        for family in [family.to_vec(), vec![family.concat()]] {
            for given in [before.to_vec(), before.iter().take(1).cloned().collect()] {
                all.push([given.as_slice(), &family].concat());
                all.push([family.as_slice(), &given].concat());
            }
        }
    }
    for one in given.iter().filter(|one| !PARTICLES.contains(&one.as_str())) {
        all.push(vec![one.clone(), last.clone()]);
        all.push(vec![last.clone(), one.clone()]);
    }
    all
}

/// With initials for given names, parted or together, before or after; or for the family name.
fn with_initials(name: &[String]) -> Vec<Vec<String>> {
    let initial = |word: &String| word.chars().take(1).collect::<String>();
    let mut all = Vec::new();
    for at in 1..name.len() {
        let (given, family) = name.split_at(at);
        let parted: Vec<String> = given.iter().map(initial).collect();
        let ways =
            [parted.clone(), vec![parted.concat()], parted.iter().take(1).cloned().collect()];
        for initials in ways {
            all.push([&initials, family].concat());
            all.push([family, &initials].concat());
        }
        let all_but_last = family.first().map(initial);
        all.extend(all_but_last.map(|letter| [given, &[letter]].concat()));
    }
    all
}

impl Pattern {
    /// Where the name ends that begins at `at`: the number of the first word after it, and whether it is a genitive.
    pub fn fits(&self, text: &str, words: &[Word], at: usize) -> Option<(usize, bool)> {
        let span = words.get(at..at + self.words.len())?;
        let (last, before) = self.words.split_last()?;
        let mut genitive = false;
        for (word, wanted) in span.iter().zip(before) {
            if word.folded != *wanted {
                return None;
            }
        }
        let end = span.last()?;
        if end.folded != *last {
            genitive = end.folded.strip_suffix('s') == Some(last);
            if !genitive {
                return None;
            }
        }
        let near = span.windows(2).all(|pair| match pair {
            [a, b] => text.get(a.end..b.start).is_some_and(holds_together),
            _ => true,
        });
        let capitals = matches!(self.sort, Sort::Initials | Sort::Alone);
        let large = |word: &Word| word.capital || PARTICLES.contains(&word.folded.as_str());
        let within = self.sort == Sort::Alone && is_within(text, span.first()?.start, end.end);
        if !near || within || capitals && !span.iter().all(large) {
            return None;
        }
        if let Some(exact) = &self.exact {
            let written = text.get(end.start..end.end)?;
            let same = written == exact || *written == exact.to_uppercase();
            let own = same || written.strip_suffix('s') == Some(exact.as_str());
            genitive &= !same;
            own.then_some(())?;
        }
        let next = at + self.words.len();
        let apart = words.get(next).is_some_and(|word| {
            word.folded == "s" && matches!(text.get(end.end..word.start), Some("'" | "’"))
        });
        Some(if apart { (next + 1, true) } else { (next, genitive) })
    }
}

/// Whether a word is part of one that hangs together: `It` of It-avdelningen.
fn is_within(text: &str, start: usize, end: usize) -> bool {
    let hyphen = |letter: &char| matches!(letter, '-' | '‐' | '‑');
    let joined = |letters: &mut dyn Iterator<Item = char>| {
        letters.next().as_ref().is_some_and(hyphen).then(|| letters.next()).flatten()
    };
    let before = joined(&mut text.get(..start).unwrap_or_default().chars().rev());
    let after = joined(&mut text.get(end..).unwrap_or_default().chars());
    // "Hälso- och sjukvård" begins with the first part of a word.
    before.is_some_and(char::is_alphanumeric)
        || after.is_some_and(|letter| letter.is_alphanumeric() || letter.is_whitespace())
}

/// Whether what stands between two words can stand within a name.
fn holds_together(between: &str) -> bool {
    let within = |letter: char| letter.is_whitespace() || ".,;-‐‑–_()'’\"@/".contains(letter);
    between.chars().count() <= BETWEEN && between.chars().all(within)
}
