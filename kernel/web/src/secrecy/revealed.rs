//! What a session has revealed: for a while, the files of a revealed record can be fetched, for the same purpose.

use crate::{App, Context, Problem, files};
use axum::{
    Extension,
    response::{IntoResponse as _, Redirect, Response},
};
use serde::{Deserialize, Serialize};
use stadga_model::{FileId, Id, Instant, Refusal};
use std::collections::BTreeMap;
use tower_sessions::Session;

/// Under this name in the session.
const REVEALED: &str = "revealed";
/// So long after the record the files in it can be fetched.
const HOLDS: jiff::SignedDuration = jiff::SignedDuration::from_mins(15);

/// One reading: what for and when.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Revealed {
    purpose: String,
    at: Instant,
}

/// What the session has revealed lately.
async fn lately(app: &App, session: &Session) -> Result<BTreeMap<Id, Revealed>, Refusal> {
    let all: Option<BTreeMap<Id, Revealed>> =
        session.get(REVEALED).await.map_err(Refusal::broken)?;
    let mut all = all.unwrap_or_default();
    let now = app.store.now();
    all.retain(|_, revealed| now.duration_since(revealed.at) <= HOLDS);
    Ok(all)
}

/// Remembers that the session has revealed a record.
pub(crate) async fn remember(
    app: &App,
    session: &Session,
    (record, purpose): (Id, &str),
) -> Result<(), Refusal> {
    let mut all = lately(app, session).await?;
    all.insert(record, Revealed { purpose: purpose.to_owned(), at: app.store.now() });
    session.insert(REVEALED, all).await.map_err(Refusal::broken)
}

/// A file that marks may withhold: given out by a session that has revealed its record lately, each reading noted (SEC-05).
/// Others are led to the record, where one says what for and signs in as surely as it takes.
pub(crate) async fn file(
    cx: &Context,
    session: Option<Extension<Session>>,
    id: &FileId,
) -> Result<Response, Problem> {
    let Some(head) = cx.door.file_withheld_by(id).await? else {
        let file = cx.door.file(id).await?;
        return Ok(files::attachment(&file.name, &file.media, file.bytes));
    };
    let revealed = match session {
        Some(Extension(session)) => lately(&cx.app, &session).await?.remove(&head.id),
        None => None,
    };
    let Some(revealed) = revealed else {
        return Ok(Redirect::to(&format!("/{}/{}#secrecy", head.kind, head.id)).into_response());
    };
    let file = cx.door.reveal_file(id, &revealed.purpose).await?;
    Ok(files::attachment(&file.name, &file.media, file.bytes))
}
