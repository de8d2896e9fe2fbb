//! Saying that one has seen the use of the break-glass account.

use super::accounts;
use crate::{App, Context, Problem, Reader};
use axum::{Form, extract::State, response::Redirect};
use serde::Deserialize;
use stadga_model::Instant;
use stadga_store::NewEvent;

#[derive(Deserialize)]
pub(super) struct Seen {
    account: String,
    at: Instant,
}

/// POST /accounts/alarm
pub(super) async fn see(
    cx: Context,
    State(app): State<App>,
    reader: Reader,
    Form(seen): Form<Seen>,
) -> Result<Redirect, Problem> {
    accounts::only_keepers(&cx)?;
    let actor = &reader.account.name;
    let event = NewEvent { what: "break-glass-seen", account: &seen.account, actor, about: "" };
    app.store.see_alarm(seen.at, event).await?;
    Ok(Redirect::to("/accounts/history"))
}
