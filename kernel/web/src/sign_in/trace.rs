//! What has happened to accounts, for those who keep them: made, invited, blocked, opened, first used, keys (SEC-09).

use super::accounts;
use crate::{App, Context, Problem, ui, ui::format};
use axum::{
    extract::{Query, State},
    response::{Html, IntoResponse, Response},
};
use maud::html;
use serde::Deserialize;
use stadga_store::Event;

/// So many events stand on a page.
const SHOWN: u16 = 100;

#[derive(Deserialize)]
pub(super) struct Asked {
    before: Option<i64>,
}

/// GET /accounts/history
pub(super) async fn show(
    cx: Context,
    State(app): State<App>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    accounts::only_keepers(&cx)?;
    let events = app.store.events(asked.before.unwrap_or(i64::MAX), SHOWN).await?;
    let page = cx
        .page(cx.t("accounts-history"))
        .lead(cx.t("accounts-history-lead"))
        .crumb(cx.t("account"), "/account")
        .crumb(cx.t("accounts"), "/accounts");
    let older = events.last().filter(|_| events.len() == usize::from(SHOWN));
    Ok(Html(page.text(&html! {
        @if events.is_empty() {
            (ui::empty(&cx.t("accounts-history-none"), &cx.t("accounts-history-none-why")))
        } @else {
            (table(&cx, &events))
        }
        @if let Some(last) = older {
            p { a href=(format!("/accounts/history?before={}", last.seq)) { (cx.t("accounts-history-older")) } }
        }
    }))
    .into_response())
}

fn table(cx: &Context, events: &[Event]) -> maud::Markup {
    html! {
        div.table-wrap tabindex="0" role="region" aria-label=(cx.t("accounts-history")) {
            table.ds-table {
                thead { tr {
                    th scope="col" { (cx.t("event-at")) }
                    th scope="col" { (cx.t("event-account")) }
                    th scope="col" { (cx.t("event-what")) }
                    th scope="col" { (cx.t("event-actor")) }
                } }
                tbody {
                    @for event in events {
                        tr {
                            td { (format::moment(event.at)) }
                            th scope="row" { (event.account) }
                            td { (cx.t(&format!("event-{}", event.what))) @if !event.about.is_empty() { ": " (event.about) } }
                            td { (event.actor) }
                        }
                    }
                }
            }
        }
    }
}
