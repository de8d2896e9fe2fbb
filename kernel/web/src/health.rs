//! Whether the program lives and whether it is ready, for whoever watches over it.

use crate::App;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use std::time::Duration;

/// A database that has not answered by then counts as one that does not answer.
const PATIENCE: Duration = Duration::from_secs(2);

/// GET /health/alive: the program answers. Whoever restarts what does not answer asks this.
pub(crate) async fn alive() -> &'static str {
    "ok"
}

/// GET /health/ready: the database answers, is laid out as this program knows it, and the program is not about to stop.
/// Else 503 and one word: `stopping`, `database` or `layout`. Whoever sends requests to one of many programs asks this.
pub(crate) async fn ready(State(app): State<App>) -> Response {
    if app.is_leaving() {
        return not_ready("stopping");
    }
    match tokio::time::timeout(PATIENCE, app.store.is_of_this_layout()).await {
        Ok(Ok(true)) => "ok".into_response(),
        Ok(Ok(false)) => not_ready("layout"),
        Ok(Err(_)) | Err(_) => not_ready("database"),
    }
}

/// What a program that serves many organisations answers of itself at `path`, where no organisation is asked for; nothing at
/// other paths.
pub fn health(path: &str, is_ready: bool) -> Option<Response> {
    match path {
        "/health/alive" => Some("ok".into_response()),
        "/health/ready" if is_ready => Some("ok".into_response()),
        "/health/ready" => Some(not_ready("stopping")),
        _ => None,
    }
}

pub(crate) fn not_ready(why: &'static str) -> Response {
    (StatusCode::SERVICE_UNAVAILABLE, why).into_response()
}

#[cfg(test)]
mod tests {
    use crate::tests::World;

    #[tokio::test]
    async fn readiness_fails_when_the_database_does_not_answer_and_before_the_stop() {
        let world = World::new().await;
        let ask = async |path: &str| world.get(path).await;
        ask("/health/ready").await.has("ok");
        world.app.leave();
        let leaving = ask("/health/ready").await;
        assert_eq!((leaving.status.as_u16(), leaving.text.as_str()), (503, "stopping"));
        assert_eq!(ask("/health/alive").await.status, 200);
        let world = World::new().await;
        world.app.store.close().await;
        let broken = world.get("/health/ready").await;
        assert_eq!((broken.status.as_u16(), broken.text.as_str()), (503, "database"));
        assert_eq!(world.get("/health/alive").await.status, 200);
    }
}
