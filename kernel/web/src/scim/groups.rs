//! Groups: made, changed, ended. Those that the settings name give their members roles.

use super::{
    Directory,
    answer::Told,
    ask::{Body, operations},
    group::{patched, read, shown},
    resource::{Resource, answered},
    users,
};
use crate::{App, area};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use serde_json::Value;
use stadga_model::{Id, Language, Refusal};
use stadga_store::{DirectoryGroup, DirectoryKey};
use std::collections::{BTreeMap, BTreeSet};

impl Resource for DirectoryGroup {
    const NAME: &'static str = "displayName";

    async fn some(
        app: &App,
        only: Option<(DirectoryKey, &str)>,
        part: (u32, u32),
    ) -> Result<(i64, Vec<Self>), Refusal> {
        app.store.directory_groups(only, part).await
    }

    async fn find(app: &App, id: &str) -> Result<Self, Told> {
        app.store.directory_group(id).await?.ok_or_else(Told::absent)
    }

    async fn shown(&self, app: &App) -> Result<Value, Refusal> {
        Ok(shown(self, &app.sign_in.origin))
    }

    async fn end(self, app: &App) -> Result<(), Told> {
        app.store.drop_directory_group(&self.id).await?;
        Ok(settle(app, &self.members).await?)
    }
}

/// POST /scim/v2/Groups
pub(super) async fn make(
    _: Directory,
    State(app): State<App>,
    Body(body): Body,
) -> Result<Response, Told> {
    let id: Id = Id::new(app.store.now());
    let group = read(id.to_string(), &body)?;
    let same = Some((DirectoryKey::Name, group.name.as_str()));
    if app.store.directory_groups(same, (0, 1)).await?.0 > 0 {
        return Err(Told::taken("displayName"));
    }
    keep(&app, StatusCode::CREATED, (DirectoryGroup::default(), group)).await
}

/// PUT /scim/v2/Groups/{id}
pub(super) async fn replace(
    _: Directory,
    State(app): State<App>,
    Path(id): Path<String>,
    Body(body): Body,
) -> Result<Response, Told> {
    let before = DirectoryGroup::find(&app, &id).await?;
    keep(&app, StatusCode::OK, (before, read(id, &body)?)).await
}

/// PATCH /scim/v2/Groups/{id}
pub(super) async fn patch(
    _: Directory,
    State(app): State<App>,
    Path(id): Path<String>,
    Body(body): Body,
) -> Result<Response, Told> {
    let before = DirectoryGroup::find(&app, &id).await?;
    let group = patched(before.clone(), &operations(&body)?)?;
    keep(&app, StatusCode::OK, (before, group)).await
}

/// Keeps a group and lets the roles of all who are or were in it follow.
async fn keep(
    app: &App,
    status: StatusCode,
    (before, group): (DirectoryGroup, DirectoryGroup),
) -> Result<Response, Told> {
    for member in &group.members {
        if app.store.directory_user(*member).await?.is_none() {
            return Err(Told::wrong("invalidValue", format!("there is no user {member}")));
        }
    }
    app.store.put_directory_group(&group).await?;
    let touched: BTreeSet<Id> = before.members.iter().chain(&group.members).copied().collect();
    settle(app, &touched.into_iter().collect::<Vec<_>>()).await?;
    answered(app, status, &group).await
}

/// Gives persons the roles of the groups that they are in, and takes those away that they are in no longer.
pub(super) async fn settle(app: &App, persons: &[Id]) -> Result<(), Refusal> {
    for person in persons {
        let groups = app.store.directory_groups_of(*person).await?;
        give(app, *person, (&app.sign_in.directory.roles, &groups)).await?;
    }
    Ok(())
}

/// Gives a person the roles of these groups, and takes those away that other groups would give.
pub(crate) async fn give(
    app: &App,
    person: Id,
    (given, groups): (&BTreeMap<String, String>, &[String]),
) -> Result<(), Refusal> {
    let held: BTreeSet<_> = groups.iter().filter_map(|group| given.get(group)).collect();
    for role in given.values().collect::<BTreeSet<_>>() {
        let title =
            app.policy.role(role).map_or(role.as_str(), |role| role.name(Language::Swedish));
        let (title, held) = (title.to_owned(), held.contains(role));
        users::keep(app, area::Told::Role { person, role: role.clone(), title, held }).await?;
    }
    Ok(())
}
