//! The page that explains the API in plain words, with the reader's own kinds and an example.

use crate::{Context, ui};
use axum::response::Response;
use maud::{Markup, html};
use stadga_model::{Action, Kind};

/// The codes that problems can have, each with its place on this page.
const CODES: [&str; 15] = [
    "as-of",
    "as-of-future",
    "bad-value",
    "denied",
    "json",
    "json-object",
    "not-found",
    "past",
    "refused",
    "revision-missing",
    "sign-in",
    "stale",
    "too-large",
    "unknown-field",
    "unknown-filter",
];

/// GET /api
pub(super) async fn page(cx: Context) -> Response {
    let actor = cx.door.actor();
    let readable = |kind: &&Kind| actor.reach(Action::Read, kind.spec.kind).is_some();
    let kinds: Vec<_> = cx.app.kinds().iter().filter(readable).collect();
    cx.page(cx.t("api")).lead(cx.t("api-lead")).show(html! {
        p { (cx.t("api-description")) " " (cx.t("api-guide-sign-in")) }
        p { a href="/api/v1/openapi.json" { (cx.t("api-guide-openapi")) } }
        (ui::panel("api-verbs", &cx.t("api-guide-verbs"), &verbs(&cx)))
        (ui::panel("api-kinds", &cx.t("api-guide-kinds"), &html! {
            ul { @for kind in kinds {
                li { a href=(format!("/api/v1/{}", kind.spec.kind)) { "/api/v1/" (kind.spec.kind) } " – " (cx.t(&format!("{}-plural", kind.spec.kind))) }
            } }
        }))
        (ui::panel("api-codes", &cx.t("api-guide-codes"), &html! {
            dl { @for code in CODES {
                dt id=(code) { code { (code) } }
                dd { (cx.t(&format!("problem-{code}"))) }
            } }
        }))
    })
}

fn verbs(cx: &Context) -> Markup {
    let verbs = [
        ("GET /api/v1/{kind}?q=&sort=&page=", "api-guide-list"),
        ("GET /api/v1/{kind}/{id}", "api-guide-read"),
        ("GET /api/v1/{kind}/{id}/history", "api-guide-history"),
        ("POST /api/v1/{kind}/{id}/reveal", "api-guide-reveal"),
        ("POST /api/v1/{kind}", "api-guide-create"),
        ("PUT /api/v1/{kind}/{id}", "api-guide-replace"),
        ("POST /api/v1/{kind}/{id}/move/{name}", "api-guide-move"),
        ("POST /api/v1/files?name=", "api-guide-file"),
        ("?as-of=2025-12-31", "api-guide-as-of"),
    ];
    html! {
        dl { @for (verb, words) in verbs { dt { code { (verb) } } dd { (cx.t(words)) } } }
    }
}
