//! A catalogue in OSCAL out of records: headings as groups, requirements as controls.

use super::{Says, Whole, ciso::urn_of, slug};
use crate::{
    FrameworkRequirement,
    framework::Format,
    read::{
        library::{kept_all, kept_value},
        oscal::{params_of, told},
        returned::{FRAMEWORK, LOOSE, NS},
    },
    rows::Kept,
};
use serde_json::{Value as Json, json};
use stadga_model::Instant;
use std::collections::{HashMap, HashSet};

/// The version of OSCAL that is written where the file that it came from says none.
const OSCAL: &str = "1.1.2";
/// So deep groups and controls stand in each other at most.
const DEEPEST: usize = 48;

/// The catalogue of a framework.
pub(super) fn catalogue(whole: &Whole, now: Instant) -> Json {
    let framework = &whole.framework;
    let own = is_catalogue(whole);
    let mut catalogue = Says::default();
    let uuid = framework.urn.as_deref().and_then(|urn| urn.strip_prefix("urn:uuid:"));
    let uuid = uuid.filter(|uuid| is_uuid(uuid));
    catalogue
        .put("uuid", uuid.map_or_else(|| as_version_4(&whole.id.to_string()), str::to_owned))
        .put("metadata", metadata(whole, own, now).0);
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

fn metadata(whole: &Whole, own: bool, now: Instant) -> Says {
    let framework = &whole.framework;
    let kept = |place: &str| kept_value(&framework.kept, place).filter(|_| own);
    let version = framework.version.as_deref().map(one_line).filter(|said| !said.is_empty());
    let mut metadata = Says::default();
    metadata
        .put("title", heading(&framework.title))
        .put("last-modified", kept("metadata.last-modified").unwrap_or(json!(now.to_string())))
        .put("version", version.unwrap_or_else(|| "1".into()))
        .put("oscal-version", kept("metadata.oscal-version").unwrap_or(json!(OSCAL)));
    if own {
        for (place, value) in kept_all(&framework.kept) {
            let name = place.strip_prefix("metadata.");
            if let Some(name) = name.filter(|name| !metadata.0.contains_key(*name)) {
                metadata.put(name, value);
            }
        }
    } else {
        let urn = one_line(&urn_of(framework));
        let named = (!urn.is_empty()).then(|| json!([{ "identifier": urn }]));
        metadata
            .maybe("published", framework.published.map(|date| format!("{date}T00:00:00Z")))
            .maybe("document-ids", named)
            .put("props", marks(whole));
    }
    metadata.maybe("remarks", framework.description.as_ref().map(|text| text.0.as_str()));
    metadata
}

/// What names the framework when the catalogue comes back, and what OSCAL's metadata has no word for.
fn marks(whole: &Whole) -> Vec<Json> {
    let framework = &whole.framework;
    let format = serde_json::to_value(framework.format).unwrap_or_default();
    let id = whole.id.to_string();
    let licence = framework.licence.as_ref().map(|text| text.0.as_str());
    let all = [
        (FRAMEWORK, Some(id.as_str())),
        ("urn", framework.urn.as_deref()),
        ("reference", framework.reference.as_deref()),
        ("language", framework.language.as_deref()),
        ("provider", framework.provider.as_deref()),
        ("licence", licence),
        ("format", format.as_str()),
        ("no-version", framework.version.is_none().then_some("yes")),
    ];
    all.into_iter().filter_map(|(name, value)| prop(name, value?)).collect()
}

fn is_catalogue(whole: &Whole) -> bool {
    matches!(whole.framework.format, Format::OscalCatalog | Format::OscalProfile)
}

/// A uuid in the one version that OSCAL asks for.
fn as_version_4(uuid: &str) -> String {
    uuid.chars().enumerate().map(|(place, letter)| if place == 14 { '4' } else { letter }).collect()
}

/// Whether OSCAL takes it for a uuid: of version 4 or 5, in hexadecimal digits.
fn is_uuid(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    let begins = |nth: usize, with: &str| {
        groups.get(nth).is_some_and(|group| group.starts_with(|one: char| with.contains(one)))
    };
    lengths == [8, 4, 4, 4, 12]
        && text.chars().all(|one| one == '-' || one.is_ascii_hexdigit())
        && begins(2, "45")
        && begins(3, "89abAB")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A title as OSCAL takes it: on one line, and never empty.
fn heading(title: &str) -> String {
    match (title.trim().is_empty(), title.contains(['\n', '\r'])) {
        (true, _) => "–".into(),
        (false, true) => one_line(title),
        (false, false) => title.to_owned(),
    }
}

/// A property of ours; one that says nothing is none.
fn prop(name: &str, value: &str) -> Option<Json> {
    let value = one_line(value);
    (!value.is_empty()).then(|| json!({ "name": name, "ns": NS, "value": value }))
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
        let mut all: Vec<(bool, Json)> = Vec::new();
        for place in self.below.get(&under).into_iter().flatten() {
            let Some((_, one)) = self.whole.requirements.get(*place) else { continue };
            let control = in_control || one.assessable || one.withdrawn.is_some();
            all.push((control, self.one(*place, one, control)));
        }
        let mixed = all.iter().any(|(control, _)| *control) && all.iter().any(|one| !one.0);
        // A stranger's catalogue may have both at its top, and has them where they stood.
        if mixed && (under.is_some() || !self.own) {
            let title = under.and_then(|place| self.whole.requirements.get(place));
            let title = title.map_or(&self.whole.framework.title, |(_, one)| &one.title);
            out.put("groups", apart(all, &heading(title)));
            return;
        }
        let (controls, groups): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|(control, _)| *control);
        for (name, all) in [("groups", groups), ("controls", controls)] {
            if !all.is_empty() {
                out.put(name, all.into_iter().map(|(_, json)| json).collect::<Vec<_>>());
            }
        }
    }

    fn one(&self, place: usize, one: &FrameworkRequirement, control: bool) -> Json {
        let own = self.own && one.urn.is_some() && self.ids.get(place) == one.urn.as_ref();
        let kept = |name: &str| kept_value(&one.kept, name).filter(|_| own);
        let mut out = Says::default();
        out.maybe("id", self.ids.get(place).map(String::as_str))
            .maybe("class", kept("class"))
            .put("title", heading(&one.title));
        for name in ["params", "props", "links"] {
            out.maybe(name, kept(name));
        }
        if !own {
            let props = props(one, control);
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

/// Groups as they stand, and the controls between them in groups of their own: OSCAL takes no group with both.
fn apart(all: Vec<(bool, Json)>, title: &str) -> Vec<Json> {
    let mut groups = Vec::new();
    let mut loose: Vec<Json> = Vec::new();
    let close = |loose: &mut Vec<Json>, groups: &mut Vec<Json>| {
        if !loose.is_empty() {
            let controls = std::mem::take(loose);
            let mark = json!({ "name": LOOSE, "ns": NS, "value": "yes" });
            groups.push(json!({ "title": title, "props": [mark], "controls": controls }));
        }
    };
    for (control, json) in all {
        if control {
            loose.push(json);
        } else {
            close(&mut loose, &mut groups);
            groups.push(json);
        }
    }
    close(&mut loose, &mut groups);
    groups
}

fn props(one: &FrameworkRequirement, control: bool) -> Vec<Json> {
    let label = one.reference.as_deref().map(one_line).filter(|label| !label.is_empty());
    let label = label.map(|label| json!({ "name": "label", "value": label }));
    let mut props: Vec<Option<Json>> = vec![label];
    props.extend(one.groups.iter().map(|group| prop("implementation-group", group)));
    props.push(one.urn.as_deref().and_then(|urn| prop("urn", urn)));
    props.extend(one.control_refs.iter().map(|urn| prop("reference-control", urn)));
    props.extend(one.threat_refs.iter().map(|urn| prop("threat", urn)));
    props.push(one.weight.and_then(|weight| prop("weight", &weight.to_string())));
    // A heading under a control is a control to OSCAL.
    props.push(prop("heading", if control && !one.assessable { "yes" } else { "" }));
    props.into_iter().flatten().collect()
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
    letters.next().is_some_and(|first| is_letter(first) || first == '_')
        && letters.all(|one| is_letter(one) || one.is_numeric() || matches!(one, '.' | '-' | '_'))
}

/// Whether OSCAL takes it for a letter: numbers of letters, and letters in circles and squares, it does not.
fn is_letter(one: char) -> bool {
    const NUMBERS: std::ops::RangeInclusive<char> = '\u{2160}'..='\u{2188}';
    const CIRCLES: std::ops::RangeInclusive<char> = '\u{24b6}'..='\u{24e9}';
    const SQUARES: std::ops::RangeInclusive<char> = '\u{1f130}'..='\u{1f189}';
    one.is_alphabetic() && ![NUMBERS, CIRCLES, SQUARES].iter().any(|range| range.contains(&one))
}
