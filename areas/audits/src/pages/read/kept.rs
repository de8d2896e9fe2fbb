//! Keeps the readings of the files last opened, so that a page and its acceptance do not read them again.

use crate::read::{Kind, Reading};
use stadga_publish::text_in::Extracted;
use stadga_store::StoredFile;
use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};

/// How many readings are kept.
const MOST: usize = 8;

/// A file's text and what was found in it.
pub(super) struct Told {
    pub(super) extracted: Extracted,
    pub(super) reading: Reading,
}

/// By the file's name and content and the kind that somebody has said it to be; who may read the file is asked before its
/// reading is looked for.
type Kept = ((String, String, Option<Kind>), Arc<Told>);

static KEPT: Mutex<VecDeque<Kept>> = Mutex::new(VecDeque::new());

/// The reading of a file, if it is still kept.
pub(super) fn find(file: &StoredFile, said: Option<Kind>) -> Option<Arc<Told>> {
    let kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    kept.iter().find(|(key, _)| *key == key_of(file, said)).map(|(_, told)| told.clone())
}

/// Keeps a reading; the oldest gives way.
pub(super) fn keep(file: &StoredFile, said: Option<Kind>, told: Told) -> Arc<Told> {
    let told = Arc::new(told);
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    kept.truncate(MOST - 1);
    kept.push_front((key_of(file, said), told.clone()));
    told
}

fn key_of(file: &StoredFile, said: Option<Kind>) -> (String, String, Option<Kind>) {
    (file.name.clone(), file.id.0.clone(), said)
}
