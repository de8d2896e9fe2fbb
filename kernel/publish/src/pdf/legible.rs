//! Letters that no font here has: an archive copy may not hold a sign that cannot be shown or read.

use std::collections::HashSet;
use std::sync::LazyLock;

use serde_json::Value;

use super::fonts::FONTS;

/// Stands for a letter that cannot be set.
const UNKNOWN: char = '\u{fffd}';

/// Every letter that one of the fonts has.
static KNOWN: LazyLock<HashSet<u32>> =
    LazyLock::new(|| FONTS.faces.iter().flat_map(|face| face.info().coverage.iter()).collect());

/// Replaces in every text of `value` what cannot be set.
pub(super) fn legible(value: &mut Value) {
    match value {
        Value::String(text) if !text.chars().all(settable) => {
            *text = text.chars().filter_map(replaced).collect();
        }
        Value::Array(values) => values.iter_mut().for_each(legible),
        Value::Object(fields) => fields.values_mut().for_each(legible),
        _ => {}
    }
}

fn settable(letter: char) -> bool {
    letter == '\n' || (!private(letter) && KNOWN.contains(&u32::from(letter)))
}

fn replaced(letter: char) -> Option<char> {
    match letter {
        _ if settable(letter) => Some(letter),
        '\t' | '\u{2028}' | '\u{2029}' => Some(' '),
        '\u{f0b7}' | '\u{f0a7}' => Some('•'),
        // Letters that only steer others: marks of direction, joiners, kinds of blanks.
        '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}'
        | '\u{ad}'
        | '\u{feff}'
        | '\u{fe00}'..='\u{fe0f}' => None,
        _ if letter.is_control() => None,
        _ if letter.is_whitespace() => Some(' '),
        _ => Some(UNKNOWN),
    }
}

fn private(letter: char) -> bool {
    matches!(letter, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_font_has_is_replaced() {
        let mut value = serde_json::json!({ "a": ["Åäö ● ◐ ○ – §", "\u{f0b7} x\u{7}", "🦑 漢"] });
        legible(&mut value);
        assert_eq!(
            value,
            serde_json::json!({ "a": ["Åäö ● ◐ ○ – §", "• x", "\u{fffd} \u{fffd}"] })
        );
    }
}
