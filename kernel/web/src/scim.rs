//! SCIM 2.0 (RFC 7643 and 7644): the organisation's directory makes, changes and ends accounts, and its groups give roles.
//!
//! It comes in by a key of its own and sees only what it has made itself: accounts that were made here are not its business.

mod about;
mod answer;
mod ask;
mod group;
mod groups;
mod resource;
mod user;
mod users;

use crate::App;
use answer::Told;
use axum::{
    Router,
    extract::FromRequestParts,
    http::{header, request::Parts},
    routing::get,
};
pub(crate) use groups::give;
use resource::{end, list, show};
use stadga_store::{DirectoryGroup, DirectoryUser};

/// The routes.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/scim/v2/ServiceProviderConfig", get(about::config))
        .route("/scim/v2/ResourceTypes", get(about::types))
        .route("/scim/v2/Schemas", get(about::schemas))
        .route("/scim/v2/Users", get(list::<DirectoryUser>).post(users::make))
        .route(
            "/scim/v2/Users/{id}",
            get(show::<DirectoryUser>)
                .put(users::replace)
                .patch(users::patch)
                .delete(end::<DirectoryUser>),
        )
        .route("/scim/v2/Groups", get(list::<DirectoryGroup>).post(groups::make))
        .route(
            "/scim/v2/Groups/{id}",
            get(show::<DirectoryGroup>)
                .put(groups::replace)
                .patch(groups::patch)
                .delete(end::<DirectoryGroup>),
        )
}

/// The organisation's directory, by its key.
struct Directory;

impl FromRequestParts<App> for Directory {
    type Rejection = Told;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Told> {
        let shown = parts.headers.get(header::AUTHORIZATION).and_then(|shown| shown.to_str().ok());
        let key = shown.and_then(|shown| shown.split_once(' '));
        let key = key.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
        match key {
            Some((_, key)) if app.store.is_directory_key(key.trim()).await? => Ok(Self),
            _ => Err(Told::stranger()),
        }
    }
}
