//! Reading what a mark withholds: on purpose, by those who may, and noted before anything is shown.

use super::{Purpose, revealed};
use crate::{
    Context, Problem,
    form::{self, Filled},
    gate::{self, Reader},
    record_page, ui,
};
use axum::{
    extract::{Path, Request},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use maud::{Markup, html};
use stadga_model::{Refusal, Revision};
use std::collections::BTreeSet;
use tower_sessions::Session;

/// What the reader writes about why.
const PURPOSE: &str = "purpose";

/// What is withheld and why; and the way to read it, for those who may.
pub(crate) fn panel(cx: &Context, record: &Revision, fault: Option<&str>) -> Markup {
    let Some(withheld) = record.head.withheld.as_ref().filter(|_| record.head.is_marked()) else {
        return Context::nothing();
    };
    let marked = withheld.fields.values().filter(|instead| instead.gone.is_none());
    let keys: BTreeSet<&str> = marked.map(|instead| instead.ground.as_str()).collect();
    let words = |key: &str| {
        super::ground(cx, key).map_or_else(|| key.to_owned(), |g| g.label(cx.language).to_owned())
    };
    let grounds: Vec<String> = keys.into_iter().map(words).collect();
    html! {
        section.secrecy aria-labelledby="secrecy" {
            h2 id="secrecy" { (ui::icon("lock")) " " (cx.t("withheld-heading")) }
            p { (cx.t_with("withheld-grounds", &[("grounds", &grounds.join("; "))])) }
            @if cx.door.actor().cleared(&record.head) {
                form method="post" action=(format!("/{}/{}/reveal", record.head.kind, record.head.id)) {
                    @match cx.app.sign_in.marked.purpose {
                        Purpose::Asked => (purpose(cx, fault)),
                        Purpose::None => p.help { (cx.t("reveal-noted-anyway")) },
                    }
                    button.ds-button type="submit" data-variant="secondary" { (cx.t("reveal")) }
                }
            } @else {
                p { (cx.t("withheld-others")) }
            }
        }
    }
}

fn purpose(cx: &Context, fault: Option<&str>) -> Markup {
    html! {
        div.ds-field {
            label for="purpose" { (cx.t("reveal-purpose")) }
            p.help id="purpose-help" { (cx.t("reveal-purpose-help")) }
            @if let Some(fault) = fault { p.fault id="purpose-fault" { (fault) } }
            input.ds-input id="purpose" name=(PURPOSE) required maxlength="200" autocomplete="off"
                aria-describedby="purpose-help" aria-invalid=[fault.map(|_| "true")];
        }
    }
}

/// POST /{kind}/{id}/reveal: the record with what its marks withhold, for whoever has signed in surely enough.
pub(crate) async fn show(
    cx: Context,
    reader: Reader,
    session: Session,
    Path((kind, id)): Path<(String, String)>,
    request: Request,
) -> Result<Response, Problem> {
    let asked = cx.app.sign_in.marked;
    if reader.level < asked.level {
        let back = gate::next(&format!("/{kind}/{id}"));
        return Ok(Redirect::to(&format!("{}?{back}", gate::STEP_UP)).into_response());
    }
    let record = record_page::read(&cx, &kind, &id).await?;
    let filled: Filled = form::sent(&cx, request).await?;
    if !cx.door.actor().cleared(&record.head) {
        return Err(Refusal::Denied.into());
    }
    let Some(purpose) = asked.purpose.of(filled.get(PURPOSE)) else {
        let fault = (StatusCode::UNPROCESSABLE_ENTITY, Some(cx.t("reveal-purpose-missing")));
        return record_page::page_asking(&cx, record, fault).await;
    };
    let history = cx.door.reveal(record.head.id, &purpose).await?;
    revealed::remember(&cx.app, &session, (record.head.id, &purpose)).await?;
    record_page::opened(&cx, history).await
}
