//! What lies around all routes: sessions, protection against foreign forms, limits, headers, a net for panics.

use super::{admit, named, weight};
use crate::{App, Problem, preference, session_store::DatabaseSessions};
use axum::{
    Router,
    extract::{DefaultBodyLimit, Request, State},
    http::{HeaderName, HeaderValue, StatusCode, header},
    middleware::{Next, from_fn, from_fn_with_state},
    response::{IntoResponse, Response},
};
use stadga_model::Refusal;
use std::{any::Any, time::Duration};
use tower_http::{
    catch_panic::CatchPanicLayer, compression::CompressionLayer, csrf::CsrfLayer,
    timeout::TimeoutLayer, trace::TraceLayer,
};
use tower_sessions::{SessionManagerLayer, cookie::SameSite};

/// Ordinary forms and API bodies; a route that takes files says how large they may be.
const BODY: usize = 4 * 1024 * 1024;
/// No answer takes longer.
const PATIENCE: Duration = Duration::from_secs(120);

/// What pages may load: only what this program serves, nothing written into the page.
const CONTENT: &str = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; \
     frame-ancestors 'none'; form-action 'self'";

/// All routes behind the gate: the only way to serve them.
pub fn protect(app: App, routes: Router<App>) -> Router {
    let session = SessionManagerLayer::new(DatabaseSessions(app.store.clone()))
        // The prefix makes browsers refuse the cookie from anywhere but this very host.
        .with_name(preference::cookie_name("stadga", app.secure_cookies))
        .with_secure(app.secure_cookies)
        .with_http_only(true)
        .with_same_site(SameSite::Lax);
    // Inside the gate, which gives their answers words: what panics, what comes from another site, what is too large.
    let inner = routes
        .layer(DefaultBodyLimit::max(BODY))
        .layer(from_fn(weight::weighed))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(CsrfLayer::new().with_rejection_response(|_| {
            Problem::told(StatusCode::FORBIDDEN, "cross-site").into_response()
        }));
    inner
        .layer(from_fn_with_state(app.clone(), admit::admit))
        .layer(session)
        .layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, PATIENCE))
        .layer(from_fn(weight::poured))
        .layer(from_fn_with_state(app.secure_cookies, careful))
        .layer(CompressionLayer::new())
        .layer(
            TraceLayer::new_for_http()
                .make_span_with(named::span)
                .on_response(named::ended)
                .on_failure(()),
        )
        .layer(from_fn(named::numbered))
        .with_state(app)
}

/// What a page may ask of the machine that it is shown on: nothing.
const MACHINE: &str =
    "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";
/// For a year, browsers come back over an encrypted connection only.
const ENCRYPTED: &str = "max-age=31536000; includeSubDomains";

/// Headers that every answer has. What only one reader may see is kept by nobody on the way.
async fn careful(State(encrypted): State<bool>, request: Request, next: Next) -> Response {
    let mut answer = next.run(request).await;
    let headers = answer.headers_mut();
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(CONTENT));
    let fixed = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), MACHINE),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if encrypted {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(ENCRYPTED));
    }
    answer
}

/// A fault in one request ends that request, not the program.
fn panicked(cause: Box<dyn Any + Send>) -> Response {
    let words = cause.downcast_ref::<String>().map(String::as_str);
    let words = words.or_else(|| cause.downcast_ref::<&str>().copied()).unwrap_or("no words");
    Problem::from(Refusal::broken(format!("a request panicked: {words}"))).into_response()
}
