//! Spreadsheets back in: read, held against what is there, shown as differences, and written all at once.

mod cell;
mod columns;
mod edit;
mod gather;
mod page;
mod parts;
mod plan;
mod rows;
mod show;
#[cfg(test)]
mod tests;
mod write;

use crate::{
    App, files,
    gate::{Cost, costly},
};
use axum::{
    Router,
    extract::DefaultBodyLimit,
    routing::{get, post},
};
pub(crate) use columns::{inner, with_rows};

/// The import's routes.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/{kind}/import", get(page::ask).merge(costly(Cost::Import, post(page::look))))
        .route("/{kind}/import/write", costly(Cost::Import, post(page::write)))
        .layer(DefaultBodyLimit::max(files::LARGEST + 64 * 1024))
}
