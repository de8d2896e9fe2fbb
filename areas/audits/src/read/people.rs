//! Leaves persons out: a reading names functions only (T40).

use super::words::Words;

/// A wording without persons' names, and whether it had any.
pub fn without_names(text: &str, words: &Words) -> (String, bool) {
    let mut person = false;
    let mut kept: Vec<String> = Vec::new();
    for (at, part) in text.split(',').map(str::trim).filter(|part| !part.is_empty()).enumerate() {
        if at == 0 && text.contains(',') && is_person(part, words) {
            person = true;
            continue;
        }
        let (part, named) = without_inner_names(part, words);
        person |= named;
        if !part.is_empty() {
            kept.push(part);
        }
    }
    (kept.join(", "), person)
}

/// Whether a wording is the name of a person.
pub fn is_person(text: &str, words: &Words) -> bool {
    let tokens: Vec<&str> = text.split_whitespace().collect();
    (2..=4).contains(&tokens.len())
        && tokens.iter().all(|token| is_name_word(token))
        && !words.evidence.function_words.is_match(text)
        && !words.evidence.group_words.is_match(text)
        && !words.identity.firms.is_match(text)
}

fn is_name_word(token: &str) -> bool {
    let mut chars = token.chars();
    chars.next().is_some_and(char::is_uppercase)
        && chars.next().is_some_and(char::is_lowercase)
        && token.chars().all(|c| c.is_alphabetic() || c == '-')
}

/// Drops `Fredrik Boström` from `tillsammans med Fredrik Boström Förvaltare` and from `Regiondirektör Fredrik Boström`.
fn without_inner_names(text: &str, words: &Words) -> (String, bool) {
    let tokens: Vec<&str> = text.split_whitespace().collect();
    let (mut kept, mut at, mut person): (Vec<&str>, usize, bool) = (Vec::new(), 0, false);
    while let Some(token) = tokens.get(at) {
        let pair = tokens.get(at..at + 2).map(|pair| pair.join(" ")).unwrap_or_default();
        let pair = pair.trim_matches(['(', ')', ';']);
        let linked = kept.last().is_some_and(|before| {
            matches!(*before, "med" | "och" | "samt" | "&" | "–" | "-") || before.ends_with(':')
        });
        let surname = tokens.get(at + 1).is_some_and(|next| {
            words.evidence.surnames.is_match(next.trim_matches(['(', ')', ';']))
        });
        if is_person(pair, words) && (linked || surname) && tokens.len() > 2 {
            person = true;
            at += 2;
        } else {
            kept.push(token);
            at += 1;
        }
    }
    (kept.join(" ").trim_end_matches([':', '–', '-', ' ']).to_owned(), person)
}
