//! Whether a code or a password shows that the holder of an account is there. Wrong ones are counted (SEC-08).

use super::{secret, tries::Tries};
use crate::{App, Context};
use axum::{
    http::{StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use stadga_access::{recovery_code, totp_step};
use stadga_model::Refusal;
use stadga_store::{Account, Factor, FactorKind, NewEvent, factor_place, sha256_hex};

/// Why it is not shown.
pub(super) struct NotShown {
    /// Why, as a sentence.
    pub sentence: String,
    /// How many seconds one must wait, if one must.
    pub wait: Option<i64>,
}

impl NotShown {
    /// The answer: the page that asks again.
    pub fn answer(self, page: String) -> Response {
        let page = Html(page);
        match self.wait {
            Some(wait) => {
                let wait = [(header::RETRY_AFTER, wait.to_string())];
                (StatusCode::TOO_MANY_REQUESTS, wait, page).into_response()
            }
            None => (StatusCode::UNPROCESSABLE_ENTITY, page).into_response(),
        }
    }
}

/// A code from the app, each good once, or a recovery code, which is used up; `Some` tells why it shows nothing.
pub(super) async fn by_code(
    cx: &Context,
    (account, tries): (&Account, &Tries),
    code: &str,
) -> Result<Option<NotShown>, Refusal> {
    if let Some(wait) = tries.wait(cx).await? {
        return Ok(Some(wait));
    }
    if is_code(&cx.app, &account.name, code).await? {
        return Ok(None);
    }
    tries.note(&cx.app).await?;
    Ok(Some(NotShown { sentence: cx.t("code-wrong"), wait: None }))
}

/// The password; `Some` tells why it shows nothing.
pub(super) async fn by_password(
    cx: &Context,
    (account, tries): (&Account, &Tries),
    password: String,
) -> Result<Option<NotShown>, Refusal> {
    if let Some(wait) = tries.wait(cx).await? {
        return Ok(Some(wait));
    }
    if secret::is_right(password, Some(account.secret.clone())).await? {
        return Ok(None);
    }
    tries.note(&cx.app).await?;
    Ok(Some(NotShown { sentence: cx.t("password-now-wrong"), wait: None }))
}

async fn is_code(app: &App, account: &str, code: &str) -> Result<bool, Refusal> {
    if let Some(plain) = recovery_code(code) {
        let event = NewEvent { what: "recovery-used", account, actor: account, about: "" };
        return app.store.use_recovery(&sha256_hex(plain), event).await;
    }
    let factors = app.store.factors(account).await?;
    let Some(totp) = factors.iter().find(|factor| factor.kind == FactorKind::Totp) else {
        return Ok(false);
    };
    match step(app, account, (totp, code))? {
        Some(step) => app.store.use_factor(account, (FactorKind::Totp, ""), step).await,
        None => Ok(false),
    }
}

/// The step that a code of this app belongs to.
pub(super) fn step(
    app: &App,
    account: &str,
    (totp, code): (&Factor, &str),
) -> Result<Option<i64>, Refusal> {
    let secret =
        app.sign_in.keys.open(&totp.secret, &factor_place(account)).map_err(Refusal::broken)?;
    Ok(totp_step(&secret, code, app.store.now()))
}
