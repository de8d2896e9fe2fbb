//! How a request is named in the log: nothing secret stands in its name.

use axum::http::Request;
use tracing::Span;

/// Where invitations lie; what follows is a secret.
const INVITATION: &str = "/invitation/";

/// By its method and path, without the token of an invitation. A query says what someone looks for and may name where
/// they came from, and is left out.
pub(super) fn span<B>(request: &Request<B>) -> Span {
    let path = request.uri().path();
    let path = if path.starts_with(INVITATION) { INVITATION } else { path };
    tracing::debug_span!("request", method = %request.method(), path)
}
