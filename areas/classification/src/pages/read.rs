//! Reading a list of classifications: ask for it, show what its columns mean and what it would do, put that right, do it.

mod show;

use axum::{
    extract::{Form, Multipart, Path},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use stadga_model::{Action, FileId, Head, Id, Refusal};
use stadga_publish::sheet::{ReadSheet, SheetError, read_csv, read_workbook};
use stadga_web::{Context, Problem, keep_file};
use std::collections::BTreeMap;
use tokio::task::spawn_blocking;

use super::id_of;
use crate::{
    ClassificationSource,
    import::{self, Told},
    source::Part,
};

/// GET /classification-source/{id}/read
pub(super) async fn ask(cx: Context, Path(id): Path<String>) -> Result<Response, Problem> {
    let (head, source) = open(&cx, &id).await?;
    Ok(show::ask(&cx, &head, &source, None))
}

/// POST /classification-source/{id}/read: reads the list and shows what it would do. Nothing is changed.
pub(super) async fn look(
    cx: Context,
    Path(id): Path<String>,
    mut form: Multipart,
) -> Result<Response, Problem> {
    let (head, source) = open(&cx, &id).await?;
    let unreadable = |_| Problem::told(StatusCode::BAD_REQUEST, "unreadable");
    let mut kept = None;
    while let Some(part) = form.next_field().await.map_err(unreadable)? {
        if part.name() != Some("file") {
            continue;
        }
        let chosen = part.file_name().filter(|name| !name.is_empty()).map(str::to_owned);
        let bytes = part.bytes().await.map_err(unreadable)?;
        if bytes.is_empty() {
            let fault = if chosen.is_some() { "class-read-empty" } else { "class-read-no-file" };
            return Ok(show::ask(&cx, &head, &source, Some(fault)));
        }
        let name = chosen.unwrap_or_else(|| "import".to_owned());
        // Read before it is kept: what is no spreadsheet is not kept at all.
        if let Err(fault) = sheets(bytes.to_vec(), &name).await? {
            return Ok(show::ask(&cx, &head, &source, Some(fault)));
        }
        let file = keep_file(&cx, &name, &bytes).await?;
        cx.door.let_wait(&file).await?;
        kept = Some(file);
    }
    let Some(file) = kept else {
        return Ok(show::ask(&cx, &head, &source, Some("class-read-no-file")));
    };
    looked(&cx, (&head, &source), &file, &Told::new(), None).await
}

async fn looked(
    cx: &Context,
    (head, source): (&Head, &ClassificationSource),
    file: &FileId,
    said: &Told,
    told: Option<&str>,
) -> Result<Response, Problem> {
    let sheets = of_file(cx, file).await?;
    match import::look(cx, source, &sheets, said).await? {
        Some(looked) => Ok(show::looked(cx, (head, source), &looked, file, told)),
        None => Ok(show::ask(cx, head, source, Some("class-read-no-columns"))),
    }
}

/// POST /classification-source/{id}/read/write: shows it anew with other columns, or writes the good rows, if they are still
/// those that were shown.
pub(super) async fn write(
    cx: Context,
    Path(id): Path<String>,
    Form(sent): Form<BTreeMap<String, String>>,
) -> Result<Response, Problem> {
    let (head, source) = open(&cx, &id).await?;
    let file = FileId(sent.get("file").cloned().unwrap_or_default());
    let said = said(&sent);
    // What somebody has changed since it was shown is shown before it is written.
    let agreed = sent.get("agreed").is_some_and(|agreed| *agreed == spoken(&said));
    if sent.get("act").map(String::as_str) != Some("write") || !agreed {
        return looked(&cx, (&head, &source), &file, &said, None).await;
    }
    let good: usize = sent.get("good").and_then(|good| good.parse().ok()).unwrap_or(0);
    let sheets = of_file(&cx, &file).await?;
    let id: Id<ClassificationSource> = head.id.cast();
    if let Some(looked) = import::take(&cx, (id, &source), &sheets, &said, good).await? {
        // Someone has changed something since: what would be written is no longer what was agreed to.
        return Ok(show::looked(&cx, (&head, &source), &looked, &file, Some("class-read-changed")));
    }
    cx.door.has_used(&file).await?;
    Ok(Redirect::to(&format!("/classification-source/{}?done=read", head.id)).into_response())
}

/// What the form says of the columns: `column.{sheet}.{place}`.
fn said(sent: &BTreeMap<String, String>) -> Told {
    let mut said = Told::new();
    for (name, value) in sent {
        let place = name.strip_prefix("column.").and_then(|rest| rest.split_once('.'));
        let parsed = place.and_then(|(sheet, at)| Some((sheet.parse().ok()?, at.parse().ok()?)));
        if let Some(((sheet, at), part)) = parsed.zip(Part::of(value)) {
            said.entry(sheet).or_default().insert(at, part);
        }
    }
    said
}

/// What the columns mean, in one line.
fn spoken(said: &Told) -> String {
    let pairs: Vec<String> = said
        .iter()
        .flat_map(|(sheet, columns)| {
            columns.iter().map(move |(at, part)| format!("{sheet}.{at}={}", part.key()))
        })
        .collect();
    pairs.join(";")
}

/// The source, for whoever may read into it now.
async fn open(cx: &Context, id: &str) -> Result<(Head, ClassificationSource), Problem> {
    if cx.past().is_some() {
        return Err(Refusal::Past.into());
    }
    let (head, source) = cx.door.read_as(id_of::<ClassificationSource>(id)?).await?;
    if !cx.door.may(Action::Change, &head) || head.withheld.is_some() {
        return Err(Refusal::Denied.into());
    }
    Ok((head, source))
}

async fn of_file(cx: &Context, file: &FileId) -> Result<Vec<ReadSheet>, Problem> {
    let file = cx.door.file(file).await?;
    Ok(sheets(file.bytes, &file.name).await?.unwrap_or_default())
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
        SheetError::TooLarge | SheetError::TooManyRows { .. } => "class-read-too-large",
        SheetError::Encrypted => "class-read-encrypted",
        _ => "class-read-unknown",
    }))
}
