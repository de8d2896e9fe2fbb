//! The area's own pages: the audit by tabs, the answer's workbench, the reader, documents and the package.

mod answers;
mod aside;
mod audit;
mod back;
mod download;
mod gather;
mod home;
mod next;
mod offer;
mod package;
mod promised;
mod promises;
mod read;
mod registers;
mod signers;
mod stale;
mod workbench;
mod write;

pub(crate) use home::duties;
#[cfg(test)]
pub(crate) use package::MOST as PACKAGE;
pub(crate) use promises::PATH as PROMISES;
pub(crate) use registers::PATH as REGISTERS;

use crate::wording::Wording;
use axum::{
    Router,
    extract::DefaultBodyLimit,
    routing::{get, post},
};
use stadga_web::id_of;
use stadga_web::{App, Aside, Context, Cost, Tabs, costly};

/// Where a report is handed in.
pub(crate) const READ: &str = "/audit/read";

/// What an upload may weigh: the largest file and something for the form around it.
const UPLOAD: usize = 54 * 1024 * 1024;

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route(
            READ,
            get(read::ask)
                .merge(costly(Cost::Reading, post(read::take)))
                .layer(DefaultBodyLimit::max(UPLOAD)),
        )
        .route(promises::PATH, get(promises::show))
        .route(registers::PATH, get(registers::show))
        .route("/audit/read/{file}", get(read::show).post(read::make))
        .route("/audit/{id}/questions", get(audit::questions))
        .route("/audit/{id}/recommendations", get(audit::recommendations))
        .route("/audit/{id}/follow-up", get(audit::follow_up))
        .route("/audit/{id}/answers", get(audit::answers).post(answers::begin))
        .route("/audit/{id}/documents", get(audit::documents))
        .route("/audit/{id}/documents/{name}", costly(Cost::Document, get(download::of_audit)))
        .route("/answer/{id}/work", get(workbench::show))
        .route("/answer/{id}/signers", post(signers::take))
        .route("/answer/{id}/promises", get(promised::show).post(promised::make))
        .route("/answer/{id}/documents/{name}", costly(Cost::Document, get(download::of_answer)))
        .route("/answer-item/{id}/take/{part}", post(workbench::take))
        .route("/answer-item/{id}/write", get(write::ask).post(write::save))
        .route("/checkpoint/{id}/take", post(workbench::take_status))
}

/// The audit's tabs stand over its record page too.
pub(crate) fn tabs() -> Vec<Tabs> {
    vec![Tabs { kind: "audit", render: |cx, r| Box::pin(audit::head(cx, r)) }]
}

/// Buttons at the head of record pages: the way back to the answer that something was added for.
pub(crate) fn first() -> Vec<Aside> {
    vec![
        Aside { kind: "promise", render: |cx, r, near| Box::pin(back::promise(cx, r, near)) },
        Aside { kind: "measure", render: |cx, r, near| Box::pin(back::measure(cx, r, near)) },
    ]
}

/// What the area adds to record pages.
pub(crate) fn asides() -> Vec<Aside> {
    vec![
        Aside { kind: "audit", render: |cx, r, near| Box::pin(aside::audit(cx, r, near)) },
        Aside { kind: "answer", render: |cx, r, near| Box::pin(aside::answer(cx, r, near)) },
        Aside {
            kind: "recommendation",
            render: |cx, r, near| Box::pin(aside::recommendation(cx, r, near)),
        },
        Aside { kind: "answer-item", render: |cx, r, near| Box::pin(aside::part(cx, r, near)) },
        Aside {
            kind: "checkpoint",
            render: |cx, r, near| Box::pin(aside::checkpoint(cx, r, near)),
        },
    ]
}

/// The words of documents and proposals in the reader's language.
fn wording(cx: &Context) -> Wording<'_> {
    Wording { texts: &cx.app.texts, scales: cx.app.store.scales(), language: cx.language }
}
