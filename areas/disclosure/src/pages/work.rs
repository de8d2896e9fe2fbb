//! A request's workbench: what it covers, what is to be decided of each detail, how the copy looks, the copies.

mod details;
mod masked;
mod preview;

use super::{
    answer,
    aside::{may_be_refused, refusal_links, waited},
    case_of,
    copies::lacking,
    decide::REFUSED,
    open,
};
use crate::{
    DisclosureCopy,
    extract::{self, Opened},
    gather::Case,
    request::Outcome,
};
use axum::{
    extract::Path,
    http::StatusCode,
    response::{Html, IntoResponse as _, Response},
};
use maud::{Markup, html};
use stadga_model::{FileId, Head, Refusal};
use stadga_store::ListQuery;
use stadga_web::{
    Context, Problem, Reader, require_level,
    ui::{self, Column, Titles, format},
};

/// GET /disclosure-request/{id}/work
pub(crate) async fn show(
    cx: Context,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let case = case_of(&cx, &reader, &id).await?;
    Ok(page(&cx, &case, &Opened::new(), None).await?)
}

/// POST /disclosure-request/{id}/read: the same with what marks withhold, for whoever they name; each reading is noted.
pub(crate) async fn read(
    cx: Context,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    require_level(&reader, cx.app.sign_in.marked.level)?;
    let case = case_of(&cx, &reader, &id).await?;
    if !case.may_change(&cx) {
        return Err(Refusal::Denied.into());
    }
    let actor = cx.door.actor();
    let may = |id| case.record(id).is_some_and(|record| actor.cleared(&record.head));
    let opened = open(&cx, &case, may).await?;
    Ok(page(&cx, &case, &opened, None).await?)
}

/// The workbench with the sentence that says why nothing was kept.
pub(super) async fn refused(cx: &Context, case: &Case, why: String) -> Result<Response, Problem> {
    Ok(page(cx, case, &Opened::new(), Some(why)).await?)
}

/// What the parts of the workbench are drawn from.
#[derive(Clone, Copy)]
struct Bench<'a> {
    cx: &'a Context,
    case: &'a Case,
    /// What marks withhold and has been read.
    opened: &'a Opened,
    /// What the opened records link to.
    titles: &'a Titles,
    /// Whether the reader may decide.
    may: bool,
}

async fn page(
    cx: &Context,
    case: &Case,
    opened: &Opened,
    fault: Option<String>,
) -> Result<Response, Refusal> {
    let (request, may) = (&case.request, case.may_change(cx));
    let extract = extract::masked(cx, case, opened).await?;
    let made = made(cx, case).await?;
    let mut linked = Vec::new();
    for record in opened.values() {
        let spec = cx.door.kind(&record.head.kind)?.spec;
        linked.extend(spec.links(&record.body).into_iter().map(|(_, id)| id));
    }
    let titles = Titles::of(&case.then, linked).await?;
    let bench = Bench { cx, case, opened, titles: &titles, may };
    let state = case.head.state.as_deref().unwrap_or_default();
    let body = html! {
        @if let Some(fault) = &fault {
            (ui::alert("danger", &html! { p { (fault) } p { (cx.t("disclosure-kept-nothing")) } }))
        }
        (asked(cx, case))
        (details::details(&bench))
        (masked::handing(&bench))
        (preview::preview(&bench, &extract))
        (making(cx, case, may))
        (copies(cx, &made))
        @if answer::can_be_given(cx, case, &made) { (answering(cx, case)) }
        @if may_be_refused(request) {
            (ui::panel("refusal", &cx.t("disclosure-refusal"), &html! {
                p { (cx.t("disclosure-refusal-why")) }
                div.actions { (refusal_links(cx, &case.head.id.to_string())) }
            }))
        }
    };
    let page = cx
        .page(&request.title)
        .crumb(cx.t("disclosure-request-plural"), "/disclosure-request")
        .crumb(&case.head.number, format!("/disclosure-request/{}", case.head.id))
        .here(cx.t("disclosure-work"))
        .lead(cx.t("disclosure-work-lead"))
        .signs(html! {
            (ui::badge("info", &cx.t(&format!("disclosure-request-state-is-{state}"))))
            span { (waited(cx, request)) }
        });
    let status = if fault.is_some() { REFUSED } else { StatusCode::OK };
    Ok((status, Html(page.text(&body))).into_response())
}

/// What is asked for and what it covers.
fn asked(cx: &Context, case: &Case) -> Markup {
    let shows = format::moment(case.shows);
    ui::panel(
        "asked",
        &cx.t("disclosure-asked"),
        &html! {
            div.prose { (case.request.asked.0) }
            p.muted { (cx.t_with("disclosure-covers", &[("n", &case.covered.len().to_string()), ("at", &shows)])) }
            @if let Some(address) = &case.request.compilation { p { (cx.t("disclosure-compilation")) " " a href=(address) { (address) } } }
            ul {
                @for record in case.covered.iter().take(LISTED) {
                    li {
                        a href=(format!("/{}/{}", record.head.kind, record.head.id)) { (record.head.number) } " "
                        span.muted { (cx.t(&record.head.kind)) }
                    }
                }
                @if case.covered.len() > LISTED {
                    li { (cx.t_with("value-more", &[("n", &(case.covered.len() - LISTED).to_string())])) }
                }
            }
        },
    )
}

/// So many of the covered records stand by number.
const LISTED: usize = 20;

/// The button that makes the copies, or what they wait for.
fn making(cx: &Context, case: &Case, may: bool) -> Markup {
    let lacks = lacking(cx, case);
    let whole =
        if case.is_cleared() { "disclosure-original-kept" } else { "disclosure-original-not" };
    html! {
        @if may {
            (ui::panel("making", &cx.t("disclosure-make"), &html! {
                @match lacks {
                    Some(lacks) => { p { (lacks) } }
                    None => {
                        p { (cx.t("disclosure-make-why")) " " (cx.t(whole)) }
                        form method="post" action=(format!("/disclosure-request/{}/copies", case.head.id)) {
                            button.ds-button type="submit" { (cx.t("disclosure-make-do")) }
                        }
                    }
                }
            }))
        }
    }
}

/// The copies that have been made, newest first.
pub(super) async fn made(
    cx: &Context,
    case: &Case,
) -> Result<Vec<(Head, DisclosureCopy)>, Refusal> {
    cx.door.all(ListQuery::linking("request", case.head.id)).await
}

/// The button that says that the copy has gone to whoever asks.
fn answering(cx: &Context, case: &Case) -> Markup {
    let outcome = match answer::outcome(case) {
        Outcome::Whole => cx.t("disclosure-request-outcome-is-whole"),
        _ => cx.t("disclosure-request-outcome-is-part"),
    };
    ui::panel(
        "answering",
        &cx.t("disclosure-answer"),
        &html! {
            p { (cx.t_with("disclosure-answer-why", &[("outcome", &outcome)])) }
            form method="post" action=(format!("/disclosure-request/{}/answer", case.head.id)) {
                button.ds-button type="submit" { (cx.t("disclosure-answer-do")) }
            }
        },
    )
}

fn copies(cx: &Context, copies: &[(Head, DisclosureCopy)]) -> Markup {
    let columns = ["disclosure-copy", "disclosure-copy-made", "disclosure-files"];
    let mut columns: Vec<Column> =
        columns.iter().map(|key| Column::text(cx.heading(key))).collect();
    columns.push(Column::number(cx.t("disclosure-copy-masked")));
    columns.push(Column::number(cx.t("disclosure-copy-hours")));
    let rows: Vec<_> = copies.iter().map(|(head, copy)| row(cx, head, copy)).collect();
    html! {
        section id="copies" { @if !rows.is_empty() { (ui::table(&cx.t("disclosure-copies-made"), &columns, &rows)) } }
    }
}

fn row(cx: &Context, head: &Head, copy: &DisclosureCopy) -> Vec<Markup> {
    let file = |name: &str, file: &Option<FileId>| {
        html! {
            @match file.as_ref().map(|file| file.0.as_str()) {
                Some(id) => { a href=(format!("/files/{id}")) { (cx.t(&format!("disclosure-copy-{name}"))) } " " }
                None if head.withholds(name) => { span.withheld { (ui::icon("lock")) " " (cx.t(&format!("disclosure-copy-{name}"))) } " " }
                None => {}
            }
        }
    };
    let files = [
        ("pdf", &copy.pdf),
        ("word", &copy.word),
        ("sheet", &copy.sheet),
        ("data", &copy.data),
        ("original", &copy.original),
    ];
    let number = |n: Option<i64>| html! { @if let Some(n) = n { (n) } };
    vec![
        html! { a href=(format!("/disclosure-copy/{}", head.id)) { (head.number) } },
        html! { (format::moment(copy.made)) },
        html! {
            @for (name, id) in files { (file(name, id)) }
            @for (at, attached) in copy.attachments.iter().enumerate() {
                @if let Some(id) = &attached.file {
                    a href=(format!("/files/{}", id.0)) { (cx.t_with("disclosure-file-name", &[("n", &(at + 1).to_string())])) } " "
                }
            }
        },
        number(copy.masked),
        number(copy.hours),
    ]
}
