//! Relations of a file: keys become ids, and each item gets the relations that the source says it has.

use serde_json::{Value as Json, json};
use stadga_model::{Body, Id};
use std::collections::{BTreeMap, HashMap, HashSet};

use super::{cell::Fault, rows::RelationRow};
use crate::item::Part;

/// The items of the source: those that are here and those that the file makes.
#[derive(Debug, Default)]
pub struct Keys {
    by_key: HashMap<String, Id>,
    by_name: HashMap<String, Option<Id>>,
    ids: HashSet<Id>,
}

impl Keys {
    /// Takes up an item; a name that two items bear tells neither.
    pub fn take(&mut self, key: &str, name: &str, id: Id) {
        self.by_key.insert(key.to_owned(), id);
        if self.ids.insert(id) {
            let known = self.by_name.entry(name.to_owned());
            known.and_modify(|known| *known = None).or_insert(Some(id));
        }
    }

    /// The item that is meant: by its key, or by a name that only it bears.
    pub fn find(&self, said: &str) -> Option<Id> {
        let by_name = || self.by_name.get(said).copied().flatten();
        self.by_key.get(said).copied().or_else(by_name)
    }

    /// Whether an item is of this source.
    pub fn holds(&self, id: &Id) -> bool {
        self.ids.contains(id)
    }
}

/// What the sheets of relations say of each item, field by field.
pub type Told = HashMap<Id, BTreeMap<Part, Vec<Id>>>;

/// Goes through the rows of relations; gives what is wrong with the others.
pub fn told(rows: &[RelationRow], keys: &Keys) -> (Told, Vec<(String, u32, Fault)>) {
    let (mut told, mut faults) = (Told::new(), Vec::new());
    for row in rows {
        let mut fault = |fault| faults.push((row.sheet.clone(), row.row, fault));
        let find = |(place, said): &(u32, String)| {
            keys.find(said).ok_or_else(|| Fault::at(*place, "relation", said))
        };
        match (find(&row.who), find(&row.on), &row.meaning) {
            (Ok(who), Ok(on), Ok(_)) if who == on => fault(Fault::of_row("itself", &row.on.1)),
            (Ok(who), Ok(on), Ok(part)) => {
                let field = told.entry(who).or_default().entry(*part).or_default();
                if !field.contains(&on) {
                    field.push(on);
                }
            }
            (who, on, meaning) => {
                let word = meaning.as_ref().err();
                let word = word.map(|(place, word)| Fault::at(*place, "meaning", word));
                [who.err(), on.err(), word].into_iter().flatten().for_each(&mut fault);
            }
        }
    }
    (told, faults)
}

/// An item's relations of one meaning: what the source says of its own items, and what is here of others. Nothing, where
/// they are the same already, whatever their order.
pub fn joined(before: &Body, part: Part, said: &[Id], keys: &Keys) -> Option<Json> {
    let standing: Vec<Id> = before
        .get(part.field())
        .and_then(Json::as_array)
        .map(|ids| ids.iter().filter_map(|id| id.as_str()?.parse().ok()).collect())
        .unwrap_or_default();
    let mut joined: Vec<Id> =
        standing.iter().filter(|id| !keys.holds(id) || said.contains(id)).copied().collect();
    for id in said {
        if !joined.contains(id) {
            joined.push(*id);
        }
    }
    (joined != standing).then(|| json!(joined))
}
