//! The area's own pages: the CMDB's state, what falls with what, confirming, reading from sources, giving back.

mod aside;
mod confirm;
mod export;
mod impact;
mod read;
mod state;
mod told;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    routing::{get, post},
};
use stadga_model::{Id, Refusal, Revision};
use stadga_web::id_of;
use stadga_web::{App, Aside, Context, Cost, Tabs, costly};
use std::collections::HashMap;

use crate::relation::KINDS;

pub(crate) use confirm::asked;

/// Where the CMDB's state is seen.
pub(crate) const STATE: &str = "/cmdb";
/// Where one confirms what one answers for.
pub(crate) const CONFIRM: &str = "/cmdb/confirm";

/// What an upload may weigh: the largest file and something for the form around it.
const UPLOAD: usize = 54 * 1024 * 1024;
/// More records of one kind than any organisation has.
const ALL: u32 = 200_000;

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route(STATE, get(state::show))
        .route(CONFIRM, get(confirm::ask).post(confirm::all))
        .route("/configuration-item/{id}/confirm", post(confirm::one))
        .route("/cmdb/impact/{id}", get(impact::show))
        .route("/cmdb/archimate.xml", costly(Cost::Export, get(export::archimate)))
        .route("/import-source/{id}/export/{name}", costly(Cost::Export, get(export::back)))
        .route("/import-source/{id}/read/write", costly(Cost::Import, post(read::write)))
        .route(
            "/import-source/{id}/read",
            get(read::ask)
                .merge(costly(Cost::Import, post(read::look)))
                .layer(DefaultBodyLimit::max(UPLOAD)),
        )
}

/// What falls and stands together has a tab that tells it.
pub(crate) fn tabs() -> Vec<Tabs> {
    KINDS.map(|kind| Tabs { kind, render: |cx, r| Box::pin(impact::head(cx, r)) }).into()
}

/// What the area adds to record pages.
pub(crate) fn asides() -> Vec<Aside> {
    vec![
        Aside { kind: "configuration-item", render: |cx, r, _| Box::pin(aside::item(cx, r)) },
        Aside { kind: "import-source", render: |cx, r, _| Box::pin(aside::source(cx, r)) },
    ]
}

/// What records are called, as far as the reader may read them.
async fn names(
    cx: &Context,
    ids: impl IntoIterator<Item = Id>,
) -> Result<HashMap<Id, String>, Refusal> {
    let ids: std::collections::BTreeSet<Id> = ids.into_iter().collect();
    let ids: Vec<Id> = ids.into_iter().collect();
    let mut names = HashMap::new();
    for some in ids.chunks(1_000) {
        for record in cx.door.read_many(some).await? {
            names.insert(record.head.id, title(cx, &record)?);
        }
    }
    Ok(names)
}

fn title(cx: &Context, record: &Revision) -> Result<String, Refusal> {
    Ok(record.title(cx.door.kind(&record.head.kind)?.spec).to_owned())
}
