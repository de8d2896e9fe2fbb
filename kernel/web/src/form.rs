//! The forms that make and change records, made from the kind's description: nothing written is ever lost.

mod conflict;
mod excerpt;
mod filled;
mod input;
mod page;
mod parse;
mod sent;
mod step;

use crate::{
    Address, Context, Problem,
    gate::{Reader, require_level},
    secrecy,
    ui::Said,
};
use axum::{
    extract::{Path, RawQuery, Request},
    http::StatusCode,
    response::{Html, IntoResponse, Redirect, Response},
};
use stadga_model::{Action, Body, Draft, Field, FieldType, Finding, Head, Id, Kind, Refusal};
use stadga_store::{Batch, Opened};
use tower_sessions::Session;

pub use excerpt::{Excerpt, Written};
pub use filled::Filled;
pub(crate) use input::found_id;
pub(crate) use page::{Form, act, enter, one_input, said};
pub use parse::{Fault, parse};
pub(crate) use sent::{limit, read as sent};
pub(crate) use step::Step;

/// Names in forms that are no fields: what to do, why, the revision that is changed, and the one that the form showed.
pub(crate) const ACT: &str = "_act";
pub(crate) const REASON: &str = "_reason";
pub(crate) const REVISION: &str = "_revision";
pub(crate) const BASE: &str = "_base";
/// What the enter key does: it saves, or searches where words stand in a search that has not been made.
pub(crate) const ENTER: &str = "enter";

/// Whether a form asks for a field: the program's own and the state of a lifecycle are not for writing.
pub(crate) fn is_asked(kind: &Kind, field: &Field) -> bool {
    let state = kind.lifecycle.is_some() && kind.spec.state == Some(field.name);
    !field.fixed && !state
}

/// The fields of a record that have closed: no form asks for them.
async fn closed(cx: &Context, kind: &Kind, opened: &Opened) -> Result<Vec<&'static str>, Refusal> {
    let near = cx.door.near(opened.head().id).await?;
    let fields = kind.spec.fields.iter().map(|field| field.name);
    let withheld = |name: &str| opened.is_part() && opened.head().withholds(name);
    let closed = |name: &&str| withheld(name) || !kind.is_open(name, &opened.body, &near);
    Ok(fields.filter(closed).collect())
}

/// What a record has before anyone has written anything.
fn blank(kind: &Kind) -> Body {
    let state = kind.lifecycle.zip(kind.spec.state);
    state
        .into_iter()
        .map(|(lifecycle, field)| (field.to_owned(), lifecycle.initial.into()))
        .collect()
}

/// GET /{kind}/new: an empty form; the address can fill it: `?causes={id}`.
pub(crate) async fn new(
    cx: Context,
    Path(kind): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let kind = may_create(&cx, &kind)?;
    let query = query.unwrap_or_default();
    let filled: Filled = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    Ok(Form::new(&cx, kind, filled).page(StatusCode::OK).await?)
}

fn may_create<'a>(cx: &'a Context, kind: &str) -> Result<&'a Kind, Refusal> {
    let kind = cx.door.kind(kind)?;
    match (cx.past(), cx.door.actor().reach(Action::Create, kind.spec.kind)) {
        (Some(_), _) => Err(Refusal::Past),
        (None, None) => Err(Refusal::Denied),
        (None, Some(_)) if !kind.spec.has_form() => Err(Refusal::NotFound),
        (None, Some(_)) => Ok(kind),
    }
}

/// POST /{kind}/new
pub(crate) async fn create(
    cx: Context,
    Path(kind): Path<String>,
    request: Request,
) -> Result<Response, Problem> {
    let kind = may_create(&cx, &kind)?;
    let mut filled = sent::read(&cx, request).await?;
    if act(&mut filled) {
        return Ok(Form::new(&cx, kind, filled).page(StatusCode::OK).await?);
    }
    filled.tidy(kind.spec.fields, "");
    let (body, faults) =
        parse(kind.spec.fields, &|field| is_asked(kind, field), &filled, &blank(kind));
    let faults = said(&cx, kind, &faults);
    let draft = Draft { id: Id::new(cx.app.store.now()), kind: kind.spec.kind, body };
    let to = format!("/{}/{}?done=created", draft.kind, draft.id);
    let batch = Batch {
        creates: vec![draft],
        reason: filled.get(REASON).trim().to_owned(),
        // What cannot be read stops the write, but the rules have their say of all the rest at once.
        dry_run: !faults.is_empty(),
        ..Batch::default()
    };
    match told(&cx, cx.door.write(batch).await.map(drop), faults)? {
        (findings, faults) if findings.is_empty() && faults.is_empty() => {
            Ok(Redirect::to(&to).into_response())
        }
        (findings, faults) => {
            let form = Form::new(&cx, kind, filled).with_faults(&findings, faults);
            Ok(form.page(StatusCode::UNPROCESSABLE_ENTITY).await?)
        }
    }
}

/// A write's outcome together with the form's own faults: what stops the record, if anything does. Who may not write
/// with just these values (another's unit, say) is told so in the form, and loses nothing.
pub(crate) fn told(
    cx: &Context,
    outcome: Result<(), Refusal>,
    mut faults: Vec<Said>,
) -> Result<(Vec<Finding>, Vec<Said>), Refusal> {
    match outcome {
        Ok(()) => Ok((Vec::new(), faults)),
        Err(Refusal::Refused(findings)) => Ok((findings, faults)),
        Err(Refusal::Denied) => {
            let (path, code, sentence) = (None, String::new(), cx.t("form-denied"));
            faults.push(Said { path, code, sentence, blocking: true });
            Ok((Vec::new(), faults))
        }
        Err(other) => Err(other),
    }
}

/// The name in an address that asks for one more row of a field: `?add=progress`.
const ADD: &str = "add";

/// Whether the reader may change a record as it stands.
pub(crate) fn may_change(cx: &Context, head: &Head) -> bool {
    cx.past().is_none() && cx.door.may(Action::Change, head) && !head.is_disposed()
}

/// Where the reader writes the field at a path of a record; one that holds rows gets one more. None, where the reader
/// cannot.
pub fn address(cx: &Context, head: &Head, path: &str) -> Option<String> {
    let kind = cx.app.kinds().get(&head.kind)?;
    let (name, inside) = path.split_once('.').unwrap_or((path, ""));
    let field = kind.spec.field(name).filter(|field| is_asked(kind, field))?;
    if !may_change(cx, head) || head.withholds(name) {
        return None;
    }
    let form = format!("/{}/{}/edit", head.kind, head.id);
    Some(match field.ty {
        FieldType::Rows(_) if inside.split('.').all(input::is_name) => {
            format!("{form}?{ADD}={name}")
        }
        _ => format!("{form}#{}", input::id(path)),
    })
}

/// GET /{kind}/{id}/edit: without what the record's marks withhold.
pub(crate) async fn edit(
    cx: Context,
    Path((kind, id)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let (kind, opened) = open(&cx, &kind, &id).await?;
    edited(&cx, kind, (&opened, query)).await
}

/// GET /{kind}/{id}/edit/whole: with what the record's marks withhold; that is a reading, and noted as one.
pub(crate) async fn edit_whole(
    cx: Context,
    reader: Reader,
    session: Session,
    Path((kind, id)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    require_level(&reader, cx.app.sign_in.marked.level)?;
    let (kind, opened) = open(&cx, &kind, &id).await?;
    let purpose = cx.t("reveal-to-change");
    cx.door.reveal(opened.head().id, &purpose).await?;
    secrecy::remember(&cx.app, &session, (opened.head().id, &purpose)).await?;
    let opened = cx.door.open_whole(opened.head().id).await?;
    edited(&cx, kind, (&opened, query)).await
}

async fn edited(
    cx: &Context,
    kind: &Kind,
    (opened, query): (&Opened, Option<String>),
) -> Result<Response, Problem> {
    let filled = Filled::of(kind.spec.fields, &opened.body);
    let closed = closed(cx, kind, opened).await?;
    let form = Form::of(cx, kind, filled, opened).without(closed);
    let added = Address::read(&query.unwrap_or_default());
    Ok(form.adding(added.get(ADD).unwrap_or_default(), &[]).page(StatusCode::OK).await?)
}

/// The record at an address, opened for a change.
pub(crate) async fn open<'a>(
    cx: &'a Context,
    kind: &str,
    id: &str,
) -> Result<(&'a Kind, Opened), Refusal> {
    let opened = cx.door.open(id.parse().map_err(|_| Refusal::NotFound)?).await?;
    if opened.head().kind != kind {
        return Err(Refusal::NotFound);
    }
    Ok((cx.door.kind(kind)?, opened))
}

/// POST /{kind}/{id}/edit
pub(crate) async fn change(
    cx: Context,
    Path((kind, id)): Path<(String, String)>,
    request: Request,
) -> Result<Response, Problem> {
    let (kind, opened) = open(&cx, &kind, &id).await?;
    changed(&cx, kind, opened, request).await
}

/// POST /{kind}/{id}/edit/whole
pub(crate) async fn change_whole(
    cx: Context,
    reader: Reader,
    Path((kind, id)): Path<(String, String)>,
    request: Request,
) -> Result<Response, Problem> {
    require_level(&reader, cx.app.sign_in.marked.level)?;
    let (kind, opened) = open(&cx, &kind, &id).await?;
    let opened = cx.door.open_whole(opened.head().id).await?;
    changed(&cx, kind, opened, request).await
}

async fn changed(
    cx: &Context,
    kind: &Kind,
    opened: Opened,
    request: Request,
) -> Result<Response, Problem> {
    let to = format!("/{}/{}", kind.spec.kind, opened.head().id);
    let closed = closed(cx, kind, &opened).await?;
    match take(cx, kind, (opened, closed), request).await? {
        Outcome::Done(done) => Ok(Redirect::to(&format!("{to}?done={done}")).into_response()),
        Outcome::Again(form, status) => Ok(form.page(status).await?),
        Outcome::Clash(page) => Ok(page),
    }
}

/// What came of a form that changes a record.
enum Outcome<'a> {
    /// The key of what to say: `saved`, `unchanged`.
    Done(&'static str),
    /// The form again: something stops it, or a row was asked for.
    Again(Box<Form<'a>>, StatusCode),
    /// Someone else was quicker.
    Clash(Response),
}

/// Writes what was sent into an opened record, but for its closed fields.
async fn take<'a>(
    cx: &'a Context,
    kind: &'a Kind,
    (mut opened, closed): (Opened, Vec<&'static str>),
    request: Request,
) -> Result<Outcome<'a>, Problem> {
    let mut filled = sent::read(cx, request).await?;
    if act(&mut filled) {
        let form = Form::of(cx, kind, filled, &opened).without(closed);
        return Ok(Outcome::Again(Box::new(form), StatusCode::OK));
    }
    filled.tidy(kind.spec.fields, "");
    let base = conflict::base(cx, &opened, &filled).await?;
    let asked = |field: &Field| is_asked(kind, field) && !closed.contains(&field.name);
    let (mine, faults) = parse(kind.spec.fields, &asked, &filled, &base);
    if filled.get(REVISION) != opened.head().revision.to_string() {
        let page = conflict::page(cx, kind, &opened, &filled, (&base, &mine)).await?;
        return Ok(Outcome::Clash(page));
    }
    let before = opened.body.clone();
    opened.body = conflict::merged(kind, &filled, &before, &mine);
    save(cx, kind, (opened, before, closed), filled, said(cx, kind, &faults)).await
}

async fn save<'a>(
    cx: &'a Context,
    kind: &'a Kind,
    (opened, before, closed): (Opened, Body, Vec<&'static str>),
    filled: Filled,
    faults: Vec<Said>,
) -> Result<Outcome<'a>, Problem> {
    let same = kind.shape(&opened.body).is_ok_and(|body| body == before);
    if same && faults.is_empty() {
        return Ok(Outcome::Done("unchanged"));
    }
    let batch = Batch {
        saves: vec![opened.clone()],
        reason: filled.get(REASON).trim().to_owned(),
        dry_run: !faults.is_empty(),
        ..Batch::default()
    };
    let outcome = cx.door.write(batch).await.map(drop);
    if let Err(Refusal::Stale(_)) = outcome {
        // Someone was quicker between our look and our write.
        let (_, current) = open(cx, kind.spec.kind, &opened.head().id.to_string()).await?;
        let page = conflict::page(cx, kind, &current, &filled, (&before, &opened.body)).await?;
        return Ok(Outcome::Clash(page));
    }
    match told(cx, outcome, faults)? {
        (findings, faults) if findings.is_empty() && faults.is_empty() => {
            Ok(Outcome::Done("saved"))
        }
        (findings, faults) => {
            let form = Form::of(cx, kind, filled, &opened).without(closed);
            let form = Box::new(form.with_faults(&findings, faults));
            Ok(Outcome::Again(form, StatusCode::UNPROCESSABLE_ENTITY))
        }
    }
}

/// A page with a status of its own.
pub(crate) fn with_status(status: StatusCode, page: String) -> Response {
    (status, Html(page)).into_response()
}
