//! Fetches what a sheet's plan needs to know: the records that its rows name and those that its links mean.

use super::{
    cell::{self, Links},
    columns::can_be_imported,
    parts::Part,
    plan,
};
use crate::Context;
use stadga_model::{FieldType, Id, Refusal, Revision, Spec};
use stadga_store::{Compare, Filter, ListQuery};
use std::collections::{BTreeSet, HashMap};

/// How many records are asked for at a time.
const AT_ONCE: usize = 1_000;

/// The records of the kind that the rows name, under what they name them by.
pub async fn records(
    cx: &Context,
    spec: &Spec,
    parts: &[Part<'_>],
) -> Result<HashMap<String, Revision>, Refusal> {
    let mut names = BTreeSet::new();
    for part in parts {
        let named =
            part.sheet.rows.iter().skip(1).filter_map(|row| plan::named(row, &part.columns));
        names.extend(named.map(|(_, name)| name));
    }
    let (ids, numbers): (Vec<_>, Vec<_>) =
        names.into_iter().partition(|name| name.parse::<Id>().is_ok());
    let mut found = HashMap::new();
    for some in ids.chunks(AT_ONCE) {
        let ids: Vec<Id> = some.iter().filter_map(|id| id.parse().ok()).collect();
        let records = cx.door.read_many(&ids).await?.into_iter();
        found.extend(records.map(|record| (record.head.id.to_string(), record)));
    }
    for some in numbers.chunks(AT_ONCE) {
        let records = cx.door.read_numbers(some).await?.into_iter();
        found.extend(records.map(|record| (record.head.number.clone(), record)));
    }
    found.retain(|_, record| record.head.kind == spec.kind);
    Ok(found)
}

/// What every text in a link column means: a number, `Title (number)`, or a title.
pub async fn links(cx: &Context, parts: &[Part<'_>]) -> Result<Links, Refusal> {
    let mut wanted: HashMap<String, &'static [&'static str]> = HashMap::new();
    let columns =
        parts.iter().flat_map(|p| p.columns.fields().map(|(at, field)| (p.sheet, at, field)));
    for (sheet, column, field) in columns.filter(|(_, _, field)| can_be_imported(field)) {
        let (kinds, many) = match field.ty {
            FieldType::Link(kinds) => (kinds, false),
            FieldType::Links(kinds) => (kinds, true),
            _ => continue,
        };
        for value in sheet.rows.iter().skip(1).filter_map(|row| row.value(column)) {
            let written = cell::text_of(value);
            if many {
                wanted.extend(cell::pieces(&written).map(|piece| (piece.to_owned(), kinds)));
            } else {
                wanted.insert(written, kinds);
            }
        }
    }
    resolve(cx, wanted).await
}

async fn resolve(
    cx: &Context,
    wanted: HashMap<String, &'static [&'static str]>,
) -> Result<Links, Refusal> {
    let numbers: Vec<String> = wanted.keys().map(|text| number_in(text).to_owned()).collect();
    let mut by_number = HashMap::new();
    for some in numbers.chunks(AT_ONCE) {
        let records = cx.door.read_numbers(some).await?.into_iter();
        by_number.extend(records.map(|record| (record.head.number, record.head.id)));
    }
    let mut links = Links::new();
    for (text, kinds) in wanted {
        let ids = match by_number.get(number_in(&text)) {
            Some(id) => vec![*id],
            None => titled(cx, &text, kinds).await?,
        };
        links.insert(text, ids);
    }
    Ok(links)
}

/// `RS-2024-0001` in `Regionstyrelsen (RS-2024-0001)`; else the whole text.
fn number_in(text: &str) -> &str {
    let inner = text.strip_suffix(')').and_then(|text| text.rsplit_once('('));
    inner.map_or(text, |(_, number)| number).trim()
}

/// The records of these kinds whose title is the text.
async fn titled(cx: &Context, text: &str, kinds: &[&str]) -> Result<Vec<Id>, Refusal> {
    let mut ids = Vec::new();
    for kind in kinds {
        let Some(kind) = cx.app.kinds().get(kind) else { continue };
        let compare = Compare::Is(vec![text.to_owned()]);
        let filter = Filter { field: kind.spec.title.to_owned(), compare };
        let query = ListQuery { filters: vec![filter], size: 2, ..ListQuery::default() };
        ids.extend(cx.door.list(kind.spec.kind, &query).await?.rows.into_iter().map(|r| r.head.id));
    }
    Ok(ids)
}

#[cfg(test)]
mod tests {
    use super::number_in;

    #[test]
    fn numbers_are_found_after_titles() {
        assert_eq!(number_in("Styrelsen (ny) (ENH-2023-0001)"), "ENH-2023-0001");
        assert_eq!(number_in("ENH-2023-0001"), "ENH-2023-0001");
        assert_eq!(number_in("Regionstyrelsen"), "Regionstyrelsen");
    }
}
