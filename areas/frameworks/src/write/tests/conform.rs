//! A catalogue is such as OSCAL's published model takes it (1.1 and 1.2), here in words of our own: the names that it may
//! have, those that it must, how ids, texts of properties and instants are written, and that no list is empty.

use super::{again, whole};
use crate::{
    Framework, FrameworkRequirement,
    framework::Format,
    read::{
        read,
        tests::{SAMPLES, sample},
    },
    write::Whole,
};
use proptest::prelude::*;
use serde_json::{Map, Value as Json};
use stadga_testkit::rules::{id, now};

/// All that breaks the model, each with its place.
fn faults(text: &str) -> Vec<String> {
    let json: Json = serde_json::from_str(text).unwrap();
    let mut faults = Faults(Vec::new());
    faults.object("catalog", json.get("catalog"), &CATALOG);
    faults.0
}

/// What an object may hold, what it must, and what its values are.
struct Shape {
    must: &'static [&'static str],
    may: &'static [(&'static str, Is)],
}

#[derive(Clone, Copy)]
enum Is {
    Uuid,
    Token,
    /// Without blanks at its ends or line breaks.
    Words,
    /// On one line.
    Line,
    Any,
    Uri,
    Moment,
    List(&'static Shape),
    Object(&'static Shape),
}

static CATALOG: Shape = Shape {
    must: &["uuid", "metadata"],
    may: &[
        ("uuid", Is::Uuid),
        ("metadata", Is::Object(&METADATA)),
        ("params", Is::Any),
        ("groups", Is::List(&GROUP)),
        ("controls", Is::List(&CONTROL)),
        ("back-matter", Is::Any),
    ],
};
static METADATA: Shape = Shape {
    must: &["title", "last-modified", "version", "oscal-version"],
    may: &[
        ("title", Is::Line),
        ("published", Is::Moment),
        ("last-modified", Is::Moment),
        ("version", Is::Words),
        ("oscal-version", Is::Words),
        ("revisions", Is::Any),
        ("document-ids", Is::List(&DOCUMENT_ID)),
        ("props", Is::List(&PROP)),
        ("links", Is::Any),
        ("roles", Is::Any),
        ("locations", Is::Any),
        ("parties", Is::Any),
        ("responsible-parties", Is::Any),
        ("actions", Is::Any),
        ("remarks", Is::Any),
    ],
};
static DOCUMENT_ID: Shape =
    Shape { must: &["identifier"], may: &[("scheme", Is::Uri), ("identifier", Is::Words)] };
static PROP: Shape = Shape {
    must: &["name", "value"],
    may: &[
        ("name", Is::Token),
        ("uuid", Is::Uuid),
        ("ns", Is::Uri),
        ("value", Is::Words),
        ("class", Is::Token),
        ("group", Is::Token),
        ("remarks", Is::Any),
    ],
};
static GROUP: Shape = Shape {
    must: &["title"],
    may: &[
        ("id", Is::Token),
        ("class", Is::Token),
        ("title", Is::Line),
        ("params", Is::Any),
        ("props", Is::List(&PROP)),
        ("links", Is::Any),
        ("parts", Is::List(&PART)),
        ("groups", Is::List(&GROUP)),
        ("controls", Is::List(&CONTROL)),
    ],
};
static CONTROL: Shape = Shape {
    must: &["id", "title"],
    may: &[
        ("id", Is::Token),
        ("class", Is::Token),
        ("title", Is::Line),
        ("params", Is::Any),
        ("props", Is::List(&PROP)),
        ("links", Is::Any),
        ("parts", Is::List(&PART)),
        ("controls", Is::List(&CONTROL)),
    ],
};
static PART: Shape = Shape {
    must: &["name"],
    may: &[
        ("id", Is::Token),
        ("name", Is::Token),
        ("ns", Is::Uri),
        ("class", Is::Token),
        ("title", Is::Line),
        ("props", Is::List(&PROP)),
        ("prose", Is::Any),
        ("parts", Is::List(&PART)),
        ("links", Is::Any),
    ],
};

struct Faults(Vec<String>);

impl Faults {
    fn object(&mut self, place: &str, json: Option<&Json>, shape: &Shape) {
        let Some(map) = json.and_then(Json::as_object) else {
            return self.0.push(format!("{place} is no object"));
        };
        for name in shape.must.iter().filter(|name| !map.contains_key(**name)) {
            self.0.push(format!("{place} lacks {name}"));
        }
        if is_group(shape) && map.contains_key("groups") && map.contains_key("controls") {
            self.0.push(format!("{place} has groups and controls"));
        }
        self.values(place, map, shape);
    }

    fn values(&mut self, place: &str, map: &Map<String, Json>, shape: &Shape) {
        for (name, value) in map {
            let place = format!("{place}.{name}");
            match shape.may.iter().find(|(own, _)| own == name).map(|(_, is)| *is) {
                None => self.0.push(format!("{place} is not known")),
                Some(Is::Object(shape)) => self.object(&place, Some(value), shape),
                Some(Is::List(shape)) => match value.as_array() {
                    Some(all) if !all.is_empty() => {
                        for (nth, one) in all.iter().enumerate() {
                            self.object(&format!("{place}[{nth}]"), Some(one), shape);
                        }
                    }
                    _ => self.0.push(format!("{place} is no list with something in it")),
                },
                Some(is) => {
                    if !fits(is, value) {
                        self.0.push(format!("{place} is {value}"));
                    }
                }
            }
        }
    }
}

/// Of the shapes only that of groups may have both lists and must have a title alone.
fn is_group(shape: &Shape) -> bool {
    shape.must == ["title"]
}

fn fits(is: Is, value: &Json) -> bool {
    let Some(text) = value.as_str() else { return matches!(is, Is::Any) && !is_empty(value) };
    let breaks = text.contains(['\n', '\r', '\u{2028}', '\u{2029}']);
    match is {
        Is::Uuid => is_uuid(text),
        Is::Token => {
            let mut letters = text.chars();
            letters.next().is_some_and(|one| one.is_alphabetic() || one == '_')
                && letters.all(|one| one.is_alphanumeric() || ['.', '-', '_'].contains(&one))
        }
        Is::Words => !text.is_empty() && text == text.trim() && !breaks,
        Is::Line => !text.is_empty() && !breaks,
        Is::Uri => text.split_once(':').is_some_and(|(scheme, rest)| {
            scheme.len() > 1
                && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
                && !rest.is_empty()
        }),
        // A date and a time with its zone.
        Is::Moment => {
            text.contains('T')
                && text.get(..10).is_some_and(|day| day.parse::<stadga_model::Date>().is_ok())
                && (text.ends_with('Z')
                    || text.get(19..).is_some_and(|rest| rest.contains(['+', '-'])))
        }
        Is::Any => true,
        Is::List(_) | Is::Object(_) => false,
    }
}

fn is_empty(value: &Json) -> bool {
    value.as_array().is_some_and(Vec::is_empty)
}

fn is_uuid(text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    letters.len() == 36
        && letters.iter().enumerate().all(|(place, one)| match place {
            8 | 13 | 18 | 23 => *one == '-',
            14 => ['4', '5'].contains(one),
            19 => "89abAB".contains(*one),
            _ => one.is_ascii_hexdigit(),
        })
}

#[test]
fn ctl_05_catalogues_out_of_samples_are_such_as_oscal_takes() {
    for name in SAMPLES {
        let Some(bytes) = sample(name) else { return };
        let library = read(&[(name, &bytes)]).unwrap();
        for scheme in &library.frameworks {
            let text = whole(scheme, &library).as_oscal(now());
            assert_eq!(faults(&text), [""; 0], "{name}");
        }
    }
}

#[test]
fn ctl_05_what_comes_along_becomes_catalogues_such_as_oscal_takes() {
    for one in crate::shipped::all() {
        let library = crate::shipped::library(&one.key).unwrap();
        let text = whole(&library.frameworks[0], &library).as_oscal(now());
        assert_eq!(faults(&text), [""; 0], "{}", one.key);
    }
}

/// A heading with requirements and headings under it, and a requirement at the top.
const MIXED: &str = "objects:\n  framework:\n    urn: f\n    name: F\n    requirement_nodes:\n    - {urn: a, name: A, depth: 1}\n    - {urn: b, name: B, assessable: true, depth: 2, parent_urn: a}\n    - {urn: c, name: C, depth: 2, parent_urn: a}\n    - {urn: d, name: D, assessable: true, depth: 3, parent_urn: c}\n    - {urn: e, name: E, assessable: true, depth: 2, parent_urn: a}\n    - {urn: g, name: G, depth: 3, parent_urn: e}\n    - {urn: h, name: H, assessable: true, depth: 1}\n";

#[test]
fn ctl_05_groups_hold_groups_or_controls_and_their_order_comes_back() {
    let library = read(&[("a.yaml", MIXED.as_bytes())]).unwrap();
    let text = whole(&library.frameworks[0], &library).as_oscal(now());
    assert_eq!(faults(&text), [""; 0]);
    let json: Json = serde_json::from_str(&text).unwrap();
    let under = &json["catalog"]["groups"][0]["groups"];
    let titles: Vec<_> =
        under.as_array().unwrap().iter().map(|one| one["title"].as_str()).collect();
    assert_eq!(titles, [Some("A"), Some("C"), Some("A")]);
    assert_eq!(under[0]["controls"][0]["title"], "B");
    let back = again("a.json", &text);
    let read = back.frameworks[0].requirements.iter();
    let read: Vec<_> = read
        .map(|one| (one.requirement.title.as_str(), one.under, one.requirement.assessable))
        .collect();
    assert_eq!(
        read,
        [
            ("A", None, false),
            ("B", Some(0), true),
            ("C", Some(0), false),
            ("D", Some(2), true),
            ("E", Some(0), true),
            ("G", Some(4), false),
            ("H", None, true),
        ]
    );
}

#[test]
fn ctl_05_a_uuid_that_oscal_does_not_take_is_not_given_out() {
    for (urn, kept) in [
        ("urn:uuid:74c8ba1e-5cd4-4ad1-bbfd-d888e2f6c724", true),
        ("urn:uuid:74c8ba1e-5cd4-7ad1-bbfd-d888e2f6c724", false),
        ("urn:uuid:u", false),
    ] {
        let framework = Framework {
            title: "T".into(),
            urn: Some(urn.into()),
            format: Format::OscalCatalog,
            ..Framework::default()
        };
        let whole = Whole {
            id: id(1),
            framework,
            requirements: Vec::new(),
            controls: Vec::new(),
            threats: Vec::new(),
        };
        let text = whole.as_oscal(now());
        assert_eq!(faults(&text), [""; 0], "{urn}");
        let json: Json = serde_json::from_str(&text).unwrap();
        let own = urn.strip_prefix("urn:uuid:") == json["catalog"]["uuid"].as_str();
        assert_eq!(own, kept, "{urn}");
    }
}

proptest! {
    #[test]
    fn ctl_05_whatever_a_framework_is_called_its_catalogue_is_such_as_oscal_takes(
        words in prop::collection::vec("[ a-zåäö0-9.:§\\n_-]{0,12}", 8),
        parents in prop::collection::vec(0usize..6, 6),
        assessed in prop::collection::vec(any::<bool>(), 6),
    ) {
        let word = |nth: usize| words[nth % words.len()].clone();
        let some = |nth: usize| (!nth.is_multiple_of(3)).then(|| word(nth));
        let framework = Framework {
            title: word(0), reference: some(1), version: some(2), urn: some(4), language: some(5),
            description: some(7).map(Into::into), ..Framework::default()
        };
        let requirements = (0..6).map(|nth| {
            let parent = Some(parents[nth]).filter(|parent| *parent < nth);
            (id(10 + u32::try_from(nth).unwrap()), FrameworkRequirement {
                title: word(nth), reference: some(nth + 1), urn: some(nth + 2), assessable: assessed[nth],
                parent: parent.map(|parent| id(10 + u32::try_from(parent).unwrap())),
                groups: vec![word(nth + 3)], text: some(nth).map(Into::into),
                ..FrameworkRequirement::of(id(1))
            })
        });
        let whole = Whole {
            id: id(1), framework, requirements: requirements.collect(), controls: Vec::new(), threats: Vec::new(),
        };
        prop_assert_eq!(faults(&whole.as_oscal(now())), Vec::<String>::new());
    }
}
