//! Gives problems their words: a page for people, problem details for programs; what broke is logged once with a number.

use crate::{Context, Problem, api, ui};
use axum::{
    http::{StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use maud::{Markup, html};
use stadga_model::{Instant, Language, Refusal, Texts};
use std::sync::atomic::{AtomicU32, Ordering};

/// Counts what broke since the program started.
static BROKEN: AtomicU32 = AtomicU32::new(0);

/// The answer with words, if it is a problem; any other as it is.
pub(crate) async fn worded(cx: &Context, mut answer: Response) -> Response {
    let Some(problem) = answer.extensions_mut().remove::<Problem>() else { return answer };
    let number = match &problem {
        Problem::Refused(refusal) => logged(refusal, cx.app.store.now()),
        Problem::Told { .. } => None,
    };
    if cx.path.starts_with("/api/") {
        return api::problem::answer(cx, &problem);
    }
    (problem.status(), Html(page(cx, &problem, number.as_deref()))).into_response()
}

/// A page that says what is wrong in both languages and nothing of the program, for requests that reach no organisation.
pub fn bare_page(texts: &Texts, status: StatusCode, key: &str) -> Response {
    let words = |language, part: &str| texts.get(language, &format!("problem-{key}{part}"), &[]);
    let page = html! {
        (maud::DOCTYPE)
        html lang="sv" {
            head { meta charset="utf-8"; title { (status.as_u16()) } }
            body {
                @for language in Language::ALL {
                    p lang=(language.code()) { (words(language, "")) ". " (words(language, ".what")) }
                }
            }
        }
    };
    let keep = [
        (header::CACHE_CONTROL, "no-store"),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'"),
    ];
    (status, keep, Html(page.into_string())).into_response()
}

/// The number under which a broken thing stands in the log.
fn logged(refusal: &Refusal, now: Instant) -> Option<String> {
    let cause = match refusal {
        Refusal::Broken(cause) => cause,
        Refusal::Away(cause) | Refusal::Full(cause) => {
            tracing::error!(cause, "the database cannot be used now");
            return None;
        }
        _ => return None,
    };
    let count = BROKEN.fetch_add(1, Ordering::Relaxed);
    let number = format!("{}-{count}", now.as_second());
    tracing::error!(number, cause, "broken");
    Some(number)
}

fn page(cx: &Context, problem: &Problem, number: Option<&str>) -> String {
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
            @if let Some(number) = number {
                p { (cx.t_with("problem-number", &[("number", &format!("#{number}"))])) }
            }
        }
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
