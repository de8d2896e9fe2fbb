//! Profiles in OSCAL resolved to a catalogue: what they import, leave out, set and alter.

mod alter;

use super::{Fault, library::Remarks};
use serde_json::{Map, Value as Json, json};

/// So many profiles may stand on each other.
const DEEPEST: usize = 8;

/// The catalogue that the profile in the file called `name` makes of those beside it.
/// The names of the files that it stands on go to `used`.
pub(super) fn resolve(
    name: &str,
    documents: &[(&str, Json)],
    remarks: &mut Remarks,
    used: &mut Vec<String>,
) -> Result<Json, Fault> {
    resolved(name, documents, (remarks, used), 0)
}

fn resolved(
    name: &str,
    documents: &[(&str, Json)],
    (remarks, used): (&mut Remarks, &mut Vec<String>),
    depth: usize,
) -> Result<Json, Fault> {
    if depth > DEEPEST {
        return Err(Fault::new("circle"));
    }
    let mut own = documents.iter().filter(|(own, _)| *own == name);
    let profile = own.find_map(|(_, json)| json.get("profile")).unwrap_or(&Json::Null);
    let mut groups = Vec::new();
    let mut controls = Vec::new();
    let mut catalogue = json!({
        "uuid": profile.get("uuid"), "metadata": profile.get("metadata"),
    });
    let mut back = Vec::new();
    for import in list(profile, "imports") {
        let href = import.get("href").and_then(Json::as_str).unwrap_or_default();
        let (file, document) = sought(profile, href, name, documents, remarks)?;
        used.push(file.to_owned());
        let mut from = match document.get("catalog") {
            Some(catalogue) => catalogue.clone(),
            None => resolved(file, documents, (&mut *remarks, &mut *used), depth + 1)?,
        };
        let chosen = Chosen::of(import, remarks);
        back.extend(taken(&mut from, "/back-matter/resources"));
        if let Some(params) = from.get("params").cloned() {
            add(&mut catalogue, "params", params);
        }
        join(&mut groups, thinned_groups(taken(&mut from, "/groups"), &chosen), remarks);
        for control in thinned(taken(&mut from, "/controls"), &chosen, None) {
            push_once(&mut controls, control, remarks);
        }
        for id in chosen.ids().filter(|id| !holds(&groups, id) && !holds(&controls, id)) {
            remarks.tell("not-there", "imports[].include-controls", 0, id);
        }
    }
    if profile.pointer("/merge/custom").is_some() {
        remarks.tell("custom-merge", "merge.custom", 0, "");
    } else if profile.pointer("/merge/flat").is_some() {
        for group in std::mem::take(&mut groups) {
            flatten(group, &mut controls);
        }
    }
    for (name, value) in [("groups", groups), ("controls", controls)] {
        if !value.is_empty() {
            add(&mut catalogue, name, Json::Array(value));
        }
    }
    back.extend(list(profile.get("back-matter").unwrap_or(&Json::Null), "resources").cloned());
    if !back.is_empty() {
        add(&mut catalogue, "back-matter", json!({ "resources": back }));
    }
    if let Some(modify) = profile.get("modify") {
        alter::modify(&mut catalogue, modify, remarks);
    }
    Ok(catalogue)
}

/// The values of a list.
fn list<'a>(json: &'a Json, name: &str) -> impl Iterator<Item = &'a Json> {
    json.get(name).and_then(Json::as_array).into_iter().flatten()
}

/// Takes a list out of a document.
fn taken(json: &mut Json, pointer: &str) -> Vec<Json> {
    match json.pointer_mut(pointer).map(Json::take) {
        Some(Json::Array(all)) => all,
        _ => Vec::new(),
    }
}

/// Puts values behind those that are there.
fn add(json: &mut Json, name: &str, value: Json) {
    let Some(map) = json.as_object_mut() else { return };
    match (map.get_mut(name), value) {
        (Some(Json::Array(all)), Json::Array(more)) => all.extend(more),
        (_, value) => drop(map.insert(name.to_owned(), value)),
    }
}

/// The document that an address means: by its file's name, by a resource of the back matter, or the only other one.
fn sought<'a>(
    profile: &Json,
    href: &str,
    own: &str,
    documents: &'a [(&'a str, Json)],
    remarks: &mut Remarks,
) -> Result<(&'a str, &'a Json), Fault> {
    let mut hrefs = vec![href.to_owned()];
    if let Some(uuid) = href.strip_prefix('#') {
        let back = profile.get("back-matter").unwrap_or(&Json::Null);
        let resource = list(back, "resources")
            .find(|one| one.get("uuid").and_then(Json::as_str) == Some(uuid));
        let links = resource.into_iter().flat_map(|one| list(one, "rlinks"));
        hrefs = links.filter_map(|link| Some(link.get("href")?.as_str()?.to_owned())).collect();
    }
    let stem = |path: &str| {
        let file = path.rsplit(['/', '\\']).next().unwrap_or_default().to_lowercase();
        file.rsplit_once('.').map_or(file.clone(), |(stem, _)| stem.to_owned())
    };
    let usable = |json: &Json| json.get("catalog").is_some() || json.get("profile").is_some();
    let is_other =
        |name: &str, json: &Json| usable(json) && (name != own || json.get("catalog").is_some());
    let others = || documents.iter().filter(|(name, json)| is_other(name, json));
    let meant = others().find(|(name, _)| hrefs.iter().any(|href| stem(href) == stem(name)));
    if let Some((name, json)) = meant {
        return Ok((name, json));
    }
    let mut catalogues = others().filter(|(_, json)| json.get("catalog").is_some());
    match (catalogues.next(), catalogues.next()) {
        (Some((name, json)), None) => {
            remarks.tell("assumed", "imports[].href", 0, *name);
            Ok((name, json))
        }
        _ => {
            let named = hrefs.iter().find(|href| href.ends_with(".json")).or(hrefs.first());
            let named = named.map_or(href, String::as_str);
            let file = named.rsplit(['/', '\\']).next().unwrap_or(named);
            Err(Fault::new("profile").with(file))
        }
    }
}

/// Which controls an import chooses.
struct Chosen {
    all: bool,
    include: Vec<Choice>,
    exclude: Vec<Choice>,
}

struct Choice {
    ids: Vec<String>,
    patterns: Vec<String>,
    children: bool,
}

impl Chosen {
    fn of(import: &Json, remarks: &mut Remarks) -> Self {
        let mut choices = |name: &str| {
            let all = list(import, name);
            all.map(|one| {
                let ids = list(one, "with-ids").filter_map(Json::as_str).map(str::to_owned);
                let patterns = list(one, "matching")
                    .filter_map(|one| one.get("pattern")?.as_str().map(str::to_owned));
                let children = one.get("with-child-controls").and_then(Json::as_str);
                for key in one.as_object().into_iter().flatten().map(|(key, _)| key.as_str()) {
                    if !["with-ids", "matching", "with-child-controls"].contains(&key) {
                        remarks.tell("left", &format!("imports[].{name}[].{key}"), 0, "");
                    }
                }
                Choice {
                    ids: ids.collect(),
                    patterns: patterns.collect(),
                    children: children == Some("yes"),
                }
            })
            .collect::<Vec<_>>()
        };
        let (include, exclude) = (choices("include-controls"), choices("exclude-controls"));
        Self { all: import.get("include-all").is_some() || include.is_empty(), include, exclude }
    }

    /// The controls that are named by their ids.
    fn ids(&self) -> impl Iterator<Item = &str> {
        self.include.iter().flat_map(|choice| &choice.ids).map(String::as_str)
    }

    /// Whether a control is chosen, its parent being chosen with all its children or not.
    fn takes(&self, id: &str) -> bool {
        let named = |all: &[Choice]| all.iter().any(|choice| choice.names(id));
        (self.all || named(&self.include)) && !named(&self.exclude)
    }

    /// Whether what is said of a control is said of its children too: that they are taken with it, or left out with it.
    fn of_children(&self, id: &str) -> Option<bool> {
        let named = |all: &[Choice]| all.iter().any(|choice| choice.children && choice.names(id));
        if named(&self.exclude) { Some(false) } else { named(&self.include).then_some(true) }
    }
}

impl Choice {
    fn names(&self, id: &str) -> bool {
        self.ids.iter().any(|own| own == id) || self.patterns.iter().any(|one| fits(one, id))
    }
}

/// Whether a pattern with `*` and `?` fits a text, in time that grows with both and no more.
fn fits(pattern: &str, text: &str) -> bool {
    let (pattern, text): (Vec<char>, Vec<char>) =
        (pattern.chars().collect(), text.chars().collect());
    let (mut p, mut t, mut star) = (0, 0, None);
    while t < text.len() {
        match pattern.get(p) {
            Some('*') => {
                star = Some((p, t));
                p += 1;
            }
            Some(one) if *one == '?' || text.get(t) == Some(one) => (p, t) = (p + 1, t + 1),
            _ => match star {
                Some((at, from)) => {
                    star = Some((at, from + 1));
                    (p, t) = (at + 1, from + 1);
                }
                None => return false,
            },
        }
    }
    pattern.iter().skip(p).all(|one| *one == '*')
}

/// The chosen controls; those whose parent is not chosen stand in its place. `with` is what is said of the parent's children.
fn thinned(controls: Vec<Json>, chosen: &Chosen, with: Option<bool>) -> Vec<Json> {
    let mut out = Vec::new();
    for mut control in controls {
        let id = control.get("id").and_then(Json::as_str).unwrap_or_default().to_owned();
        let excluded = chosen.exclude.iter().any(|choice| choice.names(&id));
        let takes = !excluded && with.unwrap_or_else(|| chosen.takes(&id));
        let below = match with {
            Some(false) => with,
            _ => chosen.of_children(&id).filter(|with| !with || takes).or(with),
        };
        let children = thinned(taken(&mut control, "/controls"), chosen, below);
        if !takes {
            out.extend(children);
            continue;
        }
        if let Some(map) = control.as_object_mut() {
            map.shift_remove("controls");
            if !children.is_empty() {
                map.insert("controls".into(), Json::Array(children));
            }
        }
        out.push(control);
    }
    out
}

/// Groups with their chosen controls; what is empty then is left out.
fn thinned_groups(groups: Vec<Json>, chosen: &Chosen) -> Vec<Json> {
    let mut out = Vec::new();
    for mut group in groups {
        let inner = thinned_groups(taken(&mut group, "/groups"), chosen);
        let controls = thinned(taken(&mut group, "/controls"), chosen, None);
        if inner.is_empty() && controls.is_empty() {
            continue;
        }
        if let Some(map) = group.as_object_mut() {
            for (name, value) in [("groups", inner), ("controls", controls)] {
                map.shift_remove(name);
                if !value.is_empty() {
                    map.insert(name.into(), Json::Array(value));
                }
            }
        }
        out.push(group);
    }
    out
}

fn id_of(json: &Json) -> Option<&str> {
    json.get("id").and_then(Json::as_str)
}

/// Joins groups with those that bear the same id.
fn join(groups: &mut Vec<Json>, more: Vec<Json>, remarks: &mut Remarks) {
    for mut group in more {
        let same =
            groups.iter_mut().find(|one| id_of(one).is_some() && id_of(one) == id_of(&group));
        let Some(same) = same else {
            groups.push(group);
            continue;
        };
        let (inner, controls) = (taken(&mut group, "/groups"), taken(&mut group, "/controls"));
        let Some(same) = same.as_object_mut() else { continue };
        if !inner.is_empty() {
            let own = same.entry("groups").or_insert_with(|| json!([]));
            if let Json::Array(own) = own {
                join(own, inner, remarks);
            }
        }
        if !controls.is_empty() {
            let own = same.entry("controls").or_insert_with(|| json!([]));
            if let Json::Array(own) = own {
                controls.into_iter().for_each(|control| push_once(own, control, remarks));
            }
        }
    }
}

fn push_once(controls: &mut Vec<Json>, control: Json, remarks: &mut Remarks) {
    match id_of(&control) {
        Some(id) if controls.iter().any(|one| id_of(one) == Some(id)) => {
            remarks.tell("repeated", "imports[]", 0, id);
        }
        _ => controls.push(control),
    }
}

fn holds(all: &[Json], id: &str) -> bool {
    all.iter().any(|one| {
        id_of(one) == Some(id)
            || ["groups", "controls"].iter().any(|name| {
                one.get(name).and_then(Json::as_array).is_some_and(|inner| holds(inner, id))
            })
    })
}

fn flatten(mut group: Json, controls: &mut Vec<Json>) {
    controls.extend(taken(&mut group, "/controls"));
    for inner in taken(&mut group, "/groups") {
        flatten(inner, controls);
    }
}

/// The object with this id among groups, controls, parts and parameters.
fn find<'a>(json: &'a mut Json, id: &str) -> Option<&'a mut Map<String, Json>> {
    match json {
        Json::Array(all) => all.iter_mut().find_map(|one| find(one, id)),
        Json::Object(map) => {
            if map.get("id").and_then(Json::as_str) == Some(id) {
                return Some(map);
            }
            const INNER: [&str; 4] = ["groups", "controls", "parts", "params"];
            let inner = map.iter_mut().filter(|(name, _)| INNER.contains(&name.as_str()));
            inner.map(|(_, value)| value).find_map(|value| find(value, id))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ctl_05_patterns_choose_controls() {
        for (pattern, text, is) in [
            ("ac-*", "ac-1.2", true),
            ("ac-?", "ac-12", false),
            ("*", "", true),
            ("a*c", "abd", false),
        ] {
            assert_eq!(fits(pattern, text), is, "{pattern} {text}");
        }
        assert!(!fits(&"*a".repeat(500), &"a".repeat(400)));
    }
}
