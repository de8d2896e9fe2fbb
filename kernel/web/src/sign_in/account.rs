//! One's own account: name, roles of today, a new password.

use super::{
    accounts,
    client::Client,
    form::{self, NewPassword},
    proof, tokens,
    tries::Tries,
    vouched,
};
use crate::{
    App, Context, Problem, Reader,
    gate::{SignedIn, TWO_FACTOR, begin_session},
};
use axum::{
    Form,
    extract::State,
    http::StatusCode,
    response::{Html, IntoResponse, Redirect, Response},
};
use maud::{Markup, html};
use serde::Deserialize;
use stadga_model::Refusal;
use stadga_store::NewEvent;
use tower_sessions::Session;

/// GET /account
pub(super) async fn show(cx: Context, reader: Reader) -> Result<Response, Problem> {
    Ok(Html(page(&cx, &reader, &[], &Context::nothing()).await?).into_response())
}

#[derive(Deserialize)]
pub(super) struct Change {
    #[serde(rename = "password-now")]
    now: String,
    password: String,
    again: String,
}

/// POST /account/password: sessions elsewhere and keys end, this session goes on.
pub(super) async fn change_password(
    cx: Context,
    State(app): State<App>,
    session: Session,
    client: Client,
    reader: Reader,
    Form(change): Form<Change>,
) -> Result<Response, Problem> {
    let account = reader.account.clone();
    let chosen = NewPassword { password: change.password, again: change.again };
    let tries = Tries::of(&account.name, &client);
    if let Some(fault) = proof::by_password(&cx, (&account, &tries), change.now).await? {
        let sentences = std::slice::from_ref(&fault.sentence);
        let page = page(&cx, &reader, sentences, &Context::nothing()).await?;
        return Ok(fault.answer(page));
    }
    let sentences = chosen.faults(&cx, &account.name);
    if !sentences.is_empty() {
        let page = Html(page(&cx, &reader, &sentences, &Context::nothing()).await?);
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    let account = chosen.of(account).await?;
    let (what, name) = ("password", account.name.as_str());
    let event = NewEvent { what, account: name, actor: name, about: "" };
    app.store.change_account(&account, event).await?;
    // The session is as strong as it was.
    let now = SignedIn::now(&app, &account, reader.level, &client.browser);
    let signed_in = SignedIn { strong: reader.strong, ..now };
    begin_session(&app, &session, &signed_in).await?;
    Ok(Redirect::to("/account?done=password").into_response())
}

/// The page, with a key that was just made above it.
pub(super) async fn page(
    cx: &Context,
    reader: &Reader,
    sentences: &[String],
    above: &Markup,
) -> Result<String, Refusal> {
    let role = |key: &str| cx.app.policy.role(key).map(|role| role.name(cx.language).to_owned());
    let mut roles: Vec<_> =
        reader.actor.grants.iter().filter_map(|grant| role(&grant.role)).collect();
    roles.dedup();
    let tokens = tokens::section(cx, &reader.account.name).await?;
    Ok(cx.page(cx.t("account")).lead(&reader.name).text(&html! {
        (above)
        dl.facts {
            div { dt { (cx.t("sign-in-name")) } dd { (reader.account.name) } }
            div { dt { (cx.t("account-roles")) } dd { @if roles.is_empty() { (cx.t("account-no-roles")) } @else { (roles.join(", ")) } } }
        }
        ul {
            li { a href=(TWO_FACTOR) { (cx.t("two-factor")) } }
            li { a href="/account/passkeys" { (cx.t("passkeys")) } }
            li { a href="/account/sessions" { (cx.t("sessions")) } }
        }
        @if accounts::may_keep(cx) && cx.past().is_none() { p { a href="/accounts" { (cx.t("accounts")) } } }
        // Nothing is changed from a past date (SEC-06).
        @if cx.past().is_none() {
            @if vouched::is_vouched(reader) {
                h2 { (cx.t("vouched-title")) }
                (vouched::told(cx, reader, "/account"))
            } @else {
                h2 { (cx.t("account-password")) }
                (form::told(sentences))
                (password(cx))
            }
            (tokens)
        }
    }))
}

/// The form for a new password.
fn password(cx: &Context) -> Markup {
    html! {
        form.form.narrow method="post" action="/account/password" {
            (form::field(cx, "password-now", "password", "current-password", ""))
            (form::new_password(cx))
            (form::send(&cx.t("account-password-do")))
        }
    }
}
