//! The way to a sign-in service: what was asked is kept in the session, and comes back or does not.

use super::{BACK, own};
use crate::{App, Context, Problem, gate::next, session_store::refusal_of};
use axum::{
    extract::{Path, Query, State},
    response::Redirect,
};
use jiff::SignedDuration;
use maud::{Markup, html};
use serde::{Deserialize, Serialize};
use stadga_access::{Start, new_challenge};
use stadga_model::{Instant, Refusal};
use tower_sessions::Session;

const ASKED: &str = "service-asked";
/// How long the answer is waited for.
const PATIENCE: SignedDuration = SignedDuration::from_mins(15);

/// A question to a service, while its answer is waited for.
#[derive(Serialize, Deserialize)]
pub(super) struct Asked {
    pub key: String,
    pub state: String,
    pub nonce: String,
    pub verifier: String,
    pub next: String,
    /// An invitation that is to be used up by it.
    pub invitation: String,
    /// Whether two factors were asked for.
    pub strong: bool,
    began: Instant,
}

impl Asked {
    /// The question that was asked; it is answered once.
    pub async fn take(app: &App, session: &Session) -> Result<Option<Self>, Refusal> {
        let asked: Option<Self> = session.remove(ASKED).await.map_err(refusal_of)?;
        Ok(asked.filter(|asked| app.store.now().duration_since(asked.began) <= PATIENCE))
    }
}

#[derive(Deserialize)]
pub(in super::super) struct On {
    #[serde(default)]
    next: String,
    #[serde(default)]
    invitation: String,
    #[serde(default)]
    strong: bool,
}

/// GET /sign-in/with/{key}
pub(in super::super) async fn begin(
    State(app): State<App>,
    session: Session,
    Path(key): Path<String>,
    Query(on): Query<On>,
) -> Result<Redirect, Problem> {
    let service = app.sign_in.services.find(&key).ok_or(Refusal::NotFound)?;
    let known = service.known(&app).await.map_err(|trouble| trouble.told(&key))?;
    let chance = || new_challenge().map_err(Refusal::broken);
    let asked = Asked {
        key,
        state: chance()?,
        nonce: chance()?,
        verifier: chance()?,
        next: on.next,
        invitation: on.invitation,
        strong: on.strong,
        began: app.store.now(),
    };
    let start = Start {
        state: &asked.state,
        nonce: &asked.nonce,
        verifier: &asked.verifier,
        back: &own(&app, BACK),
        strong: asked.strong,
    };
    let address = service.provider.address(&known.metadata, start);
    session.insert(ASKED, asked).await.map_err(refusal_of)?;
    Ok(Redirect::to(&address))
}

/// The ways to the services, for pages where one signs in. `more` goes with the address.
pub(in super::super) fn buttons(cx: &Context, back: &str, invitation: &str) -> Markup {
    let more = match invitation {
        "" => next(back),
        token => {
            let mut query = form_urlencoded::Serializer::new(String::new());
            query.append_pair("invitation", token).finish()
        }
    };
    html! {
        @for provider in cx.app.sign_in.services.providers() {
            p {
                a.ds-button data-variant="primary" href=(format!("/sign-in/with/{}?{more}", provider.key)) {
                    (cx.t_with("service-use", &[("name", &provider.name)]))
                }
            }
        }
    }
}
