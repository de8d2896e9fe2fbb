//! The one-time link by which the holder of an account chooses a password.

use super::{
    client::Client,
    entry::enter,
    form::{self, NewPassword},
    service,
};
use crate::{App, Context, Problem};
use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
    response::{Html, IntoResponse, Response},
};
use maud::html;
use stadga_store::{Account, NewEvent};
use tower_sessions::Session;

/// GET /invitation/{token}
pub(super) async fn ask(
    cx: Context,
    State(app): State<App>,
    Path(token): Path<String>,
) -> Result<Response, Problem> {
    let account = invited(&app, &token).await?;
    Ok(Html(page(&cx, &token, &account.name, &[])).into_response())
}

/// POST /invitation/{token}: keeps the password, uses the link up and signs in.
pub(super) async fn choose(
    cx: Context,
    State(app): State<App>,
    session: Session,
    client: Client,
    Path(token): Path<String>,
    Form(chosen): Form<NewPassword>,
) -> Result<Response, Problem> {
    let account = invited(&app, &token).await?;
    let name = account.name.clone();
    let sentences = chosen.faults(&cx, &name);
    if !sentences.is_empty() {
        let page = Html(page(&cx, &token, &name, &sentences));
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    let what = if account.secret.is_empty() { "chosen" } else { "password" };
    let account = chosen.of(account).await?;
    let event = NewEvent { what, account: &name, actor: &name, about: "" };
    // Of two who come at once, one gets in.
    if !app.store.accept(&token, &account, event).await? {
        return Err(used_up());
    }
    // Whoever has a second factor is asked for it here too: the link may have gone astray.
    enter(&app, &session, &account, (&client, "/")).await
}

async fn invited(app: &App, token: &str) -> Result<Account, Problem> {
    let invitation = app.store.invitation(token).await?.ok_or_else(used_up)?;
    let account = app.store.account(&invitation.name).await?;
    account.filter(|account| !account.blocked).ok_or_else(used_up)
}

fn used_up() -> Problem {
    Problem::told(StatusCode::GONE, "invitation")
}

fn page(cx: &Context, token: &str, name: &str, sentences: &[String]) -> String {
    let lead = cx.t_with("invitation-lead", &[("name", name)]);
    cx.page(cx.t("invitation")).lead(lead).text(&html! {
        (form::told(sentences))
        (service::buttons(cx, "", token))
        form.signin method="post" action=(format!("/invitation/{token}")) {
            // Tells password managers whose password it is.
            input type="hidden" name="username" autocomplete="username" value=(name);
            (form::new_password(cx))
            (form::send(&cx.t("invitation-do")))
        }
    })
}
