//! Whether the program lives and whether it is ready, for whoever watches over it; and what it says while it is not.

use crate::{App, api};
use axum::{
    extract::State,
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use stadga_model::{Language, Texts};
use std::time::Duration;

/// A database that has not answered by then counts as one that does not answer.
const PATIENCE: Duration = Duration::from_secs(2);
/// When one may ask again, in seconds.
const AGAIN: &str = "10";
/// The problem of a program that is not in service.
const PROBLEM: &str = "out-of-service";

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

fn not_ready(why: &'static str) -> Response {
    (StatusCode::SERVICE_UNAVAILABLE, why).into_response()
}

/// What is answered at `path` before the program's database could be opened: the program is alive, not ready for the
/// reason `why`, and every page says in both languages that it is not in service.
pub fn out_of_service(texts: &Texts, path: &str, why: &'static str) -> Response {
    let mut answer = match path {
        "/health/alive" => "ok".into_response(),
        "/health/ready" => not_ready(why),
        path if path.starts_with("/api/") => {
            api::problem::without_reader(texts, StatusCode::SERVICE_UNAVAILABLE, PROBLEM)
        }
        _ => (StatusCode::SERVICE_UNAVAILABLE, sentences(texts)).into_response(),
    };
    let status = answer.status();
    let headers = answer.headers_mut();
    if status == StatusCode::SERVICE_UNAVAILABLE {
        headers.insert(header::RETRY_AFTER, HeaderValue::from_static(AGAIN));
    }
    let fixed = [
        (header::CACHE_CONTROL, "no-store"),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (HeaderName::from_static("referrer-policy"), "same-origin"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    answer
}

/// Plain words: styles are the program's, and it is not there yet.
fn sentences(texts: &Texts) -> String {
    let part = |language, part| texts.get(language, &format!("problem-{PROBLEM}{part}"), &[]);
    let both = Language::ALL.map(|language| {
        format!("{}\n{} {}\n", part(language, ""), part(language, ".what"), part(language, ".do"))
    });
    both.join("\n")
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
