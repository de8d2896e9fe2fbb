//! The address that a request comes from: the connection's own, or behind a proxy the one that the proxy tells.

use crate::App;
use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{HeaderMap, request::Parts},
};
use std::{convert::Infallible, net::SocketAddr};

/// A client's address as text; empty where the connection does not tell.
pub(super) struct Client(pub String);

impl FromRequestParts<App> for Client {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        // The program itself speaks no TLS: an encrypted address means that a proxy stands in front, and only then is its
        // word taken; anyone can send the header.
        let told = app.secure_cookies.then(|| forwarded(&parts.headers)).flatten();
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let peer = || peer.map(|peer| peer.0.ip().to_string());
        Ok(Self(told.or_else(peer).unwrap_or_default()))
    }
}

/// The last address of `X-Forwarded-For`: what stands before it came from the client and may be anything.
fn forwarded(headers: &HeaderMap) -> Option<String> {
    let last = headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?;
    let last = last.rsplit(',').next().map(str::trim).filter(|last| !last.is_empty())?;
    Some(last.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec_08_only_the_address_that_the_proxy_added_counts() {
        let told = |header: &'static str| {
            forwarded(&HeaderMap::from_iter([(
                "x-forwarded-for".parse().unwrap(),
                header.parse().unwrap(),
            )]))
        };
        assert_eq!(told("1.1.1.1, 192.0.2.7").as_deref(), Some("192.0.2.7"));
        assert_eq!(told("2001:db8::1").as_deref(), Some("2001:db8::1"));
        assert_eq!(told(" "), None);
        assert_eq!(forwarded(&HeaderMap::new()), None);
    }
}
