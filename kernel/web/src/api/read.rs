//! Reading over the API: kinds, lists, records, histories, search; all of it also as of a past date.

use super::problem;
use crate::{
    Address, Context, Problem,
    gate::{Reader, require_level},
    list_query::{self, Reading},
};
use axum::{
    Json,
    body::Bytes,
    extract::{Path, RawQuery},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use serde_json::{Value, json};
use stadga_model::{Action, Refusal, Revision};

/// GET /api/v1: the kinds that the reader may read, and what more the reader may do with them.
pub(super) async fn kinds(context: Context) -> Json<Value> {
    let actor = context.door.actor();
    let kinds = context.app.kinds().iter().filter_map(|kind| {
        let name = kind.spec.kind;
        let may: Vec<Action> =
            Action::ALL.into_iter().filter(|action| actor.reach(*action, name).is_some()).collect();
        let told = json!({
            "kind": name,
            "name": context.t(&format!("{name}-plural")),
            "list": format!("/api/v1/{name}"),
            "may": may,
        });
        (!may.is_empty()).then_some(told)
    });
    Json(json!({"kinds": kinds.collect::<Vec<_>>(), "openapi": "/api/v1/openapi.json"}))
}

/// GET /api/v1/{kind}: a page of the list, with the same filters as the page of the same name.
pub(super) async fn list(
    context: Context,
    Path(kind): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Json<Value>, Problem> {
    let spec = context.door.kind(&kind)?.spec;
    let address = Address::read(&query.unwrap_or_default());
    let asked = list_query::parse(spec, &address, Reading::of(&context));
    if !asked.unknown.is_empty() {
        let told = Problem::told(StatusCode::BAD_REQUEST, "unknown-filter");
        return Err(told.with("names", asked.unknown.join(", ")));
    }
    if !asked.unusable.is_empty() {
        let told = Problem::told(StatusCode::BAD_REQUEST, "bad-value");
        return Err(told.with("values", asked.unusable.join(", ")));
    }
    let page = context.door.list(&kind, &asked.query).await?;
    let number = asked.query.page + 1;
    let next = page.more.then(|| {
        let next = address.with("page", &(number + 1).to_string());
        context.href(&next.of(&format!("/api/v1/{kind}")))
    });
    Ok(Json(json!({
        "records": page.rows,
        "total": page.total,
        "total_is_least": page.uncounted(),
        "page": number,
        "next": next,
    })))
}

/// GET /api/v1/{kind}/{id}: a record with what the rules say of it. The id may also be its number.
pub(super) async fn one(
    context: Context,
    Path((kind, id)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let record = find(&context, &kind, &id).await?;
    let tag = format!("\"{}\"", record.head.revision);
    if headers.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes()) {
        return Ok((StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response());
    }
    let near = context.door.near(record.head.id).await?;
    let findings = context.door.findings(&record, &near).await?;
    let told = json!({"record": record, "findings": problem::findings(&context, &findings)});
    Ok(([(header::ETAG, tag)], Json(told)).into_response())
}

/// GET /api/v1/{kind}/{id}/history: all revisions, newest first.
pub(super) async fn history(
    context: Context,
    Path((kind, id)): Path<(String, String)>,
) -> Result<Json<Value>, Problem> {
    let record = find(&context, &kind, &id).await?;
    Ok(Json(json!({"revisions": context.door.history(record.head.id).await?})))
}

/// POST /api/v1/{kind}/{id}/reveal: all revisions with what their marks withhold, newest first. The reading is noted.
pub(super) async fn reveal(
    context: Context,
    reader: Reader,
    Path((kind, id)): Path<(String, String)>,
    bytes: Bytes,
) -> Result<Json<Value>, Problem> {
    let record = find(&context, &kind, &id).await?;
    let purpose = purpose(&context, &reader, &bytes)?;
    Ok(Json(json!({"revisions": context.door.reveal(record.head.id, &purpose).await?})))
}

/// Why withheld content is to be read.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Purpose {
    purpose: String,
}

/// What withheld content is read for, as a reader says who is known surely enough.
pub(super) fn purpose(context: &Context, reader: &Reader, bytes: &[u8]) -> Result<String, Problem> {
    let asked = context.app.sign_in.marked;
    require_level(reader, asked.level)?;
    let said = serde_json::from_slice::<Purpose>(bytes).unwrap_or_default();
    let missing = || Problem::told(StatusCode::UNPROCESSABLE_ENTITY, "purpose-missing");
    asked.purpose.of(&said.purpose).ok_or_else(missing)
}

/// GET /api/v1/search?q=words: the records that the words are found in, best first.
pub(super) async fn search(
    context: Context,
    RawQuery(query): RawQuery,
) -> Result<Json<Value>, Problem> {
    let query = query.unwrap_or_default();
    let words = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "q");
    let words = words.map(|(_, words)| words.into_owned()).unwrap_or_default();
    let hits = context.door.search(&words, 50).await?;
    Ok(Json(json!({"records": hits.into_iter().map(|hit| hit.revision).collect::<Vec<_>>()})))
}

/// A record of the kind by id or number.
async fn find(context: &Context, kind: &str, id: &str) -> Result<Revision, Problem> {
    let record = match id.parse() {
        Ok(id) => context.door.read(id).await?,
        Err(_) => context.door.by_number(id).await?,
    };
    if record.head.kind != kind {
        return Err(Refusal::NotFound.into());
    }
    Ok(record)
}
