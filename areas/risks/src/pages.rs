//! The area's own pages: the risk picture, coverage, the region's analysis, methods, assessing, and reading from files.

mod analysed;
mod aside;
mod assess;
mod bearing;
mod behind;
mod choose;
mod coverage;
mod download;
mod gather;
pub(crate) mod listed;
mod matrix;
mod methods;
mod parts;
mod picture;
mod read;
mod region;

pub(crate) use choose::Asked;
pub(crate) use coverage::{Known, owned};
pub(crate) use gather::Gathered;
use gather::readable;
use gather::units;
pub(crate) use matrix::{colour, grid, level_word, levels, sign};
pub(crate) use parts::{ends_soon, named_rows, threats_rows};
pub(crate) use picture::{found_on, highest_first};

use axum::{
    Router,
    extract::DefaultBodyLimit,
    routing::{get, post},
};
use maud::{Markup, html};
use stadga_model::{Action, Head, Record};
use stadga_web::{App, Aside, Context, Cost, Menu, costly};
use stadga_web::{id_of, ui::day};

/// Where the risk picture is seen.
pub(crate) const PICTURE: &str = "/risks";
/// Where it is seen what lacks an analysis.
pub(crate) const COVERAGE: &str = "/risks/coverage";
/// Where the whole organisation's analysis is fed.
pub(crate) const REGION: &str = "/risks/region";
/// Where the methods are read.
pub(crate) const METHODS: &str = "/risks/methods";
/// Where risks are read from a file.
pub(crate) const READ: &str = "/risks/read";

/// The largest file that is read, in bytes.
const LARGEST: usize = 20_000_000;

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route(PICTURE, get(picture::show))
        .route("/risks/levels", post(behind::renew))
        .route(COVERAGE, get(coverage::show))
        .route(REGION, get(region::show).post(region::take))
        .route(METHODS, get(methods::show))
        .route(READ, get(read::ask).post(read::look).layer(DefaultBodyLimit::max(LARGEST)))
        .route("/risks/read/write", post(read::write))
        .route("/risks/documents/{unit}/{name}", costly(Cost::Export, get(download::picture)))
        .route("/risk/{id}/assess", get(assess::ask).post(assess::save))
}

pub(crate) fn menu() -> Vec<Menu> {
    vec![
        Menu { text: "menu-risks", href: PICTURE, order: 40 },
        Menu { text: "menu-risk-list", href: "/risk", order: 40 },
        Menu { text: "menu-risk-analyses", href: "/risk-analysis", order: 41 },
        Menu { text: "menu-risk-coverage", href: COVERAGE, order: 41 },
        Menu { text: "menu-risk-region", href: REGION, order: 42 },
        Menu { text: "menu-risk-demands", href: "/risk-demand", order: 42 },
        Menu { text: "menu-risk-acceptances", href: "/risk-acceptance", order: 43 },
        Menu { text: "menu-threat-levels", href: "/threat-level", order: 43 },
        Menu { text: "menu-risk-methods", href: METHODS, order: 44 },
        Menu { text: "menu-risk-read", href: READ, order: 44 },
        Menu { text: "menu-risk-sources", href: "/risk-source", order: 44 },
    ]
}

/// What is done first with a risk.
pub(crate) fn first() -> Vec<Aside> {
    vec![Aside { kind: "risk", render: |cx, r, _| Box::pin(aside::assess(cx, r)) }]
}

/// What the area adds to record pages.
pub(crate) fn asides() -> Vec<Aside> {
    let around =
        |kind| Aside { kind, render: |cx, r, near| Box::pin(analysed::subject(cx, r, near)) };
    vec![
        Aside { kind: "risk", render: |cx, r, near| Box::pin(aside::risk(cx, r, near)) },
        Aside {
            kind: "risk-analysis",
            render: |cx, r, near| Box::pin(analysed::analysis(cx, r, near)),
        },
        Aside {
            kind: "risk-demand",
            render: |cx, r, near| Box::pin(analysed::demand(cx, r, near)),
        },
        Aside {
            kind: "risk-acceptance",
            render: |cx, r, near| Box::pin(bearing::decide(cx, r, near)),
        },
        Aside {
            kind: "risk-source",
            render: |cx, r, _| Box::pin(async move { Ok(analysed::source(cx, r)) }),
        },
        around("object"),
        around("configuration-item"),
        around("unit"),
    ]
}

/// A number with the way to what it counts.
fn tile(cx: &Context, number: impl std::fmt::Display, text: &str, href: &str) -> Markup {
    html! { a href=(href) { b { (number) } span { (cx.t(text)) } } }
}

/// Whether the reader may change a record now.
fn may_change(cx: &Context, head: &Head) -> bool {
    cx.past().is_none() && cx.door.may(Action::Change, head)
}

/// Whether the reader may make a record of a kind somewhere.
fn may_create<R: Record>(cx: &Context) -> bool {
    cx.past().is_none() && cx.door.actor().reach(Action::Create, R::KIND).is_some()
}

/// The form of a new record, filled in.
fn new_of<R: Record>(values: &[(&str, &str)]) -> String {
    let mut asked = form_urlencoded::Serializer::new(String::new());
    asked.extend_pairs(values.iter().filter(|(_, value)| !value.is_empty()));
    format!("/{}/new?{}", R::KIND, asked.finish())
}
