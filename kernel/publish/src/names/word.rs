//! A text's words, with their letters made alike: no case, no marks, nothing that is not seen.

use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

/// A word and where it stands.
#[derive(Debug)]
pub(super) struct Word {
    pub start: usize,
    pub end: usize,
    /// Its letters made alike.
    pub folded: String,
    /// Whether it begins with a capital.
    pub capital: bool,
}

/// The words of a text in their order.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut open = false;
    for (at, letter) in text.char_indices() {
        let end = at + letter.len_utf8();
        let goes_on = is_combining_mark(letter) || is_unseen(letter);
        match (letter.is_alphanumeric(), goes_on, words.last_mut().filter(|_| open)) {
            (true, _, Some(word)) | (false, true, Some(word)) => {
                fold(letter, &mut word.folded);
                word.end = end;
            }
            (true, _, None) => {
                let mut folded = String::new();
                fold(letter, &mut folded);
                words.push(Word { start: at, end, folded, capital: letter.is_uppercase() });
                open = true;
            }
            (false, _, _) => open = false,
        }
    }
    words
}

/// A word with its letters made alike.
pub(super) fn folded(word: &str) -> String {
    let mut folded = String::new();
    word.chars().for_each(|letter| fold(letter, &mut folded));
    folded
}

fn fold(letter: char, into: &mut String) {
    match letter {
        'Ø' | 'ø' => into.push('o'),
        'Æ' | 'æ' => into.push_str("ae"),
        'ß' => into.push_str("ss"),
        'Ł' | 'ł' => into.push('l'),
        'Đ' | 'đ' | 'Ð' | 'ð' => into.push('d'),
        letter if is_unseen(letter) => {}
        letter => {
            let parts = std::iter::once(letter).nfkd().filter(|part| !is_combining_mark(*part));
            into.extend(parts.flat_map(char::to_lowercase));
        }
    }
}

/// Letters that break or join words and are not seen: a soft hyphen, a joiner.
fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}
