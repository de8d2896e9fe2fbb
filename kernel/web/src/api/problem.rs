//! Problems as RFC 9457 describes them: `application/problem+json` with a code, a sentence, and every finding.

use crate::{Context, Problem, ui};
use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::{Map, Value, json};
use stadga_model::{Finding, Language, Refusal, Texts};

/// The problem as an answer in the reader's language.
pub(crate) fn answer(context: &Context, problem: &Problem) -> Response {
    let mut answer = told(problem.status(), describe(context, problem));
    if problem.status() == StatusCode::UNAUTHORIZED {
        let scheme = HeaderValue::from_static("Bearer");
        answer.headers_mut().insert(header::WWW_AUTHENTICATE, scheme);
    }
    answer
}

/// The problem where there is no reader yet, in our first language.
pub(crate) fn without_reader(texts: &Texts, status: StatusCode, key: &str) -> Response {
    let words =
        |part: &str| texts.get(Language::default(), &format!("problem-{}{part}", spoken(key)), &[]);
    told(status, Value::Object(words_of(status, key, words)))
}

fn told(status: StatusCode, described: Value) -> Response {
    let mut answer = (status, Json(described)).into_response();
    let media = HeaderValue::from_static("application/problem+json");
    answer.headers_mut().insert(header::CONTENT_TYPE, media);
    answer
}

/// A program has neither search box nor buttons: what is not found or cannot be done is told in words of its own.
fn spoken(key: &str) -> &str {
    match key {
        "not-found" => "not-found-api",
        "method" => "method-api",
        other => other,
    }
}

fn words_of(status: StatusCode, key: &str, words: impl Fn(&str) -> String) -> Map<String, Value> {
    let told = json!({
        "type": format!("/api#{key}"),
        "title": words(""),
        "status": status.as_u16(),
        "detail": format!("{} {}", words(".what"), words(".do")),
        "code": key,
    });
    told.as_object().cloned().unwrap_or_default()
}

fn describe(context: &Context, problem: &Problem) -> Value {
    let key = problem.key();
    let values = match problem {
        Problem::Told { values, .. } => values.as_slice(),
        Problem::Refused(_) => &[],
    };
    let values: Vec<_> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let words = |part: &str| context.t_with(&format!("problem-{}{part}", spoken(key)), &values);
    let mut told = words_of(problem.status(), key, words);
    if let Problem::Refused(refusal) = problem {
        match &**refusal {
            Refusal::Refused(found) => {
                told.insert("findings".into(), findings(context, found));
            }
            Refusal::Stale(current) => {
                told.insert("current".into(), json!(current));
            }
            _ => {}
        }
    }
    Value::Object(told)
}

/// Findings, each with its sentence in the reader's language.
pub(crate) fn findings(context: &Context, findings: &[Finding]) -> Value {
    let told = findings.iter().map(|finding| {
        json!({
            "code": finding.code,
            "severity": finding.severity,
            "record": finding.record,
            "field": finding.field,
            "message": ui::sentence(context, finding),
        })
    });
    Value::Array(told.collect())
}
