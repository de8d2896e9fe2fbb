//! What links are called in a plan: by what stands here, and by what would stand.

use super::{Here, Planned, Standing};
use serde_json::Value;
use stadga_model::{Id, Record, Revision};
use std::collections::HashMap;

/// What records are called before and after.
#[derive(Clone, Debug, Default)]
pub struct Names {
    before: HashMap<Id, String>,
    after: HashMap<Id, String>,
}

impl Names {
    /// What is here by its names.
    pub(super) fn of(here: &Standing) -> Self {
        let mut names = Self::default();
        names.add(&here.frameworks, |one| one.title.clone());
        names.add(&here.requirements, |one| one.called(""));
        names.add(&here.controls, |one| one.title.clone());
        names.add(&here.threats, |one| one.title.clone());
        names
    }

    fn add<R: Record>(&mut self, here: &[Here<R>], called: fn(&R) -> String) {
        let called = here.iter().map(|(record, one)| (record.head.id, shown(record, called(one))));
        self.before.extend(called);
    }

    /// What the records of a plan would be called.
    pub(super) fn become_of(&mut self, rows: &[Planned]) {
        self.after.extend(rows.iter().map(|row| (row.id, row.title.clone())));
    }

    /// What the record with this id is called as it stands.
    pub fn before(&self, id: Id) -> Option<&str> {
        self.before.get(&id).map(String::as_str)
    }

    /// What it would be called.
    pub fn after(&self, id: Id) -> Option<&str> {
        self.after.get(&id).map(String::as_str).or_else(|| self.before(id))
    }

    /// The same for the value of a link; nothing for what is none.
    pub fn of_link(&self, value: &Value, after: bool) -> Option<&str> {
        let id = value.as_str()?.parse::<Id>().ok()?;
        if after { self.after(id) } else { self.before(id) }
    }
}

/// A title, or the number where the title is withheld.
fn shown(record: &Revision, title: String) -> String {
    if record.head.withholds("title") { record.head.number.clone() } else { title }
}
