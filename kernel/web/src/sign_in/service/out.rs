//! Out: at the service too, by a link; and here, when the service says that someone has signed out there.

use super::{Trouble, known::Service, own};
use crate::{App, Context, Problem, gate::SignedIn, session_store::signed_in};
use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
    response::{Html, IntoResponse, Response},
};
use maud::html;
use serde::Deserialize;
use stadga_model::Refusal;
use stadga_store::{NewEvent, StoredSession};

/// GET /sign-in/out/{key}: signed out here, with the way out there. (A form must not lead to another site.)
pub(in super::super) async fn signed_out(
    cx: Context,
    State(app): State<App>,
    Path(key): Path<String>,
) -> Result<Response, Problem> {
    let service = app.sign_in.services.find(&key).ok_or(Refusal::NotFound)?;
    let address = match service.known(&app).await {
        Ok(known) => known.metadata.end_session_endpoint.clone(),
        Err(_) => None,
    };
    let address = address.map(|address| {
        let address = format!("{address}?");
        let length = address.len();
        form_urlencoded::Serializer::for_suffix(address, length)
            .append_pair("client_id", &service.provider.client_id)
            .append_pair("post_logout_redirect_uri", &own(&app, "/sign-in"))
            .finish()
    });
    let name = service.provider.name.as_str();
    Ok(Html(cx.page(cx.t("signed-out")).lead(cx.t_with("signed-out-lead", &[("name", name)])).text(&html! {
        @if let Some(address) = address {
            p { a.ds-button href=(address) { (cx.t_with("signed-out-there", &[("name", name)])) } }
        }
        p { a href="/sign-in" { (cx.t("sign-in")) } }
    }))
    .into_response())
}

#[derive(Deserialize)]
pub(in super::super) struct Logout {
    logout_token: String,
}

/// POST /sign-in/ended/{key}: from the service, not from a browser (OpenID Connect Back-Channel Logout 1.0).
pub(in super::super) async fn ended(
    State(app): State<App>,
    Path(key): Path<String>,
    Form(logout): Form<Logout>,
) -> Result<StatusCode, Problem> {
    let service = app.sign_in.services.find(&key).ok_or(Refusal::NotFound)?;
    let read = service.verified(&app, |wanted| wanted.logout_token(&logout.logout_token)).await;
    let (subject, session) = match read {
        Ok(who) => who,
        Err(trouble @ Trouble::Away(_)) => return Err(trouble.told(&key)),
        // What the standard asks for where a token is no good.
        Err(trouble) => {
            trouble.told(&key);
            return Ok(StatusCode::BAD_REQUEST);
        }
    };
    for (account, id) in sessions(&app, service, (subject, session)).await? {
        let event = NewEvent { what: "sessions-ended", account: &account, actor: &key, about: "" };
        app.store.end_sessions((&id, ""), event).await?;
    }
    Ok(StatusCode::OK)
}

/// The accounts and sessions that a service means.
async fn sessions(
    app: &App,
    service: &Service,
    (subject, session): (Option<String>, Option<String>),
) -> Result<Vec<(String, String)>, Refusal> {
    let found = match (&subject, &session) {
        (Some(subject), _) => match app.store.identity(&service.provider.issuer, subject).await? {
            Some(account) => app.store.sessions(&account).await?,
            None => Vec::new(),
        },
        (None, Some(session)) => app.store.sessions_naming(session).await?,
        (None, None) => Vec::new(),
    };
    let meant = |stored: &StoredSession| {
        let by = signed_in::<SignedIn>(stored).and_then(|signed_in| signed_in.by);
        by.is_some_and(|by| {
            by.key == service.provider.key && (session.is_none() || by.session == session)
        })
    };
    Ok(found.into_iter().filter(meant).map(|stored| (stored.account, stored.id)).collect())
}
