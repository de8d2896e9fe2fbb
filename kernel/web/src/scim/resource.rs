//! What users and groups have in common to the directory: it lists them, looks at one, and ends one.

use super::{
    Directory,
    answer::{self, Told},
    ask::Listing,
};
use crate::App;
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::Response,
};
use serde_json::Value;
use stadga_model::Refusal;
use stadga_store::DirectoryKey;

/// Something that the directory has made.
pub(super) trait Resource: Sized {
    /// The attribute that its name stands under.
    const NAME: &'static str;
    /// Some of those that fit, and how many fit in all.
    async fn some(
        app: &App,
        only: Option<(DirectoryKey, &str)>,
        part: (u32, u32),
    ) -> Result<(i64, Vec<Self>), Refusal>;
    /// The one with this id.
    async fn find(app: &App, id: &str) -> Result<Self, Told>;
    /// As the directory sees it.
    async fn shown(&self, app: &App) -> Result<Value, Refusal>;
    /// Ends it, with what follows from that.
    async fn end(self, app: &App) -> Result<(), Told>;
}

/// GET /scim/v2/Users, GET /scim/v2/Groups
pub(super) async fn list<R: Resource>(
    _: Directory,
    State(app): State<App>,
    Query(listing): Query<Listing>,
) -> Result<Response, Told> {
    let only = listing.only(R::NAME)?;
    let only = only.as_ref().map(|(key, value)| (*key, value.as_str()));
    let (total, some) = R::some(&app, only, listing.part()).await?;
    let mut resources = Vec::new();
    for one in &some {
        resources.push(one.shown(&app).await?);
    }
    Ok(answer::list(total, listing.start(), resources))
}

/// GET /scim/v2/Users/{id}, GET /scim/v2/Groups/{id}
pub(super) async fn show<R: Resource>(
    _: Directory,
    State(app): State<App>,
    Path(id): Path<String>,
) -> Result<Response, Told> {
    answered(&app, StatusCode::OK, &R::find(&app, &id).await?).await
}

/// DELETE /scim/v2/Users/{id}, DELETE /scim/v2/Groups/{id}
pub(super) async fn end<R: Resource>(
    _: Directory,
    State(app): State<App>,
    Path(id): Path<String>,
) -> Result<StatusCode, Told> {
    R::find(&app, &id).await?.end(&app).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The answer that shows one.
pub(super) async fn answered<R: Resource>(
    app: &App,
    status: StatusCode,
    one: &R,
) -> Result<Response, Told> {
    Ok(answer::resource(status, &one.shown(app).await?))
}
