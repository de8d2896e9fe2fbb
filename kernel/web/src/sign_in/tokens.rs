//! One's own keys for other programs: made, shown once, listed with when they were last used, ended.

use super::account;
use crate::{App, Context, Problem, Reader, ui::format};
use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
    response::{Html, IntoResponse, Redirect, Response},
};
use jiff::SignedDuration;
use maud::{Markup, html};
use serde::Deserialize;
use stadga_model::{Instant, Refusal, local_date};
use stadga_store::ApiToken;

/// How many days a key can be good for; the first is proposed.
const DAYS: [i64; 3] = [90, 30, 365];
/// How long its name can be.
const NAME: usize = 60;

#[derive(Deserialize)]
pub(super) struct Wanted {
    token: String,
    days: i64,
}

/// POST /account/tokens: makes a key and shows it, once.
pub(super) async fn make(
    cx: Context,
    State(app): State<App>,
    reader: Reader,
    Form(wanted): Form<Wanted>,
) -> Result<Response, Problem> {
    let name: String = wanted.token.trim().chars().take(NAME).collect();
    if name.is_empty() || !DAYS.contains(&wanted.days) {
        let sentence = html! { div.ds-alert data-color="warning" role="alert" { p { (cx.t("tokens-lacking")) } } };
        let page = account::page(&cx, &reader, &[], &sentence).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page)).into_response());
    }
    let token = stadga_access::new_token().map_err(Refusal::broken)?;
    let good = SignedDuration::from_hours(24 * wanted.days);
    let until = app.store.now().checked_add(good).map_err(Refusal::broken)?;
    let account = &reader.account.name;
    app.store.put_token(&token, account, (&name, until)).await?;
    let shown = html! {
        div.ds-alert data-color="success" role="status" {
            p { (cx.t_with("tokens-made", &[("name", &name)])) }
            p { code.token { (token) } }
            p { (cx.t("tokens-once")) }
        }
    };
    Ok(Html(account::page(&cx, &reader, &[], &shown).await?).into_response())
}

/// POST /account/tokens/{id}/end: the key opens nothing from now on.
pub(super) async fn end(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Redirect, Problem> {
    let account = &reader.account.name;
    app.store.end_token(account, &id).await?.ok_or(Refusal::NotFound)?;
    Ok(Redirect::to("/account?done=token"))
}

/// The keys of an account and the form that makes one more.
pub(super) async fn section(cx: &Context, account: &str) -> Result<Markup, Refusal> {
    let tokens = cx.app.store.tokens(account).await?;
    Ok(html! {
        h2 id="tokens" { (cx.t("tokens")) }
        p { (cx.t("tokens-lead")) " " a href="/api" { (cx.t("tokens-api")) } }
        @if !tokens.is_empty() { (table(cx, &tokens)) }
        form.form.narrow method="post" action="/account/tokens" {
            div.ds-field {
                label for="token" { (cx.t("tokens-name")) }
                p.help id="token-help" { (cx.t("tokens-name.help")) }
                input.ds-input type="text" id="token" name="token" required maxlength=(NAME) autocomplete="off"
                    aria-describedby="token-help";
            }
            div.ds-field {
                label for="days" { (cx.t("tokens-days")) }
                select.ds-input id="days" name="days" {
                    @for days in DAYS {
                        option value=(days) { (cx.t_with("tokens-days-are", &[("days", &days.to_string())])) }
                    }
                }
            }
            button.ds-button type="submit" data-variant="secondary" { (cx.t("tokens-make")) }
        }
    })
}

fn table(cx: &Context, tokens: &[ApiToken]) -> Markup {
    html! {
        div.table-wrap tabindex="0" role="region" aria-label=(cx.t("tokens")) {
            table.ds-table {
                thead { tr {
                    th scope="col" { (cx.t("tokens-name")) }
                    th scope="col" { (cx.t("tokens-since")) }
                    th scope="col" { (cx.t("tokens-until")) }
                    th scope="col" { (cx.t("tokens-used")) }
                    th scope="col" { (cx.t("accounts-state")) }
                } }
                tbody {
                    @for token in tokens {
                        tr {
                            th scope="row" { (token.name) }
                            td { (local_date(token.made)) }
                            td { (local_date(token.until)) }
                            td { @match token.used { Some(at) => (format::moment(at)), None => (cx.t("tokens-unused")) } }
                            td { (state(cx, token)) }
                        }
                    }
                }
            }
        }
    }
}

fn state(cx: &Context, token: &ApiToken) -> Markup {
    let now: Instant = cx.app.store.now();
    html! {
        @if token.ended.is_some() {
            (cx.t("tokens-is-ended"))
        } @else if token.until <= now {
            (cx.t("tokens-is-old"))
        } @else {
            form.inline method="post" action=(format!("/account/tokens/{}/end", token.id)) {
                button.ds-button type="submit" data-variant="tertiary" data-size="sm" {
                    (cx.t("tokens-end")) span.sr { " " (token.name) }
                }
            }
        }
    }
}
