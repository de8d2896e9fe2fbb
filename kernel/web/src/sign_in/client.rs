//! The address that a request comes from: the connection's own, or behind a proxy the one that the proxy tells.

use crate::App;
use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{HeaderMap, header, request::Parts},
};
use std::{convert::Infallible, net::SocketAddr};

/// Where a request comes from.
pub(crate) struct Client {
    /// The address as text; empty where the connection does not tell.
    pub address: String,
    /// The browser and the system, in few words; empty where it does not tell.
    pub browser: String,
}

impl FromRequestParts<App> for Client {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        // The program itself speaks no TLS: an encrypted address means that a proxy stands in front, and only then is its
        // word taken; anyone can send the header.
        let told = app.secure_cookies.then(|| forwarded(&parts.headers)).flatten();
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let peer = || peer.map(|peer| peer.0.ip().to_string());
        let agent = parts.headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok());
        Ok(Self {
            address: told.or_else(peer).unwrap_or_default(),
            browser: browser(agent.unwrap_or_default()),
        })
    }
}

/// The last address of `X-Forwarded-For`: what stands before it came from the client and may be anything.
fn forwarded(headers: &HeaderMap) -> Option<String> {
    let last = headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?;
    let last = last.rsplit(',').next().map(str::trim).filter(|last| !last.is_empty())?;
    Some(last.to_owned())
}

/// Browsers by what they say of themselves. The order matters: most also claim to be those further down.
const BROWSERS: [(&str, &str); 5] = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];
/// Systems likewise.
const SYSTEMS: [(&str, &str); 7] = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
];

/// `Firefox, Windows`: enough to know one's own sign-ins by, too little to follow anyone with.
fn browser(agent: &str) -> String {
    let known = |names: &[(&str, &'static str)]| {
        names.iter().find(|(sign, _)| agent.contains(sign)).map(|(_, name)| *name)
    };
    let parts = [known(&BROWSERS), known(&SYSTEMS)].into_iter().flatten();
    parts.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_told_in_few_words() {
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36 Edg/130.0";
        assert_eq!(browser(edge), "Edge, Windows");
        let phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 (KHTML, like Gecko) Version/18.0 Mobile Safari/604.1";
        assert_eq!(browser(phone), "Safari, iPhone");
        assert_eq!(browser("curl/8.1"), "");
    }

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
