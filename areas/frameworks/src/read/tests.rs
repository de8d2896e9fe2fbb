//! The samples that others have made, read where they are, and small files of our own.

use super::*;
use crate::{framework::Format, rows::translated};

/// What lies among the samples; nothing, with a message, where they are not.
pub(crate) fn sample(name: &str) -> Option<Vec<u8>> {
    let path = format!("{}/../../../shared/samples/frameworks/{name}", env!("CARGO_MANIFEST_DIR"));
    match std::fs::read(&path) {
        Ok(bytes) => Some(bytes),
        Err(_) => {
            println!("skipped: {path} is not here; it is licensed to others");
            None
        }
    }
}

/// All samples.
pub(crate) const SAMPLES: [&str; 11] = [
    "ciso-assistant/bio2.yaml",
    "ciso-assistant/cyfun-small-self-assessment_new.yaml",
    "ciso-assistant/de-tekniske-minimumskrav.yaml",
    "ciso-assistant/map-nist-csf-1.1-nist-csf-2.0.yaml",
    "ciso-assistant/nis2-directive.yaml",
    "ciso-assistant/nist-csf-1.1.yaml",
    "ciso-assistant/nist-csf-2.0.yaml",
    "ciso-assistant/risk-matrix-5x5-iso-27005.yaml",
    "oscal/NIST_SP-800-53_rev5_LOW-baseline-resolved-profile_catalog.json",
    "oscal/basic-catalog.json",
    "oscal/example-component.json",
];

fn read_sample(name: &str) -> Option<Library> {
    let bytes = sample(name)?;
    Some(read(&[(name, &bytes)]).unwrap_or_else(|fault| panic!("{}", fault.said())))
}

fn only(library: &Library) -> &Scheme {
    assert_eq!(library.frameworks.len(), 1);
    &library.frameworks[0]
}

#[test]
fn ctl_05_every_sample_is_read_and_what_is_lost_is_named() {
    for name in SAMPLES {
        let Some(library) = read_sample(name) else { return };
        let lost: Vec<_> = library.remarks.0.iter().filter(|r| r.is_loss()).collect();
        let named = ["component-definition.back-matter"];
        let unnamed = lost.iter().filter(|r| !named.contains(&r.place.as_str()));
        assert_eq!(unnamed.count(), 0, "{name}: {lost:?}");
    }
}

#[test]
fn ctl_04_the_samples_hold_what_they_hold() {
    let counts = [
        ("ciso-assistant/bio2.yaml", 120, 3),
        ("ciso-assistant/cyfun-small-self-assessment_new.yaml", 8, 0),
        ("ciso-assistant/de-tekniske-minimumskrav.yaml", 39, 0),
        ("ciso-assistant/nis2-directive.yaml", 17, 0),
        ("ciso-assistant/nist-csf-1.1.yaml", 136, 0),
        ("ciso-assistant/nist-csf-2.0.yaml", 134, 0),
        ("oscal/NIST_SP-800-53_rev5_LOW-baseline-resolved-profile_catalog.json", 167, 0),
        ("oscal/basic-catalog.json", 8, 0),
    ];
    for (name, requirements, groups) in counts {
        let Some(library) = read_sample(name) else { return };
        let scheme = only(&library);
        let found = (scheme.requirements.len(), scheme.framework.groups.len());
        assert_eq!(found, (requirements, groups), "{name}");
        let told = ["no-parent", "circle", "repeated"];
        assert_eq!(told.map(|key| library.remarks.of(key).count()), [0, 0, 0], "{name}");
    }
}

#[test]
fn ctl_04_csf_2_has_scores_translations_and_controls() {
    let Some(library) = read_sample("ciso-assistant/nist-csf-2.0.yaml") else { return };
    let Scheme { framework, requirements, .. } = only(&library);
    assert_eq!(framework.urn.as_deref(), Some("urn:intuitem:risk:framework:nist-csf-2.0"));
    assert_eq!((framework.least, framework.most, framework.scores.len()), (Some(1), Some(4), 4));
    assert_eq!(framework.format, Format::CisoAssistant);
    let govern = &requirements[0].requirement;
    assert_eq!(govern.reference.as_deref(), Some("GV"));
    assert!(translated(&govern.translations, "fr", None, "name").is_some());
    let with_controls =
        requirements.iter().filter(|one| !one.requirement.control_refs.is_empty()).count();
    assert_eq!(with_controls, 106);
    assert!(requirements.iter().filter(|one| one.requirement.assessable).count() >= 106);
}

#[test]
fn ctl_05_mappings_and_matrices_come_whole() {
    let Some(library) = read_sample("ciso-assistant/map-nist-csf-1.1-nist-csf-2.0.yaml") else {
        return;
    };
    assert_eq!(library.mappings[0].pairs.len(), 185);
    assert_eq!(library.mappings[0].pairs[0].basis.as_deref(), Some("semantic"));
    let Some(library) = read_sample("ciso-assistant/risk-matrix-5x5-iso-27005.yaml") else {
        return;
    };
    let matrix = &library.matrices[0];
    assert_eq!((matrix.steps.len(), matrix.cells.len()), (15, 25));
    assert!(matrix.translations.len() >= 100);
}

#[test]
fn ctl_05_oscal_texts_are_filled_with_their_parameters() {
    let name = "oscal/NIST_SP-800-53_rev5_LOW-baseline-resolved-profile_catalog.json";
    let Some(library) = read_sample(name) else { return };
    let Scheme { framework, requirements, .. } = only(&library);
    assert_eq!(framework.provider.as_deref(), Some("Joint Task Force, Transformation Initiative"));
    let control = requirements.iter().find(|one| one.requirement.urn.as_deref() == Some("ac-1"));
    let control = &control.unwrap().requirement;
    assert_eq!(control.reference.as_deref(), Some("AC-1"));
    let text = &control.text.as_ref().unwrap().0;
    assert!(
        text.starts_with("a. Develop, document, and disseminate to [") && !text.contains("{{"),
        "{text}"
    );
    assert!(control.guidance.is_some() && !control.kept.is_empty());
}

const CATALOGUE: &str = r#"{"catalog": {"uuid": "74c8ba1e-5cd4-4ad1-bbfd-d888e2f6c724",
  "metadata": {"title": "Liten", "version": "1", "oscal-version": "1.1.2", "last-modified": "2025-01-02T00:00:00Z"},
  "groups": [{"id": "g", "title": "Grupp", "controls": [
    {"id": "g-1", "title": "Ett", "params": [{"id": "p", "label": "tid"}],
      "parts": [{"id": "g-1_smt", "name": "statement", "prose": "Inom {{ insert: param, p }}."}],
      "controls": [{"id": "g-1.1", "title": "Ett ett"}]},
    {"id": "g-2", "title": "Två"}, {"id": "g-3", "title": "Tre"}]}]}}"#;

const PROFILE: &str = r##"{"profile": {"uuid": "11111111-5cd4-4ad1-bbfd-d888e2f6c724",
  "metadata": {"title": "Urval", "version": "2", "oscal-version": "1.1.2"},
  "imports": [{"href": "#11", "include-controls": [{"with-ids": ["g-1", "g-9"]}, {"matching": [{"pattern": "*-3"}]}]}],
  "merge": {"as-is": true},
  "modify": {"set-parameters": [{"param-id": "p", "values": ["en dag"]}],
    "alters": [{"control-id": "g-1", "adds": [{"position": "ending", "parts": [{"name": "guidance", "prose": "Så här."}]}]}]},
  "back-matter": {"resources": [{"uuid": "11", "rlinks": [{"href": "https://example.org/liten.json"}]}]}}}"##;

#[test]
fn ctl_05_a_profile_is_resolved_with_its_catalogue() {
    let files: [File<'_>; 2] =
        [("urval.json", PROFILE.as_bytes()), ("liten.json", CATALOGUE.as_bytes())];
    let library = read(&files).unwrap();
    let Scheme { framework, requirements, .. } = only(&library);
    assert_eq!((framework.title.as_str(), framework.format), ("Urval", Format::OscalProfile));
    let ids: Vec<_> =
        requirements.iter().map(|one| one.requirement.urn.as_deref().unwrap()).collect();
    assert_eq!(ids, ["g", "g-1", "g-3"]);
    let one = &requirements[1].requirement;
    assert_eq!(one.text.as_ref().unwrap().0, "Inom en dag.");
    assert_eq!(one.guidance.as_ref().unwrap().0, "Så här.");
    let lacking: Vec<_> = library.remarks.of("not-there").map(|remark| &*remark.what).collect();
    assert_eq!(lacking, ["g-9"]);
    let alone = read(&files[..1]).unwrap_err();
    assert_eq!((alone.key, alone.file.as_str()), ("profile", "urval.json"));
    assert!(alone.said().contains("liten.json"));
}

#[test]
fn ctl_05_what_is_not_understood_is_named_with_its_place_and_kept() {
    let text = "urn: u\nname: n\nlabels: [a]\nobjects:\n  framework:\n    urn: f\n    name: F\n    novelty: 1\n    requirement_nodes:\n    - urn: r1\n      assessable: true\n      name: R\n      shine: {a: 1}\n    - urn: r2\n      parent_urn: gone\n      description: Text\n  metric_definitions:\n  - urn: m\n";
    let library = read(&[("a.yaml", text.as_bytes())]).unwrap();
    let told: Vec<_> =
        library.remarks.0.iter().map(|r| (r.key, r.place.as_str(), r.line)).collect();
    assert_eq!(
        told,
        [
            ("kept", "framework.novelty", 8),
            ("kept", "requirement_nodes[].shine", 13),
            ("no-parent", "requirement_nodes[].parent_urn", 14),
            ("left", "objects.metric_definitions", 18),
        ]
    );
    let Scheme { framework, requirements, .. } = only(&library);
    assert!(framework.kept.iter().any(|row| row.place == "library.labels"));
    assert_eq!(requirements[1].requirement.title, "Text");
}

#[test]
fn ctl_05_questions_come_in_both_shapes() {
    let text = "objects:\n  framework:\n    urn: f\n    name: F\n    requirement_nodes:\n    - urn: r\n      questions:\n        q1:\n          type: unique_choice\n          text: Finns det?\n          choices:\n          - urn: q1:1\n            value: Ja\n            add_score: 2\n            compute_result: 'true'\n          - value: Nej\n        q2:\n          type: text\n          text: Hur?\n          depends_on: {question: q1, answers: [q1:1], condition: any}\n    - urn: s\n      questions:\n      - urn: q3\n        text: Enkel?\n";
    let library = read(&[("a.yaml", text.as_bytes())]).unwrap();
    let [first, second] = only(&library).requirements.as_slice() else { panic!() };
    let first = &first.requirement;
    assert_eq!((first.questions.len(), first.answers.len()), (2, 2));
    assert_eq!(first.answers[0].score, Some(2));
    assert_eq!(first.answers[1].key, "q1:2");
    assert_eq!(first.questions[1].after_answers, ["q1:1"]);
    assert_eq!(second.requirement.questions[0].text.0, "Enkel?");
    assert!(library.remarks.0.is_empty(), "{:?}", library.remarks);
}

#[test]
fn ctl_05_columns_of_sheets_are_guessed() {
    let text = "Rapport;;;\nKrav-ID;Rubrik;Kravtext;Egen kolumn\nA.5;Organisation;;\nA.5.1;Styrdokument;Det finns styrdokument.;x\nA.5.2;Roller;Roller är utpekade.;\n";
    let library = read(&[("krav.csv", text.as_bytes())]).unwrap();
    let Scheme { framework, requirements, .. } = only(&library);
    assert_eq!((framework.title.as_str(), framework.format), ("krav", Format::Sheet));
    let found: Vec<_> = requirements
        .iter()
        .map(|one| {
            (one.requirement.reference.as_deref().unwrap(), one.under, one.requirement.assessable)
        })
        .collect();
    assert_eq!(found, [("A.5", None, false), ("A.5.1", Some(0), true), ("A.5.2", Some(0), true)]);
    assert_eq!(requirements[1].requirement.kept[0].place, "column.Egen kolumn");
    assert_eq!(library.remarks.of("column").count(), 1);
    assert_eq!(read(&[("x.csv", b"a;b\n1;2\n")]).unwrap_err().key, "columns");
}

#[test]
fn ctl_05_chains_and_inserts_that_grow_are_cut() {
    let mut text = String::from("objects:\n  framework:\n    name: F\n    requirement_nodes:\n");
    for n in 1..20_000 {
        text.push_str(&format!("    - {{urn: u{n}, parent_urn: u{}}}\n", n - 1));
    }
    let library = read(&[("a.yaml", text.as_bytes())]).unwrap();
    assert!(only(&library).requirements.iter().all(|one| one.requirement.depth <= 64));
    assert!(library.remarks.of("deep").count() == 1);
    let many = "{{ insert: param, p }}".repeat(400);
    let text = serde_json::json!({"catalog": {"metadata": {"title": "T"}, "controls": [
        {"id": "c", "title": "C", "params": [{"id": "p", "label": many}],
         "parts": [{"name": "statement", "prose": many}]}]}})
    .to_string();
    let library = read(&[("a.json", text.as_bytes())]).unwrap();
    assert!(only(&library).requirements[0].requirement.text.is_some());
}

#[test]
fn ctl_05_hostile_files_end_in_a_sentence() {
    let deep = format!("{}1{}", "{\"a\":".repeat(5_000), "}".repeat(5_000));
    let files: [(&str, &[u8], &str); 10] = [
        ("a.yaml", b"", "empty"),
        ("a.yaml", b"\xff\xfe\x00\xd8", "letters"),
        ("a.yaml", b"\xc3\x28", "letters"),
        ("a.json", deep.as_bytes(), "json"),
        ("a.xml", b"<catalog>", "xml"),
        ("a.yaml", b"- 1\n- 2\n", "unknown"),
        ("a.yaml", b"objects: 3\n", "objects"),
        ("a.yaml", b"objects: {framework: 3}\n", "nothing"),
        ("a.json", b"{\"assessment-results\": {}}", "document"),
        ("a.xlsx", b"PK\x03\x04rest", "sheet"),
    ];
    for (name, bytes, key) in files {
        let fault = read(&[(name, bytes)]).map(|_| ()).unwrap_err();
        assert_eq!(fault.key, key, "{}", String::from_utf8_lossy(&bytes[..bytes.len().min(40)]));
        assert!(!fault.said().is_empty());
    }
    for bytes in [
        "objects: {framework: {requirement_nodes: 3, translations: [1], scores_definition: x}}",
        "objects: {framework: {name: [1], requirement_nodes: [1, [2], {parent_urn: a, urn: a, questions: 3, depth: x}]}}",
        "objects: {requirement_mapping_sets: [1, {requirement_mappings: {a: b}}], risk_matrix: {grid: 1, probability: [1]}}",
        "{\"catalog\": {\"groups\": 1, \"controls\": [1, {\"parts\": 3, \"props\": {}, \"controls\": {}}], \"metadata\": 3}}",
    ] {
        let _ = read(&[("a.yaml", bytes.as_bytes())]);
    }
}

#[test]
fn ctl_05_circles_are_cut_where_they_close_and_what_stood_there_is_kept() {
    let text = "objects:\n  frameworks:\n  - urn: f\n    name: F\n    requirement_nodes:\n    - {urn: c, parent_urn: a, name: C}\n    - {urn: a, parent_urn: b, name: A}\n    - {urn: b, parent_urn: a, name: B}\n    - {urn: d, parent_urn: D, name: Själv}\n    - {urn: e, parent_urn: x1, name: E}\n    - {urn: g, parent_urn: x2, name: G}\n";
    let library = read(&[("a.yaml", text.as_bytes())]).unwrap();
    let told: Vec<_> = library.remarks.0.iter().map(|one| (one.key, &*one.what)).collect();
    assert_eq!(told, [("no-parent", "x1, x2"), ("circle", "A, Själv")]);
    let all = &only(&library).requirements;
    let under: Vec<_> = all.iter().map(|one| one.under).collect();
    assert_eq!(under, [Some(1), None, Some(1), None, None, None]);
    assert_eq!(all[1].requirement.kept[0].place, "parent_urn");
    assert_eq!(all[1].requirement.kept[0].value.0, "\"b\"");
    assert_eq!(all[0].requirement.depth, 2);
}

#[test]
fn ctl_05_every_document_of_a_file_is_read_and_others_are_named() {
    let one = |urn: &str| format!("objects:\n  framework: {{urn: {urn}, name: {urn}}}\n");
    let text = format!("---\n{}---\n{}---\nnotes: x\n", one("f1"), one("f2"));
    let library = read(&[("a.yaml", text.as_bytes())]).unwrap();
    assert_eq!(library.frameworks.len(), 2);
    let told: Vec<_> = library.remarks.0.iter().map(|one| (one.key, &*one.what)).collect();
    assert_eq!(told, [("documents", "3")]);
    // What is no library at all is a fault, however many documents there are.
    assert_eq!(read(&[("a.yaml", b"a: 1\n---\nb: 2\n")]).unwrap_err().key, "unknown");
}

#[test]
fn ctl_05_letters_that_are_no_utf_8_are_told_with_their_line() {
    let fault = read(&[("a.yaml", b"urn: x\nname: \xc5tg\xe4rder\n")]).unwrap_err();
    assert_eq!((fault.key, fault.line), ("letters", Some(2)));
}

#[test]
fn ctl_17_questions_that_share_their_choices_are_read() {
    let text = "objects:\n  framework:\n    urn: f\n    name: F\n    requirement_nodes:\n    - urn: r\n      name: R\n      question:\n        question_type: unique_choice\n        question_choices: [Ja, Nej]\n        questions:\n        - {urn: q1, text: Finns det?}\n        - {urn: q2, text: Följs det?}\n    - urn: s\n      name: S\n      question: {other: 1}\n";
    let library = read(&[("a.yaml", text.as_bytes())]).unwrap();
    let [first, second] = only(&library).requirements.as_slice() else { panic!() };
    let first = &first.requirement;
    assert_eq!((first.questions.len(), first.answers.len()), (2, 4));
    assert_eq!(first.questions[1].kind.as_deref(), Some("unique_choice"));
    assert_eq!((&*first.answers[3].question, &*first.answers[3].key), ("q2", "q2:2"));
    // Another shape is kept as it came.
    assert_eq!(second.requirement.kept[0].place, "question");
    assert_eq!(library.remarks.of("kept").count(), 1);
}

#[test]
fn ctl_05_what_a_library_says_of_itself_is_kept_where_its_parts_have_no_field() {
    let text = "urn: l\nlocale: en\nversion: 7\ncopyright: Own\npublication_date: 2025-03-01\nobjects:\n  reference_controls:\n  - {urn: c1, ref_id: C1, name: One, typical_evidence: 'Logs, minutes'}\n  - {urn: c2, ref_id: C2, name: Two}\n  requirement_mapping_set: {urn: m, name: M, source_framework_urn: a, target_framework_urn: b}\n";
    let library = read(&[("a.yaml", text.as_bytes())]).unwrap();
    let mapping = &library.mappings[0];
    let places: Vec<_> = mapping.kept.iter().map(|row| row.place.as_str()).collect();
    assert_eq!(places, ["library.urn", "library.locale"]);
    assert_eq!(library.controls[0].evidence, ["Logs, minutes"]);
    let text = text.replace("  requirement_mapping_set", "  left_out");
    let library = read(&[("a.yaml", text.as_bytes())]).unwrap();
    let places: Vec<_> = library.controls[0].kept.iter().map(|row| row.place.as_str()).collect();
    let all = ["library.urn", "library.version", "library.publication_date", "library.copyright"];
    assert_eq!(places, all);
    assert!(library.controls[1].kept.is_empty());
}

#[test]
fn ctl_05_every_cell_of_a_sheet_is_taken_kept_or_named() {
    let text = "Krav för regionen;;;;;;;\nBeteckning;Rubrik;Kravtext;Nivå;Vikt;Egen;Egen;\n1;Kapitel;;1;;;;\n1.1;Loggar;Ska föras;2;1,5;a;b;lös\n;;;;;bara egen;;\n1.1;Loggar igen;#REF!;hög;;;;\n";
    let library = read(&[("krav.csv", text.as_bytes())]).unwrap();
    let told: Vec<_> = library
        .remarks
        .0
        .iter()
        .map(|one| (one.key, one.place.as_str(), one.line, one.what.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            ("column", "CSV F", 0, "Egen"),
            ("column", "CSV G", 0, "Egen (G)"),
            ("column", "CSV H", 0, "H"),
            ("left", "CSV", 1, "Krav för regionen, bara egen"),
            ("kept", "weight", 4, "1,5"),
            ("left", "CSV C", 6, "#REF!"),
            ("kept", "depth", 6, "hög"),
            ("repeated", "CSV", 6, "1.1"),
        ]
    );
    let kept = &only(&library).requirements[1].requirement.kept;
    let places: Vec<_> = kept.iter().map(|row| row.place.as_str()).collect();
    assert_eq!(places, ["column.weight", "column.Egen", "column.Egen (G)", "column.H"]);
}

#[test]
fn ctl_05_what_a_profile_leaves_out_goes_with_its_children_and_other_catalogues_stay() {
    let profile = r#"{"profile": {"metadata": {"title": "Urval"}, "imports": [{"href": "liten.json",
      "include-all": {}, "exclude-controls": [{"with-ids": ["g-1"], "with-child-controls": "yes"}]}],
      "merge": {"as-is": true}}}"#;
    let other = CATALOGUE.replace("Liten", "Annan").replace("74c8ba1e", "84c8ba1e");
    let files: [File<'_>; 3] = [
        ("urval.json", profile.as_bytes()),
        ("liten.json", CATALOGUE.as_bytes()),
        ("annan.json", other.as_bytes()),
    ];
    let library = read(&files).unwrap();
    let titles: Vec<_> = library.frameworks.iter().map(|one| &*one.framework.title).collect();
    assert_eq!(titles, ["Urval", "Annan"]);
    let ids = library.frameworks[0].requirements.iter();
    let ids: Vec<_> = ids.map(|one| one.requirement.urn.as_deref().unwrap()).collect();
    assert_eq!(ids, ["g", "g-2", "g-3"]);
}

#[test]
fn ctl_05_all_that_stands_around_a_components_controls_is_kept() {
    let text = r#"{"component-definition": {"uuid": "u", "metadata": {"title": "D"}, "capabilities": [{"uuid": "k"}],
      "components": [{"uuid": "c", "title": "System", "type": "software", "control-implementations": [
        {"uuid": "s", "source": "k.json", "description": "d", "set-parameters": [{"param-id": "p"}],
         "implemented-requirements": [{"uuid": "i", "control-id": "g-1", "description": "Så."}, {"uuid": "j", "control-id": "g-2"}]}]}]}}"#;
    let library = read(&[("a.json", text.as_bytes())]).unwrap();
    assert_eq!(library.remarks.0.iter().filter(|one| one.is_loss()).count(), 0);
    let places: Vec<_> = library.controls[0].kept.iter().map(|row| row.place.as_str()).collect();
    for place in [
        "definition.metadata",
        "definition.capabilities",
        "component.type",
        "set.set-parameters",
        "source",
    ] {
        assert!(places.contains(&place), "{place} {places:?}");
    }
    assert_eq!(library.controls[1].kept.len(), 2);
}
