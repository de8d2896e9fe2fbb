//! Fetches what a file's plan needs to know, plans it, and tries it against the rules without keeping anything.

use stadga_model::{Action, Finding, Id, Record, Refusal, Revision};
use stadga_organisation::{Person, Unit};
use stadga_publish::sheet::ReadSheet;
use stadga_store::{Compare, Door, Filter, ListQuery};
use stadga_web::Context;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::{
    cell::{Fault, Said, Tongue, Values},
    mapping::{Mapping, is_relation},
    plan::{Known, Outcome, Plan, Planned, Remark, plan},
    relations::{self, Keys},
    rows::{self, ItemRow, Rows, Unused},
    write::{self, Agreed},
};
use crate::{ConfigurationItem, ImportSource, item::Part};

/// More items of one source than any organisation has.
const ALL: u32 = 200_000;
/// A row that is taken out may have been what another one leaned on: so often it is tried anew.
const TRIES: usize = 10;

/// A file with its plan.
#[derive(Debug, Default)]
pub struct Looked {
    /// Row by row.
    pub rows: Vec<Planned>,
    /// What is wrong with rows of relations: sheet, row, fault. They stop nothing but themselves.
    pub relations: Vec<(String, u32, Fault)>,
    /// What is good to know.
    pub remarks: BTreeMap<Remark, usize>,
    /// Columns that nothing is read from.
    pub unused: Vec<Unused>,
    /// Items of the source that are in use here and that the file does not name.
    pub missing: Vec<Revision>,
}

impl Looked {
    /// How many rows would be written.
    pub fn good(&self) -> usize {
        let good =
            |row: &&Planned| matches!(row.outcome, Outcome::New(_) | Outcome::Changed { .. });
        self.rows.iter().filter(good).count()
    }
}

/// Plans what a file of a source would do. Nothing is changed.
///
/// # Errors
/// Nothing, where no sheet is understood. Broken.
pub async fn look(
    cx: &Context,
    source: &ImportSource,
    sheets: Vec<ReadSheet>,
) -> Result<Option<Looked>, Refusal> {
    Ok(settle(cx, source, sheets, None).await?.map(|(looked, _)| looked))
}

/// Writes what a file of a source would do, if that is what was agreed to; else shows what it would do now.
///
/// # Errors
/// Not found, where no sheet is understood. Stale; broken: then nothing has been written.
pub async fn take(
    cx: &Context,
    source: &ImportSource,
    sheets: Vec<ReadSheet>,
    agreed: &Agreed,
) -> Result<Option<Looked>, Refusal> {
    let settled = settle(cx, source, sheets, Some(agreed)).await?;
    let (looked, written) = settled.ok_or(Refusal::NotFound)?;
    if written {
        return Ok(None);
    }
    // What the rules refuse was not known at first: now it is, and the rest may be what was agreed to.
    if looked.good() == agreed.good {
        let refused = write::write(cx, &looked.rows, Some(agreed)).await?;
        return if refused.is_empty() { Ok(None) } else { Err(Refusal::Refused(refused)) };
    }
    Ok(Some(looked))
}

/// The plan when nothing in it is refused any more, and whether it is written: at once, where it is what was agreed to.
async fn settle(
    cx: &Context,
    source: &ImportSource,
    sheets: Vec<ReadSheet>,
    agreed: Option<&Agreed>,
) -> Result<Option<(Looked, bool)>, Refusal> {
    let mapping = Mapping::of(source);
    let values = Values::of(cx.app.store.scales(), &cx.app.texts);
    let tongue = Tongue { mapping: &mapping, values: &values };
    let mut rows = rows::read(&sheets, tongue);
    drop(sheets);
    if !rows.understood {
        return Ok(None);
    }
    let items = items(&cx.door, &source.code).await?;
    let names = names(&cx.door, &rows.items).await?;
    for _ in 0..TRIES {
        let mut looked = planned(cx, source, &rows, &items, &names);
        forbid(cx, &mut looked.rows);
        if spread(&mut rows, &looked.rows, &items) {
            continue;
        }
        let agreed = agreed.filter(|agreed| agreed.good == looked.good());
        let refused = write::write(cx, &looked.rows, agreed).await?;
        mark(cx, &mut looked.rows, &refused);
        if !spread(&mut rows, &looked.rows, &items) {
            looked.missing = missing(&items, &rows);
            looked.unused = std::mem::take(&mut rows.unused);
            return Ok(Some((looked, agreed.is_some() && refused.is_empty())));
        }
    }
    Err(Refusal::broken("a file's rows lean on each other in a way that does not come to an end"))
}

fn planned(
    cx: &Context,
    source: &ImportSource,
    rows: &Rows,
    items: &HashMap<String, Revision>,
    names: &HashMap<(Part, String), Option<Id>>,
) -> Looked {
    let (mut keys, mut new) = (Keys::default(), HashMap::new());
    for (key, item) in items {
        keys.take(key, item.title(ConfigurationItem::SPEC), item.head.id);
    }
    for row in rows.items.iter().filter(|row| row.faults.is_empty()) {
        if !items.contains_key(&row.key) {
            let id = Id::new(cx.app.store.now());
            keys.take(&row.key, &called(row), id);
            new.insert(row.key.clone(), id);
        }
    }
    let (told, faults) = relations::told(&rows.relations, &keys);
    let spoken_of: BTreeSet<Part> =
        rows.relations.iter().filter_map(|row| row.meaning.as_ref().ok()).copied().collect();
    let spoken_of: Vec<Part> = spoken_of.into_iter().collect();
    let known =
        Known { source, items, new: &new, keys: &keys, told: &told, spoken_of: &spoken_of, names };
    let Plan { rows, remarks } = plan(rows, &known);
    Looked { rows, remarks, relations: faults, ..Looked::default() }
}

fn called(row: &ItemRow) -> String {
    let name = row.said.iter().find(|(column, _)| column.part == Part::Name);
    match name {
        Some((_, Said::Value(value))) => value.as_str().unwrap_or_default().to_owned(),
        _ => String::new(),
    }
}

/// The items of a source that are here, by their keys.
pub(super) async fn items(door: &Door, code: &str) -> Result<HashMap<String, Revision>, Refusal> {
    let compare = Compare::Is(vec![code.to_owned()]);
    let filters = vec![Filter { field: "source".into(), compare }];
    let all = ListQuery { filters, size: ALL, ..ListQuery::default() };
    let rows = door.list(ConfigurationItem::KIND, &all).await?.rows.into_iter();
    let keyed =
        rows.filter_map(|item| Some((item.body.get("source_key")?.as_str()?.to_owned(), item)));
    Ok(keyed.collect())
}

/// What the names of units and persons in the rows mean; none, where nothing or more than one thing is called so.
async fn names(
    door: &Door,
    rows: &[ItemRow],
) -> Result<HashMap<(Part, String), Option<Id>>, Refusal> {
    let said = rows.iter().flat_map(|row| &row.said);
    let wanted: HashSet<(Part, String)> = said
        .filter_map(|(column, said)| match said {
            Said::Name(name) => Some((column.part, name.clone())),
            _ => None,
        })
        .collect();
    if wanted.is_empty() {
        return Ok(HashMap::new());
    }
    let mut known: HashMap<(bool, String), Option<Id>> = HashMap::new();
    let mut take = |person: bool, name: &str, id: Id| {
        let entry = known.entry((person, name.trim().to_lowercase()));
        entry.and_modify(|known| *known = known.filter(|one| *one == id)).or_insert(Some(id));
    };
    let all = || ListQuery { size: ALL, ..ListQuery::default() };
    for (head, unit) in door.all::<Unit>(all()).await? {
        take(false, &unit.name, head.id);
        take(false, unit.short.as_deref().unwrap_or(&unit.name), head.id);
        take(false, &head.number, head.id);
    }
    for (head, person) in door.all::<Person>(all()).await? {
        take(true, &person.name, head.id);
        take(true, person.email.as_deref().unwrap_or(&person.name), head.id);
        take(true, &head.number, head.id);
    }
    let meant = |(part, name): (Part, String)| {
        let id = known.get(&(part == Part::Owner, name.to_lowercase())).copied().flatten();
        ((part, name), id)
    };
    Ok(wanted.into_iter().map(meant).collect())
}

/// What the reader may not do is told row by row: the store would refuse all of them at once.
fn forbid(cx: &Context, rows: &mut [Planned]) {
    for row in rows {
        let may = match &row.outcome {
            Outcome::New(body) => {
                let unit = body.get("unit").and_then(|id| id.as_str()?.parse().ok());
                cx.door.actor().may_make(ConfigurationItem::KIND, unit)
            }
            Outcome::Changed { before, .. } => cx.door.may(Action::Change, &before.head),
            Outcome::Unchanged | Outcome::Faulty(_) => true,
        };
        if !may {
            row.outcome = Outcome::Faulty(vec![Fault::of_row("forbidden", row.key.clone())]);
        }
    }
}

/// What the rules refuse stands on its rows.
fn mark(cx: &Context, rows: &mut [Planned], findings: &[Finding]) {
    let mut told: HashMap<Id, Vec<Fault>> = HashMap::new();
    for finding in findings.iter().filter(|finding| finding.is_blocking()) {
        let Some(id) = finding.record else { continue };
        let written = stadga_web::ui::sentence(cx, finding);
        told.entry(id).or_default().push(Fault { column: None, key: "rule", written });
    }
    for row in rows {
        if let Some(faults) = row.id.and_then(|id| told.remove(&id)) {
            row.outcome = Outcome::Faulty(faults);
        }
    }
}

/// Takes new items that turned out faulty out of what others may link to; tells whether there were any.
fn spread(rows: &mut Rows, planned: &[Planned], items: &HashMap<String, Revision>) -> bool {
    let mut found = false;
    for (row, planned) in rows.items.iter_mut().zip(planned) {
        if let Outcome::Faulty(faults) = &planned.outcome
            && row.faults.is_empty()
            && !items.contains_key(&row.key)
        {
            row.faults.clone_from(faults);
            found = true;
        }
    }
    found
}

/// What is in use here and the file does not name: a file of relations alone names no items.
fn missing(items: &HashMap<String, Revision>, rows: &Rows) -> Vec<Revision> {
    let named: HashSet<&str> = rows.items.iter().map(|row| row.key.as_str()).collect();
    let used = |item: &&Revision| item.head.state.as_deref() != Some("retired");
    let missing =
        items.iter().filter(|(key, _)| !named.is_empty() && !named.contains(key.as_str()));
    let mut missing: Vec<_> = missing.map(|(_, item)| item).filter(used).cloned().collect();
    missing.sort_by(|one, other| one.head.number.cmp(&other.head.number));
    missing
}

/// The ids that a value of relations holds, for pages.
pub fn ids(part: Part, value: &serde_json::Value) -> Vec<Id> {
    let one = |value: &serde_json::Value| value.as_str().and_then(|text| text.parse().ok());
    match value {
        serde_json::Value::Array(all) if is_relation(part) => all.iter().filter_map(one).collect(),
        value => one(value).into_iter().collect(),
    }
}
