//! What is given out, and nothing else: the one form that page, PDF, Word, Excel and JSON are all made from. What is masked
//! never enters it.

use crate::{
    attached::{self, Given},
    detail::{Ruling, Sort},
    gather::{Case, Detail, Place},
    wording,
};
use serde::Serialize;
use serde_json::Value;
use stadga_model::{Field, FieldType, Head, Id, Refusal, Revision, Spec, local_date};
use stadga_publish::names::{Named, Names};
use stadga_web::{
    Context,
    ui::{Titles, Values},
};
use std::collections::{BTreeMap, BTreeSet};

/// Records as they are given out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Extract {
    pub records: Vec<Item>,
}

/// A record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Item {
    #[serde(skip)]
    pub id: Id,
    #[serde(skip)]
    pub revision: i64,
    /// What sort of record, in words.
    pub kind: String,
    pub number: String,
    pub parts: Vec<Part>,
}

/// A field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Part {
    #[serde(skip)]
    pub field: &'static str,
    pub label: String,
    /// What it says; where it is masked, the sign that says on what ground.
    pub text: String,
    pub masked: bool,
}

/// What marks withhold and the officer has read, by record.
pub(crate) type Opened = BTreeMap<Id, Revision>;

/// The extract that the officer's decisions give. Of what was opened only what is decided to be disclosed comes in.
///
/// # Errors
/// Broken.
pub(crate) async fn masked(cx: &Context, case: &Case, opened: &Opened) -> Result<Extract, Refusal> {
    let told = case.covered.iter().filter(|record| is_told(case, record));
    let mut records: Vec<Revision> = told.map(|record| given(case, record, opened)).collect();
    let setter = Setter::of(cx, case, &mut records, true).await?;
    let items = records.iter().map(|record| setter.item(record));
    let extract = Extract { records: items.collect::<Result<_, _>>()? };
    Ok(extract.by_function(&names(cx, case)))
}

/// The same with nothing masked: everything that marks withhold has been opened.
///
/// # Errors
/// Broken.
pub(crate) async fn whole(cx: &Context, case: &Case, opened: &Opened) -> Result<Extract, Refusal> {
    let whole = |record: &Revision| opened.get(&record.head.id).unwrap_or(record).clone();
    let mut records: Vec<Revision> = case.covered.iter().map(whole).collect();
    let setter = Setter::of(cx, case, &mut records, false).await?;
    let items = records.iter().map(|record| setter.item(record));
    Ok(Extract { records: items.collect::<Result<_, _>>()? })
}

/// INC-09: of a hidden record nothing is told, not even that it is there, unless something of it is to be disclosed.
fn is_told(case: &Case, record: &Revision) -> bool {
    let disclosed = |field: &Field| {
        let ruling = case.detail(record.head.id, field.name).and_then(Detail::ruling);
        matches!(ruling, Some(Ruling::Disclose | Ruling::Replace))
    };
    let fields = || case.then.door.kind(&record.head.kind).map(|kind| kind.spec.fields);
    !is_hidden(&record.head) || fields().is_ok_and(|fields| fields.iter().any(disclosed))
}

/// Whether a record is hidden from all but its mark's readers.
pub(crate) fn is_hidden(head: &Head) -> bool {
    head.withheld.as_ref().is_some_and(|withheld| withheld.hidden)
}

/// What records link to.
fn links(cx: &Context, records: &[Revision]) -> Result<Vec<Id>, Refusal> {
    let mut ids = BTreeSet::new();
    for record in records {
        let spec = cx.door.kind(&record.head.kind)?.spec;
        ids.extend(spec.links(&record.body).into_iter().map(|(_, id)| id));
    }
    Ok(ids.into_iter().collect())
}

/// Takes ids out of a value.
fn forget(value: &mut Value, ids: &BTreeSet<String>) {
    let gone = |value: &Value| value.as_str().is_some_and(|text| ids.contains(text));
    match value {
        Value::Array(values) => {
            values.retain(|value| !gone(value));
            values.iter_mut().for_each(|value| forget(value, ids));
        }
        Value::Object(fields) => fields.values_mut().for_each(|value| forget(value, ids)),
        value if gone(value) => *value = Value::Null,
        _ => {}
    }
}

/// A record with those of its opened values that are decided to be disclosed, and no others.
fn given(case: &Case, record: &Revision, opened: &Opened) -> Revision {
    let mut given = record.clone();
    let Some(whole) = opened.get(&record.head.id) else { return given };
    let Some(withheld) = &mut given.head.withheld else { return given };
    let disclosed = |name: &String| {
        let detail = case.detail(record.head.id, name);
        detail.is_some_and(|detail| {
            detail.sort == Sort::Marked && detail.ruling() == Some(Ruling::Disclose)
        })
    };
    let names: Vec<String> =
        withheld.fields.keys().filter(|name| disclosed(name)).cloned().collect();
    for name in names {
        withheld.fields.remove(&name);
        given.body.remove(&name);
        given.body.extend(whole.body.get(&name).map(|value| (name, value.clone())));
    }
    given
}

/// Functions in the place of names, but for those whose names are decided to be disclosed; the sign for those that are to
/// be masked.
fn names(cx: &Context, case: &Case) -> Names {
    let decided = |known: &Named| {
        let (person, _) = case.named.iter().find(|(_, named)| named == known)?;
        let place = Place::Person(*person);
        case.details.iter().find(|detail| detail.place == place)
    };
    let people = case.people.iter().filter_map(|known| {
        let detail = decided(known);
        match detail.and_then(Detail::ruling) {
            Some(Ruling::Disclose) => None,
            Some(Ruling::Mask) => {
                let ground = detail.and_then(Detail::ground).unwrap_or_default();
                Some(Named { title: None, role: wording::sign(cx, ground), ..known.clone() })
            }
            // A copy stands in the place of a file, never of a name.
            Some(Ruling::Function | Ruling::Replace) | None => Some(known.clone()),
        }
    });
    Names::new(&people.collect::<Vec<_>>(), &cx.t("extract-somebody"))
}

/// Puts records into words.
struct Setter<'a> {
    cx: &'a Context,
    case: &'a Case,
    titles: Titles,
    /// The files that go with the copy, in the order of their numbers.
    files: Vec<Given>,
    masking: bool,
}

impl<'a> Setter<'a> {
    async fn of(
        cx: &'a Context,
        case: &'a Case,
        records: &mut [Revision],
        masking: bool,
    ) -> Result<Self, Refusal> {
        let linked = links(cx, records)?;
        let mut titles = Titles::default();
        let mut told = BTreeSet::new();
        for record in case.then.door.read_many(&linked).await? {
            if !masking || !is_hidden(&record.head) {
                titles.add(cx, &record);
                told.insert(record.head.id);
            }
        }
        // A link must not tell the title that is masked in the record that it leads to.
        for record in records.iter() {
            let spec = cx.door.kind(&record.head.kind)?.spec;
            let mut called = record.clone();
            if masking && case.masks(record, spec.title) {
                called.body.remove(spec.title);
            }
            titles.add(cx, &called);
            told.insert(record.head.id);
        }
        // Nor that there is a record of which nothing may be told.
        let untold: BTreeSet<String> =
            linked.iter().filter(|id| !told.contains(id)).map(Id::to_string).collect();
        for record in records.iter_mut() {
            record.body.values_mut().for_each(|value| forget(value, &untold));
        }
        Ok(Self { cx, case, titles, files: attached::given(case)?, masking })
    }

    fn item(&self, record: &Revision) -> Result<Item, Refusal> {
        let spec = self.cx.door.kind(&record.head.kind)?.spec;
        let mut parts: Vec<Part> =
            spec.fields.iter().filter_map(|field| self.part(spec, field, record)).collect();
        parts.extend(self.files_in_rows(spec, record));
        Ok(Item {
            id: record.head.id,
            revision: record.head.revision,
            kind: self.cx.heading(spec.kind),
            number: record.head.number.clone(),
            parts,
        })
    }

    /// What is said of each file that stands in a row: after everything else of its record.
    fn files_in_rows(&self, spec: &'static Spec, record: &Revision) -> Vec<Part> {
        let files = attached::files_of(spec, &record.body).into_iter();
        let masked = |path: &str| {
            let field = path.split('.').next().unwrap_or_default();
            self.masking && self.case.masks(record, field)
        };
        let files = files.filter(|(path, _)| path.contains('.') && !masked(path));
        let part = |(path, _): (String, _)| {
            let (text, masked) = self.file(record, &path);
            let name = path.split('.').next().unwrap_or_default();
            let field = spec.field(name)?;
            let label = attached::label(self.cx, spec.kind, &path);
            Some(Part { field: field.name, label, text, masked })
        };
        files.filter_map(part).collect()
    }

    /// What is said of a file, and whether something of it is masked: never its name.
    fn file(&self, record: &Revision, path: &str) -> (String, bool) {
        if !self.masking {
            return (self.cx.t("disclosure-file"), false);
        }
        let detail = self.case.detail(record.head.id, path);
        let sign = || wording::sign(self.cx, detail.and_then(Detail::ground).unwrap_or_default());
        let number = self
            .files
            .iter()
            .position(|given| given.record == record.head.id && given.path == path);
        let number = number.map(|at| (at + 1).to_string());
        match (detail.and_then(Detail::ruling), number) {
            (Some(Ruling::Mask), _) => (sign(), true),
            (Some(Ruling::Replace), Some(n)) => {
                let told =
                    self.cx.t_with("disclosure-file-masked", &[("n", &n), ("sign", &sign())]);
                (told, true)
            }
            (Some(Ruling::Disclose), Some(n)) => {
                (self.cx.t_with("disclosure-file-given", &[("n", &n)]), false)
            }
            _ => (self.cx.t("disclosure-file"), false),
        }
    }

    fn part(&self, spec: &Spec, field: &'static Field, record: &Revision) -> Option<Part> {
        let key = format!("{}-{}", spec.kind, field.name);
        let part =
            |text: String, masked| Part { field: field.name, label: self.cx.t(&key), text, masked };
        let instead = record.head.instead(field.name);
        if let Some(gone) = instead.and_then(|instead| instead.gone.as_ref()) {
            let text = format!("{} {} {}", self.cx.t("disposed"), gone.by, local_date(gone.at));
            return Some(part(text, false));
        }
        let replaced = self.case.detail(record.head.id, field.name).and_then(Detail::ruling);
        if self.masking && replaced == Some(Ruling::Replace) {
            let (text, masked) = self.file(record, field.name);
            return Some(part(text, masked));
        }
        if self.masking && self.case.masks(record, field.name) {
            let detail = self.case.detail(record.head.id, field.name);
            let ground = detail.and_then(Detail::ground);
            let ground = ground.or_else(|| instead.map(|instead| &*instead.ground));
            return Some(part(wording::sign(self.cx, ground.unwrap_or_default()), true));
        }
        let value = record.body.get(field.name).unwrap_or(&Value::Null);
        let text = match field.ty {
            FieldType::File if value.is_string() => self.file(record, field.name).0,
            ty => Values { cx: self.cx, titles: &self.titles }.text(&key, ty, value),
        };
        (!text.trim().is_empty()).then(|| part(text, false))
    }
}

impl Case {
    /// Whether a field of a record is not given out: decided so, or withheld by a mark of which nothing else is decided.
    pub fn masks(&self, record: &Revision, field: &str) -> bool {
        let ruling = self.detail(record.head.id, field).and_then(Detail::ruling);
        record.head.withholds(field) || ruling == Some(Ruling::Mask)
    }
}

impl Extract {
    /// How many details are masked in it.
    pub fn count(&self) -> i64 {
        let masked = self.records.iter().flat_map(|item| &item.parts).filter(|part| part.masked);
        i64::try_from(masked.count()).unwrap_or(i64::MAX)
    }

    fn by_function(mut self, names: &Names) -> Self {
        let texts = self.records.iter().flat_map(|item| &item.parts).map(|part| part.text.as_str());
        let names = names.knowing(texts);
        for part in self.records.iter_mut().flat_map(|item| &mut item.parts) {
            part.text = names.replaced(&part.text);
        }
        self
    }
}
