//! Which areas an item concerns, and how the body treated them: only what its words say plainly.

use super::{Found, Words, items::Item};
use crate::minute::Treatment;

/// The item once for each area that it concerns.
pub(super) fn judge(item: &Item, lines: &[&str], words: &Words) -> Vec<Found> {
    let decision = joined(item, lines);
    let treatment = treatment(&decision, words);
    let areas = words.areas.iter().filter_map(|(area, word)| {
        let in_title = word.is_match(&item.title);
        let body = lines.iter().enumerate().take(item.end).skip(item.first);
        let line = body.clone().find(|(_, line)| word.is_match(line)).map(|(at, _)| at);
        let bearing = in_title || word.is_match(&decision);
        // A word that is broken over two lines is found in the joined words of the decision.
        let line = line.or_else(|| bearing.then_some(item.first))?;
        Some(Found {
            paragraph: format!("§ {}", item.number),
            title: item.title.clone(),
            area: area.clone(),
            bearing,
            // An area that is only mentioned was not steered by what was decided on something else.
            treatment: if bearing { treatment } else { Some(Treatment::Information) },
            lines: item.first + 1..=item.end,
            line: line + 1,
            decision: decision.clone(),
        })
    });
    areas.collect()
}

/// The words of decision in one line; words that were broken at its end are whole again.
fn joined(item: &Item, lines: &[&str]) -> String {
    let mut text = String::new();
    for line in item.decision.iter().filter_map(|at| lines.get(*at)).map(|line| line.trim()) {
        match text.strip_suffix('-') {
            Some(begun) if line.starts_with(char::is_lowercase) => text = format!("{begun}{line}"),
            _ if text.is_empty() => text.push_str(line),
            _ => {
                text.push(' ');
                text.push_str(line);
            }
        }
    }
    text
}

/// How the body treated the item: the one kind that its words fit; none where they fit none or several.
fn treatment(decision: &str, words: &Words) -> Option<Treatment> {
    let fits =
        words.treatment.iter().filter(|(_, any)| any.iter().any(|one| one.is_match(decision)));
    let mut fits = fits.map(|(kind, _)| *kind);
    match (fits.next(), fits.next()) {
        (Some(kind), None) => Some(kind),
        _ => None,
    }
}
