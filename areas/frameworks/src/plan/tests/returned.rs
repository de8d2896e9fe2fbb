//! A framework that was given out as a catalogue in OSCAL and comes back is a version of itself, and loses nothing.

use super::{after, at, library};
use crate::{
    Framework,
    plan::{How, Into, Now, Outcome, Standing, plan},
    read::{Library, read},
    write::Whole,
};
use stadga_model::Id;
use stadga_testkit::rules::now;

/// Headings beside requirements, a requirement without a name, questions, scores and words in another language.
const RICH: &str = "urn: urn:x:lib\nlocale: sv\nversion: 1\nprovider: Regionen\nobjects:\n  framework:\n    urn: urn:x:f\n    ref_id: F\n    name: Ramverket\n    min_score: 1\n    max_score: 4\n    translations: {en: {name: The framework}}\n    implementation_groups_definition:\n    - {ref_id: A, name: Grund}\n    requirement_nodes:\n    - {urn: 'urn:x:1', ref_id: '1', name: Ett, assessable: false, depth: 1}\n    - {urn: 'urn:x:1.1', ref_id: '1.1', name: Ett ett, assessable: true, depth: 2, parent_urn: 'urn:x:1', implementation_groups: [A], weight: 2, annotation: Så här., typical_evidence: Protokoll, questions: {q: {type: text, text: Hur?}}, translations: {en: {name: One one}}}\n    - {urn: 'urn:x:1.2', name: Rubrik under, assessable: false, depth: 2, parent_urn: 'urn:x:1'}\n    - {urn: 'urn:x:1.2.1', ref_id: '1.2.1', description: Text utan namn., assessable: true, depth: 3, parent_urn: 'urn:x:1.2', shine: 1}\n    - {urn: 'urn:x:1.3', ref_id: '1.3', name: Ett tre, assessable: true, depth: 2, parent_urn: 'urn:x:1'}\n    - {urn: 'urn:x:2', ref_id: '2', name: Två, assessable: true, depth: 1}\n";

fn here() -> Standing {
    let first = plan(library(RICH), &Standing::default(), &at()).unwrap();
    after(&first, Standing::default())
}

/// The framework that is here, as it is given out.
fn given_out(here: &Standing) -> String {
    let (record, framework) = &here.frameworks[0];
    let requirements =
        here.requirements.iter().map(|(record, one)| (record.head.id.cast(), one.clone()));
    let mut requirements: Vec<_> = requirements.collect();
    requirements.sort_by_key(|(_, one)| one.place);
    let whole = Whole {
        id: record.head.id.cast(),
        framework: framework.clone(),
        requirements,
        controls: Vec::new(),
        threats: Vec::new(),
    };
    whole.as_oscal(now())
}

fn came_back(text: &str) -> Library {
    read(&[("a.json", text.as_bytes())]).unwrap()
}

#[test]
fn ctl_05_a_library_that_was_given_out_as_oscal_comes_back_as_it_is() {
    let here = here();
    let back = plan(came_back(&given_out(&here)), &here, &at()).unwrap();
    let changed: Vec<_> = back
        .rows
        .iter()
        .filter(|row| !matches!(row.outcome, Outcome::Same))
        .map(|row| (&row.title, &row.outcome))
        .collect();
    assert!(changed.is_empty(), "{changed:?}");
    assert_eq!(back.counts(), [0, 0, 0, 7]);
    let of = here.frameworks[0].0.head.id.cast::<Framework>();
    assert_eq!((back.met[0].of, back.met[0].how), (Some(of), How::Mark));
    assert!(back.remarks.0.is_empty(), "{:?}", back.remarks);
}

#[test]
fn ctl_05_what_was_changed_elsewhere_is_an_update_that_takes_nothing_else_away() {
    let here = here();
    let text = given_out(&here).replace("\"Ett ett\"", "\"Ett ett i ny lydelse\"");
    let back = plan(came_back(&text), &here, &at()).unwrap();
    assert_eq!(back.counts(), [0, 1, 0, 6]);
    let row = back.rows.iter().find(|row| matches!(row.outcome, Outcome::Changed { .. })).unwrap();
    let Outcome::Changed { values, .. } = &row.outcome else { panic!() };
    assert_eq!(values.keys().collect::<Vec<_>>(), ["title"]);
    let then = after(&back, here);
    let one = then.requirements.iter().find(|(_, one)| one.title.contains("ny lydelse")).unwrap();
    assert_eq!((one.1.questions.len(), one.1.translations.len(), one.1.weight), (1, 1, Some(2)));
}

#[test]
fn ctl_05_elsewhere_it_is_known_by_its_urn_and_as_what_it_came() {
    let text = given_out(&here());
    // Another organisation has never seen the framework.
    let first = plan(came_back(&text), &Standing::default(), &at()).unwrap();
    assert_eq!((first.counts(), first.met[0].how), ([7, 0, 0, 0], How::New));
    let there = after(&first, Standing::default());
    let framework = &there.frameworks[0].1;
    assert_eq!(framework.urn.as_deref(), Some("urn:x:f"));
    assert_eq!(framework.format, crate::framework::Format::CisoAssistant);
    assert_eq!(
        (framework.language.as_deref(), framework.provider.as_deref()),
        (Some("sv"), Some("Regionen"))
    );
    let again = plan(library(RICH), &there, &at()).unwrap();
    assert_eq!(again.met[0].how, How::Urn);
    assert_eq!(again.counts()[0], 0, "nothing is new");
}

#[test]
fn ctl_05_what_is_known_can_be_taken_in_as_new_or_as_anothers_version() {
    let here = here();
    let new = Now { into: Into::New, ..at() };
    let back = plan(came_back(&given_out(&here)), &here, &new).unwrap();
    assert_eq!((back.counts(), back.met[0].how), ([7, 0, 0, 0], How::New));
    assert_eq!(back.remarks.of("named").map(|one| &*one.what).collect::<Vec<_>>(), ["urn:x:f"]);
    let framework = back.rows.iter().find(|row| row.kind == "framework").unwrap();
    let Outcome::New(body) = &framework.outcome else { panic!() };
    assert!(body["urn"].is_null(), "two of the same name would be taken for each other");
    let of: Id<Framework> = here.frameworks[0].0.head.id.cast();
    let chosen = Now { into: Into::Of(of), ..at() };
    let back = plan(came_back(&given_out(&here)), &here, &chosen).unwrap();
    assert_eq!((back.counts(), back.met[0].how), ([0, 0, 0, 7], How::Chosen));
}

#[test]
fn ctl_01_an_update_tells_from_where_to_where_a_requirement_moves() {
    let here = here();
    let next = RICH
        .replace(
            "name: Ett tre, assessable: true, depth: 2, parent_urn: 'urn:x:1'",
            "name: Ett tre, assessable: true, depth: 2, parent_urn: 'urn:x:2'",
        )
        .replace("name: Ett, assessable", "name: Ett i ny form, assessable");
    let back = plan(library(&next), &here, &at()).unwrap();
    let row = back.rows.iter().find(|row| row.title == "1.3 Ett tre").unwrap();
    let Outcome::Changed { before, values } = &row.outcome else { panic!() };
    let parent =
        |value: Option<&serde_json::Value>, after| back.names.of_link(value.unwrap(), after);
    assert_eq!(parent(before.body.get("parent"), false), Some("1 Ett"), "as it was called then");
    assert_eq!(parent(values.get("parent"), true), Some("2 Två"));
    let id = here.requirements.iter().find(|(_, one)| one.title == "Ett").unwrap().0.head.id;
    assert_eq!(
        (back.names.before(id), back.names.after(id)),
        (Some("1 Ett"), Some("1 Ett i ny form"))
    );
}

#[test]
fn ctl_05_a_mapping_collection_is_linked_by_what_its_catalogues_are_called() {
    let other = "objects:\n  framework:\n    urn: urn:y:g\n    ref_id: G\n    name: Andra\n    requirement_nodes:\n    - {urn: 'urn:y:a', ref_id: a-1, name: A, assessable: true}\n";
    let here = here();
    let here = after(&plan(library(other), &here, &at()).unwrap(), here);
    let text = r##"{"mapping-collection": {"metadata": {"title": "M"}, "provenance": {"method": "human"}, "mappings": [{
      "source-resource": {"type": "catalog", "href": "#f"}, "target-resource": {"type": "catalog", "href": "#g"},
      "maps": [{"relationship": "equal-to", "sources": [{"type": "control", "id-ref": "1.1"}], "targets": [{"type": "control", "id-ref": "a-1"}]}]}],
      "back-matter": {"resources": [{"uuid": "f", "title": "Ramverket"}, {"uuid": "g", "document-ids": [{"identifier": "G"}]}]}}}"##;
    let mapped = plan(came_back(text), &here, &at()).unwrap();
    let then = after(&mapped, here);
    let mapping = &then.mappings[0].1;
    assert!(mapping.source.is_some() && mapping.target.is_some());
    let pair = &mapping.pairs[0];
    assert!(pair.source.is_some() && pair.target.is_some(), "{pair:?}");
}
