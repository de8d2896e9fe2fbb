//! The organisation's directory: accounts made, changed and ended by SCIM as Entra ID sends it, and groups that give roles.

use axum::http::Method;
use serde_json::{Value, json};
use stadga_store::{Account, NewEvent};
use stadga_testkit::{Answer, Client, World};

const KEY: &str = "0123456789abcdef0123456789abcdef";

async fn world() -> World {
    let world = World::signing_in(stadga::areas::all(), |options| {
        options.directory.roles.insert("Stadga-registratorer".into(), "registrar".into());
    })
    .await;
    let event = NewEvent { what: "directory-key", account: "SCIM", actor: "test", about: "" };
    world.app.store.put_directory_key(KEY, event).await.unwrap();
    world
}

struct Directory(Client);

impl Directory {
    async fn ask(&mut self, method: Method, path: &str, body: Value) -> Answer {
        let bearer = format!("Bearer {KEY}");
        let headers =
            [("authorization", bearer.as_str()), ("content-type", "application/scim+json")];
        let body = if body.is_null() { Vec::new() } else { body.to_string().into_bytes() };
        self.0.ask(method, &format!("/scim/v2/{path}"), &headers, body).await
    }

    async fn get(&mut self, path: &str) -> Answer {
        self.ask(Method::GET, path, Value::Null).await
    }

    async fn make_user(&mut self, name: &str) -> String {
        let user = json!({
            "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": name, "externalId": format!("x-{name}"),
            "displayName": "Ny medarbetare", "active": true, "emails": [{ "type": "work", "value": "ny@region.example" }],
        });
        let made = self.ask(Method::POST, "Users", user).await;
        made.is(201).value()["id"].as_str().unwrap().to_owned()
    }

    async fn patch(&mut self, path: &str, operations: Value) -> Answer {
        let schema = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
        self.ask(Method::PATCH, path, json!({ "schemas": [schema], "Operations": operations }))
            .await
    }
}

#[tokio::test]
async fn sec_08_the_directory_comes_in_by_its_key_and_by_nothing_else() {
    let world = world().await;
    let mut administrator = world.sign_in("administrator").await;
    for path in ["ServiceProviderConfig", "ResourceTypes", "Schemas", "Users", "Groups"] {
        let path = format!("/scim/v2/{path}");
        let told = world.stranger().get(&path).await;
        assert_eq!(told.is(401).value()["status"], "401", "{path}");
        administrator.get(&path).await.is(401);
        let wrong = [("authorization", "Bearer 0123456789abcdef0123456789abcdee")];
        world.stranger().ask(Method::GET, &path, &wrong, Vec::new()).await.is(401);
        let mut directory = Directory(world.stranger());
        let there = directory.get(path.trim_start_matches("/scim/v2/")).await;
        assert_eq!(there.is(200).header("content-type"), "application/scim+json", "{path}");
    }
    // The key opens nothing else.
    let key = format!("Bearer {KEY}");
    let shown = [("authorization", key.as_str())];
    world.stranger().ask(Method::GET, "/api/v1/measure", &shown, Vec::new()).await.is(401);
}

#[tokio::test]
async fn sec_08_an_account_is_made_found_changed_and_ended() {
    let world = world().await;
    let mut directory = Directory(world.stranger());
    let id = directory.make_user("Ny.Medarbetare@region.example").await;
    let taken = json!({ "userName": "ny.medarbetare@region.example" });
    let told = directory.ask(Method::POST, "Users", taken).await;
    assert_eq!(told.is(409).value()["scimType"], "uniqueness");
    for filter in [
        "userName%20eq%20%22NY.Medarbetare@region.example%22",
        "externalId%20eq%20%22x-Ny.Medarbetare@region.example%22",
    ] {
        let found = directory.get(&format!("Users?filter={filter}")).await;
        assert_eq!(found.is(200).value()["totalResults"], 1, "{filter}");
        assert_eq!(found.value()["Resources"][0]["id"], id.as_str());
    }
    assert_eq!(
        directory.get("Users?filter=userName%20eq%20%22ingen%22").await.value()["totalResults"],
        0
    );
    directory.get("Users?filter=title%20co%20%22x%22").await.is(400);

    // Entra writes truth as text, and paths with a filter.
    let path = format!("Users/{id}");
    let change = json!([
        { "op": "Replace", "path": "displayName", "value": "Ny chef" },
        { "op": "Add", "path": "emails[type eq \"work\"].value", "value": "chef@region.example" },
    ]);
    assert_eq!(directory.patch(&path, change).await.is(200).value()["displayName"], "Ny chef");
    let person = world.door().read(id.parse().unwrap()).await.unwrap();
    assert_eq!(person.body["email"], "chef@region.example");
    let off = json!([{ "op": "Replace", "path": "active", "value": "False" }]);
    assert_eq!(directory.patch(&path, off).await.is(200).value()["active"], false);
    assert!(
        world.app.store.account("ny.medarbetare@region.example").await.unwrap().unwrap().blocked
    );
    let on = json!([{ "op": "replace", "value": { "active": true } }]);
    assert_eq!(directory.patch(&path, on).await.is(200).value()["active"], true);
    let renamed =
        json!([{ "op": "replace", "path": "userName", "value": "ny.chef@region.example" }]);
    assert_eq!(
        directory.patch(&path, renamed).await.is(200).value()["userName"],
        "ny.chef@region.example"
    );

    directory.ask(Method::DELETE, &path, Value::Null).await.is(204);
    directory.get(&path).await.is(404);
    assert_eq!(
        directory.make_user("ny.chef@region.example").await,
        id,
        "who comes back is the same person"
    );
    directory.get("Users/nonsense").await.is(404);
    directory.ask(Method::POST, "Users", json!({ "userName": "två ord" })).await.is(400);
    directory.ask(Method::POST, "Users", json!([])).await.is(400);
}

#[tokio::test]
async fn sec_08_whom_the_directory_makes_inactive_is_signed_out_at_once() {
    let world = world().await;
    let mut directory = Directory(world.stranger());
    let id = directory.make_user("ny").await;
    let secret = stadga_access::hash_password(stadga_testkit::PASSWORD).unwrap();
    let account = world.app.store.account("ny").await.unwrap().unwrap();
    world.app.store.put_account(&Account { secret, ..account }).await.unwrap();
    let mut signed_in = world.stranger();
    let form = [("name", "ny"), ("password-now", stadga_testkit::PASSWORD)];
    signed_in.post("/sign-in", &form).await.is(303);
    signed_in.get("/measure").await.is(200);
    let off = json!([{ "op": "Replace", "path": "active", "value": "False" }]);
    directory.patch(&format!("Users/{id}"), off).await.is(200);
    signed_in.get("/measure").await.is(303);
    world.stranger().post("/sign-in", &form).await.is(422);
    let mut administrator = world.sign_in("administrator").await;
    administrator
        .get("/accounts/history")
        .await
        .is(200)
        .has("Avslutades av organisationens katalog")
        .lacks("⟦");
}

#[tokio::test]
async fn sec_08_the_directory_sees_and_takes_no_account_that_was_made_here() {
    let world = world().await;
    world.sign_in("strateg").await;
    let mut directory = Directory(world.stranger());
    assert_eq!(directory.get("Users").await.is(200).value()["totalResults"], 0);
    let person = world.fixtures.id("strateg").unwrap().to_string();
    directory.get(&format!("Users/{person}")).await.is(404);
    let off = json!([{ "op": "replace", "path": "active", "value": false }]);
    directory.patch(&format!("Users/{person}"), off).await.is(404);
    directory.ask(Method::POST, "Users", json!({ "userName": "strateg" })).await.is(409);
}

#[tokio::test]
async fn org_12_a_group_gives_its_members_a_role_and_takes_it_back() {
    let world = world().await;
    let mut directory = Directory(world.stranger());
    let id = directory.make_user("ny").await;
    let made = json!({ "displayName": "Stadga-registratorer", "externalId": "g1", "members": [] });
    let group = directory.ask(Method::POST, "Groups", made.clone()).await;
    let path = format!("Groups/{}", group.is(201).value()["id"].as_str().unwrap());
    directory.ask(Method::POST, "Groups", made).await.is(409);
    let roles = async || {
        let roles = world.app.roles().unwrap();
        let held = roles(world.app.store.clone(), id.parse().unwrap(), world.app.store.now())
            .await
            .unwrap();
        held.into_iter().map(|held| held.role).collect::<Vec<_>>()
    };
    assert_eq!(roles().await, ["employee"]);
    let member = json!([{ "value": id }]);
    let add = json!([{ "op": "Add", "path": "members", "value": member }]);
    for _ in 0..2 {
        let after = directory.patch(&path, add.clone()).await;
        assert_eq!(after.is(200).value()["members"].as_array().unwrap().len(), 1);
        assert_eq!(roles().await, ["registrar", "employee"]);
    }
    let remove = json!([{ "op": "Remove", "path": "members", "value": member }]);
    directory.patch(&path, remove).await.is(200);
    assert_eq!(roles().await, ["employee"]);
    directory.patch(&path, add.clone()).await.is(200);
    let one = json!([{ "op": "remove", "path": format!("members[value eq \"{id}\"]") }]);
    directory.patch(&path, one).await.is(200);
    assert_eq!(roles().await, ["employee"]);
    directory.patch(&path, add).await.is(200);
    directory.ask(Method::DELETE, &path, Value::Null).await.is(204);
    assert_eq!(roles().await, ["employee"]);
    let stranger = json!([{ "op": "Add", "path": "members", "value": [{ "value": "018cc251-f400-7000-8000-000000000000" }] }]);
    directory.patch(&path, stranger).await.is(404);
}

#[tokio::test]
async fn a_list_is_given_in_parts() {
    let world = world().await;
    let mut directory = Directory(world.stranger());
    for name in ["a1", "a2", "a3", "a4", "a5"] {
        directory.make_user(name).await;
    }
    let part = directory.get("Users?startIndex=2&count=2").await.is(200).value();
    assert_eq!(
        (&part["totalResults"], &part["startIndex"], &part["itemsPerPage"]),
        (&json!(5), &json!(2), &json!(2))
    );
    let names: Vec<_> =
        part["Resources"].as_array().unwrap().iter().map(|user| user["userName"].clone()).collect();
    assert_eq!(names, ["a2", "a3"]);
    assert_eq!(directory.get("Users?count=0").await.is(200).value()["itemsPerPage"], 0);
}
