//! A library of CISO Assistant out of records; what was kept of the file that they came from stands in its place again.

use super::{Says, Whole, slug};
use crate::{
    Framework, FrameworkMapping, FrameworkRequirement, ReferenceControl, RiskMatrixLibrary, Threat,
    framework::Format,
    read::{
        ciso::relationship_word,
        library::{kept_all, kept_value, stand_in},
        matrix::AXES,
    },
    rows::{Kept, Translation},
};
use serde_json::{Map, Value as Json, json};
use stadga_model::Prose;

fn said(text: &Option<Prose>) -> Option<&str> {
    text.as_ref().map(|text| text.0.as_str())
}

/// The library of a framework.
pub(super) fn library(whole: &Whole) -> Json {
    let framework = &whole.framework;
    let mut objects = Says::default();
    if !whole.threats.is_empty() {
        objects.put("threats", whole.threats.iter().map(threat).collect::<Vec<_>>());
    }
    if !whole.controls.is_empty() {
        let controls = whole.controls.iter().map(control).collect::<Vec<_>>();
        objects.put("reference_controls", controls);
    }
    objects.put("framework", self::framework(whole));
    let head = Head {
        title: &framework.title,
        reference: framework.reference.as_deref(),
        description: said(&framework.description),
        language: framework.language.as_deref(),
        version: framework.version.as_deref(),
        provider: framework.provider.as_deref(),
        licence: said(&framework.licence),
        published: framework.published.map(|date| date.to_string()),
        kept: &framework.kept,
    };
    head.around(objects)
}

/// What stands around the objects.
struct Head<'a> {
    title: &'a str,
    reference: Option<&'a str>,
    description: Option<&'a str>,
    language: Option<&'a str>,
    version: Option<&'a str>,
    provider: Option<&'a str>,
    licence: Option<&'a str>,
    published: Option<String>,
    kept: &'a [Kept],
}

impl Head<'_> {
    fn around(self, objects: Says) -> Json {
        let kept = |name: &str| kept_value(self.kept, &format!("library.{name}"));
        let slug = slug(self.reference.unwrap_or(self.title));
        let or = |name: &str, value: Option<Json>| kept(name).or(value);
        let mut library = Says::default();
        library
            .put(
                "urn",
                kept("urn").unwrap_or_else(|| format!("urn:stadga:risk:library:{slug}").into()),
            )
            .put("locale", kept("locale").unwrap_or_else(|| self.language.unwrap_or("sv").into()))
            .put("ref_id", kept("ref_id").unwrap_or_else(|| self.reference.unwrap_or(&slug).into()))
            .put("name", kept("name").unwrap_or_else(|| self.title.into()))
            .maybe("description", or("description", self.description.map(Json::from)))
            .maybe("copyright", or("copyright", self.licence.map(Json::from)))
            .put("version", self.version.map_or(json!(1), number))
            .maybe("publication_date", or("publication_date", self.published.map(Json::from)))
            .maybe("provider", or("provider", self.provider.map(Json::from)))
            .put("packager", kept("packager").unwrap_or_else(|| "Stadga".into()));
        for (place, value) in kept_all(self.kept) {
            if let Some(name) = place.strip_prefix("library.")
                && !library.0.contains_key(name)
            {
                library.put(name, value);
            }
        }
        library.put("objects", objects.0);
        Json::Object(library.0)
    }
}

/// A version as a number, where it is a whole one.
fn number(text: &str) -> Json {
    match text.parse::<i64>() {
        Ok(whole) if whole.to_string() == text => whole.into(),
        _ => text.into(),
    }
}

/// The urn of a framework: its own, or one that is made of its name.
pub(super) fn urn_of(framework: &Framework) -> String {
    let named = || slug(framework.reference.as_deref().unwrap_or(&framework.title));
    framework.urn.clone().unwrap_or_else(|| format!("urn:stadga:risk:framework:{}", named()))
}

fn framework(whole: &Whole) -> Json {
    let framework = &whole.framework;
    let mut out = Says::default();
    out.put("urn", urn_of(framework))
        .put("ref_id", framework.reference.as_deref().unwrap_or(&framework.title))
        .put("name", &*framework.title)
        .maybe("description", said(&framework.description));
    let texts = &framework.translations;
    translated(&mut out, texts, None);
    if !framework.groups.is_empty() {
        let groups = framework.groups.iter().map(|group| {
            let mut out = Says::default();
            out.put("ref_id", &*group.reference)
                .maybe("name", group.title.as_deref())
                .maybe("description", said(&group.text));
            if group.chosen {
                out.put("default_selected", true);
            }
            translated(&mut out, texts, Some(&format!("group:{}", group.reference)));
            Json::Object(out.0)
        });
        out.put("implementation_groups_definition", groups.collect::<Vec<_>>());
    }
    out.maybe("min_score", framework.least).maybe("max_score", framework.most);
    if !framework.scores.is_empty() {
        let scores = framework.scores.iter().map(|row| {
            let mut out = Says::default();
            out.put("score", row.score)
                .maybe("name", row.title.as_deref())
                .maybe("description", said(&row.text))
                .maybe("description_doc", said(&row.documented));
            translated(&mut out, texts, Some(&format!("score:{}", row.score)));
            Json::Object(out.0)
        });
        out.put("scores_definition", scores.collect::<Vec<_>>());
    }
    let urns = urns(whole);
    let places = whole.places();
    let nodes = whole.requirements.iter().zip(&urns).map(|((_, one), urn)| {
        let parent = one.parent.and_then(|id| urns.get(*places.get(&id)?));
        requirement(one, urn, parent.map(String::as_str))
    });
    out.put("requirement_nodes", nodes.collect::<Vec<_>>());
    put_back(out.0, &framework.kept)
}

/// Each requirement's urn: its own, or one that is made of the framework's and its reference.
fn urns(whole: &Whole) -> Vec<String> {
    let base = urn_of(&whole.framework).replace(":framework:", ":req_node:");
    let named = whole.framework.format == Format::CisoAssistant;
    let urn = |(place, (_, one)): (usize, &(_, FrameworkRequirement))| {
        // What came out of a library keeps the names that it had there.
        let own = one.urn.clone().filter(|urn| named || urn.starts_with("urn:"));
        own.unwrap_or_else(|| {
            let name = one.urn.as_deref().or(one.reference.as_deref()).map(slug);
            let name = name.filter(|name| !name.is_empty());
            format!("{base}:{}", name.unwrap_or_else(|| format!("node{}", place + 1)))
        })
    };
    let mut seen = std::collections::HashSet::new();
    let unique = whole.requirements.iter().enumerate().map(urn).map(|urn| {
        let mut unique = urn.clone();
        let mut nth = 1;
        while !seen.insert(unique.clone()) {
            nth += 1;
            unique = format!("{urn}-{nth}");
        }
        unique
    });
    unique.collect()
}

fn requirement(one: &FrameworkRequirement, urn: &str, parent: Option<&str>) -> Json {
    let mut out = Says::default();
    out.put("urn", urn)
        .put("assessable", one.assessable)
        .put("depth", one.depth.max(1))
        .maybe("parent_urn", parent)
        .maybe("ref_id", one.reference.as_deref());
    // What was taken from the text for want of a name is no name.
    if one.title != stand_in(one) {
        out.put("name", &*one.title);
    }
    out.maybe("description", said(&one.text))
        .maybe("annotation", said(&one.guidance))
        .maybe("typical_evidence", said(&one.evidence))
        .texts("implementation_groups", &one.groups)
        .maybe("weight", one.weight)
        .texts("threats", &one.threat_refs)
        .texts("reference_controls", &one.control_refs);
    translated(&mut out, &one.translations, None);
    if !one.questions.is_empty() {
        out.put("questions", questions(one));
    }
    put_back(out.0, &one.kept)
}

fn questions(one: &FrameworkRequirement) -> Json {
    let mut all = Map::new();
    for question in &one.questions {
        let mut out = Says::default();
        out.maybe("type", question.kind.as_deref()).put("text", &*question.text.0);
        if question.after.is_some() || !question.after_answers.is_empty() {
            let mut on = Says::default();
            on.maybe("question", question.after.as_deref())
                .texts("answers", &question.after_answers)
                .maybe("condition", question.condition.as_deref());
            out.put("depends_on", on.0);
        }
        let choices = one.answers.iter().filter(|answer| answer.question == question.key);
        let choices = choices.map(|answer| {
            let mut out = Says::default();
            out.put("urn", &*answer.key)
                .put("value", &*answer.text.0)
                .maybe("description", said(&answer.description))
                .maybe("add_score", answer.score)
                .maybe("compute_result", answer.result.as_deref())
                .texts("select_implementation_groups", &answer.groups)
                .maybe("color", answer.colour.as_deref());
            translated(&mut out, &one.translations, Some(&answer.key));
            Json::Object(out.0)
        });
        let choices: Vec<Json> = choices.collect();
        if !choices.is_empty() {
            out.put("choices", choices);
        }
        translated(&mut out, &one.translations, Some(&question.key));
        all.insert(question.key.clone(), Json::Object(out.0));
    }
    Json::Object(all)
}

fn control(one: &ReferenceControl) -> Json {
    let mut out = Says::default();
    out.maybe("urn", one.urn.as_deref())
        .put("ref_id", one.reference.as_deref().unwrap_or(&one.title))
        .put("name", &*one.title)
        .maybe("description", said(&one.text))
        .maybe("category", one.category.as_ref().map(|term| term.0.as_str()))
        .maybe("csf_function", one.function.as_ref().map(|term| term.0.as_str()))
        .maybe("annotation", said(&one.guidance))
        .texts("typical_evidence", &one.evidence);
    translated(&mut out, &one.translations, None);
    put_back(out.0, &one.kept)
}

fn threat(one: &Threat) -> Json {
    let mut out = Says::default();
    out.maybe("urn", one.urn.as_deref())
        .put("ref_id", one.reference.as_deref().unwrap_or(&one.title))
        .put("name", &*one.title)
        .maybe("description", said(&one.text))
        .maybe("annotation", said(&one.guidance));
    translated(&mut out, &one.translations, None);
    put_back(out.0, &one.kept)
}

/// A mapping as a library of its own.
pub fn mapping(one: &FrameworkMapping) -> String {
    let mut out = Says::default();
    let slug = slug(one.reference.as_deref().unwrap_or(&one.title));
    let urn = format!("urn:stadga:risk:requirement_mapping_set:{slug}");
    out.put("urn", one.urn.as_deref().unwrap_or(&urn))
        .put("ref_id", one.reference.as_deref().unwrap_or(&slug))
        .put("name", &*one.title)
        .maybe("description", said(&one.description))
        .maybe("source_framework_urn", one.source_urn.as_deref())
        .maybe("target_framework_urn", one.target_urn.as_deref());
    translated(&mut out, &one.translations, None);
    let pairs = one.pairs.iter().map(|pair| {
        let mut out = Says::default();
        out.maybe("source_requirement_urn", pair.source_ref.as_deref())
            .maybe("target_requirement_urn", pair.target_ref.as_deref())
            .put("relationship", relationship_word(pair.relationship))
            .maybe("strength_of_relationship", pair.strength)
            .maybe("rationale", pair.basis.as_deref())
            .maybe("annotation", said(&pair.note));
        Json::Object(out.0)
    });
    out.put("requirement_mappings", pairs.collect::<Vec<_>>());
    let mut objects = Says::default();
    objects.put("requirement_mapping_sets", vec![put_back(out.0, &one.kept)]);
    let head = Head {
        title: &one.title,
        reference: one.reference.as_deref(),
        description: said(&one.description),
        language: None,
        version: one.version.as_deref(),
        provider: one.provider.as_deref(),
        licence: said(&one.licence).or(said(&one.attribution)),
        published: one.published.map(|date| date.to_string()),
        kept: &one.kept,
    };
    super::yaml::write(&head.around(objects))
}

/// A risk matrix as a library of its own.
pub fn matrix(one: &RiskMatrixLibrary) -> String {
    let mut out = Says::default();
    out.maybe("urn", one.urn.as_deref())
        .put("ref_id", one.reference.as_deref().unwrap_or(&one.title))
        .put("name", &*one.title)
        .maybe("description", said(&one.description));
    translated(&mut out, &one.translations, None);
    for (name, axis) in AXES {
        let steps = one.steps.iter().filter(|step| step.axis == axis).map(|step| {
            let mut out = Says::default();
            out.put("id", step.place)
                .maybe("abbreviation", step.abbreviation.as_deref())
                .put("name", &*step.title)
                .maybe("description", said(&step.text))
                .maybe("hexcolor", step.colour.as_deref());
            translated(&mut out, &one.translations, Some(&format!("{name}.{}", step.place)));
            Json::Object(out.0)
        });
        out.put(name, steps.collect::<Vec<_>>());
    }
    let mut grid: Vec<Vec<Json>> = Vec::new();
    for cell in &one.cells {
        let place = |place: i64| usize::try_from(place).unwrap_or_default().min(100);
        let (row, column) = (place(cell.likelihood), place(cell.consequence));
        grid.resize(grid.len().max(row + 1), Vec::new());
        if let Some(row) = grid.get_mut(row) {
            row.resize(row.len().max(column + 1), Json::Null);
            if let Some(slot) = row.get_mut(column) {
                *slot = cell.risk.into();
            }
        }
    }
    out.put("grid", json!(grid));
    let mut objects = Says::default();
    objects.put("risk_matrix", vec![put_back(out.0, &one.kept)]);
    let head = Head {
        title: &one.title,
        reference: one.reference.as_deref(),
        description: said(&one.description),
        language: one.language.as_deref(),
        version: one.version.as_deref(),
        provider: one.provider.as_deref(),
        licence: said(&one.licence),
        published: None,
        kept: &one.kept,
    };
    super::yaml::write(&head.around(objects))
}

fn translated(out: &mut Says, texts: &[Translation], of: Option<&str>) {
    let mut languages = Map::new();
    for row in texts.iter().filter(|row| row.of.as_deref() == of) {
        let language = languages.entry(row.language.clone()).or_insert_with(|| json!({}));
        if let Some(language) = language.as_object_mut() {
            language.insert(row.what.clone(), row.text.0.clone().into());
        }
    }
    if !languages.is_empty() {
        out.put("translations", languages);
    }
}

/// What was kept stands where it stood, unless something is there that it is no part of.
fn put_back(out: Map<String, Json>, kept: &[Kept]) -> Json {
    let mut out = Json::Object(out);
    let own = kept_all(kept).into_iter().filter(|(place, _)| !place.starts_with("library."));
    for (place, value) in own {
        put(&mut out, &place.split('.').collect::<Vec<_>>(), value);
    }
    out
}

fn put(json: &mut Json, path: &[&str], value: Json) {
    let Some((name, rest)) = path.split_first() else {
        if !json.is_object() && !json.is_array() || json.is_null() {
            *json = value;
        }
        return;
    };
    let nth = name.parse::<usize>().ok();
    match json {
        Json::Object(map) => match (map.get(*name).is_some(), nth) {
            // The questions are a map by their keys, and kept by their places.
            (false, Some(nth)) => {
                if let Some((_, inner)) = map.iter_mut().nth(nth) {
                    put(inner, rest, value);
                }
            }
            _ => put(map.entry(*name).or_insert(Json::Null), rest, value),
        },
        Json::Array(all) => {
            if let Some(inner) = nth.and_then(|nth| all.get_mut(nth)) {
                put(inner, rest, value);
            }
        }
        Json::Null => {
            *json = json!({});
            put(json, path, value);
        }
        _ => {}
    }
}
