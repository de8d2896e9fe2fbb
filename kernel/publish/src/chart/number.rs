//! Numbers as the reader's language writes them: digits in groups, its decimal mark, a true minus.

use crate::document::Language;

/// So many digits may stand ungrouped, as everywhere in the program: years, and four digits at large (Språkrådet).
const UNGROUPED: usize = 4;

/// A value is told with so many decimals at most.
pub(super) const DECIMALS: usize = 2;

/// A count.
pub(super) fn count(language: Language, number: u64) -> String {
    grouped(language, &number.to_string())
}

/// A value with so many decimals.
pub(super) fn value(language: Language, value: f64, decimals: usize) -> String {
    let digits = format!("{:.decimals$}", value.abs());
    let (whole, rest) = digits.split_once('.').unwrap_or((digits.as_str(), ""));
    let is_less = value < 0.0 && digits.contains(|digit: char| matches!(digit, '1'..='9'));
    let (minus, whole) = (if is_less { "−" } else { "" }, grouped(language, whole));
    match (rest, language) {
        ("", _) => format!("{minus}{whole}"),
        (rest, Language::Swedish) => format!("{minus}{whole},{rest}"),
        (rest, Language::English) => format!("{minus}{whole}.{rest}"),
    }
}

/// How many decimals it takes to tell a value, up to [`DECIMALS`].
pub(super) fn decimals(value: f64) -> usize {
    let is_whole = |by: f64| ((value * by).round() - value * by).abs() < 1e-6;
    [1.0, 10.0].into_iter().position(is_whole).unwrap_or(DECIMALS)
}

/// As many decimals as the one that needs most takes, so that numbers beside each other are written alike.
pub(super) fn of_all(values: impl Iterator<Item = f64>) -> usize {
    values.map(decimals).max().unwrap_or_default()
}

fn grouped(language: Language, digits: &str) -> String {
    if digits.len() <= UNGROUPED {
        return digits.to_owned();
    }
    let group = match language {
        Language::Swedish => '\u{a0}',
        Language::English => ',',
    };
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(group);
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{English, Swedish};

    #[test]
    fn ctl_11_digits_are_grouped_as_the_language_does() {
        assert_eq!(count(Swedish, 1_234_567), "1\u{a0}234\u{a0}567");
        assert_eq!(count(English, 12_345), "12,345");
        assert_eq!([0, 999, 2026].map(|number| count(Swedish, number)), ["0", "999", "2026"]);
        assert_eq!(value(Swedish, -12_345.5, 1), "−12\u{a0}345,5");
        assert_eq!(value(English, -12_345.5, 1), "−12,345.5");
        assert_eq!(value(Swedish, 2.0, 1), "2,0");
    }

    #[test]
    fn nothing_has_no_sign() {
        assert_eq!([value(Swedish, -0.0, 0), value(Swedish, -0.04, 1)], ["0", "0,0"]);
    }

    #[test]
    fn as_few_decimals_as_tell_all() {
        assert_eq!([12.0, 9.5, 0.25, 1.0 / 3.0].map(decimals), [0, 1, 2, 2]);
        assert_eq!(of_all([12.0, 9.5].into_iter()), 1);
        assert_eq!(of_all(std::iter::empty()), 0);
    }
}
