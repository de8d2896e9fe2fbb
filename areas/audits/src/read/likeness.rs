//! How alike two wordings are: by the share of words that they have in common.

use std::collections::BTreeSet;

use super::words::Words;

/// How alike two wordings of one question are.
pub const SAME: f64 = 0.8;
/// The share of a question's words that an assessment must repeat to be its assessment.
const RESTATED: f64 = 0.75;
/// The share of the shorter text's words that a text which repeats it has.
const REPEATED: f64 = 0.9;
/// How much better the best question must fit than the next.
const CLEAR: f64 = 0.1;

/// Whether words are the beginning of others and were cut off there, as at the end of a page.
pub fn cut_off(text: &str, whole: &str) -> bool {
    let words = |text: &str| text.split_whitespace().count();
    let ended = text.trim_end().ends_with(['.', '?', '!', ':']);
    !ended && words(text) > 3 && text.len() < whole.len() && whole.starts_with(text.trim_end())
}

/// A wording's telling words, cut to their stems.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stems(BTreeSet<String>);

impl Stems {
    /// The stems of a text; what stands in brackets is left out.
    pub fn of(text: &str, words: &Words) -> Self {
        let mut depth = 0i32;
        let open: String = text
            .chars()
            .filter(|c| {
                depth += i32::from(*c == '(') - i32::from(*c == ')');
                depth <= 0 && *c != ')'
            })
            .filter(|c| *c != '-')
            .collect();
        let open = if open.trim().is_empty() { text.to_owned() } else { open };
        Self(
            open.to_lowercase()
                .split(|c: char| !c.is_alphanumeric())
                .filter(|w| !w.is_empty() && !words.likeness.small.iter().any(|small| small == w))
                .map(|word| stem(word, words))
                .collect(),
        )
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The share of these stems that `other` has too.
    #[expect(clippy::cast_precision_loss, reason = "counts of words in a sentence")]
    pub fn within(&self, other: &Self) -> f64 {
        if self.0.is_empty() {
            return 0.0;
        }
        self.0.intersection(&other.0).count() as f64 / self.0.len() as f64
    }

    /// How alike: 1 is the same words.
    pub fn like(&self, other: &Self) -> f64 {
        self.within(other).min(other.within(self))
    }
}

fn stem(word: &str, words: &Words) -> String {
    let fits = |ending: &&String| word.ends_with(ending.as_str()) && word.len() - ending.len() >= 4;
    let ending = words.likeness.endings.iter().find(fits).map_or("", String::as_str);
    word.strip_suffix(ending).unwrap_or(word).to_owned()
}

/// Whether two texts say the same: nearly all of the shorter one's telling words stand in the other.
pub fn says_same(one: &str, other: &str, words: &Words) -> bool {
    let (one, other) = (Stems::of(one, words), Stems::of(other, words));
    one.within(&other).max(other.within(&one)) >= REPEATED
}

/// The one question that a sentence restates.
pub fn restated(sentence: &str, questions: &[Stems], words: &Words) -> Option<usize> {
    let stems = Stems::of(sentence, words);
    let mut fits: Vec<(f64, usize)> = questions
        .iter()
        .enumerate()
        .map(|(nth, question)| (question.within(&stems), nth))
        .filter(|(fit, nth)| *fit >= RESTATED && questions.get(*nth).is_some_and(|q| q.len() > 1))
        .collect();
    fits.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (best, nth) = *fits.first()?;
    let longer = |other: usize| {
        questions.get(nth).map_or(0, Stems::len) > questions.get(other).map_or(0, Stems::len)
    };
    let clear = fits.get(1).is_none_or(|(second, other)| best - second > CLEAR || longer(*other));
    clear.then_some(nth)
}
