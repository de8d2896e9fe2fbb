//! YAML as text: maps and lists in blocks, texts in quotes unless they can be nothing else.

use serde_json::Value as Json;

/// A value as YAML.
pub(super) fn write(value: &Json) -> String {
    let mut out = String::new();
    block(&mut out, value, 0);
    out
}

fn block(out: &mut String, value: &Json, depth: usize) {
    let indent = "  ".repeat(depth);
    match value {
        Json::Object(map) if !map.is_empty() => {
            for (name, value) in map {
                out.push_str(&format!("{indent}{}:", text(name)));
                below(out, value, depth);
            }
        }
        Json::Array(all) if !all.is_empty() => {
            for value in all {
                // A map's first line stands behind the dash, its others below that.
                let mut inner = String::new();
                match value {
                    Json::Object(_) | Json::Array(_) if !is_empty(value) => {
                        block(&mut inner, value, depth + 1);
                        let rest = inner.get(indent.len() + 2..).unwrap_or(&inner);
                        out.push_str(&format!("{indent}- {rest}"));
                    }
                    _ => out.push_str(&format!("{indent}- {}\n", flat(value))),
                }
            }
        }
        value => out.push_str(&format!("{indent}{}\n", flat(value))),
    }
}

fn below(out: &mut String, value: &Json, depth: usize) {
    match value {
        Json::Object(_) | Json::Array(_) if !is_empty(value) => {
            out.push('\n');
            block(out, value, depth + 1);
        }
        value => out.push_str(&format!(" {}\n", flat(value))),
    }
}

fn is_empty(value: &Json) -> bool {
    match value {
        Json::Object(map) => map.is_empty(),
        Json::Array(all) => all.is_empty(),
        _ => false,
    }
}

fn flat(value: &Json) -> String {
    match value {
        Json::Null => "null".into(),
        Json::Bool(yes) => yes.to_string(),
        Json::Number(number) => number.to_string(),
        Json::String(words) => text(words),
        Json::Array(_) => "[]".into(),
        Json::Object(_) => "{}".into(),
    }
}

/// Plain where every reader takes it for text, else in double quotes, as JSON has them.
fn text(words: &str) -> String {
    let first = words.chars().next().is_some_and(|c| c.is_ascii_alphabetic());
    let rest =
        words.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | ' '));
    let word = !matches!(
        words.to_lowercase().as_str(),
        "true" | "false" | "yes" | "no" | "on" | "off" | "null" | "y" | "n" | "inf" | "nan"
    );
    // A date is text here, and `e` is no number: both are told by the first letter.
    let urn = words.starts_with("urn:") && !words.contains(char::is_whitespace) && {
        words.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, ':' | '.' | '-' | '_'))
            && !words.ends_with(':')
    };
    if urn || (first && rest && word && !words.ends_with(' ')) {
        return words.to_owned();
    }
    let mut out = String::from("\"");
    for letter in words.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            letter
                if letter.is_control()
                    || matches!(letter, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}') =>
            {
                out.push_str(&format!("\\u{:04x}", u32::from(letter)));
            }
            letter => out.push(letter),
        }
    }
    out.push('"');
    out
}
