//! The API's description: as printed, whole in itself, and with examples that the kinds take.

use serde_json::Value;
use stadga_model::Language;

async fn description() -> (stadga_testkit::World, Value) {
    let world = crate::world().await;
    let app = &world.app;
    let told = stadga_web::openapi(app.kinds(), app.store.scales(), &app.texts, Language::English);
    (world, told)
}

/// The description in short: a line for each operation with its parameters, a line for each schema with its fields,
/// required ones with `!`.
fn in_short(told: &Value) -> String {
    let mut lines = Vec::new();
    for (path, verbs) in told["paths"].as_object().unwrap() {
        for (verb, operation) in verbs.as_object().unwrap() {
            let parameters = operation["parameters"].as_array().unwrap().iter();
            let names: Vec<_> = parameters
                .map(|one| one["name"].as_str().or(one["$ref"].as_str()).unwrap())
                .map(|name| name.rsplit('/').next().unwrap())
                .collect();
            lines.push(format!("{verb} {path} ({})", names.join(" ")));
        }
    }
    for (name, schema) in told["components"]["schemas"].as_object().unwrap() {
        let required = schema["required"].as_array().cloned().unwrap_or_default();
        let fields = schema["properties"].as_object().unwrap().keys().map(|field| {
            let sign = if required.contains(&Value::from(field.as_str())) { "!" } else { "" };
            format!("{field}{sign}")
        });
        lines.push(format!("{name}: {}", fields.collect::<Vec<_>>().join(" ")));
    }
    lines.join("\n")
}

#[tokio::test]
async fn the_description_is_as_printed() {
    insta::assert_snapshot!("openapi", in_short(&description().await.1));
}

/// Every `$ref` in the description.
fn references(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            found.extend(fields.get("$ref").and_then(Value::as_str).map(str::to_owned));
            fields.values().for_each(|value| references(value, found));
        }
        Value::Array(values) => values.iter().for_each(|value| references(value, found)),
        _ => {}
    }
}

#[tokio::test]
async fn every_reference_leads_somewhere_and_every_path_answers_problems() {
    let (_, told) = description().await;
    let mut found = Vec::new();
    references(&told, &mut found);
    assert!(found.len() > 100);
    for reference in found {
        let pointer = reference.strip_prefix('#').unwrap();
        assert!(told.pointer(pointer).is_some(), "{reference} leads nowhere");
    }
    for (path, verbs) in told["paths"].as_object().unwrap() {
        for (verb, operation) in verbs.as_object().unwrap() {
            assert!(operation["responses"]["default"].is_object(), "{verb} {path}");
            assert!(operation["operationId"].is_string(), "{verb} {path}");
        }
    }
    assert!(!told.to_string().contains('⟦'), "a text is missing");
}

#[tokio::test]
async fn operations_have_names_of_their_own() {
    let (_, told) = description().await;
    let paths = told["paths"].as_object().unwrap().values();
    let operations = paths.flat_map(|verbs| verbs.as_object().unwrap().values());
    let mut names: Vec<_> = operations.map(|one| one["operationId"].as_str().unwrap()).collect();
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all);
}

#[tokio::test]
async fn every_example_is_a_body_that_its_kind_takes() {
    let (world, told) = description().await;
    for kind in world.app.kinds().iter() {
        let name = kind.spec.kind;
        let schema = &told["components"]["schemas"][format!("{name}-body")];
        let example = schema["examples"][0].as_object().unwrap();
        let taken = kind.shape(example).unwrap_or_else(|e| panic!("{name}: {e}"));
        // What the kind itself works out is another for a body that is only an example.
        let own = |field: &str| schema["properties"][field]["readOnly"] == true;
        for (field, value) in example.iter().filter(|(field, _)| !own(field)) {
            assert_eq!(taken.get(field), Some(value), "{name}.{field}");
        }
        fits(schema, &schema["examples"][0], name);
    }
}

#[tokio::test]
async fn what_a_body_leaves_out_is_empty_for_every_kind() {
    let (world, told) = description().await;
    for kind in world.app.kinds().iter() {
        let example = &told["components"]["schemas"][format!("{}-body", kind.spec.kind)];
        let whole = kind.shape(example["examples"][0].as_object().unwrap()).unwrap();
        let again = kind.shape(&stadga_model::said(whole.clone()));
        assert_eq!(again.unwrap_or_else(|e| panic!("{}: {e}", kind.spec.kind)), whole);
    }
}

#[tokio::test]
async fn every_record_of_the_demo_fits_its_schema() {
    let (world, told) = description().await;
    for kind in world.app.kinds().iter() {
        let schema = &told["components"]["schemas"][format!("{}-body", kind.spec.kind)];
        for record in world.all(kind.spec.kind).await {
            fits(schema, &Value::Object(record.body), &record.head.number);
        }
    }
}

/// What of JSON Schema these schemas use: types, enumerations, properties, required ones, items.
fn fits(schema: &Value, value: &Value, place: &str) {
    let types = match &schema["type"] {
        Value::Array(types) => types.iter().filter_map(Value::as_str).collect(),
        one => one.as_str().into_iter().collect::<Vec<_>>(),
    };
    let is = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    assert!(types.contains(&is), "{place} is {is}, not {types:?}");
    if let Some(values) = schema["enum"].as_array() {
        assert!(values.contains(value), "{place}: {value} is not among {values:?}");
    }
    if let (Some(fields), Some(properties)) = (value.as_object(), schema["properties"].as_object())
    {
        for (name, value) in fields {
            let inner = properties.get(name).unwrap_or_else(|| panic!("{place}.{name} is unknown"));
            fits(inner, value, &format!("{place}.{name}"));
        }
        for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            assert!(fields.contains_key(name), "{place} lacks {name}");
        }
    }
    for (at, item) in value.as_array().into_iter().flatten().enumerate() {
        fits(&schema["items"], item, &format!("{place}[{at}]"));
    }
}
