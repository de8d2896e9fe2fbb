//! Signing in and out, choosing a password, and the accounts that administrators keep.

mod account;
mod accounts;
mod alarm;
mod client;
mod code;
mod door;
mod entry;
mod form;
mod invitation;
mod options;
mod passkey;
mod passkeys;
mod proof;
mod qr;
mod secret;
mod service;
mod sessions;
mod step_up;
mod tokens;
mod trace;
mod tries;
mod two_factor;
mod vouched;

pub(crate) use accounts::{is_plain, may_keep};
pub(crate) use client::Client;
pub use options::{DirectoryOptions, SignInOptions};
pub use service::Services;

use crate::{
    App,
    gate::{Cost, costly},
};
use axum::{
    Router,
    routing::{MethodRouter, get, post},
};

/// Pages where it is tried who one is.
fn tried(pages: MethodRouter<App>) -> MethodRouter<App> {
    costly(Cost::SignIn, pages)
}

/// The routes.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/sign-in", get(door::ask).merge(tried(post(door::sign_in))))
        .route("/sign-in/code", get(code::ask).merge(tried(post(code::enter))))
        .route("/sign-in/passkey", tried(post(passkey::sign_in)))
        .route("/sign-in/passkey/challenge", tried(post(passkey::challenge)))
        .route("/sign-in/with/{key}", tried(get(service::begin)))
        .route("/sign-in/back", tried(get(service::come_back)))
        .route("/sign-in/out/{key}", get(service::signed_out))
        .route("/sign-in/ended/{key}", post(service::ended))
        .route("/sign-out", post(door::sign_out))
        .route("/invitation/{token}", tried(get(invitation::ask).post(invitation::choose)))
        .route("/account", get(account::show))
        .route("/account/password", post(account::change_password))
        .route("/account/passkeys", get(passkeys::show).post(passkeys::make))
        .route("/account/passkeys/challenge", post(passkeys::challenge))
        .route("/account/passkeys/end", post(passkeys::end))
        .route("/account/sessions", get(sessions::own))
        .route("/account/sessions/end", post(sessions::end_own))
        .route("/account/step-up", get(step_up::ask).merge(tried(post(step_up::step_up))))
        .route("/account/two-factor", get(two_factor::show).post(two_factor::begin))
        .route("/account/two-factor/confirm", post(two_factor::confirm))
        .route("/account/two-factor/codes", post(two_factor::renew))
        .route("/account/two-factor/end", post(two_factor::end))
        .route("/account/tokens", post(tokens::make))
        .route("/account/tokens/{id}/end", post(tokens::end))
        .route("/accounts", get(accounts::list).post(accounts::invite))
        .route("/accounts/alarm", post(alarm::see))
        .route("/accounts/history", get(trace::show))
        .route("/accounts/{name}/link", post(accounts::new_link))
        .route("/accounts/{name}/block", post(accounts::block))
        .route("/accounts/{name}/open", post(accounts::open))
        .route("/accounts/{name}/factors/end", post(accounts::end_factors))
        .route("/accounts/{name}/sessions", get(sessions::of))
        .route("/accounts/{name}/sessions/end", post(sessions::end_of))
}
