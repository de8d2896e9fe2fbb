//! Language and theme: what a browser remembers in two small cookies.

use crate::App;
use axum::{
    extract::{Path, Query, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use stadga_model::Language;

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the reader's machine is set.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// As style sheets call it.
    pub const fn scheme(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// What the request's cookie says.
    pub fn of(headers: &HeaderMap) -> Self {
        match cookie(headers, "theme") {
            Some("light") => Self::Light,
            Some("dark") => Self::Dark,
            _ => Self::Auto,
        }
    }
}

/// The language that the reader has chosen in this browser, if any.
pub fn chosen_language(headers: &HeaderMap) -> Option<Language> {
    let code = cookie(headers, "language")?;
    Language::ALL.into_iter().find(|language| language.code() == code)
}

/// What a cookie of ours is called. Where connections are encrypted, a prefix makes browsers refuse it from anywhere but
/// this very host.
pub(crate) fn cookie_name(name: &str, encrypted: bool) -> String {
    if encrypted { format!("__Host-{name}") } else { name.to_owned() }
}

/// A cookie of ours by either of its names.
fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let cookies =
        headers.get_all(header::COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    let mut pairs =
        cookies.flat_map(|value| value.split("; ")).filter_map(|pair| pair.split_once('='));
    pairs
        .find(|(key, _)| key.strip_prefix("__Host-").unwrap_or(key) == name)
        .map(|(_, value)| value)
}

#[derive(Deserialize)]
pub(crate) struct Back {
    #[serde(default)]
    back: String,
}

/// GET /language/{code}: remembers the language and goes back to the page.
pub(crate) async fn choose_language(
    State(app): State<App>,
    Path(code): Path<String>,
    Query(query): Query<Back>,
) -> Response {
    let known = Language::ALL.into_iter().find(|language| language.code() == code);
    let code = known.unwrap_or_default().code();
    let name = cookie_name("language", app.secure_cookies);
    let secure = if app.secure_cookies { "; Secure" } else { "" };
    let cookie = format!("{name}={code}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly{secure}");
    (StatusCode::SEE_OTHER, [(header::SET_COOKIE, cookie), (header::LOCATION, inside(&query.back))])
        .into_response()
}

/// The address, if it is one of ours; else the first page. Nobody is to be sent elsewhere by a link to us.
pub(crate) fn inside(address: &str) -> String {
    let plain = address.starts_with('/')
        && !address.starts_with("//")
        && address.chars().all(|c| c.is_ascii_graphic() && c != '\\');
    if plain { address.to_owned() } else { "/".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cookies_are_read_and_strange_ones_ignored() {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, "a=b; theme=dark; language=en".parse().unwrap());
        assert_eq!(Theme::of(&headers), Theme::Dark);
        assert_eq!(chosen_language(&headers), Some(Language::English));
        headers.insert(header::COOKIE, "__Host-theme=light".parse().unwrap());
        assert_eq!(Theme::of(&headers), Theme::Light);
        headers.insert(header::COOKIE, "theme=pink; language=xx".parse().unwrap());
        assert_eq!(Theme::of(&headers), Theme::Auto);
        assert_eq!(chosen_language(&headers), None);
    }

    #[test]
    fn nobody_is_sent_to_another_site() {
        for strange in ["https://x.se", "//x.se", "/\\x.se", "javascript:1", "", "/a\r\nb"] {
            assert_eq!(inside(strange), "/", "{strange}");
        }
        assert_eq!(inside("/measure?sort=-due"), "/measure?sort=-due");
    }
}
