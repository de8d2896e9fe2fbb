//! CISO Assistant's libraries as they are: frameworks, mappings, reference controls, threats, matrices, translations.

mod above;
mod others;

use super::{
    Fault,
    library::{Library, Placed, Remarks, Scheme, keep, line, prose, stand_in},
    matrix,
    node::{Fields, Node, Value},
    questions,
};
use crate::{
    Framework, FrameworkRequirement,
    framework::{Format, Group, Score},
    rows::{Kept, Translation},
};
use stadga_model::{Date, Id, Prose};
use std::collections::HashMap;

pub(super) use above::settle;
pub(crate) use others::relationship_word;
use others::{control, mapping, threat};

/// What the library says of itself and each of its parts takes over.
#[derive(Clone, Debug, Default)]
pub(super) struct Head {
    pub language: Option<String>,
    pub version: Option<String>,
    pub provider: Option<String>,
    pub published: Option<Date>,
    pub licence: Option<Prose>,
    /// What only the first part bears: the library's own name, description, packager, dependencies.
    pub kept: Vec<Kept>,
    /// Whether a part has been read.
    begun: bool,
}

impl Head {
    /// What the library says besides, for the first part that asks; with what that part has no field for.
    pub fn kept_once(&mut self, lacking: &[&str]) -> Vec<Kept> {
        let mut kept = std::mem::take(&mut self.kept);
        let first = !std::mem::replace(&mut self.begun, true);
        for name in lacking.iter().filter(|_| first) {
            let said = match *name {
                "version" => self.version.clone(),
                "publication_date" => self.published.map(|date| date.to_string()),
                "copyright" => self.licence.as_ref().map(|text| text.0.clone()),
                _ => None,
            };
            if let Some(said) = said {
                keep(&mut kept, &format!("library.{name}"), &said.into());
            }
        }
        kept
    }
}

/// The library that a tree is.
pub(super) fn read(node: Node) -> Result<Library, Fault> {
    let mut library = Library::default();
    let line = node.line;
    let mut fields = Fields::of(node).map_err(|node| Fault::at("unknown", node.line))?;
    // A framework without a library around it.
    if fields.has("requirement_nodes") {
        let mut head = Head::default();
        framework(fields, &mut head, &mut library);
        return Ok(library);
    }
    let objects = fields.take("objects").ok_or(Fault::at("unknown", line))?;
    let mut objects = Fields::of(objects).map_err(|node| Fault::at("objects", node.line))?;
    let mut head = head(fields, &mut library.remarks);
    for node in several(&mut objects, &["framework", "frameworks"]) {
        each(node, "framework", &mut library, |fields, library| {
            framework(fields, &mut head, library);
        });
    }
    for node in several(&mut objects, &["requirement_mapping_set", "requirement_mapping_sets"]) {
        each(node, "requirement_mapping_sets", &mut library, |fields, library| {
            mapping(fields, &mut head, library);
        });
    }
    for node in several(&mut objects, &["risk_matrix", "risk_matrices"]) {
        each(node, "risk_matrix", &mut library, |fields, library| {
            let matrix = matrix::read(fields, &mut head, &mut library.remarks);
            library.matrices.push(matrix);
        });
    }
    for node in several(&mut objects, &["reference_controls", "reference_control"]) {
        each(node, "reference_controls", &mut library, |fields, library| {
            control(fields, &mut head, library);
        });
    }
    for node in several(&mut objects, &["threats", "threat"]) {
        each(node, "threats", &mut library, |fields, library| threat(fields, &mut head, library));
    }
    for (name, node) in objects.rest() {
        let count = match &node.value {
            Value::List(all) => all.len(),
            _ => 1,
        };
        library.remarks.tell("left", &format!("objects.{name}"), node.line, count.to_string());
    }
    Ok(library)
}

/// What stands under one of these names: one thing or a list of them.
fn several(objects: &mut Fields, names: &[&str]) -> Vec<Node> {
    let mut all = Vec::new();
    for node in names.iter().filter_map(|name| objects.take(name)) {
        match node.value {
            Value::List(nodes) => all.extend(nodes),
            Value::Nothing => {}
            _ => all.push(node),
        }
    }
    all
}

/// What is to be a map is read; what is none is told.
fn each(node: Node, place: &str, library: &mut Library, read: impl FnOnce(Fields, &mut Library)) {
    match Fields::of(node) {
        Ok(fields) => read(fields, library),
        Err(node) => {
            library.remarks.tell("left", &format!("objects.{place}[]"), node.line, node.what())
        }
    }
}

fn head(mut fields: Fields, remarks: &mut Remarks) -> Head {
    let mut kept = Vec::new();
    let mut head = Head {
        language: fields.text("locale"),
        version: fields.text("version"),
        provider: fields.text("provider").map(|t| line(t, "library.provider", &mut kept, remarks)),
        licence: fields
            .text("copyright")
            .map(|t| prose(t, "library.copyright", &mut kept, remarks)),
        ..Head::default()
    };
    if let Some(text) = fields.text("publication_date") {
        head.published = day(&text);
        if head.published.is_none() {
            keep(&mut kept, "library.publication_date", &text.into());
            remarks.tell("kept", "library.publication_date", fields.line, "");
        }
    }
    // What every library says of itself has no field here and needs no telling: it is kept and given back.
    for (name, node) in fields.rest() {
        keep(&mut kept, &format!("library.{name}"), &node.json());
    }
    kept.sort_by(|one, other| one.place.cmp(&other.place));
    head.kept = kept;
    head
}

/// A day at the beginning of a text: `2025-07-03`, `2023-10-12T00:00:00Z`.
pub(super) fn day(text: &str) -> Option<Date> {
    text.trim().get(..10)?.parse().ok()
}

fn framework(mut fields: Fields, head: &mut Head, library: &mut Library) {
    let remarks = &mut library.remarks;
    let mut kept = head.kept_once(&[]);
    let mut translations = Vec::new();
    translated(&mut fields, None, "framework", &mut translations, &mut kept, remarks);
    let nodes = match fields.take("requirement_nodes").map(|node| (node.line, node.value)) {
        Some((_, Value::List(nodes))) => nodes,
        Some((_, Value::Nothing)) => Vec::new(),
        Some((at, _)) => {
            remarks.tell("left", "framework.requirement_nodes", at, "");
            Vec::new()
        }
        None => Vec::new(),
    };
    let reference = fields.text("ref_id").map(|t| line(t, "ref_id", &mut kept, remarks));
    let title = fields.text("name").or_else(|| reference.clone()).unwrap_or("–".into());
    let mut framework = Framework {
        title: line(title, "name", &mut kept, remarks),
        urn: fields.text("urn"),
        description: fields
            .text("description")
            .map(|t| prose(t, "description", &mut kept, remarks)),
        reference,
        language: head.language.clone(),
        version: head.version.clone(),
        provider: head.provider.clone(),
        published: head.published,
        licence: head.licence.clone(),
        format: Format::CisoAssistant,
        least: fields.whole("min_score"),
        most: fields.whole("max_score"),
        groups: groups(&mut fields, &mut translations, &mut kept, remarks),
        scores: scores(&mut fields, &mut translations, &mut kept, remarks),
        ..Framework::default()
    };
    left(fields, "framework", "", &mut kept, remarks);
    (framework.translations, framework.kept) = (translations, kept);
    let requirements = requirements(nodes, remarks);
    library.frameworks.push(Scheme { framework, requirements, replaced_by: None, of: None });
}

fn groups(
    fields: &mut Fields,
    translations: &mut Vec<Translation>,
    kept: &mut Vec<Kept>,
    remarks: &mut Remarks,
) -> Vec<Group> {
    const PLACE: &str = "implementation_groups_definition";
    let read = |mut one: Fields, kept: &mut Vec<Kept>, remarks: &mut Remarks, place: &str| {
        let reference = one.text("ref_id").or_else(|| one.text("name")).unwrap_or_default();
        translated(
            &mut one,
            Some(&format!("group:{reference}")),
            place,
            translations,
            kept,
            remarks,
        );
        let group = Group {
            title: one.text("name").map(|t| line(t, place, kept, remarks)),
            text: one.text("description").map(|t| prose(t, place, kept, remarks)),
            chosen: one.yes("default_selected").unwrap_or_default(),
            reference: line(reference, place, kept, remarks),
        };
        left(one, "framework.implementation_groups_definition[]", place, kept, remarks);
        group
    };
    rows(fields, PLACE, kept, remarks, read)
}

fn scores(
    fields: &mut Fields,
    translations: &mut Vec<Translation>,
    kept: &mut Vec<Kept>,
    remarks: &mut Remarks,
) -> Vec<Score> {
    const PLACE: &str = "scores_definition";
    let read = |mut one: Fields, kept: &mut Vec<Kept>, remarks: &mut Remarks, place: &str| {
        let score = one.whole("score").unwrap_or_default();
        translated(&mut one, Some(&format!("score:{score}")), place, translations, kept, remarks);
        let row = Score {
            score,
            title: one.text("name").map(|t| line(t, place, kept, remarks)),
            text: one.text("description").map(|t| prose(t, place, kept, remarks)),
            documented: one.text("description_doc").map(|t| prose(t, place, kept, remarks)),
        };
        left(one, "framework.scores_definition[]", place, kept, remarks);
        row
    };
    rows(fields, PLACE, kept, remarks, read)
}

/// The rows of a list of maps; what is none is kept.
pub(super) fn rows<T>(
    fields: &mut Fields,
    name: &str,
    kept: &mut Vec<Kept>,
    remarks: &mut Remarks,
    mut read: impl FnMut(Fields, &mut Vec<Kept>, &mut Remarks, &str) -> T,
) -> Vec<T> {
    let Some(node) = fields.take(name) else { return Vec::new() };
    let Value::List(all) = node.value else {
        if !node.is_empty() {
            keep(kept, name, &node.json());
            remarks.tell("kept", name, node.line, "");
        }
        return Vec::new();
    };
    let mut found = Vec::new();
    for (nth, node) in all.into_iter().enumerate() {
        let place = format!("{name}.{nth}");
        match Fields::of(node) {
            Ok(one) => found.push(read(one, kept, remarks, &place)),
            Err(node) => {
                keep(kept, &place, &node.json());
                remarks.tell("kept", &format!("{name}[]"), node.line, node.what());
            }
        }
    }
    found
}

/// What nobody asked for is kept under its place and told.
pub(super) fn left(
    fields: Fields,
    told: &str,
    within: &str,
    kept: &mut Vec<Kept>,
    remarks: &mut Remarks,
) {
    for (name, node) in fields.rest() {
        let place = if within.is_empty() { name.clone() } else { format!("{within}.{name}") };
        keep(kept, &place, &node.json());
        remarks.tell("kept", &format!("{told}.{name}"), node.line, "");
    }
}

/// The texts in other languages: `translations: {fr: {name: …}}`.
pub(super) fn translated(
    fields: &mut Fields,
    of: Option<&str>,
    told: &str,
    translations: &mut Vec<Translation>,
    kept: &mut Vec<Kept>,
    remarks: &mut Remarks,
) {
    let Some(node) = fields.take("translations").filter(|node| !node.is_empty()) else { return };
    let within = of.map(|of| format!("{of}.")).unwrap_or_default();
    let keep_all = |kept: &mut Vec<Kept>, remarks: &mut Remarks, place: String, node: &Node| {
        keep(kept, &format!("{within}translations{place}"), &node.json());
        remarks.tell("kept", &format!("{told}.translations"), node.line, "");
    };
    let languages = match Fields::of(node) {
        Ok(languages) => languages,
        Err(node) => return keep_all(kept, remarks, String::new(), &node),
    };
    for (language, node) in languages.rest() {
        let texts = match Fields::of(node) {
            Ok(texts) => texts,
            Err(node) => {
                keep_all(kept, remarks, format!(".{language}"), &node);
                continue;
            }
        };
        for (what, node) in texts.rest() {
            match node.text() {
                Some(text) => {
                    let place = format!("translations.{language}.{what}");
                    let text = prose(text.to_owned(), &place, kept, remarks);
                    let (language, of) = (language.clone(), of.map(str::to_owned));
                    translations.push(Translation { language, of, what, text });
                }
                None => {
                    keep(kept, &format!("{within}translations.{language}.{what}"), &node.json());
                    remarks.tell("kept", &format!("{told}.translations.{what}"), node.line, "");
                }
            }
        }
    }
}

fn requirements(nodes: Vec<Node>, remarks: &mut Remarks) -> Vec<Placed> {
    let mut all: Vec<Placed> = Vec::with_capacity(nodes.len());
    let mut by_urn: HashMap<String, usize> = HashMap::new();
    let mut parents = Vec::with_capacity(nodes.len());
    for node in nodes {
        let at = node.line;
        let fields = match Fields::of(node) {
            Ok(fields) => fields,
            Err(node) => {
                remarks.tell("left", "requirement_nodes[]", at, node.what());
                continue;
            }
        };
        let (mut requirement, parent) = requirement(fields, remarks);
        requirement.place = i64::try_from(all.len() + 1).unwrap_or(i64::MAX);
        if let Some(urn) = &requirement.urn
            && *by_urn.entry(urn.to_lowercase()).or_insert(all.len()) != all.len()
        {
            remarks.tell("repeated", "requirement_nodes[].urn", at, urn.clone());
        }
        parents.push((parent, at));
        all.push(Placed { requirement, under: None });
    }
    for (nth, (parent, at)) in parents.into_iter().enumerate() {
        let Some(parent) = parent else { continue };
        let under = by_urn.get(&parent.to_lowercase()).copied();
        if under.is_none() {
            remarks.tell("no-parent", "requirement_nodes[].parent_urn", at, parent.clone());
        }
        if let Some(one) = all.get_mut(nth) {
            one.under = under;
            if under.is_none() {
                keep(&mut one.requirement.kept, "parent_urn", &parent.into());
            }
        }
    }
    settle(&mut all, remarks);
    all
}

fn requirement(
    mut fields: Fields,
    remarks: &mut Remarks,
) -> (FrameworkRequirement, Option<String>) {
    let (mut kept, mut translations) = (Vec::new(), Vec::new());
    translated(&mut fields, None, "requirement_nodes[]", &mut translations, &mut kept, remarks);
    let name = fields.text("name").map(|t| line(t, "name", &mut kept, remarks));
    let mut one = FrameworkRequirement {
        urn: fields.text("urn").map(|t| line(t, "urn", &mut kept, remarks)),
        reference: fields.text("ref_id").map(|t| line(t, "ref_id", &mut kept, remarks)),
        text: fields.text("description").map(|t| prose(t, "description", &mut kept, remarks)),
        guidance: fields.text("annotation").map(|t| prose(t, "annotation", &mut kept, remarks)),
        evidence: fields
            .text("typical_evidence")
            .map(|t| prose(t, "typical_evidence", &mut kept, remarks)),
        assessable: fields.yes("assessable").unwrap_or_default(),
        depth: fields.whole("depth").unwrap_or_default(),
        groups: fields.texts("implementation_groups"),
        weight: fields.whole("weight"),
        control_refs: fields.texts("reference_controls"),
        threat_refs: fields.texts("threats"),
        ..FrameworkRequirement::of(Id::NONE)
    };
    (one.questions, one.answers) =
        questions::read(&mut fields, &mut translations, &mut kept, remarks);
    let parent = fields.text("parent_urn");
    left(fields, "requirement_nodes[]", "", &mut kept, remarks);
    (one.translations, one.kept) = (translations, kept);
    one.title = name.unwrap_or_else(|| stand_in(&one));
    (one, parent)
}
