//! Signing in more strongly on the way to a page that asks for it, and back (SEC-08).

use super::{client::Client, door::Next, form, passkey, proof, tries::Tries, two_factor};
use crate::{
    App, Context, Problem, Reader,
    gate::{self, STEP_UP, SignedIn},
    preference::inside,
};
use axum::{
    Form,
    extract::{Query, State},
    response::{Html, IntoResponse, Redirect, Response},
};
use maud::{Markup, html};
use serde::Deserialize;
use stadga_access::Level;
use tower_sessions::Session;

/// GET /account/step-up
pub(super) async fn ask(
    cx: Context,
    State(app): State<App>,
    session: Session,
    reader: Reader,
    Query(query): Query<Next>,
) -> Result<Response, Problem> {
    if reader.level >= Level::TwoFactor {
        return Ok(Redirect::to(&inside(&query.next)).into_response());
    }
    let factors = app.store.factors(&reader.account.name).await?;
    if !factors.iter().any(|factor| factor.kind.is_strong()) {
        if let Some(by) = SignedIn::of(&session).await?.and_then(|signed_in| signed_in.by) {
            let way = format!("/sign-in/with/{}?strong=true&{}", by.key, gate::next(&query.next));
            return Ok(Redirect::to(&way).into_response());
        }
        return Ok(Redirect::to(&two_factor::address(&query.next)).into_response());
    }
    Ok(Html(page(&cx, &query.next, &form::unsent(&cx, &query.unsent))).into_response())
}

#[derive(Deserialize)]
pub(super) struct Given {
    code: String,
    #[serde(default)]
    next: String,
}

/// POST /account/step-up
pub(super) async fn step_up(
    cx: Context,
    State(app): State<App>,
    session: Session,
    client: Client,
    reader: Reader,
    Form(given): Form<Given>,
) -> Result<Response, Problem> {
    let tries = Tries::of(&reader.account.name, &client);
    match proof::by_code(&cx, (&reader.account, &tries), &given.code).await? {
        None => {
            two_factor::raise(&app, &session).await?;
            Ok(Redirect::to(&inside(&given.next)).into_response())
        }
        Some(fault) => {
            let page = page(&cx, &given.next, &form::told(std::slice::from_ref(&fault.sentence)));
            Ok(fault.answer(page))
        }
    }
}

fn page(cx: &Context, next: &str, told: &Markup) -> String {
    cx.page(cx.t("step-up")).lead(cx.t("step-up-lead")).text(&html! {
        (told)
        form.signin method="post" action=(STEP_UP) {
            input type="hidden" name="next" value=(next);
            (form::code(cx))
            (form::send(&cx.t("step-up-do")))
            p.help { (cx.t("code-lost")) }
        }
        (passkey::door(cx, next))
    })
}
