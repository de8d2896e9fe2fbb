//! Gives problems their words: a page for people, problem details for programs; what broke is logged once with a number.

use crate::{Context, Problem, api, ui};
use axum::{
    http::{StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use maud::{Markup, html};
use stadga_model::Refusal;

/// The answer with words, if it is a problem; any other as it is.
pub(crate) async fn worded(cx: &Context, mut answer: Response) -> Response {
    let Some(problem) = answer.extensions_mut().remove::<Problem>() else { return answer };
    let allowed = answer.headers_mut().remove(header::ALLOW);
    logged(cx, &problem);
    let mut answer = if cx.path.starts_with("/api/") {
        api::problem::answer(cx, &problem)
    } else {
        (problem.status(), Html(page(cx, &problem))).into_response()
    };
    if let Some(wait) = problem.wait().and_then(|wait| wait.parse().ok()) {
        answer.headers_mut().insert(header::RETRY_AFTER, wait);
    }
    if let Some(allowed) = allowed {
        answer.headers_mut().insert(header::ALLOW, allowed);
    }
    answer
}

/// What broke, and what someone was kept from doing, stands in the log under the request's number.
fn logged(cx: &Context, problem: &Problem) {
    let (number, actor) = (&*cx.number.0, cx.door.actor().name.as_str());
    if let Problem::Refused(refusal) = problem {
        match &**refusal {
            Refusal::Broken(cause) => return tracing::error!(number, cause, "broken"),
            Refusal::Away(cause) | Refusal::Full(cause) => {
                return tracing::error!(number, cause, "the database cannot be used now");
            }
            _ => {}
        }
    }
    let why = problem.key();
    match problem.status() {
        StatusCode::FORBIDDEN | StatusCode::TOO_MANY_REQUESTS => {
            tracing::info!(number, actor, why, "turned away");
        }
        StatusCode::SERVICE_UNAVAILABLE => tracing::warn!(number, why, "too much to do"),
        _ => {}
    }
}

fn page(cx: &Context, problem: &Problem) -> String {
    let key = match (problem.key(), cx.past()) {
        ("not-found", Some(_)) => "not-found-past",
        (key, _) => key,
    };
    let values = match problem {
        Problem::Told { values, .. } => values.as_slice(),
        Problem::Refused(_) => &[],
    };
    let values: Vec<_> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let words = |part: &str| cx.t_with(&format!("problem-{key}{part}"), &values);
    cx.page(words("")).text(&html! {
        div.ds-alert data-color=(colour(problem.status())) role="alert" {
            p { (words(".what")) }
            p { (words(".do")) }
            @if problem.status().is_server_error() {
                p { (cx.t_with("problem-number", &[("number", &cx.number.0)])) }
            }
        }
        @if let Some(from) = &cx.from { p { a href=(from) { (cx.t("problem-back")) } } }
        (more(cx, problem))
    })
}

fn colour(status: StatusCode) -> &'static str {
    if status.is_server_error() { "danger" } else { "warning" }
}

fn more(cx: &Context, problem: &Problem) -> Markup {
    let Problem::Refused(refusal) = problem else { return Context::nothing() };
    html! {
        @match &**refusal {
            Refusal::Refused(findings) => { (ui::findings(cx, findings)) }
            Refusal::Stale(current) => {
                p {
                    a href=(format!("/{}/{}", current.head.kind, current.head.id)) {
                        (cx.t_with("problem-stale-open", &[("number", &current.head.number)]))
                    }
                }
            }
            _ => {}
        }
    }
}
