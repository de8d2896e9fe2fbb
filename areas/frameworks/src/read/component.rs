//! Component definitions in OSCAL: what a component says that it does for each control becomes a reference control.

use super::library::{Library, keep, line, prose, short};
use crate::{ReferenceControl, rows::Kept};
use serde_json::{Map, Value as Json};

/// Takes in what components implement.
pub(super) fn read(json: &Json, all: &mut Library) {
    let provider = json.pointer("/metadata/parties/0/name").and_then(Json::as_str).map(short);
    // What stands around the controls is kept with the first of them that comes.
    let mut around = Vec::new();
    for (name, value) in json.as_object().into_iter().flatten() {
        if name != "components" {
            keep(&mut around, &format!("definition.{name}"), value);
            all.remarks.tell("kept", &format!("component-definition.{name}"), 0, "");
        }
    }
    for component in objects(json.get("components")) {
        let title = component.get("title").and_then(Json::as_str).unwrap_or("–");
        if component.get("control-implementations").is_none() {
            all.remarks.tell("left", "component-definition.components[]", 0, title);
            continue;
        }
        let own = component.iter().filter(|(name, _)| !OWN.contains(&name.as_str()));
        for (name, value) in own {
            keep(&mut around, &format!("component.{name}"), value);
            all.remarks.tell("kept", &format!("components[].{name}"), 0, "");
        }
        for set in objects(component.get("control-implementations")) {
            let source = set.get("source");
            for (name, value) in set.iter().filter(|(name, _)| *name != "implemented-requirements")
            {
                if !["source", "description"].contains(&name.as_str()) {
                    keep(&mut around, &format!("set.{name}"), value);
                }
                let place = "components[].control-implementations[]";
                all.remarks.tell("kept", &format!("{place}.{name}"), 0, "");
            }
            for one in objects(set.get("implemented-requirements")) {
                let kept = std::mem::take(&mut around);
                let control = control(one, title, (source, set), provider.clone(), kept, all);
                all.controls.push(control);
            }
        }
    }
}

/// The fields of a component that have a place of their own.
const OWN: [&str; 2] = ["title", "control-implementations"];

fn objects(value: Option<&Json>) -> impl Iterator<Item = &Map<String, Json>> {
    value.and_then(Json::as_array).into_iter().flatten().filter_map(Json::as_object)
}

fn control(
    one: &Map<String, Json>,
    component: &str,
    (source, set): (Option<&Json>, &Map<String, Json>),
    provider: Option<String>,
    mut kept: Vec<Kept>,
    all: &mut Library,
) -> ReferenceControl {
    let remarks = &mut all.remarks;
    let text = |name: &str| one.get(name).and_then(Json::as_str);
    let reference =
        text("control-id").map(|t| line(t.to_owned(), "control-id", &mut kept, remarks));
    let title = format!("{component}: {}", reference.as_deref().unwrap_or("–"));
    let control = ReferenceControl {
        title: line(title, "title", &mut kept, remarks),
        text: text("description").map(|t| prose(t.to_owned(), "description", &mut kept, remarks)),
        urn: text("uuid").map(|uuid| format!("urn:uuid:{uuid}")),
        language: Some("en".into()),
        reference,
        provider,
        ..ReferenceControl::default()
    };
    for (name, value) in one {
        if !["uuid", "control-id", "description"].contains(&name.as_str()) {
            keep(&mut kept, name, value);
            remarks.tell("kept", &format!("implemented-requirements[].{name}"), 0, "");
        }
    }
    if let Some(source) = source {
        keep(&mut kept, "source", source);
    }
    for (name, value) in set.iter().filter(|(name, _)| name.as_str() == "description") {
        keep(&mut kept, &format!("set.{name}"), value);
    }
    ReferenceControl { kept, ..control }
}
