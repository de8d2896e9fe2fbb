//! Catalogues in OSCAL: groups become headings, controls requirements; what has no field of its own is kept as it came.

use super::{
    Fault, ciso, collection, component,
    library::{Library, Placed, Remarks, Scheme, keep, line, prose, stand_in},
    profile, returned,
};
use crate::{Framework, FrameworkRequirement, framework::Format};
use serde_json::{Map, Value as Json};
use stadga_model::{Date, Id};
use std::collections::{HashMap, HashSet};

/// The fields of a group or control that have a place of their own, and those of a group of groups.
const OWN: [&str; 4] = ["id", "title", "groups", "controls"];
/// So often a parameter's words may name another one.
const INSERTS: usize = 4;
/// So long a text may become by its parameters.
const FILLED: usize = 200_000;

/// Takes in what documents hold; profiles are resolved with the catalogues beside them, which then stand for nothing else.
pub(super) fn take(documents: Vec<(&str, Json)>, all: &mut Library) -> Result<(), Fault> {
    let mut used = Vec::new();
    for (name, json) in &documents {
        let named = |fault: Fault| match fault.file.is_empty() {
            true => Fault { file: (*name).to_owned(), ..fault },
            false => fault,
        };
        if let Some(one) = json.get("component-definition") {
            component::read(one, all);
        } else if let Some(one) = json.get("mapping-collection") {
            collection::read(one, &documents, all).map_err(named)?;
        } else if json.get("profile").is_some() {
            let mut remarks = std::mem::take(&mut all.remarks);
            let resolved =
                profile::resolve(name, &documents, &mut remarks, &mut used).map_err(named)?;
            all.remarks = remarks;
            catalogue(&resolved, Format::OscalProfile, all);
        }
    }
    for (name, json) in &documents {
        let alone = !used.iter().any(|used| used == name);
        if let Some(one) = json.get("catalog").filter(|_| alone) {
            catalogue(one, Format::OscalCatalog, all);
        }
    }
    Ok(())
}

fn catalogue(json: &Json, format: Format, all: &mut Library) {
    let nothing = Map::new();
    let root = json.as_object().unwrap_or(&nothing);
    let metadata = root.get("metadata").and_then(Json::as_object).unwrap_or(&nothing);
    let remarks = &mut all.remarks;
    let framework = framework(root, metadata, format, remarks);
    let params = params(json);
    let marked = returned::is_returned(metadata);
    let mut walk = Walk { params: &params, out: Vec::new(), ended: None, marked, remarks };
    walk.ended = framework.published.or_else(|| date(metadata, "last-modified"));
    walk.within(root, None);
    let mut requirements = walk.out;
    let mut seen = HashSet::new();
    for (place, one) in (1..).zip(&mut requirements) {
        one.requirement.place = place;
        let urn = one.requirement.urn.as_deref().unwrap_or_default();
        if !urn.is_empty() && !seen.insert(urn.to_lowercase()) {
            remarks.tell("repeated", "controls[].id", 0, urn);
        }
    }
    ciso::settle(&mut requirements, remarks);
    let mut scheme = Scheme { framework, requirements, replaced_by: None, of: None };
    if marked {
        returned::restore(&mut scheme, metadata, remarks);
    }
    all.frameworks.push(scheme);
}

fn text<'a>(map: &'a Map<String, Json>, name: &str) -> Option<&'a str> {
    map.get(name).and_then(Json::as_str).filter(|text| !text.trim().is_empty())
}

fn date(map: &Map<String, Json>, name: &str) -> Option<Date> {
    ciso::day(text(map, name)?)
}

fn list<'a>(map: &'a Map<String, Json>, name: &str) -> impl Iterator<Item = &'a Map<String, Json>> {
    map.get(name).and_then(Json::as_array).into_iter().flatten().filter_map(Json::as_object)
}

fn framework(
    root: &Map<String, Json>,
    metadata: &Map<String, Json>,
    format: Format,
    remarks: &mut Remarks,
) -> Framework {
    let mut kept = Vec::new();
    let identifier = list(metadata, "document-ids").find_map(|one| text(one, "identifier"));
    let title = text(metadata, "title").unwrap_or("–").to_owned();
    let mut framework = Framework {
        title: line(title, "metadata.title", &mut kept, remarks),
        reference: identifier
            .map(|t| line(t.to_owned(), "metadata.identifier", &mut kept, remarks)),
        version: text(metadata, "version").map(str::to_owned),
        provider: provider(metadata).map(|t| line(t, "metadata.provider", &mut kept, remarks)),
        description: text(metadata, "remarks")
            .map(|t| prose(t.to_owned(), "metadata.remarks", &mut kept, remarks)),
        language: text(metadata, "language").map(str::to_owned).or(Some("en".into())),
        published: date(metadata, "published").or_else(|| date(metadata, "last-modified")),
        urn: text(root, "uuid").map(|uuid| format!("urn:uuid:{uuid}")),
        format,
        ..Framework::default()
    };
    for (name, value) in metadata {
        if !["title", "version", "remarks"].contains(&name.as_str()) {
            keep(&mut kept, &format!("metadata.{name}"), value);
        }
    }
    for (name, value) in root {
        if !["uuid", "metadata", "groups", "controls"].contains(&name.as_str()) {
            keep(&mut kept, name, value);
            remarks.tell("kept", &format!("catalog.{name}"), 0, "");
        }
    }
    framework.kept = kept;
    framework
}

/// Who made it: the party in the role of creator, else the first one.
fn provider(metadata: &Map<String, Json>) -> Option<String> {
    let creator = list(metadata, "responsible-parties")
        .find(|one| matches!(text(one, "role-id"), Some("creator" | "publisher" | "author")))
        .and_then(|one| one.get("party-uuids")?.as_array()?.first()?.as_str());
    let is = |party: &&Map<String, Json>| creator.is_none() || text(party, "uuid") == creator;
    let party = list(metadata, "parties").find(is)?;
    text(party, "name").map(str::to_owned)
}

/// What stands for each parameter in texts: its values, else its label or what can be chosen, in brackets.
fn params(json: &Json) -> HashMap<String, String> {
    let mut found = HashMap::new();
    gather(json, &mut found);
    found
}

fn gather(json: &Json, found: &mut HashMap<String, String>) {
    match json {
        Json::Array(all) => all.iter().for_each(|one| gather(one, found)),
        Json::Object(all) => {
            for one in list(all, "params") {
                if let Some(id) = text(one, "id") {
                    found.insert(id.to_owned(), stands_for(one, id));
                }
            }
            for name in ["groups", "controls", "params"] {
                if let Some(inner) = all.get(name) {
                    gather(inner, found);
                }
            }
        }
        _ => {}
    }
}

fn stands_for(param: &Map<String, Json>, id: &str) -> String {
    let texts = |value: Option<&Json>| -> Vec<String> {
        let all = value.and_then(Json::as_array).into_iter().flatten();
        all.filter_map(Json::as_str).map(str::to_owned).collect()
    };
    let values = texts(param.get("values"));
    let choices = texts(param.get("select").and_then(|select| select.get("choice")));
    match (values.is_empty(), choices.is_empty()) {
        (false, _) => values.join(", "),
        (true, false) => format!("[{}]", choices.join(" / ")),
        (true, true) => format!("[{}]", text(param, "label").unwrap_or(id)),
    }
}

/// A text with what stands for its parameters: `{{ insert: param, ac-1_prm_1 }}`.
fn filled(text: &str, params: &HashMap<String, String>) -> String {
    let mut out = String::with_capacity(text.len());
    fill(&mut out, text, params, INSERTS);
    out
}

fn fill(out: &mut String, text: &str, params: &HashMap<String, String>, left: usize) {
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        out.push_str(before);
        let Some((insert, behind)) = after.split_once("}}") else {
            out.push_str("{{");
            rest = after;
            continue;
        };
        let id = insert.trim().strip_prefix("insert:").and_then(|said| said.split_once(','));
        match id.and_then(|(_, id)| params.get(id.trim())) {
            Some(words) if left > 0 && out.len() < FILLED => fill(out, words, params, left - 1),
            _ => out.push_str(&format!("{{{{{insert}}}}}")),
        }
        rest = behind;
    }
    out.push_str(rest);
}

/// What people call it: the label that is its id in other letters, else the first one.
fn label(one: &Map<String, Json>) -> Option<&str> {
    let labels = || {
        let props = list(one, "props").filter(|prop| text(prop, "name") == Some("label"));
        props.filter_map(|prop| text(prop, "value"))
    };
    let id = text(one, "id").unwrap_or_default();
    labels().find(|label| label.eq_ignore_ascii_case(id)).or_else(|| labels().next())
}

/// What the parts of these names say, one line for each with its label, those within drawn in.
fn said(parts: &Json, names: &[&str], params: &HashMap<String, String>) -> Option<String> {
    let mut lines = Vec::new();
    for part in parts.as_array().into_iter().flatten().filter_map(Json::as_object) {
        if text(part, "name").is_some_and(|name| names.contains(&name)) {
            lines_of(part, 0, params, &mut lines);
        }
    }
    let text = lines.join("\n");
    (!text.trim().is_empty()).then_some(text)
}

fn lines_of(
    part: &Map<String, Json>,
    depth: usize,
    params: &HashMap<String, String>,
    lines: &mut Vec<String>,
) {
    let label = list(part, "props").find(|one| text(one, "name") == Some("label"));
    let label = label.and_then(|one| text(one, "value")).map(|label| format!("{label} "));
    let title = text(part, "title").map(|title| format!("{title}: "));
    let words = text(part, "prose").map(|prose| filled(prose.trim(), params));
    let says = words.is_some() || title.is_some();
    if says {
        let indent = "  ".repeat(depth);
        let (label, title) = (label.unwrap_or_default(), title.unwrap_or_default());
        lines.push(format!("{indent}{label}{title}{}", words.unwrap_or_default()));
    }
    for inner in list(part, "parts") {
        lines_of(inner, depth + usize::from(says), params, lines);
    }
}

/// The text and the guidance that parts tell.
pub(crate) fn told(
    parts: &Json,
    params: &HashMap<String, String>,
) -> (Option<String>, Option<String>) {
    const STATEMENT: [&str; 3] = ["statement", "overview", "instruction"];
    const GUIDANCE: [&str; 2] = ["guidance", "information"];
    (said(parts, &STATEMENT, params), said(parts, &GUIDANCE, params))
}

/// The same for a catalogue whose parameters are in these values.
pub(crate) fn params_of<'a>(kept: impl Iterator<Item = &'a Json>) -> HashMap<String, String> {
    let mut found = HashMap::new();
    for params in kept {
        gather(&serde_json::json!({ "params": params }), &mut found);
    }
    found
}

struct Walk<'a> {
    params: &'a HashMap<String, String>,
    out: Vec<Placed>,
    ended: Option<Date>,
    /// Whether Stadga gave it out: then its properties and parts are told of when they have been read back.
    marked: bool,
    remarks: &'a mut Remarks,
}

impl Walk<'_> {
    fn within(&mut self, map: &Map<String, Json>, under: Option<usize>) {
        for (name, controls) in [("groups", false), ("controls", true)] {
            let Some(value) = map.get(name) else { continue };
            let Some(all) = value.as_array() else {
                self.remarks.tell("left", &format!("catalog.{name}"), 0, "");
                continue;
            };
            for one in all {
                match one.as_object() {
                    Some(one) if self.marked && returned::is_loose(one) => self.within(one, under),
                    Some(one) => self.one(one, under, controls),
                    None => self.remarks.tell("left", &format!("catalog.{name}[]"), 0, ""),
                }
            }
        }
    }

    fn one(&mut self, one: &Map<String, Json>, under: Option<usize>, control: bool) {
        let mut kept = Vec::new();
        let told = if control { "controls[]" } else { "groups[]" };
        let label = label(one).or(text(one, "id"));
        let (words, guidance) =
            one.get("parts").map(|parts| self::told(parts, self.params)).unwrap_or_default();
        let status = list(one, "props").any(|prop| {
            text(prop, "name") == Some("status")
                && text(prop, "value").is_some_and(|v| v.eq_ignore_ascii_case("withdrawn"))
        });
        let mut requirement = FrameworkRequirement {
            urn: text(one, "id").map(|t| line(t.to_owned(), "id", &mut kept, self.remarks)),
            reference: label.map(|t| line(t.to_owned(), "label", &mut kept, self.remarks)),
            text: words.map(|t| prose(t, "text", &mut kept, self.remarks)),
            guidance: guidance.map(|t| prose(t, "guidance", &mut kept, self.remarks)),
            assessable: control && !status,
            withdrawn: self.ended.filter(|_| status),
            ..FrameworkRequirement::of(Id::NONE)
        };
        for (name, value) in one {
            if !OWN.contains(&name.as_str()) {
                keep(&mut kept, name, value);
                if !self.marked || !["props", "parts"].contains(&name.as_str()) {
                    self.remarks.tell("kept", &format!("{told}.{name}"), 0, "");
                }
            }
        }
        let title = text(one, "title").map(str::to_owned);
        let title = title.map(|t| line(t, "title", &mut kept, self.remarks));
        requirement.title = title.unwrap_or_else(|| stand_in(&requirement));
        requirement.kept = kept;
        let here = self.out.len();
        self.out.push(Placed { requirement, under });
        self.within(one, Some(here));
    }
}
