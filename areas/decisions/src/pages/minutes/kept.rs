//! What is taken of a reading, as items of the minutes.

use stadga_model::Prose;

use super::{Read, form::Choices};
use crate::Minute;

/// The items that are taken and whole.
pub(super) fn minutes(read: &Read, choices: &Choices) -> Vec<Minute> {
    let (Some(body), Some(date)) = (choices.body, choices.day) else { return Vec::new() };
    let taken = choices.items.iter().zip(&read.reading.found).filter(|(item, _)| item.take);
    let whole = taken.filter_map(|(item, found)| {
        Some(Minute {
            title: item.title.clone(),
            body,
            date,
            paragraph: Some(found.paragraph.clone()),
            area: item.area.clone(),
            treatment: item.treatment?,
            bearing: item.bearing,
            about: Vec::new(),
            words: (!found.decision.is_empty()).then(|| Prose(found.decision.clone())),
            file: Some(read.file.id.clone()),
        })
    });
    whole.collect()
}
