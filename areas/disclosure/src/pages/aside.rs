//! What the area adds to a request's page: its workbench, how long it has taken, and the decision to refuse.

use crate::{
    DisclosureRequest,
    request::{Outcome, State},
};
use maud::{Markup, html};
use stadga_model::{Near, Refusal, Revision};
use stadga_web::{Context, ui};

/// The request's tools.
///
/// # Errors
/// Broken, when the record cannot be read.
pub(crate) async fn aside(cx: &Context, record: &Revision, _: &Near) -> Result<Markup, Refusal> {
    let request: DisclosureRequest = record.typed()?;
    let work = format!("/disclosure-request/{}/work", record.head.id);
    Ok(ui::panel(
        "disclosure-work",
        &cx.t("disclosure-work"),
        &html! {
            p { (waited(cx, &request)) }
            p { (cx.t("disclosure-work-why")) }
            div.actions {
                (ui::link_button(&work, "primary", Some("edit"), &cx.t("disclosure-work-open")))
                @if may_be_refused(&request) { " " (refusal_links(cx, &record.head.id.to_string())) }
            }
        },
    ))
}

/// How long whoever asks has waited, or waited.
pub(super) fn waited(cx: &Context, request: &DisclosureRequest) -> String {
    let hours = request.hours(cx.now());
    let key = if request.answered.is_some() { "disclosure-took" } else { "disclosure-waits" };
    if hours < 72 {
        return cx.t_with(key, &[("hours", &hours.to_string())]);
    }
    cx.t_with(&format!("{key}-days"), &[("days", &(hours / 24).to_string())])
}

/// Whether a decision to refuse can have been asked for.
pub(super) fn may_be_refused(request: &DisclosureRequest) -> bool {
    let refused = matches!(request.outcome, Some(Outcome::Part | Outcome::Refused));
    refused || matches!(request.state, State::DecisionRequested | State::Decided | State::Appealed)
}

/// The decision as a document.
pub(super) fn refusal_links(cx: &Context, id: &str) -> Markup {
    let address = format!("/disclosure-request/{id}/documents/refusal");
    html! {
        (ui::link_button(&format!("{address}.pdf"), "secondary", None, &cx.t("disclosure-refusal-pdf"))) " "
        (ui::link_button(&format!("{address}.docx"), "secondary", None, &cx.t("disclosure-refusal-word")))
    }
}
