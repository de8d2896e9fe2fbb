//! How surely it must be known who asks: pages that need more lead to the page where one signs in more strongly, and back.

use super::Reader;
use crate::{Context, Problem};
use axum::{
    http::{HeaderMap, Method, StatusCode},
    response::{IntoResponse, Redirect, Response},
};
use stadga_access::Level;

/// Where one signs in more strongly.
pub(crate) const STEP_UP: &str = "/account/step-up";
/// Where one gets a second factor.
pub(crate) const TWO_FACTOR: &str = "/account/two-factor";
/// The problem of whoever is not known surely enough.
const PROBLEM: &str = "step-up";

/// Refuses whoever has not signed in at this level or a higher one. As a page's answer the refusal leads to where one
/// signs in more strongly, and from there back to the page; over the API it is told (SEC-08).
///
/// # Errors
/// The problem `step-up`.
pub fn require_level(reader: &Reader, level: Level) -> Result<(), Problem> {
    if reader.level >= level {
        return Ok(());
    }
    Err(Problem::told(StatusCode::FORBIDDEN, PROBLEM))
}

/// The way to a stronger sign-in, where the answer asks for one; any other answer as it is.
pub(super) fn led(context: &Context, from: (&Method, &HeaderMap), answer: Response) -> Response {
    let asks = answer.extensions().get::<Problem>().is_some_and(|told| told.key() == PROBLEM);
    if !asks || context.path.starts_with("/api/") {
        return answer;
    }
    elsewhere(context, from, (STEP_UP, StatusCode::FORBIDDEN))
}

/// Leads a page's reader to another page, and from there back to the page that they were on. What they sent, or were in
/// the midst of, has not come in: the other page says so. The status is for what is only a piece of a page: it must not be
/// replaced by another page, the whole page goes there.
pub(super) fn elsewhere(
    context: &Context,
    (method, headers): (&Method, &HeaderMap),
    (page, status): (&str, StatusCode),
) -> Response {
    let piece = headers.contains_key("hx-request");
    let unsent = piece || !(method == Method::GET || method == Method::HEAD);
    let back = if unsent { context.from.as_deref().unwrap_or("/") } else { &context.path };
    let to = match (unsent, back) {
        (false, "/") => page.to_owned(),
        (false, back) => format!("{page}?{}", next(back)),
        (true, back) => format!("{page}?{UNSENT}=1&{}", next(back)),
    };
    if piece {
        return (status, [("hx-redirect", to)]).into_response();
    }
    Redirect::to(&to).into_response()
}

/// The name in an address that says that what was sent has not come in.
pub(crate) const UNSENT: &str = "unsent";

/// The way back, as a part of an address.
pub(crate) fn next(back: &str) -> String {
    form_urlencoded::Serializer::new(String::new()).append_pair("next", back).finish()
}
