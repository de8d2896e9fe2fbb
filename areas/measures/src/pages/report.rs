//! One report of how a measure goes, on a page of its own: two minutes for whoever is seldom here (ISM-16).

use axum::{
    extract::{Path, Request},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use maud::{Markup, html};
use stadga_model::{Head, Near, Record as _, Refusal, Revision};
use stadga_web::{Context, Excerpt, Problem, Written, form_address, ui};

use crate::{Measure, measure::is_followed};

/// The field that is written here.
const FIELD: &str = "progress";

/// The page's address.
pub(crate) fn address(head: &Head) -> String {
    format!("/measure/{}/report", head.id)
}

/// The button on the measure's own page, while there is something left to report: the first thing to do there.
pub(crate) async fn button(cx: &Context, revision: &Revision, _: &Near) -> Result<Markup, Refusal> {
    let measure = revision.typed::<Measure>()?;
    let writes = form_address(cx, &revision.head, FIELD).is_some();
    let whole = measure.latest_progress().is_some_and(|report| report.percent == 100);
    Ok(html! {
        @if writes && !whole && is_followed(measure.state) {
            (ui::link_button(&address(&revision.head), "primary", Some("plus"), &cx.t("measure-report")))
        }
    })
}

async fn measure(cx: &Context, id: &str) -> Result<(Head, Measure), Refusal> {
    cx.door.read_as(id.parse().map_err(|_| Refusal::NotFound)?).await
}

async fn excerpt<'a>(cx: &'a Context, head: &Head) -> Result<Excerpt<'a>, Refusal> {
    let back = format!("/measure/{}", head.id);
    Excerpt::of(cx, (Measure::KIND, head.id), &[FIELD], back).await
}

/// GET /measure/{id}/report
pub(super) async fn ask(cx: Context, Path(id): Path<String>) -> Result<Response, Problem> {
    let (head, measure) = measure(&cx, &id).await?;
    let form = excerpt(&cx, &head).await?;
    let form = form.adding(FIELD, &[("date", cx.today().to_string())]).await?;
    Ok(page(&cx, (&head, &measure), (StatusCode::OK, &form)))
}

/// POST /measure/{id}/report
pub(super) async fn save(
    cx: Context,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Problem> {
    let (head, measure) = measure(&cx, &id).await?;
    match excerpt(&cx, &head).await?.take(request).await? {
        Written::Done(done) => {
            Ok(Redirect::to(&format!("/measure/{}?done={done}", head.id)).into_response())
        }
        Written::Again(status, form) => Ok(page(&cx, (&head, &measure), (status, &form))),
        Written::Clash(page) => Ok(page),
    }
}

fn page(
    cx: &Context,
    (head, measure): (&Head, &Measure),
    (status, form): (StatusCode, &Markup),
) -> Response {
    let lead = match measure.latest_progress() {
        Some(last) => cx.t_with(
            "measure-report-last",
            &[("date", &last.date.to_string()), ("percent", &last.percent.to_string())],
        ),
        None => cx.t("measure-report-first"),
    };
    let page = cx
        .page(cx.t_with("measure-report-of", &[("title", &measure.title)]))
        .crumb(cx.t("measure-plural"), "/measure")
        .crumb(&head.number, format!("/measure/{}", head.id))
        .here(cx.t("measure-report"))
        .lead(lead);
    (status, page.show(html! { (form) })).into_response()
}
