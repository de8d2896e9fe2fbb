//! Changes of stretches of a text.

/// What stands from `start` to `end` is to become something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The first byte.
    pub start: usize,
    /// The first byte after.
    pub end: usize,
    /// What stands there then.
    pub with: String,
}

/// The text with all edits made.
pub(crate) fn edited(text: &str, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for edit in edits {
        out.push_str(text.get(from..edit.start).unwrap_or_default());
        out.push_str(&edit.with);
        from = edit.end;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out
}

/// A name that is part of a mail address goes with all of it.
pub(super) fn whole_address(text: &str, start: usize, end: usize) -> (usize, usize) {
    let within = |letter: &char| letter.is_alphanumeric() || "._-+".contains(*letter);
    let length = |letters: &mut dyn Iterator<Item = char>| {
        letters.take_while(within).map(char::len_utf8).sum::<usize>()
    };
    let after = text.get(end..).unwrap_or_default();
    let rest = length(&mut after.chars());
    let Some(host) = after.get(rest..).and_then(|after| after.strip_prefix('@')) else {
        return (start, end);
    };
    let host = host.trim_end_matches(|c: char| c.is_whitespace());
    let host = length(&mut host.chars());
    let host = after.get(rest + 1..rest + 1 + host).unwrap_or_default();
    let host = host.trim_end_matches(['.', '-', '_']).len();
    let before = text.get(..start).unwrap_or_default();
    let begun = length(&mut before.chars().rev());
    (start - begun, end + rest + 1 + host)
}
