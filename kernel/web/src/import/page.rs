//! The import's pages: ask for a file, show what it would do, do it.

use super::{
    cell::Links,
    columns::{Columns, Of},
    gather,
    parts::{Part, parts},
    plan::{self, Known, Outcome, RowPlan},
    rows, show, write,
};
use crate::{Context, Problem, export, files, gate::too_large, spoken::Spoken};
use axum::{
    Form,
    extract::{Multipart, Path},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;
use stadga_model::{Action, Field, FileId, Kind, Refusal, Revision};
use stadga_publish::sheet::{ReadSheet, SheetError, read_csv, read_workbook};
use std::collections::HashMap;
use tokio::task::spawn_blocking;

/// A file with its plan.
pub(super) struct Looked {
    /// The columns of each sheet that was understood, with the sheet's name.
    pub columns: Vec<(String, Columns)>,
    /// What each row would do.
    pub rows: Vec<RowPlan>,
    /// The kept file that was read.
    pub file: FileId,
}

impl Looked {
    /// How many rows would be written.
    pub fn good(&self) -> usize {
        let good =
            |row: &&RowPlan| matches!(row.outcome, Outcome::New(_) | Outcome::Changed { .. });
        self.rows.iter().filter(good).count()
    }
}

/// GET /{kind}/import
pub(super) async fn ask(cx: Context, Path(kind): Path<String>) -> Result<Response, Problem> {
    let kind = importable(&cx, &kind)?;
    Ok(show::ask(&cx, kind))
}

/// POST /{kind}/import: reads the file and shows what it would do. Nothing is changed.
pub(super) async fn look(
    cx: Context,
    Path(kind): Path<String>,
    mut form: Multipart,
) -> Result<Response, Problem> {
    let kind = importable(&cx, &kind)?;
    let unreadable = |_| Problem::told(StatusCode::BAD_REQUEST, "import-no-file");
    while let Some(part) = form.next_field().await.map_err(unreadable)? {
        if part.name() != Some("file") {
            continue;
        }
        let name = part.file_name().unwrap_or("import").to_owned();
        let bytes = part.bytes().await.map_err(|_| too_large())?;
        // Read before it is kept: what is no spreadsheet is not kept at all.
        read(bytes.to_vec()).await?;
        let file = files::keep(&cx, &name, &bytes).await?;
        cx.door.let_wait(&file).await?;
        let looked = plan_file(&cx, kind, file).await?;
        return Ok(show::looked(&cx, kind, &looked, None));
    }
    Err(Problem::told(StatusCode::BAD_REQUEST, "import-no-file"))
}

#[derive(Deserialize)]
pub(super) struct Agreed {
    file: String,
    good: usize,
    #[serde(default)]
    reason: String,
}

/// POST /{kind}/import/write: writes the good rows, if they are still those that were shown.
pub(super) async fn write(
    cx: Context,
    Path(kind): Path<String>,
    Form(agreed): Form<Agreed>,
) -> Result<Response, Problem> {
    let kind = importable(&cx, &kind)?;
    let looked = plan_file(&cx, kind, FileId(agreed.file)).await?;
    if looked.good() != agreed.good {
        // Someone has changed the records since: what would be written is no longer what was agreed to.
        return Ok(show::looked(&cx, kind, &looked, Some("import-changed")));
    }
    write::write(&cx, kind.spec, &looked.rows, agreed.reason).await?;
    cx.door.has_used(&looked.file).await?;
    Ok(Redirect::to(&format!("/{}?done=imported", kind.spec.kind)).into_response())
}

fn importable<'a>(cx: &'a Context, kind: &str) -> Result<&'a Kind, Problem> {
    let kind = cx.door.kind(kind)?;
    if cx.past().is_some() {
        return Err(Refusal::Past.into());
    }
    let actor = cx.door.actor();
    let may =
        [Action::Create, Action::Change].iter().any(|a| actor.reach(*a, kind.spec.kind).is_some());
    if may { Ok(kind) } else { Err(Refusal::Denied.into()) }
}

/// The sheets of an Excel, OpenDocument or CSV file.
async fn read(bytes: Vec<u8>) -> Result<Vec<ReadSheet>, Problem> {
    let fits = bytes.len() <= files::LARGEST;
    let read = spawn_blocking(move || match read_workbook(&bytes) {
        Err(SheetError::UnknownFormat) => {
            read_csv(&bytes).map(|sheet| vec![sheet]).ok_or(SheetError::UnknownFormat)
        }
        read => read,
    });
    let sheets = read.await.map_err(Refusal::broken)?;
    let key = |fault: &SheetError| match fault {
        // The file itself is small enough: it is what it unpacks to that is not.
        SheetError::TooLarge if fits => "sheet-unpacks",
        fault => problem_key(fault),
    };
    sheets.map_err(|fault| Problem::told(StatusCode::UNPROCESSABLE_ENTITY, key(&fault)))
}

fn problem_key(fault: &SheetError) -> &'static str {
    match fault {
        SheetError::Empty => "sheet-empty",
        SheetError::TooLarge | SheetError::TooManyRows { .. } => "sheet-too-large",
        SheetError::Legacy => "sheet-legacy",
        SheetError::Encrypted => "sheet-encrypted",
        SheetError::Broken => "sheet-broken",
        SheetError::UnknownFormat | SheetError::TextTooLong { .. } | SheetError::Write(_) => {
            "sheet-unknown"
        }
    }
}

async fn plan_file(cx: &Context, kind: &Kind, file: FileId) -> Result<Looked, Problem> {
    let sheets = read(cx.door.file(&file).await?.bytes).await?;
    let parts = parts(&sheets, kind.spec, &cx.app.texts);
    if parts.is_empty() {
        return Err(Problem::told(StatusCode::UNPROCESSABLE_ENTITY, "import-no-columns"));
    }
    let records = gather::records(cx, kind.spec, &parts).await?;
    let links = gather::links(cx, &parts).await?;
    let mut rows = planned(cx, kind, &parts, &records, &links).await?;
    let columns: Vec<_> =
        parts.into_iter().map(|part| (part.sheet.name.clone(), part.columns)).collect();
    write::hold(cx, kind.spec, &columns, &mut rows).await?;
    Ok(Looked { columns, rows, file })
}

async fn planned(
    cx: &Context,
    kind: &Kind,
    parts: &[Part<'_>],
    records: &HashMap<String, Revision>,
    links: &Links,
) -> Result<Vec<RowPlan>, Refusal> {
    let linking = parts.iter().flat_map(|part| match part.of {
        Of::Records => part.columns.fields().map(|(_, field)| field).collect(),
        Of::Rows(field) => vec![field],
    });
    let fields: Vec<&'static Field> = linking.collect();
    let titles = export::titles(cx, kind.spec, &fields, records.values()).await?;
    let mut planned = Vec::new();
    for (number, part) in parts.iter().enumerate() {
        let words = part.of.words(kind.spec);
        let spoken = Spoken {
            texts: &cx.app.texts,
            scales: cx.app.store.scales(),
            language: cx.language,
            kind: &words,
            titles: &titles,
        };
        let known =
            Known { spec: kind.spec, lifecycle: kind.lifecycle, spoken: &spoken, records, links };
        let outcomes = match part.of {
            Of::Records => plan::plan(part.sheet, &part.columns, &known),
            Of::Rows(field) => rows::plan(part.sheet, &part.columns, field, &known),
        };
        planned.extend(part.sheet.rows.iter().skip(1).zip(outcomes).map(|(row, outcome)| {
            RowPlan { part: number, sheet: part.sheet.name.clone(), row: row.number, outcome }
        }));
    }
    Ok(planned)
}
