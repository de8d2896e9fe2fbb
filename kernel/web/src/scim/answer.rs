//! Answers to the directory: resources, lists, and errors in the standard's own form.

use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};
use stadga_model::Refusal;

/// What everything here is sent as.
const MEDIA: &str = "application/scim+json";

/// An answer with a resource or a list.
pub(super) fn resource(status: StatusCode, value: &Value) -> Response {
    (status, [(header::CONTENT_TYPE, MEDIA)], value.to_string()).into_response()
}

/// A part of a list.
pub(super) fn list(total: i64, start: u32, resources: Vec<Value>) -> Response {
    let list = json!({
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
        "totalResults": total,
        "startIndex": start,
        "itemsPerPage": resources.len(),
        "Resources": resources,
    });
    resource(StatusCode::OK, &list)
}

/// A resource without the attributes that have no value.
pub(super) fn told(mut resource: Value) -> Value {
    if let Value::Object(attributes) = &mut resource {
        attributes.retain(|_, value| !value.is_null());
    }
    resource
}

/// Why something was not done.
#[derive(Debug)]
pub(super) struct Told {
    status: StatusCode,
    /// The standard's word for it (RFC 7644, 3.12), where it has one.
    kind: &'static str,
    detail: String,
}

impl Told {
    /// Something in the request cannot be used.
    pub fn wrong(kind: &'static str, detail: impl Into<String>) -> Self {
        Self { status: StatusCode::BAD_REQUEST, kind, detail: detail.into() }
    }

    /// There is no such resource.
    pub fn absent() -> Self {
        Self { status: StatusCode::NOT_FOUND, kind: "", detail: "there is no such resource".into() }
    }

    /// There is one of that name already.
    pub fn taken(what: &str) -> Self {
        let detail = format!("there is one with this {what} already");
        Self { status: StatusCode::CONFLICT, kind: "uniqueness", detail }
    }

    /// The key is not the directory's.
    pub fn stranger() -> Self {
        let detail = "the bearer token is not the directory's".into();
        Self { status: StatusCode::UNAUTHORIZED, kind: "", detail }
    }
}

impl From<Refusal> for Told {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotFound => Self::absent(),
            Refusal::Refused(findings) => {
                let codes: Vec<_> = findings.iter().map(|finding| finding.code).collect();
                Self::wrong("invalidValue", format!("it breaks {}", codes.join(", ")))
            }
            other => {
                tracing::error!(cause = ?other, "the directory could not be served");
                let detail = "something broke here; the program's log says what".into();
                Self { status: StatusCode::INTERNAL_SERVER_ERROR, kind: "", detail }
            }
        }
    }
}

impl IntoResponse for Told {
    fn into_response(self) -> Response {
        let error = json!({
            "schemas": ["urn:ietf:params:scim:api:messages:2.0:Error"],
            "status": self.status.as_u16().to_string(),
            "scimType": (!self.kind.is_empty()).then_some(self.kind),
            "detail": self.detail,
        });
        resource(self.status, &told(error))
    }
}
