//! A file taken in: ask for it, show what it would do and what of it has no place, do it.

mod show;

pub(super) use show::{sentence, told};

use axum::{
    Form,
    extract::Multipart,
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use serde::Deserialize;
use stadga_model::{FileId, Refusal};
use stadga_web::{Context, Problem, keep_file};
use tokio::task::spawn_blocking;

use super::{check_may, id_of};
use crate::{
    Framework,
    plan::{Into, Plan},
    read::{self, Fault, Library},
    take,
};

/// GET /framework/read
pub(super) async fn ask(cx: Context) -> Result<Response, Problem> {
    check_may(&cx)?;
    Ok(show::ask(&cx, None).await?)
}

/// What a form has sent.
#[derive(Default)]
pub(super) struct Sent {
    /// The files, by name.
    pub files: Vec<(String, Vec<u8>)>,
    /// The framework that they are a version of, as it was chosen.
    pub into: String,
}

/// The files of a form.
pub(super) async fn sent(mut form: Multipart) -> Result<Sent, Problem> {
    let unreadable = |_| Problem::told(StatusCode::BAD_REQUEST, "unreadable");
    let mut sent = Sent::default();
    while let Some(part) = form.next_field().await.map_err(unreadable)? {
        match part.name() {
            Some("file") => {
                let name = part.file_name().unwrap_or("fil").to_owned();
                let bytes = part.bytes().await.map_err(unreadable)?;
                if !bytes.is_empty() {
                    sent.files.push((name, bytes.to_vec()));
                }
            }
            Some("into") => sent.into = part.text().await.map_err(unreadable)?,
            _ => {}
        }
    }
    Ok(sent)
}

/// The framework that a file is said to be a version of.
pub(super) async fn meant(cx: &Context, chosen: &str) -> Result<Into, Refusal> {
    match chosen.trim() {
        "" => return Ok(Into::Known),
        "new" => return Ok(Into::New),
        _ => {}
    }
    let id = id_of::<Framework>(chosen.trim())?;
    cx.door.read_as(id).await?;
    Ok(Into::Of(id))
}

/// What files hold, read where it keeps nobody waiting.
pub(super) async fn library(
    files: Vec<(String, Vec<u8>)>,
) -> Result<Result<Library, Fault>, Refusal> {
    let read = spawn_blocking(move || {
        let files: Vec<_> =
            files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        read::read(&files)
    });
    read.await.map_err(Refusal::broken)
}

/// POST /framework/read: reads the files and shows what they would do. Nothing is changed.
pub(super) async fn look(cx: Context, form: Multipart) -> Result<Response, Problem> {
    check_may(&cx)?;
    let Sent { files, into } = sent(form).await?;
    if files.is_empty() {
        return Ok(show::ask(&cx, Some(&Fault::none())).await?);
    }
    // Read before they are kept: what is no framework is not kept at all.
    let library = match library(files.clone()).await? {
        Ok(library) => library,
        Err(fault) => return Ok(show::ask(&cx, Some(&fault)).await?),
    };
    let mut kept = Vec::new();
    for (name, bytes) in &files {
        let file = keep_file(&cx, name, bytes).await?;
        cx.door.let_wait(&file).await?;
        kept.push(file);
    }
    let meant = meant(&cx, &into).await?;
    let plan = take::look(&cx.door, library, kept.first().cloned(), meant).await?;
    let refused = take::write(&cx.door, &plan, "", true).await?;
    Ok(show::plan(&cx, &plan, (&kept, &into), &refused, false).await?)
}

#[derive(Deserialize)]
pub(super) struct Answer {
    files: String,
    #[serde(default)]
    writes: usize,
    #[serde(default)]
    into: String,
    /// Said where another choice is only to be looked at.
    #[serde(default)]
    look: String,
    #[serde(default)]
    reason: String,
}

/// POST /framework/read/write: writes what was shown, if it is still that; or shows what another choice would do.
pub(super) async fn write(cx: Context, Form(answer): Form<Answer>) -> Result<Response, Problem> {
    check_may(&cx)?;
    let kept: Vec<FileId> =
        answer.files.split_whitespace().map(|id| FileId(id.to_owned())).collect();
    let mut files = Vec::new();
    for id in &kept {
        let file = cx.door.file(id).await?;
        files.push((file.name, file.bytes));
    }
    let names = files.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", ");
    let library = match library(files).await? {
        Ok(library) => library,
        Err(fault) => return Ok(show::ask(&cx, Some(&fault)).await?),
    };
    let into = meant(&cx, &answer.into).await?;
    let plan = take::look(&cx.door, library, kept.first().cloned(), into).await?;
    let looks = !answer.look.is_empty();
    if looks || plan.writes() != answer.writes {
        let refused = take::write(&cx.door, &plan, "", true).await?;
        return Ok(show::plan(&cx, &plan, (&kept, &answer.into), &refused, !looks).await?);
    }
    let reason = match answer.reason.trim() {
        "" => cx.t_with("framework-read-reason", &[("file", &names)]),
        reason => reason.to_owned(),
    };
    let refused = take::write(&cx.door, &plan, &reason, false).await?;
    if !refused.is_empty() {
        return Ok(show::plan(&cx, &plan, (&kept, &answer.into), &refused, false).await?);
    }
    for id in &kept {
        cx.door.has_used(id).await?;
    }
    Ok(Redirect::to(&after(&plan)).into_response())
}

/// Where one goes when it is done: to the first framework, else to what there is.
pub(super) fn after(plan: &Plan) -> String {
    const ORDER: [&str; 5] = [
        "framework",
        "framework-mapping",
        "risk-matrix-library",
        "reference-control",
        "library-threat",
    ];
    let first = ORDER.iter().find_map(|kind| plan.rows.iter().find(|row| row.kind == *kind));
    match first {
        Some(row) if row.kind == "framework" => format!("/framework/{}/requirements", row.id),
        Some(row) => format!("/{}/{}", row.kind, row.id),
        None => "/framework".into(),
    }
}
