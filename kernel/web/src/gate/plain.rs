//! Answers that the framework itself gives in plain letters, made into problems with words of their own.

use super::weight;
use crate::Problem;
use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};

/// The same answer, or a problem where a form could not be read, was too large, or came by the wrong verb.
pub(super) fn told(answer: Response) -> Response {
    let media = answer.headers().get(header::CONTENT_TYPE).and_then(|media| media.to_str().ok());
    let is_plain = media.is_none_or(|media| media.starts_with("text/plain"));
    if !is_plain || answer.extensions().get::<Problem>().is_some() {
        return answer;
    }
    let status = answer.status();
    let problem = match status {
        StatusCode::PAYLOAD_TOO_LARGE => weight::too_large(),
        StatusCode::METHOD_NOT_ALLOWED => Problem::told(status, "method"),
        StatusCode::BAD_REQUEST
        | StatusCode::UNPROCESSABLE_ENTITY
        | StatusCode::UNSUPPORTED_MEDIA_TYPE => Problem::told(status, "unreadable"),
        _ => return answer,
    };
    let mut told = problem.into_response();
    if let Some(allowed) = answer.headers().get(header::ALLOW) {
        told.headers_mut().insert(header::ALLOW, allowed.clone());
    }
    told
}
