//! The API described as OpenAPI 3.1, from the same tables that make it.

use super::schema;
use crate::{Context, list_query::filter_name};
use axum::Json;
use serde_json::{Map, Value, json};
use stadga_model::{Field, FieldType, Kind, Kinds, Language, Scales, Texts};

/// GET /api/v1/openapi.json
pub(super) async fn document(context: Context) -> Json<Value> {
    let app = &context.app;
    Json(openapi(app.kinds(), app.store.scales(), &app.texts, context.language))
}

/// The whole description.
pub fn openapi(kinds: &Kinds, scales: &Scales, texts: &Texts, language: Language) -> Value {
    let told = |key: &str| texts.get(language, key, &[]);
    let mut paths = Map::new();
    let mut schemas = shared_schemas();
    for kind in kinds.iter() {
        let name = kind.spec.kind;
        let label = |path: &str| told(&format!("{name}-{path}"));
        let mut body = schema::body(kind.spec, scales, &label);
        if let Value::Object(body) = &mut body {
            body.insert("examples".into(), json!([schema::example(kind.spec, scales)]));
        }
        schemas.insert(format!("{name}-body"), body);
        schemas.insert(name.to_owned(), record(name));
        add_paths(&mut paths, kind, &told(&format!("{name}-plural")));
    }
    add_files(&mut paths);
    add_search(&mut paths);
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Stadga",
            "version": "1",
            "description": told("api-description"),
            "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        },
        "servers": [{"url": "/"}],
        "security": [{"token": []}, {"session": []}],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "parameters": parameters(&told),
            "responses": {"problem": {
                "description": "RFC 9457",
                "content": {"application/problem+json": {"schema": reference("problem")}},
            }},
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer", "description": told("api-token")},
                "session": {"type": "apiKey", "in": "cookie", "name": "stadga", "description": told("api-sign-in")},
            },
        },
    })
}

fn reference(schema: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{schema}")})
}

/// A record as it is read: what is known of its newest revision, and its body.
fn record(kind: &str) -> Value {
    json!({
        "allOf": [reference("head")],
        "type": "object",
        "properties": {"kind": {"const": kind}, "body": {"type": "object"}},
        "required": ["body"],
        // What a mark withholds is not there, whether it is required or not.
        "anyOf": [
            {"properties": {"body": reference(&format!("{kind}-body"))}},
            {"properties": {"withheld": {"type": "object", "minProperties": 1}}, "required": ["withheld"]},
        ],
    })
}

fn shared_schemas() -> Map<String, Value> {
    let id = json!({"type": "string", "format": "uuid"});
    let id_or_none = json!({"type": ["string", "null"], "format": "uuid"});
    let instant = json!({"type": "string", "format": "date-time"});
    let head = json!({
        "type": "object",
        "properties": {
            "id": id, "kind": {"type": "string"}, "number": {"type": "string"},
            "revision": {"type": "integer", "minimum": 1},
            "at": instant, "until": {"type": ["string", "null"], "format": "date-time"},
            "actor": {"type": "string"}, "reason": {"type": "string"},
            "unit": id_or_none, "owner": id_or_none, "state": {"type": ["string", "null"]},
            "withheld": {"type": "object", "additionalProperties": {
                "type": "object",
                "properties": {
                    "ground": {"type": "string"}, "shown": {},
                    "gone": {
                        "type": "object",
                        "properties": {"by": {"type": "string"}, "at": instant},
                        "required": ["by", "at"],
                    },
                },
                "required": ["ground"],
            }},
        },
        "required": ["id", "kind", "number", "revision", "at", "actor", "reason"],
    });
    let finding = json!({
        "type": "object",
        "properties": {
            "code": {"type": "string"}, "severity": {"enum": ["warning", "blocking"]},
            "record": id_or_none, "field": {"type": ["string", "null"]}, "message": {"type": "string"},
        },
        "required": ["code", "severity", "message"],
    });
    let problem = json!({
        "type": "object",
        "properties": {
            "type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"},
            "detail": {"type": "string"}, "code": {"type": "string"},
            "findings": {"type": "array", "items": reference("finding")}, "current": reference("head"),
        },
        "required": ["type", "title", "status", "detail", "code"],
    });
    let file = json!({
        "type": "object",
        "properties": {
            "id": {"type": "string"}, "name": {"type": "string"},
            "media": {"type": "string"}, "size": {"type": "integer"},
        },
        "required": ["id", "name", "media", "size"],
    });
    let named = [("head", head), ("finding", finding), ("problem", problem), ("file", file)];
    named.into_iter().map(|(name, schema)| (name.to_owned(), schema)).collect()
}

/// What many paths take.
fn parameters(told: &dyn Fn(&str) -> String) -> Value {
    let query = |name: &str, schema: Value, words: &str| json!({"name": name, "in": "query", "schema": schema, "description": told(words)});
    json!({
        "as-of": query("as-of", json!({"type": "string", "format": "date"}), "api-as-of"),
        "words": query("q", json!({"type": "string"}), "api-words"),
        "page": query("page", json!({"type": "integer", "minimum": 1}), "api-page"),
        "id": {"name": "id", "in": "path", "required": true, "schema": {"type": "string"}, "description": told("api-id")},
        "if-match": {"name": "If-Match", "in": "header", "schema": {"type": "string"}, "description": told("api-if-match")},
    })
}

fn parameter(name: &str) -> Value {
    json!({"$ref": format!("#/components/parameters/{name}")})
}

fn add_paths(paths: &mut Map<String, Value>, kind: &Kind, plural: &str) {
    let name = kind.spec.kind;
    let root = format!("/api/v1/{name}");
    let (whole, changed) =
        (json!({"record": reference(name), "findings": findings()}), body_input(name));
    let operation = |verb: &str,
                     input: Option<Value>,
                     parameters: Value,
                     status: &str,
                     answer: Value| {
        let mut told = json!({
            "operationId": format!("{verb}-{name}"),
            "summary": format!("{plural}: {verb}"),
            "tags": [name],
            "parameters": parameters,
            "responses": {status: json_answer(answer), "default": {"$ref": "#/components/responses/problem"}},
        });
        if let (Some(input), Value::Object(told)) = (input, &mut told) {
            told.insert("requestBody".into(), input);
        }
        told
    };
    let listed = json!({
        "records": {"type": "array", "items": reference(name)},
        "total": {"type": "integer"}, "total_is_least": {"type": "boolean"},
        "page": {"type": "integer"}, "next": {"type": ["string", "null"]},
    });
    let revisions = json!({"revisions": {"type": "array", "items": reference(name)}});
    let (one, at) = (
        json!([parameter("id"), parameter("as-of")]),
        json!([parameter("id"), parameter("if-match")]),
    );
    let mut list = json!({"get": operation("list", None, list_parameters(kind), "200", listed)});
    if let (true, Value::Object(list)) = (kind.spec.has_form(), &mut list) {
        let create = operation("create", Some(changed.clone()), json!([]), "201", whole.clone());
        list.insert("post".into(), create);
    }
    paths.insert(root.clone(), list);
    paths.insert(
        format!("{root}/{{id}}"),
        json!({
            "get": operation("read", None, one.clone(), "200", whole.clone()),
            "put": operation("replace", Some(changed.clone()), at.clone(), "200", whole.clone()),
        }),
    );
    paths.insert(
        format!("{root}/{{id}}/history"),
        json!({"get": operation("history", None, one.clone(), "200", revisions.clone())}),
    );
    paths.insert(
        format!("{root}/{{id}}/reveal"),
        json!({"post": operation("reveal", Some(purpose()), one, "200", revisions)}),
    );
    for step in kind.lifecycle.map(|lifecycle| lifecycle.moves).unwrap_or_default() {
        let moved = operation(step.name, Some(changed.clone()), at.clone(), "200", whole.clone());
        paths.insert(format!("{root}/{{id}}/move/{}", step.name), json!({"post": moved}));
    }
}

/// Why what marks withhold is to be read.
fn purpose() -> Value {
    json!({"content": {"application/json": {"schema": {
        "type": "object",
        "properties": {"purpose": {"type": "string", "minLength": 1}},
        "required": ["purpose"],
    }}}})
}

fn findings() -> Value {
    json!({"type": "array", "items": reference("finding")})
}

fn json_answer(properties: Value) -> Value {
    json!({
        "description": "OK",
        "content": {"application/json": {"schema": {"type": "object", "properties": properties}}},
    })
}

fn body_input(kind: &str) -> Value {
    json!({"content": {"application/json": {"schema": {
        "type": "object",
        "properties": {
            "body": reference(&format!("{kind}-body")),
            "reason": {"type": "string"},
            "revision": {"type": "integer"},
        },
        "additionalProperties": false,
    }}}})
}

/// The list's own filters: the fields that its page filters on.
fn list_parameters(kind: &Kind) -> Value {
    let shared = ["as-of", "words", "page"].map(parameter);
    let filtered = kind.spec.fields.iter().filter(|field| field.filtered);
    let own = filtered.map(
        |field| json!({"name": filter_name(field), "in": "query", "schema": filter_schema(field)}),
    );
    let sortable = kind.spec.fields.iter().filter(|field| field.sorted).map(|field| field.name);
    let orders: Vec<_> = sortable.flat_map(|name| [name.to_owned(), format!("-{name}")]).collect();
    let sort = json!({"name": "sort", "in": "query", "schema": {"type": "string", "enum": orders}});
    let sort = (!orders.is_empty()).then_some(sort);
    Value::Array(shared.into_iter().chain(own).chain(sort).collect())
}

fn filter_schema(field: &Field) -> Value {
    match field.ty {
        FieldType::Yes => json!({"type": "boolean"}),
        FieldType::Choice(values) => json!({"type": "string", "enum": values}),
        _ => json!({"type": "string"}),
    }
}

fn add_search(paths: &mut Map<String, Value>) {
    let found = json!({"records": {"type": "array", "items": reference("head")}});
    paths.insert(
        "/api/v1/search".into(),
        json!({"get": {
            "operationId": "search", "tags": ["search"],
            "parameters": [parameter("words"), parameter("as-of")],
            "responses": {
                "200": json_answer(found),
                "default": {"$ref": "#/components/responses/problem"},
            },
        }}),
    );
}

fn add_files(paths: &mut Map<String, Value>) {
    let problem = json!({"$ref": "#/components/responses/problem"});
    let bytes =
        json!({"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}});
    let kept = json!({"description": "OK", "content": {"application/json": {"schema": reference("file")}}});
    let name = json!({"name": "name", "in": "query", "schema": {"type": "string"}});
    paths.insert(
        "/api/v1/files".into(),
        json!({"post": {
            "operationId": "keep-file", "tags": ["file"], "parameters": [name],
            "requestBody": {"content": bytes}, "responses": {"201": kept, "default": problem},
        }}),
    );
    // As what the file is.
    let any = json!({"*/*": {"schema": {"type": "string", "format": "binary"}}});
    let fetched = json!({"description": "OK", "content": any});
    paths.insert(
        "/api/v1/files/{id}".into(),
        json!({"get": {
            "operationId": "fetch-file", "tags": ["file"], "parameters": [parameter("id")],
            "responses": {"200": fetched.clone(), "default": problem.clone()},
        }}),
    );
    paths.insert(
        "/api/v1/files/{id}/reveal".into(),
        json!({"post": {
            "operationId": "reveal-file", "tags": ["file"], "parameters": [parameter("id")],
            "requestBody": purpose(), "responses": {"200": fetched, "default": problem},
        }}),
    );
}
