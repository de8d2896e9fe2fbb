//! Minutes read from a file: what was found stands beside its lines; a person accepts, mends or drops it, and only then is
//! anything kept (AUD-25, T22).

mod form;
mod kept;

use axum::{
    extract::{Multipart, Path, RawForm},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use maud::html;
use stadga_model::{Action, Draft, FileId, Id, Record as _, Refusal};
use stadga_publish::text_in::{TextError, text_of_limited};
use stadga_store::{Batch, StoredFile};
use stadga_web::{Context, Problem, keep_file, ui};

use super::READ;
use crate::{
    Minute,
    read::{Reading, Words, read},
};
use form::Choices;

/// A kept file with its lines and what was found in them.
struct Read {
    file: StoredFile,
    lines: Vec<String>,
    reading: Reading,
}

fn allowed(cx: &Context) -> Result<(), Refusal> {
    if cx.past().is_some() {
        return Err(Refusal::Past);
    }
    cx.door.actor().reach(Action::Create, Minute::KIND).map(|_| ()).ok_or(Refusal::Denied)
}

/// GET /minute/read
pub(super) async fn ask(cx: Context) -> Result<Response, Problem> {
    allowed(&cx)?;
    Ok(upload(&cx, None))
}

/// The page where a file is handed in, with what was wrong with the last one.
fn upload(cx: &Context, fault: Option<&str>) -> Response {
    let page = cx
        .page(cx.t("minutes-title"))
        .lead(cx.t("minutes-lead"))
        .crumb(cx.t("minute-plural"), "/minute")
        .here(cx.t("minutes-title"));
    let body = html! {
        @if let Some(fault) = fault { (ui::alert("danger", &html! { p { (cx.t(fault)) } })) }
        form method="post" action=(READ) enctype="multipart/form-data" {
            div.drop {
                (ui::icon("upload"))
                label for="file" { (cx.t("minutes-file")) }
                p id="file-help" { (cx.t("minutes-file-help")) }
                input type="file" id="file" name="file" required accept=".pdf,.docx,.odt,.txt,.md" aria-describedby="file-help";
            }
            p.help { (cx.t("form-protective")) }
            div.form-actions { button.ds-button type="submit" { (cx.t("minutes-go")) } }
        }
    };
    match fault {
        None => page.show(body),
        Some(_) => (StatusCode::UNPROCESSABLE_ENTITY, page.show(body)).into_response(),
    }
}

/// POST /minute/read: keeps the file and goes to what it says.
pub(super) async fn take(cx: Context, mut parts: Multipart) -> Result<Response, Problem> {
    allowed(&cx)?;
    let unreadable = || Problem::told(StatusCode::BAD_REQUEST, "unreadable");
    let Some(part) = parts.next_field().await.map_err(|_| unreadable())? else {
        return Ok(upload(&cx, Some("minutes-fault-empty")));
    };
    let name = part.file_name().unwrap_or_default().to_owned();
    let Ok(bytes) = part.bytes().await else {
        return Ok(upload(&cx, Some("minutes-fault-size")));
    };
    if let Err(fault) = text_of_limited(&cx.app.program, &name, &bytes).await {
        return Ok(upload(&cx, Some(fault_key(fault))));
    }
    let id = keep_file(&cx, &name, &bytes).await?;
    Ok(Redirect::to(&format!("{READ}/{}", id.0)).into_response())
}

/// The sentence for a file that gave no text.
fn fault_key(fault: TextError) -> &'static str {
    match fault {
        TextError::Empty => "minutes-fault-empty",
        TextError::TooLarge | TextError::UnpacksTooLarge => "minutes-fault-size",
        TextError::UnknownFormat | TextError::LegacyDoc => "minutes-fault-format",
        TextError::Encrypted => "minutes-fault-locked",
        TextError::NoText => "minutes-fault-no-text",
        _ => "minutes-fault-broken",
    }
}

/// The file, if the reader may read it, with what is found in it.
async fn text(cx: &Context, file: String) -> Result<Result<Read, TextError>, Problem> {
    allowed(cx)?;
    let file = cx.door.file(&FileId(file)).await?;
    let extracted = match text_of_limited(&cx.app.program, &file.name, &file.bytes).await {
        Ok(extracted) => extracted,
        Err(fault) => return Ok(Err(fault)),
    };
    let words = Words::shipped().ok_or_else(|| Refusal::broken("the words of minutes"))?;
    let found = tokio::task::spawn_blocking(move || {
        let reading = read(&extracted.text, words);
        (extracted.text.lines().map(str::to_owned).collect(), reading)
    });
    let (lines, reading) = found.await.map_err(Refusal::broken)?;
    Ok(Ok(Read { file, lines, reading }))
}

/// GET /minute/read/{file}
pub(super) async fn show(cx: Context, Path(file): Path<String>) -> Result<Response, Problem> {
    match text(&cx, file).await? {
        Ok(read) => {
            let choices = Choices::proposed(&cx, &read).await?;
            Ok(form::page(&cx, &read, &choices, &[]).await?)
        }
        Err(fault) => Ok(upload(&cx, Some(fault_key(fault)))),
    }
}

/// POST /minute/read/{file}: makes the items that are taken, all of them or none.
pub(super) async fn make(
    cx: Context,
    Path(file): Path<String>,
    RawForm(form): RawForm,
) -> Result<Response, Problem> {
    let read = match text(&cx, file).await? {
        Ok(read) => read,
        Err(fault) => return Ok(upload(&cx, Some(fault_key(fault)))),
    };
    let choices = Choices::sent(&read, &form);
    let faults = choices.faults();
    if !faults.is_empty() {
        return stopped(&cx, &read, &choices, &faults).await;
    }
    let minutes = kept::minutes(&read, &choices);
    let drafts = minutes.iter().map(|minute| Draft::new(Id::<Minute>::new(cx.now()), minute));
    let creates = drafts.collect::<Result<Vec<_>, _>>()?;
    let reason = cx.t_with("minutes-reason", &[("file", &read.file.name)]);
    match cx.door.write(Batch { creates, reason, ..Batch::default() }).await {
        Ok(_) => {
            let body = choices.body.map(|body| format!("&body={body}")).unwrap_or_default();
            let day = choices.day.map(|day| format!("date.from={day}&date.to={day}"));
            Ok(Redirect::to(&format!("/minute?{}{body}", day.unwrap_or_default())).into_response())
        }
        Err(Refusal::Refused(findings)) => {
            let told: Vec<_> = findings.iter().map(|one| ui::sentence(&cx, one)).collect();
            stopped(&cx, &read, &choices, &told).await
        }
        Err(refusal) => Err(refusal.into()),
    }
}

async fn stopped(
    cx: &Context,
    read: &Read,
    choices: &Choices,
    faults: &[String],
) -> Result<Response, Problem> {
    let told: Vec<_> =
        faults.iter().map(|key| cx.maybe(key).unwrap_or_else(|| key.clone())).collect();
    let page = form::page(cx, read, choices, &told).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

#[cfg(test)]
mod tests;
