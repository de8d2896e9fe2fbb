//! What the directory asks for: a filter, a part of a list, a body, operations of a patch.

use super::answer::Told;
use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use serde_json::{Map, Value};
use stadga_store::DirectoryKey;

/// No list is longer, whatever is asked for.
const MOST: u32 = 200;

/// The query of a list.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Listing {
    filter: Option<String>,
    start_index: Option<i64>,
    count: Option<i64>,
}

impl Listing {
    /// The first asked for, counted from one.
    pub fn start(&self) -> u32 {
        u32::try_from(self.start_index.unwrap_or(1).max(1)).unwrap_or(u32::MAX)
    }

    /// How many to skip and to show at most.
    pub fn part(&self) -> (u32, u32) {
        let most = self.count.unwrap_or(100).clamp(0, i64::from(MOST));
        (self.start() - 1, u32::try_from(most).unwrap_or(MOST))
    }

    /// What it is narrowed by: `userName eq "x"`. `name` is what names are called in this list.
    pub fn only(&self, name: &str) -> Result<Option<(DirectoryKey, String)>, Told> {
        let Some(filter) = &self.filter else { return Ok(None) };
        let odd = || {
            let like = format!("only `{name} eq \"…\"` and `externalId eq \"…\"` are understood");
            Told::wrong("invalidFilter", like)
        };
        let mut words = filter.trim().splitn(3, ' ');
        let (Some(what), Some(verb), Some(value)) = (words.next(), words.next(), words.next())
        else {
            return Err(odd());
        };
        let value: String = serde_json::from_str(value.trim()).map_err(|_| odd())?;
        let is = |other: &str| what.eq_ignore_ascii_case(other);
        let key = match () {
            () if is(name) => DirectoryKey::Name,
            () if is("externalId") => DirectoryKey::External,
            () => return Err(odd()),
        };
        if !verb.eq_ignore_ascii_case("eq") {
            return Err(odd());
        }
        Ok(Some((key, value)))
    }
}

/// A body of JSON, however its media is called.
pub(super) struct Body(pub Map<String, Value>);

impl<S: Send + Sync> FromRequest<S> for Body {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let bytes =
            Bytes::from_request(request, state).await.map_err(IntoResponse::into_response)?;
        let odd = || Told::wrong("invalidSyntax", "the body is no JSON object").into_response();
        serde_json::from_slice(&bytes).map(Self).map_err(|_| odd())
    }
}

/// One change of a patch.
#[derive(Debug)]
pub(super) struct Operation {
    pub removes: bool,
    pub path: String,
    pub value: Value,
}

/// The changes of a patch: `op` in whatever case, and where no path is given one for each attribute of the value.
pub(super) fn operations(body: &Map<String, Value>) -> Result<Vec<Operation>, Told> {
    let odd = || {
        Told::wrong(
            "invalidSyntax",
            "Operations must each have an op that is add, replace or remove",
        )
    };
    let all = body.get("Operations").and_then(Value::as_array).ok_or_else(odd)?;
    let mut operations = Vec::new();
    for one in all {
        let op = one.get("op").and_then(Value::as_str).unwrap_or_default().to_lowercase();
        if !["add", "replace", "remove"].contains(&op.as_str()) {
            return Err(odd());
        }
        let removes = op == "remove";
        let value = one.get("value").cloned().unwrap_or(Value::Null);
        match (one.get("path").and_then(Value::as_str), value) {
            (Some(path), value) => {
                operations.push(Operation { removes, path: path.to_owned(), value })
            }
            (None, Value::Object(parts)) if !removes => {
                let each =
                    parts.into_iter().map(|(path, value)| Operation { removes, path, value });
                operations.extend(each);
            }
            _ => {
                return Err(Told::wrong(
                    "noTarget",
                    "an operation says nothing of what it changes",
                ));
            }
        }
    }
    Ok(operations)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn only(filter: &str) -> Option<(DirectoryKey, String)> {
        let listing = Listing { filter: Some(filter.into()), start_index: None, count: None };
        listing.only("userName").ok().flatten()
    }

    #[test]
    fn a_filter_is_one_attribute_and_one_value() {
        assert_eq!(only("userName eq \"a b\""), Some((DirectoryKey::Name, "a b".into())));
        assert_eq!(only("EXTERNALID EQ \"x\\\"y\""), Some((DirectoryKey::External, "x\"y".into())));
        for odd in [
            "",
            "userName",
            "userName eq a",
            "userName co \"a\"",
            "title eq \"a\"",
            "userName eq \"a\" or x",
        ] {
            assert_eq!(only(odd), None, "{odd}");
        }
    }

    #[test]
    fn a_part_of_a_list_begins_with_one_and_is_never_too_long() {
        let part = |start_index, count| Listing { filter: None, start_index, count }.part();
        assert_eq!(part(None, None), (0, 100));
        assert_eq!(part(Some(11), Some(10)), (10, 10));
        assert_eq!(part(Some(-3), Some(-1)), (0, 0));
        assert_eq!(part(Some(1), Some(99_999)), (0, MOST));
    }

    #[test]
    fn a_patch_is_read_as_directories_send_it() {
        let body = json!({ "Operations": [
            { "op": "Replace", "path": "active", "value": "False" },
            { "op": "add", "value": { "displayName": "Ny", "name.givenName": "N" } },
        ] });
        let read = operations(body.as_object().unwrap()).unwrap();
        let paths: Vec<_> = read.iter().map(|one| one.path.as_str()).collect();
        assert_eq!(paths, ["active", "displayName", "name.givenName"]);
        for odd in [
            json!({}),
            json!({ "Operations": [{ "op": "move" }] }),
            json!({ "Operations": [{ "op": "remove" }] }),
        ] {
            assert!(operations(odd.as_object().unwrap()).is_err(), "{odd}");
        }
    }
}
