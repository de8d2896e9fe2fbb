//! Mapping collections in OSCAL 1.2: each mapping of two catalogues becomes a mapping, each entry its pairs.

use super::{
    Fault,
    library::{Library, Remarks, keep, line, prose},
};
use crate::{FrameworkMapping, Pair, Relationship, rows::Kept};
use serde_json::{Map, Value as Json};

/// So many pairs a file may hold: an entry of many sources and many targets holds one for each of each.
const MOST: usize = 100_000;

type Object = Map<String, Json>;

/// Takes in the mappings of a collection; the documents beside it tell which catalogues are meant.
pub(super) fn read(
    json: &Json,
    documents: &[(&str, Json)],
    all: &mut Library,
) -> Result<(), Fault> {
    let nothing = Map::new();
    let object = |name: &str| json.get(name).and_then(Json::as_object).unwrap_or(&nothing);
    let around = Around { json, metadata: object("metadata"), provenance: object("provenance") };
    let mappings: Vec<&Object> = objects(json.get("mappings")).collect();
    let several = mappings.len() > 1;
    let mut count = 0;
    for (nth, one) in mappings.into_iter().enumerate() {
        count += objects(one.get("maps")).map(|map| pairs_of(map).saturating_add(1)).sum::<usize>();
        if count > MOST {
            return Err(Fault::new("much"));
        }
        let mut kept = if nth == 0 { around.kept() } else { Vec::new() };
        let mut mapping = mapping(one, &around, &mut kept, &mut all.remarks);
        let named = |end: &str| around.named(one.get(end), documents);
        mapping.source_urn = named("source-resource");
        mapping.target_urn = named("target-resource");
        if several {
            mapping.title = format!("{} ({})", mapping.title, nth + 1);
        }
        mapping.kept = kept;
        all.mappings.push(mapping);
    }
    Ok(())
}

fn objects(value: Option<&Json>) -> impl Iterator<Item = &Object> {
    value.and_then(Json::as_array).into_iter().flatten().filter_map(Json::as_object)
}

fn text<'a>(map: &'a Object, name: &str) -> Option<&'a str> {
    map.get(name).and_then(Json::as_str).filter(|text| !text.trim().is_empty())
}

/// What stands around the mappings.
struct Around<'a> {
    json: &'a Json,
    metadata: &'a Object,
    provenance: &'a Object,
}

impl Around<'_> {
    /// What the collection says besides, kept with its first mapping.
    fn kept(&self) -> Vec<Kept> {
        let mut kept = Vec::new();
        for (name, value) in self.json.as_object().into_iter().flatten() {
            if name != "mappings" {
                keep(&mut kept, &format!("library.{name}"), value);
            }
        }
        kept
    }

    /// On what ground it is said: in what way it was made, by which likeness, how far it has come.
    fn basis(&self, one: &Object) -> Option<String> {
        let said = ["method", "matching-rationale", "status"]
            .into_iter()
            .filter_map(|name| text(one, name).or_else(|| text(self.provenance, name)));
        let said = said.collect::<Vec<_>>().join(", ");
        (!said.is_empty()).then_some(said)
    }

    /// What the framework at one end is called: as the catalogue beside it is, else by what the resource says of itself.
    fn named(&self, end: Option<&Json>, documents: &[(&str, Json)]) -> Option<String> {
        let end = end?.as_object()?;
        let href = text(end, "href")?;
        let mut hrefs = vec![href.to_owned()];
        let mut told = None;
        let mut resources = objects(self.json.pointer("/back-matter/resources"));
        let resource = href
            .strip_prefix('#')
            .and_then(|uuid| resources.find(|one| text(one, "uuid") == Some(uuid)));
        if let Some(resource) = resource {
            let links = objects(resource.get("rlinks"));
            hrefs = links.filter_map(|one| text(one, "href")).map(str::to_owned).collect();
            let mut ids = objects(resource.get("document-ids"));
            let id = ids.find_map(|one| text(one, "identifier"));
            told = id.or_else(|| text(resource, "title")).map(str::to_owned);
        }
        let beside =
            documents.iter().find(|(name, _)| hrefs.iter().any(|href| stem(href) == stem(name)));
        let uuid = beside.and_then(|(_, json)| {
            let root = json.get("catalog").or_else(|| json.get("profile"))?;
            Some(format!("urn:uuid:{}", root.get("uuid")?.as_str()?))
        });
        uuid.or(told).or_else(|| hrefs.into_iter().next())
    }
}

/// A file's name without its folder and ending.
fn stem(path: &str) -> String {
    let file = path.rsplit(['/', '\\']).next().unwrap_or_default().to_lowercase();
    file.rsplit_once('.').map_or(file.clone(), |(stem, _)| stem.to_owned())
}

fn mapping(
    one: &Object,
    around: &Around<'_>,
    kept: &mut Vec<Kept>,
    remarks: &mut Remarks,
) -> FrameworkMapping {
    const OWN: [&str; 6] =
        ["uuid", "maps", "method", "matching-rationale", "status", "mapping-description"];
    let title = text(around.metadata, "title").unwrap_or("–").to_owned();
    let description =
        text(one, "mapping-description").or_else(|| text(around.provenance, "mapping-description"));
    let party = around.metadata.get("parties").and_then(|all| all.pointer("/0/name"));
    let mut mapping = FrameworkMapping {
        title: line(title, "title", kept, remarks),
        description: description
            .map(|text| prose(text.to_owned(), "mapping-description", kept, remarks)),
        basis: around.basis(one).map(|text| line(text, "provenance", kept, remarks)),
        version: text(around.metadata, "version").map(str::to_owned),
        provider: party.and_then(Json::as_str).map(str::to_owned),
        published: text(around.metadata, "published").and_then(super::ciso::day),
        urn: text(one, "uuid").map(|uuid| format!("urn:uuid:{uuid}")),
        ..FrameworkMapping::default()
    };
    for (name, value) in one {
        if !OWN.contains(&name.as_str()) {
            keep(kept, name, value);
        }
    }
    for (nth, map) in objects(one.get("maps")).enumerate() {
        entry(map, nth, &mut mapping.pairs, kept, remarks);
    }
    mapping
}

/// How many pairs an entry holds.
fn pairs_of(map: &Object) -> usize {
    let count = |name: &str| objects(map.get(name)).count();
    count("sources").saturating_mul(count("targets"))
}

/// An entry: each of its sources beside each of its targets.
fn entry(
    map: &Object,
    nth: usize,
    pairs: &mut Vec<Pair>,
    kept: &mut Vec<Kept>,
    remarks: &mut Remarks,
) {
    const OWN: [&str; 6] =
        ["uuid", "relationship", "sources", "targets", "matching-rationale", "remarks"];
    let place = format!("maps.{nth}");
    let sets = (objects(map.get("sources")).count(), objects(map.get("targets")).count());
    let relationship = each(relationship(map, &place, kept, remarks), sets);
    let basis = text(map, "matching-rationale").map(str::to_owned);
    let note = text(map, "remarks").map(|t| prose(t.to_owned(), &place, kept, remarks));
    for source in objects(map.get("sources")) {
        for target in objects(map.get("targets")) {
            pairs.push(Pair {
                source_ref: control(source, remarks),
                target_ref: control(target, remarks),
                relationship,
                basis: basis.clone(),
                note: note.clone(),
                ..Pair::default()
            });
        }
    }
    for (name, value) in map {
        if !OWN.contains(&name.as_str()) {
            keep(kept, &format!("{place}.{name}"), value);
            remarks.tell("kept", &format!("maps[].{name}"), 0, "");
        }
    }
    for name in ["sources", "targets"] {
        // What is one thing of a control, or says more than which one, is kept as it stood.
        let more = |one: &Object| text(one, "type") != Some("control") || one.len() > 2;
        if objects(map.get(name)).any(more)
            && let Some(value) = map.get(name)
        {
            keep(kept, &format!("{place}.{name}"), value);
        }
    }
}

/// The control that is meant. A statement of a control stands for the control: its id begins with that one's.
fn control(one: &Object, remarks: &mut Remarks) -> Option<String> {
    let id = text(one, "id-ref")?.trim();
    let of_statement = id.split_once("_smt").filter(|_| text(one, "type") == Some("statement"));
    if let Some((control, _)) = of_statement {
        remarks.tell("statement", "maps[]", 0, id);
        return Some(control.to_owned());
    }
    Some(id.to_owned())
}

/// The relationship in OSCAL's words; one of another namespace means what that says, which nobody here knows.
fn relationship(
    map: &Object,
    place: &str,
    kept: &mut Vec<Kept>,
    remarks: &mut Remarks,
) -> Relationship {
    let said = match map.get("relationship") {
        Some(Json::Object(one)) => text(one, "type"),
        other => other.and_then(Json::as_str),
    };
    let own = text(map, "ns").is_none_or(|ns| ns == "http://csrc.nist.gov/ns/oscal");
    let known = match said.filter(|_| own) {
        Some("equal-to" | "equivalent-to") => Some(Relationship::Equal),
        Some("subset-of") => Some(Relationship::Subset),
        Some("superset-of") => Some(Relationship::Superset),
        Some("intersects-with") => Some(Relationship::Intersect),
        Some("no-relationship") => Some(Relationship::NotRelated),
        _ => None,
    };
    known.unwrap_or_else(|| {
        if let Some(value) = map.get("relationship") {
            keep(kept, &format!("{place}.relationship"), value);
        }
        remarks.tell("relationship", "maps[].relationship", 0, said.unwrap_or_default());
        Relationship::Intersect
    })
}

/// What a relationship of so many sources together to so many targets together says of one of each: a part of what is equal
/// is a part only, and of what is part of several things together nobody knows which of them it is part of.
fn each(of_sets: Relationship, (sources, targets): (usize, usize)) -> Relationship {
    match (of_sets, sources > 1, targets > 1) {
        (same, false, false) | (same @ Relationship::NotRelated, ..) => same,
        (Relationship::Equal | Relationship::Subset, true, false) => Relationship::Subset,
        (Relationship::Equal | Relationship::Superset, false, true) => Relationship::Superset,
        _ => Relationship::Intersect,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::read;

    const COLLECTION: &str = r##"{"mapping-collection": {"uuid": "a0000000-0000-4000-8000-000000000050",
      "metadata": {"title": "Två kataloger", "version": "1", "parties": [{"uuid": "p", "name": "Regionen"}]},
      "provenance": {"method": "human", "matching-rationale": "semantic", "status": "draft", "mapping-description": "Läst sida vid sida."},
      "mappings": [{"uuid": "a0000000-0000-4000-8000-000000000060",
        "source-resource": {"type": "catalog", "href": "https://example.org/liten.json"},
        "target-resource": {"type": "catalog", "href": "#r"},
        "maps": [
          {"uuid": "1", "relationship": "equal-to", "sources": [{"type": "control", "id-ref": "g-1"}],
           "targets": [{"type": "control", "id-ref": "b-1"}, {"type": "statement", "id-ref": "b-2_smt.a"}]},
          {"uuid": "2", "relationship": {"type": "subset-of"}, "coverage": 0.5, "remarks": "Till hälften.",
           "sources": [{"type": "control", "id-ref": "g-2"}], "targets": [{"type": "control", "id-ref": "b-1"}]},
          {"uuid": "3", "relationship": "resembles", "sources": [{"type": "control", "id-ref": "g-3"}],
           "targets": [{"type": "control", "id-ref": "b-1"}]}]}],
      "back-matter": {"resources": [{"uuid": "r", "title": "Den andra", "document-ids": [{"identifier": "BAS"}]}]}}}"##;

    #[test]
    fn ctl_05_a_mapping_collection_becomes_a_mapping_with_its_ground() {
        let library = read(&[("m.json", COLLECTION.as_bytes())]).unwrap();
        let [mapping] = library.mappings.as_slice() else { panic!() };
        assert_eq!(mapping.title, "Två kataloger");
        assert_eq!(mapping.basis.as_deref(), Some("human, semantic, draft"));
        assert_eq!(mapping.provider.as_deref(), Some("Regionen"));
        assert_eq!(mapping.source_urn.as_deref(), Some("https://example.org/liten.json"));
        assert_eq!(mapping.target_urn.as_deref(), Some("BAS"));
        let pairs: Vec<_> = mapping
            .pairs
            .iter()
            .map(|pair| (pair.source_ref.as_deref(), pair.target_ref.as_deref(), pair.relationship))
            .collect();
        assert_eq!(
            pairs,
            [
                (Some("g-1"), Some("b-1"), Relationship::Superset),
                (Some("g-1"), Some("b-2"), Relationship::Superset),
                (Some("g-2"), Some("b-1"), Relationship::Subset),
                (Some("g-3"), Some("b-1"), Relationship::Intersect),
            ]
        );
        assert_eq!(mapping.pairs[2].note.as_ref().unwrap().0, "Till hälften.");
        let told = |key: &str| library.remarks.of(key).map(|one| &*one.what).collect::<Vec<_>>();
        assert_eq!(
            (told("statement"), told("relationship")),
            (vec!["b-2_smt.a"], vec!["resembles"])
        );
        let places: Vec<_> = mapping.kept.iter().map(|row| row.place.as_str()).collect();
        for place in
            ["library.back-matter", "maps.0.targets", "maps.1.coverage", "maps.2.relationship"]
        {
            assert!(places.contains(&place), "{place} {places:?}");
        }
    }

    #[test]
    fn ctl_05_the_catalogue_beside_a_collection_is_the_one_that_is_meant() {
        let catalogue = r#"{"catalog": {"uuid": "74c8ba1e-5cd4-4ad1-bbfd-d888e2f6c724", "metadata": {"title": "Liten"},
          "controls": [{"id": "g-1", "title": "Ett"}]}}"#;
        let files = [("m.json", COLLECTION.as_bytes()), ("liten.json", catalogue.as_bytes())];
        let library = read(&files).unwrap();
        let named = Some("urn:uuid:74c8ba1e-5cd4-4ad1-bbfd-d888e2f6c724");
        assert_eq!(library.mappings[0].source_urn.as_deref(), named);
        assert_eq!(library.frameworks[0].framework.urn.as_deref(), named);
    }

    #[test]
    fn ctl_05_of_sets_a_pair_says_no_more_than_is_so() {
        use Relationship::{Equal, Intersect, NotRelated, Subset, Superset};
        for (said, sets, is) in [
            (Equal, (1, 1), Equal),
            (Equal, (2, 1), Subset),
            (Equal, (1, 2), Superset),
            (Equal, (2, 2), Intersect),
            (Subset, (3, 1), Subset),
            (Subset, (1, 3), Intersect),
            (Superset, (1, 3), Superset),
            (Superset, (3, 1), Intersect),
            (NotRelated, (2, 2), NotRelated),
        ] {
            assert_eq!(each(said, sets), is, "{said:?} {sets:?}");
        }
    }

    #[test]
    fn ctl_05_entries_that_would_grow_beyond_all_bounds_end_in_a_sentence() {
        let many: Vec<Json> = (0..400)
            .map(|n| serde_json::json!({"type": "control", "id-ref": format!("a-{n}")}))
            .collect();
        let text = serde_json::json!({"mapping-collection": {"mappings": [
            {"maps": [{"relationship": "equal-to", "sources": many, "targets": many}]}]}})
        .to_string();
        assert_eq!(read(&[("m.json", text.as_bytes())]).unwrap_err().key, "much");
        for odd in ["3", "{}", r#"{"mappings": [1, {"maps": [2, {"sources": 3}]}]}"#] {
            let text = format!("{{\"mapping-collection\": {odd}}}");
            let _ = read(&[("m.json", text.as_bytes())]);
        }
    }
}
