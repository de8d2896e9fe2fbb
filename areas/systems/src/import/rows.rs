//! The rows of a file's sheets: which are items, which are relations, and what each says.

use stadga_publish::sheet::{ReadRow, ReadSheet};
use std::collections::HashSet;

use super::{
    cell::{Fault, Said, Tongue, text_of},
    mapping::{Column, plain},
};
use crate::{item::Part, source::Upkeep};

/// What one row says of one item.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemRow {
    /// The sheet's name.
    pub sheet: String,
    /// The row's number.
    pub row: u32,
    /// What the source calls the item.
    pub key: String,
    /// The fields with their columns.
    pub said: Vec<(Column, Said)>,
    /// What is wrong.
    pub faults: Vec<Fault>,
}

/// What one row says of a relation.
#[derive(Clone, Debug, PartialEq)]
pub struct RelationRow {
    /// The sheet's name.
    pub sheet: String,
    /// The row's number.
    pub row: u32,
    /// Who depends, with its column.
    pub who: (u32, String),
    /// On what.
    pub on: (u32, String),
    /// How; the word, where it is not known.
    pub meaning: Result<Part, (u32, String)>,
}

/// A column that nothing is read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unused {
    /// The sheet's name.
    pub sheet: String,
    /// The column's place.
    pub place: u32,
    /// What its head says.
    pub head: String,
}

/// A file's rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows {
    /// Rows of items.
    pub items: Vec<ItemRow>,
    /// Rows of relations.
    pub relations: Vec<RelationRow>,
    /// Columns that nothing is read from.
    pub unused: Vec<Unused>,
    /// Whether any sheet was understood.
    pub understood: bool,
}

/// Reads the sheets. Those that have neither a key nor both ends of a relation explain, or belong to somebody else.
pub fn read(sheets: &[ReadSheet], tongue: Tongue<'_>) -> Rows {
    let mut rows = Rows::default();
    for sheet in sheets {
        let Some(head) = sheet.rows.first() else { continue };
        if let Some(ends) = ends(head, tongue) {
            rows.understood = true;
            rows.relations.extend(body(sheet).filter_map(|row| relation(sheet, row, ends, tongue)));
            continue;
        }
        let (columns, unused) = tongue.mapping.columns(head);
        let Some(key) = columns.iter().find(|column| column.part == Part::SourceKey) else {
            continue;
        };
        rows.understood = true;
        let unused = unused.into_iter();
        rows.unused.extend(unused.map(|(place, head)| Unused {
            sheet: sheet.name.clone(),
            place,
            head,
        }));
        let typed = columns.iter().any(|column| column.part == Part::ItemType);
        for row in body(sheet).filter(|row| !repeats(row, head, key.place)) {
            let mut item = item(sheet, row, &columns, tongue);
            if !typed {
                item.said.extend(named_by(sheet, tongue));
            }
            rows.items.push(item);
        }
    }
    twice(&mut rows.items);
    rows
}

fn body(sheet: &ReadSheet) -> impl Iterator<Item = &ReadRow> {
    sheet.rows.iter().skip(1)
}

/// Some tools write a second head row under the first, for people.
fn repeats(row: &ReadRow, head: &ReadRow, place: u32) -> bool {
    let said = |row: &ReadRow| row.value(place).map(|value| plain(&text_of(value)));
    said(row).is_some_and(|word| word == "id" || Some(word) == said(head))
}

/// A sheet of one type bears its name.
fn named_by(sheet: &ReadSheet, tongue: Tongue<'_>) -> Option<(Column, Said)> {
    let column = Column { place: 0, part: Part::ItemType, upkeep: Upkeep::Source };
    let value = stadga_publish::sheet::Value::Text(sheet.name.clone());
    let said = tongue.read(Part::ItemType, 0, Some(&value)).ok()?;
    matches!(said, Said::Value(_)).then_some((column, said))
}

fn item(sheet: &ReadSheet, row: &ReadRow, columns: &[Column], tongue: Tongue<'_>) -> ItemRow {
    let mut item = ItemRow {
        sheet: sheet.name.clone(),
        row: row.number,
        key: String::new(),
        said: Vec::new(),
        faults: Vec::new(),
    };
    for column in columns {
        match tongue.read(column.part, column.place, row.value(column.place)) {
            Err(fault) => item.faults.push(fault),
            Ok(Said::Value(value)) if column.part == Part::SourceKey => {
                item.key = value.as_str().unwrap_or_default().to_owned();
            }
            Ok(Said::Empty) if column.part == Part::SourceKey => {
                item.faults.push(Fault::at(column.place, "no-key", ""));
            }
            Ok(Said::Empty) if column.part == Part::Name => {
                item.faults.push(Fault::at(column.place, "no-name", ""));
            }
            Ok(said) => item.said.push((column.clone(), said)),
        }
    }
    item
}

/// The same key on two rows: neither can be trusted.
fn twice(items: &mut [ItemRow]) {
    let (mut seen, mut again) = (HashSet::new(), HashSet::new());
    for item in items.iter().filter(|item| !item.key.is_empty()) {
        if !seen.insert(item.key.clone()) {
            again.insert(item.key.clone());
        }
    }
    for item in items.iter_mut().filter(|item| again.contains(&item.key)) {
        item.faults.push(Fault::of_row("twice", item.key.clone()));
    }
}

/// The places of who depends, on what and how.
type Ends = (u32, u32, Option<u32>);

fn ends(head: &ReadRow, tongue: Tongue<'_>) -> Option<Ends> {
    let place = |heads: &[String]| {
        let named = |word: &str| heads.iter().any(|head| plain(head) == word);
        let cell = head.cells.iter().find(|cell| named(&plain(&text_of(&cell.value))))?;
        Some(cell.column)
    };
    let relation = &tongue.mapping.relation;
    Some((place(&relation.who)?, place(&relation.on)?, place(&relation.meaning)))
}

fn relation(
    sheet: &ReadSheet,
    row: &ReadRow,
    (who, on, how): Ends,
    tongue: Tongue<'_>,
) -> Option<RelationRow> {
    let said = |place| row.value(place).map(text_of).unwrap_or_default().trim().to_owned();
    let word = how.map(said).unwrap_or_default();
    let meaning = tongue.mapping.meaning(&word).ok_or((how.unwrap_or_default(), word));
    let (who, on) = ((who, said(who)), (on, said(on)));
    (!(who.1.is_empty() && on.1.is_empty())).then(|| RelationRow {
        sheet: sheet.name.clone(),
        row: row.number,
        who,
        on,
        meaning,
    })
}
