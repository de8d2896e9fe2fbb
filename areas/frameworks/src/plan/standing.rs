//! Which requirement that is here each one of a file is, and what stands of it where the file says nothing.

use super::Here;
use crate::{
    Framework, FrameworkRequirement,
    framework::Format,
    read::{
        Placed, Scheme,
        library::{keep, kept_all, stand_in},
    },
    rows::Kept,
};
use stadga_model::Prose;
use std::collections::{HashMap, VecDeque};

/// How much a file says of what it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// All: what it does not say is not so.
    Whole,
    /// Little: it takes nothing away.
    Fills,
    /// All that OSCAL has a place for: it was given out here.
    Returned,
}

impl Manner {
    /// How much the file of a framework says.
    pub fn of(scheme: &Scheme) -> Self {
        match scheme.framework.format {
            _ if scheme.of.is_some() => Self::Returned,
            Format::Sheet | Format::Shipped => Self::Fills,
            _ => Self::Whole,
        }
    }
}

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

/// A catalogue that was given out here says what it is called, its version and what it is about. What OSCAL has no place for
/// stands, and so does the file that it once came from.
pub(super) fn framework_returned(one: Framework, before: &Framework) -> Framework {
    let more = missing(&one.kept, &before.kept);
    let kept = before.kept.iter().cloned().chain(more).collect();
    Framework {
        title: one.title,
        version: one.version.or(before.version.clone()),
        published: one.published.or(before.published),
        description: one.description.or(before.description.clone()),
        provider: one.provider.or(before.provider.clone()),
        replaced_by: one.replaced_by,
        kept,
        ..before.clone()
    }
}

/// Whether those that are here stand in the same order in the file, and nothing between them is new.
pub(super) fn in_order(own: &[&Here<FrameworkRequirement>], matched: &[Option<usize>]) -> bool {
    let place = |nth: usize| own.get(nth).map(|(_, one)| one.place);
    let places: Option<Vec<i64>> = matched.iter().map(|nth| place((*nth)?)).collect();
    places.is_some_and(|places| places.is_sorted())
}

/// The same for its requirements. A place is a number that OSCAL does not have: it stands as long as the order is the same.
pub(super) fn requirement_returned(
    one: &mut FrameworkRequirement,
    before: &FrameworkRequirement,
    in_order: bool,
) {
    if in_order {
        one.place = before.place;
    }
    if one.parent == before.parent {
        one.depth = before.depth;
    }
    if is_said(Some(&one.title), Some(&before.title)) {
        one.title.clone_from(&before.title);
    }
    for (one, before) in [
        (&mut one.text, &before.text),
        (&mut one.guidance, &before.guidance),
        (&mut one.evidence, &before.evidence),
    ] {
        if is_same_text(one, before) {
            one.clone_from(before);
        }
    }
    if is_said(one.reference.as_deref(), before.reference.as_deref()) {
        one.reference.clone_from(&before.reference);
    }
    one.questions.clone_from(&before.questions);
    one.answers.clone_from(&before.answers);
    one.translations.clone_from(&before.translations);
    let more = missing(&one.kept, &before.kept);
    one.kept = before.kept.iter().cloned().chain(more).collect();
}

fn is_same_text(one: &Option<Prose>, before: &Option<Prose>) -> bool {
    let (one, before) = (one.as_ref(), before.as_ref());
    is_said(one.map(|text| text.0.as_str()), before.map(|text| text.0.as_str()))
}

/// Whether two texts say the same, however their blanks and lines are set.
fn is_said(one: Option<&str>, before: Option<&str>) -> bool {
    let (one, before) = (one.unwrap_or_default(), before.unwrap_or_default());
    one.split_whitespace().eq(before.split_whitespace())
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
