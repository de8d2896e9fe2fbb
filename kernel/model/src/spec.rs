//! A kind described as data: the constant table that its form, list, API, schema and spreadsheet follow from.

use crate::{Date, Id, Instant, Money, Period};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// A kind of record. `#[derive(Record)]` writes the table from the struct.
pub trait Record: Serialize + DeserializeOwned + Clone + Send + Sync + 'static {
    /// The kind's name, apart from the table so that a kind can link to itself.
    const KIND: &'static str;
    /// The struct described as data.
    const SPEC: &'static Spec;
}

/// A row inside a record (a criterion, a piece of evidence): `#[derive(Row)]`.
pub trait Row {
    /// The row's fields.
    const FIELDS: &'static [Field];
}

/// A closed set of values that behaviour depends on: `#[derive(Choice)]` on an enum without data.
pub trait Choice {
    /// The values as they are stored, in order.
    const VALUES: &'static [&'static str];
}

/// A kind's description.
#[derive(Debug)]
pub struct Spec {
    /// The kind's name in links, routes and texts: `measure`.
    pub kind: &'static str,
    /// What its numbers begin with: `ÅTG`.
    pub prefix: &'static str,
    /// All fields, in the order of the form.
    pub fields: &'static [Field],
    /// The field that names the record.
    pub title: &'static str,
    /// The field that holds its state, if it has a lifecycle.
    pub state: Option<&'static str>,
    /// The field that links to its unit, for permissions.
    pub unit: Option<&'static str>,
    /// The field that links to the person who owns it.
    pub owner: Option<&'static str>,
}

impl Spec {
    /// Whether a form can make such a record: it needs nothing that only the program's own pages write.
    pub fn has_form(&self) -> bool {
        let own = |field: &Field| field.required && field.fixed && self.state != Some(field.name);
        !self.fields.iter().any(own)
    }

    /// The field called `name`.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}

/// A field's description.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Field {
    /// Its name in the body; its label's key is `{kind}-{name}`.
    pub name: &'static str,
    /// What it holds.
    pub ty: FieldType,
    /// Must be given.
    pub required: bool,
    /// Shown in the list unless the user chooses other columns.
    pub listed: bool,
    /// The list can be filtered on it.
    pub filtered: bool,
    /// The list can be sorted on it.
    pub sorted: bool,
    /// Records are counted by it, together with the kind's other counted fields; it holds one value.
    pub counted: bool,
    /// Its words are found by search.
    pub searched: bool,
    /// Set by the program alone: shown, never asked for.
    pub fixed: bool,
    /// The record lies within what this links to: whoever has a role for that has it for the record, too (SEC-08).
    pub within: bool,
    /// What this links to lies within the record, in the same way (SEC-08).
    pub holds: bool,
    /// The fields that it is worked out of: who withholds one of them withholds this one, too.
    pub follows: &'static [&'static str],
    /// Heading in form and page that it stands under; its text's key is `{kind}-group-{group}`.
    pub group: &'static str,
}

/// What a field can hold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FieldType {
    /// One line of text.
    Text,
    /// Paragraphs.
    Prose,
    /// A whole number.
    Whole,
    /// Yes or no.
    Yes,
    /// A calendar date.
    Date,
    /// A point in time.
    Instant,
    /// An amount of money.
    Money,
    /// From one date to another.
    Period,
    /// One of a closed set.
    Choice(&'static [&'static str]),
    /// A term of a scale in `content/`.
    Scale(&'static str),
    /// A link to a record of one of these kinds; of any kind when empty.
    Link(&'static [&'static str]),
    /// Links to records of these kinds.
    Links(&'static [&'static str]),
    /// Several lines of text.
    Texts,
    /// Rows of fields.
    Rows(&'static [Field]),
    /// An uploaded file: its id among the stored files.
    File,
}

impl FieldType {
    /// For the derive: whether it holds one value, which can be missing; lists and yes/no cannot.
    pub const fn holds_one(self) -> bool {
        !matches!(self, Self::Yes | Self::Links(_) | Self::Texts | Self::Rows(_))
    }

    /// For the derive: the type narrowed to a scale.
    pub const fn of_scale(self, scale: &'static str) -> Self {
        let _ = self;
        Self::Scale(scale)
    }

    /// For the derive: a link narrowed to kinds that the crate may not know as types.
    pub const fn to_kinds(self, kinds: &'static [&'static str]) -> Self {
        match self {
            Self::Links(_) => Self::Links(kinds),
            _ => Self::Link(kinds),
        }
    }
}

/// A Rust type that can stand in a record.
pub trait FieldValue {
    /// How it is described.
    const TYPE: FieldType;
    /// Whether it may be absent.
    const OPTIONAL: bool = false;
}

/// Text of several paragraphs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Prose(pub String);

impl From<&str> for Prose {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<String> for Prose {
    fn from(text: String) -> Self {
        Self(text)
    }
}

/// Describes plain types one to one.
macro_rules! plain {
    ($($ty:ty => $is:expr),* $(,)?) => {
        $(impl FieldValue for $ty {
            const TYPE: FieldType = $is;
        })*
    };
}

plain! {
    String => FieldType::Text,
    Prose => FieldType::Prose,
    i64 => FieldType::Whole,
    bool => FieldType::Yes,
    Date => FieldType::Date,
    Instant => FieldType::Instant,
    Money => FieldType::Money,
    Period => FieldType::Period,
    crate::Term => FieldType::Scale(""),
    Id => FieldType::Link(&[]),
    Vec<Id> => FieldType::Links(&[]),
    Vec<String> => FieldType::Texts,
    crate::FileId => FieldType::File,
}

impl<R: Record> FieldValue for Id<R> {
    const TYPE: FieldType = FieldType::Link(&[R::KIND]);
}

impl<R: Record> FieldValue for Vec<Id<R>> {
    const TYPE: FieldType = FieldType::Links(&[R::KIND]);
}

impl<T: Row> FieldValue for Vec<T> {
    const TYPE: FieldType = FieldType::Rows(T::FIELDS);
}

impl<T: FieldValue> FieldValue for Option<T> {
    const TYPE: FieldType = T::TYPE;
    const OPTIONAL: bool = true;
}
