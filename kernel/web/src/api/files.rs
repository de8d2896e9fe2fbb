//! Files over the API: kept under what is in them, to be named by records' file fields.

use super::read::purpose;
use crate::{Context, Problem, files, gate::Reader};
use axum::{
    Json,
    body::Bytes,
    extract::{DefaultBodyLimit, Path, RawQuery},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::json;
use stadga_model::FileId;

pub(super) fn limit() -> DefaultBodyLimit {
    DefaultBodyLimit::max(files::LARGEST)
}

/// POST /api/v1/files?name=report.pdf: keeps the request's body as a file. Only for those who may write something.
pub(super) async fn keep(
    context: Context,
    RawQuery(query): RawQuery,
    bytes: Bytes,
) -> Result<Response, Problem> {
    let query = query.unwrap_or_default();
    let name = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "name");
    let name = name.map(|(_, name)| name.into_owned()).unwrap_or_default();
    let id = files::keep(&context, &name, &bytes).await?;
    let place = format!("/api/v1/files/{}", id.0);
    let told = json!({
        "id": id,
        "name": files::clean_name(&name),
        "media": files::media_type(&bytes),
        "size": bytes.len(),
    });
    Ok((StatusCode::CREATED, [(header::LOCATION, place)], Json(told)).into_response())
}

/// GET /api/v1/files/{id}: the file's bytes, always to be saved, never to be shown as a page of ours. One that a mark
/// withholds is denied: see [`reveal`].
pub(super) async fn fetch(context: Context, Path(id): Path<String>) -> Result<Response, Problem> {
    let file = context.door.file(&FileId(id)).await?;
    Ok(files::attachment(&file.name, &file.media, file.bytes))
}

/// POST /api/v1/files/{id}/reveal: the same for a file that a mark withholds, said what for. The reading is noted.
pub(super) async fn reveal(
    context: Context,
    reader: Reader,
    Path(id): Path<String>,
    bytes: Bytes,
) -> Result<Response, Problem> {
    let id = FileId(id);
    context.door.file_withheld_by(&id).await?;
    let purpose = purpose(&context, &reader, &bytes)?;
    let file = context.door.reveal_file(&id, &purpose).await?;
    Ok(files::attachment(&file.name, &file.media, file.bytes))
}
