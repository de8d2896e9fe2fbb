//! The API where it meets odd questions: values, pages, moves and names that clash.

use super::{Thing, World};
use crate::openapi;
use axum::http::StatusCode;
use serde_json::Value;
use stadga_model::Language;
use std::collections::HashSet;

#[tokio::test]
async fn a_value_that_a_known_field_cannot_have_is_called_that() {
    let world = World::new().await;
    let told = async |query: &str| {
        let answer = world.get(&format!("/api/v1/thing?{query}")).await;
        let problem: Value = serde_json::from_str(&answer.text).unwrap();
        (answer.status.as_u16(), problem["code"].as_str().unwrap_or_default().to_owned())
    };
    for unusable in ["state=zz", "sort=zz", "page=0", "page=x", "size=-1", "due.from=soon"] {
        assert_eq!(told(unusable).await, (400, "bad-value".into()), "{unusable}");
    }
    assert_eq!(told("colour=red&page=0").await, (400, "unknown-filter".into()));
    world.get("/api/v1/thing?state=zz").await.has("state=zz");
    assert_eq!(world.get("/api/v1/thing?page=2&sort=-due").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_field_called_as_lists_call_their_order_is_filtered_on_all_the_same() {
    let world = World::new().await;
    for sort in ["stor", "liten"] {
        world.make(&Thing { sort: Some(sort.into()), ..Thing::named(sort) }).await;
    }
    let found = world.get("/api/v1/thing?sort.is=stor&sort=-title").await;
    assert_eq!(found.status, StatusCode::OK);
    found.has("\"total\":1").has("stor").lacks("liten");
}

#[tokio::test]
async fn no_operation_has_a_parameter_twice() {
    let world = World::new().await;
    let app = &world.app;
    let told = openapi(app.kinds(), app.store.scales(), &app.texts, Language::English);
    let operations = told["paths"].as_object().unwrap().values();
    let mut seen = 0;
    for operation in operations.flat_map(|path| path.as_object().unwrap().values()) {
        let mut names = HashSet::new();
        for parameter in operation["parameters"].as_array().unwrap() {
            let shared = parameter["$ref"].as_str().and_then(|to| to.strip_prefix('#'));
            let parameter = shared.map_or(parameter, |at| told.pointer(at).unwrap());
            let name = (parameter["name"].as_str().unwrap(), parameter["in"].as_str().unwrap());
            assert!(names.insert(name), "{} has {name:?} twice", operation["operationId"]);
            seen += 1;
        }
    }
    assert!(seen > 10, "{seen}");
}

#[tokio::test]
async fn a_move_that_there_is_not_is_not_found_and_one_at_the_wrong_time_is_refused() {
    let world = World::new().await;
    let id = world.make(&Thing::named("Sak")).await.head.id;
    let make = async |name: &str, revision: u8| {
        let path = format!("/api/v1/thing/{id}/move/{name}");
        let body = format!("{{\"revision\": {revision}}}");
        world.send(&path, "application/json", &body).await.status
    };
    assert_eq!(make("fly", 1).await, StatusCode::NOT_FOUND);
    assert_eq!(make("finish", 1).await, StatusCode::OK);
    assert_eq!(make("finish", 2).await, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_program_is_told_of_addresses_and_not_of_search_boxes() {
    let world = World::new().await;
    let answer = world.get("/api/v1/thing/T-1999-0001").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    answer.has("Adressen finns inte").has("/api/v1/openapi.json").lacks("rutan");
    answer.has("\"code\":\"not-found\"");
}
