//! Signing in and out, choosing a password, and the accounts that administrators keep.

mod account;
mod accounts;
mod client;
mod door;
mod form;
mod invitation;
mod secret;
mod tokens;
mod trace;
mod tries;

pub(crate) use accounts::may_keep;

use crate::App;
use axum::{
    Router,
    routing::{get, post},
};

/// The routes.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/sign-in", get(door::ask).post(door::sign_in))
        .route("/sign-out", post(door::sign_out))
        .route("/invitation/{token}", get(invitation::ask).post(invitation::choose))
        .route("/account", get(account::show))
        .route("/account/password", post(account::change_password))
        .route("/account/tokens", post(tokens::make))
        .route("/account/tokens/{id}/end", post(tokens::end))
        .route("/accounts", get(accounts::list).post(accounts::invite))
        .route("/accounts/history", get(trace::show))
        .route("/accounts/{name}/link", post(accounts::new_link))
        .route("/accounts/{name}/block", post(accounts::block))
        .route("/accounts/{name}/open", post(accounts::open))
}
