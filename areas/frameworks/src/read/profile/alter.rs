//! What a profile changes in the controls that it takes: parameters set, parts taken away and added.

use super::{find, list};
use crate::read::library::Remarks;
use serde_json::{Map, Value as Json};

/// Sets parameters, then takes away and adds.
pub(super) fn modify(catalogue: &mut Json, modify: &Json, remarks: &mut Remarks) {
    for set in list(modify, "set-parameters") {
        let id = set.get("param-id").and_then(Json::as_str).unwrap_or_default();
        match find(catalogue, id) {
            Some(param) => set_parameter(param, set),
            None => remarks.tell("not-there", "modify.set-parameters", 0, id),
        }
    }
    for one in list(modify, "alters") {
        let id = one.get("control-id").and_then(Json::as_str).unwrap_or_default();
        let Some(control) = find(catalogue, id) else {
            remarks.tell("not-there", "modify.alters", 0, id);
            continue;
        };
        for rule in list(one, "removes") {
            remove(control, rule);
        }
        for more in list(one, "adds") {
            if !put(control, more) {
                let at = more.get("by-id").and_then(Json::as_str).unwrap_or_default();
                remarks.tell("not-there", "modify.alters[].adds", 0, at);
            }
        }
    }
}

fn set_parameter(param: &mut Map<String, Json>, set: &Json) {
    for (name, value) in set.as_object().into_iter().flatten() {
        match name.as_str() {
            "param-id" => {}
            "props" | "links" => behind(param, name, value),
            _ => drop(param.insert(name.clone(), value.clone())),
        }
    }
}

fn behind(map: &mut Map<String, Json>, name: &str, value: &Json) {
    match (map.get_mut(name), value) {
        (Some(Json::Array(all)), Json::Array(more)) => all.extend(more.iter().cloned()),
        _ => drop(map.insert(name.to_owned(), value.clone())),
    }
}

fn before(map: &mut Map<String, Json>, name: &str, value: &Json) {
    match (map.get_mut(name), value) {
        (Some(Json::Array(all)), Json::Array(more)) => {
            all.splice(0..0, more.iter().cloned());
        }
        _ => drop(map.insert(name.to_owned(), value.clone())),
    }
}

/// Takes away what fits all that a rule says.
fn remove(control: &mut Map<String, Json>, rule: &Json) {
    let said = |name: &str| rule.get(name).and_then(Json::as_str);
    let by = ["by-name", "by-class", "by-id", "by-ns", "by-item-name"];
    if by.iter().all(|name| said(name).is_none()) {
        return;
    }
    for name in ["params", "props", "links", "parts"] {
        if said("by-item-name").is_some_and(|item| item != name.trim_end_matches('s')) {
            continue;
        }
        let Some(Json::Array(all)) = control.get_mut(name) else { continue };
        let own = |one: &Json, key: &str| one.get(key).and_then(Json::as_str).map(str::to_owned);
        all.retain(|one| {
            let fits =
                [("by-name", "name"), ("by-class", "class"), ("by-id", "id"), ("by-ns", "ns")]
                    .iter()
                    .all(|(rule, key)| {
                        said(rule).is_none_or(|said| own(one, key).as_deref() == Some(said))
                    });
            !fits
        });
        all.iter_mut().filter_map(Json::as_object_mut).for_each(|one| remove(one, rule));
        if all.is_empty() {
            control.shift_remove(name);
        }
    }
}

/// Adds to the control, or to what bears an id within it; tells whether that is there.
fn put(control: &mut Map<String, Json>, more: &Json) -> bool {
    let position = more.get("position").and_then(Json::as_str).unwrap_or("ending");
    let by = more.get("by-id").and_then(Json::as_str);
    let within = by.filter(|id| control.get("id").and_then(Json::as_str) != Some(id));
    if let (Some(id), "before" | "after") = (within, position) {
        return beside(control, id, more, position == "after");
    }
    let target = match within {
        None => Some(control),
        Some(id) => ["parts", "params", "controls"]
            .into_iter()
            .find(|name| control.get_mut(*name).is_some_and(|inner| find(inner, id).is_some()))
            .and_then(|name| find(control.get_mut(name)?, id)),
    };
    let Some(target) = target else { return false };
    if let Some(title) = more.get("title") {
        target.insert("title".into(), title.clone());
    }
    for name in ["params", "props", "links", "parts"] {
        match more.get(name) {
            Some(value) if position == "starting" || position == "before" => {
                before(target, name, value);
            }
            Some(value) => behind(target, name, value),
            None => {}
        }
    }
    true
}

/// Puts parts or parameters beside the one with this id.
fn beside(control: &mut Map<String, Json>, id: &str, more: &Json, after: bool) -> bool {
    for name in ["parts", "params"] {
        let Some(Json::Array(all)) = control.get_mut(name) else { continue };
        let at = all.iter().position(|one| one.get("id").and_then(Json::as_str) == Some(id));
        if let Some(at) = at {
            let at = if after { at + 1 } else { at };
            let new: Vec<Json> = list(more, name).cloned().collect();
            all.splice(at..at, new);
            return true;
        }
        if all.iter_mut().filter_map(Json::as_object_mut).any(|one| beside(one, id, more, after)) {
            return true;
        }
    }
    false
}
