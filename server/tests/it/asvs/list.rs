//! The list is whole and true: every item has one answer, and what it names exists.

use crate::source::{root, rust};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    standard: String,
    items: BTreeMap<String, BTreeMap<String, Item>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Item {
    level: u8,
    asks: String,
    #[serde(default)]
    tests: Vec<String>,
    how: Option<String>,
    operator: Option<String>,
    none: Option<String>,
    gap: Option<String>,
}

/// So many items the standard has at levels 1 and 2.
const LEVELS: [(u8, usize); 2] = [(1, 70), (2, 183)];

fn list() -> List {
    toml::from_str(&std::fs::read_to_string(root().join("docs/asvs.toml")).unwrap()).unwrap()
}

#[test]
fn asvs_every_item_of_levels_one_and_two_has_one_answer() {
    let list = list();
    assert!(list.standard.contains("5.0"));
    let items: Vec<_> = list
        .items
        .iter()
        .flat_map(|(chapter, items)| items.iter().map(move |(id, item)| (chapter, id, item)))
        .collect();
    for (chapter, id, item) in &items {
        assert!(id.starts_with(&format!("{chapter}.")), "{id} stands under {chapter}");
        let words = [&item.how, &item.operator, &item.none, &item.gap];
        let answers = usize::from(!item.tests.is_empty()) + words.into_iter().flatten().count();
        assert_eq!(answers, 1, "{id}: {}", item.asks);
        assert!(!item.asks.is_empty(), "{id}");
    }
    for (level, count) in LEVELS {
        assert_eq!(items.iter().filter(|(_, _, item)| item.level == level).count(), count);
    }
}

#[test]
fn asvs_what_the_list_names_exists() {
    let list = list();
    let sources: String = rust().into_iter().map(|(_, text)| text).collect();
    let mut lost = Vec::new();
    for (id, item) in list.items.values().flatten() {
        let tests = item.tests.iter().filter(|name| !sources.contains(&format!("fn {name}(")));
        lost.extend(tests.map(|name| format!("{id}: no test {name}")));
        let words = [item.how.as_deref(), item.operator.as_deref()];
        let paths = words.into_iter().flatten().flat_map(|words| {
            let quoted: Vec<_> = words.split('`').skip(1).step_by(2).collect();
            if quoted.is_empty() && item.operator.is_some() { vec![words] } else { quoted }
        });
        let paths = paths.filter(|path| path.contains('/') && !path.contains(' '));
        lost.extend(
            paths.filter(|path| !root().join(path).exists()).map(|path| format!("{id}: no {path}")),
        );
    }
    assert!(lost.is_empty(), "{lost:#?}");
}

/// What is not met is known, and may only shrink.
#[test]
fn asvs_gaps_are_known() {
    let list = list();
    let gaps = list.items.values().flatten().filter(|(_, item)| item.gap.is_some());
    assert_eq!(gaps.map(|(id, _)| id.as_str()).collect::<Vec<_>>(), ["15.2.3"]);
}
