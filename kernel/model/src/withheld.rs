//! What a secrecy mark withholds of a record from those who may not read it, and what stands in its place.

use crate::{Any, Body, Field, FieldType, Head, Id, Instant, Spec};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// What stands for the reason of a revision among the fields: it can tell what a field withholds.
pub const REASON: &str = "@reason";
/// More than anything here costs or counts, and still to be added up.
const MUCH: i64 = 1_000_000_000_000;

/// What the marks on a record withhold (SEC-01, SEC-02). Number, kind, state, unit, owner, dates and grounds are seen by all
/// who may read the record.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Withheld {
    /// The withheld fields.
    pub fields: BTreeMap<String, Instead>,
    /// Who may read them: persons and roles.
    #[serde(skip)]
    pub readers: Readers,
    /// Those who may not read them are not even shown that the record exists (INC-09).
    #[serde(skip)]
    pub hidden: bool,
}

/// What is told instead of a value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Instead {
    /// Why it is withheld: a key of the scale `secrecy-ground` (SEC-03, TF 2 kap. 20 §). Empty where it is gone.
    pub ground: String,
    /// By which disposal the value is gone, for everybody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gone: Option<Gone>,
    /// What the body holds in its place, where the kind's struct asks for something.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shown: Option<Value>,
}

/// By which disposal (gallring) a value is gone, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gone {
    /// The disposal's number.
    pub by: String,
    /// The instant at which it was carried out.
    pub at: Instant,
}

/// Who may read what is withheld (SEC-04).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Readers {
    /// These persons.
    #[serde(default)]
    pub persons: BTreeSet<Id>,
    /// Whoever holds one of these roles for the record's unit.
    #[serde(default)]
    pub roles: BTreeSet<String>,
}

impl Readers {
    /// Those whom both name, as person or as role.
    pub fn among(mut self, other: &Self) -> Self {
        self.persons.retain(|person| other.persons.contains(person));
        self.roles.retain(|role| other.roles.contains(role));
        self
    }

    /// Whether nobody is left.
    pub fn is_empty(&self) -> bool {
        self.persons.is_empty() && self.roles.is_empty()
    }
}

impl Head {
    /// Whether this field's value is withheld from the reader.
    pub fn withholds(&self, field: &str) -> bool {
        self.instead(field).is_some()
    }

    /// Whether a disposal has taken anything away.
    pub fn is_disposed(&self) -> bool {
        let all = self.withheld.iter().flat_map(|withheld| withheld.fields.values());
        all.into_iter().any(|instead| instead.gone.is_some())
    }

    /// Whether a mark withholds anything: what is merely gone is no secret.
    pub fn is_marked(&self) -> bool {
        let all = self.withheld.iter().flat_map(|withheld| withheld.fields.values());
        all.into_iter().any(|instead| instead.gone.is_none())
    }

    /// What stands in the place of a field's value, and why.
    pub fn instead(&self, field: &str) -> Option<&Instead> {
        self.withheld.as_ref()?.fields.get(field)
    }
}

impl Withheld {
    /// What is left of it for those who may read what marks withhold: what is gone is gone for them too.
    pub fn only_gone(mut self: Box<Self>) -> Option<Box<Self>> {
        self.fields.retain(|_, instead| instead.gone.is_some());
        (self.readers, self.hidden) = (Readers::default(), false);
        (!self.fields.is_empty()).then_some(self)
    }

    /// What marks withhold of it.
    pub fn only_marked(mut self: Box<Self>) -> Option<Box<Self>> {
        self.fields.retain(|_, instead| instead.gone.is_none());
        (!self.fields.is_empty()).then_some(self)
    }

    /// Puts what stands in the place of withheld values into a body that lacks them.
    pub fn fill(&self, body: &mut Body) {
        for (field, instead) in &self.fields {
            if let Some(shown) = &instead.shown {
                body.insert(field.clone(), shown.clone());
            }
        }
    }
}

impl Spec {
    /// The fields that a mark on the whole record withholds: all but state, unit, owner and dates, which tell how it goes
    /// with a secret matter without telling the matter (SEC-02, T21).
    pub fn content(&self) -> impl Iterator<Item = &'static Field> {
        let told = [self.state, self.unit, self.owner];
        self.fields
            .iter()
            .filter(move |field| !told.contains(&Some(field.name)) && !field.is_date())
    }

    /// What stands in the place of a withheld value of this field; `sign` names the ground in few letters.
    pub fn instead(field: &Field, sign: &str) -> Option<Value> {
        match field.ty {
            FieldType::Yes => Some(json!(false)),
            FieldType::Texts | FieldType::Links(_) | FieldType::Rows(_) => Some(json!([])),
            _ if !field.required => None,
            FieldType::Text | FieldType::Prose => Some(json!(sign)),
            FieldType::Whole | FieldType::Money => Some(json!(0)),
            FieldType::Link(_) => Some(json!(Id::<Any>::NONE)),
            FieldType::Scale(_) => Some(json!("withheld")),
            FieldType::Choice(values) => values.first().map(|value| json!(value)),
            FieldType::File => Some(json!("")),
            FieldType::Date | FieldType::Instant | FieldType::Period => None,
        }
    }
}

impl Field {
    /// Whether it tells something of the field called `name`: it is that one, or worked out of it.
    pub fn tells(&self, name: &str) -> bool {
        self.name == name || self.follows.contains(&name)
    }

    /// Whether its values can name files.
    pub fn may_hold_files(&self) -> bool {
        match self.ty {
            FieldType::File => true,
            FieldType::Rows(fields) => fields.iter().any(Self::may_hold_files),
            _ => false,
        }
    }

    /// The files in a value of this field, those in rows included.
    pub fn files<'a>(&self, value: &'a Value) -> Vec<&'a str> {
        match (self.ty, value) {
            (FieldType::File, Value::String(id)) if !id.is_empty() => vec![id],
            (FieldType::Rows(fields), Value::Array(rows)) => {
                let cells = rows.iter().flat_map(|row| {
                    fields.iter().filter_map(move |field| Some((field, row.get(field.name)?)))
                });
                cells.flat_map(|(field, value)| field.files(value)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// A value that says as much as it can where [`Spec::instead`] says as little: something is there, and much of it.
    pub(crate) fn full(&self) -> Value {
        match self.ty {
            FieldType::Yes => json!(true),
            FieldType::Text | FieldType::Prose | FieldType::Scale(_) | FieldType::File => {
                json!("withheld")
            }
            FieldType::Texts => json!(["withheld"]),
            FieldType::Whole | FieldType::Money => json!(MUCH),
            FieldType::Link(_) => json!(Id::<Any>::NONE),
            FieldType::Links(_) => json!([Id::<Any>::NONE]),
            FieldType::Choice(values) => json!(values.last()),
            FieldType::Rows(fields) => {
                let row = fields.iter().map(|field| (field.name, field.full()));
                json!([row.collect::<BTreeMap<_, _>>()])
            }
            FieldType::Date => json!("2000-01-01"),
            FieldType::Instant => json!("2000-01-01T00:00:00Z"),
            FieldType::Period => json!({"from": "2000-01-01"}),
        }
    }

    const fn is_date(&self) -> bool {
        matches!(self.ty, FieldType::Date | FieldType::Instant | FieldType::Period)
    }
}
