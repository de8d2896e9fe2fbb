//! The demo region's frameworks: our own few, and of those that come along the controls of Annex A and NIS2's points.

use crate::shipped;
use serde_json::{Map, Value, json};
use stadga_model::Record;
use std::{collections::HashSet, sync::LazyLock};

use crate::{Framework, FrameworkMapping, FrameworkRequirement};

/// When they were laid in.
const ISO_AT: &str = "2024-03-04T09:00:00Z";
const NIS2_AT: &str = "2025-02-03T09:00:00Z";
const BY: &str = "Informationssäkerhetsstrateg";

static ALL: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| {
    vec![
        ("frameworks/records.toml", include_str!("../fixtures/records.toml")),
        ("frameworks/shipped", laid_in().leak()),
    ]
});

/// The files, those that are made of what comes along among them.
pub fn fixtures() -> &'static [(&'static str, &'static str)] {
    &ALL
}

/// What stands in the fixtures of a framework: all, or what stands under one of its headings.
fn laid_in() -> String {
    let mut records = Vec::new();
    let mut known = HashSet::new();
    for (key, top, at) in [("iso-27001-2022", Some("A"), ISO_AT), ("nis2", None, NIS2_AT)] {
        let Some(one) = shipped::all().iter().find(|one| one.key == key) else { continue };
        let scheme = one.scheme();
        let framework = serde_json::to_value(&scheme.framework).unwrap_or_default();
        records.push(record(&format!("rv-{key}"), Framework::KIND, at, framework));
        let mut inside: Vec<bool> = Vec::new();
        for placed in &scheme.requirements {
            let reference = placed.requirement.reference.as_deref().unwrap_or_default();
            let under = placed.under.and_then(|under| inside.get(under)).copied();
            let is_inside = top.is_none_or(|top| top == reference) || under == Some(true);
            inside.push(is_inside);
            if !is_inside {
                continue;
            }
            let parent = placed.under.and_then(|under| scheme.requirements.get(under));
            let parent = parent.and_then(|parent| parent.requirement.urn.clone());
            let parent = parent.filter(|urn| known.contains(urn));
            let urn = placed.requirement.urn.clone().unwrap_or_default();
            let mut body = serde_json::to_value(&placed.requirement).unwrap_or_default();
            if let Some(body) = body.as_object_mut() {
                body.insert("framework".into(), json!(format!("@rv-{key}")));
                body.insert("parent".into(), json!(parent.map(|urn| link(&urn))));
            }
            records.push(record(
                link(&urn).trim_start_matches('@'),
                FrameworkRequirement::KIND,
                at,
                body,
            ));
            known.insert(urn);
        }
    }
    records.extend(mapping(&known));
    toml::to_string(&json!({ "record": records })).unwrap_or_default()
}

/// The mapping between the two, as far as both ends are here.
fn mapping(known: &HashSet<String>) -> Option<Value> {
    let one = shipped::mappings().iter().find(|one| one.key == "map-nis2-iso-27001-2022")?;
    let mut mapping = one.mapping();
    let here = |urn: &Option<String>| urn.as_ref().is_some_and(|urn| known.contains(urn));
    mapping.pairs.retain(|pair| here(&pair.source_ref) && here(&pair.target_ref));
    let mut body = serde_json::to_value(&mapping).ok()?;
    let fields = body.as_object_mut()?;
    fields.insert("source".into(), json!("@rv-nis2"));
    fields.insert("target".into(), json!("@rv-iso-27001-2022"));
    for pair in fields.get_mut("pairs")?.as_array_mut()?.iter_mut().filter_map(Value::as_object_mut)
    {
        for (end, named) in [("source", "source_ref"), ("target", "target_ref")] {
            let urn = pair.get(named).and_then(Value::as_str).map(link);
            pair.insert(end.into(), json!(urn));
        }
    }
    Some(record("mapp-nis2-iso-27001", FrameworkMapping::KIND, NIS2_AT, body))
}

/// The fixture's key of a requirement: `@rvk-iso-27001-2022-a.5.1`.
fn link(urn: &str) -> String {
    let name = urn.strip_prefix("urn:stadga:risk:req_node:").unwrap_or(urn);
    format!("@rvk-{}", name.replace(':', "-"))
}

fn record(key: &str, kind: &str, at: &str, body: Value) -> Value {
    json!({ "key": key, "kind": kind, "at": at, "by": BY, "body": without_nothing(body) })
}

/// TOML knows no null.
fn without_nothing(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            let fields = map.into_iter().filter(|(_, value)| !value.is_null());
            Value::Object(
                fields.map(|(name, value)| (name, without_nothing(value))).collect::<Map<_, _>>(),
            )
        }
        Value::Array(all) => Value::Array(all.into_iter().map(without_nothing).collect()),
        value => value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ctl_01_the_demo_region_has_annex_a_and_the_points_of_nis2() {
        let text = laid_in();
        let count = |kind: &str| text.matches(&format!("kind = \"{kind}\"")).count();
        assert_eq!(count("framework-requirement"), 98 + 27);
        assert_eq!((count("framework"), count("framework-mapping")), (2, 1));
        assert!(
            text.contains("key = \"rvk-nis2-21.2.a\"") && text.contains("@rvk-iso-27001-2022-a.5")
        );
    }
}
