//! What is read, written and read again is the same.

mod conform;

use super::*;
use crate::read::{
    Library, Scheme, read,
    tests::{SAMPLES, sample},
};
use stadga_testkit::rules::{id, now};

/// A framework as it would stand among the records.
pub(crate) fn whole(scheme: &Scheme, library: &Library) -> Whole {
    let ids = |place: usize| id(u32::try_from(place).unwrap() + 1_000);
    let requirements = scheme.requirements.iter().enumerate().map(|(place, one)| {
        let parent = one.under.map(ids);
        (ids(place), FrameworkRequirement { parent, ..one.requirement.clone() })
    });
    Whole {
        id: id(1),
        framework: scheme.framework.clone(),
        requirements: requirements.collect(),
        controls: library.controls.clone(),
        threats: library.threats.clone(),
    }
}

fn again(name: &str, text: &str) -> Library {
    read(&[(name, text.as_bytes())]).unwrap_or_else(|fault| panic!("{}\n{text}", fault.said()))
}

fn same(one: &Library, other: &Library) {
    assert_eq!(one.frameworks.len(), other.frameworks.len());
    for (one, other) in one.frameworks.iter().zip(&other.frameworks) {
        assert_eq!(one.framework.title, other.framework.title);
        assert_eq!(one.requirements.len(), other.requirements.len());
        for (one, other) in one.requirements.iter().zip(&other.requirements) {
            assert_eq!(one, other);
        }
    }
    assert_eq!(one.controls, other.controls);
    assert_eq!(one.threats, other.threats);
    assert_eq!(one.mappings, other.mappings);
    assert_eq!(one.matrices, other.matrices);
}

#[test]
fn ctl_05_libraries_come_back_as_they_were() {
    for name in SAMPLES.iter().filter(|name| name.starts_with("ciso")) {
        let Some(bytes) = sample(name) else { return };
        let library = read(&[(name, &bytes)]).unwrap();
        for scheme in &library.frameworks {
            let text = whole(scheme, &library).as_ciso();
            let back = again("a.yaml", &text);
            same(&library, &back);
            assert_eq!(scheme.framework, back.frameworks[0].framework, "{name}");
            assert_eq!(back.remarks.of("left").count(), 0);
        }
        for one in &library.mappings {
            same(&library, &again("a.yaml", &mapping(one)));
        }
        for one in &library.matrices {
            same(&library, &again("a.yaml", &matrix(one)));
        }
    }
}

#[test]
fn ctl_05_catalogues_come_back_as_they_were() {
    for name in SAMPLES.iter().filter(|name| name.ends_with("catalog.json")) {
        let Some(bytes) = sample(name) else { return };
        let library = read(&[(name, &bytes)]).unwrap();
        let text = whole(&library.frameworks[0], &library).as_oscal(now());
        let (mut first, mut second): (Json, Json) =
            (serde_json::from_slice(&bytes).unwrap(), serde_json::from_str(&text).unwrap());
        for json in [&mut first, &mut second] {
            sort(json);
        }
        assert!(first == second, "{name} is not what it was");
    }
}

/// Names in order, so that two documents compare.
fn sort(json: &mut Json) {
    match json {
        Json::Object(map) => {
            map.sort_keys();
            map.values_mut().for_each(sort);
        }
        Json::Array(all) => all.iter_mut().for_each(sort),
        _ => {}
    }
}

#[test]
fn ctl_05_a_library_becomes_a_catalogue_that_can_be_read() {
    for name in SAMPLES.iter().filter(|name| name.starts_with("ciso")) {
        let Some(bytes) = sample(name) else { return };
        let library = read(&[(name, &bytes)]).unwrap();
        for scheme in &library.frameworks {
            let text = whole(scheme, &library).as_oscal(now());
            let back = again("a.json", &text);
            let [back] = back.frameworks.as_slice() else { panic!("{name}") };
            assert_eq!(back.requirements.len(), scheme.requirements.len(), "{name}");
            let assessed = |scheme: &Scheme| {
                scheme.requirements.iter().filter(|one| one.requirement.assessable).count()
            };
            assert!(assessed(back) >= assessed(scheme), "{name}");
        }
    }
}

#[test]
fn ctl_05_what_is_kept_stands_in_its_place_again() {
    let text = "urn: u\nname: n\nlabels: [a]\nversion: 1\nobjects:\n  framework:\n    urn: f\n    name: F\n    ref_id: F\n    novelty: 1\n    requirement_nodes:\n    - urn: 'urn:a:b'\n      assessable: true\n      depth: 1\n      name: \"R: \\\"x\\\" \\n y\"\n      shine: {a: 1}\n      questions:\n        q:\n          text: Finns?\n          glow: 3\n          choices:\n          - urn: q1\n            value: 'yes'\n            spark: [1]\n";
    let library = read(&[("a.yaml", text.as_bytes())]).unwrap();
    let written = whole(&library.frameworks[0], &library).as_ciso();
    let back = again("a.yaml", &written);
    same(&library, &back);
    let own = |library: &Library| {
        let kept = library.frameworks[0].framework.kept.clone().into_iter();
        kept.filter(|row| !row.place.starts_with("library.")).collect::<Vec<_>>()
    };
    assert_eq!(own(&library), own(&back));
    for part in ["novelty: 1", "shine:", "glow: 3", "spark:", "labels:", "\"yes\""] {
        assert!(written.contains(part), "{part}\n{written}");
    }
}

#[test]
fn ctl_05_names_languages_and_cells_come_back_as_they_were() {
    let text = "urn: l\nlocale: en\nobjects:\n  framework:\n    urn: f1\n    ref_id: F\n    name: F\n    requirement_nodes:\n    - {urn: r1, ref_id: R.1, name: One, assessable: true, depth: 1}\n    - {urn: r2, ref_id: R.2, name: Two, assessable: true, depth: 2, parent_urn: r1}\n";
    let library = read(&[("a.yaml", text.as_bytes())]).unwrap();
    let whole = whole(&library.frameworks[0], &library);
    same(&library, &again("a.yaml", &whole.as_ciso()));
    // A short urn is no id of a catalogue: what it is called goes along as its label.
    let back = again("a.json", &whole.as_oscal(now()));
    let called = back.frameworks[0].requirements[0].requirement.reference.as_deref();
    assert_eq!(called, Some("R.1"));
    let text = "urn: l\nlocale: en\nref_id: L\nname: L\nversion: 1\npackager: p\npublication_date: 2025-01-02\nobjects:\n  risk_matrices:\n  - urn: m\n    ref_id: M\n    name: M\n    probability: [{id: 0, name: a}, {id: 1, name: b}]\n    impact: [{id: 0, name: a}, {id: 1, name: b}]\n    risk: [{id: 0, name: a}, {id: 1, name: b}]\n    grid: [[x, 1], [0, 1]]\n";
    let library = read(&[("a.yaml", text.as_bytes())]).unwrap();
    let written = matrix(&library.matrices[0]);
    assert!(written.contains("2025-01-02"), "{written}");
    same(&library, &again("a.yaml", &written));
}

#[test]
fn ctl_01_names_of_controls_are_such_as_oscal_takes() {
    let one = |urn: Option<&str>, reference: Option<&str>| FrameworkRequirement {
        urn: urn.map(str::to_owned),
        reference: reference.map(str::to_owned),
        ..FrameworkRequirement::of(id(1))
    };
    let all = [
        one(Some("ac-1"), Some("AC-1")),
        one(Some("urn:x:a.5.1"), Some("A.5.1")),
        one(None, Some("2 kap. 3 § 1")),
        one(None, Some("A.5.1")),
        one(None, None),
        one(Some("ⓐ-1"), None),
        one(Some("åtgärd-1"), None),
    ];
    let ids = control_ids(&all);
    let own = ["ac-1", "A.5.1", "r-2-kap.-3-1", "A.5.1-2", "node-5", "node-6", "åtgärd-1"];
    assert_eq!(ids, own);
}
