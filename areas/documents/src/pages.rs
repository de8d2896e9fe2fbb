//! The area's own pages: what is valid, what is revised, requirements and boards, who has read, and what is open to all.

mod aside;
mod backlog;
mod boards;
mod confirm;
mod coverage;
mod files;
mod hierarchy;
mod known;
mod published;
mod register;
mod text;
mod validity;

pub(crate) use known::people;
pub(crate) use register::Register;

use axum::{
    Router,
    routing::{get, post},
};
use maud::{Markup, html};
use stadga_model::{Date, Record};
use stadga_web::{App, Aside, Context, Menu};
use stadga_web::{id_of, ui::day};

/// Where it is seen what is valid.
pub(crate) const VALIDITY: &str = "/board/documents";
/// Where the documents are seen as a tree.
pub(crate) const HIERARCHY: &str = "/board/documents/hierarchy";
/// Where it is seen what is to be revised.
pub(crate) const BACKLOG: &str = "/board/documents/revisions";
/// Where requirements with and without documents are seen.
pub(crate) const COVERAGE: &str = "/board/documents/requirements";
/// Where it is seen what each board has decided and lacks.
pub(crate) const BOARDS: &str = "/board/documents/boards";
/// Where it is seen who has read and what is followed.
pub(crate) const KNOWN: &str = "/board/documents/known";
/// Where everybody in the world reads what is published.
pub(crate) const PUBLISHED: &str = "/published";

/// What needs no sign-in where the organisation has turned open pages on.
pub(crate) const OPEN: &[&str] = &["/published", "/published/"];

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/board/documents", get(validity::show))
        .route("/board/documents/files/{day}/{unit}/{name}", get(files::file))
        .route(HIERARCHY, get(hierarchy::show))
        .route("/board/documents/revisions", get(backlog::show))
        .route("/board/documents/requirements", get(coverage::show))
        .route("/board/documents/boards", get(boards::show))
        .route("/board/documents/known", get(known::show))
        .route("/document/{id}/text", get(text::show))
        .route("/document/{id}/confirm", post(confirm::confirm))
        .route("/published", get(published::list))
        .route("/published/{id}", get(published::show))
}

pub(crate) fn menu() -> Vec<Menu> {
    vec![
        Menu { text: "menu-documents-validity", href: VALIDITY, order: 30 },
        Menu { text: "menu-documents", href: "/document", order: 31 },
        Menu { text: "menu-documents-hierarchy", href: HIERARCHY, order: 31 },
        Menu { text: "menu-revision-backlog", href: BACKLOG, order: 32 },
        Menu { text: "menu-documents-boards", href: BOARDS, order: 33 },
        Menu { text: "menu-requirements-coverage", href: COVERAGE, order: 34 },
        Menu { text: "menu-documents-known", href: KNOWN, order: 35 },
        Menu { text: "menu-goals", href: "/goal", order: 36 },
        Menu { text: "menu-coming-laws", href: "/coming-law", order: 37 },
        Menu { text: "menu-referrals", href: "/referral", order: 38 },
        Menu { text: "menu-glossary", href: "/glossary-term", order: 39 },
    ]
}

pub(crate) fn asides() -> Vec<Aside> {
    vec![
        Aside {
            kind: crate::Document::KIND,
            render: |cx, revision, _| Box::pin(aside::document(cx, revision)),
        },
        Aside {
            kind: crate::RevisionCase::KIND,
            render: |cx, revision, near| Box::pin(aside::case(cx, revision, near)),
        },
        Aside {
            kind: crate::ComingLaw::KIND,
            render: |cx, revision, _| Box::pin(aside::law(cx, revision)),
        },
    ]
}

/// A field for a day, in a form of filters.
fn day_field(cx: &Context, name: &str, label: &str, date: Date) -> Markup {
    html! {
        div.ds-field {
            label for=(name) { (cx.t(label)) }
            input.ds-input type="date" id=(name) name=(name) value=(date);
        }
    }
}
