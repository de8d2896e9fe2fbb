//! How a request is named in the log: by a number of its own, and with nothing secret in its name.

use axum::{
    extract::{MatchedPath, Request},
    http::{HeaderName, HeaderValue},
    middleware::Next,
    response::Response,
};
use std::{sync::Arc, time::Duration};
use tracing::{Span, field::Empty};

/// Where invitations lie; what follows is a secret.
const INVITATION: &str = "/invitation/";
/// The header that tells the number.
const HEADER: HeaderName = HeaderName::from_static("x-request-id");
/// So many digits tell a request from all others that anyone will look for.
const DIGITS: usize = 12;

/// A request's number: made here, never taken from the sender. It stands in the log, in the answer's head and on the
/// page that says that something broke.
#[derive(Clone, Debug, Default)]
pub(crate) struct Number(pub Arc<str>);

impl Number {
    fn new() -> Self {
        let digits = stadga_access::new_token().unwrap_or_default();
        Self(digits.get(..DIGITS).unwrap_or_default().into())
    }

    /// The number that a request was given.
    pub fn of(request: &Request) -> Self {
        request.extensions().get::<Self>().cloned().unwrap_or_default()
    }
}

/// Outermost: gives the request its number.
pub(super) async fn numbered(mut request: Request, next: Next) -> Response {
    let number = Number::new();
    request.extensions_mut().insert(number.clone());
    let mut answer = next.run(request).await;
    if let Ok(value) = HeaderValue::from_str(&number.0) {
        answer.headers_mut().insert(HEADER, value);
    }
    answer
}

/// By its number, method, route and path, as OpenTelemetry calls them, without the token of an invitation. A query says what someone looks for and may name
/// where they came from, and is left out.
pub(super) fn span(request: &Request) -> Span {
    let path = request.uri().path();
    let path = if path.starts_with(INVITATION) { INVITATION } else { path };
    let number = Number::of(request).0;
    let (method, route) = (request.method(), request.extensions().get::<MatchedPath>());
    let route = route.map_or("", MatchedPath::as_str);
    let name = format!("{method} {route}");
    tracing::info_span!(
        "request",
        otel.name = name,
        otel.kind = "server",
        id = %number,
        http.request.method = %method,
        http.route = route,
        http.response.status_code = Empty,
        url.path = path,
    )
}

/// Notes how the request ended.
pub(super) fn ended(answer: &Response, _: Duration, span: &Span) {
    span.record("http.response.status_code", i64::from(answer.status().as_u16()));
}
