//! What is answered to those who reach no organisation: its database is not open, or the host is nobody's.

use crate::{api, health::not_ready};
use axum::{
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{Html, IntoResponse as _, Response},
};
use maud::html;
use stadga_model::{Language, Texts};

/// When one may ask again, in seconds.
const AGAIN: &str = "10";
/// The problem of a program that is not in service.
const PROBLEM: &str = "out-of-service";

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
    if answer.status() == StatusCode::SERVICE_UNAVAILABLE {
        answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static(AGAIN));
    }
    guarded(answer)
}

/// Plain words: styles are the program's, and it is not there yet.
fn sentences(texts: &Texts) -> String {
    let part = |language, part| texts.get(language, &format!("problem-{PROBLEM}{part}"), &[]);
    let both = Language::ALL.map(|language| {
        format!("{}\n{} {}\n", part(language, ""), part(language, ".what"), part(language, ".do"))
    });
    both.join("\n")
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
    guarded((status, Html(page.into_string())).into_response())
}

/// The headers that guard an answer which no gate lies around.
fn guarded(mut answer: Response) -> Response {
    let fixed = [
        (header::CACHE_CONTROL, "no-store"),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (HeaderName::from_static("referrer-policy"), "same-origin"),
    ];
    for (name, value) in fixed {
        answer.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    answer
}
