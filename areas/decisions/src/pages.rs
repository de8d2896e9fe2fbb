//! The area's own pages: how bodies treated each area, what binds other boards, what a meeting takes up, minutes read.

mod agenda;
mod binding;
mod minutes;
mod treatment;

use axum::{Router, routing::get};
use stadga_model::{Action, Record};
use stadga_organisation::Meeting;
use stadga_web::{App, Aside, Menu, Need};

/// Where it is seen how bodies have treated each area.
pub(crate) const TREATMENT: &str = "/board/treatment";
/// Where it is seen which decisions bind other boards.
pub(crate) const BINDING: &str = "/board/binding";
/// Where minutes are read.
pub(crate) const READ: &str = "/minute/read";

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/board/treatment", get(treatment::show))
        .route("/board/binding", get(binding::show))
        .route("/minute/read", get(minutes::ask).post(minutes::take))
        .route("/minute/read/{file}", get(minutes::show).post(minutes::make))
        .route("/meeting/{id}/agenda", get(agenda::show).post(agenda::add))
        .route("/meeting/{id}/files/{name}", get(agenda::file))
}

pub(crate) fn menu() -> Vec<Menu> {
    vec![
        Menu { text: "menu-decisions", href: "/decision", order: 40 },
        Menu { text: "menu-mandates", href: "/mandate", order: 41 },
        Menu { text: "menu-delegations", href: "/delegation", order: 42 },
        Menu { text: "menu-binding", href: BINDING, order: 42 },
        Menu { text: "menu-minutes", href: "/minute", order: 43 },
        Menu { text: "menu-minutes-read", href: READ, order: 43 },
        Menu { text: "menu-treatment", href: TREATMENT, order: 44 },
        Menu { text: "menu-briefings", href: "/briefing", order: 45 },
        Menu { text: "menu-escalations", href: "/escalation", order: 45 },
    ]
}

/// Whoever may write minutes down may read them in.
pub(crate) const NEEDS: &[Need] =
    &[Need { href: READ, action: Action::Create, kind: crate::Minute::KIND }];

pub(crate) fn asides() -> Vec<Aside> {
    vec![Aside {
        kind: Meeting::KIND,
        render: |cx, revision, _| Box::pin(agenda::aside(cx, revision)),
    }]
}
