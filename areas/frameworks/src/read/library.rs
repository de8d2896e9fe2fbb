//! What a file holds once it is read: frameworks with their requirements, mappings, controls, threats and matrices, and
//! what is to be told of it.

use crate::{
    Framework, FrameworkMapping, FrameworkRequirement, ReferenceControl, RiskMatrixLibrary, Threat,
    rows::Kept,
};
use serde::Serialize;
use serde_json::Value as Json;
use stadga_model::{Id, Prose};
use std::collections::HashMap;

/// The longest line and the longest text that a field holds.
pub(crate) const LINE: usize = 1_000;
const PARAGRAPHS: usize = 30_000;
/// So many different things are told of one file.
const MOST: usize = 500;
/// How long a title is that is taken from a text.
const SHORT: usize = 120;

/// What a file holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Library {
    /// Its frameworks.
    pub frameworks: Vec<Scheme>,
    /// Its mappings; which requirements they mean is told by `source_ref` and `target_ref`.
    pub mappings: Vec<FrameworkMapping>,
    /// Its reference controls.
    pub controls: Vec<ReferenceControl>,
    /// Its threats.
    pub threats: Vec<Threat>,
    /// Its risk matrices.
    pub matrices: Vec<RiskMatrixLibrary>,
    /// What is to be told.
    pub remarks: Remarks,
}

/// A framework with its requirements in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scheme {
    /// The framework.
    pub framework: Framework,
    /// Its requirements; their links are not set.
    pub requirements: Vec<Placed>,
    /// The urn of what has come in its place.
    pub replaced_by: Option<String>,
    /// The framework here that Stadga once gave it out of.
    pub of: Option<Id<Framework>>,
}

/// A requirement and the one that it stands under, by its place in the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// The requirement.
    pub requirement: FrameworkRequirement,
    /// The one that it stands under.
    pub under: Option<usize>,
}

impl Library {
    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.frameworks.is_empty()
            && self.mappings.is_empty()
            && self.controls.is_empty()
            && self.threats.is_empty()
            && self.matrices.is_empty()
    }
}

/// Something that is to be told of a file: what was kept as it is, left or mended, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Remark {
    /// Its sentence is the text `framework-read-told-{key}`.
    pub key: &'static str,
    /// Where, with `[]` for any place in a list.
    pub place: String,
    /// The first line where it is so, if known.
    pub line: usize,
    /// What stands there, for some.
    pub what: String,
    /// How often it is so.
    pub count: usize,
}

impl Remark {
    /// Whether something is not among the records; the file itself is kept.
    pub fn is_loss(&self) -> bool {
        matches!(
            self.key,
            "left" | "cut" | "twice" | "documents" | "repeated" | "custom-merge" | "more"
        )
    }

    /// Names another thing of which the same is to be told, unless so much is named already that nobody reads on.
    fn also(&mut self, what: &str) {
        const ENOUGH: usize = 400;
        if what.is_empty() || self.what.split(", ").any(|named| named == what) {
            return;
        }
        if self.what.len() + what.len() > ENOUGH {
            if !self.what.ends_with('…') {
                self.what.push_str(", …");
            }
            return;
        }
        if !self.what.is_empty() {
            self.what.push_str(", ");
        }
        self.what.push_str(what);
    }
}

/// All that is to be told of a file; what is alike stands once, with how often it is so.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Remarks(pub Vec<Remark>);

impl Remarks {
    /// Tells something.
    pub fn tell(&mut self, key: &'static str, place: &str, line: usize, what: impl Into<String>) {
        let what = what.into();
        let alike = |one: &&mut Remark| one.key == key && one.place == place;
        if let Some(one) = self.0.iter_mut().find(alike) {
            one.count += 1;
            one.also(&what);
        } else if self.0.len() < MOST {
            self.0.push(Remark { key, place: place.to_owned(), line, what, count: 1 });
        } else if let Some(more) = self.0.last_mut().filter(|last| last.key == "more") {
            more.count += 1;
        } else {
            let place = place.to_owned();
            self.0.push(Remark { key: "more", place, line, what: String::new(), count: 1 });
        }
    }

    /// Those of something.
    pub fn of(&self, key: &str) -> impl Iterator<Item = &Remark> {
        self.0.iter().filter(move |remark| remark.key == key)
    }
}

/// Keeps a value as it came, in rows that each hold as much as a field can.
pub(crate) fn keep(kept: &mut Vec<Kept>, place: &str, value: &Json) {
    let text = value.to_string();
    if text.chars().count() <= PARAGRAPHS {
        kept.push(Kept { place: place.to_owned(), value: text.into() });
        return;
    }
    let letters: Vec<char> = text.chars().collect();
    for (nth, part) in letters.chunks(PARAGRAPHS - 1).enumerate() {
        // A part that begins with a blank would be taken for its end's: JSON has none outside of texts.
        let value: String = part.iter().collect();
        kept.push(Kept { place: format!("{place}#{nth}"), value: value.into() });
    }
}

/// A value that was kept under a place, its parts put together again.
pub(crate) fn kept_value(kept: &[Kept], place: &str) -> Option<Json> {
    if let Some(row) = kept.iter().find(|row| row.place == place) {
        return serde_json::from_str(&row.value.0).ok();
    }
    let first = format!("{place}#");
    let parts = kept.iter().filter(|row| row.place.starts_with(&first));
    let whole: String = parts.map(|row| row.value.0.as_str()).collect();
    serde_json::from_str(&whole).ok()
}

/// All that was kept with the places where it stood, its parts put together again.
pub(crate) fn kept_all(kept: &[Kept]) -> Vec<(&str, Json)> {
    let mut all: Vec<(&str, String)> = Vec::new();
    let mut at: HashMap<&str, usize> = HashMap::new();
    for row in kept {
        let place = row.place.rsplit_once('#').map_or(row.place.as_str(), |(place, nth)| {
            if nth.chars().all(|c| c.is_ascii_digit()) { place } else { &row.place }
        });
        let slot = *at.entry(place).or_insert(all.len());
        match all.get_mut(slot) {
            Some((_, text)) => text.push_str(&row.value.0),
            None => all.push((place, row.value.0.clone())),
        }
    }
    let values = all.into_iter();
    values.filter_map(|(place, text)| Some((place, serde_json::from_str(&text).ok()?))).collect()
}

/// One line of at most so many letters; the whole goes to `kept` where it does not fit.
pub(crate) fn line(
    text: String,
    place: &str,
    kept: &mut Vec<Kept>,
    remarks: &mut Remarks,
) -> String {
    if text.chars().count() <= LINE {
        return text;
    }
    keep(kept, place, &Json::String(text.clone()));
    remarks.tell("shortened", place, 0, "");
    text.chars().take(LINE - 1).chain(['…']).collect()
}

/// Text of as many letters as a field holds; the whole goes to `kept` where it does not fit.
pub(crate) fn prose(
    text: String,
    place: &str,
    kept: &mut Vec<Kept>,
    remarks: &mut Remarks,
) -> Prose {
    if text.chars().count() <= PARAGRAPHS {
        return text.into();
    }
    keep(kept, place, &Json::String(text.clone()));
    remarks.tell("shortened", place, 0, "");
    text.chars().take(PARAGRAPHS - 1).chain(['…']).collect::<String>().into()
}

/// A title for what has none: how its text begins.
pub(crate) fn short(text: &str) -> String {
    let first = text.trim().lines().next().unwrap_or_default().trim();
    if first.chars().count() <= SHORT {
        return first.to_owned();
    }
    let cut: String = first.chars().take(SHORT - 1).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    format!("{}…", whole.trim_end_matches([',', ';', ':', ' ']))
}

/// The title of a requirement that has none of its own: its text's beginning, else its reference, else its urn's end.
pub(crate) fn stand_in(requirement: &FrameworkRequirement) -> String {
    let of_text = requirement.text.as_ref().map(|text| short(&text.0)).filter(|t| !t.is_empty());
    let of_reference = || requirement.reference.as_deref().map(short);
    let of_urn = || requirement.urn.as_deref().and_then(|urn| urn.rsplit(':').next()).map(short);
    of_text.or_else(of_reference).or_else(of_urn).filter(|t| !t.is_empty()).unwrap_or("–".into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ctl_05_what_is_alike_is_told_once_with_all_that_it_is_about() {
        let mut remarks = Remarks::default();
        for what in ["a", "b", "a", ""] {
            remarks.tell("absent", "threats", 0, what);
        }
        assert_eq!((remarks.0[0].what.as_str(), remarks.0[0].count), ("a, b", 4));
        for n in 0..MOST + 20 {
            remarks.tell("absent", "threats", 0, format!("urn:x:{n}"));
            remarks.tell("kept", &n.to_string(), 0, "");
        }
        assert!(remarks.0[0].what.ends_with(", …") && remarks.0[0].what.len() < 420);
        let last = remarks.0.last().unwrap();
        assert_eq!((last.key, last.count, remarks.0.len()), ("more", 21, MOST + 1));
    }

    #[test]
    fn ctl_05_titles_that_are_missing_are_taken_from_the_text() {
        assert_eq!(short("  Kort.\nMer."), "Kort.");
        let long = "ord ".repeat(60);
        assert!(short(&long).chars().count() <= SHORT && short(&long).ends_with("ord…"));
    }

    proptest! {
        #[test]
        fn ctl_05_what_is_kept_comes_back_whole(text in "[a-zåäö \"\\\\]{0,80}", times in 1usize..900) {
            let value = Json::String(text.repeat(times));
            let mut kept = Vec::new();
            keep(&mut kept, "params.0", &value);
            prop_assert!(kept.iter().all(|row| row.value.0.chars().count() <= PARAGRAPHS));
            prop_assert_eq!(kept_value(&kept, "params.0"), Some(value.clone()));
            prop_assert_eq!(kept_all(&kept), [("params.0", value)]);
        }
    }
}
