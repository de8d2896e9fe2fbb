//! The area's own pages: a request's workbench, its copies, and the decision to refuse as a document.

mod answer;
mod aside;
mod copies;
mod decide;
mod download;
mod file;
mod work;

pub(crate) use aside::aside;

use crate::{
    extract::Opened,
    gather::{Case, is_marked},
};
use axum::{
    Router,
    extract::DefaultBodyLimit,
    routing::{get, post},
};
use stadga_model::{Id, Refusal};
use stadga_web::id_of;
use stadga_web::{App, Context, Problem, Reader, require_level};

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/disclosure-request/{id}/work", get(work::show).post(decide::details))
        .route("/disclosure-request/{id}/read", post(work::read))
        .route("/disclosure-request/{id}/mask", post(decide::own))
        .route(
            "/disclosure-request/{id}/file",
            post(file::take).layer(DefaultBodyLimit::max(file::LARGEST)),
        )
        .route("/disclosure-request/{id}/copies", post(copies::make))
        .route("/disclosure-request/{id}/answer", post(answer::give))
        .route("/disclosure-request/{id}/documents/{name}", get(download::refusal))
}

/// The request at an address with what it covers. Reading one that is marked asks for a sign-in as sure as that.
async fn case_of(cx: &Context, reader: &Reader, id: &str) -> Result<Case, Problem> {
    let id = id_of(id)?;
    let (head, _) = cx.door.read_as(id).await?;
    if is_marked(&head) {
        require_level(reader, cx.app.sign_in.marked.level)?;
    }
    Ok(Case::of(cx, id).await?)
}

/// What marks withhold of the covered records that `wanted` names and that the reader is cleared for. Each reading is
/// noted, with the request as its purpose (SEC-05).
///
/// # Errors
/// Denied, when no mark names the reader; broken.
async fn open(cx: &Context, case: &Case, wanted: impl Fn(Id) -> bool) -> Result<Opened, Refusal> {
    let purpose = cx.t_with("disclosure-purpose", &[("request", &case.head.number)]);
    let mut opened = Opened::new();
    for record in case.covered.iter().filter(|record| record.head.is_marked()) {
        if wanted(record.head.id) {
            let history = case.then.door.reveal(record.head.id, &purpose).await?;
            opened.extend(history.into_iter().next().map(|whole| (whole.head.id, whole)));
        }
    }
    Ok(opened)
}
