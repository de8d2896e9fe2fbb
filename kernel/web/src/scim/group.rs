//! A group as the directory tells it, and as it is shown.

use super::{
    answer::{Told, told},
    ask::Operation,
};
use serde_json::{Map, Value, json};
use stadga_model::Id;
use stadga_store::DirectoryGroup;

/// What a group is described by (RFC 7643, 4.2).
pub(super) const GROUP: &str = "urn:ietf:params:scim:schemas:core:2.0:Group";

/// A group from a whole resource.
pub(super) fn read(id: String, body: &Map<String, Value>) -> Result<DirectoryGroup, Told> {
    let text = |name: &str| body.get(name).and_then(Value::as_str).map(str::to_owned);
    let name = text("displayName").filter(|name| !name.trim().is_empty());
    let name = name.ok_or_else(|| Told::wrong("invalidValue", "displayName is missing"))?;
    let members = body.get("members").map(ids).transpose()?.unwrap_or_default();
    Ok(DirectoryGroup { id, name, external: text("externalId"), members })
}

/// The group after the changes of a patch.
pub(super) fn patched(
    mut group: DirectoryGroup,
    operations: &[Operation],
) -> Result<DirectoryGroup, Told> {
    for operation in operations {
        let text = || operation.value.as_str().map(str::to_owned);
        let path = operation.path.to_lowercase();
        match path.as_str() {
            "displayname" => group.name = text().unwrap_or(group.name),
            "externalid" => group.external = text(),
            "members" if operation.removes && operation.value.is_null() => group.members.clear(),
            "members" if operation.removes => {
                let gone = ids(&operation.value)?;
                group.members.retain(|member| !gone.contains(member));
            }
            "members" => group.members.extend(ids(&operation.value)?),
            _ if path.starts_with("members[") => {
                let gone = one(&operation.path)?;
                group.members.retain(|member| *member != gone);
            }
            _ => {}
        }
    }
    group.members.sort();
    group.members.dedup();
    Ok(group)
}

/// `[{"value": "id"}, …]`
fn ids(value: &Value) -> Result<Vec<Id>, Told> {
    let odd = || {
        Told::wrong(
            "invalidValue",
            "members must be a list of objects with the id of a user as value",
        )
    };
    let all = value.as_array().ok_or_else(odd)?;
    let id = |one: &Value| one.get("value")?.as_str()?.parse().ok();
    all.iter().map(|one| id(one).ok_or_else(odd)).collect()
}

/// The id in `members[value eq "id"]`.
fn one(path: &str) -> Result<Id, Told> {
    let id = path.split('"').nth(1).and_then(|id| id.parse().ok());
    id.ok_or_else(|| Told::wrong("invalidPath", "only members[value eq \"…\"] is understood"))
}

/// The group as it is shown.
pub(super) fn shown(group: &DirectoryGroup, origin: &str) -> Value {
    let members = group.members.iter().map(|id| json!({ "value": id.to_string(), "type": "User" }));
    told(json!({
        "schemas": [GROUP],
        "id": group.id,
        "externalId": group.external,
        "displayName": group.name,
        "members": members.collect::<Vec<_>>(),
        "meta": { "resourceType": "Group", "location": format!("{origin}/scim/v2/Groups/{}", group.id) },
    }))
}
