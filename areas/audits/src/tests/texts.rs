//! Every kind, field, choice, move and group has its words in both languages.

use crate::{TEXTS, given::all_texts, kinds};
use stadga_model::{Field, FieldType, Kind, Language, Texts};

/// The keys that the shared pages ask for.
fn keys(kind: &Kind) -> Vec<String> {
    let name = kind.spec.kind;
    let mut keys = vec![name.to_owned(), format!("{name}-plural"), format!("{name}-new")];
    fields(name, kind.spec.fields, &mut keys);
    let groups = kind.spec.fields.iter().map(|field| field.group).filter(|group| !group.is_empty());
    keys.extend(groups.map(|group| format!("{name}-group-{group}")));
    let moves = kind.lifecycle.iter().flat_map(|lifecycle| lifecycle.moves);
    keys.extend(moves.map(|m| format!("{name}-move-{}", m.name)));
    keys
}

fn fields(prefix: &str, fields_of: &[Field], keys: &mut Vec<String>) {
    for field in fields_of {
        let key = format!("{prefix}-{}", field.name);
        match field.ty {
            FieldType::Choice(values) => {
                keys.extend(values.iter().map(|value| format!("{key}-is-{value}")));
            }
            FieldType::Link(_) | FieldType::Links(_) => keys.push(format!("{key}-of")),
            FieldType::Rows(inner) => fields(&key, inner, keys),
            _ => {}
        }
        keys.push(key);
    }
}

#[test]
fn all_kinds_have_words_in_both_languages() {
    let texts = all_texts();
    let mut missing = Vec::new();
    for key in kinds().iter().flat_map(keys) {
        for language in Language::ALL {
            if texts.find(language, &key, &[]).is_none() {
                missing.push(format!("{} {key}", language.code()));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn both_languages_have_the_same_keys() {
    let keys = |text: &str| -> Vec<String> {
        let lines = text.lines().filter(|line| line.contains(" = ") && !line.starts_with('#'));
        lines.filter_map(|line| line.split(" = ").next().map(str::to_owned)).collect()
    };
    assert_eq!(keys(TEXTS.0), keys(TEXTS.1));
}

#[test]
fn the_area_s_texts_go_with_those_of_its_neighbours() {
    assert!(Texts::read([TEXTS]).is_ok());
    // All areas in one bundle: no key may come twice.
    let _ = all_texts();
}

#[test]
fn lifecycles_are_as_the_readme_says() {
    let kinds = kinds();
    let diagrams = kinds.iter().filter_map(|kind| {
        kind.lifecycle.map(|lifecycle| format!("{}\n{}", kind.spec.kind, lifecycle.diagram()))
    });
    let diagrams = diagrams.collect::<Vec<_>>().join("\n\n");
    let readme = include_str!("../../README.md");
    assert!(readme.contains(&diagrams), "README.md should have:\n{diagrams}");
}
