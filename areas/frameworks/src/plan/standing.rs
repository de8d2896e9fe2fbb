//! Which requirement that is here each one of a file is, and what stands of it where the file says nothing.

use super::Here;
use crate::{
    Framework, FrameworkRequirement,
    framework::Format,
    read::{
        Placed,
        library::{keep, kept_all, stand_in},
    },
    rows::Kept,
};
use std::collections::{HashMap, VecDeque};

type Key = fn(&FrameworkRequirement) -> Option<String>;

/// By what a requirement is known again, the surest first.
const KEYS: [Key; 5] = [
    |one| Some(format!("{}\n{}", one.urn.as_deref()?, one.title)),
    |one| one.urn.clone(),
    |one| Some(format!("{}\n{}", one.reference.as_deref()?, one.title)),
    |one| one.reference.clone(),
    |one| one.reference.is_none().then(|| one.title.clone()),
];

/// Which of those that are here each one is: by urn, else by reference, else by title; those that have not been withdrawn go
/// before. Where several bear the same, they are the same in their order if they are as many in the file.
pub(super) fn matched(
    own: &[&Here<FrameworkRequirement>],
    placed: &[Placed],
) -> Vec<Option<usize>> {
    let mut found: Vec<Option<usize>> = vec![None; placed.len()];
    let mut taken = vec![false; own.len()];
    for withdrawn in [false, true] {
        for key in KEYS {
            let free = own.iter().enumerate().filter(|(nth, (_, one))| {
                !taken.get(*nth).copied().unwrap_or_default()
                    && one.withdrawn.is_some() == withdrawn
            });
            let mut here: HashMap<String, VecDeque<usize>> = HashMap::new();
            for (nth, (_, one)) in free {
                if let Some(key) = key(one) {
                    here.entry(key.to_lowercase()).or_default().push_back(nth);
                }
            }
            let mut wanted: HashMap<String, usize> = HashMap::new();
            for (slot, placed) in found.iter().zip(placed) {
                if slot.is_none()
                    && let Some(key) = key(&placed.requirement)
                {
                    *wanted.entry(key.to_lowercase()).or_default() += 1;
                }
            }
            here.retain(|key, all| all.len() == 1 || wanted.get(key) == Some(&all.len()));
            for (slot, placed) in found.iter_mut().zip(placed).filter(|(slot, _)| slot.is_none()) {
                let key = key(&placed.requirement).map(|key| key.to_lowercase());
                let nth = key.and_then(|key| here.get_mut(&key)?.pop_front());
                if let Some(free) = nth.and_then(|nth| taken.get_mut(nth)) {
                    *free = true;
                    *slot = nth;
                }
            }
        }
    }
    found
}

/// A spreadsheet says of its framework what its file is called and no more: what is known already stands.
pub(super) fn framework(one: Framework, before: &Framework) -> Framework {
    let file = one.file.clone().or_else(|| before.file.clone());
    match one.format {
        Format::Sheet => Framework { file, ..before.clone() },
        _ => Framework { file, ..one },
    }
}

/// Spreadsheets have few columns, and what comes along has no texts of the standards: neither takes away what it does not
/// speak of.
pub(super) fn requirement(one: &mut FrameworkRequirement, before: &FrameworkRequirement) {
    fn or<T: Clone>(one: &mut Option<T>, before: &Option<T>) {
        if one.is_none() {
            one.clone_from(before);
        }
    }
    fn or_rows<T: Clone>(one: &mut Vec<T>, before: &[T]) {
        if one.is_empty() {
            *one = before.to_vec();
        }
    }
    if one.title == stand_in(one) {
        one.title.clone_from(&before.title);
    }
    if one.parent.is_none() && before.parent.is_some() {
        (one.parent, one.depth) = (before.parent, before.depth);
    }
    or(&mut one.urn, &before.urn);
    or(&mut one.reference, &before.reference);
    or(&mut one.text, &before.text);
    or(&mut one.guidance, &before.guidance);
    or(&mut one.evidence, &before.evidence);
    or(&mut one.weight, &before.weight);
    or_rows(&mut one.groups, &before.groups);
    or_rows(&mut one.questions, &before.questions);
    or_rows(&mut one.answers, &before.answers);
    or_rows(&mut one.control_refs, &before.control_refs);
    or_rows(&mut one.threat_refs, &before.threat_refs);
    or_rows(&mut one.translations, &before.translations);
    let more = missing(&before.kept, &one.kept);
    one.kept.extend(more);
}

/// What was kept and is not spoken of again; a column that a sheet no longer has is gone.
fn missing(before: &[Kept], now: &[Kept]) -> Vec<Kept> {
    let places: Vec<&str> = kept_all(now).into_iter().map(|(place, _)| place).collect();
    let mut all = Vec::new();
    for (place, value) in kept_all(before) {
        if !place.starts_with("column.") && !places.contains(&place) {
            keep(&mut all, place, &value);
        }
    }
    all
}
