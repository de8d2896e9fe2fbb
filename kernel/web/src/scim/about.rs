//! What the directory may ask of this end (RFC 7644, 4): what is understood, what there is, how it is described.

use super::{Directory, answer, group::GROUP, user::USER};
use axum::{http::StatusCode, response::Response};
use serde_json::{Value, json};

/// GET /scim/v2/ServiceProviderConfig
pub(super) async fn config(_: Directory) -> Response {
    let no = json!({ "supported": false });
    answer::resource(
        StatusCode::OK,
        &json!({
            "schemas": ["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"],
            "patch": { "supported": true },
            "bulk": { "supported": false, "maxOperations": 0, "maxPayloadSize": 0 },
            "filter": { "supported": true, "maxResults": 200 },
            "changePassword": no, "sort": no, "etag": no,
            "authenticationSchemes": [{
                "type": "oauthbearertoken", "name": "Bearer", "primary": true,
                "description": "The key that `stadga directory-key` prints",
            }],
        }),
    )
}

/// GET /scim/v2/ResourceTypes
pub(super) async fn types(_: Directory) -> Response {
    let one = |name: &str, endpoint: &str, schema: &str| {
        json!({
            "schemas": ["urn:ietf:params:scim:schemas:core:2.0:ResourceType"],
            "id": name, "name": name, "endpoint": endpoint, "schema": schema,
        })
    };
    let all = vec![one("User", "/Users", USER), one("Group", "/Groups", GROUP)];
    answer::list(2, 1, all)
}

/// GET /scim/v2/Schemas
pub(super) async fn schemas(_: Directory) -> Response {
    let user = [
        attribute("userName", "string", true),
        attribute("externalId", "string", false),
        attribute("displayName", "string", false),
        attribute("name", "complex", false),
        attribute("emails", "complex", false),
        attribute("active", "boolean", false),
    ];
    let group = [
        attribute("displayName", "string", true),
        attribute("externalId", "string", false),
        attribute("members", "complex", false),
    ];
    let one = |id: &str, name: &str, attributes: &[Value]| {
        json!({
            "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Schema"],
            "id": id, "name": name, "attributes": attributes,
        })
    };
    answer::list(2, 1, vec![one(USER, "User", &user), one(GROUP, "Group", &group)])
}

fn attribute(name: &str, ty: &str, required: bool) -> Value {
    let many = ["emails", "members"].contains(&name);
    json!({
        "name": name, "type": ty, "required": required, "multiValued": many,
        "caseExact": false, "mutability": "readWrite", "returned": "default",
        "uniqueness": if required { "server" } else { "none" },
    })
}
