//! The way back from a sign-in service: the answer to what was asked, or a clear no.

use super::super::client::Client;
use super::{BACK, Trouble, begin::Asked, fetch, known::Service, own};
use crate::{
    App, Problem,
    gate::{ByService, SignedIn, begin_session},
    preference::inside,
    scim,
};
use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::Redirect,
};
use serde::Deserialize;
use stadga_access::{Claims, Level, OidcFault, basic};
use stadga_store::{Account, NewEvent, sha256_hex};
use tower_sessions::Session;

#[derive(Deserialize)]
pub(in super::super) struct Answer {
    #[serde(default)]
    code: String,
    #[serde(default)]
    state: String,
    /// Who answers, where the service says so (RFC 9207).
    iss: Option<String>,
}

/// GET /sign-in/back
pub(in super::super) async fn come_back(
    State(app): State<App>,
    session: Session,
    client: Client,
    Query(answer): Query<Answer>,
) -> Result<Redirect, Problem> {
    let lost = || Problem::told(StatusCode::BAD_REQUEST, "service-lost");
    let asked = Asked::take(&app, &session).await?.ok_or_else(lost)?;
    // Of the same length, and compared in the same time whatever they are.
    if sha256_hex(&asked.state) != sha256_hex(&answer.state) {
        return Err(lost());
    }
    let service = app.sign_in.services.find(&asked.key).ok_or_else(lost)?;
    let claims = claims(&app, service, (&asked, &answer)).await;
    let claims = claims.map_err(|trouble| trouble.told(&asked.key))?;
    let account = account(&app, service, (&asked, &claims)).await?;
    let level = service.provider.level(claims.acr.as_deref());
    if asked.strong && level < Level::TwoFactor {
        return Err(Problem::told(StatusCode::FORBIDDEN, "service-weak"));
    }
    scim::give(&app, account.person, (&service.provider.roles, &claims.groups)).await?;
    let by = ByService { key: asked.key, session: claims.session };
    let signed_in = SignedIn::now(&app, &account, level, &client.browser);
    begin_session(&app, &session, &SignedIn { by: Some(by), ..signed_in }).await?;
    Ok(Redirect::to(&inside(&asked.next)))
}

#[derive(Deserialize)]
struct Tokens {
    id_token: String,
}

/// What the service vouches for, in exchange for the code.
async fn claims(
    app: &App,
    service: &Service,
    (asked, answer): (&Asked, &Answer),
) -> Result<Claims, Trouble> {
    let provider = &service.provider;
    if answer.iss.as_ref().is_some_and(|issuer| *issuer != provider.issuer) {
        return Err(OidcFault::Other("issuer").into());
    }
    if answer.code.is_empty() {
        return Err(OidcFault::Shape("answer").into());
    }
    let known = service.known(app).await?;
    let mut form = vec![
        ("grant_type", "authorization_code".to_owned()),
        ("code", answer.code.clone()),
        ("redirect_uri", own(app, BACK)),
        ("code_verifier", asked.verifier.clone()),
    ];
    let authorization = known.metadata.takes_basic().then(|| basic(provider));
    if authorization.is_none() {
        form.push(("client_id", provider.client_id.clone()));
        form.push(("client_secret", provider.secret.clone()));
    }
    let tokens = fetch::post(&known.metadata.token_endpoint, authorization, form).await?;
    let tokens: Tokens = serde_json::from_slice(&tokens).map_err(|_| OidcFault::Shape("answer"))?;
    service.verified(app, |wanted| wanted.id_token(&tokens.id_token, &asked.nonce)).await
}

/// The account of whoever the service vouches for: the one that they are joined to, or are invited to join now.
async fn account(
    app: &App,
    service: &Service,
    (asked, claims): (&Asked, &Claims),
) -> Result<Account, Problem> {
    let who = (service.provider.issuer.as_str(), claims.subject.as_str());
    if !asked.invitation.is_empty() {
        let used_up = || Problem::told(StatusCode::GONE, "invitation");
        let invitation = app.store.invitation(&asked.invitation).await?.ok_or_else(used_up)?;
        let (account, about) = (invitation.name.as_str(), service.provider.key.as_str());
        let event = NewEvent { what: "joined", account, actor: account, about };
        if !app.store.accept_as(&asked.invitation, who, event).await? {
            return Err(used_up());
        }
    }
    // Whether there is no account or a blocked one is nobody's business.
    let unknown = || Problem::told(StatusCode::FORBIDDEN, "service-unknown");
    let name = app.store.identity(who.0, who.1).await?.ok_or_else(unknown)?;
    let account = app.store.account(&name).await?;
    account.filter(|account| !account.blocked).ok_or_else(unknown)
}
