//! A catalogue that Stadga gave out and that comes back: its marks say of which framework, and what OSCAL has no word for.

use super::library::{Remarks, Scheme, keep, kept_value};
use crate::{Framework, FrameworkRequirement, framework::Format, rows::Kept};
use serde_json::{Map, Value as Json};

/// The namespace of what OSCAL has no word for.
pub(crate) const NS: &str = "urn:stadga:oscal";
/// The mark that names the framework by its id here.
pub(crate) const FRAMEWORK: &str = "framework-id";
/// The mark of a group that only holds the controls that stand beside groups: OSCAL takes no group with both.
pub(crate) const LOOSE: &str = "loose";
/// The fields of metadata that say nothing which the marks do not say, or that follow from the writing.
const WRITTEN: [&str; 4] = [
    "metadata.last-modified",
    "metadata.oscal-version",
    "metadata.published",
    "metadata.document-ids",
];

/// The properties that Stadga has written on something.
pub(super) struct Marks<'a>(Vec<(&'a str, &'a str)>);

impl<'a> Marks<'a> {
    /// Those among these properties.
    pub fn of(props: Option<&'a Json>) -> Self {
        let all = props.and_then(Json::as_array).into_iter().flatten();
        let marks = all
            .filter(|prop| is_mark(prop))
            .filter_map(|prop| Some((prop.get("name")?.as_str()?, prop.get("value")?.as_str()?)));
        Self(marks.collect())
    }

    fn all(&self, name: &str) -> Vec<String> {
        let named = self.0.iter().filter(|(own, _)| *own == name);
        named.map(|(_, value)| (*value).to_owned()).collect()
    }

    fn one(&self, name: &str) -> Option<String> {
        self.all(name).into_iter().next()
    }

    /// Whether a mark of this name is there.
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(own, _)| *own == name)
    }
}

fn is_mark(prop: &Json) -> bool {
    prop.get("ns").and_then(Json::as_str) == Some(NS)
}

/// Whether a catalogue's metadata says that Stadga gave it out.
pub(super) fn is_returned(metadata: &Map<String, Json>) -> bool {
    Marks::of(metadata.get("props")).has(FRAMEWORK)
}

/// Whether a group only holds the controls that stand beside groups.
pub(super) fn is_loose(group: &Map<String, Json>) -> bool {
    Marks::of(group.get("props")).has(LOOSE)
}

/// Sets what the marks say in the place of what a stranger's catalogue would have made of them.
pub(super) fn restore(scheme: &mut Scheme, metadata: &Map<String, Json>, remarks: &mut Remarks) {
    let marks = Marks::of(metadata.get("props"));
    scheme.of = marks.one(FRAMEWORK).and_then(|id| id.parse().ok());
    framework(&mut scheme.framework, &marks, metadata);
    for placed in &mut scheme.requirements {
        requirement(&mut placed.requirement);
        for name in ["props", "parts"] {
            if kept_value(&placed.requirement.kept, name).is_some() {
                remarks.tell("kept", &format!("controls[].{name}"), 0, "");
            }
        }
    }
}

fn framework(one: &mut Framework, marks: &Marks<'_>, metadata: &Map<String, Json>) {
    one.urn = marks.one("urn");
    one.reference = marks.one("reference");
    one.language = marks.one("language");
    one.provider = marks.one("provider").or(one.provider.take());
    one.licence = marks.one("licence").map(Into::into);
    one.format = marks.one("format").map_or(Format::Own, |key| format(&key));
    if !metadata.contains_key("published") {
        one.published = None;
    }
    if marks.has("no-version") && one.version.as_deref() == Some("1") {
        one.version = None;
    }
    one.kept.retain(|row| !WRITTEN.contains(&row.place.as_str()));
    strangers(&mut one.kept, "metadata.props", |_| false);
}

fn format(key: &str) -> Format {
    serde_json::from_value(key.into()).unwrap_or_default()
}

fn requirement(one: &mut FrameworkRequirement) {
    let props = kept_value(&one.kept, "props");
    let marks = Marks::of(props.as_ref());
    let label = props.as_ref().and_then(Json::as_array).into_iter().flatten();
    let label = label.filter(|prop| is_label(prop)).find_map(|prop| prop.get("value")?.as_str());
    one.urn = marks.one("urn");
    one.reference = label.map(str::to_owned);
    one.groups = marks.all("implementation-group");
    one.control_refs = marks.all("reference-control");
    one.threat_refs = marks.all("threat");
    one.weight = marks.one("weight").and_then(|weight| weight.parse().ok());
    one.assessable &= !marks.has("heading");
    let parts = kept_value(&one.kept, "parts").unwrap_or_default();
    one.evidence = evidence(&parts).map(Into::into);
    strangers(&mut one.kept, "props", is_label);
    if is_plain(&parts) {
        drop_place(&mut one.kept, "parts");
    }
}

fn is_label(prop: &Json) -> bool {
    prop.get("name").and_then(Json::as_str) == Some("label") && prop.get("ns").is_none()
}

fn evidence(parts: &Json) -> Option<String> {
    let own = parts.as_array()?.iter().find(|part| {
        is_mark(part) && part.get("name").and_then(Json::as_str) == Some("typical-evidence")
    });
    Some(own?.get("prose")?.as_str()?.to_owned())
}

/// Whether parts say no more than the record's own texts.
fn is_plain(parts: &Json) -> bool {
    const OWN: [&str; 3] = ["name", "ns", "prose"];
    const NAMES: [&str; 3] = ["statement", "guidance", "typical-evidence"];
    let plain = |part: &Json| {
        let name = part.get("name").and_then(Json::as_str).unwrap_or_default();
        let own = |map: &Map<String, Json>| map.keys().all(|key| OWN.contains(&key.as_str()));
        NAMES.contains(&name) && part.as_object().is_some_and(own)
    };
    parts.as_array().is_some_and(|all| all.iter().all(plain))
}

/// Keeps of properties only what someone else has written.
fn strangers(kept: &mut Vec<Kept>, place: &str, also: fn(&Json) -> bool) {
    let Some(Json::Array(all)) = kept_value(kept, place) else { return };
    let others: Vec<Json> = all.into_iter().filter(|one| !is_mark(one) && !also(one)).collect();
    drop_place(kept, place);
    if !others.is_empty() {
        keep(kept, place, &Json::Array(others));
    }
}

/// Forgets what was kept under a place, in one row or in parts.
fn drop_place(kept: &mut Vec<Kept>, place: &str) {
    let part = format!("{place}#");
    kept.retain(|row| row.place != place && !row.place.starts_with(&part));
}
