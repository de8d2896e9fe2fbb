//! Signing in with a passkey: a challenge handed out once, answered once.

use super::{client::Client, door};
use crate::{
    App, Context, Problem, assets,
    gate::{SignedIn, begin_session},
    preference::inside,
    session_store::refusal_of,
};
use axum::{
    Form, Json,
    extract::State,
    http::StatusCode,
    response::{Html, IntoResponse, Redirect, Response},
};
use jiff::SignedDuration;
use maud::{Markup, html};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use stadga_access::{Asked, Level, Used, new_challenge, passkey_host};
use stadga_model::{Instant, Refusal};
use stadga_store::{Account, FactorKind};
use tower_sessions::Session;

/// What a session keeps of a challenge that was handed out.
const CHALLENGE: &str = "passkey-challenge";
/// How long it can be answered.
const PATIENCE: SignedDuration = SignedDuration::from_mins(5);

#[derive(Serialize, Deserialize)]
struct Challenge {
    challenge: String,
    made: Instant,
}

/// POST /sign-in/passkey/challenge: what a passkey is to sign.
pub(super) async fn challenge(
    State(app): State<App>,
    session: Session,
) -> Result<Json<Value>, Problem> {
    let challenge = hand_out(&app, &session).await?;
    Ok(Json(json!({ "challenge": challenge, "host": passkey_host(&app.sign_in.origin) })))
}

/// Hands out a challenge.
pub(super) async fn hand_out(app: &App, session: &Session) -> Result<String, Refusal> {
    let challenge = new_challenge().map_err(Refusal::broken)?;
    let kept = Challenge { challenge: challenge.clone(), made: app.store.now() };
    session.insert(CHALLENGE, kept).await.map_err(refusal_of)?;
    Ok(challenge)
}

/// The challenge that was handed out; it can be answered once.
pub(super) async fn take_back(app: &App, session: &Session) -> Result<Option<String>, Refusal> {
    let kept: Option<Challenge> = session.remove(CHALLENGE).await.map_err(refusal_of)?;
    let fresh = |kept: &Challenge| app.store.now().duration_since(kept.made) <= PATIENCE;
    Ok(kept.filter(fresh).map(|kept| kept.challenge))
}

#[derive(Deserialize)]
pub(super) struct Shown {
    credential: String,
    #[serde(default)]
    next: String,
}

/// POST /sign-in/passkey
pub(super) async fn sign_in(
    cx: Context,
    State(app): State<App>,
    session: Session,
    client: Client,
    Form(given): Form<Shown>,
) -> Result<Response, Problem> {
    let challenge = take_back(&app, &session).await?;
    let Some(account) = holder(&app, challenge, &given.credential).await? else {
        let page = door::page(&cx, &given.next, "", &[cx.t("passkey-wrong")]);
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page)).into_response());
    };
    // The passkey is one factor, the PIN, finger or face that it asked for the other.
    let signed_in = SignedIn::now(&app, &account, Level::TwoFactor, &client.browser);
    begin_session(&app, &session, &signed_in).await?;
    Ok(Redirect::to(&inside(&given.next)).into_response())
}

/// Whose passkey has answered the challenge; nobody, whatever is wrong.
async fn holder(
    app: &App,
    challenge: Option<String>,
    credential: &str,
) -> Result<Option<Account>, Refusal> {
    let used = serde_json::from_str::<Used>(credential).ok();
    let (Some(challenge), Some(used)) = (challenge, used) else { return Ok(None) };
    let Some((name, passkey)) = app.store.passkey(&used.id).await? else { return Ok(None) };
    let asked = Asked { origin: &app.sign_in.origin, challenge: &challenge };
    let count = match used.count(asked, &passkey.secret) {
        Ok(count) => i64::from(count),
        Err(fault) => {
            tracing::info!(%fault, "a passkey was refused");
            return Ok(None);
        }
    };
    if !app.store.use_factor(&name, (FactorKind::Passkey, &passkey.id), count).await? {
        tracing::warn!("a passkey was used less often than before: it may have been copied");
        return Ok(None);
    }
    Ok(app.store.account(&name).await?.filter(|account| !account.blocked))
}

/// The way in with a passkey, for pages where one signs in. It takes a script, and is not there without.
pub(super) fn door(cx: &Context, next: &str) -> Markup {
    html! {
        form.signin method="post" action="/sign-in/passkey" data-script hidden
            data-passkey="/sign-in/passkey/challenge" {
            input type="hidden" name="next" value=(next);
            input type="hidden" name="credential" value="";
            button.ds-button type="submit" data-variant="secondary" { (cx.t("passkey-use")) }
            (failed(cx))
        }
        (script())
    }
}

/// What the script shows when browser or keeper say no.
pub(super) fn failed(cx: &Context) -> Markup {
    html! { p.help hidden role="alert" data-passkey-failed { (cx.t("passkey-failed")) } }
}

/// The script that speaks with the browser's keeper of passkeys.
pub(super) fn script() -> Markup {
    html! { script src=(assets::address("passkey.js")) defer {} }
}
