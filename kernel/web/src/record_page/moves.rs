//! The moves of a record's lifecycle: buttons on its page, each a POST with the revision that it builds on.

use super::{Record, page, read};
use crate::{
    Context, Problem,
    ui::{self, Said},
};
use axum::{
    Form,
    extract::Path,
    response::{IntoResponse, Redirect, Response},
};
use maud::{Markup, html};
use serde::Deserialize;
use stadga_model::{Finding, Id, Move, Refusal};
use stadga_store::Batch;

/// One button for each move that the record can make now; they fold when there are many.
pub(super) fn buttons(record: &Record<'_>) -> Markup {
    let state = record.revision.head.state.as_deref().unwrap_or_default();
    let moves: Vec<&Move> =
        record.kind.lifecycle.into_iter().flat_map(|lifecycle| lifecycle.from(state)).collect();
    let cx = record.cx;
    html! {
        @match moves.as_slice() {
            [] => {}
            [one] => { (form(record, one, "primary")) }
            [first, rest @ ..] => {
                (form(record, first, "primary"))
                (ui::drop_down(None, &cx.t("record-more-moves"), "secondary", &html! {
                    ul { @for one in rest { li { (form(record, one, "tertiary")) } } }
                }))
            }
        }
    }
}

fn form(record: &Record<'_>, step: &Move, variant: &str) -> Markup {
    let (kind, head) = (record.kind.spec.kind, &record.revision.head);
    html! {
        form method="post" action=(format!("/{kind}/{}/move/{}", head.id, step.name)) {
            input type="hidden" name="revision" value=(head.revision);
            button.ds-button type="submit" data-variant=(variant) {
                (record.cx.t(&format!("{kind}-move-{}", step.name)))
            }
        }
    }
}

/// What stopped a move, over the page.
pub(super) fn stopped(cx: &Context, findings: &[Finding]) -> Markup {
    let blocking: Vec<Finding> = findings.iter().filter(|f| f.is_blocking()).cloned().collect();
    let faults: Vec<(String, Said)> =
        ui::said(cx, &blocking).into_iter().map(|said| ("main".to_owned(), said)).collect();
    ui::error_summary(&cx.t("record-stopped"), &faults)
}

#[derive(Deserialize)]
pub(crate) struct Asked {
    revision: i64,
    #[serde(default)]
    reason: String,
}

/// POST /{kind}/{id}/move/{name}
pub(crate) async fn make(
    cx: Context,
    Path((kind, id, name)): Path<(String, String, String)>,
    Form(asked): Form<Asked>,
) -> Result<Response, Problem> {
    let known = cx.door.kind(&kind)?;
    let (Some(lifecycle), Some(field)) = (known.lifecycle, known.spec.state) else {
        return Err(Refusal::NotFound.into());
    };
    let id: Id = id.parse().map_err(|_| Refusal::NotFound)?;
    let mut opened = cx.door.open(id).await?;
    let head = opened.head().clone();
    if head.kind != kind {
        return Err(Refusal::NotFound.into());
    }
    let state = head.state.clone().unwrap_or_default();
    let step = lifecycle.from(&state).find(|step| step.name == name);
    let Some(step) = step.filter(|_| head.revision == asked.revision) else {
        return Err(Refusal::Stale(Box::new(read(&cx, &kind, &id.to_string()).await?)).into());
    };
    opened.body.insert(field.to_owned(), step.to.into());
    let batch = Batch { saves: vec![opened], reason: asked.reason, ..Batch::default() };
    match cx.door.write(batch).await {
        Ok(_) => Ok(Redirect::to(&format!("/{kind}/{id}?done=moved")).into_response()),
        Err(Refusal::Refused(findings)) => {
            page(&cx, read(&cx, &kind, &id.to_string()).await?, &findings).await
        }
        Err(other) => Err(other.into()),
    }
}
