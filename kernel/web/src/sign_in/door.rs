//! The sign-in page: one sentence for every wrong answer, so that nobody learns which names exist.

use super::{
    client::Client, entry::enter, form, passkey, proof::NotShown, secret, service, tries::Tries,
};
use crate::{
    App, Context, Problem,
    gate::{SignedIn, end_session},
    preference::inside,
};
use axum::{
    Form,
    extract::{Query, State},
    response::{Html, IntoResponse, Redirect, Response},
};
use maud::{Markup, html};
use serde::Deserialize;
use tower_sessions::Session;

/// Where one was on the way to.
#[derive(Deserialize)]
pub(super) struct Next {
    #[serde(default)]
    pub next: String,
    /// Whether something was sent that has not come in.
    #[serde(default)]
    pub unsent: String,
}

/// GET /sign-in
pub(super) async fn ask(cx: Context, Query(query): Query<Next>) -> Response {
    if !cx.user.is_empty() {
        return Redirect::to(&inside(&query.next)).into_response();
    }
    Html(whole(&cx, &query.next, "", &form::unsent(&cx, &query.unsent))).into_response()
}

#[derive(Deserialize)]
pub(super) struct SignIn {
    name: String,
    #[serde(rename = "password-now")]
    password: String,
    #[serde(default)]
    next: String,
}

/// POST /sign-in
pub(super) async fn sign_in(
    cx: Context,
    State(app): State<App>,
    session: Session,
    client: Client,
    Form(given): Form<SignIn>,
) -> Result<Response, Problem> {
    let name: String = given.name.trim().chars().take(256).collect();
    let again = |fault: NotShown| {
        let page = page(&cx, &given.next, &name, std::slice::from_ref(&fault.sentence));
        fault.answer(page)
    };
    let tries = Tries::of(&name, &client);
    if let Some(wait) = tries.wait(&cx).await? {
        return Ok(again(wait));
    }
    let account = app.store.account(&name).await?;
    let hash = account.as_ref().map(|account| account.secret.clone());
    let right = secret::is_right(given.password, hash).await?;
    match account.filter(|account| right && !account.blocked) {
        Some(account) => enter(&app, &session, &account, (&client, &given.next)).await,
        None => {
            tries.note(&app).await?;
            Ok(again(NotShown { sentence: cx.t("sign-in-wrong"), wait: None }))
        }
    }
}

/// POST /sign-out
pub(super) async fn sign_out(session: Session) -> Result<Response, Problem> {
    let signed_in = SignedIn::of(&session).await?;
    end_session(&session).await?;
    let account = signed_in.as_ref().map(|signed_in| signed_in.account.as_str());
    tracing::info!(account, "signed out");
    let to = match signed_in.and_then(|signed_in| signed_in.by) {
        Some(by) => Redirect::to(&format!("/sign-in/out/{}", by.key)),
        None => Redirect::to("/sign-in"),
    };
    // What a page has kept in the browser goes with its reader.
    Ok(([("clear-site-data", "\"storage\"")], to).into_response())
}

/// The page where one signs in, with sentences that say why it came back.
pub(super) fn page(cx: &Context, next: &str, name: &str, sentences: &[String]) -> String {
    whole(cx, next, name, &form::told(sentences))
}

fn whole(cx: &Context, next: &str, name: &str, told: &Markup) -> String {
    cx.page(cx.t("sign-in")).text(&html! {
        (told)
        (service::buttons(cx, next, ""))
        form.signin method="post" action="/sign-in" {
            input type="hidden" name="next" value=(next);
            (form::field(cx, "name", "text", "username", name))
            (form::field(cx, "password-now", "password", "current-password", ""))
            (form::send(&cx.t("sign-in-do")))
            p.help { (cx.t("sign-in-lost")) }
        }
        (passkey::door(cx, next))
    })
}
