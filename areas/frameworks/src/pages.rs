//! The area's own pages: files in and out, what comes along, a framework as a tree, and what answers to what.

mod api;
mod aside;
mod export;
mod gather;
mod mapped;
mod read;
mod shipped;
mod tree;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    routing::{get, post},
};
use stadga_model::{Action, Record, Refusal};
use stadga_web::id_of;
use stadga_web::{App, Aside, Context, Cost, Menu, Need, Tabs, costly};

use crate::Framework;

/// Where a file is handed in.
pub(crate) const READ: &str = "/framework/read";
/// Where what comes along is laid in.
pub(crate) const SHIPPED: &str = "/framework/shipped";
/// What an upload may weigh: the largest file and something for the form around it.
const UPLOAD: usize = 54 * 1024 * 1024;

pub(crate) fn routes() -> Router<App> {
    let upload = DefaultBodyLimit::max(UPLOAD);
    Router::new()
        .route(READ, get(read::ask).merge(costly(Cost::Import, post(read::look))).layer(upload))
        .route("/framework/read/write", costly(Cost::Import, post(read::write)))
        .route(SHIPPED, get(shipped::show).merge(costly(Cost::Import, post(shipped::lay_in))))
        .route("/framework/{id}/requirements", get(tree::show))
        .route("/framework/{id}/mapped", get(mapped::show))
        .route("/framework/{id}/export/{name}", costly(Cost::Export, get(export::framework)))
        .route("/framework-mapping/{id}/export", costly(Cost::Export, get(export::mapping)))
        .route("/risk-matrix-library/{id}/export", costly(Cost::Export, get(export::matrix)))
        .route(
            "/api/v1/framework/import",
            costly(Cost::Import, post(api::import)).layer(DefaultBodyLimit::max(UPLOAD)),
        )
        .route("/api/v1/framework/{id}/export/{name}", costly(Cost::Export, get(export::framework)))
        .route("/api/v1/framework-mapping/{id}/export", costly(Cost::Export, get(export::mapping)))
        .route("/api/v1/risk-matrix-library/{id}/export", costly(Cost::Export, get(export::matrix)))
}

pub(crate) fn menu() -> Vec<Menu> {
    vec![
        Menu { text: "menu-frameworks", href: "/framework", order: 71 },
        Menu { text: "menu-framework-shipped", href: SHIPPED, order: 72 },
        Menu { text: "menu-framework-read", href: READ, order: 72 },
        Menu { text: "menu-framework-mappings", href: "/framework-mapping", order: 73 },
        Menu { text: "menu-reference-controls", href: "/reference-control", order: 73 },
    ]
}

/// Who takes files in must be allowed to make a framework.
pub(crate) const NEEDS: &[Need] = &[
    Need { href: READ, action: Action::Create, kind: Framework::KIND },
    Need { href: SHIPPED, action: Action::Create, kind: Framework::KIND },
];

/// A framework's tabs stand over its record page too.
pub(crate) fn tabs() -> Vec<Tabs> {
    vec![Tabs { kind: Framework::KIND, render: |cx, r| Box::pin(tree::head(cx, r)) }]
}

/// What the area adds to record pages.
pub(crate) fn asides() -> Vec<Aside> {
    vec![
        Aside { kind: Framework::KIND, render: |cx, r, _| Box::pin(aside::framework(cx, r)) },
        Aside { kind: "framework-mapping", render: |cx, r, _| Box::pin(aside::mapping(cx, r)) },
        Aside { kind: "risk-matrix-library", render: |cx, r, _| Box::pin(aside::matrix(cx, r)) },
    ]
}

/// Whether the reader may take frameworks in now.
fn may_take_in(cx: &Context) -> bool {
    cx.past().is_none() && cx.door.actor().may_make(Framework::KIND, None)
}

/// Refuses whoever may not.
fn check_may(cx: &Context) -> Result<(), Refusal> {
    match (cx.past(), may_take_in(cx)) {
        (Some(_), _) => Err(Refusal::Past),
        (None, false) => Err(Refusal::Denied),
        (None, true) => Ok(()),
    }
}
