//! Results and plans of action are such as OSCAL's published models take them (1.1 and 1.2), here in words of our own: what each
//! part must have, how ids, names and instants are written, and that no list is empty.

use serde_json::Value;
use stadga_model::Date;
use stadga_testkit::World;
use stadga_web::Area;

fn ground() -> Vec<Area> {
    vec![
        stadga_organisation::area(),
        stadga_decisions::area(),
        stadga_measures::area(),
        stadga_documents::area(),
        stadga_systems::area(),
        stadga_objects::area(),
        stadga_frameworks::area(),
        crate::area(),
    ]
}

/// What the parts must have, by the name that they stand under.
const MUST: [(&str, &[&str]); 16] = [
    ("assessment-results", &["uuid", "metadata", "import-ap", "results"]),
    (
        "plan-of-action-and-milestones",
        &["uuid", "metadata", "system-id", "observations", "risks", "poam-items"],
    ),
    ("metadata", &["title", "last-modified", "version", "oscal-version"]),
    ("import-ap", &["href"]),
    ("results", &["uuid", "title", "description", "start", "reviewed-controls"]),
    ("reviewed-controls", &["control-selections"]),
    ("observations", &["uuid", "description", "methods", "collected"]),
    ("findings", &["uuid", "title", "description", "target"]),
    ("target", &["type", "target-id", "status"]),
    ("implementation-status", &["state"]),
    ("risks", &["uuid", "title", "description", "statement", "status"]),
    ("remediations", &["uuid", "lifecycle", "title", "description"]),
    ("tasks", &["uuid", "type", "title"]),
    ("poam-items", &["title", "description"]),
    ("props", &["name", "value"]),
    ("resources", &["uuid"]),
];
/// Names whose values are names themselves.
const TOKENS: [&str; 7] =
    ["name", "control-id", "target-id", "type", "state", "reason", "lifecycle"];
/// Names whose values are instants with their zone.
const MOMENTS: [&str; 6] = ["start", "end", "collected", "deadline", "date", "last-modified"];

fn faults(name: &str, value: &Value, place: &str, out: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            let must = MUST.iter().find(|(own, _)| *own == name).map_or(&[][..], |(_, must)| *must);
            let lacking = must.iter().filter(|must| !map.contains_key(**must));
            out.extend(lacking.map(|must| format!("{place} lacks {must}")));
            for (name, value) in map {
                faults(name, value, &format!("{place}.{name}"), out);
            }
        }
        Value::Array(all) => {
            if all.is_empty() {
                out.push(format!("{place} is empty"));
            }
            for (nth, one) in all.iter().enumerate() {
                faults(name, one, &format!("{place}[{nth}]"), out);
            }
        }
        Value::String(text) if !fits(name, text) => out.push(format!("{place} is {text}")),
        Value::Null => out.push(format!("{place} says nothing")),
        _ => {}
    }
}

fn fits(name: &str, text: &str) -> bool {
    match name {
        _ if name == "uuid" || name.ends_with("-uuid") => is_uuid(text),
        // Where the scheme of an id is told, it is an address.
        "identifier-type" | "ns" => text.contains(':'),
        _ if TOKENS.contains(&name) => {
            let mut letters = text.chars();
            letters.next().is_some_and(|one| one.is_alphabetic() || one == '_')
                && letters.all(|one| one.is_alphanumeric() || ['.', '-', '_'].contains(&one))
        }
        _ if MOMENTS.contains(&name) => {
            text.get(..10).is_some_and(|day| day.parse::<Date>().is_ok())
                && text.get(10..11) == Some("T")
                && text.ends_with('Z')
        }
        "title" => !text.is_empty() && !text.contains('\n'),
        "value" | "version" => !text.is_empty() && text == text.trim() && !text.contains('\n'),
        _ => !text.is_empty(),
    }
}

fn is_uuid(text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    letters.len() == 36
        && letters.iter().enumerate().all(|(place, one)| match place {
            8 | 13 | 18 | 23 => *one == '-',
            14 => ['4', '5'].contains(one),
            19 => "89ab".contains(*one),
            _ => one.is_ascii_hexdigit(),
        })
}

#[tokio::test]
async fn ctl_01_ctl_03_results_and_plans_of_action_are_such_as_oscal_takes() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("strateg").await;
    let mut plans = 0;
    for record in world.all("assessment").await {
        let files = format!("/assessment/{}/files", record.head.id);
        let results = client.get(&format!("{files}/assessment-results.json")).await;
        results.is(200);
        let mut found = Vec::new();
        faults("", &results.value(), "", &mut found);
        let plan = client.get(&format!("{files}/poam.json")).await;
        // Where nothing lacks anything there is no plan: OSCAL has none that is empty.
        if plan.status == 200 {
            plans += 1;
            faults("", &plan.value(), "", &mut found);
        }
        assert!(found.is_empty(), "{}: {found:?}", record.head.number);
    }
    assert!(plans > 0, "some plan was looked at");
}

#[test]
fn ctl_01_what_oscal_does_not_take_is_found() {
    let broken = serde_json::json!({"assessment-results": {
        "uuid": "74c8ba1e-5cd4-7ad1-bbfd-d888e2f6c724", "metadata": {"title": "T", "version": " 1"}, "results": [],
        "import-ap": {"href": null},
    }});
    let mut found = Vec::new();
    faults("", &broken, "", &mut found);
    assert_eq!(found.len(), 6, "{found:?}");
}
