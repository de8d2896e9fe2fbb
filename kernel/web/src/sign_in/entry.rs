//! The way in after the right password: at once, or by way of the page that asks for the second factor.

use super::client::Client;
use crate::{
    App, Problem,
    gate::{SignedIn, begin_session},
    preference::inside,
    session_store::refusal_of,
};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use stadga_access::Level;
use stadga_model::Refusal;
use stadga_store::{Account, FactorKind};
use tower_sessions::Session;

/// What a session keeps of someone who has shown the password and must show more.
const HALF: &str = "half-way";
/// How long the second factor is waited for.
const PATIENCE: SignedDuration = SignedDuration::from_mins(10);

/// Someone who has shown the password and must show more. Nothing opens to them.
#[derive(Serialize, Deserialize)]
pub(super) struct HalfWay {
    pub signed_in: SignedIn,
    pub next: String,
    /// Whether codes are one of the ways on; else only passkeys are.
    pub has_codes: bool,
}

/// After the right password.
pub(super) async fn enter(
    app: &App,
    session: &Session,
    account: &Account,
    (client, next): (&Client, &str),
) -> Result<Response, Problem> {
    let signed_in = SignedIn::now(app, account, Level::Password, &client.browser);
    let factors = app.store.factors(&account.name).await?;
    if !factors.iter().any(|factor| factor.kind.is_strong()) {
        begin_session(app, session, &signed_in).await?;
        return Ok(Redirect::to(&inside(next)).into_response());
    }
    let has_codes = factors.iter().any(|factor| factor.kind == FactorKind::Totp);
    let half = HalfWay { signed_in, next: next.to_owned(), has_codes };
    session.cycle_id().await.map_err(refusal_of)?;
    session.insert(HALF, half).await.map_err(refusal_of)?;
    Ok(Redirect::to("/sign-in/code").into_response())
}

impl HalfWay {
    /// Whoever is half-way in and has not waited too long, with the account.
    pub async fn of(app: &App, session: &Session) -> Result<Option<(Self, Account)>, Refusal> {
        let half: Option<Self> = session.get(HALF).await.map_err(refusal_of)?;
        let waited = |half: &Self| app.store.now().duration_since(half.signed_in.began);
        let Some(half) = half.filter(|half| waited(half) <= PATIENCE) else { return Ok(None) };
        Ok(half.signed_in.standing(app).await?.map(|account| (half, account)))
    }

    /// After the second factor.
    pub async fn enter(self, app: &App, session: &Session) -> Result<Response, Problem> {
        session.remove_value(HALF).await.map_err(refusal_of)?;
        let signed_in = self.signed_in.raised(app, Level::TwoFactor);
        begin_session(app, session, &signed_in).await?;
        Ok(Redirect::to(&inside(&self.next)).into_response())
    }
}
