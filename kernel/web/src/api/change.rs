//! Making and changing records over the API, with version check and all the rules' words.

use super::{
    input::{Change, body_for},
    problem,
};
use crate::{Context, Problem};
use axum::{
    Json,
    body::Bytes,
    extract::Path,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};
use stadga_model::{Body, Draft, Finding, Id, Refusal, Revision};
use stadga_store::{Batch, Opened, Written};

/// POST /api/v1/{kind}: makes a record.
pub(super) async fn create(
    context: Context,
    Path(kind): Path<String>,
    bytes: Bytes,
) -> Result<Response, Problem> {
    let change = Change::read(&bytes)?;
    let spec = context.door.kind(&kind)?.spec;
    let body = body_for(spec, change.body, &Body::new())?;
    let draft = Draft { id: Id::new(context.app.store.now()), kind: spec.kind, body };
    let batch = Batch { creates: vec![draft], reason: change.reason, ..Batch::default() };
    answer(&context, StatusCode::CREATED, context.door.write(batch).await?)
}

/// PUT /api/v1/{kind}/{id}: the whole new body of a record.
pub(super) async fn replace(
    context: Context,
    Path((kind, id)): Path<(String, String)>,
    headers: HeaderMap,
    bytes: Bytes,
) -> Result<Response, Problem> {
    let change = Change::read(&bytes)?;
    let revision = change.builds_on(&headers)?;
    let mut opened = open(&context, &kind, &id, revision).await?;
    opened.body = body_for(context.door.kind(&kind)?.spec, change.body, &opened.body)?;
    save(&context, opened, change.reason).await
}

/// POST /api/v1/{kind}/{id}/move/{name}: makes a move of the lifecycle; the body may change fields with it.
pub(super) async fn make_move(
    context: Context,
    Path((kind, id, name)): Path<(String, String, String)>,
    headers: HeaderMap,
    bytes: Bytes,
) -> Result<Response, Problem> {
    let change = if bytes.is_empty() { Change::default() } else { Change::read(&bytes)? };
    let revision = change.builds_on(&headers)?;
    let known = context.door.kind(&kind)?;
    let (Some(lifecycle), Some(field)) = (known.lifecycle, known.spec.state) else {
        return Err(Refusal::NotFound.into());
    };
    if lifecycle.moves.iter().all(|step| step.name != name) {
        return Err(Refusal::NotFound.into());
    }
    let mut opened = open(&context, &kind, &id, revision).await?;
    let state = opened.body.get(field).and_then(Value::as_str).unwrap_or_default().to_owned();
    let Some(step) = lifecycle.from(&state).find(|step| step.name == name) else {
        let wrong = Finding::blocking("FORM").variant("move").on(field);
        return Err(Refusal::Refused(vec![wrong.with("from", state).with("to", name)]).into());
    };
    let mut whole = opened.body.clone();
    whole.extend(change.body);
    whole.insert(field.to_owned(), json!(step.to));
    opened.body = body_for(known.spec, whole, &opened.body)?;
    // The state may be a field that only the program sets: a move is how the program sets it.
    opened.body.insert(field.to_owned(), json!(step.to));
    save(&context, opened, change.reason).await
}

async fn open(context: &Context, kind: &str, id: &str, revision: i64) -> Result<Opened, Problem> {
    let opened = context.door.open(id.parse().map_err(|_| Refusal::NotFound)?).await?;
    if opened.head().kind != kind {
        return Err(Refusal::NotFound.into());
    }
    if opened.head().revision != revision {
        let current = Revision { head: opened.head().clone(), body: opened.body };
        return Err(Refusal::Stale(Box::new(current)).into());
    }
    Ok(opened)
}

async fn save(context: &Context, opened: Opened, reason: String) -> Result<Response, Problem> {
    let batch = Batch { saves: vec![opened], reason, ..Batch::default() };
    answer(context, StatusCode::OK, context.door.write(batch).await?)
}

/// A record that was written, with its empty fields as well: as it is read.
fn whole(context: &Context, record: Revision) -> Result<Revision, Problem> {
    let Revision { head, body } = record;
    let mut whole = context.door.kind(&head.kind)?.shape(&body).map_err(Refusal::broken)?;
    whole.retain(|name, _| !head.withholds(name) || body.contains_key(name));
    Ok(Revision { head, body: whole })
}

/// The record as it now stands, with what the rules say of it.
fn answer(context: &Context, status: StatusCode, written: Written) -> Result<Response, Problem> {
    let record = written.revisions.into_iter().next();
    let record = whole(context, record.ok_or_else(|| Refusal::broken("nothing was written"))?)?;
    let place = format!("/api/v1/{}/{}", record.head.kind, record.head.id);
    let headers =
        [(header::ETAG, format!("\"{}\"", record.head.revision)), (header::LOCATION, place)];
    let told = json!({"record": record, "findings": problem::findings(context, &written.warnings)});
    Ok((status, headers, Json(told)).into_response())
}
