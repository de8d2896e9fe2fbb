//! The area's further registers on one page, so that the menu stays short and every list can be reached.

use axum::response::Response;
use maud::html;
use stadga_model::Action;
use stadga_web::{Context, Problem};

/// Where they stand.
pub const PATH: &str = "/audit/registers";

/// The kinds that have a list and no place of their own in the menu.
const KINDS: [&str; 8] = [
    "audit-question",
    "remark",
    "follow-up",
    "answer-item",
    "promise",
    "checkpoint",
    "deviation",
    "audit-instruction",
];

/// GET /audit/registers
pub async fn show(cx: Context) -> Result<Response, Problem> {
    let read = |kind: &&&str| cx.door.actor().reach(Action::Read, kind).is_some();
    let page = cx
        .page(cx.t("menu-audit-registers"))
        .crumb(cx.t("audit-plural"), "/audit")
        .here(cx.t("menu-audit-registers"));
    Ok(page.show(html! {
        dl.facts {
            @for kind in KINDS.iter().filter(read) {
                div.wide {
                    dt { a href=(format!("/{kind}")) { (cx.heading(&format!("{kind}-plural"))) } }
                    dd { (cx.maybe(&format!("{kind}.help")).unwrap_or_default()) }
                }
            }
        }
    }))
}
