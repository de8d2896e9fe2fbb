//! The JSON API of every kind: list, read, create, change, history, moves, files; described by OpenAPI.

mod change;
mod files;
mod guide;
mod input;
mod openapi;
pub(crate) mod problem;
mod read;
mod schema;

use crate::{
    App,
    gate::{Cost, costly},
};
use axum::{
    Router,
    routing::{get, post},
};

pub use openapi::openapi;

/// The API's routes.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/api", get(guide::page))
        .route("/api/v1", get(read::kinds))
        .route("/api/v1/openapi.json", costly(Cost::Description, get(openapi::document)))
        .route("/api/v1/search", costly(Cost::Search, get(read::search)))
        .route("/api/v1/files", post(files::keep).layer(files::limit()))
        .route("/api/v1/files/{id}", get(files::fetch))
        .route("/api/v1/files/{id}/reveal", post(files::reveal))
        .route("/api/v1/{kind}", get(read::list).post(change::create))
        .route("/api/v1/{kind}/{id}", get(read::one).put(change::replace))
        .route("/api/v1/{kind}/{id}/history", get(read::history))
        .route("/api/v1/{kind}/{id}/move/{name}", post(change::make_move))
        .route("/api/v1/{kind}/{id}/reveal", post(read::reveal))
}
