//! Feeds: addresses that a calendar program asks by itself. Each carries a secret of its own, which opens feeds and nothing
//! else, is shown once, and can be ended.

use crate::{Context, Problem, Reader};
use jiff::SignedDuration;
use stadga_model::Refusal;
use stadga_store::ApiToken;

/// What the addresses of feeds begin with; the secret comes next.
pub const FEED: &str = "/api/calendar/";

/// So long an address is good: two years. Whoever still wants it then makes another.
const GOOD: SignedDuration = SignedDuration::from_hours(2 * 365 * 24);

/// What stands before the secret where it is stored: no head of a request can bear this sign, so that a feed's secret is no
/// key of the API, and a key of the API is no feed's secret.
const APART: &str = "calendar\0";

/// The secret as it is stored and looked up.
fn stored(secret: &str) -> String {
    format!("{APART}{secret}")
}

/// The account that a feed's address is good for, if it is.
///
/// # Errors
/// Broken.
pub(crate) async fn account(cx: &crate::App, path: &str) -> Result<Option<String>, Refusal> {
    let secret = path.strip_prefix(FEED).and_then(|rest| rest.split('/').next());
    match secret.filter(|secret| !secret.is_empty()) {
        Some(secret) => cx.store.token_account(&stored(secret)).await,
        None => Ok(None),
    }
}

/// A new address for the reader, to be shown once: `/api/calendar/{secret}/{file}`. It is called `name` among the reader's
/// keys.
///
/// # Errors
/// Broken.
pub async fn new_address(
    cx: &Context,
    reader: &Reader,
    (name, file): (&str, &str),
) -> Result<String, Problem> {
    let secret = stadga_access::new_token().map_err(Refusal::broken)?;
    let until = cx.app.store.now().checked_add(GOOD).map_err(Refusal::broken)?;
    cx.app.store.put_token(&stored(&secret), &reader.account.name, (name, until)).await?;
    Ok(format!("{FEED}{secret}/{file}"))
}

/// The reader's addresses called `name` that are still good.
///
/// # Errors
/// Broken.
pub async fn addresses(
    cx: &Context,
    reader: &Reader,
    name: &str,
) -> Result<Vec<ApiToken>, Refusal> {
    let now = cx.app.store.now();
    let all = cx.app.store.tokens(&reader.account.name).await?;
    let good = |one: &ApiToken| one.name == name && one.ended.is_none() && one.until > now;
    Ok(all.into_iter().filter(good).collect())
}

/// Ends one of the reader's addresses: it opens nothing from now on.
///
/// # Errors
/// Not found.
pub async fn end(cx: &Context, reader: &Reader, id: &str) -> Result<(), Refusal> {
    let ended = cx.app.store.end_token(&reader.account.name, id).await?;
    ended.map(drop).ok_or(Refusal::NotFound)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec_08_no_head_of_a_request_can_bear_a_feeds_secret_as_it_is_stored() {
        let shown = axum::http::HeaderValue::from_bytes(stored("hemlig").as_bytes());
        assert!(shown.is_err());
    }
}
