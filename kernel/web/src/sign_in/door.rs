//! The sign-in page: one sentence for every wrong answer, so that nobody learns which names exist.

use super::{client::Client, form, secret, tries::Tries};
use crate::{
    App, Context, Problem,
    gate::{begin_session, end_session},
    preference::inside,
    ui::format,
};
use axum::{
    Form,
    extract::{Query, State},
    http::{StatusCode, header},
    response::{Html, IntoResponse, Redirect, Response},
};
use maud::html;
use serde::Deserialize;
use tower_sessions::Session;

#[derive(Deserialize)]
pub(super) struct Next {
    #[serde(default)]
    next: String,
}

/// GET /sign-in
pub(super) async fn ask(cx: Context, Query(query): Query<Next>) -> Response {
    if !cx.user.is_empty() {
        return Redirect::to(&inside(&query.next)).into_response();
    }
    Html(page(&cx, &query.next, "", None)).into_response()
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
    let again = |status, sentence| {
        (status, Html(page(&cx, &given.next, &name, Some(sentence)))).into_response()
    };
    let tries = Tries::of(&name, &client);
    if let Some(from) = tries.wait(&app).await? {
        let wait = (from.as_second() - app.store.now().as_second()).max(1).to_string();
        let sentence = cx.t_with("sign-in-wait", &[("from", &format::clock(from))]);
        let page = again(StatusCode::TOO_MANY_REQUESTS, sentence);
        return Ok(([(header::RETRY_AFTER, wait)], page).into_response());
    }
    let account = app.store.account(&name).await?;
    let hash = account.as_ref().map(|account| account.secret.clone());
    let right = secret::is_right(given.password, hash).await?;
    match account.filter(|account| right && !account.blocked) {
        Some(account) => {
            begin_session(&app, &session, &account).await?;
            Ok(Redirect::to(&inside(&given.next)).into_response())
        }
        None => {
            tries.note(&app).await?;
            Ok(again(StatusCode::UNPROCESSABLE_ENTITY, cx.t("sign-in-wrong")))
        }
    }
}

/// POST /sign-out
pub(super) async fn sign_out(session: Session) -> Result<Redirect, Problem> {
    end_session(&session).await?;
    Ok(Redirect::to("/sign-in"))
}

fn page(cx: &Context, next: &str, name: &str, sentence: Option<String>) -> String {
    let sentences: Vec<_> = sentence.into_iter().collect();
    cx.page(cx.t("sign-in")).text(&html! {
        (form::told(&sentences))
        form.signin method="post" action="/sign-in" {
            input type="hidden" name="next" value=(next);
            (form::field(cx, "name", "text", "username", name))
            (form::field(cx, "password-now", "password", "current-password", ""))
            (form::send(&cx.t("sign-in-do")))
            p.help { (cx.t("sign-in-lost")) }
        }
    })
}
