//! Reads a sent form, plain or with files; files are kept at once and stand in the form by their id.

use super::Filled;
use crate::{Context, Problem, files, gate::too_large};
use axum::{
    body::Bytes,
    extract::{DefaultBodyLimit, FromRequest, Multipart, Request, multipart::Field},
    http::{StatusCode, header},
};
use stadga_model::Refusal;

/// What a form may weigh: its files and something for the words.
pub(crate) fn limit() -> DefaultBodyLimit {
    DefaultBodyLimit::max(files::LARGEST + 4 * 1024 * 1024)
}

/// The form's content.
///
/// # Errors
/// Told, when it is too large or cannot be read; past, when the reader looks at a past date.
pub(crate) async fn read(cx: &Context, request: Request) -> Result<Filled, Problem> {
    if cx.past().is_some() {
        return Err(Refusal::Past.into());
    }
    let media = request.headers().get(header::CONTENT_TYPE).and_then(|media| media.to_str().ok());
    if media.is_some_and(|media| media.starts_with("multipart/form-data")) {
        let parts = Multipart::from_request(request, &()).await;
        return with_files(cx, parts.map_err(|_| unreadable())?).await;
    }
    let bytes = Bytes::from_request(request, &()).await.map_err(|_| too_large())?;
    Ok(form_urlencoded::parse(&bytes).into_owned().collect())
}

async fn with_files(cx: &Context, mut parts: Multipart) -> Result<Filled, Problem> {
    let mut pairs = Vec::new();
    let mut kept = Vec::new();
    while let Some(part) = parts.next_field().await.map_err(|_| too_large())? {
        let name = part.name().unwrap_or_default().to_owned();
        match name.strip_suffix(".upload") {
            Some(path) => kept.extend(keep(cx, part).await?.map(|id| (path.to_owned(), id))),
            None => pairs.push((name, part.text().await.map_err(|_| too_large())?)),
        }
    }
    let mut filled: Filled = pairs.into_iter().collect();
    let removed: Vec<String> = filled
        .pairs()
        .filter_map(|(name, _)| name.strip_suffix(".remove").map(str::to_owned))
        .collect();
    removed.iter().for_each(|path| filled.set(path, ""));
    kept.into_iter().for_each(|(path, id)| filled.set(&path, id));
    Ok(filled)
}

/// The id of the file in a part; nothing, where none was chosen.
async fn keep(cx: &Context, part: Field<'_>) -> Result<Option<String>, Problem> {
    let name = part.file_name().unwrap_or_default().to_owned();
    let bytes = part.bytes().await.map_err(|_| too_large())?;
    if name.is_empty() && bytes.is_empty() {
        return Ok(None);
    }
    Ok(Some(files::keep(cx, &name, &bytes).await?.0))
}

fn unreadable() -> Problem {
    Problem::told(StatusCode::BAD_REQUEST, "unreadable")
}
