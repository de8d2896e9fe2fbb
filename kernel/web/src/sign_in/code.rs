//! The page between password and the way in, for accounts with a second factor.

use super::{client::Client, entry::HalfWay, form, passkey, proof, tries::Tries};
use crate::{App, Context, Problem};
use axum::{
    Form,
    extract::State,
    response::{Html, IntoResponse, Redirect, Response},
};
use maud::html;
use serde::Deserialize;
use tower_sessions::Session;

#[derive(Deserialize)]
pub(super) struct Code {
    pub code: String,
}

/// GET /sign-in/code
pub(super) async fn ask(
    cx: Context,
    State(app): State<App>,
    session: Session,
) -> Result<Response, Problem> {
    Ok(match HalfWay::of(&app, &session).await? {
        Some((half, _)) => Html(page(&cx, &half, &[])).into_response(),
        None => Redirect::to("/sign-in").into_response(),
    })
}

/// POST /sign-in/code
pub(super) async fn enter(
    cx: Context,
    State(app): State<App>,
    session: Session,
    client: Client,
    Form(given): Form<Code>,
) -> Result<Response, Problem> {
    let Some((half, account)) = HalfWay::of(&app, &session).await? else {
        return Ok(Redirect::to("/sign-in").into_response());
    };
    let tries = Tries::of(&account.name, &client);
    match proof::by_code(&cx, (&account, &tries), &given.code).await? {
        None => half.enter(&app, &session).await,
        Some(fault) => {
            let page = page(&cx, &half, std::slice::from_ref(&fault.sentence));
            Ok(fault.answer(page))
        }
    }
}

fn page(cx: &Context, half: &HalfWay, sentences: &[String]) -> String {
    cx.page(cx.t("code-page")).text(&html! {
        (form::told(sentences))
        @if half.has_codes {
            form.signin method="post" action="/sign-in/code" {
                (form::code(cx))
                (form::send(&cx.t("sign-in-do")))
                p.help { (cx.t("code-lost")) }
            }
        }
        (passkey::door(cx, &half.next))
        p { a href="/sign-in" { (cx.t("code-other")) } }
    })
}
