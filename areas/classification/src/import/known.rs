//! What is here, as the rows of a list name it: information, systems, persons and units by what they are called.

use stadga_model::{Date, Id, Scales};
use stadga_organisation::{Person, Unit};
use stadga_systems::ConfigurationItem;
use std::collections::HashMap;

use super::{guess::plain, plan::Fault, rows::Row};
use crate::{
    Classification, ClassificationSource, InformationObject, class::Levels, limits::Limits,
};

/// Information that earlier rows of a list make, by its name.
pub(super) type Made = HashMap<String, Id<InformationObject>>;

/// Things here by what they are called; what two things are called tells neither.
pub(super) struct Names<T>(HashMap<String, Option<Id<T>>>);

impl<T> Names<T> {
    /// The things with these names.
    pub fn of<'a>(all: impl Iterator<Item = (Id<T>, &'a str)>) -> Self {
        let mut names = HashMap::<String, Option<Id<T>>>::new();
        for (id, name) in all {
            let slot = names.entry(plain(name));
            slot.and_modify(|known| *known = known.filter(|one| *one == id)).or_insert(Some(id));
        }
        Self(names)
    }

    /// The one thing that is called so.
    pub fn find(&self, name: &str) -> Option<Id<T>> {
        self.0.get(&plain(name)).copied().flatten()
    }

    /// Whether anything, or more than one thing, is called so.
    fn knows(&self, name: &str) -> bool {
        self.0.contains_key(&plain(name))
    }
}

/// What is known here.
pub(super) struct Known<'a> {
    pub source: &'a ClassificationSource,
    pub levels: &'a Levels,
    pub limits: Limits,
    pub scales: &'a Scales,
    pub today: Date,
    pub information: Names<InformationObject>,
    pub informations: HashMap<Id<InformationObject>, InformationObject>,
    pub classifications: Vec<Classification>,
    pub systems: Names<ConfigurationItem>,
    pub persons: Names<Person>,
    pub units: Names<Unit>,
}

impl Known<'_> {
    /// The information that a row is about: by its name, else the only one in the system; nothing, where it is to be made.
    pub fn target(&self, row: &Row, made: &Made) -> Result<Option<Id<InformationObject>>, Fault> {
        let name = row.called();
        if name.is_empty() {
            return Err(Fault::of_row("no-name", ""));
        }
        if let Some(id) = made.get(&plain(name)).copied().or_else(|| self.information.find(name)) {
            return match self.informations.get(&id) {
                Some(info) if !info.is_active() => Err(Fault::of_row("not-active", name)),
                _ => Ok(Some(id)),
            };
        }
        if self.information.knows(name) {
            return Err(Fault::of_row("many", name));
        }
        match self.within(row).as_slice() {
            [one] => Ok(Some(*one)),
            [] if self.source.makes => Ok(None),
            [] => Err(Fault::of_row("not-here", name)),
            _ => Err(Fault::of_row("many-within", name)),
        }
    }

    /// The information in the system of a row that names no information.
    fn within(&self, row: &Row) -> Vec<Id<InformationObject>> {
        let named = self.systems.find(&row.system).filter(|_| row.information.is_empty());
        let Some(system) = named else { return Vec::new() };
        let all = self.informations.iter();
        let within = all.filter(|(_, info)| info.is_active() && info.in_systems.contains(&system));
        within.map(|(id, _)| *id).collect()
    }
}
