//! A user as the directory tells it, attribute by attribute, and as it is shown.

use super::{answer::told, ask::Operation};
use serde_json::{Map, Value, json};
use stadga_store::DirectoryUser;

/// What a user is described by (RFC 7643, 4.1).
pub(super) const USER: &str = "urn:ietf:params:scim:schemas:core:2.0:User";

/// What the directory tells of a user. What it does not tell stays as it is; what is not kept here is passed over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct User {
    pub name: Option<String>,
    pub external: Option<String>,
    pub display: Option<String>,
    formatted: Option<String>,
    given: Option<String>,
    family: Option<String>,
    pub email: Option<String>,
    pub active: Option<bool>,
}

impl User {
    /// From a whole resource.
    pub fn read(body: &Map<String, Value>) -> Self {
        let mut user = Self::default();
        for (path, value) in body {
            user.set(path, value);
        }
        user
    }

    /// From the changes of a patch.
    pub fn patched(operations: &[Operation]) -> Self {
        let mut user = Self::default();
        for operation in operations {
            let value = if operation.removes { &Value::Null } else { &operation.value };
            user.set(&operation.path, value);
        }
        user
    }

    fn set(&mut self, path: &str, value: &Value) {
        let path = path.strip_prefix(USER).map_or(path, |path| path.trim_start_matches(':'));
        let text =
            || value.as_str().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        match path.to_lowercase().as_str() {
            "username" => self.name = text(),
            "externalid" => self.external = text(),
            "displayname" => self.display = text(),
            "name.formatted" => self.formatted = text(),
            "name.givenname" => self.given = text(),
            "name.familyname" => self.family = text(),
            "active" => self.active = truth(value),
            "emails" => self.email = email(value),
            path if path.starts_with("emails[") && path.ends_with(".value") => self.email = text(),
            "name" => {
                for (part, value) in value.as_object().into_iter().flatten() {
                    self.set(&format!("name.{part}"), value);
                }
            }
            _ => {}
        }
    }

    /// What the person is called: the shown name first, then the parts of the name.
    pub fn called(&self) -> Option<String> {
        let parts = [&self.given, &self.family].into_iter().flatten().cloned().collect::<Vec<_>>();
        let parts = (!parts.is_empty()).then(|| parts.join(" "));
        self.display.clone().or_else(|| self.formatted.clone()).or(parts)
    }
}

/// Truth as JSON has it, or as some directories write it.
fn truth(value: &Value) -> Option<bool> {
    value.as_bool().or_else(|| match value.as_str()?.to_lowercase().as_str() {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    })
}

/// The first address, or the one that is marked as such.
fn email(value: &Value) -> Option<String> {
    let all = value.as_array()?;
    let primary = all.iter().find(|one| one.get("primary").is_some_and(|is| is == true));
    let one = primary.or(all.first())?;
    one.get("value")?.as_str().map(str::to_owned)
}

/// The user as it is shown. `called` is the person's name here.
pub(super) fn shown(user: &DirectoryUser, called: &str, origin: &str) -> Value {
    let id = user.account.person.to_string();
    told(json!({
        "schemas": [USER],
        "id": id,
        "externalId": user.external,
        "userName": user.account.name,
        "displayName": called,
        "name": { "formatted": called },
        "active": !user.account.blocked,
        "meta": { "resourceType": "User", "location": format!("{origin}/scim/v2/Users/{id}") },
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_is_read_however_it_is_written() {
        let whole = json!({
            "userName": "A@region.example", "externalId": "x1", "active": "True",
            "name": { "givenName": "Ny", "familyName": "Medarbetare" }, "title": "Läkare",
            "emails": [{ "value": "b@x.example" }, { "value": "a@x.example", "primary": true }],
        });
        let user = User::read(whole.as_object().unwrap());
        assert_eq!((user.name.as_deref(), user.active), (Some("A@region.example"), Some(true)));
        assert_eq!(user.called().as_deref(), Some("Ny Medarbetare"));
        assert_eq!(user.email.as_deref(), Some("a@x.example"));
        let one = |path: &str, value| {
            User::patched(&[Operation { removes: false, path: path.into(), value }])
        };
        assert_eq!(one("active", json!("False")).active, Some(false));
        assert_eq!(
            one("emails[type eq \"work\"].value", json!("c@x.example")).email.as_deref(),
            Some("c@x.example")
        );
        assert_eq!(
            one(&format!("{USER}:displayName"), json!("Annan")).called().as_deref(),
            Some("Annan")
        );
        assert_eq!(one("title", json!("x")), User::default());
        assert_eq!(one("active", json!("kanske")).active, None);
    }
}
