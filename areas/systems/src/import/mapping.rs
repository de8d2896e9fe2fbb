//! A source's mapping: its own columns and words before those of its shape.

use stadga_publish::sheet::ReadRow;
use std::collections::HashMap;

use super::{cell::text_of, shapes};
use crate::{ImportSource, item::Part, source::Upkeep};

/// How a source's files are understood.
#[derive(Clone, Debug, Default)]
pub struct Mapping {
    /// Heads with what they mean, the source's own first.
    columns: Vec<(String, Part, Upkeep)>,
    /// Words of the source.
    words: HashMap<(Part, String), String>,
    /// What values are called when items are given back.
    spoken: HashMap<(Part, String), String>,
    /// The heads of a sheet of relations.
    pub relation: shapes::Relation,
    relation_words: Vec<[String; 2]>,
    multiple: String,
}

/// A column that is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its place, from 0.
    pub place: u32,
    /// The field.
    pub part: Part,
    /// Who keeps the field.
    pub upkeep: Upkeep,
}

/// A text as it is compared: letters and digits, in lower case.
pub fn plain(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

impl Mapping {
    /// The mapping of a source.
    pub fn of(source: &ImportSource) -> Self {
        let shape = shapes::shape(source.shape.key());
        let mut mapping = Self {
            relation: shape.relation,
            relation_words: shape.relation_words.means,
            multiple: shape.multiple,
            ..Self::default()
        };
        for column in &source.columns {
            mapping.columns.push((column.head.clone(), column.part, column.upkeep));
        }
        for column in &shape.columns {
            let Some((name, heads)) = column.split_first() else { continue };
            let Some(part) = Part::all().find(|part| part.key() == name) else { continue };
            let heads = heads.iter().map(|head| (head.clone(), part, Upkeep::Source));
            mapping.columns.extend(heads);
        }
        let own = source.words.iter().map(|word| (word.part, &word.written, &word.means));
        let ready = shape.words.iter().flat_map(|words| {
            words.means.iter().map(|[written, means]| (words.part, written, means))
        });
        for (part, written, means) in own.chain(ready) {
            mapping.words.entry((part, plain(written))).or_insert_with(|| means.clone());
            let spoken = mapping.spoken.entry((part, means.clone()));
            spoken.or_insert_with(|| written.clone());
        }
        mapping
    }

    /// The columns of a head row that are used, each field once; and the heads of the others.
    pub fn columns(&self, head: &ReadRow) -> (Vec<Column>, Vec<(u32, String)>) {
        let (mut used, mut unused): (Vec<Column>, Vec<_>) = (Vec::new(), Vec::new());
        for cell in &head.cells {
            let written = text_of(&cell.value);
            let named = plain(&written);
            let found = self.columns.iter().find(|(head, _, _)| plain(head) == named);
            match found {
                Some((_, part, upkeep)) if used.iter().all(|column| column.part != *part) => {
                    used.push(Column { place: cell.column, part: *part, upkeep: *upkeep });
                }
                _ => unused.push((cell.column, written)),
            }
        }
        (used, unused)
    }

    /// The heads that items are given back under: of each field the first.
    pub fn heads(&self) -> Vec<(&str, Part)> {
        let mut heads: Vec<(&str, Part)> = Vec::new();
        for (head, part, _) in &self.columns {
            if heads.iter().all(|(_, known)| known != part) {
                heads.push((head, *part));
            }
        }
        heads
    }

    /// What a word of the source means here.
    pub fn means(&self, part: Part, written: &str) -> Option<&str> {
        self.words.get(&(part, plain(written))).map(String::as_str)
    }

    /// What the source calls a value.
    pub fn spoken<'a>(&'a self, part: Part, value: &'a str) -> &'a str {
        self.spoken.get(&(part, value.to_owned())).map_or(value, String::as_str)
    }

    /// The field that a relation's word means; a relation without a word says that the one needs the other.
    pub fn meaning(&self, written: &str) -> Option<Part> {
        let asked = plain(written);
        if asked.is_empty() {
            return Some(Part::Uses);
        }
        let known = self.relation_words.iter().find(|[word, _]| plain(word) == asked);
        let name = known.map_or(asked, |[_, part]| plain(part));
        Part::all().filter(|part| is_relation(*part)).find(|part| plain(part.key()) == name)
    }

    /// What the source calls a relation.
    pub fn relation_word(&self, part: Part) -> &str {
        let known = self.relation_words.iter().find(|[_, means]| means == part.key());
        known.map_or(part.key(), |[word, _]| word)
    }

    /// The parts of a cell with several values.
    pub fn pieces<'a>(&'a self, written: &'a str) -> impl Iterator<Item = &'a str> {
        let parting = self.multiple.chars().next().unwrap_or(';');
        written.split(['\n', parting]).map(str::trim).filter(|piece| !piece.is_empty())
    }

    /// What parts several values in a cell.
    pub fn between(&self) -> &str {
        &self.multiple
    }
}

/// Whether a field is a relation between items.
pub fn is_relation(part: Part) -> bool {
    use Part::{ConsistsOf, EitherOf, HelpedBy, RunsOn, SignsInThrough, Uses};
    matches!(part, RunsOn | ConsistsOf | Uses | SignsInThrough | EitherOf | HelpedBy)
}
