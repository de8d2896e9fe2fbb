//! Users: made, changed, ended. An ended or inactive one is blocked at once and signed out everywhere.

use super::{
    Directory,
    answer::Told,
    ask::{Body, operations},
    groups,
    resource::{Resource, answered},
    user::{User, shown},
};
use crate::{App, area};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use serde_json::Value;
use stadga_model::{Actor, At, Id, Language, Refusal};
use stadga_store::{Account, DirectoryKey, DirectoryUser, NewEvent};

impl Resource for DirectoryUser {
    const NAME: &'static str = "userName";

    async fn some(
        app: &App,
        only: Option<(DirectoryKey, &str)>,
        part: (u32, u32),
    ) -> Result<(i64, Vec<Self>), Refusal> {
        app.store.directory_users(only, part).await
    }

    async fn find(app: &App, id: &str) -> Result<Self, Told> {
        let id: Id = id.parse().map_err(|_| Told::absent())?;
        app.store.directory_user(id).await?.ok_or_else(Told::absent)
    }

    async fn shown(&self, app: &App) -> Result<Value, Refusal> {
        Ok(shown(self, &called(app, self).await?, &app.sign_in.origin))
    }

    async fn end(self, app: &App) -> Result<(), Told> {
        let (person, name) = (self.account.person, called(app, &self).await?);
        app.store.drop_directory_user(&self, event("deprovisioned", &self.account.name)).await?;
        groups::settle(app, &[person]).await?;
        let gone = area::Told::Person { id: Some(person), name, email: None, here: false };
        Ok(keep(app, gone).await.map(drop)?)
    }
}

/// POST /scim/v2/Users
pub(super) async fn make(
    _: Directory,
    State(app): State<App>,
    Body(body): Body,
) -> Result<Response, Told> {
    let told = User::read(&body);
    let name = name(told.name.as_deref())?;
    let called = told.called().unwrap_or_else(|| name.clone());
    let person = match app.store.account(&name).await? {
        // Whoever has left may come back; an account that was made here is not the directory's to take.
        Some(account) if app.store.has_left_directory(account.person).await? => {
            Some(account.person)
        }
        Some(_) => return Err(Told::taken("userName")),
        None => None,
    };
    let here = told.active.unwrap_or(true);
    let email = told.email.clone();
    let person = keep(&app, area::Told::Person { id: person, name: called, email, here }).await?;
    let language = Language::default();
    let account = Account { name, person, secret: String::new(), language, blocked: !here };
    let user = DirectoryUser { account, external: told.external };
    put(&app, &user, "provisioned").await?;
    answered(&app, StatusCode::CREATED, &user).await
}

/// PUT /scim/v2/Users/{id}
pub(super) async fn replace(
    _: Directory,
    State(app): State<App>,
    Path(id): Path<String>,
    Body(body): Body,
) -> Result<Response, Told> {
    change(&app, &id, User::read(&body)).await
}

/// PATCH /scim/v2/Users/{id}
pub(super) async fn patch(
    _: Directory,
    State(app): State<App>,
    Path(id): Path<String>,
    Body(body): Body,
) -> Result<Response, Told> {
    change(&app, &id, User::patched(&operations(&body)?)).await
}

async fn change(app: &App, id: &str, told: User) -> Result<Response, Told> {
    let before = DirectoryUser::find(app, id).await?;
    let name = match &told.name {
        Some(told) => name(Some(told))?,
        None => before.account.name.clone(),
    };
    if name != before.account.name && app.store.account(&name).await?.is_some() {
        return Err(Told::taken("userName"));
    }
    let here = told.active.unwrap_or(!before.account.blocked);
    let called = match told.called() {
        Some(called) => called,
        None => called(app, &before).await?,
    };
    let person = Some(before.account.person);
    let email = told.email.clone();
    keep(app, area::Told::Person { id: person, name: called, email, here }).await?;
    let account = Account { name, blocked: !here, ..before.account.clone() };
    let user = DirectoryUser { account, external: told.external.or(before.external) };
    let what = match (before.account.blocked, here) {
        (false, false) => "deprovisioned",
        _ => "provisioned",
    };
    put(app, &user, what).await?;
    answered(app, StatusCode::OK, &user).await
}

async fn put(app: &App, user: &DirectoryUser, what: &str) -> Result<(), Refusal> {
    let service = app.sign_in.directory.provider.as_ref();
    let service = service.and_then(|key| app.sign_in.services.providers().find(|p| p.key == *key));
    let issuer = service.map(|provider| provider.issuer.as_str());
    app.store.put_directory_user(user, issuer, event(what, &user.account.name)).await
}

fn event<'a>(what: &'a str, account: &'a str) -> NewEvent<'a> {
    NewEvent { what, account, actor: "SCIM", about: "" }
}

/// Tells the area that keeps persons.
pub(super) async fn keep(app: &App, told: area::Told) -> Result<Id, Refusal> {
    let directory = app.directory().ok_or_else(|| Refusal::broken("no area keeps persons"))?;
    directory(app.store.clone(), told).await
}

/// A name that can be signed in with.
fn name(told: Option<&str>) -> Result<String, Told> {
    let name = told.map(str::to_lowercase).unwrap_or_default();
    match crate::sign_in::is_plain(&name) {
        true => Ok(name),
        false => Err(Told::wrong("invalidValue", "userName must be 2 to 100 of a-z, 0-9 and -._@")),
    }
}

async fn called(app: &App, user: &DirectoryUser) -> Result<String, Refusal> {
    let door = app.store.door(Actor::program("directory"), At::Now);
    let person = door.read(user.account.person).await?;
    let spec = door.kind(&person.head.kind)?.spec;
    Ok(person.title(spec).to_owned())
}
