//! Reading a file of a source: ask for it, show what it would do, do it.

mod show;

use axum::{
    Form,
    extract::{Multipart, Path},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use serde::Deserialize;
use stadga_model::{Action, FileId, Head, Refusal};
use stadga_publish::sheet::{ReadSheet, SheetError, read_csv, read_workbook};
use stadga_web::{Context, Problem, keep_file};
use tokio::task::spawn_blocking;

use super::id_of;
use crate::{
    ImportSource,
    import::{self, Agreed},
};

/// GET /import-source/{id}/read
pub(super) async fn ask(cx: Context, Path(id): Path<String>) -> Result<Response, Problem> {
    let (head, source) = open(&cx, &id).await?;
    Ok(show::ask(&cx, &head, &source, None))
}

/// POST /import-source/{id}/read: reads the files and shows what they would do. Nothing is changed.
pub(super) async fn look(
    cx: Context,
    Path(id): Path<String>,
    mut form: Multipart,
) -> Result<Response, Problem> {
    let (head, source) = open(&cx, &id).await?;
    let unreadable = |_| Problem::told(StatusCode::BAD_REQUEST, "unreadable");
    let mut files = Vec::new();
    while let Some(part) = form.next_field().await.map_err(unreadable)? {
        if part.name() != Some("file") {
            continue;
        }
        let name = part.file_name().unwrap_or("import").to_owned();
        let bytes = part.bytes().await.map_err(unreadable)?;
        if bytes.is_empty() {
            continue;
        }
        // Read before it is kept: what is no spreadsheet is not kept at all.
        if let Err(fault) = sheets(bytes.to_vec(), &name).await? {
            return Ok(show::ask(&cx, &head, &source, Some(fault)));
        }
        let file = keep_file(&cx, &name, &bytes).await?;
        cx.door.let_wait(&file).await?;
        files.push(file);
    }
    let read = read(&cx, &files).await?;
    match import::look(&cx, &source, read).await? {
        Some(looked) => Ok(show::looked(&cx, (&head, &source), &looked, &files, None).await?),
        None => Ok(show::ask(&cx, &head, &source, Some("read-no-columns"))),
    }
}

#[derive(Deserialize)]
pub(super) struct Answer {
    files: String,
    good: usize,
    #[serde(default)]
    reason: String,
}

/// POST /import-source/{id}/read/write: writes the good rows, if they are still those that were shown.
pub(super) async fn write(
    cx: Context,
    Path(id): Path<String>,
    Form(answer): Form<Answer>,
) -> Result<Response, Problem> {
    let (head, source) = open(&cx, &id).await?;
    let files: Vec<FileId> =
        answer.files.split_whitespace().map(|id| FileId(id.to_owned())).collect();
    let reason = if answer.reason.trim().is_empty() {
        cx.t_with("read-reason", &[("source", &source.name)])
    } else {
        answer.reason
    };
    let agreed = Agreed { source: head.id.cast(), good: answer.good, reason };
    let read = read(&cx, &files).await?;
    if let Some(looked) = import::take(&cx, &source, read, &agreed).await? {
        // Someone has changed the items since: what would be written is no longer what was agreed to.
        let told = Some("read-changed");
        return Ok(show::looked(&cx, (&head, &source), &looked, &files, told).await?);
    }
    for file in &files {
        cx.door.has_used(file).await?;
    }
    Ok(Redirect::to(&format!("/import-source/{}?done=read", head.id)).into_response())
}

/// The source, for whoever may read into it now.
async fn open(cx: &Context, id: &str) -> Result<(Head, ImportSource), Problem> {
    if cx.past().is_some() {
        return Err(Refusal::Past.into());
    }
    let (head, source) = cx.door.read_as(id_of::<ImportSource>(id)?).await?;
    if !cx.door.may(Action::Change, &head) {
        return Err(Refusal::Denied.into());
    }
    Ok((head, source))
}

/// The sheets of all files.
async fn read(cx: &Context, files: &[FileId]) -> Result<Vec<ReadSheet>, Problem> {
    let mut all = Vec::new();
    for file in files {
        let file = cx.door.file(file).await?;
        if let Ok(sheets) = sheets(file.bytes, &file.name).await? {
            all.extend(sheets);
        }
    }
    Ok(all)
}

/// The sheets of an Excel, OpenDocument or CSV file; a CSV's bears the file's name. Else the text's key of what is wrong.
async fn sheets(
    bytes: Vec<u8>,
    name: &str,
) -> Result<Result<Vec<ReadSheet>, &'static str>, Problem> {
    let name = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned();
    let read = spawn_blocking(move || match read_workbook(&bytes) {
        Err(SheetError::UnknownFormat) => {
            let sheet = read_csv(&bytes).map(|sheet| vec![ReadSheet { name, ..sheet }]);
            sheet.ok_or(SheetError::UnknownFormat)
        }
        read => read,
    });
    Ok(read.await.map_err(Refusal::broken)?.map_err(|fault| match fault {
        SheetError::TooLarge | SheetError::TooManyRows { .. } => "read-too-large",
        SheetError::Encrypted => "read-encrypted",
        _ => "read-unknown",
    }))
}
