//! What a sign-in service vouches for in its tokens, held against what was asked (OpenID Connect Core 3.1.3.7).

use super::{KeySet, OidcFault, Provider};
use serde::Deserialize;
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};
use stadga_model::Instant;

/// Clocks may differ by so many seconds.
const SKEW: i64 = 60;
/// A token that was made longer ago was made for something else.
const OLDEST: i64 = 10 * 60;
/// What a token that signs someone out is known by (Back-Channel Logout 1.0, 2.4).
const LOGOUT: &str = "http://schemas.openid.net/event/backchannel-logout";

/// What a token must fit.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// The service.
    pub provider: &'a Provider,
    /// Its keys.
    pub keys: &'a KeySet,
    /// Now.
    pub now: Instant,
}

/// What a service vouches for of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claims {
    /// Who, among all persons of the service.
    pub subject: String,
    /// Which sign-in there.
    pub session: Option<String>,
    /// How surely, in the service's own words.
    pub acr: Option<String>,
    /// The person's groups.
    pub groups: Vec<String>,
}

#[derive(Deserialize)]
struct Token {
    iss: String,
    aud: Audience,
    azp: Option<String>,
    exp: Option<i64>,
    iat: i64,
    nonce: Option<String>,
    sid: Option<String>,
    acr: Option<String>,
    events: Option<Map<String, Value>>,
    #[serde(flatten)]
    more: Map<String, Value>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Many(Vec<String>),
}

impl Wanted<'_> {
    /// What a token that answers a sign-in vouches for.
    ///
    /// # Errors
    /// Says what does not fit.
    pub fn id_token(&self, token: &str, nonce: &str) -> Result<Claims, OidcFault> {
        let token = self.token(token)?;
        let same = |other: &String| Sha256::digest(other) == Sha256::digest(nonce);
        if !token.nonce.as_ref().is_some_and(same) {
            return Err(OidcFault::Other("nonce"));
        }
        if token.exp.is_none() {
            return Err(OidcFault::Time);
        }
        self.claims(token)
    }

    /// Who has signed out at the service, and of which sign-in: one of the two may be missing.
    ///
    /// # Errors
    /// Says what does not fit.
    pub fn logout_token(&self, token: &str) -> Result<(Option<String>, Option<String>), OidcFault> {
        let token = self.token(token)?;
        let is_logout = token.events.as_ref().is_some_and(|events| events.contains_key(LOGOUT));
        if !is_logout || token.nonce.is_some() {
            return Err(OidcFault::Other("purpose"));
        }
        let session = token.sid.clone();
        let subject = self.claims(token).ok().map(|claims| claims.subject);
        if session.is_none() && subject.is_none() {
            return Err(OidcFault::Shape("subject"));
        }
        Ok((subject, session))
    }

    /// A token of this service, for Stadga, of now.
    fn token(&self, token: &str) -> Result<Token, OidcFault> {
        let token: Token = self.keys.verified(token)?;
        if token.iss != self.provider.issuer {
            return Err(OidcFault::Other("issuer"));
        }
        let own = &self.provider.client_id;
        let (ours, several) = match &token.aud {
            Audience::One(one) => (one == own, false),
            Audience::Many(many) => (many.contains(own), many.len() > 1),
        };
        let party = token.azp.as_ref();
        if !ours || party.is_some_and(|party| party != own) || (several && party.is_none()) {
            return Err(OidcFault::Other("audience"));
        }
        let now = self.now.as_second();
        let over = token.exp.is_some_and(|exp| exp + SKEW < now);
        if over || token.iat - SKEW > now || token.iat + OLDEST < now {
            return Err(OidcFault::Time);
        }
        Ok(token)
    }

    fn claims(&self, token: Token) -> Result<Claims, OidcFault> {
        let subject = token.more.get(&self.provider.subject).and_then(Value::as_str);
        let subject = subject.filter(|subject| !subject.is_empty() && subject.len() <= 255);
        let groups = token.more.get(&self.provider.groups).and_then(Value::as_array);
        let groups = groups.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned);
        Ok(Claims {
            subject: subject.ok_or(OidcFault::Shape("subject"))?.to_owned(),
            session: token.sid,
            acr: token.acr,
            groups: groups.collect(),
        })
    }
}
