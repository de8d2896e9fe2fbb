//! The ground areas together: their words and lists are whole, and the demo region is written by their rules.

use std::sync::Arc;

use stadga_decisions as decisions;
use stadga_model::{
    Actor, At, Field, FieldType, FixedClock, Kind, Kinds, Language, Scales, Spec, Texts,
};
use stadga_organisation as organisation;
use stadga_store::{Fixtures, ListQuery, Store, StoreOptions};

const TODAY: &str = "2026-11-22T09:00:00Z";

fn kinds() -> Vec<Kind> {
    [organisation::kinds(), decisions::kinds(), crate::kinds()].concat()
}

fn texts() -> Texts {
    Texts::read([organisation::TEXTS, decisions::TEXTS, crate::TEXTS]).unwrap()
}

fn scales() -> Scales {
    let files = [organisation::SCALES, decisions::SCALES, crate::SCALES].concat();
    Scales::read(files).unwrap()
}

async fn demo() -> (Store, Fixtures) {
    let store = Store::open(StoreOptions {
        path: None,
        org: "demo".into(),
        kinds: kinds().into_iter().collect::<Kinds>(),
        scales: Arc::new(scales()),
        clock: Arc::new(FixedClock(TODAY.parse().unwrap())),
    });
    let store = store.await.unwrap();
    let files = [organisation::FIXTURES, decisions::FIXTURES, crate::FIXTURES].concat();
    let fixtures = Fixtures::read(files).unwrap();
    fixtures.plant(&store).await.unwrap();
    (store, fixtures)
}

/// Every key that the pages of a kind ask for.
fn text_keys(kind: &Kind) -> Vec<String> {
    let spec = kind.spec;
    let mut keys =
        vec![spec.kind.into(), format!("{}-plural", spec.kind), format!("{}-new", spec.kind)];
    field_keys(spec, spec.fields, spec.kind, &mut keys);
    let moves = kind.lifecycle.map(|lifecycle| lifecycle.moves).unwrap_or_default();
    keys.extend(moves.iter().map(|m| format!("{}-move-{}", spec.kind, m.name)));
    keys
}

fn field_keys(spec: &Spec, fields: &[Field], path: &str, keys: &mut Vec<String>) {
    for field in fields {
        let key = format!("{path}-{}", field.name);
        if !field.group.is_empty() {
            keys.push(format!("{}-group-{}", spec.kind, field.group));
        }
        match field.ty {
            FieldType::Choice(values) => {
                keys.extend(values.iter().map(|v| format!("{key}-is-{v}")))
            }
            FieldType::Link(_) | FieldType::Links(_) => keys.push(format!("{key}-of")),
            FieldType::Rows(inner) => field_keys(spec, inner, &key, keys),
            _ => {}
        }
        keys.push(key);
    }
}

#[test]
fn every_word_is_there_in_both_languages() {
    let texts = texts();
    let lost: Vec<_> = kinds()
        .iter()
        .flat_map(text_keys)
        .flat_map(|key| Language::ALL.map(|language| (language, key.clone())))
        .filter(|(language, key)| texts.find(*language, key, &[]).is_none())
        .collect();
    assert!(lost.is_empty(), "{lost:?}");
}

#[tokio::test]
async fn the_demo_region_is_written_by_the_rules_and_shows_what_they_find() {
    let (store, _) = demo().await;
    let door = store.door(Actor::program("test"), At::Now);
    let texts = texts();
    let mut found = std::collections::BTreeSet::new();
    for kind in kinds() {
        let page = door
            .list(kind.spec.kind, &ListQuery { size: 1_000, ..ListQuery::default() })
            .await
            .unwrap();
        assert!(!page.rows.is_empty(), "no {}", kind.spec.kind);
        for revision in page.rows {
            unknown_terms(kind.spec.fields, &revision.body);
            let near = door.near(revision.head.id).await.unwrap();
            for finding in door.findings(&revision, &near).await.unwrap() {
                assert!(!finding.is_blocking(), "{} {}", revision.head.number, finding.text_key());
                found.insert(finding.text_key());
            }
        }
    }
    for key in &found {
        for language in Language::ALL {
            assert!(texts.find(language, key, &[]).is_some(), "no text {key}");
        }
    }
    for shown in ["finding-ism-07-overdue", "finding-ism-09-unfunded", "finding-org-13-vacant"] {
        assert!(found.contains(shown), "the demo shows no {shown}: {found:?}");
    }
}

/// Every term used is a step of its scale.
fn unknown_terms(fields: &[Field], body: &stadga_model::Body) {
    let scales = scales();
    for field in fields {
        match (field.ty, body.get(field.name)) {
            // Roles have a file of their own.
            (FieldType::Scale("role"), _) => {}
            (FieldType::Scale(scale), Some(serde_json::Value::String(term))) => {
                assert!(
                    scales.get(scale).is_some_and(|s| s.step(term).is_some()),
                    "{scale} has no {term}"
                );
            }
            (FieldType::Rows(inner), Some(serde_json::Value::Array(rows))) => {
                rows.iter()
                    .filter_map(|row| row.as_object())
                    .for_each(|row| unknown_terms(inner, row));
            }
            _ => {}
        }
    }
}
