//! How alike two wordings are: by the share of words that they have in common.

use std::collections::BTreeSet;

/// A wording's telling words, cut to their stems.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stems(BTreeSet<String>);

const SMALL: [&str; 52] = [
    "att",
    "det",
    "och",
    "som",
    "en",
    "ett",
    "den",
    "i",
    "på",
    "av",
    "för",
    "är",
    "har",
    "om",
    "till",
    "med",
    "de",
    "finns",
    "sin",
    "sina",
    "samt",
    "eller",
    "vid",
    "inom",
    "från",
    "ska",
    "kan",
    "man",
    "hur",
    "vilka",
    "vilken",
    "vad",
    "dess",
    "deras",
    "detta",
    "denna",
    "dessa",
    "såsom",
    "sker",
    "under",
    "säkerställt",
    "säkerställer",
    "säkerställd",
    "bedömer",
    "bedöms",
    "kommunstyrelsen",
    "regionstyrelsen",
    "styrelsen",
    "nämnden",
    "regionen",
    "kommunen",
    "vi",
];

impl Stems {
    /// The stems of a text; what stands in brackets is left out.
    pub fn of(text: &str) -> Self {
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
                .filter(|w| !w.is_empty() && !SMALL.contains(w))
                .map(stem)
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

fn stem(word: &str) -> String {
    const ENDINGS: [&str; 22] = [
        "arnas", "ernas", "ornas", "arna", "erna", "orna", "ens", "ets", "ers", "are", "ade", "ar",
        "er", "or", "en", "et", "na", "as", "a", "e", "t", "s",
    ];
    let ending =
        ENDINGS.iter().find(|ending| word.ends_with(*ending) && word.len() - ending.len() >= 4);
    word.strip_suffix(ending.copied().unwrap_or("")).unwrap_or(word).to_owned()
}
