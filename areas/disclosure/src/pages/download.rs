//! The decision to refuse as PDF and Word.

use super::case_of;
use crate::{
    documents::{Decided, refusal as document},
    gather::Case,
};
use axum::{extract::Path, response::Response};
use stadga_model::Refusal;
use stadga_web::{Context, Problem, Reader, published::publish};

/// GET /disclosure-request/{id}/documents/refusal.pdf
pub(crate) async fn refusal(
    cx: Context,
    reader: Reader,
    Path((id, name)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let Some(("refusal", ending)) = name.split_once('.') else {
        return Err(Refusal::NotFound.into());
    };
    let case = case_of(&cx, &reader, &id).await?;
    let decided = decided(&cx, &case).await?;
    let file = format!("{} {}.{ending}", case.head.number, cx.t("disclosure-file-refusal"));
    publish(&cx, document(&cx, &case, &decided), &file).await
}

/// The decision, as far as the reader may see it.
async fn decided(cx: &Context, case: &Case) -> Result<Decided, Refusal> {
    let Some(id) = case.request.decision else {
        return Ok(Decided { decision: None, by: Vec::new() });
    };
    let decision = match cx.door.read_as(id).await {
        Ok(decision) => decision,
        Err(Refusal::NotFound) => return Ok(Decided { decision: None, by: Vec::new() }),
        Err(other) => return Err(other),
    };
    let (body, delegate) = (decision.1.body, decision.1.delegate.map(|id| id.cast()));
    let mut by = Vec::new();
    for id in [body, delegate].into_iter().flatten() {
        for found in cx.door.read_many(&[id]).await? {
            let spec = cx.door.kind(&found.head.kind)?.spec;
            by.push(found.title(spec).to_owned());
        }
    }
    Ok(Decided { decision: Some(decision), by })
}
