//! What the area adds to record pages: a framework's tree and files, a mapping's and a matrix's file.

use maud::{Markup, html};
use stadga_model::{Refusal, Revision};
use stadga_web::{Context, ui};

/// Where a framework is seen and had.
pub(super) async fn framework(cx: &Context, record: &Revision) -> Result<Markup, Refusal> {
    let id = record.head.id;
    let export = |name: &str| format!("/framework/{id}/export/{name}");
    Ok(ui::panel(
        "framework-files",
        &cx.t("framework-files"),
        &html! {
            p { a href=(format!("/framework/{id}/requirements")) { (cx.t("framework-see-tree")) } }
            ul {
                li { a href=(export("oscal.json")) { (cx.t("framework-export-oscal")) } " – " (cx.t("framework-export-oscal-lacks")) }
                li { a href=(export("ciso.yaml")) { (cx.t("framework-export-ciso")) } }
            }
        },
    ))
}

/// A mapping as a file.
pub(super) async fn mapping(cx: &Context, record: &Revision) -> Result<Markup, Refusal> {
    Ok(file(cx, &format!("/framework-mapping/{}/export", record.head.id)))
}

/// A matrix as a file.
pub(super) async fn matrix(cx: &Context, record: &Revision) -> Result<Markup, Refusal> {
    Ok(file(cx, &format!("/risk-matrix-library/{}/export", record.head.id)))
}

fn file(cx: &Context, href: &str) -> Markup {
    let body = html! { p { a href=(href) { (cx.t("framework-export-ciso")) } } };
    ui::panel("framework-files", &cx.t("framework-files"), &body)
}
