//! A catalogue in OSCAL out of records: headings as groups, requirements as controls.

use super::{Says, Whole, ciso::urn_of, slug};
use crate::{
    FrameworkRequirement,
    framework::Format,
    read::{
        library::{kept_all, kept_value},
        oscal::{params_of, told},
    },
    rows::Kept,
};
use serde_json::{Value as Json, json};
use stadga_model::Instant;
use std::collections::{HashMap, HashSet};

/// The version of OSCAL that is written where the file that it came from says none.
const OSCAL: &str = "1.1.2";
/// The namespace of what OSCAL has no word for.
const NS: &str = "urn:stadga:oscal";
/// So deep groups and controls stand in each other at most.
const DEEPEST: usize = 48;

/// The catalogue of a framework.
pub(super) fn catalogue(whole: &Whole, now: Instant) -> Json {
    let framework = &whole.framework;
    let own = is_catalogue(whole);
    let kept = |place: &str| kept_value(&framework.kept, place).filter(|_| own);
    let mut metadata = Says::default();
    metadata
        .put("title", &*framework.title)
        .put("last-modified", kept("metadata.last-modified").unwrap_or(json!(now.to_string())))
        .put("version", framework.version.as_deref().unwrap_or("1"))
        .put("oscal-version", kept("metadata.oscal-version").unwrap_or(json!(OSCAL)));
    if own {
        for (place, value) in kept_all(&framework.kept) {
            let name = place.strip_prefix("metadata.");
            if let Some(name) = name.filter(|name| !metadata.0.contains_key(*name)) {
                metadata.put(name, value);
            }
        }
    } else {
        metadata
            .maybe("published", framework.published.map(|date| format!("{date}T00:00:00Z")))
            .maybe("language", framework.language.as_deref())
            .put("document-ids", json!([{ "identifier": urn_of(framework) }]));
        if let Some(licence) = &framework.licence {
            metadata.put("props", json!([prop("licence", &one_line(&licence.0))]));
        }
    }
    metadata.maybe("remarks", framework.description.as_ref().map(|text| text.0.as_str()));
    let mut catalogue = Says::default();
    let uuid = framework.urn.as_deref().and_then(|urn| urn.strip_prefix("urn:uuid:"));
    catalogue
        .put("uuid", uuid.map_or_else(|| as_version_4(&whole.id.to_string()), str::to_owned))
        .put("metadata", metadata.0);
    let tree = Tree::of(whole);
    tree.within(None, false, &mut catalogue);
    if own {
        for (place, value) in kept_all(&framework.kept) {
            let outer = !place.starts_with("metadata.") && !place.starts_with("library.");
            if outer && !catalogue.0.contains_key(place) {
                catalogue.put(place, value);
            }
        }
    }
    json!({ "catalog": catalogue.0 })
}

fn is_catalogue(whole: &Whole) -> bool {
    matches!(whole.framework.format, Format::OscalCatalog | Format::OscalProfile)
}

/// A uuid in the one version that OSCAL asks for.
fn as_version_4(uuid: &str) -> String {
    uuid.chars().enumerate().map(|(place, letter)| if place == 14 { '4' } else { letter }).collect()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn prop(name: &str, value: &str) -> Json {
    json!({ "name": name, "ns": NS, "value": value })
}

struct Tree<'a> {
    whole: &'a Whole,
    ids: Vec<String>,
    below: HashMap<Option<usize>, Vec<usize>>,
    params: HashMap<String, String>,
    /// Whether it came as a catalogue, so that what was kept stands where it stood.
    own: bool,
}

impl<'a> Tree<'a> {
    fn of(whole: &'a Whole) -> Self {
        let places = whole.places();
        let mut below: HashMap<Option<usize>, Vec<usize>> = HashMap::new();
        let mut depths = vec![1_usize; whole.requirements.len()];
        for (place, (_, one)) in whole.requirements.iter().enumerate() {
            // What would stand under itself, or deeper than any reader goes, stands at the top.
            let above = one.parent.and_then(|id| places.get(&id)).copied();
            let depth = above.and_then(|above| depths.get(above)).copied().unwrap_or_default() + 1;
            let under = above.filter(|above| *above < place && depth <= DEEPEST);
            if let (Some(own), Some(_)) = (depths.get_mut(place), under) {
                *own = depth;
            }
            below.entry(under).or_default().push(place);
        }
        let all = whole.requirements.iter().map(|(_, one)| one.kept.as_slice());
        let kept: Vec<Json> = all
            .chain([whole.framework.kept.as_slice()])
            .filter_map(|kept| kept_value(kept, "params"))
            .collect();
        let own = is_catalogue(whole);
        Self { whole, ids: ids(whole), below, params: params_of(kept.iter()), own }
    }

    /// What stands under one of them: groups, and controls; under a control all are controls.
    fn within(&self, under: Option<usize>, in_control: bool, out: &mut Says) {
        let (mut groups, mut controls) = (Vec::new(), Vec::new());
        for place in self.below.get(&under).into_iter().flatten() {
            let Some((_, one)) = self.whole.requirements.get(*place) else { continue };
            let control = in_control || one.assessable || one.withdrawn.is_some();
            let json = self.one(*place, one, control);
            if control { controls.push(json) } else { groups.push(json) }
        }
        for (name, all) in [("groups", groups), ("controls", controls)] {
            if !all.is_empty() {
                out.put(name, all);
            }
        }
    }

    fn one(&self, place: usize, one: &FrameworkRequirement, control: bool) -> Json {
        let own = self.own && one.urn.is_some() && self.ids.get(place) == one.urn.as_ref();
        let kept = |name: &str| kept_value(&one.kept, name).filter(|_| own);
        let mut out = Says::default();
        out.maybe("id", self.ids.get(place).map(String::as_str))
            .maybe("class", kept("class"))
            .put("title", &*one.title);
        for name in ["params", "props", "links"] {
            out.maybe(name, kept(name));
        }
        if !own {
            let props = props(one, self.ids.get(place).map_or("", String::as_str));
            if !props.is_empty() {
                out.put("props", props);
            }
        }
        let parts = kept("parts").filter(|parts| self.says(parts, one));
        let parts = parts.unwrap_or_else(|| self::parts(one));
        if parts.as_array().is_some_and(|all| !all.is_empty()) {
            out.put("parts", parts);
        }
        self.within(Some(place), control, &mut out);
        if own {
            let known = ["id", "title", "text", "guidance", "label"];
            for (name, value) in kept_all(&one.kept) {
                if !known.contains(&name) && !out.0.contains_key(name) {
                    out.put(name, value);
                }
            }
        }
        Json::Object(out.0)
    }

    /// Whether the parts of the file still say what the record says.
    fn says(&self, parts: &Json, one: &FrameworkRequirement) -> bool {
        let (text, guidance) = told(parts, &self.params);
        let own = |kept: &[Kept], name: &str| kept_value(kept, name).is_some();
        let same = |told: Option<String>, own: &Option<stadga_model::Prose>| {
            told.as_deref() == own.as_ref().map(|own| own.0.as_str())
        };
        (own(&one.kept, "text") || same(text, &one.text))
            && (own(&one.kept, "guidance") || same(guidance, &one.guidance))
    }
}

fn props(one: &FrameworkRequirement, id: &str) -> Vec<Json> {
    let mut props = Vec::new();
    if let Some(reference) = one.reference.as_deref().filter(|reference| *reference != id) {
        props.push(json!({ "name": "label", "value": one_line(reference) }));
    }
    props.extend(one.groups.iter().map(|group| prop("implementation-group", group)));
    props.extend(one.urn.as_deref().map(|urn| prop("urn", urn)));
    props.extend(one.control_refs.iter().map(|urn| prop("reference-control", urn)));
    props.extend(one.threat_refs.iter().map(|urn| prop("threat", urn)));
    props.extend(one.weight.map(|weight| prop("weight", &weight.to_string())));
    props
}

fn parts(one: &FrameworkRequirement) -> Json {
    let part = |name: &str, text: &Option<stadga_model::Prose>, own: bool| {
        let prose = text.as_ref()?.0.as_str();
        Some(match own {
            true => json!({ "name": name, "ns": NS, "prose": prose }),
            false => json!({ "name": name, "prose": prose }),
        })
    };
    let all = [
        part("statement", &one.text, false),
        part("guidance", &one.guidance, false),
        part("typical-evidence", &one.evidence, true),
    ];
    all.into_iter().flatten().collect()
}

fn ids(whole: &Whole) -> Vec<String> {
    control_ids(whole.requirements.iter().map(|(_, one)| one))
}

/// What the requirements of a framework, in its order, are called in its catalogue: names that OSCAL takes, letters first, no
/// blanks, each once. Results that are given out beside the catalogue go by the same (CTL-01).
pub fn control_ids<'a>(
    requirements: impl IntoIterator<Item = &'a FrameworkRequirement>,
) -> Vec<String> {
    let mut seen = HashSet::new();
    let mut all = Vec::new();
    for (place, one) in requirements.into_iter().enumerate() {
        let own = one.urn.as_deref().filter(|urn| is_token(urn));
        let named = || {
            let name = one.reference.as_deref().unwrap_or_default();
            if is_token(name) {
                return name.to_owned();
            }
            let name = slug(name);
            match name.is_empty() {
                true => format!("node-{}", place + 1),
                false if is_token(&name) => name,
                false => format!("r-{name}"),
            }
        };
        let id = own.map_or_else(named, str::to_owned);
        let mut unique = id.clone();
        let mut nth = 1;
        while !seen.insert(unique.clone()) {
            nth += 1;
            unique = format!("{id}-{nth}");
        }
        all.push(unique);
    }
    all
}

fn is_token(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(|first| first.is_alphabetic() || first == '_')
        && letters.all(|one| one.is_alphanumeric() || matches!(one, '.' | '-' | '_'))
}
