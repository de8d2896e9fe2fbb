//! Documents as files: PDF and Word of answers and tables.

use crate::{
    answer::Answer,
    audit::Audit,
    documents::{Sender, answer_document, followup_document, questions_document},
};
use axum::{extract::Path, response::Response};
use stadga_model::{Id, Refusal};
use stadga_publish::Document;
use stadga_web::{Context, Problem, published::publish};

use super::{gather, id_of, package::package, wording};

/// GET /audit/{id}/documents/{name}
pub async fn of_audit(
    cx: Context,
    Path((id, name)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let dossier = gather::dossier(&cx, id_of::<Audit>(&id)?).await?;
    let (sender, wording) = (sender(&cx).await?, wording(&cx));
    let number = dossier.audit.head.number.clone();
    let (document, called, ending) = match name.split_once('.') {
        Some(("questions", ending)) => {
            (questions_document(&dossier, &sender, &wording), "page-doc-file-questions", ending)
        }
        Some(("follow-up", ending)) => {
            (followup_document(&dossier, &sender, &wording), "page-doc-file-follow-up", ending)
        }
        Some(("package", "zip")) => return package(&cx, dossier, &sender).await,
        _ => return Err(Refusal::NotFound.into()),
    };
    publish(&cx, document, &format!("{number} {}.{ending}", cx.t(called))).await
}

/// GET /answer/{id}/documents/{name}
pub async fn of_answer(
    cx: Context,
    Path((id, name)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let ending = match name.split_once('.') {
        Some(("answer", ending)) => ending,
        _ => return Err(Refusal::NotFound.into()),
    };
    let (document, number) = answer(&cx, id_of(&id)?).await?;
    publish(&cx, document, &format!("{number} {}.{ending}", cx.t("page-doc-file-answer"))).await
}

/// An answer's document and its number.
pub async fn answer(cx: &Context, id: Id<Answer>) -> Result<(Document, String), Refusal> {
    let (then, dossier, kept) = gather::answer(cx, id).await?;
    let document = answer_document(&dossier, &kept, &sender(&then).await?, &wording(cx));
    Ok((document, kept.head.number))
}

/// From whom, and of which instant: the same instant gives the same document again.
async fn sender(cx: &Context) -> Result<Sender, Refusal> {
    Ok(Sender { organisation: cx.app.organisation.clone(), provenance: cx.provenance().await? })
}
