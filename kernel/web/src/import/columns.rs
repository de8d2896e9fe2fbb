//! Which column holds which field: matched by its words in either language or by its name.

use super::cell;
use stadga_model::{Field, FieldType, Language, Spec, Texts};
use stadga_publish::sheet::ReadRow;

/// What a column is used for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Use {
    /// The record's id.
    Id,
    /// The revision that the row was made from.
    Revision,
    /// The record's number.
    Number,
    /// What the record is called: for people to read.
    Record,
    /// An inner row's place in its record.
    Place,
    /// Whether an inner row is to be taken out.
    Gone,
    /// A field.
    Field(&'static Field),
}

/// What the rows of a sheet are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Of {
    /// Records.
    Records,
    /// Rows within records, under this field.
    Rows(&'static Field),
}

impl Of {
    /// The columns that are no fields, with the keys of their words.
    fn own(self) -> &'static [(&'static str, Use)] {
        match self {
            Self::Records => &[
                ("sheet-id", Use::Id),
                ("sheet-revision", Use::Revision),
                ("sheet-number", Use::Number),
            ],
            Self::Rows(_) => &[
                ("sheet-id", Use::Id),
                ("sheet-revision", Use::Revision),
                ("sheet-number", Use::Number),
                ("sheet-record", Use::Record),
                ("sheet-place", Use::Place),
                ("sheet-gone", Use::Gone),
            ],
        }
    }

    /// The fields that its columns can hold.
    fn fields(self, spec: &'static Spec) -> &'static [Field] {
        match self {
            Self::Records => spec.fields,
            Self::Rows(field) => inner(field),
        }
    }

    /// What the keys of its fields' words begin with: `{kind}`, or `{kind}-{field}`.
    pub fn words(self, spec: &Spec) -> String {
        match self {
            Self::Records => spec.kind.to_owned(),
            Self::Rows(field) => format!("{}-{}", spec.kind, field.name),
        }
    }
}

/// The fields of a field's inner rows.
pub fn inner(field: &Field) -> &'static [Field] {
    match field.ty {
        FieldType::Rows(inner) => inner,
        _ => &[],
    }
}

/// The fields of a kind whose inner rows have a sheet of their own.
pub fn with_rows(spec: &'static Spec) -> impl Iterator<Item = &'static Field> {
    spec.fields.iter().filter(|field| !field.fixed && matches!(field.ty, FieldType::Rows(_)))
}

/// A column that is not used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unused {
    /// Its place, from 0.
    pub column: u32,
    /// What its head says.
    pub head: String,
    /// The field that it may be meant for.
    pub suggestion: Option<String>,
    /// Whether another column already holds the same field.
    pub twice: bool,
}

/// A sheet's columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Columns {
    /// The columns that are used, with their heads as written.
    pub used: Vec<(u32, Use, String)>,
    /// The others.
    pub unused: Vec<Unused>,
}

impl Columns {
    /// Reads the head row.
    pub fn of(head: &ReadRow, of: Of, spec: &'static Spec, texts: &Texts) -> Self {
        let known = known(of, spec, texts);
        let mut columns = Self::default();
        for cell in &head.cells {
            let written = cell::text_of(&cell.value);
            let named = |(name, _): &&(String, Use)| *name == plain(&written);
            // A field may be called as one of the sheet's own columns is: the first is that, the second the field.
            let free = |(_, usage): &&(String, Use)| columns.column(*usage).is_none();
            match known.iter().filter(named).find(free) {
                Some((_, usage)) => columns.used.push((cell.column, *usage, written)),
                None => columns.unused.push(Unused {
                    column: cell.column,
                    suggestion: closest(&written, &known),
                    twice: known.iter().any(|name| named(&name)),
                    head: written,
                }),
            }
        }
        columns
    }

    /// The column that is used for `usage`.
    pub fn column(&self, usage: Use) -> Option<u32> {
        self.used.iter().find(|(_, u, _)| *u == usage).map(|(column, _, _)| *column)
    }

    /// The column that holds the field called `name`; rows' paths count as their field.
    pub fn of_field(&self, name: &str) -> Option<u32> {
        let name = name.split('.').next().unwrap_or_default();
        let is = |usage: &Use| matches!(usage, Use::Field(field) if field.name == name);
        self.used.iter().find(|(_, usage, _)| is(usage)).map(|(column, _, _)| *column)
    }

    /// All fields that have a column.
    pub fn fields(&self) -> impl Iterator<Item = (u32, &'static Field)> {
        self.used.iter().filter_map(|(column, usage, _)| match usage {
            Use::Field(field) => Some((*column, *field)),
            _ => None,
        })
    }
}

/// All names by which a column is known, in plain form.
fn known(of: Of, spec: &'static Spec, texts: &Texts) -> Vec<(String, Use)> {
    let mut known = vec![
        ("id".to_owned(), Use::Id),
        ("revision".to_owned(), Use::Revision),
        ("number".to_owned(), Use::Number),
    ];
    for language in Language::ALL {
        let own = of.own().iter();
        known.extend(own.map(|(key, usage)| (plain(&texts.get(language, key, &[])), *usage)));
    }
    let words = of.words(spec);
    for field in of.fields(spec) {
        known.push((plain(field.name), Use::Field(field)));
        for language in Language::ALL {
            let label = texts.find(language, &format!("{words}-{}", field.name), &[]);
            known.extend(label.map(|label| (plain(&label), Use::Field(field))));
        }
    }
    known
}

/// Lower case, one blank between words, without the signs that people put at the end.
pub fn plain(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().collect();
    words.join(" ").trim_end_matches(['*', ':']).trim_end().to_lowercase()
}

/// The known name that takes the fewest changes to become, if those are few.
fn closest(written: &str, known: &[(String, Use)]) -> Option<String> {
    let written = plain(written);
    let near = known.iter().map(|(name, _)| (distance(&written, name), name));
    let (steps, name) = near.min_by_key(|(steps, _)| *steps)?;
    (steps * 3 <= written.chars().count()).then(|| name.clone())
}

/// How many letters must be put in, taken out or exchanged.
pub fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.chars().enumerate() {
        let mut next = vec![at + 1];
        for ((before, above), with) in row.iter().zip(row.iter().skip(1)).zip(&other) {
            let left = next.last().copied().unwrap_or_default();
            next.push((before + usize::from(letter != *with)).min(above + 1).min(left + 1));
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

/// Whether a spreadsheet can change this field at all.
pub fn can_be_imported(field: &Field) -> bool {
    !field.fixed && !matches!(field.ty, FieldType::Rows(_) | FieldType::File)
}
