//! Problems as RFC 9457 describes them: `application/problem+json` with a code, a sentence, and every finding.

use crate::{Context, Problem, ui};
use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::{Map, Value, json};
use stadga_model::{Finding, Refusal};

/// The problem as an answer in the reader's language.
pub(crate) fn answer(context: &Context, problem: &Problem) -> Response {
    let mut answer = (problem.status(), Json(describe(context, problem))).into_response();
    let media = HeaderValue::from_static("application/problem+json");
    answer.headers_mut().insert(header::CONTENT_TYPE, media);
    if problem.status() == StatusCode::UNAUTHORIZED {
        let scheme = HeaderValue::from_static("Bearer");
        answer.headers_mut().insert(header::WWW_AUTHENTICATE, scheme);
    }
    answer
}

fn describe(context: &Context, problem: &Problem) -> Value {
    let key = problem.key();
    let values = match problem {
        Problem::Told { values, .. } => values.as_slice(),
        Problem::Refused(_) => &[],
    };
    let values: Vec<_> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let words = |part: &str| context.t_with(&format!("problem-{key}{part}"), &values);
    let mut told = Map::new();
    told.insert("type".into(), json!(format!("/api#{key}")));
    told.insert("title".into(), json!(words("")));
    told.insert("status".into(), json!(problem.status().as_u16()));
    told.insert("detail".into(), json!(format!("{} {}", words(".what"), words(".do"))));
    told.insert("code".into(), json!(key));
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
