//! Which column holds which field: matched by its words in either language or by its name.

use stadga_model::{Field, FieldType, Language, Spec, Texts};
use stadga_publish::sheet::{ReadRow, Value};

/// What a column is used for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Use {
    /// The record's id.
    Id,
    /// The revision that the row was made from.
    Revision,
    /// The record's number.
    Number,
    /// A field.
    Field(&'static Field),
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
    pub fn of(head: &ReadRow, spec: &'static Spec, texts: &Texts) -> Self {
        let known = known(spec, texts);
        let mut columns = Self::default();
        for cell in &head.cells {
            let Value::Text(written) = &cell.value else { continue };
            let found = known.iter().find(|(name, _)| *name == plain(written));
            let twice =
                found.is_some_and(|(_, usage)| columns.used.iter().any(|(_, u, _)| u == usage));
            match found {
                Some((_, usage)) if !twice => {
                    columns.used.push((cell.column, *usage, written.clone()))
                }
                _ => columns.unused.push(Unused {
                    column: cell.column,
                    head: written.clone(),
                    suggestion: closest(written, &known),
                    twice,
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
fn known(spec: &'static Spec, texts: &Texts) -> Vec<(String, Use)> {
    let mut known = vec![
        ("id".to_owned(), Use::Id),
        ("revision".to_owned(), Use::Revision),
        ("number".to_owned(), Use::Number),
    ];
    for language in Language::ALL {
        let own = [
            ("sheet-id", Use::Id),
            ("sheet-revision", Use::Revision),
            ("sheet-number", Use::Number),
        ];
        known.extend(own.map(|(key, usage)| (plain(&texts.get(language, key, &[])), usage)));
    }
    for field in spec.fields {
        known.push((plain(field.name), Use::Field(field)));
        for language in Language::ALL {
            let label = texts.find(language, &format!("{}-{}", spec.kind, field.name), &[]);
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
