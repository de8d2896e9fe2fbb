//! The kernel's own words, and which words a kind lacks that its pages will ask for.

use crate::App;
use stadga_model::{Field, FieldType, Kind, Language};

/// The kernel's words: Swedish and English.
pub const TEXTS: (&str, &str) = (
    concat!(
        include_str!("../text/sv.ftl"),
        include_str!("../text/access.sv.ftl"),
        include_str!("../text/exchange.sv.ftl"),
    ),
    concat!(
        include_str!("../text/en.ftl"),
        include_str!("../text/access.en.ftl"),
        include_str!("../text/exchange.en.ftl"),
    ),
);

/// The keys that the kinds' descriptions and the areas' menus lead to and that have no words, as `sv: measure-due`.
pub fn missing_texts(app: &App) -> Vec<String> {
    let of_kinds = app.kinds().iter().flat_map(keys_of);
    let of_areas = app.areas.iter().filter(|area| !area.menu.is_empty()).flat_map(|area| {
        let menu = area.menu.iter().map(|entry| entry.text.to_owned());
        menu.chain([format!("area-{}", area.name)])
    });
    let mut keys: Vec<String> = of_kinds.chain(of_areas).collect();
    keys.sort();
    keys.dedup();
    let lacking = |language: Language| {
        let lacking = keys.iter().filter(move |key| app.texts.find(language, key, &[]).is_none());
        lacking.map(move |key| format!("{}: {key}", language.code()))
    };
    Language::ALL.into_iter().flat_map(lacking).collect()
}

/// All keys that a kind's description leads to.
fn keys_of(kind: &Kind) -> Vec<String> {
    let name = kind.spec.kind;
    let mut keys = vec![name.to_owned(), format!("{name}-plural"), format!("{name}-new")];
    keys_of_fields(kind.spec.fields, name, &mut keys);
    for field in kind.spec.fields.iter().filter(|field| !field.group.is_empty()) {
        keys.push(format!("{name}-group-{}", field.group));
    }
    let moves = kind.lifecycle.into_iter().flat_map(|lifecycle| lifecycle.moves);
    keys.extend(moves.map(|step| format!("{name}-move-{}", step.name)));
    keys
}

fn keys_of_fields(fields: &[Field], above: &str, keys: &mut Vec<String>) {
    for field in fields {
        let key = format!("{above}-{}", field.name);
        match field.ty {
            FieldType::Choice(values) => {
                keys.extend(values.iter().map(|value| format!("{key}-is-{value}")));
            }
            FieldType::Rows(inner) => keys_of_fields(inner, &key, keys),
            _ => {}
        }
        keys.push(key);
    }
}
